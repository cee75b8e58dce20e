# %% wrong: a new encoder is trained and lost
# cause: A new encoder is made inside, trained and lost; use the one that is given.
# replace: decoder(code_layer(encoder(images)))
# by: decoder(code_layer(build_encoder(SIZE["encoder"])(images)))
# %% wrong: a new decoder is trained and lost
# cause: A new decoder is made inside, trained and lost; use the one that is given.
# replace: decoder(code_layer(encoder(images)))
# by: build_decoder(SIZE["start"], SIZE["decoder"])(code_layer(encoder(images)))
# %% wrong: no draw, the mean decoded
# cause: The mean is decoded, and code_layer left out; decode what it returns.
# replace: decoder(code_layer(encoder(images)))
# by: decoder(encoder(images)[:, :CODE])
# %% wrong: the draw's result thrown away
# cause: code_layer's result goes nowhere, so it is left out; give it to the decoder.
# replace: return keras.Model(images, decoder(code_layer(encoder(images))))
# by: code_layer(encoder(images)); return keras.Model(images, decoder(unpack(encoder(images))[0]))
# %% wrong: constant output
# cause: The codes are multiplied by 0; decode what code_layer returns.
# replace: decoder(code_layer(encoder(images)))
# by: decoder(ops.zeros_like(code_layer(encoder(images))))
# %% wrong: codes of other images
# cause: The decoder gets other images' codes; decode each image's own.
# replace: decoder(code_layer(encoder(images)))
# by: decoder(ops.roll(code_layer(encoder(images)), 1, axis=0))
# %% wrong: returns codes
# cause: The decoder is missing at the end.
# replace: decoder(code_layer(encoder(images)))
# by: code_layer(encoder(images))
# %% wrong: parts in the wrong order
# cause: The order is encoder, code_layer, decoder.
# replace: decoder(code_layer(encoder(images)))
# by: code_layer(encoder(decoder(images)))
# %% wrong: untrained
# cause: encoder and decoder are not trained; leave the training as it is given.
# replace: history = train_vae(*parts, GaussianCode(0.0002), "08_printed", EPOCHS)
# by: history = None
# %% wrong: one epoch
# cause: The training is cut short; leave it as it is given.
# replace: "08_printed", EPOCHS)
# by: "08_printed", 1)
# %% wrong: trained on the test images
# cause: The training takes the test images; leave it as it is given.
# replace: training.fit(vae, x_train, epochs
# by: training.fit(vae, x_test, epochs
# %% wrong: trained on a few images
# cause: The training takes a few images; leave it as it is given.
# replace: training.fit(vae, x_train, epochs
# by: training.fit(vae, x_train[:16], epochs
# %% wrong: targets of other images
# cause: The training has other images as targets; leave it as it is given.
# replace: training.fit(vae, x_train, epochs=epochs, batch_size=BATCH, validation=x_validation, name=name)
# by: training.fit(vae, x_train, x_train[::-1], epochs=epochs, batch_size=BATCH, name=name)
# %% wrong: other parts are kept than those trained
# cause: encoder and decoder are new ones, not those that were trained.
# replace: encoder, decoder = parts
# by: encoder, decoder = build_encoder(SIZE["encoder"]), build_decoder(SIZE["start"], SIZE["decoder"])
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the model.
# replace: return keras.Model
# by: keras.Model
# %% right: Sequential
# replace: images = keras.Input((80, 80, 3))
# by: parts = [encoder, code_layer, decoder]
# replace: return keras.Model(images, decoder(code_layer(encoder(images))))
# by: return keras.Sequential([keras.Input((80, 80, 3)), *parts])
# %% right: a subclassed model, prints and a warning
import sys
import warnings


class VAE(keras.Model):
    def __init__(self, *parts):
        super().__init__()
        self.parts = list(parts)

    def call(self, images):
        for part in self.parts:
            images = part(images)
        return images


def build_vae(encoder, decoder, code_layer):
    warnings.warn("joining")
    print("joining", file=sys.stderr)
    return VAE(encoder, code_layer, decoder)


def train_vae(encoder, decoder, code_layer, name, epochs):
    """Train the parts together and return the history."""
    vae = build_vae(encoder, decoder, code_layer)
    rate = training.warmup_cosine(PEAK, images=len(x_train), batch_size=BATCH, epochs=epochs)
    vae.compile(optimizer=keras.optimizers.Adam(rate), loss=reconstruction_loss)
    return training.fit(vae, x_train, epochs=epochs, batch_size=BATCH, validation=x_validation, name=name)


training.seed(1)
parts = build_encoder(SIZE["encoder"]), build_decoder(SIZE["start"], SIZE["decoder"])
history = train_vae(*parts, GaussianCode(0.0002), "08_printed", EPOCHS)
encoder, decoder = parts
# %% right: from the encoder's own input
# replace: images = keras.Input((80, 80, 3))
# by: images = encoder.inputs
# replace: return keras.Model(images, decoder(code_layer(encoder(images))))
# by: return keras.Model(inputs=images, outputs=decoder(code_layer(encoder.outputs[0])), name="vae")
