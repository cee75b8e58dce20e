# %% wrong: a dense layer without activation
# cause: The dense layer is linear; "start: ... after a dense layer with relu".
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start))))
    model.add(layers.Reshape(start))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = "leaky_relu" if i < len(table) else "sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% wrong: leaky relu after the dense layer
# cause: The dense layer has leaky ReLU; "Dense(8192) with relu".
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="leaky_relu"))
    model.add(layers.Reshape(start))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = "leaky_relu" if i < len(table) else "sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% wrong: transposed convolutions that are linear
# cause: Those before the last have no activation; "all but the last have leaky ReLU".
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="relu"))
    model.add(layers.Reshape(start))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = None if i < len(table) else "sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% wrong: sigmoid everywhere
# cause: Each transposed convolution has a sigmoid; "the last has a sigmoid, the others leaky ReLU".
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="relu"))
    model.add(layers.Reshape(start))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = "sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% wrong: only the first has leaky relu
# cause: The transposed convolutions between the first and the last have no activation; "the last has a sigmoid, the others leaky ReLU".
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="relu"))
    model.add(layers.Reshape(start))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = {1: "leaky_relu", len(table): "sigmoid"}.get(i)
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% wrong: a slope of three tenths
# cause: layers.LeakyReLU() has a slope of 0.3; leaky ReLU has "a small slope (0.2 here)".
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="relu"))
    model.add(layers.Reshape(start))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = layers.LeakyReLU() if i < len(table) else "sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% wrong: height and width exchanged
# cause: The numbers are reshaped to (width, height, channels); "start: (height, width, channels)".
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="relu"))
    model.add(layers.Reshape((start[1], start[0], start[2])))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = "leaky_relu" if i < len(table) else "sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% wrong: eight by eight whatever the start
# cause: The dense layer has 64 numbers for each channel; it "has as many units as that shape has numbers": int(np.prod(start)).
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(64 * start[-1], activation="relu"))
    model.add(layers.Reshape((8, 8, start[-1])))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = "leaky_relu" if i < len(table) else "sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% wrong: dropout after the dense layer
# cause: In training features are dropped; the decoder is a dense layer, Reshape, "and transposed convolutions", no more.
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="relu"))
    model.add(layers.Dropout(0.1))
    model.add(layers.Reshape(start))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = "leaky_relu" if i < len(table) else "sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% wrong: a hard sigmoid at the end
# cause: hard_sigmoid reaches 0 and 1 and has no gradient there; "the last has a sigmoid", and images lie in (0, 1).
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="relu"))
    model.add(layers.Reshape(start))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = "leaky_relu" if i < len(table) else "hard_sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% wrong: the last row is taken out of the table
# cause: table.pop() takes the last row out of the list that was given, so the next decoder lacks it; read it as table[-1].
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    filters, kernel, stride = table.pop()
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="relu"))
    model.add(layers.Reshape(start))
    for row in table:
        model.add(layers.Conv2DTranspose(*row, use_bias=False, activation="leaky_relu"))
    model.add(
        layers.Conv2DTranspose(filters, kernel, stride, use_bias=False, activation="sigmoid")
    )
    return model
# %% wrong: biases in the transposed convolutions
# cause: The transposed convolutions have biases; "All of them are without bias".
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="relu"))
    model.add(layers.Reshape(start))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = "leaky_relu" if i < len(table) else "sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, activation=activation
            )
        )
    return model
# %% wrong: no bias in the dense layer either
# cause: The dense layer has no bias; only the transposed convolutions are "without bias".
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="relu", use_bias=False))
    model.add(layers.Reshape(start))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = "leaky_relu" if i < len(table) else "sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% wrong: numbers without a limit
# cause: The last layer has no activation; "the last makes the three channels, with a sigmoid".
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    model = keras.Sequential([keras.Input((10,))])
    model.add(layers.Dense(int(np.prod(start)), activation="relu"))
    model.add(layers.Reshape(start))
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = "leaky_relu" if i < len(table) else None
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
# %% right: functional, activations as layers
import math


def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    codes = keras.Input((10,), name="codes")
    x = layers.Activation("relu")(layers.Dense(math.prod(start))(codes))
    x = layers.Reshape(target_shape=tuple(start))(x)
    *others, last = table
    for filters, kernel, stride in others:
        x = layers.Conv2DTranspose(filters, kernel, stride, padding="valid", use_bias=False)(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = layers.Conv2DTranspose(last[0], last[1], last[2], use_bias=False)(x)
    return keras.Model(codes, layers.Activation("sigmoid")(x))
# %% right: the dense layer's parts in a list, own initialisers
def transposed(filters, kernel, stride, activation):
    """Return a transposed convolution of a row of a table."""
    return layers.Conv2DTranspose(
        activation=activation,
        filters=filters,
        kernel_initializer="he_normal",
        kernel_size=kernel,
        strides=stride,
        use_bias=False,
    )


def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    height, width, channels = start
    begin = [
        keras.Input((10,)),
        layers.Dense(height * width * channels, "relu", kernel_initializer="he_uniform"),
        layers.Reshape([height, width, channels]),
    ]
    middle = [transposed(*row, "leaky_relu") for row in table[:-1]]
    return keras.Sequential(begin + middle + [transposed(*table[-1], "sigmoid")])
# %% right: keras.ops for the activations
def build_decoder(start, table):
    """Return a model from codes (n, 10) to images (n, 80, 80, 3) in (0, 1).

    start: (height, width, channels) after a dense layer with relu.
    table: list of (filters, kernel, stride), a transposed convolution each, with valid padding and
    no bias; the last has a sigmoid, the others leaky ReLU.
    """
    codes = keras.Input((10,))
    x = ops.relu(layers.Dense(int(np.prod(start)))(codes))
    x = ops.reshape(x, (-1, *start))
    for i in range(len(table)):
        filters, kernel, stride = table[i]
        x = layers.Conv2DTranspose(filters, kernel, strides=stride, use_bias=False)(x)
        last = i == len(table) - 1
        x = ops.sigmoid(x) if last else ops.leaky_relu(x, negative_slope=0.2)
    return keras.Model(codes, x)
