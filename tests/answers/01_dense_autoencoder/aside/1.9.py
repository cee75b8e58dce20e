# %% right: a larger network by its decoder alone
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    encoder = keras.Sequential([keras.Input((784,)), layers.Dense(4)])
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(512, activation="relu"),
            layers.Dense(512, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "with c ≤ 64": one too many
# cause: The code has 65 numbers; at most 64 are allowed.
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    size = 8 * 8 + 1
    encoder = keras.Sequential([keras.Input((784,)), layers.Dense(size)])
    decoder = keras.Sequential([keras.Input((size,)), layers.Dense(784, activation="sigmoid")])
    return encoder, decoder
