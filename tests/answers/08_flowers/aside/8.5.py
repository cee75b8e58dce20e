# %% wrong: the last convolution is linear
# cause: The last convolution has no activation; leaky ReLU comes after each: "a convolution each, with valid padding and leaky ReLU".
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for i, (filters, kernel, stride) in enumerate(table, start=1):
        activation = "leaky_relu" if i < len(table) else None
        model.add(layers.Conv2D(filters, kernel, strides=stride, activation=activation))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: the images are scaled once more
# cause: A Rescaling layer stands before the table's convolutions; the encoder "is a table", each row a convolution, then flattening and the dense layer.
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3)), layers.Rescaling(1 / 255)])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride, activation="leaky_relu"))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs))
    return model
# %% wrong: tanh on the outputs
# cause: The outputs cannot leave (-1, 1); "a dense layer without activation returns the 65 outputs".
def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    model = keras.Sequential([keras.Input((80, 80, 3))])
    for filters, kernel, stride in table:
        model.add(layers.Conv2D(filters, kernel, strides=stride, activation="leaky_relu"))
    model.add(layers.Flatten())
    model.add(layers.Dense(outputs, activation="tanh"))
    return model
# %% right: a list by a comprehension, own initialisers
def convolution(filters, kernel, stride):
    """Return a convolution of a row of a table."""
    return layers.Conv2D(
        filters,
        (kernel, kernel),
        (stride, stride),
        activation=keras.activations.leaky_relu,
        kernel_initializer="he_normal",
    )


def build_encoder(table, outputs=65):
    """Return a model from images (n, 80, 80, 3) to (n, outputs).

    table: list of (filters, kernel, stride), a convolution each, with valid padding and leaky ReLU.
    """
    convolutions = [convolution(*row) for row in table]
    end = [layers.Flatten(), layers.Dense(units=outputs, kernel_initializer="lecun_normal")]
    return keras.Sequential([keras.Input((80, 80, 3)), *convolutions, *end], name="encoder")
