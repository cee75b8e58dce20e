# %% wrong: always sixty-five outputs
# cause: The argument outputs is not used; the model goes "from images (n, 80, 80, 3) to (n, outputs)": Dense(outputs).
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride, activation="leaky_relu"))
    model.add(layers.Flatten())
    model.add(layers.Dense(65))
    return model
# %% wrong: the layer LeakyReLU with its own slope
# cause: layers.LeakyReLU() has a slope of 0.3; the text says "a small slope (0.2 here)": activation="leaky_relu", or negative_slope=0.2.
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride))
        model.add(layers.LeakyReLU())
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: plain relu
# cause: The convolutions have relu; "The convolutions have biases and leaky ReLU".
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride, activation="relu"))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: only the first convolution is not linear
# cause: The convolutions after the first have no activation; "a convolution each, with valid padding and leaky ReLU".
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    (filters, kernel, stride), *others = table
    first = layers.Conv2D(filters, kernel, strides=stride, activation="leaky_relu")
    model = keras.Sequential([keras.Input((80, 80, 3)), first])
    for filters, kernel, stride in others:
        model.add(layers.Conv2D(filters, kernel, strides=stride))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: dropout before the last layer
# cause: In training a part of the features is dropped; the numbers "are flattened to 8,192, and a dense layer without activation returns the 65 outputs", with nothing between.
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride, activation="leaky_relu"))
    model.add(layers.Flatten())
    model.add(layers.Dropout(0.2))
    model.add(layers.Dense(outputs))
    return model
# %% wrong: a slope that is too small
# cause: The slope for negative numbers is 0.01; the text says "a small slope (0.2 here)".
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride, activation=layers.LeakyReLU(negative_slope=0.01)))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: leaky relu on the outputs
# cause: The outputs go through leaky ReLU; "a dense layer without activation returns the 65 outputs".
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride, activation="leaky_relu"))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs, activation="leaky_relu"))
    return model
# %% wrong: padding at the borders
# cause: The convolutions are padded; "There is no padding (valid)".
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride, padding="same", activation="leaky_relu"))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: convolutions without biases
# cause: use_bias=False leaves the biases out; "The convolutions have biases and leaky ReLU".
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride, use_bias=False, activation="leaky_relu"))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: convolutions that do not learn
# cause: The convolutions are frozen, so only the dense layer is trained; each row of the table is a layer of the network that learns.
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride, activation="leaky_relu", trainable=False))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: the strides of the table are left out
# cause: All strides are 1; "Each row is a convolution with so many filters, a kernel of so many pixels, and a stride".
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, activation="leaky_relu"))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% right: functional, activation as a layer of its own
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    x = images = keras.Input(shape=(80, 80, 3))
    for row in table:
        x = layers.Conv2D(filters=row[0], strides=row[2], kernel_size=row[1], padding="valid")(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = layers.Reshape((-1,))(x)
    return keras.Model(images, layers.Dense(outputs, activation="linear")(x))
# %% right: keras.ops between the layers
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    images = keras.Input((80, 80, 3), dtype="float32")
    features = images
    for filters, kernel, stride in table:
        before = layers.Conv2D(filters, kernel, strides=stride)(features)
        features = ops.maximum(before, 0.2 * before)
    flat = layers.Flatten()(features)
    return keras.Model(inputs=images, outputs=layers.Dense(outputs)(flat))
# %% wrong: relu
# cause: The convolutions have relu; give them leaky ReLU.
# replace: activation="leaky_relu"
# by: activation="relu"
# %% wrong: LeakyReLU layer with its default slope of 0.3
# cause: layers.LeakyReLU() has a slope of 0.3; it is 0.2 here: negative_slope=0.2.
def build_encoder(table, outputs=65):
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride, padding="valid"))
        model.add(layers.LeakyReLU())
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: activation only after the last convolution
# cause: Only the last convolution has leaky ReLU; each has.
def build_encoder(table, outputs=65):
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride))
    model.add(layers.LeakyReLU(negative_slope=0.2))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: activation only in the first convolution
# cause: Only the first convolution has leaky ReLU; each has.
def build_encoder(table, outputs=65):
    (filters, kernel, stride), *others = table
    model = keras.Sequential([keras.Input((80, 80, 3))])
    model.add(layers.Conv2D(filters, kernel, strides=stride, activation="leaky_relu"))
    for filters, kernel, stride in others:
        model.add(layers.Conv2D(filters, kernel, strides=stride))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: 65 outputs whatever is asked
# cause: There are always 65 outputs; use the argument: Dense(outputs).
# replace: layers.Dense(outputs)
# by: layers.Dense(65)
# %% wrong: the dense layer has leaky ReLU too
# cause: The outputs have leaky ReLU; the dense layer has no activation.
# replace: layers.Dense(outputs)
# by: layers.Dense(outputs, activation="leaky_relu")
# %% wrong: same padding
# cause: The convolutions are padded; padding is "valid".
# replace: strides=stride, activation
# by: strides=stride, padding="same", activation
# %% wrong: max pooling in place of the strides
# cause: There is pooling in the place of strides; pass strides=stride.
def build_encoder(table, outputs=65):
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, activation="leaky_relu"))
        if stride > 1:
            model.add(layers.MaxPooling2D(stride))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: kernel and stride exchanged
# cause: Kernel and stride are exchanged; a row is (filters, kernel, stride).
# replace: for f, kernel, stride in table
# by: for f, stride, kernel in table
# %% wrong: pixels divided by 255 first
# cause: The pixels are divided by 255 first; they lie in [0, 1] already.
# replace: keras.Input((80, 80, 3)), *convolutions
# by: keras.Input((80, 80, 3)), layers.Rescaling(1 / 255), *convolutions
# %% wrong: dropout before the dense layer
# cause: There is dropout before the dense layer; leave it out.
# replace: layers.Flatten(), layers.Dense(outputs)
# by: layers.Flatten(), layers.Dropout(0.3), layers.Dense(outputs)
# %% wrong: convolutions without bias
# cause: The convolutions have no biases; leave use_bias out.
# replace: strides=stride, activation
# by: strides=stride, use_bias=False, activation
# %% wrong: global average pooling instead of flattening
# cause: The image is averaged; flatten it.
# replace: layers.Flatten()
# by: layers.GlobalAveragePooling2D()
# %% right: functional, LeakyReLU layers of slope 0.2
def build_encoder(table, outputs=65):
    x = images = keras.Input(shape=(80, 80, 3))
    for filters, kernel, stride in table:
        x = layers.Conv2D(filters=filters, kernel_size=(kernel, kernel), strides=(stride, stride), padding="valid")(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs=images, outputs=layers.Dense(units=outputs, activation=None)(x))
# %% right: subclass of Model
class Encoder(keras.Model):
    def __init__(self, table, outputs):
        images = keras.Input((80, 80, 3))
        x = images
        for row in table:
            x = layers.Conv2D(row[0], row[1], row[2], activation=keras.activations.leaky_relu)(x)
        super().__init__(inputs=images, outputs=layers.Dense(outputs)(layers.Flatten()(x)))


def build_encoder(table, outputs=65):
    return Encoder(table, outputs)
# %% right: reshape in place of Flatten, activation by ops
def leaky(x):
    return ops.leaky_relu(x, negative_slope=0.2)


def build_encoder(table, outputs=65):
    model = keras.Sequential(name="encoder")
    model.add(keras.Input((80, 80, 3)))
    for filters, size, step in table:
        model.add(layers.Conv2D(filters, size, strides=step, activation=leaky))
    model.add(layers.Reshape((-1,)))
    model.add(layers.Dense(outputs, activation="linear"))
    print("encoder with", model.count_params(), "parameters")
    return model
