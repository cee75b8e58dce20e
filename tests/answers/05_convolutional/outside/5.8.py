# %% wrong: the first two numbers are swapped
# cause: `counted` goes "from the encoder's first to the decoder's last": the first layer has 320 parameters, the second 18,496; yours are the other way round.
counted = [
    conv_parameters(3, 32, 64),
    conv_parameters(3, 1, 32),
    7 * 7 * 64 * 16 + 16,
    16 * 7 * 7 * 64 + 7 * 7 * 64,
    conv_parameters(3, 64, 64),
    conv_parameters(3, 64, 32),
    conv_parameters(3, 32, 1),
]


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(16),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((16,)),
            layers.Dense(7 * 7 * 64, activation="relu"),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: the decoder counted from its end
# cause: `counted` goes "from the encoder's first to the decoder's last"; your last four numbers begin with the decoder's last layer.
counted = [
    conv_parameters(3, 1, 32),
    conv_parameters(3, 32, 64),
    7 * 7 * 64 * 16 + 16,
    conv_parameters(3, 32, 1),
    conv_parameters(3, 64, 32),
    conv_parameters(3, 64, 64),
    16 * 7 * 7 * 64 + 7 * 7 * 64,
]


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(16),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((16,)),
            layers.Dense(7 * 7 * 64, activation="relu"),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: biases in the wrong layers
# cause: Each layer has one bias for each of its own filters or units; yours give the first layer the biases of the second and the other way round.
counted = [
    3 * 3 * 1 * 32 + 64,
    3 * 3 * 32 * 64 + 32,
    7 * 7 * 64 * 16 + 16,
    16 * 7 * 7 * 64 + 7 * 7 * 64,
    conv_parameters(3, 64, 64),
    conv_parameters(3, 64, 32),
    conv_parameters(3, 32, 1),
]


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(16),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((16,)),
            layers.Dense(7 * 7 * 64, activation="relu"),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: a relu at the code
# cause: "Dense(16), no activation": your code goes through a relu.
counted = [
    conv_parameters(3, 1, 32),
    conv_parameters(3, 32, 64),
    7 * 7 * 64 * 16 + 16,
    16 * 7 * 7 * 64 + 7 * 7 * 64,
    conv_parameters(3, 64, 64),
    conv_parameters(3, 64, 32),
    conv_parameters(3, 32, 1),
]


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(16, activation="relu"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((16,)),
            layers.Dense(7 * 7 * 64, activation="relu"),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: pooling instead of strides
# cause: "The last network has no pooling": both convolutions have stride 2 in the table; yours have stride 1 and a max pooling.
counted = [
    conv_parameters(3, 1, 32),
    conv_parameters(3, 32, 64),
    7 * 7 * 64 * 16 + 16,
    16 * 7 * 7 * 64 + 7 * 7 * 64,
    conv_parameters(3, 64, 64),
    conv_parameters(3, 64, 32),
    conv_parameters(3, 32, 1),
]


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(16),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((16,)),
            layers.Dense(7 * 7 * 64, activation="relu"),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: upsampling with plain convolutions
# cause: "No pooling and no upsampling": the decoder's layers are Conv2DTranspose; yours are UpSampling2D and Conv2D, which count the same.
counted = [
    conv_parameters(3, 1, 32),
    conv_parameters(3, 32, 64),
    7 * 7 * 64 * 16 + 16,
    16 * 7 * 7 * 64 + 7 * 7 * 64,
    conv_parameters(3, 64, 64),
    conv_parameters(3, 64, 32),
    conv_parameters(3, 32, 1),
]


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(16),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((16,)),
            layers.Dense(7 * 7 * 64, activation="relu"),
            layers.Reshape((7, 7, 64)),
            layers.UpSampling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: strides 1, 2, 2
# cause: The first two transposed convolutions have stride 2 and the last has stride 1; yours have 1, 2, 2.
counted = [
    conv_parameters(3, 1, 32),
    conv_parameters(3, 32, 64),
    7 * 7 * 64 * 16 + 16,
    16 * 7 * 7 * 64 + 7 * 7 * 64,
    conv_parameters(3, 64, 64),
    conv_parameters(3, 64, 32),
    conv_parameters(3, 32, 1),
]


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(16),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((16,)),
            layers.Dense(7 * 7 * 64, activation="relu"),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(64, 3, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: the decoder's dense layer is linear
# cause: "Dense(7 * 7 * 64), relu": yours has no activation.
counted = [
    conv_parameters(3, 1, 32),
    conv_parameters(3, 32, 64),
    7 * 7 * 64 * 16 + 16,
    16 * 7 * 7 * 64 + 7 * 7 * 64,
    conv_parameters(3, 64, 64),
    conv_parameters(3, 64, 32),
    conv_parameters(3, 32, 1),
]


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(16),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((16,)),
            layers.Dense(7 * 7 * 64),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: the second convolution is linear
# cause: "Conv2D 64, 3 × 3, stride 2, same, relu": yours lacks the relu.
counted = [
    conv_parameters(3, 1, 32),
    conv_parameters(3, 32, 64),
    7 * 7 * 64 * 16 + 16,
    16 * 7 * 7 * 64 + 7 * 7 * 64,
    conv_parameters(3, 64, 64),
    conv_parameters(3, 64, 32),
    conv_parameters(3, 32, 1),
]


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same"),
            layers.Flatten(),
            layers.Dense(16),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((16,)),
            layers.Dense(7 * 7 * 64, activation="relu"),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: elu in the transposed convolutions
# cause: The table asks for relu in both transposed convolutions of stride 2; yours have elu.
counted = [
    conv_parameters(3, 1, 32),
    conv_parameters(3, 32, 64),
    7 * 7 * 64 * 16 + 16,
    16 * 7 * 7 * 64 + 7 * 7 * 64,
    conv_parameters(3, 64, 64),
    conv_parameters(3, 64, 32),
    conv_parameters(3, 32, 1),
]


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(16),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((16,)),
            layers.Dense(7 * 7 * 64, activation="relu"),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="elu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="elu"),
            layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: dense layers counted without biases
# cause: "A dense layer from a to b numbers has a · b weights and b biases"; yours leave the biases out.
counted = [
    conv_parameters(3, 1, 32),
    conv_parameters(3, 32, 64),
    7 * 7 * 64 * 16,
    16 * 7 * 7 * 64,
    conv_parameters(3, 64, 64),
    conv_parameters(3, 64, 32),
    conv_parameters(3, 32, 1),
]


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(16),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((16,)),
            layers.Dense(7 * 7 * 64, activation="relu"),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% right: numbers written out, as an array; functional models
counted = np.array([320, 18_496, 50_192, 53_312, 36_928, 18_464, 289])


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    x = images = keras.Input((28, 28, 1))
    for filters in (32, 64):
        x = layers.Conv2D(filters, 3, strides=(2, 2), padding="same", activation="relu")(x)
    encoder = keras.Model(images, layers.Dense(16)(layers.Flatten()(x)))
    x = codes = keras.Input((16,))
    x = layers.Reshape((7, 7, 64))(layers.Dense(3136, activation="relu")(x))
    for filters in (64, 32):
        x = layers.Conv2DTranspose(filters, 3, strides=(2, 2), padding="same", activation="relu")(x)
    x = layers.Conv2DTranspose(1, 3, strides=1, padding="same", activation="sigmoid")(x)
    return encoder, keras.Model(codes, x)
# %% right: a dense layer counted as a convolution of 1 × 1
grid = 7 * 7 * 64
shapes = ((3, 1, 32), (3, 32, 64), (1, grid, 16), (1, 16, grid), (3, 64, 64), (3, 64, 32), (3, 32, 1))
counted = tuple(conv_parameters(*shape) for shape in shapes)


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    options = {"padding": "same", "strides": 2, "activation": "relu"}
    encoder, decoder = keras.Sequential(name="to_code"), keras.Sequential(name="to_image")
    encoder.add(keras.Input((28, 28, 1)))
    encoder.add(layers.Conv2D(32, 3, **options))
    encoder.add(layers.Conv2D(64, 3, **options))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(16))
    decoder.add(keras.Input((16,)))
    decoder.add(layers.Dense(grid, activation="relu"))
    decoder.add(layers.Reshape((7, 7, 64)))
    decoder.add(layers.Conv2DTranspose(64, 3, **options))
    decoder.add(layers.Conv2DTranspose(32, 3, **options))
    decoder.add(layers.Conv2DTranspose(1, 3, **options | {"strides": 1, "activation": "sigmoid"}))
    return encoder, decoder
