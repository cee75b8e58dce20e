# %% wrong: transposed convolutions going up
# cause: The decoder enlarges by UpSampling2D(2) after a Conv2D; yours has Conv2DTranspose of stride 2, which has as many parameters but is another layer.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu"),
            layers.Reshape((7, 7, 32)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% right: every activation is a layer
def block(after):
    return [layers.Conv2D(32, (3, 3), padding="same"), layers.ReLU(), after]


def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    down = block(layers.AvgPool2D()) + block(layers.AvgPool2D())
    up = block(layers.UpSampling2D()) + block(layers.UpSampling2D())
    encoder = keras.Sequential([keras.Input((28, 28, 1)), *down, layers.Flatten(), layers.Dense(64)])
    start = [layers.Dense(7 * 7 * 32), layers.Reshape((7, 7, 32)), layers.ReLU()]
    end = [layers.Conv2D(1, 3, padding="same"), layers.Activation("sigmoid")]
    decoder = keras.Sequential([keras.Input((64,)), *start, *up, *end])
    return encoder, decoder
# %% right: own initialisers and averaging of relu written as options
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu", kernel_initializer="he_normal"),
            layers.AveragePooling2D((2, 2), strides=(2, 2), padding="same"),
            layers.Conv2D(32, 3, padding="same", activation="relu", kernel_initializer="he_normal"),
            layers.AveragePooling2D((2, 2), strides=(2, 2), padding="same"),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu", kernel_initializer="he_normal"),
            layers.Reshape((7, 7, 32)),
            layers.Conv2D(32, 3, padding="same", activation="relu", kernel_initializer="he_normal"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu", kernel_initializer="he_normal"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
