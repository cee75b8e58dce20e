# %% wrong: copies of both parts
# cause: The autoencoder holds copies of both parts, so training it leaves `encoder` and `decoder` untrained: call the given models.
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    copies = []
    for part in (encoder, decoder):
        copy = keras.models.clone_model(part)
        copy.set_weights(part.get_weights())
        copies.append(copy)
    images = keras.Input((28, 28))
    return keras.Model(images, copies[1](copies[0](images)))


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% wrong: encoder copied
# cause: The encoder inside is a copy; the autoencoder must share the weights of both parts.
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    first = keras.models.clone_model(encoder)
    first.set_weights(encoder.get_weights())
    images = keras.Input((28, 28))
    return keras.Model(images, decoder(first(images)))


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% right: parts called with training=False, which fit overrides
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    images = keras.Input((28, 28))
    codes = encoder(images, training=False)
    return keras.Model(images, decoder(codes, training=False))


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% wrong: noise between the parts
# cause: There is a layer of noise between the parts; the decoder is called on what the encoder returns.
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    images = keras.Input((28, 28))
    codes = layers.GaussianNoise(0.1)(encoder(images))
    return keras.Model(images, decoder(codes))


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% wrong: dropout on the images
# cause: The images lose pixels to a Dropout before they reach the encoder; call the encoder on the images themselves.
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    images = keras.Input((28, 28))
    return keras.Model(images, decoder(encoder(layers.Dropout(DROPOUT)(images))))


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% wrong: codes cut to ±5
# cause: The codes are cut to [-5, 5] on their way; hand the decoder what the encoder returns.
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    images = keras.Input((28, 28))
    codes = keras.ops.clip(encoder(images), -5, 5)
    return keras.Model(images, decoder(codes))


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% wrong: reconstructions kept away from 0 and 1
# cause: The output is cut to [0.05, 0.95]; return what the decoder returns.
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    images = keras.Input((28, 28))
    outputs = keras.ops.clip(decoder(encoder(images)), 0.05, 0.95)
    return keras.Model(images, outputs)


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% wrong: dropout always on
# cause: The parts are called with `training=True`, so dropout acts in prediction too, where it should do nothing.
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    images = keras.Input((28, 28))
    return keras.Model(images, decoder(encoder(images, training=True), training=True))


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% wrong: a second sigmoid
# cause: A sigmoid is applied to an output that has had one; return `decoder(encoder(images))` as it is.
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    images = keras.Input((28, 28))
    outputs = layers.Activation("sigmoid")(decoder(encoder(images)))
    return keras.Model(images, outputs)


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% wrong: joins other parts than it keeps
# cause: `autoencoder` is made of two other models than `encoder` and `decoder`: join the ones you keep.
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    images = keras.Input((28, 28))
    return keras.Model(images, decoder(encoder(images)))


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE))
# %% right: Sequential of the two models
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    return keras.Sequential([keras.Input((28, 28)), encoder, decoder])


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% right: shared layers strung together
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    x = images = keras.Input((28, 28))
    for part in (encoder, decoder):
        for layer in part.layers:
            x = layer(x)
    return keras.Model(images, x)


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% right: from the encoder's own input on
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    whole = keras.Model(encoder.inputs[0], decoder(encoder.outputs[0]), name="whole")
    return whole


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% right: keyword arguments and a named input
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    images = keras.Input(shape=(28, 28), dtype="float32", name="images")
    codes = encoder(images)
    return keras.Model(outputs=decoder(codes), inputs=images, name="autoencoder")


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
