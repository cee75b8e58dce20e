# %% wrong: the encoder only
# replace: decoder(encoder(images))
# by: encoder(images)
# %% wrong: the wrong way round
# replace: decoder(encoder(images))
# by: encoder(decoder(images))
# %% wrong: two new parts
# replace: decoder(encoder(images))
# by: build_decoder(LATENT_SIZE)(build_encoder(LATENT_SIZE)(images))
# %% wrong: always the same two parts
# replace: def join(encoder, decoder):
# by: def join(encoder_, decoder_):
# %% wrong: clones, which have new weights
# replace: decoder(encoder(images))
# by: keras.models.clone_model(decoder)(keras.models.clone_model(encoder)(images))
# %% wrong: a second sigmoid
# replace: decoder(encoder(images))
# by: layers.Activation("sigmoid")(decoder(encoder(images)))
# %% wrong: a dense layer more
# replace: decoder(encoder(images))
# by: layers.Dense(28)(decoder(encoder(images)))
# %% wrong: an activation between the parts
# replace: decoder(encoder(images))
# by: decoder(layers.ReLU()(encoder(images)))
# %% wrong: flattened
# replace: decoder(encoder(images))
# by: layers.Flatten()(decoder(encoder(images)))
# %% wrong: through both parts twice
# replace: decoder(encoder(images))
# by: decoder(encoder(decoder(encoder(images))))
# %% wrong: a function, not a model
# replace: return keras.Model(images, decoder(encoder(images)))
# by: return lambda images: decoder(encoder(images))
# %% wrong: forgotten return
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
