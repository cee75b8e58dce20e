# %% wrong: the code goes through a relu
# cause: "A Dense(2) without activation": with a relu all codes lie in one quarter of the plane.
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), build_pool_encoder(), layers.Flatten(), layers.Dense(2, activation="relu")]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128, activation="relu"),
            layers.Reshape((4, 4, 8)),
            build_pool_decoder(),
        ]
    )
    return encoder, decoder
# %% wrong: the code goes through tanh
# cause: "A Dense(2) without activation": tanh squeezes the plane into a square.
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), build_pool_encoder(), layers.Flatten(), layers.Dense(2, activation="tanh")]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128, activation="relu"),
            layers.Reshape((4, 4, 8)),
            build_pool_decoder(),
        ]
    )
    return encoder, decoder
# %% wrong: decoder's dense layer with tanh
# cause: The decoder begins with Dense(128, activation="relu"); yours has tanh.
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), build_pool_encoder(), layers.Flatten(), layers.Dense(2)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128, activation="tanh"),
            layers.Reshape((4, 4, 8)),
            build_pool_decoder(),
        ]
    )
    return encoder, decoder
# %% wrong: takes the trained encoder along
# cause: "Use your two functions of Exercise 5.2": you put the trained pool_encoder itself in, so that training the plane changes the network of section 2; call build_pool_encoder().
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), pool_encoder, layers.Flatten(), layers.Dense(2)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128, activation="relu"),
            layers.Reshape((4, 4, 8)),
            build_pool_decoder(),
        ]
    )
    return encoder, decoder
# %% wrong: reshape to 8 × 4 × 4 and turned
# cause: The decoder has "a Reshape to 4 × 4 × 8"; yours reshapes to 8 × 4 × 4 and permutes the axes.
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), build_pool_encoder(), layers.Flatten(), layers.Dense(2)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128, activation="relu"),
            layers.Reshape((8, 4, 4)),
            layers.Permute((2, 3, 1)),
            build_pool_decoder(),
        ]
    )
    return encoder, decoder
# %% wrong: dropout before the code
# cause: After the feature maps come a Flatten and a Dense(2), nothing else; the Dropout between them is not asked for.
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), build_pool_encoder(), layers.Flatten(), layers.Dropout(0.2), layers.Dense(2)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128, activation="relu"),
            layers.Reshape((4, 4, 8)),
            build_pool_decoder(),
        ]
    )
    return encoder, decoder
# %% wrong: pooled over places in place of Flatten
# cause: After the maps "comes a Flatten"; GlobalAveragePooling2D averages over all places and loses them.
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), build_pool_encoder(), layers.GlobalAveragePooling2D(), layers.Dense(2)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128, activation="relu"),
            layers.Reshape((4, 4, 8)),
            build_pool_decoder(),
        ]
    )
    return encoder, decoder
# %% right: functional models
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    images = keras.Input(shape=(28, 28, 1))
    maps = build_pool_encoder()(images)
    encoder = keras.Model(images, layers.Dense(units=2, activation=None)(layers.Flatten()(maps)))
    codes = keras.Input(shape=(2,))
    grid = layers.Reshape((4, 4, 8))(layers.Dense(128, "relu")(codes))
    decoder = keras.Model(codes, build_pool_decoder()(grid))
    return encoder, decoder
# %% right: relu after the reshape, and a list
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    start = layers.Dense(128, kernel_initializer="he_uniform")
    parts = [start, layers.Reshape((4, 4, -1)), layers.Activation("relu"), build_pool_decoder()]
    end = [build_pool_encoder(), layers.Flatten(), layers.Dense(2, use_bias=True)]
    return [keras.Sequential([keras.Input((28, 28, 1))] + end), keras.Sequential([keras.Input((2,))] + parts)]
