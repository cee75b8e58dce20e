# %% wrong: relu between the transposed convolutions
# cause: The transposed convolutions have relu; "all but the last have leaky ReLU".
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
        activation = "relu" if i < len(table) else "sigmoid"
        model.add(
            layers.Conv2DTranspose(
                filters, kernel, strides=stride, use_bias=False, activation=activation
            )
        )
    return model
