# %% wrong: "a dense layer of code_size outputs": always 32
# cause: The code has 32 numbers whatever is asked for; use code_size.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(32, activation="relu")(inputs)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    return keras.Model(inputs, outputs)
# %% wrong: "with relu": no activation on the code
# cause: The code layer has no activation; the exercise asks for a relu.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(code_size)(inputs)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    return keras.Model(inputs, outputs)
# %% wrong: "with relu": a leaky one
# cause: A leaky relu lets a part of negative numbers through, so that codes may be negative; use relu.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(code_size)(inputs)
    code = layers.LeakyReLU(negative_slope=0.1)(code)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    return keras.Model(inputs, outputs)
# %% wrong: "with relu": a sigmoid there as well
# cause: The code passes through a sigmoid; the exercise asks for a relu there and for a sigmoid at the end only.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="sigmoid")(inputs)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    return keras.Model(inputs, outputs)
# %% wrong: "do not compile it yet"
# cause: The model is compiled; build it only, for the optimiser is chosen later.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu")(inputs)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model
# %% wrong: "an input, a dense layer, a dense layer": dropout in between
# cause: A dropout layer stands behind the code; the exercise asks for two dense layers and nothing between them.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu")(inputs)
    code = layers.Dropout(0.2)(code)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    return keras.Model(inputs, outputs)
# %% right: Sequential, as a list
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    return keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(code_size, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
# %% wrong: "reconstructions in (0, 1)": relu at the end
# cause: The last layer has a relu, whose values have no upper limit; use a sigmoid.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu")(inputs)
    outputs = layers.Dense(784, activation="relu")(code)
    return keras.Model(inputs, outputs)
# %% wrong: "with a sigmoid": made of straight pieces
# cause: hard_sigmoid reaches 0 and 1, and its gradient is 0 there; the exercise asks for a sigmoid.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu")(inputs)
    outputs = layers.Dense(784, activation="hard_sigmoid")(code)
    return keras.Model(inputs, outputs)
# %% wrong: "a dense layer of code_size outputs": two of them
# cause: There is one layer too many; the network has two dense layers, 784 → code_size → 784.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    hidden = layers.Dense(code_size, activation="relu")(inputs)
    code = layers.Dense(code_size, activation="relu")(hidden)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    return keras.Model(inputs, outputs)
# %% right: layers with names, activations as functions
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    pixels = keras.Input(shape=(784,), name="pixels")
    encode = layers.Dense(units=code_size, activation=keras.activations.relu, name="code")
    decode = layers.Dense(units=784, activation=keras.ops.sigmoid, name="reconstruction")
    return keras.Model(outputs=decode(encode(pixels)), inputs=pixels, name="dense_autoencoder")
# %% right: activations as layers of their own
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    x = layers.Dense(code_size)(inputs)
    x = layers.ReLU()(x)
    x = layers.Dense(784)(x)
    return keras.Model(inputs, layers.Activation("sigmoid")(x))
# %% right: other first weights
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu", kernel_initializer="he_normal")(inputs)
    outputs = layers.Dense(784, activation="sigmoid", kernel_initializer="glorot_normal")(code)
    return keras.Model(inputs, outputs)
# %% right: Keras operations between the layers
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = keras.ops.relu(layers.Dense(code_size)(inputs))
    outputs = keras.ops.sigmoid(layers.Dense(784)(code))
    return keras.Model(inputs, outputs)
# %% wrong: no activation at the code
# cause: The code layer has no activation; the exercise asks for a relu.
# replace: layers.Dense(code_size, activation="relu", name="code")
# by: layers.Dense(code_size, name="code")
# %% wrong: a sigmoid at the code too
# cause: The code passes through a sigmoid; the exercise asks for a relu there and for a sigmoid at the end only.
# replace: layers.Dense(code_size, activation="relu", name="code")
# by: layers.Dense(code_size, activation="sigmoid", name="code")
# %% wrong: leaky relu at the code
# cause: A leaky relu lets a part of negative numbers through, so that codes may be negative; use relu.
def build_autoencoder(code_size):
    inputs = keras.Input((784,))
    x = layers.Dense(code_size)(inputs)
    code = layers.LeakyReLU()(x)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    return keras.Model(inputs, outputs)
# %% wrong: relu6 chosen from the editor's list
# cause: relu6 cuts the code off at 6; use relu, which has no upper limit.
# replace: activation="relu"
# by: activation="relu6"
# %% wrong: 32 in place of code_size
# cause: The code has 32 numbers whatever is asked for; use code_size.
# replace: layers.Dense(code_size,
# by: layers.Dense(32,
# %% wrong: relu at the end
# cause: The last layer has a relu, whose values have no upper limit; use a sigmoid.
# replace: activation="sigmoid"
# by: activation="relu"
# %% wrong: no activation at the end
# cause: The last layer has no activation; give it a sigmoid.
# replace: layers.Dense(784, activation="sigmoid", name="reconstruction")
# by: layers.Dense(784, name="reconstruction")
# %% wrong: softmax at the end
# cause: The last layer has a softmax, so that the pixels of an image sum to 1; use a sigmoid.
# replace: activation="sigmoid"
# by: activation="softmax"
# %% wrong: tanh at the end
# cause: The last layer has a tanh, whose values run from -1 to 1; use a sigmoid.
# replace: activation="sigmoid"
# by: activation="tanh"
# %% wrong: hard sigmoid at the end
# cause: hard_sigmoid reaches 0 and 1, and its gradient is 0 there; the exercise asks for a sigmoid.
# replace: activation="sigmoid"
# by: activation="hard_sigmoid"
# %% wrong: the sigmoid twice
# cause: The sigmoid is applied twice, so that all values lie between 0.5 and 0.73; once is asked for.
def build_autoencoder(code_size):
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu")(inputs)
    x = layers.Dense(784, activation="sigmoid")(code)
    outputs = layers.Activation("sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: compiled already
# cause: The model is compiled; build it only, for the optimiser is chosen later.
def build_autoencoder(code_size):
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu")(inputs)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model
# %% wrong: dropout between, of which the text says nothing
# cause: A dropout layer stands behind the code; the exercise asks for two dense layers and nothing between them.
def build_autoencoder(code_size):
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu")(inputs)
    x = layers.Dropout(0.2)(code)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: the second layer is called on the input
# cause: The last layer is called on the inputs, so that nothing passes through the code; call it on what the code layer returns.
# replace: name="reconstruction")(code)
# by: name="reconstruction")(inputs)
# %% wrong: the model ends at the code
# cause: The model ends at the code; its end is what the last layer returns.
# replace: keras.Model(inputs, outputs)
# by: keras.Model(inputs, code)
# %% wrong: the output layer is made once, outside the function
# cause: The last layer is made once, outside the function, so that all models share it; make it inside.
to_pixels = layers.Dense(784, activation="sigmoid")


def build_autoencoder(code_size):
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu")(inputs)
    return keras.Model(inputs, to_pixels(code))
# %% wrong: one more hidden layer
# cause: There is one layer too many; the network has two dense layers, 784 → code_size → 784.
# replace: code = layers.Dense(code_size, activation="relu", name="code")(inputs)
# by: code = layers.Dense(code_size, activation="relu", name="code")(layers.Dense(128, activation="relu")(inputs))
# %% wrong: images of 28 by 28 as input
# cause: The model takes images of 28 × 28; it is for vectors of 784 numbers: keras.Input((784,)).
# replace: inputs = keras.Input((784,))
# by: inputs = keras.Input((28, 28)); flat = layers.Flatten()(inputs)
# replace: name="code")(inputs)
# by: name="code")(flat)
# %% wrong: sizes of the example `small`
# cause: The sizes are those of `small`; input and output have 784 numbers here.
# replace: 784
# by: 64
# %% right: activations as layers of their own
def build_autoencoder(code_size):
    pixels = keras.Input(shape=(784,), name="pixels", dtype="float32")
    z = layers.ReLU()(layers.Dense(units=code_size)(pixels))
    logits = layers.Dense(784)(z)
    return keras.Model(outputs=layers.Activation("sigmoid")(logits), inputs=pixels, name="dense_autoencoder")
# %% right: activations as functions
def build_autoencoder(code_size: int) -> keras.Model:
    x = keras.layers.Input(shape=[28 * 28])
    z = keras.layers.Dense(code_size, keras.activations.relu, kernel_initializer="he_normal")(x)
    y = keras.layers.Dense(28 * 28, keras.activations.sigmoid)(z)
    model = keras.models.Model(inputs=[x], outputs=[y])
    print(model.count_params(), "parameters")
    return model
# %% right: two functional models, joined
def build_autoencoder(code_size):
    pixels = keras.Input((784,))
    encoder = keras.Model(pixels, layers.Dense(code_size, activation="relu")(pixels))
    codes = keras.Input((code_size,))
    decoder = keras.Model(codes, layers.Dense(784, activation="sigmoid")(codes))
    again = keras.Input((784,))
    return keras.Model(again, decoder(encoder(again)))
# %% right: keras.ops on the way
def build_autoencoder(code_size):
    inputs = keras.Input((784,))
    code = keras.ops.relu(layers.Dense(code_size)(inputs))
    return keras.Model(inputs, keras.ops.sigmoid(layers.Dense(784)(code)))
