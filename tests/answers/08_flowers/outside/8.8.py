# %% wrong: a code layer of weight one
# cause: A new GaussianCode of weight 1 stands in the model and code_layer is not used; "The training below uses the printed weight, 0.0002", which is that of code_layer.
def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    images = keras.Input((80, 80, 3))
    return keras.Model(images, decoder(GaussianCode(1)(encoder(images))))


def train_vae(encoder, decoder, code_layer, name, epochs):
    """Train the parts together and return the history."""
    vae = build_vae(encoder, decoder, code_layer)
    rate = training.warmup_cosine(PEAK, images=len(x_train), batch_size=BATCH, epochs=epochs)
    vae.compile(optimizer=keras.optimizers.Adam(rate, beta_2=0.98), loss=reconstruction_loss)
    return training.fit(
        vae, x_train, epochs=epochs, batch_size=BATCH, validation=x_validation, name=name
    )


training.seed(1)
parts = build_encoder(SIZE["encoder"]), build_decoder(SIZE["start"], SIZE["decoder"])
history = train_vae(*parts, GaussianCode(0.0002), "08_printed", EPOCHS)
encoder, decoder = parts
# %% wrong: the image is mixed into its reconstruction
# cause: A tenth of the image goes around the code into the output; a model of "the encoder, then the layer that draws, then the decoder" ends in the decoder.
def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    images = keras.Input((80, 80, 3))
    decoded = decoder(code_layer(encoder(images)))
    return keras.Model(images, 0.9 * decoded + 0.1 * images)


def train_vae(encoder, decoder, code_layer, name, epochs):
    """Train the parts together and return the history."""
    vae = build_vae(encoder, decoder, code_layer)
    rate = training.warmup_cosine(PEAK, images=len(x_train), batch_size=BATCH, epochs=epochs)
    vae.compile(optimizer=keras.optimizers.Adam(rate, beta_2=0.98), loss=reconstruction_loss)
    return training.fit(
        vae, x_train, epochs=epochs, batch_size=BATCH, validation=x_validation, name=name
    )


training.seed(1)
parts = build_encoder(SIZE["encoder"]), build_decoder(SIZE["start"], SIZE["decoder"])
history = train_vae(*parts, GaussianCode(0.0002), "08_printed", EPOCHS)
encoder, decoder = parts
# %% wrong: a decoder made inside
# cause: A new decoder is trained and then lost; "Return a model of the three parts": use the decoder that was given.
def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    images = keras.Input((80, 80, 3))
    new_decoder = build_decoder(SIZE["start"], SIZE["decoder"])
    return keras.Model(images, new_decoder(code_layer(encoder(images))))


def train_vae(encoder, decoder, code_layer, name, epochs):
    """Train the parts together and return the history."""
    vae = build_vae(encoder, decoder, code_layer)
    rate = training.warmup_cosine(PEAK, images=len(x_train), batch_size=BATCH, epochs=epochs)
    vae.compile(optimizer=keras.optimizers.Adam(rate, beta_2=0.98), loss=reconstruction_loss)
    return training.fit(
        vae, x_train, epochs=epochs, batch_size=BATCH, validation=x_validation, name=name
    )


training.seed(1)
parts = build_encoder(SIZE["encoder"]), build_decoder(SIZE["start"], SIZE["decoder"])
history = train_vae(*parts, GaussianCode(0.0002), "08_printed", EPOCHS)
encoder, decoder = parts
# %% wrong: a copy of the encoder
# cause: clone_model makes an encoder with weights of its own, and the one that was given is not trained; use the parts you are given.
def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    images = keras.Input((80, 80, 3))
    copy = keras.models.clone_model(encoder)
    return keras.Model(images, decoder(code_layer(copy(images))))


def train_vae(encoder, decoder, code_layer, name, epochs):
    """Train the parts together and return the history."""
    vae = build_vae(encoder, decoder, code_layer)
    rate = training.warmup_cosine(PEAK, images=len(x_train), batch_size=BATCH, epochs=epochs)
    vae.compile(optimizer=keras.optimizers.Adam(rate, beta_2=0.98), loss=reconstruction_loss)
    return training.fit(
        vae, x_train, epochs=epochs, batch_size=BATCH, validation=x_validation, name=name
    )


training.seed(1)
parts = build_encoder(SIZE["encoder"]), build_decoder(SIZE["start"], SIZE["decoder"])
history = train_vae(*parts, GaussianCode(0.0002), "08_printed", EPOCHS)
encoder, decoder = parts
# %% right: subclassed model
class ThreeParts(keras.Model):
    """Encoder, code layer and decoder, one after the other."""

    def __init__(self, encoder, decoder, code_layer):
        super().__init__()
        self.encoder, self.decoder, self.code_layer = encoder, decoder, code_layer

    def call(self, images):
        return self.decoder(self.code_layer(self.encoder(images)))


def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    return ThreeParts(encoder, decoder, code_layer)


def train_vae(encoder, decoder, code_layer, name, epochs):
    """Train the parts together and return the history."""
    vae = build_vae(encoder, decoder, code_layer)
    rate = training.warmup_cosine(PEAK, images=len(x_train), batch_size=BATCH, epochs=epochs)
    vae.compile(optimizer=keras.optimizers.Adam(rate, beta_2=0.98), loss=reconstruction_loss)
    return training.fit(
        vae, x_train, epochs=epochs, batch_size=BATCH, validation=x_validation, name=name
    )


training.seed(1)
parts = build_encoder(SIZE["encoder"]), build_decoder(SIZE["start"], SIZE["decoder"])
history = train_vae(*parts, GaussianCode(0.0002), "08_printed", EPOCHS)
encoder, decoder = parts
# %% right: part after part in a loop
def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    tensor = keras.Input(shape=(80, 80, 3), name="flowers")
    tensors = [tensor]
    for part in (encoder, code_layer, decoder):
        tensors.append(part(tensors[-1]))
    return keras.Model(outputs=tensors[-1], inputs=tensors[0], name="flowers_vae")


def train_vae(encoder, decoder, code_layer, name, epochs):
    """Train the parts together and return the history."""
    vae = build_vae(encoder, decoder, code_layer)
    rate = training.warmup_cosine(PEAK, images=len(x_train), batch_size=BATCH, epochs=epochs)
    vae.compile(optimizer=keras.optimizers.Adam(rate, beta_2=0.98), loss=reconstruction_loss)
    return training.fit(
        vae, x_train, epochs=epochs, batch_size=BATCH, validation=x_validation, name=name
    )


training.seed(1)
parts = build_encoder(SIZE["encoder"]), build_decoder(SIZE["start"], SIZE["decoder"])
history = train_vae(*parts, GaussianCode(0.0002), "08_printed", EPOCHS)
encoder, decoder = parts
