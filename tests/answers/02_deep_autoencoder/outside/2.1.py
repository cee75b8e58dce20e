# %% wrong: linear code
# cause: The layer of `code_size` outputs has no relu, though all five layers before the last have one.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    inputs = keras.Input((784,))
    x = layers.Dense(128, activation="relu")(inputs)
    x = layers.Dense(64, activation="relu")(x)
    code = layers.Dense(code_size)(x)
    x = layers.Dense(64, activation="relu")(code)
    x = layers.Dense(128, activation="relu")(x)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: a way round the code
# cause: The output of the encoder's layer of 64 is added behind the code, so the image does not pass through `code_size` numbers only: keep one chain 784 → … → 784.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    inputs = keras.Input((784,))
    a = layers.Dense(128, activation="relu")(inputs)
    b = layers.Dense(64, activation="relu")(a)
    code = layers.Dense(code_size, activation="relu")(b)
    c = layers.Dense(64, activation="relu")(code)
    c = layers.Add()([b, c])
    d = layers.Dense(128, activation="relu")(c)
    outputs = layers.Dense(784, activation="sigmoid")(d)
    return keras.Model(inputs, outputs)
# %% wrong: tanh in the hidden layers
# cause: The hidden layers use tanh; the exercise asks for relu.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    x = inputs = keras.Input((784,))
    for width in (128, 64, code_size, 64, 128):
        x = layers.Dense(width, activation="tanh")(x)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: fifth layer without relu
# cause: The second layer of 128 outputs has no activation: give it relu like the other four.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    x = inputs = keras.Input((784,))
    for width in (128, 64, code_size, 64):
        x = layers.Dense(width, activation="relu")(x)
    x = layers.Dense(128)(x)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: dropout added after each layer
# cause: There are Dropout layers in the network; the exercise asks for six dense layers and nothing between them.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    x = inputs = keras.Input((784,))
    for width in (128, 64, code_size, 64, 128):
        x = layers.Dense(width, activation="relu")(x)
        x = layers.Dropout(0.1)(x)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: leaky relu
# cause: The hidden layers let negative numbers through (leaky relu); use relu.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    x = inputs = keras.Input((784,))
    for width in (128, 64, code_size, 64, 128):
        x = layers.Dense(width)(x)
        x = layers.LeakyReLU()(x)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: relu and then sigmoid at the end
# cause: The last layer has a relu before the sigmoid, so no output is below 0.5: only the sigmoid belongs there.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    x = inputs = keras.Input((784,))
    for width in (128, 64, code_size, 64, 128, 784):
        x = layers.Dense(width, activation="relu")(x)
    outputs = layers.Activation("sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: softmax at the end
# cause: The last layer has a softmax, so that the pixels of an image sum to one; use a sigmoid.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    x = inputs = keras.Input((784,))
    for width in (128, 64, code_size, 64, 128):
        x = layers.Dense(width, activation="relu")(x)
    outputs = layers.Dense(784, activation="softmax")(x)
    return keras.Model(inputs, outputs)
# %% wrong: widths in the encoder's order twice
# cause: The decoder repeats 128, 64 in the encoder's order; it goes 64, then 128.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    x = inputs = keras.Input((784,))
    for width in (128, 64, code_size, 128, 64):
        x = layers.Dense(width, activation="relu")(x)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: code never wider than 64
# cause: A `code_size` above 64 is cut to 64; the third dense layer has `code_size` outputs, however many.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    code_size = min(code_size, 64)
    x = inputs = keras.Input((784,))
    for width in (128, 64, code_size, 64, 128):
        x = layers.Dense(width, activation="relu")(x)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% right: list of layers, applied by reduce
from functools import reduce


def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    stack = [layers.Dense(n, activation=keras.activations.relu) for n in [128, 64, code_size, 64, 128]]
    stack.append(layers.Dense(units=784, activation=keras.activations.sigmoid))
    inputs = keras.Input(shape=(784,))
    return keras.Model(inputs=inputs, outputs=reduce(lambda tensor, layer: layer(tensor), stack, inputs))
# %% right: helper function for one dense layer
def dense(width, tensor, activation="relu"):
    """Return a dense layer's output."""
    return layers.Dense(activation=activation, units=width)(tensor)


def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    image = keras.Input((784,), dtype="float32")
    code = dense(code_size, dense(64, dense(128, image)))
    return keras.Model(image, dense(784, dense(128, dense(64, code)), "sigmoid"))
# %% wrong: 32 in place of code_size
# cause: The code has 32 numbers whatever is asked for; use code_size.
# replace: (128, 64, code_size, 64, 128)
# by: (128, 64, 32, 64, 128)
# %% wrong: widths are multiples of the code size
# cause: All widths depend on code_size; only the third does, and the others are 128, 64, 64, 128.
# replace: (128, 64, code_size, 64, 128)
# by: (4 * code_size, 2 * code_size, code_size, 2 * code_size, 4 * code_size)
# %% wrong: no activation at the code
# cause: The layer of `code_size` outputs has no relu, though all five layers before the last have one.
def build_deep(code_size):
    inputs = keras.Input((784,))
    x = layers.Dense(128, activation="relu")(inputs)
    x = layers.Dense(64, activation="relu")(x)
    code = layers.Dense(code_size)(x)
    x = layers.Dense(64, activation="relu")(code)
    x = layers.Dense(128, activation="relu")(x)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: one activation forgotten in the decoder
# cause: The second layer of 64 outputs has no activation: give it relu like the other four.
def build_deep(code_size):
    inputs = keras.Input((784,))
    x = layers.Dense(128, activation="relu")(inputs)
    x = layers.Dense(64, activation="relu")(x)
    code = layers.Dense(code_size, activation="relu")(x)
    x = layers.Dense(64)(code)
    x = layers.Dense(128, activation="relu")(x)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: a shortcut past the code
# cause: The outputs of the encoder's layers are added behind the code, so that the image does not pass through the code only: keep one chain.
def build_deep(code_size):
    inputs = keras.Input((784,))
    a = layers.Dense(128, activation="relu")(inputs)
    b = layers.Dense(64, activation="relu")(a)
    code = layers.Dense(code_size, activation="relu")(b)
    x = layers.add([layers.Dense(64, activation="relu")(code), b])
    x = layers.add([layers.Dense(128, activation="relu")(x), a])
    return keras.Model(inputs, layers.Dense(784, activation="sigmoid")(x))
# %% wrong: decoder in the order of the encoder
# cause: The decoder repeats 128, 64 in the encoder's order; it goes 64, then 128.
# replace: (128, 64, code_size, 64, 128)
# by: (128, 64, code_size, 128, 64)
# %% wrong: the decoder lacks a layer
# cause: A layer is missing behind the code: 64, then 128.
# replace: (128, 64, code_size, 64, 128)
# by: (128, 64, code_size, 128)
# %% wrong: the input is called each time
# cause: Each layer is called on the inputs, so that only the last one counts; call it on what the one before returned.
# replace: activation="relu")(x)
# by: activation="relu")(inputs)
# %% wrong: sigmoid in all layers
# cause: The layers before the last have a sigmoid; give each a relu.
# replace: activation="relu"
# by: activation="sigmoid"
# %% wrong: tanh in the hidden layers
# cause: The hidden layers use tanh; the exercise asks for relu.
# replace: activation="relu"
# by: activation="tanh"
# %% wrong: leaky relu in the hidden layers
# cause: The hidden layers let negative numbers through (leaky relu); use relu.
# replace: activation="relu"
# by: activation="leaky_relu"
# %% wrong: relu at the end too
# cause: The last layer has a relu, whose values have no upper limit; use a sigmoid.
# replace: activation="sigmoid"
# by: activation="relu"
# %% wrong: dropout after each hidden layer
# cause: There are Dropout layers in the network; the exercise asks for six dense layers and nothing between them.
# replace: x = layers.Dense(width, activation="relu")(x)
# by: x = layers.Dropout(0.1)(layers.Dense(width, activation="relu")(x))
# %% wrong: the sigmoid twice
# cause: The sigmoid is applied twice, so that all values lie between 0.5 and 0.73; once is asked for.
# replace: return keras.Model(inputs, layers.Dense(784, activation="sigmoid")(x))
# by: return keras.Model(inputs, layers.Activation("sigmoid")(layers.Dense(784, activation="sigmoid")(x)))
# %% wrong: the loop makes the last layer as well
# cause: There is a layer of 784 with relu before the last one; the last is the only one of 784.
# replace: (128, 64, code_size, 64, 128)
# by: (128, 64, code_size, 64, 128, 784)
# %% wrong: the model is not returned
# cause: The function ends without `return`, so its result is None.
def build_deep(code_size):
    inputs = keras.Input((784,))
    x = inputs
    for width in (128, 64, code_size, 64, 128):
        x = layers.Dense(width, activation="relu")(x)
    model = keras.Model(inputs, layers.Dense(784, activation="sigmoid")(x))
    model.summary()
# %% right: line by line, activations as layers
def build_deep(code_size):
    pixels = keras.Input(shape=(784,), name="pixels")
    h = layers.ReLU()(layers.Dense(128)(pixels))
    h = layers.ReLU()(layers.Dense(64)(h))
    z = layers.ReLU(name="code")(layers.Dense(code_size)(h))
    h = layers.ReLU()(layers.Dense(64)(z))
    h = layers.ReLU()(layers.Dense(128)(h))
    return keras.Model(pixels, layers.Activation("sigmoid")(layers.Dense(784)(h)), name="deep")
# %% right: reduce over ready-made layers
from functools import reduce


def build_deep(code_size: int) -> keras.Model:
    widths = [128, 64, code_size, 64, 128]
    stack = [layers.Dense(w, activation=keras.activations.relu, kernel_initializer="he_uniform") for w in widths]
    stack.append(layers.Dense(784, activation=keras.activations.sigmoid))
    start = keras.Input((784,))
    return keras.Model(inputs=start, outputs=reduce(lambda x, layer: layer(x), stack, start))
# %% right: encoder and decoder as models inside
def build_deep(code_size):
    def half(n, *widths, last):
        start = x = keras.Input((n,))
        for width in widths[:-1]:
            x = layers.Dense(width, "relu")(x)
        return keras.Model(start, layers.Dense(widths[-1], last)(x))

    encoder = half(784, 128, 64, code_size, last="relu")
    decoder = half(code_size, 64, 128, 784, last="sigmoid")
    return keras.Model(encoder.input, decoder(encoder.output))
# %% right: keras.ops in the chain
def build_deep(code_size):
    inputs = keras.Input((784,))
    x = inputs
    for width in [128, 64, code_size, 64, 128]:
        x = keras.ops.maximum(layers.Dense(width)(x), 0.0)
    x = layers.Dense(784)(x)
    return keras.Model(inputs, keras.ops.sigmoid(x))
