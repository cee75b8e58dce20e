# %% wrong: the default momentum
# cause: The layer is BatchNormalization(momentum=0.9); yours keeps the default of 0.99, whose running means follow ten times as slowly.
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    def convolution():
        return [
            layers.Conv2D(32, 3, padding="same"),
            layers.BatchNormalization(),
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
# %% wrong: momentum as the share of the new value
# cause: `momentum` "is the share of the old value it keeps at each step": 0.9, not 0.1.
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    def convolution():
        return [
            layers.Conv2D(32, 3, padding="same"),
            layers.BatchNormalization(momentum=0.1),
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
# %% wrong: the relu has gone
# cause: The relu stays, after the normalisation; yours has none at the four convolutions.
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    def convolution():
        return [
            layers.Conv2D(32, 3, padding="same"),
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
# %% wrong: no learned scale
# cause: The layer learns "a scale γ and a shift β": BatchNormalization(momentum=0.9) as it stands, without scale=False.
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    def convolution():
        return [
            layers.Conv2D(32, 3, padding="same"),
            layers.BatchNormalization(momentum=0.9, scale=False),
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
# %% wrong: max pooling by the way
# cause: "The other layers stay as they are": the pooling is AveragePooling2D, not MaxPooling2D.
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
            layers.MaxPooling2D(2),
            *convolution(),
            layers.MaxPooling2D(2),
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
# %% wrong: the decoder's dense layer lost its relu
# cause: "The other layers stay as they are": Dense(7 * 7 * 32) has a relu.
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
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32),
            layers.Reshape((7, 7, 32)),
            *convolution(),
            layers.UpSampling2D(2),
            *convolution(),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: the code got a relu
# cause: "The other layers stay as they are": Dense(64) has no activation.
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
            layers.Dense(64, activation="relu"),
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
# %% wrong: normalised after pooling and upsampling
# cause: Batch normalisation stands before each relu that follows a Conv2D; yours stands after the pooling and the upsampling.
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    def convolution(after):
        return [
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            after,
            layers.BatchNormalization(momentum=0.9),
        ]

    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            *convolution(layers.AveragePooling2D(2)),
            *convolution(layers.AveragePooling2D(2)),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu"),
            layers.Reshape((7, 7, 32)),
            *convolution(layers.UpSampling2D(2)),
            *convolution(layers.UpSampling2D(2)),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: frozen normalisation
# cause: The layer learns a scale and a shift and updates its running means in training; with trainable=False yours does neither.
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    def convolution():
        return [
            layers.Conv2D(32, 3, padding="same"),
            layers.BatchNormalization(momentum=0.9, trainable=False),
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
# %% right: no biases before the normalisation
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    def convolution():
        return [
            layers.Conv2D(32, 3, padding="same", use_bias=False),
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
# %% right: functional
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    def convolution(x):
        x = layers.Conv2D(filters=32, kernel_size=(3, 3), padding="same")(x)
        x = layers.BatchNormalization(axis=-1, momentum=0.9, epsilon=1e-3)(x)
        return layers.Activation("relu")(x)

    images, codes = keras.Input((28, 28, 1)), keras.Input((64,))
    x = layers.AveragePooling2D(2)(convolution(images))
    x = layers.AveragePooling2D(2)(convolution(x))
    encoder = keras.Model(images, layers.Dense(64)(layers.Flatten()(x)))
    x = layers.Reshape((7, 7, 32))(layers.Dense(1568, activation="relu")(codes))
    x = layers.UpSampling2D(2)(convolution(x))
    x = layers.UpSampling2D(2)(convolution(x))
    decoder = keras.Model(codes, layers.Conv2D(1, 3, padding="same", activation="sigmoid")(x))
    return encoder, decoder
# %% right: made from the plain network
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    made = []
    for plain, shape in zip(build_garments(), ((28, 28, 1), (64,))):
        model = keras.Sequential([keras.Input(shape)])
        for layer in plain.layers:
            if isinstance(layer, layers.Conv2D) and layer.filters == 32:
                model.add(layers.Conv2D(32, 3, padding="same"))
                model.add(layers.BatchNormalization(momentum=0.9))
                model.add(layers.ReLU())
            elif not isinstance(layer, (layers.InputLayer, layers.ReLU)):
                model.add(type(layer).from_config(layer.get_config()))
        made.append(model)
    return tuple(made)
