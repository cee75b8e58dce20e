# %% wrong: hidden layer without activation
# cause: The hidden layer has no activation; give it relu.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: relu before the hidden layer
# cause: The relu stands before the hidden layer, on pixels that are never negative; it belongs after it.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.ReLU(),
            layers.Dense(256),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: half of the noisy image passed on
# cause: The result is the mean of the noisy image and the network's output; it is the last Dense, reshaped.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    images = keras.Input((28, 28))
    x = layers.Dense(256, activation="relu")(layers.Flatten()(images))
    x = layers.Reshape((28, 28))(layers.Dense(784, activation="sigmoid")(x))
    return keras.Model(images, (images + x) / 2)
