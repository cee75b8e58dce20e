# %% wrong: not compiled
# replace: autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="mse")
# by: pass
# %% wrong: plain SGD
# replace: keras.optimizers.Adamax(RATE)
# by: "sgd"
# %% wrong: learning rate far too small
# replace: Adamax(RATE)
# by: Adamax(1e-7)
# %% wrong: learning rate far too large
# replace: Adamax(RATE)
# by: Adamax(1.0)
# %% wrong: the encoder is frozen
# replace: keras.Sequential([encoder, decoder])
# by: keras.Sequential([encoder, decoder]); encoder.trainable = False
# %% wrong: the decoder is left out
# replace: [encoder, decoder]
# by: [encoder]
# %% wrong: the wrong way round
# replace: [encoder, decoder]
# by: [decoder, encoder]
# %% wrong: two new models
# replace: keras.Sequential([encoder, decoder])
# by: keras.Sequential([*build_linear(CODE_SIZE)])
# %% wrong: a relu at the code
# replace: [encoder, decoder]
# by: [encoder, layers.ReLU(), decoder]
# %% wrong: a sigmoid at the end
# replace: [encoder, decoder]
# by: [encoder, decoder, layers.Activation("sigmoid")]
# %% wrong: a tanh at the end
# replace: [encoder, decoder]
# by: [encoder, decoder, layers.Activation("tanh")]
# %% wrong: binary cross-entropy of targets below zero
# replace: loss="mse"
# by: loss="binary_crossentropy"
# %% wrong: forgotten return
# replace: return autoencoder
# by:
# %% right: functional
# replace: keras.Sequential([encoder, decoder])
# by: keras.Model(encoder.inputs[0], decoder(encoder.outputs[0]))
# %% right: the loss as an object, its own input, a warning
import warnings


def compiled(encoder, decoder):
    warnings.warn("compiling", stacklevel=1)
    images = keras.Input((32, 32, 3))
    model = keras.Model(images, decoder(encoder(images)), name="linear")
    model.compile(keras.optimizers.Adamax(learning_rate=RATE), keras.losses.MeanSquaredError())
    return model
# %% right: the loss as a function, layers added one by one
def compiled(encoder, decoder):
    model = keras.Sequential(name="both")
    model.add(encoder)
    model.add(decoder)
    model.compile(loss=lambda x, y: keras.ops.mean((x - y) ** 2, axis=-1), optimizer=keras.optimizers.Adamax(RATE))
    print(model.count_params())
    return model
