# %% wrong: elu on the code
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="elu")
# %% wrong: relu on the code
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="relu")
# %% wrong: tanh on the code
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="tanh")
# %% wrong: sigmoid at the end
# replace: layers.Conv2DTranspose(channels, 3, strides=2, padding="same")
# by: layers.Conv2DTranspose(channels, 3, strides=2, padding="same", activation="sigmoid")
# %% wrong: tanh at the end
# replace: layers.Conv2DTranspose(channels, 3, strides=2, padding="same")
# by: layers.Conv2DTranspose(channels, 3, strides=2, padding="same", activation="tanh")
# %% wrong: elu at the end
# replace: layers.Conv2DTranspose(channels, 3, strides=2, padding="same")
# by: layers.Conv2DTranspose(channels, 3, strides=2, padding="same", activation="elu")
# %% wrong: no elu in the encoder
# replace: layers.Conv2D(filters, 3, padding="same", activation="elu")
# by: layers.Conv2D(filters, 3, padding="same")
# %% wrong: no elu in the encoder's first layer
# replace: layers.Conv2D(filters, 3, padding="same", activation="elu")
# by: layers.Conv2D(filters, 3, padding="same", activation="elu" if filters > 32 else None)
# %% wrong: no elu in the decoder
# replace: padding="same", activation="elu"))
# by: padding="same"))
# replace: layers.Conv2D(filters, 3, padding="same")
# by: layers.Conv2D(filters, 3, padding="same", activation="elu")
# %% wrong: a dense layer of 64 before the code
# replace: encoder.add(layers.Dense(code_size))
# by: encoder.add(layers.Dense(64, activation="elu")); encoder.add(layers.Dense(code_size))
# %% wrong: a narrow place in the decoder
# replace: decoder.add(layers.Dense(height // 16
# by: decoder.add(layers.Dense(16)); decoder.add(layers.Dense(height // 16
# %% wrong: always a code of 32
# replace: layers.Dense(code_size)
# by: layers.Dense(32)
# %% wrong: always images of 32 × 32 × 3
# replace: height, width, channels = img_shape
# by: height, width, channels = img_shape = 32, 32, 3
# %% wrong: an encoder for 32 × 32 × 3 alone
# replace: keras.Input(img_shape)
# by: keras.Input((32, 32, 3))
# %% wrong: always three colours
# replace: layers.Conv2DTranspose(channels,
# by: layers.Conv2DTranspose(3,
# %% wrong: height and width swapped
# replace: layers.Reshape((height // 16, width // 16, 256))
# by: layers.Reshape((width // 16, height // 16, 256))
# %% wrong: three poolings
# replace: encoder.add(layers.MaxPooling2D(2))
# by: if filters < 256: encoder.add(layers.MaxPooling2D(2))
# %% wrong: a transposed convolution is missing
# replace: (128, 64, 32):
# by: (128, 64):
# %% wrong: no Flatten
# replace: encoder.add(layers.Flatten())
# by:
# %% wrong: no convolutions in the decoder
# replace: for filters in (128, 64, 32):
# by: decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(height * width * channels), layers.Reshape(img_shape)])
# replace: decoder.add(layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="elu"))
# by:
# replace: decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
# by:
# %% wrong: decoder first
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: the whole autoencoder returned
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
