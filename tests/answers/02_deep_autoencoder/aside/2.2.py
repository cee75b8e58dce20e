# %% wrong: the code is the narrowest layer
# cause: The code is looked for as the narrowest layer, which is another one when the code has 64 numbers or more: it is the third dense layer.
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    dense = [layer for layer in model.layers if isinstance(layer, layers.Dense)]
    widths = [layer.units for layer in dense]
    at = widths.index(min(widths))
    encoder = keras.Model(model.inputs[0], dense[at].output)
    x = decoder_input = keras.Input((widths[at],))
    for layer in dense[at + 1 :]:
        x = layer(x)
    return encoder, keras.Model(decoder_input, x)


deep_encoder, deep_decoder = split_deep(deep)
# %% right: list returned
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    halves = []
    for stack in (model.layers[-6:-3], model.layers[-3:]):
        x = start = keras.Input((stack[0].kernel.shape[0],))
        for layer in stack:
            x = layer(x)
        halves.append(keras.Model(start, x))
    return halves


deep_encoder, deep_decoder = split_deep(deep)
