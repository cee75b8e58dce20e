# %% wrong: "the given autoencoder": always the global one
# cause: The function takes autoencoder apart whatever model it is given; use its argument.
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    encoder = keras.Model(autoencoder.inputs[0], autoencoder.layers[-2].output)
    codes = keras.Input((autoencoder.layers[-2].units,))
    decoder = keras.Model(codes, autoencoder.layers[-1](codes))
    return encoder, decoder
encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: "as long as the code": 32 is written down
# cause: The decoder's input has 32 numbers whatever the code of the model; ask the code layer for its units.
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-2].output)
    codes = keras.Input((32,))
    decoder = keras.Model(codes, model.layers[-1](codes))
    return encoder, decoder
encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: "share them": the whole model is copied first
# cause: The two models are made from a copy, so that training the autoencoder no longer changes them; use the layers of the given model.
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    encoder = keras.Model(twin.inputs[0], twin.layers[-2].output)
    codes = keras.Input((twin.layers[-2].units,))
    decoder = keras.Model(codes, twin.layers[-1](codes))
    return encoder, decoder
encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: "use the layers": the encoder has a new layer with copied weights
# cause: The encoder's layer is new and holds a copy of the weights; end at the output of the autoencoder's own code layer.
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    old_code, old_output = model.layers[-2], model.layers[-1]
    encoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(old_code.units, activation="relu")]
    )
    encoder.layers[-1].set_weights(old_code.get_weights())
    codes = keras.Input((old_code.units,))
    return encoder, keras.Model(codes, old_output(codes))
encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: "share them": the numbers of today in a formula
# cause: The decoder computes with the weights as they were when it was made; call the layer itself, which keeps them.
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-2].output)
    weights, biases = model.layers[-1].get_weights()
    codes = keras.Input((len(weights),))
    outputs = keras.ops.sigmoid(keras.ops.matmul(codes, weights) + biases)
    return encoder, keras.Model(codes, outputs)
encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: "It keeps its weights": the decoder's half of the model is frozen
# cause: trainable = False on a shared layer also freezes it in the autoencoder; leave the given model as it is.
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-2].output)
    codes = keras.Input((model.layers[-2].units,))
    last = model.layers[-1]
    last.trainable = False
    decoder = keras.Model(codes, last(codes))
    return encoder, decoder
encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: "The encoder goes from its input to its code": to the reconstruction
# cause: The encoder ends at the reconstruction; its end is the output of the code layer.
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-1].output)
    codes = keras.Input((model.layers[-2].units,))
    decoder = keras.Model(codes, model.layers[-1](codes))
    return encoder, decoder
encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: "Return (encoder, decoder)": the other way round
# cause: The decoder is returned first; return the encoder, then the decoder.
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-2].output)
    codes = keras.Input((model.layers[-2].units,))
    decoder = keras.Model(codes, model.layers[-1](codes))
    return decoder, encoder
encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: "starts from a new input as long as the code": as long as the image
# cause: The decoder is the whole autoencoder; it must start from an input as long as the code and use the last layer only.
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-2].output)
    decoder = keras.Model(model.inputs[0], model.outputs[0])
    return encoder, decoder
encoder, decoder = split_autoencoder(autoencoder)
# %% right: two Sequential models of the trained layers
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    code_layer, output_layer = model.layers[-2], model.layers[-1]
    encoder = keras.Sequential([keras.Input((784,)), code_layer])
    decoder = keras.Sequential([keras.Input((code_layer.units,)), output_layer])
    return encoder, decoder
encoder, decoder = split_autoencoder(autoencoder)
# %% right: finds the code as the narrowest layer
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    dense = [layer for layer in model.layers if layer.weights]
    narrow = int(np.argmin([layer.units for layer in dense]))
    encoder = keras.Model(inputs=model.inputs, outputs=dense[narrow].output)
    codes = x = keras.Input(shape=(dense[narrow].units,), name="codes")
    for layer in dense[narrow + 1 :]:
        x = layer(x)
    return encoder, keras.Model(inputs=codes, outputs=x)
encoder, decoder = split_autoencoder(autoencoder)
# %% right: the encoder starts from a new input as well
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    size = model.layers[-1].kernel.shape[0]
    pixels, codes = keras.Input((784,)), keras.Input((size,))
    encoder = keras.Model(pixels, model.layers[-2](pixels))
    decoder = keras.Model(codes, model.layers[-1](codes))
    return encoder, decoder
encoder, decoder = split_autoencoder(autoencoder)
# %% right: subclassed models that hold the layers
class Part(keras.Model):
    """Call one layer of a trained model."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def call(self, x):
        return self.layer(x)


def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    return Part(model.layers[-2]), Part(model.layers[-1])
encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: the encoder ends at the reconstruction
# cause: The encoder ends at the reconstruction; its end is the output of the code layer.
# replace: code_layer.output)
# by: output_layer.output)
# %% wrong: a new output layer, with random weights
# cause: The decoder has a new layer with weights of its own; call the model's last layer.
# replace: output_layer(codes))
# by: layers.Dense(784, activation="sigmoid")(codes))
# %% wrong: 32 written in
# cause: The decoder's input has 32 numbers whatever the code of the model; ask the code layer for its units.
# replace: keras.Input((code_layer.units,))
# by: keras.Input((32,))
# %% wrong: the global autoencoder in place of the argument
# cause: The function takes autoencoder apart whatever model it is given; use its argument.
# replace: = model.layers
# by: = autoencoder.layers
# replace: keras.Model(model.inputs[0]
# by: keras.Model(autoencoder.inputs[0]
# %% wrong: the decoder is that of the global autoencoder
# cause: The decoder is that of autoencoder whatever model is given; use the argument.
# replace: decoder = keras.Model(codes, output_layer(codes))
# by: decoder = keras.Model(codes, autoencoder.layers[-1](codes))
# %% wrong: copies of the weights, not the layers
# cause: Both models are new and hold copies of the weights, which do not follow when the autoencoder is trained on; use its layers.
def split_autoencoder(model):
    w1, b1, w2, b2 = model.get_weights()
    code_size = w1.shape[1]
    encoder = keras.Sequential([keras.Input((784,)), layers.Dense(code_size, activation="relu")])
    decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(784, activation="sigmoid")])
    encoder.set_weights([w1, b1])
    decoder.set_weights([w2, b2])
    return encoder, decoder


encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: a clone of the model is taken apart
# cause: The two models are made from a copy, so that training the autoencoder no longer changes them; use the layers of the given model.
def split_autoencoder(model):
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    encoder = keras.Model(twin.inputs[0], twin.layers[1].output)
    codes = keras.Input((twin.layers[1].units,))
    return encoder, keras.Model(codes, twin.layers[2](codes))


encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: a fresh autoencoder is taken apart
# cause: A new autoencoder is taken apart, which has other weights; use the layers of the given model.
def split_autoencoder(model):
    model = build_autoencoder(32)
    encoder = keras.Model(model.inputs[0], model.layers[1].output)
    codes = keras.Input((32,))
    return encoder, keras.Model(codes, model.layers[2](codes))


encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: decoder first
# cause: The decoder is returned first; return the encoder, then the decoder.
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: off by one, layers counted from the input layer
# cause: The layers are counted from the wrong one: model.layers[0] is the Input; the code's is layers[-2], the last layers[-1].
# replace: code_layer, output_layer = model.layers[-2:]
# by: code_layer, output_layer = model.layers[0], model.layers[1]
# %% wrong: the decoder runs through both layers
# cause: The decoder runs through the code layer too; it is the last layer alone.
# replace: output_layer(codes))
# by: output_layer(code_layer(codes)))
# %% wrong: a sigmoid more at the end of the decoder
# cause: The decoder has a sigmoid behind the last layer, which has one already; leave it away.
# replace: output_layer(codes))
# by: layers.Activation("sigmoid")(output_layer(codes)))
# %% wrong: the code before its relu
# cause: The encoder leaves the relu of the code layer out; end at the layer's output.
def split_autoencoder(model):
    code_layer, output_layer = model.layers[-2:]
    pixels = keras.Input((784,))
    encoder = keras.Model(pixels, keras.ops.matmul(pixels, code_layer.kernel) + code_layer.bias)
    codes = keras.Input((code_layer.units,))
    return encoder, keras.Model(codes, output_layer(codes))


encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: NumPy functions, not models
# cause: These are functions; return two Keras models.
def split_autoencoder(model):
    w1, b1, w2, b2 = model.get_weights()

    def encoder(x):
        return np.maximum(np.asarray(x) @ w1 + b1, 0)

    def decoder(z):
        return 1 / (1 + np.exp(-(np.asarray(z) @ w2 + b2)))

    return encoder, decoder


encoder, decoder = split_autoencoder(autoencoder)
# %% wrong: forgets the decoder's new input
# cause: The decoder has no input of its own; start it from a new keras.Input as long as the code.
def split_autoencoder(model):
    encoder = keras.Model(model.inputs[0], model.layers[1].output)
    decoder = keras.Model(model.inputs[0], model.layers[2].output)
    return encoder, decoder


encoder, decoder = split_autoencoder(autoencoder)
# %% right: Sequential models of the same layers
def split_autoencoder(model):
    _, first, second = model.layers
    encoder = keras.Sequential([keras.Input((784,)), first])
    decoder = keras.Sequential([keras.Input((first.units,)), second])
    return encoder, decoder


encoder, decoder = split_autoencoder(autoencoder)
# %% right: classes of the learner's own
class Half(keras.Model):
    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def call(self, x):
        return self.layer(x)


def split_autoencoder(model):
    return Half(model.layers[1]), Half(model.layers[2])


encoder, decoder = split_autoencoder(autoencoder)
# %% right: get_layer by index, shape from the tensor, names
def split_autoencoder(model: keras.Model):
    z = model.get_layer(index=1).output
    encoder = keras.Model(inputs=model.input, outputs=z, name="encoder")
    start = keras.layers.Input(shape=z.shape[1:], name="codes")
    decoder = keras.Model(name="decoder", outputs=model.get_layer(index=2)(start), inputs=start)
    print(encoder.count_params(), decoder.count_params())
    return (encoder, decoder)


encoder, decoder = split_autoencoder(autoencoder)
# %% right: size from the decoder's weights, new inputs for both
def split_autoencoder(model):
    dense = [layer for layer in model.layers if isinstance(layer, layers.Dense)]
    c = dense[1].get_weights()[0].shape[0]
    pixels, codes = keras.Input((784,)), keras.Input((c,))
    return keras.Model(pixels, dense[0](pixels)), keras.Model(codes, dense[1](codes))


encoder, decoder = split_autoencoder(autoencoder)
