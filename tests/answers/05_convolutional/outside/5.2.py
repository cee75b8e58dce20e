# %% wrong: average pooling in the encoder
# cause: Each convolution is "followed by MaxPooling2D(2)", which keeps the largest value; yours takes the mean of each square.
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2, padding="same"),
        ]
    )


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((4, 4, 8)),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(16, 3, padding="valid", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
# %% wrong: the last convolution of the encoder has no relu
# cause: All three convolutions of the encoder have a relu; the third has none, so codes can be negative.
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same"),
            layers.MaxPooling2D(2, padding="same"),
        ]
    )


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((4, 4, 8)),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(16, 3, padding="valid", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
# %% wrong: elu in the encoder
# cause: The encoder's convolutions take relu, not elu; set activation="relu" in all three.
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, padding="same", activation="elu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="elu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="elu"),
            layers.MaxPooling2D(2, padding="same"),
        ]
    )


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((4, 4, 8)),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(16, 3, padding="valid", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
# %% wrong: the valid convolution has no activation
# cause: "All relu and 3 × 3": the convolution of 16 filters with padding "valid" lacks its relu.
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
        ]
    )


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((4, 4, 8)),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(16, 3, padding="valid"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
# %% wrong: smooth upsampling
# cause: Upsampling repeats each value in a square of 2 × 2: use UpSampling2D(2) as it is, without interpolation="bilinear".
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
        ]
    )


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((4, 4, 8)),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2, interpolation="bilinear"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2, interpolation="bilinear"),
            layers.Conv2D(16, 3, padding="valid", activation="relu"),
            layers.UpSampling2D(2, interpolation="bilinear"),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
# %% wrong: pooling before each convolution
# cause: Each Conv2D is "followed by MaxPooling2D(2)"; yours pools first, so the first convolution sees only 14 × 14 pixels.
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (16, 8, 8):
        model.add(layers.MaxPooling2D(2, padding="same"))
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
    return model


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((4, 4, 8)),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(16, 3, padding="valid", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
# %% wrong: dropout in the code
# cause: The encoder ends with the third pooling; the Dropout after it stands nowhere in the list and disturbs the codes in training.
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Dropout(0.1),
        ]
    )


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((4, 4, 8)),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(16, 3, padding="valid", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
# %% wrong: relu and then a sigmoid
# cause: The last Conv2D has "one filter with a sigmoid" alone; with a relu before it no pixel can be darker than 0.5.
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2, padding="same"),
        ]
    )


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((4, 4, 8)),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(16, 3, padding="valid", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="relu"),
            layers.Activation("sigmoid"),
        ]
    )
# %% right: functional models
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    x = images = keras.Input((28, 28, 1))
    for filters in (16, 8, 8):
        x = layers.Conv2D(filters, (3, 3), activation="relu", padding="same")(x)
        x = layers.MaxPooling2D(pool_size=(2, 2), padding="same")(x)
    return keras.Model(images, x)


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    x = codes = keras.Input((4, 4, 8))
    for filters, padding in ((8, "same"), (8, "same"), (16, "valid")):
        x = layers.Conv2D(filters, (3, 3), activation="relu", padding=padding)(x)
        x = layers.UpSampling2D(size=(2, 2))(x)
    x = layers.Conv2D(1, (3, 3), activation="sigmoid", padding="same")(x)
    return keras.Model(codes, x)
# %% right: activations as layers of their own
def convolution(filters, padding="same", last=False):
    activation = layers.Activation("sigmoid") if last else layers.ReLU()
    return [layers.Conv2D(filters, 3, padding=padding), activation]


def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    parts = []
    for filters in (16, 8, 8):
        parts += [*convolution(filters), layers.MaxPool2D(padding="same")]
    return keras.Sequential([keras.Input((28, 28, 1)), *parts])


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    parts = []
    for filters, padding in zip((8, 8, 16), ("same", "same", "valid")):
        parts += [*convolution(filters, padding), layers.UpSampling2D()]
    return keras.Sequential([keras.Input((4, 4, 8)), *parts, *convolution(1, last=True)])
# %% right: own initialisers, names, and relu as a function
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, padding="same", activation=keras.activations.relu, kernel_initializer="he_normal"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation=keras.activations.relu, kernel_initializer="he_normal"),
            layers.MaxPooling2D(2, padding="same"),
            layers.Conv2D(8, 3, padding="same", activation=keras.activations.relu, kernel_initializer="he_normal"),
            layers.MaxPooling2D(2, padding="same"),
        ]
    )


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((4, 4, 8)),
            layers.Conv2D(8, 3, padding="same", activation=keras.activations.relu, kernel_initializer="he_normal"),
            layers.UpSampling2D(2),
            layers.Conv2D(8, 3, padding="same", activation=keras.activations.relu, kernel_initializer="he_normal"),
            layers.UpSampling2D(2),
            layers.Conv2D(16, 3, padding="valid", activation=keras.activations.relu, kernel_initializer="he_normal"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation=keras.activations.sigmoid, bias_initializer=keras.initializers.Constant(-1.0)),
        ]
    )
# %% right: built with add, strides and interpolation named
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (16, 8, 8):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(layers.MaxPooling2D(2, strides=2, padding="same"))
    return model


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    model = keras.Sequential(name="pool_decoder")
    model.add(keras.Input((4, 4, 8)))
    for filters in (8, 8, 16):
        kind = "valid" if filters == 16 else "same"
        model.add(layers.Conv2D(filters, 3, padding=kind, activation="relu"))
        model.add(layers.UpSampling2D(2, interpolation="nearest"))
    model.add(layers.Conv2D(1, 3, padding="same", activation="sigmoid"))
    return model
