# %% wrong: no sigmoid
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: relu at the end
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784, activation="relu")
# %% wrong: tanh at the end
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784, activation="tanh")
# %% wrong: softmax at the end
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784, activation="softmax")
# %% wrong: hidden layer without activation
# replace: layers.Dense(256, activation="relu")
# by: layers.Dense(256)
# %% wrong: no Reshape
# replace: layers.Reshape((28, 28)),
# by:
# %% wrong: no Flatten
# replace: layers.Flatten(),
# by:
# %% wrong: vectors in place of images
# replace: keras.Input((28, 28))
# by: keras.Input((784,))
# %% wrong: a channel axis nobody asked for
# replace: layers.Reshape((28, 28))
# by: layers.Reshape((28, 28, 1))
# %% wrong: too many parameters
# replace: layers.Dense(256, activation="relu")
# by: layers.Dense(2048, activation="relu")
# %% wrong: weights of zero, which no gradient moves
# replace: layers.Dense(256, activation="relu")
# by: layers.Dense(256, activation="relu", kernel_initializer="zeros")
# %% wrong: forgotten return
# replace: return keras.Sequential(
# by: model = keras.Sequential(
# %% wrong: a smooth activation in place of relu
# replace: activation="relu"
# by: activation="gelu"
# %% wrong: a softmax over the hidden units
# replace: activation="relu"
# by: activation="softmax"
# %% right: functional, two hidden layers, activations as layers
def build_denoiser():
    noisy = keras.Input((28, 28), name="noisy")
    x = layers.Flatten()(noisy)
    for units in (300, 300):
        x = layers.ReLU()(layers.Dense(units)(x))
    x = layers.Activation("sigmoid")(layers.Dense(784)(x))
    return keras.Model(noisy, layers.Reshape((28, 28))(x))
# %% right: Reshape for Flatten, and words on stderr
import sys
import warnings


def build_denoiser():
    warnings.warn("about to build", stacklevel=1)
    print("building", file=sys.stderr)
    model = keras.Sequential([keras.Input((28, 28)), layers.Reshape((784,))])
    model.add(layers.Dense(128, activation=keras.activations.relu, kernel_initializer="he_normal"))
    model.add(layers.Dense(784))
    model.add(layers.Reshape((28, 28)))
    model.add(layers.Activation(keras.activations.sigmoid))
    return model
# %% right: two models in one, with dropout
def half(sizes, *others):
    return keras.Sequential([others[0], *(layers.Dense(n, "relu") for n in sizes), *others[1:]])


build_denoiser = lambda: keras.Sequential(  # noqa: E731
    [
        keras.Input((28, 28)),
        half([256], layers.Flatten(), layers.Dropout(0.1)),
        layers.Dense(784, "sigmoid"),
        layers.Reshape((28, 28)),
    ]
)
# %% right: a subclass of Model
class Denoiser(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(256, activation="relu")
        self.pixels = layers.Dense(784, activation="sigmoid")

    def call(self, images):
        flat = keras.ops.reshape(images, (-1, 784))
        return keras.ops.reshape(self.pixels(self.hidden(flat)), (-1, 28, 28))


def build_denoiser():
    return Denoiser()
