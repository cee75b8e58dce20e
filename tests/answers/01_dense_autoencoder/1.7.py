# %% wrong: relu at the code
# cause: The code has a relu, which can lose a quarter of it for good; give this layer no activation.
# replace: layers.Dense(4)])
# by: layers.Dense(4, activation="relu")])
# %% wrong: sigmoid at the code
# cause: The code has a sigmoid; give this layer no activation.
# replace: layers.Dense(4)])
# by: layers.Dense(4, activation="sigmoid")])
# %% wrong: no activation in the encoder
# cause: The encoder's hidden layer has no activation; give it a relu.
# replace: layers.Dense(8, activation="relu"), layers.Dense(4)
# by: layers.Dense(8), layers.Dense(4)
# %% wrong: no activation in the decoder's hidden layer
# cause: The decoder's hidden layer has no activation; give it a relu.
# replace: layers.Dense(8, activation="relu"), layers.Dense(784
# by: layers.Dense(8), layers.Dense(784
# %% wrong: tanh in the hidden layers
# cause: The hidden layers have a tanh; the exercise asks for a relu.
# replace: relu
# by: tanh
# %% wrong: sigmoid in the hidden layers
# cause: The hidden layers have a sigmoid; the exercise asks for a relu.
# replace: relu
# by: sigmoid
# %% wrong: relu pixels
# cause: The last layer has a relu, whose values have no upper limit; use a sigmoid.
# replace: sigmoid
# by: relu
# %% wrong: softmax pixels
# cause: The last layer has a softmax, so that the pixels of an image sum to 1; use a sigmoid.
# replace: sigmoid
# by: softmax
# %% wrong: no activation at the end
# cause: The last layer has no activation; give it a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: wider hidden layers
# cause: The hidden layers have 16 outputs; the exercise asks for 8.
# replace: layers.Dense(8
# by: layers.Dense(16
# %% wrong: no bottleneck
# cause: The code has 8 numbers; it has 4.
# replace: Dense(4)
# by: Dense(8)
# replace: Input((4,))
# by: Input((8,))
# %% wrong: no hidden layer in the decoder
# cause: The decoder's hidden layer of 8 is missing.
# replace: [keras.Input((4,)), layers.Dense(8, activation="relu"),
# by: [keras.Input((4,)),
# %% wrong: the decoder starts from pixels
# cause: The decoder's input has 784 numbers; it starts from a code of 4.
# replace: Input((4,))
# by: Input((784,))
# %% wrong: reshaped to an image
# cause: The decoder reshapes to an image; leave vectors of 784 numbers.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28))
# %% wrong: swapped
# cause: The decoder is returned first; return the encoder first.
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: the joined network
# cause: The two models are joined into one; return them apart, the encoder first.
# replace: return encoder, decoder
# by: return keras.Sequential([encoder, decoder])
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
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
