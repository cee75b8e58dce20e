# %% wrong: the encoder goes on to the reconstruction
# replace: code_layer.output
# by: output_layer.output
# %% wrong: a new decoder
# replace: output_layer(codes)
# by: layers.Dense(784, activation="sigmoid")(codes)
# %% wrong: a new encoder
# replace: keras.Model(model.inputs[0], code_layer.output)
# by: keras.Sequential([keras.Input((784,)), layers.Dense(code_layer.units, activation="relu")])
# %% wrong: swapped
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: the trained network, whatever the argument
# replace: = model.layers[-2:]
# by: = autoencoder.layers[-2:]
# replace: model.inputs[0]
# by: autoencoder.inputs[0]
# %% wrong: always 32 numbers
# replace: keras.Input((code_layer.units,))
# by: keras.Input((32,))
# %% wrong: a clone, which has new weights
# replace: code_layer, output_layer = model.layers[-2:]
# by: model = keras.models.clone_model(model); code_layer, output_layer = model.layers[-2:]
# %% wrong: the decoder without its sigmoid
# replace: decoder = keras.Model(codes, output_layer(codes))
# by: decoder = keras.Model(codes, layers.Dense(784)(codes)); decoder.set_weights(output_layer.get_weights())
# %% wrong: the encoder without its relu
# replace: encoder = keras.Model(model.inputs[0], code_layer.output)
# by: encoder = keras.Sequential([keras.Input((784,)), layers.Dense(code_layer.units)]); encoder.set_weights(code_layer.get_weights())
# %% wrong: the whole network twice
# replace: return encoder, decoder
# by: return model, model
# %% wrong: the encoder only
# replace: return encoder, decoder
# by: return encoder
# %% wrong: forgotten return
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
