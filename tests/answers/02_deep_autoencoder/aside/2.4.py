# %% wrong: layers without the dropout
# cause: The Dropout layers are left out when the layers are strung together: call the decoder on what the encoder returns.
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    x = images = keras.Input((28, 28))
    for layer in encoder.layers + decoder.layers:
        if not isinstance(layer, layers.Dropout):
            x = layer(x)
    return keras.Model(images, x)


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
# %% wrong: new parts
# cause: The function builds two new parts and leaves the given ones aside: call `encoder` and `decoder`.
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    images = keras.Input((28, 28))
    codes = build_encoder(LATENT_SIZE)(images)
    return keras.Model(images, build_decoder(LATENT_SIZE)(codes))


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)
