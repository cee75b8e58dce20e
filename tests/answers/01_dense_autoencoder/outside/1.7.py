# %% wrong: "have a relu": tanh in both
# cause: The hidden layers have a tanh; the exercise asks for a relu.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="tanh"),
            layers.Dense(4),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="tanh"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "have a relu": an elu in the decoder
# cause: The decoder's hidden layer has an elu, which lets negative numbers through; the exercise asks for a relu.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(4),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="elu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "(8, then 4 outputs)": noise on the code
# cause: Noise is added to the code while training; the encoder ends with its layer of 4 outputs.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(4),
            layers.GaussianNoise(0.5),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "the last layer a sigmoid": two sigmoids
# cause: The sigmoid is applied twice, so that all values lie between 0.5 and 0.73; once is asked for.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(4),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Activation("sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "The code layer has no activation": a relu
# cause: The code has a relu, which can lose a quarter of it for good; give this layer no activation.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(4, activation="relu"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "The code layer has no activation": scaled to length one
# cause: The codes are scaled to length one; the code layer's outputs are the code, with no activation behind them.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(4),
            layers.UnitNormalization(),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "8, then 4 outputs": 4, then 8
# cause: The encoder's layers stand in the wrong order, and the code has 8 numbers; 8 outputs come first, then 4.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(4, activation="relu"),
            layers.Dense(8),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((8,)),
            layers.Dense(4, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% right: two functional models
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    pixels = keras.Input((784,))
    hidden = layers.Dense(8, activation="relu")(pixels)
    encoder = keras.Model(pixels, layers.Dense(4)(hidden))
    code = keras.Input((4,))
    hidden = layers.Dense(8, activation="relu")(code)
    decoder = keras.Model(code, layers.Dense(784, activation="sigmoid")(hidden))
    return encoder, decoder
# %% wrong: "Return (encoder, decoder)": in the other order
# cause: The decoder is returned first; return the encoder first.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(8, activation="relu"), layers.Dense(4)]
    )
    decoder = keras.Sequential(
        [keras.Input((4,)), layers.Dense(8, activation="relu"), layers.Dense(784, activation="sigmoid")]
    )
    return decoder, encoder
# %% right: activations as layers of their own
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8),
            layers.ReLU(),
            layers.Dense(4),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8),
            layers.Activation("relu"),
            layers.Dense(784),
            layers.Activation("sigmoid"),
        ]
    )
    return encoder, decoder
# %% right: linear by name, other first weights
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, kernel_initializer="he_uniform", activation=keras.activations.relu),
            layers.Dense(4, activation="linear"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(activation="relu", units=8, kernel_initializer="he_normal"),
            layers.Dense(784, activation=keras.activations.sigmoid, name="pixels"),
        ]
    )
    return encoder, decoder
# %% right: layer after layer with add
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder, decoder = keras.Sequential(name="encoder"), keras.Sequential(name="decoder")
    encoder.add(keras.Input(shape=(784,)))
    encoder.add(layers.Dense(8, activation="relu"))
    encoder.add(layers.Dense(4))
    decoder.add(keras.Input(shape=(4,)))
    decoder.add(layers.Dense(8, activation="relu"))
    decoder.add(layers.Dense(784, activation="sigmoid"))
    return encoder, decoder
# %% wrong: relu at the code
# cause: The code has a relu, which can lose a quarter of it for good; give this layer no activation.
# replace: layers.Dense(4)]
# by: layers.Dense(4, activation="relu")]
# %% wrong: tanh at the code
# cause: The code has a tanh; give this layer no activation.
# replace: layers.Dense(4)]
# by: layers.Dense(4, activation="tanh")]
# %% wrong: leaky relu at the code, against dead units
# cause: The code has a leaky relu; give this layer no activation.
# replace: layers.Dense(4)]
# by: layers.Dense(4, activation="leaky_relu")]
# %% wrong: elu at the code
# cause: The code has an elu; give this layer no activation.
# replace: layers.Dense(4)]
# by: layers.Dense(4, activation="elu")]
# %% wrong: no activation in the encoder's hidden layer
# cause: The encoder's hidden layer has no activation; give it a relu.
# replace: keras.Input((784,)), layers.Dense(8, activation="relu")
# by: keras.Input((784,)), layers.Dense(8)
# %% wrong: no activation in the decoder's hidden layer
# cause: The decoder's hidden layer has no activation; give it a relu.
# replace: keras.Input((4,)), layers.Dense(8, activation="relu")
# by: keras.Input((4,)), layers.Dense(8)
# %% wrong: a sigmoid in the decoder's hidden layer
# cause: The decoder's hidden layer has a sigmoid; give it a relu.
# replace: keras.Input((4,)), layers.Dense(8, activation="relu")
# by: keras.Input((4,)), layers.Dense(8, activation="sigmoid")
# %% wrong: the code passes a relu on its way into the decoder
# cause: The decoder begins with a relu, which cuts negative numbers of the code off; its first layer is the dense one of 8.
# replace: keras.Input((4,)),
# by: keras.Input((4,)), layers.ReLU(),
# %% wrong: no activation at the end
# cause: The last layer has no activation; give it a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: the last layer of the encoder has the sigmoid
# cause: The sigmoid stands at the code; it belongs to the decoder's last layer.
# replace: layers.Dense(4)]
# by: layers.Dense(4, activation="sigmoid")]
# %% wrong: decoder first
# cause: The decoder is returned first; return the encoder first.
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: no hidden layer in the decoder
# cause: The decoder's hidden layer of 8 is missing.
# replace: keras.Input((4,)), layers.Dense(8, activation="relu"),
# by: keras.Input((4,)),
# %% wrong: hidden layers of 16
# cause: The hidden layers have 16 outputs; the exercise asks for 8.
# replace: layers.Dense(8,
# by: layers.Dense(16,
# %% wrong: the decoder's last layer ends at 4 again
# cause: The decoder ends at 4 numbers; its last layer has 784 outputs.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(4, activation="sigmoid")
# %% wrong: one model for both
# cause: One model holds both halves; return two, the encoder first.
def build_skeleton():
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(4),
            layers.Dense(8, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return model
# %% wrong: dropout after the hidden layers
# cause: There are dropout layers behind the hidden ones; the exercise asks for dense layers only.
# replace: layers.Dense(8, activation="relu"),
# by: layers.Dense(8, activation="relu"), layers.Dropout(0.2),
# %% wrong: hard sigmoid at the end
# cause: hard_sigmoid reaches 0 and 1, and its gradient is 0 there; the exercise asks for a sigmoid.
# replace: activation="sigmoid"
# by: activation="hard_sigmoid"
# %% right: add, with activations as layers
def build_skeleton():
    encoder = keras.Sequential(name="encoder")
    encoder.add(keras.Input(shape=(784,)))
    encoder.add(layers.Dense(8))
    encoder.add(layers.ReLU())
    encoder.add(layers.Dense(units=4, activation=None))
    decoder = keras.Sequential(name="decoder")
    decoder.add(keras.Input(shape=(4,)))
    decoder.add(layers.Dense(8))
    decoder.add(layers.Activation("relu"))
    decoder.add(layers.Dense(28 * 28))
    decoder.add(layers.Activation("sigmoid"))
    return encoder, decoder
# %% right: a helper for both, activations as functions
def chain(n_inputs, *widths_and_activations):
    dense = [keras.layers.Dense(n, activation=a) for n, a in widths_and_activations]
    return keras.models.Sequential([keras.layers.InputLayer(shape=(n_inputs,)), *dense])


def build_skeleton():
    relu, sigmoid = keras.activations.relu, keras.activations.sigmoid
    return chain(784, (8, relu), (4, "linear")), chain(4, (8, relu), (784, sigmoid))
# %% right: no Input, built when first called
def build_skeleton():
    encoder = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(4)])
    decoder = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(784, activation="sigmoid")])
    return encoder, decoder
# %% right: no Input, built by hand
def build_skeleton():
    encoder = keras.Sequential([layers.Dense(8, "relu"), layers.Dense(4)], name="squeeze")
    encoder.build((None, 784))
    decoder = keras.Sequential([layers.Dense(8, "relu"), layers.Dense(784, "sigmoid")], name="draw")
    decoder.build((None, 4))
    encoder.summary()
    return encoder, decoder
