# %% wrong: the encoder goes on to the reconstruction
# cause: The encoder ends at the reconstruction; its end is the output of the code layer.
# replace: code_layer.output
# by: output_layer.output
# %% wrong: a new decoder
# cause: The decoder has a new layer with weights of its own; call the model's last layer.
# replace: output_layer(codes)
# by: layers.Dense(784, activation="sigmoid")(codes)
# %% wrong: a new encoder
# cause: The encoder has a new layer with weights of its own; end at the output of the model's code layer.
# replace: keras.Model(model.inputs[0], code_layer.output)
# by: keras.Sequential([keras.Input((784,)), layers.Dense(code_layer.units, activation="relu")])
# %% wrong: swapped
# cause: The decoder is returned first; return the encoder, then the decoder.
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: the trained network, whatever the argument
# cause: The function takes autoencoder apart whatever model it is given; use its argument.
# replace: = model.layers[-2:]
# by: = autoencoder.layers[-2:]
# replace: model.inputs[0]
# by: autoencoder.inputs[0]
# %% wrong: always 32 numbers
# cause: The decoder's input has 32 numbers whatever the code of the model; ask the code layer for its units.
# replace: keras.Input((code_layer.units,))
# by: keras.Input((32,))
# %% wrong: a clone, which has new weights
# cause: The two models are made of a clone, which has other weights; use the layers of the given model.
# replace: code_layer, output_layer = model.layers[-2:]
# by: model = keras.models.clone_model(model); code_layer, output_layer = model.layers[-2:]
# %% wrong: the decoder without its sigmoid
# cause: The decoder has a new layer, without a sigmoid; call the model's last layer itself.
# replace: decoder = keras.Model(codes, output_layer(codes))
# by: decoder = keras.Model(codes, layers.Dense(784)(codes)); decoder.set_weights(output_layer.get_weights())
# %% wrong: the encoder without its relu
# cause: The encoder has a new layer, without a relu; end at the output of the model's code layer.
# replace: encoder = keras.Model(model.inputs[0], code_layer.output)
# by: encoder = keras.Sequential([keras.Input((784,)), layers.Dense(code_layer.units)]); encoder.set_weights(code_layer.get_weights())
# %% wrong: the whole network twice
# cause: Both are the whole autoencoder; the encoder ends at the code, and the decoder starts there.
# replace: return encoder, decoder
# by: return model, model
# %% wrong: the given model is trained further
# cause: The function trains the model that it is given; leave that one as it is.
# replace: code_layer, output_layer = model.layers[-2:]
# by: model.compile("sgd", "mse"); model.train_on_batch(np.ones((1, 784)), np.ones((1, 784))); code_layer, output_layer = model.layers[-2:]
# %% wrong: the encoder only
# cause: Only the encoder is returned; return both, the encoder and then the decoder.
# replace: return encoder, decoder
# by: return encoder
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return encoder, decoder
# by:
# %% right: two Sequential models of the same layers
def split_autoencoder(model):
    first, last = model.layers[-2:]
    return keras.Sequential([keras.Input((784,)), first]), keras.Sequential([keras.Input((first.units,)), last])


encoder, decoder = split_autoencoder(autoencoder)
# %% right: the layers by number, from a new input
def split_autoencoder(model):
    vectors = keras.Input((784,))
    encoder = keras.Model(vectors, model.layers[1](vectors))
    codes = keras.Input(encoder.output_shape[1:])
    print("code", codes.shape)
    return [encoder, keras.Model(codes, model.layers[2](codes))]


encoder, decoder = split_autoencoder(autoencoder)
# %% right: model.input, with a warning
# replace: model.inputs[0]
# by: model.input
# replace: return encoder, decoder
# by: import warnings; warnings.warn("split"); return encoder, decoder
