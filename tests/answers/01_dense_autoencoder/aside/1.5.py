# %% wrong: "use the layers": the decoder has a new layer with copied weights
# cause: The decoder's layer is new and holds a copy of the weights; call the autoencoder's own last layer.
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-2].output)
    size = model.layers[-2].units
    decoder = keras.Sequential(
        [keras.Input((size,)), layers.Dense(784, activation="sigmoid")]
    )
    decoder.set_weights(model.layers[-1].get_weights())
    return encoder, decoder
encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: "use the layers of the given autoencoder": an untrained decoder
# cause: The decoder has a new layer with random weights; call the trained last layer of the model.
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-2].output)
    codes = keras.Input((model.layers[-2].units,))
    decoder = keras.Model(codes, layers.Dense(784, activation="sigmoid")(codes))
    return encoder, decoder
encoder, decoder = split_autoencoder(autoencoder)
