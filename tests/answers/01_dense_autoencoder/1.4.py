# %% wrong: Adadelta again
# cause: Adadelta at Keras' rate of 0.001 hardly moves; take Adam, or another rate.
# replace: keras.optimizers.Adam(rate)
# by: "adadelta"
# %% wrong: plain SGD at its default rate
# cause: SGD at its default rate of 0.01 hardly moves here; take Adam.
# replace: keras.optimizers.Adam(rate)
# by: "sgd"
# %% wrong: learning rate far too small
# cause: At a rate of 0.000001 the weights stay where they are; Adam's default is 0.001.
# replace: keras.optimizers.Adam(rate)
# by: keras.optimizers.Adam(1e-6)
# %% wrong: learning rate far too large
# cause: At a rate of 10 the weights jump about and nothing is learned; Adam's default is 0.001.
# replace: keras.optimizers.Adam(rate)
# by: keras.optimizers.Adam(10.0)
# %% wrong: not compiled
# cause: The model is returned without having been compiled; call model.compile with the loss and an optimiser.
# replace: model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
# by: pass
# %% wrong: frozen
# cause: trainable = False keeps all weights as they are; leave it away.
# replace: return model
# by: model.trainable = False; return model
# %% wrong: another code size
# cause: The code has 64 numbers; the exercise asks for 32.
# replace: build_autoencoder(32)
# by: build_autoencoder(64)
# %% wrong: the Adadelta model once more, not a fresh one
# cause: The network that Adadelta trained is compiled again and keeps its weights; build a fresh one inside the function.
# replace: build_autoencoder(32)
# by: crawling
# %% wrong: one model for all calls
# cause: All calls return one model; build a new one inside the function.
# replace: model = build_autoencoder(32)
# by: model = compiled_autoencoder.__dict__.setdefault("model", build_autoencoder(32))
# %% wrong: trained on the test images
# cause: The function trains the network, and on the test images; return it fresh, since the cell after the hints trains it.
# replace: return model
# by: model.fit(x_test, x_test, epochs=8, verbose=0); return model
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return model
# by:
# %% wrong: the loss with the wrong sign
# cause: The loss is minus the cross-entropy, so that training makes it worse; take "binary_crossentropy" itself.
# replace: loss="binary_crossentropy"
# by: loss=lambda x, y: -keras.losses.binary_crossentropy(x, y)
# %% right: Adam at a fixed rate
# replace: keras.optimizers.Adam(rate)
# by: keras.optimizers.Adam(learning_rate=0.003)
# %% right: Adam by its name, and the loss as an object
# replace: optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy"
# by: optimizer="adam", loss=keras.losses.BinaryCrossentropy()
# %% right: Nadam, with noise on stderr
# replace: keras.optimizers.Adam(rate)
# by: keras.optimizers.Nadam(rate)
# replace: return model
# by: import sys; print("compiled", file=sys.stderr); return model
# %% right: RMSprop, in one expression
def compiled_autoencoder(code_size=32):
    model = build_autoencoder(code_size)
    model.compile(keras.optimizers.RMSprop(0.002), keras.losses.binary_crossentropy)
    return model
