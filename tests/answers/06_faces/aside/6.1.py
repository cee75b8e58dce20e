# %% wrong: strides in the encoder
# cause: "Conv2D 3 × 3 ... then MaxPooling2D(2)": yours halves by stride 2 and pools nowhere.
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → such images.

    img_shape: (height, width, channels), height and width multiples of 16.
    """
    height, width, channels = img_shape
    encoder = keras.Sequential([keras.Input(img_shape)])
    for filters in (32, 64, 128, 256):
        encoder.add(layers.Conv2D(filters, 3, strides=2, padding="same", activation="elu"))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(code_size))

    rows, columns = height // 16, width // 16
    decoder = keras.Sequential([keras.Input((code_size,))])
    decoder.add(layers.Dense(rows * columns * 256))
    decoder.add(layers.Reshape((rows, columns, 256)))
    for filters in (128, 64, 32):
        decoder.add(
            layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="elu")
        )
    decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
    return encoder, decoder
# %% wrong: tanh at the end
# cause: The last layer is "without activation": yours ends in tanh.
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → such images.

    img_shape: (height, width, channels), height and width multiples of 16.
    """
    height, width, channels = img_shape
    encoder = keras.Sequential([keras.Input(img_shape)])
    for filters in (32, 64, 128, 256):
        encoder.add(layers.Conv2D(filters, 3, padding="same", activation="elu"))
        encoder.add(layers.MaxPooling2D(2))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(code_size))

    rows, columns = height // 16, width // 16
    decoder = keras.Sequential([keras.Input((code_size,))])
    decoder.add(layers.Dense(rows * columns * 256))
    decoder.add(layers.Reshape((rows, columns, 256)))
    for filters in (128, 64, 32):
        decoder.add(
            layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="elu")
        )
    decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same", activation="tanh"))
    return encoder, decoder
