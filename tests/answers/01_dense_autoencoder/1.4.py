# %% wrong: Adadelta again
# replace: keras.optimizers.Adam(rate)
# by: "adadelta"
# %% wrong: plain SGD at its default rate
# replace: keras.optimizers.Adam(rate)
# by: "sgd"
# %% wrong: learning rate far too small
# replace: keras.optimizers.Adam(rate)
# by: keras.optimizers.Adam(1e-6)
# %% wrong: learning rate far too large
# replace: keras.optimizers.Adam(rate)
# by: keras.optimizers.Adam(10.0)
# %% wrong: not compiled
# replace: model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
# by: pass
# %% wrong: frozen
# replace: return model
# by: model.trainable = False; return model
# %% wrong: another code size
# replace: build_autoencoder(32)
# by: build_autoencoder(64)
# %% wrong: the Adadelta model once more, not a fresh one
# replace: build_autoencoder(32)
# by: crawling
# %% wrong: one model for all calls
# replace: model = build_autoencoder(32)
# by: model = compiled_autoencoder.__dict__.setdefault("model", build_autoencoder(32))
# %% wrong: trained on the test images
# replace: return model
# by: model.fit(x_test, x_test, epochs=8, verbose=0); return model
# %% wrong: forgotten return
# replace: return model
# by:
# %% wrong: the loss with the wrong sign
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
