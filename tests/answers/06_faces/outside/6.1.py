# %% wrong: three colours whatever the image
# cause: "Then one for each colour": the last layer always has 3 filters; take the number of channels from img_shape.
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
    decoder.add(layers.Conv2DTranspose(3, 3, strides=2, padding="same"))
    return encoder, decoder
# %% wrong: square images only
# cause: "Height and width can be any multiples of 16": the grid takes the height for both; use width // 16 for its columns.
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

    rows = columns = height // 16
    decoder = keras.Sequential([keras.Input((code_size,))])
    decoder.add(layers.Dense(rows * columns * 256))
    decoder.add(layers.Reshape((rows, columns, 256)))
    for filters in (128, 64, 32):
        decoder.add(
            layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="elu")
        )
    decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
    return encoder, decoder
# %% wrong: the grid is always 2 × 2
# cause: The grid is "a sixteenth of the height and width"; yours is 2 × 2 for every image.
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

    rows, columns = 2, 2
    decoder = keras.Sequential([keras.Input((code_size,))])
    decoder.add(layers.Dense(rows * columns * 256))
    decoder.add(layers.Reshape((rows, columns, 256)))
    for filters in (128, 64, 32):
        decoder.add(
            layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="elu")
        )
    decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
    return encoder, decoder
# %% wrong: rows and columns of the grid swapped
# cause: The grid has height // 16 rows and width // 16 columns; yours are swapped, so an image of 32 × 48 comes out as 48 × 32.
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
    decoder.add(layers.Reshape((columns, rows, 256)))
    for filters in (128, 64, 32):
        decoder.add(
            layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="elu")
        )
    decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
    return encoder, decoder
# %% wrong: relu in place of elu
# cause: The convolutions take elu, which keeps a gradient for negative inputs; yours take relu.
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → such images.

    img_shape: (height, width, channels), height and width multiples of 16.
    """
    height, width, channels = img_shape
    encoder = keras.Sequential([keras.Input(img_shape)])
    for filters in (32, 64, 128, 256):
        encoder.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        encoder.add(layers.MaxPooling2D(2))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(code_size))

    rows, columns = height // 16, width // 16
    decoder = keras.Sequential([keras.Input((code_size,))])
    decoder.add(layers.Dense(rows * columns * 256))
    decoder.add(layers.Reshape((rows, columns, 256)))
    for filters in (128, 64, 32):
        decoder.add(
            layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="relu")
        )
    decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
    return encoder, decoder
# %% wrong: average pooling
# cause: Each convolution is followed by MaxPooling2D(2); yours averages.
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → such images.

    img_shape: (height, width, channels), height and width multiples of 16.
    """
    height, width, channels = img_shape
    encoder = keras.Sequential([keras.Input(img_shape)])
    for filters in (32, 64, 128, 256):
        encoder.add(layers.Conv2D(filters, 3, padding="same", activation="elu"))
        encoder.add(layers.AveragePooling2D(2))
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
# %% wrong: upsampling in the decoder
# cause: The decoder has "four Conv2DTranspose 3 × 3 of stride 2"; yours upsamples and convolves.
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
        decoder.add(layers.UpSampling2D(2))
        decoder.add(layers.Conv2D(filters, 3, padding="same", activation="elu"))
    decoder.add(layers.UpSampling2D(2))
    decoder.add(layers.Conv2D(channels, 3, padding="same"))
    return encoder, decoder
# %% wrong: one dense layer too many
# cause: After Flatten comes Dense(code_size); the Dense(1024) with elu between them is not in the list.
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
    encoder.add(layers.Dense(1024, activation="elu"))
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
# %% wrong: leaky relu at the code
# cause: "The code has no activation": yours ends in a leaky relu; end with Dense(code_size).
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
    encoder.add(layers.Dense(code_size, activation="leaky_relu"))

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
# %% wrong: half of the channels
# cause: The encoder's channels are 32, 64, 128 and 256; yours are 16, 32, 64 and 256.
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → such images.

    img_shape: (height, width, channels), height and width multiples of 16.
    """
    height, width, channels = img_shape
    encoder = keras.Sequential([keras.Input(img_shape)])
    for filters in (16, 32, 64, 256):
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
    decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
    return encoder, decoder
# %% wrong: filters of 5 × 5
# cause: All filters are 3 × 3; yours are 5 × 5.
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → such images.

    img_shape: (height, width, channels), height and width multiples of 16.
    """
    height, width, channels = img_shape
    encoder = keras.Sequential([keras.Input(img_shape)])
    for filters in (32, 64, 128, 256):
        encoder.add(layers.Conv2D(filters, 5, padding="same", activation="elu"))
        encoder.add(layers.MaxPooling2D(2))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(code_size))

    rows, columns = height // 16, width // 16
    decoder = keras.Sequential([keras.Input((code_size,))])
    decoder.add(layers.Dense(rows * columns * 256))
    decoder.add(layers.Reshape((rows, columns, 256)))
    for filters in (128, 64, 32):
        decoder.add(
            layers.Conv2DTranspose(filters, 5, strides=2, padding="same", activation="elu")
        )
    decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
    return encoder, decoder
# %% wrong: dropout before the code
# cause: The encoder has no Dropout; after Flatten comes Dense(code_size).
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
    encoder.add(layers.Dropout(0.1))
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
# %% wrong: the code size is fixed
# cause: "The code size can be any number": yours is always 32; use code_size.
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
    encoder.add(layers.Dense(32))

    rows, columns = height // 16, width // 16
    decoder = keras.Sequential([keras.Input((32,))])
    decoder.add(layers.Dense(rows * columns * 256))
    decoder.add(layers.Reshape((rows, columns, 256)))
    for filters in (128, 64, 32):
        decoder.add(
            layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="elu")
        )
    decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
    return encoder, decoder
# %% right: functional
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → such images.

    img_shape: (height, width, channels), height and width multiples of 16.
    """
    x = images = keras.Input(shape=img_shape)
    for power in range(5, 9):
        x = layers.Conv2D(2**power, (3, 3), activation="elu", padding="same")(x)
        x = layers.MaxPooling2D()(x)
    grid = tuple(x.shape[1:])
    encoder = keras.Model(images, layers.Dense(code_size)(layers.Flatten()(x)))
    x = codes = keras.Input(shape=(code_size,))
    x = layers.Reshape(grid)(layers.Dense(int(np.prod(grid)))(x))
    for power in (7, 6, 5):
        x = layers.Conv2DTranspose(2**power, 3, strides=2, padding="same", activation="elu")(x)
    x = layers.Conv2DTranspose(img_shape[-1], 3, strides=2, padding="same")(x)
    decoder = keras.Model(codes, x)
    return encoder, decoder
# %% right: elu as layers of their own, lists
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → such images.

    img_shape: (height, width, channels), height and width multiples of 16.
    """
    *size, channels = img_shape
    grid = [length // 16 for length in size] + [256]
    down, up = [], []
    for filters in (32, 64, 128, 256):
        down += [layers.Conv2D(filters, 3, padding="same"), layers.ELU(), layers.MaxPool2D((2, 2))]
    down += [layers.Flatten(), layers.Dense(code_size)]
    up += [layers.Dense(grid[0] * grid[1] * grid[2]), layers.Reshape(grid)]
    for filters in (128, 64, 32):
        up += [layers.Conv2DTranspose(filters, 3, 2, "same"), layers.Activation("elu")]
    up += [layers.Conv2DTranspose(channels, 3, 2, "same")]
    encoder = keras.Sequential([keras.Input(tuple(img_shape)), *down], name="encoder")
    decoder = keras.Sequential([keras.Input((code_size,)), *up], name="decoder")
    return encoder, decoder
# %% right: own initialisers, elu as a function
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → such images.

    img_shape: (height, width, channels), height and width multiples of 16.
    """
    height, width, channels = img_shape
    encoder = keras.Sequential([keras.Input(img_shape)])
    for filters in (32, 64, 128, 256):
        encoder.add(layers.Conv2D(filters, 3, padding="same", activation=keras.activations.elu, kernel_initializer="he_normal"))
        encoder.add(layers.MaxPooling2D(2))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(code_size, kernel_initializer="lecun_normal", activation=None))

    rows, columns = height // 16, width // 16
    decoder = keras.Sequential([keras.Input((code_size,))])
    decoder.add(layers.Dense(rows * columns * 256))
    decoder.add(layers.Reshape((rows, columns, 256)))
    for filters in (128, 64, 32):
        decoder.add(
            layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation=keras.activations.elu, kernel_initializer="he_normal")
        )
    decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
    return encoder, decoder
# %% wrong: relu in place of elu everywhere
# cause: The activation is relu; it is elu.
# replace: activation="elu"
# by: activation="relu"
# %% wrong: decoder's channels off by one, 256 128 64 in place of 128 64 32
# cause: The decoder's channels are 128, 64 and 32, then one for each colour.
# replace: for filters in (128, 64, 32):
# by: for filters in (256, 128, 64):
# %% wrong: three blocks instead of four
# cause: There are three blocks; there are four.
# replace: for filters in (32, 64, 128, 256):
# by: for filters in (32, 64, 128):
# replace: decoder.add(layers.Dense(height // 16 * (width // 16) * 256))
# by: decoder.add(layers.Dense(height // 8 * (width // 8) * 128))
# replace: decoder.add(layers.Reshape((height // 16, width // 16, 256)))
# by: decoder.add(layers.Reshape((height // 8, width // 8, 128)))
# replace: for filters in (128, 64, 32):
# by: for filters in (64, 32):
# %% wrong: average pooling in place of max pooling
# cause: The pooling takes means; it is MaxPooling2D(2).
# replace: layers.MaxPooling2D(2)
# by: layers.AveragePooling2D(2)
# %% wrong: the transposed convolutions have kernels of 4 × 4
# cause: The kernels are 4 × 4; they are 3 × 3.
# replace: layers.Conv2DTranspose(filters, 3, strides=2
# by: layers.Conv2DTranspose(filters, 4, strides=2
# replace: layers.Conv2DTranspose(channels, 3, strides=2
# by: layers.Conv2DTranspose(channels, 4, strides=2
# %% wrong: upsampling and plain convolutions in place of transposed ones
# cause: These are upsampling and convolutions; use Conv2DTranspose of stride 2.
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → images (n, *img_shape)."""
    height, width, channels = img_shape
    encoder = keras.Sequential([keras.Input(shape=img_shape)])
    for filters in (32, 64, 128, 256):
        encoder.add(layers.Conv2D(filters, 3, padding="same", activation="elu"))
        encoder.add(layers.MaxPooling2D(2))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(code_size))

    decoder = keras.Sequential([keras.Input(shape=(code_size,))])
    decoder.add(layers.Dense((height // 16) * (width // 16) * 256))
    decoder.add(layers.Reshape((height // 16, width // 16, 256)))
    for filters in (128, 64, 32):
        decoder.add(layers.UpSampling2D(2))
        decoder.add(layers.Conv2D(filters, 3, padding="same", activation="elu"))
    decoder.add(layers.UpSampling2D(2))
    decoder.add(layers.Conv2D(channels, 3, padding="same"))
    return encoder, decoder


# %% wrong: height and width exchanged on unpacking
# cause: img_shape is (height, width, channels); height and width are exchanged.
# replace: height, width, channels = img_shape
# by: width, height, channels = img_shape
# %% wrong: always three colours
# cause: There are always three colours; the last layer has one filter for each of img_shape.
# replace: decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
# by: decoder.add(layers.Conv2DTranspose(3, 3, strides=2, padding="same"))
# %% wrong: the grid is always 2 × 2
# cause: The grid is always 2 × 2; it is a sixteenth of height and width.
# replace: layers.Dense(height // 16 * (width // 16) * 256)
# by: layers.Dense(2 * 2 * 256)
# replace: layers.Reshape((height // 16, width // 16, 256))
# by: layers.Reshape((2, 2, 256))
# %% wrong: the decoder's hidden layers have no activation, but for the first
# cause: Only the decoder's first transposed convolution has elu; all before the last have.
def build_deep_autoencoder(img_shape, code_size):
    h, w, c = img_shape
    encoder = keras.Sequential(
        [
            keras.Input(img_shape),
            layers.Conv2D(32, 3, padding="same", activation="elu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="elu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(128, 3, padding="same", activation="elu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(256, 3, padding="same", activation="elu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(h // 16 * (w // 16) * 256),
            layers.Reshape((h // 16, w // 16, 256)),
            layers.Conv2DTranspose(128, 3, strides=2, padding="same", activation="elu"),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same"),
            layers.Conv2DTranspose(c, 3, strides=2, padding="same"),
        ]
    )
    return encoder, decoder


# %% wrong: elu on the code too
# cause: The code has an elu; it has no activation.
# replace: encoder.add(layers.Dense(code_size))
# by: encoder.add(layers.Dense(code_size, activation="elu"))
# %% wrong: elu on the last layer too
# cause: The last layer has an elu; it has no activation.
# replace: decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
# by: decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same", activation="elu"))
# %% wrong: global average pooling in place of flatten
# cause: The grid is averaged; flatten it.
# replace: layers.Flatten()
# by: layers.GlobalAveragePooling2D()
# %% right: functional, with a helper and keyword arguments
from keras import Model


def _block(tensor, number_of_filters):
    tensor = layers.Conv2D(
        kernel_size=(3, 3), filters=number_of_filters, activation=keras.activations.elu, padding="same"
    )(tensor)
    return layers.MaxPooling2D(pool_size=(2, 2))(tensor)


def build_deep_autoencoder(img_shape: tuple[int, int, int], code_size: int):
    """Return (encoder, decoder)."""
    pictures = keras.Input(shape=img_shape, name="pictures")
    t = pictures
    for k in range(5, 9):
        t = _block(t, 2**k)
    rows, cols, depth = t.shape[1:]
    t = layers.Flatten()(t)
    enc = Model(inputs=pictures, outputs=layers.Dense(units=code_size, name="code")(t), name="enc")

    z = keras.Input(shape=(code_size,), name="z")
    t = layers.Dense(rows * cols * depth)(z)
    t = layers.Reshape(target_shape=(rows, cols, depth))(t)
    for k in (7, 6, 5):
        t = layers.Conv2DTranspose(2**k, (3, 3), strides=(2, 2), activation="elu", padding="same")(t)
    t = layers.Conv2DTranspose(img_shape[-1], (3, 3), strides=(2, 2), padding="same", activation=None)(t)
    dec = Model(inputs=z, outputs=t, name="dec")
    return enc, dec


# %% right: activations as layers of their own
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder)."""
    height, width, channels = img_shape
    down = []
    for filters in [32, 64, 128, 256]:
        down += [layers.Conv2D(filters, 3, padding="same"), layers.ELU(), layers.MaxPool2D()]
    encoder = keras.Sequential([layers.Input(img_shape)] + down + [layers.Flatten(), layers.Dense(code_size)])
    up = []
    for filters in [128, 64, 32]:
        up += [layers.Conv2DTranspose(filters, 3, strides=2, padding="same"), layers.Activation("elu")]
    decoder = keras.Sequential(
        [
            layers.Input((code_size,)),
            layers.Dense(int(np.prod([height // 16, width // 16, 256]))),
            layers.Reshape((height // 16, width // 16, 256)),
            *up,
            layers.Conv2DTranspose(channels, 3, 2, "same"),
        ],
        name="decoder",
    )
    print("code size", code_size)
    return encoder, decoder


# %% right: models as subclasses
@keras.saving.register_keras_serializable("learner")
class FaceEncoder(keras.Model):
    def __init__(self, code_size, **kwargs):
        super().__init__(**kwargs)
        self.code_size = code_size
        self.convolutions = [layers.Conv2D(f, 3, padding="same", activation="elu") for f in (32, 64, 128, 256)]
        self.pools = [layers.MaxPooling2D(2) for _ in range(4)]
        self.flatten = layers.Flatten()
        self.to_code = layers.Dense(code_size)

    def call(self, x):
        for convolution, pool in zip(self.convolutions, self.pools):
            x = pool(convolution(x))
        return self.to_code(self.flatten(x))

    def get_config(self):
        return {**super().get_config(), "code_size": self.code_size}


@keras.saving.register_keras_serializable("learner")
class FaceDecoder(keras.Model):
    def __init__(self, img_shape, **kwargs):
        super().__init__(**kwargs)
        self.img_shape = tuple(img_shape)
        height, width, channels = self.img_shape
        self.grid = layers.Dense(height // 16 * (width // 16) * 256)
        self.reshape = layers.Reshape((height // 16, width // 16, 256))
        self.ups = [
            layers.Conv2DTranspose(f, 3, strides=2, padding="same", activation="elu") for f in (128, 64, 32)
        ]
        self.last = layers.Conv2DTranspose(channels, 3, strides=2, padding="same")

    def call(self, z):
        x = self.reshape(self.grid(z))
        for up in self.ups:
            x = up(x)
        return self.last(x)

    def get_config(self):
        return {**super().get_config(), "img_shape": self.img_shape}


def build_deep_autoencoder(img_shape, code_size):
    encoder, decoder = FaceEncoder(code_size), FaceDecoder(img_shape)
    encoder.build((None, *img_shape))
    decoder.build((None, code_size))
    return encoder, decoder
