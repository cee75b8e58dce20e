# %% wrong: padding "same"
# replace: strides=stride,
# by: strides=stride, padding="same",
# %% wrong: kernel and stride exchanged
# replace: kernel, strides=stride,
# by: stride, strides=kernel,
# %% wrong: pooling for strides
# replace: *convolutions,
# by: *[p for c, (_, _, s) in zip(convolutions, table) for p in (c, layers.MaxPooling2D(s))],
# replace: strides=stride,
# by:
# %% wrong: no biases
# replace: strides=stride,
# by: strides=stride, use_bias=False,
# %% wrong: relu for leaky ReLU
# replace: "leaky_relu"
# by: "relu"
# %% wrong: sigmoid for leaky ReLU
# replace: "leaky_relu"
# by: "sigmoid"
# %% wrong: tanh for leaky ReLU
# replace: "leaky_relu"
# by: "tanh"
# %% wrong: elu for leaky ReLU
# replace: "leaky_relu"
# by: "elu"
# %% wrong: no activation
# replace: , activation="leaky_relu"
# by:
# %% wrong: no flatten
# replace: layers.Flatten(), layers.Dense
# by: layers.Dense
# %% wrong: average over the image for flatten
# replace: layers.Flatten()
# by: layers.GlobalAveragePooling2D()
# %% wrong: relu on the outputs
# replace: layers.Dense(outputs)
# by: layers.Dense(outputs, activation="relu")
# %% wrong: sigmoid on the outputs
# replace: layers.Dense(outputs)
# by: layers.Dense(outputs, activation="sigmoid")
# %% wrong: leaky ReLU on the outputs
# replace: layers.Dense(outputs)
# by: layers.Dense(outputs, activation="leaky_relu")
# %% wrong: outputs hard-coded
# replace: layers.Dense(outputs)
# by: layers.Dense(65)
# %% wrong: ten outputs, the mean only
# replace: layers.Dense(outputs)
# by: layers.Dense(10)
# %% wrong: table hard-coded
# replace: in table]
# by: in (FULL["encoder"] if len(table) == 5 else SMALL["encoder"])]
# %% wrong: the last convolution left out
# replace: in table]
# by: in table[:-1]]
# %% wrong: one more dense layer
# replace: layers.Dense(outputs)
# by: layers.Dense(64, activation="relu"), layers.Dense(outputs)
# %% wrong: forgotten return
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
