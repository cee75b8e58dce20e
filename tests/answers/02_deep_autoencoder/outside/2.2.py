# %% wrong: halves of a copy
# cause: The halves belong to a copy of the model: train `model` further and they stay behind. Use the layers of `model` itself.
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    encoder = keras.Model(copy.inputs[0], copy.layers[-4].output)
    x = decoder_input = keras.Input((copy.layers[-4].units,))
    for layer in copy.layers[-3:]:
        x = layer(x)
    return encoder, keras.Model(decoder_input, x)


deep_encoder, deep_decoder = split_deep(deep)
# %% wrong: decoder of new layers with copied weights
# cause: The decoder has layers of its own with copied numbers; call the model's last three layers, so that the weights are shared.
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-4].output)
    decoder = keras.Sequential(
        [
            keras.Input((model.layers[-4].units,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    for new, old in zip(decoder.layers, model.layers[-3:]):
        new.set_weights(old.get_weights())
    return encoder, decoder


deep_encoder, deep_decoder = split_deep(deep)
# %% wrong: takes deep instead of its argument
# cause: The function splits the global `deep`, whatever model it is given: use `model`.
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    encoder = keras.Model(deep.inputs[0], deep.layers[-4].output)
    x = decoder_input = keras.Input((deep.layers[-4].units,))
    for layer in deep.layers[-3:]:
        x = layer(x)
    return encoder, keras.Model(decoder_input, x)


deep_encoder, deep_decoder = split_deep(deep)
# %% wrong: decoder input of 32 numbers always
# cause: The decoder's input is 32 wide for every model; its size is that of the code, `model.layers[-4].units`.
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-4].output)
    x = decoder_input = keras.Input((32,))
    for layer in model.layers[-3:]:
        x = layer(x)
    return encoder, keras.Model(decoder_input, x)


deep_encoder, deep_decoder = split_deep(deep)
# %% wrong: relu at the decoder's entrance
# cause: The decoder cuts negative numbers of its input off before its first layer; it is the chain of the three last layers and nothing else.
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-4].output)
    decoder_input = keras.Input((model.layers[-4].units,))
    x = layers.ReLU()(decoder_input)
    for layer in model.layers[-3:]:
        x = layer(x)
    return encoder, keras.Model(decoder_input, x)


deep_encoder, deep_decoder = split_deep(deep)
# %% wrong: encoder copied, decoder shared
# cause: Only the decoder shares the weights of `model`; the encoder is a copy. End `keras.Model(model.inputs[0], …)` at the third dense layer.
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    front = keras.Model(model.inputs[0], model.layers[-4].output)
    encoder = keras.models.clone_model(front)
    encoder.set_weights(front.get_weights())
    x = decoder_input = keras.Input((model.layers[-4].units,))
    for layer in model.layers[-3:]:
        x = layer(x)
    return encoder, keras.Model(decoder_input, x)


deep_encoder, deep_decoder = split_deep(deep)
# %% wrong: encoder one layer short
# cause: The encoder ends at the second dense layer, with 64 outputs; the code is the output of the third.
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-5].output)
    x = decoder_input = keras.Input((model.layers[-5].units,))
    for layer in model.layers[-4:]:
        x = layer(x)
    return encoder, keras.Model(decoder_input, x)


deep_encoder, deep_decoder = split_deep(deep)
# %% wrong: decoder first
# cause: The two are returned in the wrong order: first the encoder, then the decoder.
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-4].output)
    x = decoder_input = keras.Input((model.layers[-4].units,))
    for layer in model.layers[-3:]:
        x = layer(x)
    decoder = keras.Model(decoder_input, x)
    return decoder, encoder


deep_encoder, deep_decoder = split_deep(deep)
# %% wrong: last layer only
# cause: The decoder is the last layer alone, applied to codes widened by new layers; apply the model's own three layers.
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    encoder = keras.Model(model.inputs[0], model.layers[-4].output)
    decoder_input = keras.Input((model.layers[-4].units,))
    x = layers.Dense(128, activation="relu")(decoder_input)
    return encoder, keras.Model(decoder_input, model.layers[-1](x))


deep_encoder, deep_decoder = split_deep(deep)
# %% wrong: code rescaled on the way out
# cause: The encoder divides the code by its largest number and the decoder never sees it again: the code is the output of the third dense layer, unchanged.
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    code = model.layers[-4].output
    encoder = keras.Model(model.inputs[0], layers.UnitNormalization()(code))
    x = decoder_input = keras.Input((model.layers[-4].units,))
    for layer in model.layers[-3:]:
        x = layer(x)
    return encoder, keras.Model(decoder_input, x)


deep_encoder, deep_decoder = split_deep(deep)
# %% right: counting dense layers from the front
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    dense = [layer for layer in model.layers if isinstance(layer, layers.Dense)]
    first, last = dense[:3], dense[3:]
    encoder_input = keras.Input((784,))
    x = encoder_input
    for layer in first:
        x = layer(x)
    code_input = keras.Input((first[-1].units,))
    y = code_input
    for layer in last:
        y = layer(y)
    return keras.Model(encoder_input, x), keras.Model(code_input, y)


deep_encoder, deep_decoder = split_deep(deep)
# %% right: Sequential models of the shared layers
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    *front, one, two, three = [layer for layer in model.layers if layer.weights]
    encoder = keras.Sequential([keras.Input((784,)), *front])
    decoder = keras.Sequential([keras.Input(front[-1].output.shape[1:]), one, two, three])
    return (encoder, decoder)


deep_encoder, deep_decoder = split_deep(deep)
# %% right: nested calls
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    code = model.layers[-4].output
    z = keras.Input((code.shape[-1],), name="z")
    decoder = keras.Model(inputs=z, outputs=model.layers[-1](model.layers[-2](model.layers[-3](z))))
    encoder = keras.Model(inputs=model.input, outputs=code)
    return encoder, decoder


deep_encoder, deep_decoder = split_deep(deep)
