# %% wrong: the encoder only
# cause: The model ends at the code; call the decoder on it.
# replace: decoder(encoder(images))
# by: encoder(images)
# %% wrong: the wrong way round
# cause: The encoder is called on what the decoder returns; it is decoder(encoder(images)).
# replace: decoder(encoder(images))
# by: encoder(decoder(images))
# %% wrong: two new parts
# cause: Two new models are joined; call those that are given.
# replace: decoder(encoder(images))
# by: build_decoder(LATENT_SIZE)(build_encoder(LATENT_SIZE)(images))
# %% wrong: always the same two parts
# cause: The global `encoder` and `decoder` are joined; use the arguments.
# replace: def join(encoder, decoder):
# by: def join(encoder_, decoder_):
# %% wrong: clones, which have new weights
# cause: Clones are joined, which have other weights; call the given models.
# replace: decoder(encoder(images))
# by: keras.models.clone_model(decoder)(keras.models.clone_model(encoder)(images))
# %% wrong: a second sigmoid
# cause: A sigmoid is applied to an output that has had one; return `decoder(encoder(images))` as it is.
# replace: decoder(encoder(images))
# by: layers.Activation("sigmoid")(decoder(encoder(images)))
# %% wrong: a dense layer more
# cause: There is a Dense behind the decoder; return what the decoder returns.
# replace: decoder(encoder(images))
# by: layers.Dense(28)(decoder(encoder(images)))
# %% wrong: an activation between the parts
# cause: There is a ReLU between the parts; hand the decoder what the encoder returns.
# replace: decoder(encoder(images))
# by: decoder(layers.ReLU()(encoder(images)))
# %% wrong: flattened
# cause: The output is flattened; return what the decoder returns.
# replace: decoder(encoder(images))
# by: layers.Flatten()(decoder(encoder(images)))
# %% wrong: through both parts twice
# cause: The images pass through both parts twice; once is asked for.
# replace: decoder(encoder(images))
# by: decoder(encoder(decoder(encoder(images))))
# %% wrong: a function, not a model
# cause: The result is a function; return keras.Model(images, ...).
# replace: return keras.Model(images, decoder(encoder(images)))
# by: return lambda images: decoder(encoder(images))
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return keras.Model(images, decoder(encoder(images)))
# by: model = keras.Model(images, decoder(encoder(images)))
# %% right: Sequential
# replace: return keras.Model(images, decoder(encoder(images)))
# by: return keras.Sequential([encoder, decoder])
# %% right: from the encoder's own input
# replace: keras.Model(images, decoder(encoder(images)))
# by: keras.Model(encoder.inputs[0], decoder(encoder.outputs[0]))
# %% right: step by step, named, with noise on stderr
import sys


def join(encoder, decoder):
    print("joining", encoder.name, "and", decoder.name, file=sys.stderr)
    pictures = keras.Input(shape=(28, 28), name="pictures")
    code = encoder(pictures)
    copies = decoder(code)
    return keras.Model(inputs=pictures, outputs=copies, name="joined")


encoder = build_encoder(LATENT_SIZE)
decoder = build_decoder(LATENT_SIZE)
autoencoder = join(decoder=decoder, encoder=encoder)
