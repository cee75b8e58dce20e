# %% wrong: strides in place of pooling
# cause: The encoder's convolutions are each "followed by MaxPooling2D(2)"; yours halve by a stride of 2 and have no pooling at all.
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(8, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(8, 3, strides=2, padding="same", activation="relu"),
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
# %% wrong: upsampling before the convolutions
# cause: The decoder begins with Conv2D of 8 filters and then UpSampling2D(2); yours upsamples first and convolves afterwards.
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
            layers.UpSampling2D(2),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.Conv2D(16, 3, padding="valid", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
# %% wrong: transposed convolutions in the decoder
# cause: The decoder is made of Conv2D layers; yours uses Conv2DTranspose for two of them, which has as many parameters but is another layer.
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
            layers.Conv2DTranspose(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2DTranspose(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(16, 3, padding="valid", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
# %% wrong: all paddings same, and the rim cut off at the end
# cause: One convolution has padding "valid"; yours pads everywhere and crops 32 × 32 to 28 × 28 afterwards.
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
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
            layers.Cropping2D(2),
        ]
    )
