# %% wrong: one layer too many in the encoder
# cause: The encoder goes on to the fourth dense layer; the code is the output of the third.
# replace: model.layers[-4].output
# by: model.layers[-3].output
# %% wrong: one layer too few in the encoder
# cause: The encoder ends at the second dense layer; the code is the output of the third.
# replace: model.layers[-4].output
# by: model.layers[-5].output
# %% wrong: the decoder leaves a layer out
# cause: The decoder leaves the middle one of its three layers out; apply all three.
# replace: model.layers[-3:]
# by: model.layers[-3::2]
# %% wrong: the last layer left out
# cause: The decoder leaves the last layer out; apply all three.
# replace: model.layers[-3:]
# by: model.layers[-3:-1]
# %% wrong: new layers in the decoder
# cause: The decoder has new layers with weights of their own; apply the model's last three.
# replace: x = layer(x)
# by: x = layers.Dense(layer.units, activation=layer.activation)(x)
# %% wrong: each layer called on the code
# cause: Each layer of the decoder is called on its input; call it on what the one before returned.
# replace: x = layer(x)
# by: x = layer(decoder_input)
# %% wrong: always the trained model
# cause: The function splits the global `deep`, whatever model it is given: use `model`.
# replace: model.
# by: deep.
# %% wrong: always 32 numbers
# cause: The decoder's input is 32 wide for every model; its size is that of the code, `model.layers[-4].units`.
# replace: keras.Input(code.shape[1:])
# by: keras.Input((32,))
# %% wrong: a clone, which has new weights
# cause: The halves belong to a clone, which has other weights; use the layers of `model` itself.
# replace: code = model.layers[-4].output
# by: model = keras.models.clone_model(model); code = model.layers[-4].output
# %% wrong: parts of a new model
# cause: The halves belong to a new model, which has other weights; use the layers of `model` itself.
# replace: code = model.layers[-4].output
# by: model = build_deep(model.layers[-4].units); code = model.layers[-4].output
# %% wrong: without activations
# cause: The decoder uses the weights of the layers and leaves their activations out; call the layers themselves.
# replace: x = layer(x)
# by: x = keras.ops.matmul(x, layer.kernel) + layer.bias
# %% wrong: swapped
# cause: The two are returned in the wrong order: first the encoder, then the decoder.
# replace: return encoder, keras.Model(decoder_input, x)
# by: return keras.Model(decoder_input, x), encoder
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return encoder, keras.Model(decoder_input, x)
# by: decoder = keras.Model(decoder_input, x)
# %% right: two Sequential models of the same layers
def split_deep(model):
    *first, a, b, c = model.layers
    width = first[-1].units
    return keras.Sequential(first), keras.Sequential([keras.Input((width,)), a, b, c])


deep_encoder, deep_decoder = split_deep(deep)
# %% right: both halves on new inputs
def apply(chain, n):
    x = inputs = keras.Input((n,))
    for layer in chain:
        x = layer(x)
    return keras.Model(inputs, x)


def split_deep(model):
    dense = [layer for layer in model.layers if layer.weights]
    print(len(dense), "layers")
    return apply(dense[:3], 784), apply(dense[3:], dense[3].kernel.shape[0])


deep_encoder, deep_decoder = split_deep(model=deep)
# %% right: counted from the front, with a warning
# replace: model.layers[-4]
# by: model.layers[3]
# replace: model.layers[-3:]
# by: model.layers[4:]
# replace: return encoder
# by: import warnings; warnings.warn("split"); return encoder
