# %% wrong: not compiled
# cause: The model is not compiled.
# replace: autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="mse")
# by: pass
# %% wrong: plain SGD
# cause: The optimiser is SGD; compile with Adamax.
# replace: keras.optimizers.Adamax(RATE)
# by: "sgd"
# %% wrong: learning rate far too small
# cause: The rate is fixed and far too small; it follows RATE.
# replace: Adamax(RATE)
# by: Adamax(1e-7)
# %% wrong: learning rate far too large
# cause: The rate is fixed and far too large; it follows RATE.
# replace: Adamax(RATE)
# by: Adamax(1.0)
# %% wrong: the encoder is frozen
# cause: The encoder is frozen, so that it does not learn.
# replace: keras.Sequential([encoder, decoder])
# by: keras.Sequential([encoder, decoder]); encoder.trainable = False
# %% wrong: the decoder is left out
# cause: The decoder is left out; join both.
# replace: [encoder, decoder]
# by: [encoder]
# %% wrong: the wrong way round
# cause: The decoder comes first; the encoder does.
# replace: [encoder, decoder]
# by: [decoder, encoder]
# %% wrong: two new models
# cause: Two new models are joined; join the given ones.
# replace: keras.Sequential([encoder, decoder])
# by: keras.Sequential([*build_linear(CODE_SIZE)])
# %% wrong: a relu at the code
# cause: A relu stands between the two; the autoencoder is made of them and nothing else.
# replace: [encoder, decoder]
# by: [encoder, layers.ReLU(), decoder]
# %% wrong: a sigmoid at the end
# cause: A sigmoid follows the decoder; the autoencoder is made of the two and nothing else.
# replace: [encoder, decoder]
# by: [encoder, decoder, layers.Activation("sigmoid")]
# %% wrong: a tanh at the end
# cause: A tanh follows the decoder; the autoencoder is made of the two and nothing else.
# replace: [encoder, decoder]
# by: [encoder, decoder, layers.Activation("tanh")]
# %% wrong: binary cross-entropy of targets below zero
# cause: The loss is the binary cross-entropy, but the targets have either sign; compile with the mean squared error.
# replace: loss="mse"
# by: loss="binary_crossentropy"
# %% wrong: forgotten return
# cause: Nothing is given back; return the autoencoder.
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
