# %% wrong: padding "same"
# cause: The convolutions are padded; padding is "valid".
# replace: strides=stride,
# by: strides=stride, padding="same",
# %% wrong: kernel and stride exchanged
# cause: Kernel and stride are exchanged; a row is (filters, kernel, stride).
# replace: kernel, strides=stride,
# by: stride, strides=kernel,
# %% wrong: pooling for strides
# cause: There is pooling in the place of strides; pass strides=stride.
# replace: *convolutions,
# by: *[p for c, (_, _, s) in zip(convolutions, table) for p in (c, layers.MaxPooling2D(s))],
# replace: strides=stride,
# by:
# %% wrong: no biases
# cause: The convolutions have no biases; leave use_bias out.
# replace: strides=stride,
# by: strides=stride, use_bias=False,
# %% wrong: relu for leaky ReLU
# cause: The convolutions have relu; give them leaky ReLU.
# replace: "leaky_relu"
# by: "relu"
# %% wrong: sigmoid for leaky ReLU
# cause: The convolutions have a sigmoid; give them leaky ReLU.
# replace: "leaky_relu"
# by: "sigmoid"
# %% wrong: tanh for leaky ReLU
# cause: The convolutions have tanh; give them leaky ReLU.
# replace: "leaky_relu"
# by: "tanh"
# %% wrong: elu for leaky ReLU
# cause: The convolutions have elu; give them leaky ReLU.
# replace: "leaky_relu"
# by: "elu"
# %% wrong: no activation
# cause: The convolutions have no activation; give them leaky ReLU.
# replace: , activation="leaky_relu"
# by:
# %% wrong: no flatten
# cause: Flatten is missing before the dense layer.
# replace: layers.Flatten(), layers.Dense
# by: layers.Dense
# %% wrong: average over the image for flatten
# cause: The image is averaged; flatten it.
# replace: layers.Flatten()
# by: layers.GlobalAveragePooling2D()
# %% wrong: relu on the outputs
# cause: The outputs have a relu; the dense layer has no activation.
# replace: layers.Dense(outputs)
# by: layers.Dense(outputs, activation="relu")
# %% wrong: sigmoid on the outputs
# cause: The outputs have a sigmoid; the dense layer has no activation.
# replace: layers.Dense(outputs)
# by: layers.Dense(outputs, activation="sigmoid")
# %% wrong: leaky ReLU on the outputs
# cause: The outputs have leaky ReLU; the dense layer has no activation.
# replace: layers.Dense(outputs)
# by: layers.Dense(outputs, activation="leaky_relu")
# %% wrong: outputs hard-coded
# cause: There are always 65 outputs; use the argument: Dense(outputs).
# replace: layers.Dense(outputs)
# by: layers.Dense(65)
# %% wrong: ten outputs, the mean only
# cause: There are 10 outputs; use the argument: Dense(outputs).
# replace: layers.Dense(outputs)
# by: layers.Dense(10)
# %% wrong: table hard-coded
# cause: The rows of the table are fixed; use the argument table.
# replace: in table]
# by: in (FULL["encoder"] if len(table) == 5 else SMALL["encoder"])]
# %% wrong: the last convolution left out
# cause: The last row of the table is left out.
# replace: in table]
# by: in table[:-1]]
# %% wrong: one more dense layer
# cause: There is one more dense layer; after Flatten comes Dense(outputs).
# replace: layers.Dense(outputs)
# by: layers.Dense(64, activation="relu"), layers.Dense(outputs)
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the model.
# replace: return keras.Sequential
# by: keras.Sequential
# %% right: functional, activations as layers
def build_encoder(table, outputs=65):
    images = x = keras.Input((80, 80, 3))
    for filters, kernel, stride in table:
        x = layers.Conv2D(filters, (kernel, kernel), (stride, stride), padding="valid")(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
    return keras.Model(images, layers.Dense(outputs)(layers.Flatten()(x)))


# %% right: a Sequential that grows, prints and a warning
import sys
import warnings


def convolution(filters, kernel, stride):
    return layers.Conv2D(filters=filters, kernel_size=kernel, strides=stride, kernel_initializer="he_normal")


def build_encoder(table, outputs=65):
    warnings.warn("building")
    print(table, file=sys.stderr)
    model = keras.Sequential(name="encoder")
    model.add(keras.Input((80, 80, 3)))
    for row in table:
        model.add(convolution(*row))
        model.add(layers.Activation("leaky_relu"))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs, activation="linear"))
    return model


# %% right: blocks, a function as the activation, a reshape
build_encoder = lambda table, outputs=65: keras.Sequential(
    [
        keras.Input((80, 80, 3)),
        keras.Sequential([layers.Conv2D(f, k, s, activation=keras.activations.leaky_relu) for f, k, s in table]),
        layers.Reshape((-1,)),
        layers.Dense(units=outputs),
    ]
)
