# %% wrong: a code layer of its own with the unpack of Exercise 8.1
# cause: A new GaussianCode stands in the model, so the unpacking of the layer that was given is lost; "the encoder, then the layer that draws, then the decoder": use code_layer.
def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    images = keras.Input((80, 80, 3))
    return keras.Model(images, decoder(GaussianCode(code_layer.kl_weight)(encoder(images))))


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
# %% wrong: noise on the images
# cause: In training the encoder sees noisy images; the model is "the encoder, then the layer that draws, then the decoder".
def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    images = keras.Input((80, 80, 3))
    noisy = layers.GaussianNoise(0.05)(images)
    return keras.Model(images, decoder(code_layer(encoder(noisy))))


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
# %% wrong: dropout on the code
# cause: Numbers of the code are dropped in training; the decoder follows the layer that draws, with nothing between.
def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    images = keras.Input((80, 80, 3))
    code = layers.Dropout(0.05)(code_layer(encoder(images)))
    return keras.Model(images, decoder(code))


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
# %% wrong: the mean is decoded
# cause: The decoder gets the first ten outputs, and nothing is drawn or added to the loss; "the encoder, then the layer that draws, then the decoder".
def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    images = keras.Input((80, 80, 3))
    return keras.Model(images, decoder(encoder(images)[:, :10]))


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
# %% wrong: a constant rate
# cause: Adam runs at a constant rate of 0.001; "Here it is Adam with the schedule of notebook 01".
def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    images = keras.Input((80, 80, 3))
    return keras.Model(images, decoder(code_layer(encoder(images))))


def train_vae(encoder, decoder, code_layer, name, epochs):
    """Train the parts together and return the history."""
    vae = build_vae(encoder, decoder, code_layer)
    rate = training.warmup_cosine(PEAK, images=len(x_train), batch_size=BATCH, epochs=epochs)
    vae.compile(optimizer=keras.optimizers.Adam(0.001, beta_2=0.98), loss=reconstruction_loss)
    return training.fit(
        vae, x_train, epochs=epochs, batch_size=BATCH, validation=x_validation, name=name
    )


training.seed(1)
parts = build_encoder(SIZE["encoder"]), build_decoder(SIZE["start"], SIZE["decoder"])
history = train_vae(*parts, GaussianCode(0.0002), "08_printed", EPOCHS)
encoder, decoder = parts
# %% right: Sequential of the three parts
def build_vae(encoder, decoder, code_layer):
    """Return a model of the three parts, from images (n, 80, 80, 3) to their reconstructions."""
    return keras.Sequential([keras.Input((80, 80, 3)), encoder, code_layer, decoder])


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
