# %% wrong: a sigmoid in every layer
# cause: Each transposed convolution has a sigmoid; only the last has, the others leaky ReLU.
# replace: "sigmoid" if i == len(table) else "leaky_relu"
# by: "sigmoid"
# %% wrong: no sigmoid at the end
# cause: The last layer has leaky ReLU; it has a sigmoid.
# replace: "sigmoid" if i == len(table) else "leaky_relu"
# by: "leaky_relu"
# %% wrong: the end never comes
# cause: The last layer has leaky ReLU, as the count begins at 0; it has a sigmoid.
# replace: start=1
# by: start=0
# %% wrong: a sigmoid before the end too
# cause: The last two layers have a sigmoid; only the last has.
# replace: i == len(table) else
# by: i >= len(table) - 1 else
# %% wrong: no activation before the end
# cause: The layers before the last have no activation; they have leaky ReLU.
# replace: "sigmoid" if i == len(table) else "leaky_relu"
# by: "sigmoid" if i == len(table) else None
# %% wrong: relu for leaky ReLU
# cause: The layers before the last have relu; they have leaky ReLU.
# replace: else "leaky_relu"
# by: else "relu"
# %% wrong: tanh for leaky ReLU
# cause: The layers before the last have tanh; they have leaky ReLU.
# replace: else "leaky_relu"
# by: else "tanh"
# %% wrong: tanh at the end
# cause: The last layer has tanh; it has a sigmoid.
# replace: "sigmoid" if
# by: "tanh" if
# %% wrong: relu at the end
# cause: The last layer has relu; it has a sigmoid.
# replace: "sigmoid" if
# by: "relu" if
# %% wrong: softmax at the end
# cause: The last layer has a softmax; it has a sigmoid.
# replace: "sigmoid" if
# by: "softmax" if
# %% wrong: dense layer without relu
# cause: The dense layer has no relu.
# replace: , activation="relu")
# by: )
# %% wrong: biases
# cause: The transposed convolutions have biases: use_bias=False.
# replace: use_bias=False,
# by:
# %% wrong: no bias in the dense layer
# cause: The dense layer has no bias; only the transposed convolutions are without.
# replace: int(np.prod(start)), activation="relu")
# by: int(np.prod(start)), activation="relu", use_bias=False)
# %% wrong: padding "same"
# cause: The transposed convolutions are padded; padding is "valid".
# replace: use_bias=False,
# by: use_bias=False, padding="same",
# %% wrong: no strides
# cause: The strides of the table are left out.
# replace: strides=stride,
# by:
# %% wrong: convolutions and upsampling for transposed convolutions
# cause: These are upsampling and convolutions; use Conv2DTranspose.
# replace: decoder.add(layers.Conv2DTranspose(filters, kernel, strides=stride, use_bias=False, activation=activation))
# by: decoder.add(layers.UpSampling2D(stride)); decoder.add(layers.Conv2D(filters, kernel, use_bias=False, activation=activation, padding="same"))
# %% wrong: no reshape
# cause: Reshape(start) is missing after the dense layer.
# replace: , layers.Reshape(start)]
# by: ]
# %% wrong: as many units as channels
# cause: The dense layer has as many units as channels; it needs the product of start.
# replace: int(np.prod(start))
# by: start[-1]
# %% wrong: start hard-coded
# cause: The start is fixed; use the argument.
# replace: int(np.prod(start)), activation="relu"), layers.Reshape(start)
# by: 4096, activation="relu"), layers.Reshape((8, 8, 64))
# %% wrong: codes of 65 numbers
# cause: The decoder takes 65 numbers; a code has 10.
# replace: keras.Input((CODE,))
# by: keras.Input((65,))
# %% wrong: returns inside the loop
# cause: The function returns inside the loop, after one layer.
# replace: decoder.add(layers.Conv2DTranspose(filters, kernel, strides=stride, use_bias=False, activation=activation))
# by: decoder.add(layers.Conv2DTranspose(filters, kernel, strides=stride, use_bias=False, activation=activation)); return decoder
# %% wrong: forgotten return
# cause: The function returns nothing; put `return decoder` at the end.
# replace: return decoder
# by:
# %% right: functional, activations as layers
def build_decoder(start, table):
    codes = keras.Input((CODE,))
    x = layers.Dense(start[0] * start[1] * start[2])(codes)
    x = layers.Reshape(start)(layers.ReLU()(x))
    for filters, kernel, stride in table[:-1]:
        x = layers.Conv2DTranspose(filters, kernel, stride, padding="valid", use_bias=False)(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
    filters, kernel, stride = table[-1]
    x = layers.Conv2DTranspose(filters, kernel, stride, use_bias=False)(x)
    return keras.Model(codes, layers.Activation("sigmoid")(x))


# %% right: blocks, prints and a warning
import math
import sys
import warnings


def growing(row, activation):
    filters, kernel, stride = row
    return layers.Conv2DTranspose(filters, kernel, strides=(stride, stride), use_bias=False, activation=activation)


def build_decoder(start, table):
    warnings.warn("building")
    print(start, file=sys.stderr)
    first = keras.Sequential([layers.Dense(math.prod(start), "relu"), layers.Reshape(start)])
    middle = [growing(row, keras.activations.leaky_relu) for row in table[:-1]]
    return keras.Sequential([keras.Input((10,)), first, *middle, growing(table[-1], "sigmoid")])


# %% right: reshape before the relu, another start for the weights
def build_decoder(start, table):
    parts = [keras.Input((CODE,)), layers.Dense(int(np.prod(start))), layers.Reshape(start), layers.Activation("relu")]
    for i, (filters, kernel, stride) in enumerate(table):
        parts += [
            layers.Conv2DTranspose(filters, kernel, stride, use_bias=False, kernel_initializer="he_uniform"),
            layers.Activation("leaky_relu") if i + 1 < len(table) else layers.Activation(keras.activations.sigmoid),
        ]
    return keras.Sequential(parts)
