# %% wrong: softmax pixels
# replace: activation="sigmoid"
# by: activation="softmax"
# %% wrong: relu pixels
# replace: activation="sigmoid"
# by: activation="relu"
# %% wrong: no activation at the end
# replace: activation="sigmoid", name="reconstruction"
# by: name="reconstruction"
# %% wrong: tanh pixels
# replace: activation="sigmoid"
# by: activation="tanh"
# %% wrong: no activation at the code
# replace: layers.Dense(code_size, activation="relu", name="code")
# by: layers.Dense(code_size, name="code")
# %% wrong: sigmoid code
# replace: activation="relu"
# by: activation="sigmoid"
# %% wrong: tanh code
# replace: activation="relu"
# by: activation="tanh"
# %% wrong: no bottleneck
# replace: layers.Dense(code_size, activation="relu", name="code")
# by: layers.Dense(784, activation="relu", name="code")
# %% wrong: code size ignored
# replace: layers.Dense(code_size, activation="relu", name="code")
# by: layers.Dense(32, activation="relu", name="code")
# %% wrong: the sizes of `small`
# replace: 784
# by: 64
# %% wrong: the code is left out
# replace: name="reconstruction")(code)
# by: name="reconstruction")(inputs)
# %% wrong: the encoder only
# replace: return keras.Model(inputs, outputs)
# by: return keras.Model(inputs, code)
# %% wrong: a hidden layer more
# replace: name="code")(inputs)
# by: name="code")(layers.Dense(128, activation="relu")(inputs))
# %% wrong: no biases
# replace: activation="sigmoid"
# by: use_bias=False, activation="sigmoid"
# %% wrong: images in the place of vectors
# replace: inputs = keras.Input((784,))
# by: inputs = keras.Input((28, 28))
# replace: name="code")(inputs)
# by: name="code")(layers.Flatten()(inputs))
# %% wrong: the tensor, not the model
# replace: return keras.Model(inputs, outputs)
# by: return outputs
# %% wrong: forgotten return
# replace: return keras.Model(inputs, outputs)
# by: model = keras.Model(inputs, outputs)
# %% wrong: constant output
# replace: name="reconstruction")(code)
# by: name="reconstruction", kernel_initializer="zeros")(code)
# %% right: Sequential
def build_autoencoder(code_size):
    model = keras.Sequential()
    model.add(keras.Input(shape=(784,)))
    model.add(layers.Dense(code_size, activation="relu"))
    model.add(layers.Dense(784, activation="sigmoid"))
    return model
# %% right: activations as layers
def build_autoencoder(code_size):
    inputs = keras.Input((784,))
    code = layers.ReLU()(layers.Dense(code_size)(inputs))
    return keras.Model(inputs, layers.Activation("sigmoid")(layers.Dense(784)(code)))
# %% right: activations as functions, other initial weights, a warning
import warnings


def dense(width, function):
    return layers.Dense(width, activation=function, kernel_initializer="he_normal", bias_initializer="normal")


def build_autoencoder(code_size):
    warnings.warn("building", stacklevel=1)
    inputs = keras.Input((784,), name="pixels")
    outputs = dense(784, keras.activations.sigmoid)(dense(code_size, keras.activations.relu)(inputs))
    return keras.Model(inputs=inputs, outputs=outputs, name="mine")
# %% right: two models in one
def build_autoencoder(code_size):
    encoder = keras.Sequential([keras.Input((784,)), layers.Dense(code_size, activation="relu")])
    decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(784, activation="sigmoid")])
    inputs = keras.Input((784,))
    return keras.Model(inputs, decoder(encoder(inputs)))
