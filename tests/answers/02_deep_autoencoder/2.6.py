# %% wrong: relu at the code
# replace: layers.Dense(2),
# by: layers.Dense(2, activation="relu"),
# %% wrong: sigmoid at the code
# replace: layers.Dense(2),
# by: layers.Dense(2, activation="sigmoid"),
# %% wrong: no activation in the hidden layers
# replace: , activation="relu"
# by:
# %% wrong: no activation in the layers of 20
# replace: layers.Dense(20, activation="relu")
# by: layers.Dense(20)
# %% wrong: tanh in the hidden layers
# replace: relu
# by: tanh
# %% wrong: relu pixels
# replace: sigmoid
# by: relu
# %% wrong: softmax pixels
# replace: sigmoid
# by: softmax
# %% wrong: no activation at the end
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: three numbers
# replace: layers.Dense(2),
# by: layers.Dense(3),
# replace: keras.Input((2,))
# by: keras.Input((3,))
# %% wrong: other widths
# replace: 20
# by: 50
# %% wrong: one hidden layer on each side
# replace: layers.Dense(20, activation="relu"),
# by:
# %% wrong: images out
# replace: layers.Dense(784, activation="sigmoid"),
# by: layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28)),
# %% wrong: swapped
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: the joined network
# replace: return encoder, decoder
# by: return keras.Sequential([encoder, decoder]), decoder
# %% wrong: forgotten return
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
