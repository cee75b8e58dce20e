# %% wrong: normalised after the relu
# cause: Batch normalisation stands "between each of the four convolutions and its relu"; yours comes after the relu.
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    def convolution():
        return [
            layers.Conv2D(32, 3, padding="same"),
            layers.ReLU(),
            layers.BatchNormalization(momentum=0.9),
        ]

    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            *convolution(),
            layers.AveragePooling2D(2),
            *convolution(),
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
            *convolution(),
            layers.UpSampling2D(2),
            *convolution(),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: relu before and after
# cause: Batch normalisation stands between the convolution and its relu; yours has a relu on both sides of it.
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    def convolution():
        return [
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
        ]

    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            *convolution(),
            layers.AveragePooling2D(2),
            *convolution(),
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
            *convolution(),
            layers.UpSampling2D(2),
            *convolution(),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: in the encoder alone
# cause: Normalise each of the FOUR convolutions of 32 filters; the decoder's two have none.
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    def convolution():
        return [
            layers.Conv2D(32, 3, padding="same"),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
        ]

    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            *convolution(),
            layers.AveragePooling2D(2),
            *convolution(),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = build_garments()[1]
    return encoder, decoder
