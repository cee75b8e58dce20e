# %% wrong: never compiled
# cause: The model is not compiled; call compile.
# replace: autoencoder.compile(optimizer=keras.optimizers.Adam(RATE, beta_2=0.9), loss="mse")
# by:
# %% wrong: new networks in place of the given ones
# cause: The model is made of new networks; join those that are given.
# replace: keras.Sequential([encoder, decoder])
# by: keras.Sequential(list(build_deep_autoencoder((32, 32, 3), 32)))
# %% wrong: clones of the given networks
# cause: The model is made of copies; join those that are given.
# replace: keras.Sequential([encoder, decoder])
# by: keras.Sequential([keras.models.clone_model(encoder), keras.models.clone_model(decoder)])
# %% wrong: a loss for pixels between 0 and 1
# cause: The loss is the binary cross-entropy; it is the mean squared error.
# replace: loss="mse"
# by: loss="binary_crossentropy"
# %% wrong: no rate to speak of
# cause: The rate is 1e-7; pass RATE.
# replace: keras.optimizers.Adam(RATE, beta_2=0.9)
# by: keras.optimizers.Adam(1e-7)
# %% wrong: a rate of 1
# cause: The rate is 1; pass RATE.
# replace: keras.optimizers.Adam(RATE, beta_2=0.9)
# by: keras.optimizers.Adam(1.0)
# %% wrong: stochastic gradient descent, too slow here
# cause: The rate is 0.0001; pass RATE.
# replace: keras.optimizers.Adam(RATE, beta_2=0.9)
# by: keras.optimizers.SGD(1e-4)
# %% wrong: two encoders
# cause: The model ends in a second encoder; it is encoder, decoder.
# replace: keras.Sequential([encoder, decoder])
# by: keras.Sequential([encoder, decoder, encoder])
# %% wrong: frozen networks
# cause: The networks are frozen; leave them trainable.
# replace: autoencoder = keras.Sequential
# by: encoder.trainable = decoder.trainable = False; autoencoder = keras.Sequential
# %% wrong: a frozen encoder
# cause: The encoder is frozen; leave it trainable.
# replace: autoencoder = keras.Sequential
# by: encoder.trainable = False; autoencoder = keras.Sequential
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the model.
# replace: return autoencoder
# by: autoencoder
# %% right: functional, loss as an object
# replace: keras.Sequential([encoder, decoder])
# by: keras.Model(encoder.inputs, decoder(encoder.outputs[0]))
# replace: loss="mse"
# by: loss=keras.losses.MeanSquaredError()
# %% right: written out, words on stderr
import sys
import warnings


def compiled(encoder, decoder):
    warnings.warn("compiling", stacklevel=1)
    print("both", file=sys.stderr)
    images = keras.Input(encoder.input_shape[1:])
    model = keras.Model(images, decoder(encoder(images)), name="autoencoder")
    model.compile(keras.optimizers.Adam(beta_2=0.9, learning_rate=RATE), "mean_squared_error")
    return model
# %% right: Nadam
# replace: keras.optimizers.Adam(RATE, beta_2=0.9)
# by: keras.optimizers.Nadam(RATE, beta_2=0.9)
