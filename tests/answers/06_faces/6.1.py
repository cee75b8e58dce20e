# %% wrong: elu on the code
# cause: The code has an elu; it has no activation.
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="elu")
# %% wrong: relu on the code
# cause: The code has a relu; it has no activation.
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="relu")
# %% wrong: tanh on the code
# cause: The code has a tanh; it has no activation.
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="tanh")
# %% wrong: sigmoid at the end
# cause: The last layer has a sigmoid; it has no activation.
# replace: layers.Conv2DTranspose(channels, 3, strides=2, padding="same")
# by: layers.Conv2DTranspose(channels, 3, strides=2, padding="same", activation="sigmoid")
# %% wrong: tanh at the end
# cause: The last layer has tanh; it has no activation.
# replace: layers.Conv2DTranspose(channels, 3, strides=2, padding="same")
# by: layers.Conv2DTranspose(channels, 3, strides=2, padding="same", activation="tanh")
# %% wrong: elu at the end
# cause: The last layer has an elu; it has no activation.
# replace: layers.Conv2DTranspose(channels, 3, strides=2, padding="same")
# by: layers.Conv2DTranspose(channels, 3, strides=2, padding="same", activation="elu")
# %% wrong: no elu in the encoder
# cause: The encoder's convolutions have no activation; they have elu.
# replace: layers.Conv2D(filters, 3, activation="elu", **begin)
# by: layers.Conv2D(filters, 3, **begin)
# %% wrong: no elu in the encoder's first layer
# cause: The encoder's first convolution has no activation; it has elu.
# replace: layers.Conv2D(filters, 3, activation="elu", **begin)
# by: layers.Conv2D(filters, 3, activation="elu" if filters > 32 else None, **begin)
# %% wrong: no elu in the decoder
# cause: The decoder's transposed convolutions before the last have no activation; they have elu.
# replace: activation="elu", **begin))
# by: **begin))
# replace: layers.Conv2D(filters, 3, **begin)
# by: layers.Conv2D(filters, 3, activation="elu", **begin)
# %% wrong: a dense layer of 64 before the code
# cause: There is one more dense layer before the code.
# replace: encoder.add(layers.Dense(code_size))
# by: encoder.add(layers.Dense(64, activation="elu")); encoder.add(layers.Dense(code_size))
# %% wrong: a narrow place in the decoder
# cause: There is one more dense layer in the decoder, narrower than the code.
# replace: decoder.add(layers.Dense(height // 16
# by: decoder.add(layers.Dense(16)); decoder.add(layers.Dense(height // 16
# %% wrong: always a code of 32
# cause: The code always has 32 numbers; use code_size.
# replace: layers.Dense(code_size)
# by: layers.Dense(32)
# %% wrong: always images of 32 × 32 × 3
# cause: The images are always 32 × 32 × 3; use img_shape.
# replace: height, width, channels = img_shape
# by: height, width, channels = img_shape = 32, 32, 3
# %% wrong: an encoder for 32 × 32 × 3 alone
# cause: The encoder takes 32 × 32 × 3 alone; use img_shape.
# replace: keras.Input(img_shape)
# by: keras.Input((32, 32, 3))
# %% wrong: always three colours
# cause: There are always three colours; the last layer has one filter for each of img_shape.
# replace: layers.Conv2DTranspose(channels,
# by: layers.Conv2DTranspose(3,
# %% wrong: height and width swapped
# cause: The rows and columns of the grid are exchanged.
# replace: layers.Reshape((height // 16, width // 16, 256))
# by: layers.Reshape((width // 16, height // 16, 256))
# %% wrong: three poolings
# cause: The last pooling is missing; there are four.
# replace: encoder.add(layers.MaxPooling2D(2))
# by: if filters < 256: encoder.add(layers.MaxPooling2D(2))
# %% wrong: a transposed convolution is missing
# cause: A transposed convolution is missing; there are four.
# replace: (128, 64, 32):
# by: (128, 64):
# %% wrong: no Flatten
# cause: Flatten is missing before the code.
# replace: encoder.add(layers.Flatten())
# by:
# %% wrong: no convolutions in the decoder
# cause: The decoder is one dense layer; it has four transposed convolutions.
# replace: for filters in (128, 64, 32):
# by: decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(height * width * channels), layers.Reshape(img_shape)])
# replace: decoder.add(layers.Conv2DTranspose(filters, 3, strides=2, activation="elu", **begin))
# by:
# replace: decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
# by:
# %% wrong: decoder first
# cause: The decoder comes first; return encoder, decoder.
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: the whole autoencoder returned
# cause: Return two models, encoder and decoder, not one.
# replace: return encoder, decoder
# by: return keras.Sequential([encoder, decoder])
# %% right: functional, elu as a layer after the pooling
def build_deep_autoencoder(img_shape, code_size):
    rows, columns, colours = img_shape
    image, code = keras.Input(img_shape), keras.Input((code_size,))
    x = image
    for n in (32, 64, 128, 256):
        x = layers.ELU()(layers.MaxPooling2D((2, 2))(layers.Conv2D(n, (3, 3), padding="same")(x)))
    encoder = keras.Model(image, layers.Dense(code_size)(layers.Reshape((-1,))(x)))
    grid = rows // 16, columns // 16, 256
    x = layers.Reshape(grid)(layers.Dense(int(np.prod(grid)))(code))
    for n in (128, 64, 32):
        x = layers.Conv2DTranspose(n, 3, 2, "same", activation=keras.activations.elu)(x)
    return encoder, keras.Model(code, layers.Conv2DTranspose(colours, 3, 2, "same")(x))
# %% right: lists and comprehensions, words on stderr
import sys
import warnings


def build_deep_autoencoder(img_shape, code_size):
    warnings.warn("going deep", stacklevel=1)
    print("code of", code_size, file=sys.stderr)
    sizes = [2**k for k in range(5, 9)]
    down = [[layers.Conv2D(n, 3, padding="same"), layers.Activation("elu"), layers.MaxPool2D()] for n in sizes]
    up = [layers.Conv2DTranspose(n, 3, strides=(2, 2), padding="same", activation="elu") for n in sizes[2::-1]]
    h, w = (side // 16 for side in img_shape[:2])
    last = layers.Conv2DTranspose(img_shape[2], 3, strides=2, padding="same", activation="linear")
    encoder = [keras.Input(img_shape), *sum(down, []), layers.Flatten(), layers.Dense(code_size)]
    decoder = [keras.Input((code_size,)), layers.Dense(h * w * 256), layers.Reshape((h, w, 256)), *up, last]
    return keras.Sequential(encoder), keras.Sequential(decoder)
