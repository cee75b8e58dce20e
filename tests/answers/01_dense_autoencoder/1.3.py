# %% wrong: softmax pixels
# cause: The last layer has a softmax, so that the pixels of an image sum to 1; use a sigmoid.
# replace: activation="sigmoid"
# by: activation="softmax"
# %% wrong: relu pixels
# cause: The last layer has a relu, whose values have no upper limit; use a sigmoid.
# replace: activation="sigmoid"
# by: activation="relu"
# %% wrong: no activation at the end
# cause: The last layer has no activation; give it a sigmoid.
# replace: activation="sigmoid", name="reconstruction"
# by: name="reconstruction"
# %% wrong: tanh pixels
# cause: The last layer has a tanh, whose values run from -1 to 1; use a sigmoid.
# replace: activation="sigmoid"
# by: activation="tanh"
# %% wrong: no activation at the code
# cause: The code layer has no activation; the exercise asks for a relu.
# replace: layers.Dense(code_size, activation="relu", name="code")
# by: layers.Dense(code_size, name="code")
# %% wrong: sigmoid code
# cause: The code passes through a sigmoid; the exercise asks for a relu there and for a sigmoid at the end only.
# replace: activation="relu"
# by: activation="sigmoid"
# %% wrong: tanh code
# cause: The code passes through a tanh; the exercise asks for a relu.
# replace: activation="relu"
# by: activation="tanh"
# %% wrong: no bottleneck
# cause: The code has 784 numbers, so that nothing is narrow; its layer has code_size outputs.
# replace: layers.Dense(code_size, activation="relu", name="code")
# by: layers.Dense(784, activation="relu", name="code")
# %% wrong: code size ignored
# cause: The code has 32 numbers whatever is asked for; use code_size.
# replace: layers.Dense(code_size, activation="relu", name="code")
# by: layers.Dense(32, activation="relu", name="code")
# %% wrong: the sizes of `small`
# cause: The sizes are those of `small`; input and output have 784 numbers here.
# replace: 784
# by: 64
# %% wrong: the code is left out
# cause: The last layer is called on the inputs, so that nothing passes through the code; call it on what the code layer returns.
# replace: name="reconstruction")(code)
# by: name="reconstruction")(inputs)
# %% wrong: the encoder only
# cause: The model ends at the code; its end is what the last layer returns.
# replace: return keras.Model(inputs, outputs)
# by: return keras.Model(inputs, code)
# %% wrong: a hidden layer more
# cause: There is one layer too many; the network has two dense layers, 784 → code_size → 784.
# replace: name="code")(inputs)
# by: name="code")(layers.Dense(128, activation="relu")(inputs))
# %% wrong: no biases
# cause: The last layer has no biases; leave `use_bias` away.
# replace: activation="sigmoid"
# by: use_bias=False, activation="sigmoid"
# %% wrong: images in the place of vectors
# cause: The model takes images of 28 × 28; it is for vectors of 784 numbers: keras.Input((784,)).
# replace: inputs = keras.Input((784,))
# by: inputs = keras.Input((28, 28))
# replace: name="code")(inputs)
# by: name="code")(layers.Flatten()(inputs))
# %% wrong: the tensor, not the model
# cause: The function returns what the last layer gives, not the model: return keras.Model(inputs, outputs).
# replace: return keras.Model(inputs, outputs)
# by: return outputs
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return keras.Model(inputs, outputs)
# by: model = keras.Model(inputs, outputs)
# %% right: weights of the last layer that begin at zero
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
