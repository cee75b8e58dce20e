# %% wrong: decoder's dense layer without relu
# cause: The decoder begins with Dense(128, activation="relu"); yours has no activation.
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), build_pool_encoder(), layers.Flatten(), layers.Dense(2)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128),
            layers.Reshape((4, 4, 8)),
            build_pool_decoder(),
        ]
    )
    return encoder, decoder
# %% wrong: takes the stored decoder along
# cause: "Use your two functions of Exercise 5.2": the decoder reuses stored_decoder with its weights in place of a new build_pool_decoder().
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), build_pool_encoder(), layers.Flatten(), layers.Dense(2)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128, activation="relu"),
            layers.Reshape((4, 4, 8)),
            stored_decoder,
        ]
    )
    return encoder, decoder
# %% wrong: codes brought to length 1
# cause: The code is the output of Dense(2); yours is then divided by its length, so that all codes lie on a circle.
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), build_pool_encoder(), layers.Flatten(), layers.Dense(2), layers.UnitNormalization()]
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
# %% wrong: one decoder for all calls
# cause: The decoder must be new: yours is kept in the function after the first call, and a second plane shares its weights instead of using build_pool_decoder() again.
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    if not hasattr(build_plane, "end"):
        build_plane.end = build_pool_decoder()
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), build_pool_encoder(), layers.Flatten(), layers.Dense(2)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128, activation="relu"),
            layers.Reshape((4, 4, 8)),
            build_plane.end,
        ]
    )
    return encoder, decoder
# %% wrong: decoder first
# cause: Return (encoder, decoder), in this order; yours come the other way round.
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential(
        [keras.Input((28, 28, 1)), build_pool_encoder(), layers.Flatten(), layers.Dense(2)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128, activation="relu"),
            layers.Reshape((4, 4, 8)),
            build_pool_decoder(),
        ]
    )
    return decoder, encoder
# %% right: the layers of the old models, one by one
def bare(model):
    return [layer for layer in model.layers if not isinstance(layer, layers.InputLayer)]


def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    encoder = keras.Sequential([keras.Input((28, 28, 1)), *bare(build_pool_encoder())])
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(2, activation="linear"))
    decoder = keras.Sequential([keras.Input((2,))])
    decoder.add(layers.Dense(4 * 4 * 8))
    decoder.add(layers.ReLU())
    decoder.add(layers.Reshape((4, 4, 8)))
    for layer in bare(build_pool_decoder()):
        decoder.add(layer)
    return encoder, decoder
