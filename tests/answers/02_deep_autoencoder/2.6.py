# %% wrong: relu at the code
# cause: The code has a relu; it has no activation, so that it may take any value.
# replace: layers.Dense(2),
# by: layers.Dense(2, activation="relu"),
# %% wrong: sigmoid at the code
# cause: The code has a sigmoid; it has no activation, so that it may take any value.
# replace: layers.Dense(2),
# by: layers.Dense(2, activation="sigmoid"),
# %% wrong: no activation in the hidden layers
# cause: The hidden layers have no activation; give them a relu.
# replace: , activation="relu"
# by:
# %% wrong: no activation in the layers of 20
# cause: The layers of 20 have no activation; give them a relu.
# replace: layers.Dense(20, activation="relu")
# by: layers.Dense(20)
# %% wrong: tanh in the hidden layers
# cause: The hidden layers have a tanh; give them a relu.
# replace: relu
# by: tanh
# %% wrong: relu pixels
# cause: The last layer has a relu; give it a sigmoid.
# replace: sigmoid
# by: relu
# %% wrong: softmax pixels
# cause: The last layer has a softmax; give it a sigmoid.
# replace: sigmoid
# by: softmax
# %% wrong: no activation at the end
# cause: The decoder's last layer has no activation; give it a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: three numbers
# cause: The code has three numbers; it has two.
# replace: layers.Dense(2),
# by: layers.Dense(3),
# replace: keras.Input((2,))
# by: keras.Input((3,))
# %% wrong: other widths
# cause: The layers of 20 outputs have 50 here; the widths are 784, 100, 20, 2 and back.
# replace: 20
# by: 50
# %% wrong: one hidden layer on each side
# cause: The layers of 20 outputs are missing.
# replace: layers.Dense(20, activation="relu"),
# by:
# %% wrong: images out
# cause: The decoder returns images; leave vectors of 784 numbers.
# replace: layers.Dense(784, activation="sigmoid"),
# by: layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28)),
# %% wrong: swapped
# cause: The decoder is returned first; return the encoder first.
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: the joined network
# cause: The first model is both halves joined; return the encoder by itself.
# replace: return encoder, decoder
# by: return keras.Sequential([encoder, decoder]), decoder
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return encoder, decoder
# by:
# %% right: a helper that adds layers, activations as layers
def stack(*widths, last):
    model = keras.Sequential([keras.Input((widths[0],))])
    for width in widths[1:-1]:
        model.add(layers.Dense(width))
        model.add(layers.ReLU())
    model.add(layers.Dense(widths[-1], activation=last))
    return model


def build_map():
    return stack(784, 100, 20, 2, last=None), stack(2, 20, 100, 784, last="sigmoid")
# %% right: comprehensions, other initial weights, a warning
import warnings


def build_map():
    warnings.warn("two numbers", stacklevel=1)
    down = [layers.Dense(width, "relu", kernel_initializer="he_normal") for width in (100, 20)]
    up = [layers.Dense(width, "relu", kernel_initializer="he_normal") for width in (20, 100)]
    encoder = keras.Sequential([keras.Input(shape=(784,)), *down, layers.Dense(2, activation="linear")])
    decoder = keras.Sequential([keras.Input(shape=(2,)), *up, layers.Dense(784), layers.Activation("sigmoid")])
    return [encoder, decoder]
# %% right: functional
def build_map():
    x = inputs = keras.Input((784,), name="vector")
    for width in (100, 20):
        x = layers.Dense(width, activation="relu")(x)
    z = codes = keras.Input((2,), name="point")
    for width in (20, 100):
        z = layers.Dense(width, activation="relu")(z)
    return keras.Model(inputs, layers.Dense(2)(x)), keras.Model(codes, layers.Dense(784, activation="sigmoid")(z))
