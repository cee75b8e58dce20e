# %% wrong: no hidden layer
# cause: There is no hidden layer: put one or more Dense layers with relu before the last.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: hidden layer with tanh
# cause: The hidden layer has tanh; the exercise asks for relu.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="tanh"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: convolutions
# cause: This is a convolutional network; the exercise asks for a dense one.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Reshape((28, 28, 1)),
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% right: compiled already
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model
# %% wrong: an extra dense layer without relu
# cause: The layer of 64 outputs has no relu; all Dense layers but the last have one.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(64),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: two sigmoid layers
# cause: The layer before the last has a sigmoid; only the last has one, the others relu.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: too many parameters
# cause: The model has more than 2,000,000 parameters; make the hidden layers narrower.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(1024, activation="relu"),
            layers.Dense(1024, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: no sigmoid in the denoiser
# cause: The last Dense has no activation, so pixels can leave (0, 1); give it a sigmoid.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(784),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: vectors out of the denoiser
# cause: The model returns vectors of 784 numbers; end with a Reshape.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
# %% wrong: softmax over the image
# cause: The last Dense has a softmax, so the pixels of an image sum to one; use a sigmoid.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="softmax"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: row by row without flatten
# cause: Without Flatten the dense layers see single rows of 28 pixels; flatten the image first.
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Dense(256, activation="relu"),
            layers.Dense(28, activation="sigmoid"),
        ]
    )
# %% right: functional with two hidden layers
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    noisy = keras.Input(shape=(28, 28), name="noisy")
    x = layers.Flatten()(noisy)
    for width in (512, 256):
        x = layers.ReLU()(layers.Dense(width)(x))
    x = layers.Dense(784)(x)
    clean = layers.Reshape((28, 28))(layers.Activation("sigmoid")(x))
    return keras.Model(inputs=noisy, outputs=clean)
# %% right: close to two million
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(units=1000, activation="relu"),
            layers.Dense(units=600, activation="relu", kernel_initializer="he_normal"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% right: functional subclass of Model
class Denoiser(keras.Model):
    """Flatten, hidden layer, image."""

    def __init__(self, width):
        images = keras.Input((28, 28))
        hidden = layers.Dense(width, activation="relu")(layers.Flatten()(images))
        pixels = layers.Dense(28 * 28, activation="sigmoid")(hidden)
        super().__init__(inputs=images, outputs=layers.Reshape((28, 28))(pixels))


def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return Denoiser(width=300)
# %% right: very small
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(16, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(784, activation=keras.activations.sigmoid),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: tanh in the hidden layer
# replace: activation="relu"
# by: activation="tanh"
# %% wrong: no activation in the hidden layer
# replace: layers.Dense(256, activation="relu")
# by: layers.Dense(256)
# %% wrong: no hidden layer
# replace: layers.Dense(256, activation="relu"),
# by:
# %% wrong: relu at the end
# replace: activation="sigmoid"
# by: activation="relu"
# %% wrong: no activation at the end
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: a second sigmoid after the Reshape
# replace: layers.Reshape((28, 28)),
# by: layers.Reshape((28, 28)), layers.Activation("sigmoid"),
# %% wrong: softmax over the pixels
# replace: activation="sigmoid"
# by: activation="softmax"
# %% wrong: returns vectors of 784
# replace: layers.Reshape((28, 28)),
# by:
# %% wrong: a last axis for channels
# replace: layers.Reshape((28, 28)),
# by: layers.Reshape((28, 28, 1)),
# %% wrong: more than 2,000,000 parameters
# replace: layers.Dense(256, activation="relu")
# by: layers.Dense(1024, activation="relu"), layers.Dense(1024, activation="relu")
# %% right: compiles the model already
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1), with up to 2,000,000 parameters."""
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model
# %% wrong: convolutions in place of a dense network
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1), with up to 2,000,000 parameters."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Reshape((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: Flatten after the hidden layer, which sees single rows
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1), with up to 2,000,000 parameters."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Dense(64, activation="relu"),
            layers.Flatten(),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: the last layer is called on the flattened image, past the hidden one
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1), with up to 2,000,000 parameters."""
    image = keras.Input((28, 28))
    flat = layers.Flatten()(image)
    hidden = layers.Dense(256, activation="relu")(flat)
    pixels = layers.Dense(784, activation="sigmoid")(flat)
    return keras.Model(image, layers.Reshape((28, 28))(pixels))
# %% wrong: returns encoder and decoder
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1), with up to 2,000,000 parameters."""
    encoder = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(256, activation="relu")])
    decoder = keras.Sequential(
        [keras.Input((256,)), layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28))]
    )
    return encoder, decoder
# %% right: functional API, two hidden layers
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1), with up to 2,000,000 parameters."""
    noisy = keras.Input(shape=(28, 28), name="noisy")
    x = layers.Flatten()(noisy)
    for units in (512, 256):
        x = layers.Dense(units, activation="relu")(x)
    x = layers.Dense(28 * 28, activation="sigmoid")(x)
    return keras.Model(inputs=noisy, outputs=layers.Reshape((28, 28))(x))
# %% right: subclass of Model
class Denoiser(keras.Model):
    def __init__(self, width=256):
        super().__init__()
        self.flat = layers.Flatten()
        self.hidden = layers.Dense(width, activation="relu")
        self.pixels = layers.Dense(784, activation="sigmoid")
        self.square = layers.Reshape((28, 28))

    def call(self, images):
        return self.square(self.pixels(self.hidden(self.flat(images))))


def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1), with up to 2,000,000 parameters."""
    return Denoiser()
# %% right: activations as layers of their own, wide but below the limit
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1), with up to 2,000,000 parameters."""
    model = keras.Sequential(name="wide")
    model.add(keras.Input((28, 28)))
    model.add(layers.Flatten())
    model.add(layers.Dense(1200))
    model.add(layers.ReLU())
    model.add(layers.Dense(784))
    model.add(layers.Activation(keras.activations.sigmoid))
    model.add(layers.Reshape((28, 28)))
    return model
# %% right: encoder and decoder inside one Sequential
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1), with up to 2,000,000 parameters."""
    first = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(300, activation="relu")])
    second = keras.Sequential([keras.Input((300,)), layers.Dense(784, "sigmoid"), layers.Reshape((28, 28))])
    return keras.Sequential([first, second])
