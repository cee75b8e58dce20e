# %% wrong: relu at the code
# replace: layers.Dense(4)])
# by: layers.Dense(4, activation="relu")])
# %% wrong: sigmoid at the code
# replace: layers.Dense(4)])
# by: layers.Dense(4, activation="sigmoid")])
# %% wrong: no activation in the encoder
# replace: layers.Dense(8, activation="relu"), layers.Dense(4)
# by: layers.Dense(8), layers.Dense(4)
# %% wrong: no activation in the decoder's hidden layer
# replace: layers.Dense(8, activation="relu"), layers.Dense(784
# by: layers.Dense(8), layers.Dense(784
# %% wrong: tanh in the hidden layers
# replace: relu
# by: tanh
# %% wrong: sigmoid in the hidden layers
# replace: relu
# by: sigmoid
# %% wrong: relu pixels
# replace: sigmoid
# by: relu
# %% wrong: softmax pixels
# replace: sigmoid
# by: softmax
# %% wrong: no activation at the end
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: wider hidden layers
# replace: layers.Dense(8
# by: layers.Dense(16
# %% wrong: no bottleneck
# replace: Dense(4)
# by: Dense(8)
# replace: Input((4,))
# by: Input((8,))
# %% wrong: no hidden layer in the decoder
# replace: [keras.Input((4,)), layers.Dense(8, activation="relu"),
# by: [keras.Input((4,)),
# %% wrong: the decoder starts from pixels
# replace: Input((4,))
# by: Input((784,))
# %% wrong: reshaped to an image
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28))
# %% wrong: swapped
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: the joined network
# replace: return encoder, decoder
# by: return keras.Sequential([encoder, decoder])
# %% wrong: forgotten return
# replace: return encoder, decoder
# by:
# %% right: layers added one by one, activations as layers
def build_skeleton():
    encoder, decoder = keras.Sequential(), keras.Sequential()
    for layer in (keras.Input((784,)), layers.Dense(8), layers.ReLU(), layers.Dense(4, activation="linear")):
        encoder.add(layer)
    for layer in (keras.Input((4,)), layers.Dense(8), layers.Activation("relu"), layers.Dense(784)):
        decoder.add(layer)
    decoder.add(layers.Activation(keras.activations.sigmoid))
    return encoder, decoder
# %% right: a helper for both, with a warning and other initial weights
import warnings


def chain(n, *widths, end=None):
    warnings.warn("chain", stacklevel=1)
    hidden = [layers.Dense(w, "relu", kernel_initializer="he_uniform") for w in widths[:-1]]
    return keras.Sequential([keras.Input((n,)), *hidden, layers.Dense(widths[-1], activation=end)])


def build_skeleton():
    return chain(784, 8, 4), chain(4, 8, 784, end="sigmoid")
# %% right: functional, with names
def build_skeleton():
    x, z = keras.Input((784,)), keras.Input((4,))
    encoder = keras.Model(x, layers.Dense(4, name="code")(layers.Dense(8, activation="relu")(x)), name="encoder")
    image = layers.Dense(784, activation="sigmoid")(layers.Dense(8, activation="relu")(z))
    return encoder, keras.Model(z, image, name="decoder")
