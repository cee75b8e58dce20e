# %% wrong: dropout of a half
# cause: The dropout rate is 0.5; use DROPOUT from the cell above, through `block`.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256),
            layers.ReLU(),
            layers.Dropout(0.5),
            layers.Dense(128),
            layers.ReLU(),
            layers.Dropout(0.5),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            layers.Dense(128),
            layers.ReLU(),
            layers.Dropout(0.5),
            layers.Dense(256),
            layers.ReLU(),
            layers.Dropout(0.5),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: decoder without dropout
# cause: The decoder's blocks have no Dropout; they are made by `block`, like the encoder's.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            *block(256),
            *block(128),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: dropout on the code
# cause: The encoder ends with a Dropout on the code; it ends with the Dense of `latent_size` outputs.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            *block(256),
            *block(128),
            layers.Dense(latent_size),
            layers.Dropout(DROPOUT),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            *block(128),
            *block(256),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
