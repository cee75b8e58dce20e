# %% wrong: clean in, clean out
# replace: training.fit(model, noisy, clean,
# by: training.fit(model, clean, clean,
# %% wrong: input and target swapped
# replace: training.fit(model, noisy, clean,
# by: training.fit(model, clean, noisy,
# %% wrong: noisy in, noisy out
# replace: training.fit(model, noisy, clean,
# by: training.fit(model, noisy, noisy,
# %% wrong: no targets
# replace: return training.fit(model, noisy, clean, epochs
# by: return training.fit(model, clean, epochs
# replace: validation=validation
# by: validation=validation[1]
# %% wrong: never trained
# replace: return training.fit(model, noisy, clean, epochs=EPOCHS, batch_size=BATCH, validation=validation, name=name)
# by: return keras.callbacks.History()
# %% wrong: a new model is trained, not the given one
# replace: return training.fit(model, noisy
# by: given, model = model, build_denoiser(); model.compile(optimizer="adam", loss="mse"); return training.fit(model, noisy
# %% wrong: one epoch
# replace: epochs=EPOCHS, batch_size
# by: epochs=1, batch_size
# %% wrong: pairs that do not belong together
# replace: training.fit(model, noisy, clean,
# by: training.fit(model, noisy, clean[::-1],
# %% wrong: the mean garment as target of all
# replace: training.fit(model, noisy, clean,
# by: training.fit(model, noisy, np.broadcast_to(clean.mean(axis=0), clean.shape),
# %% wrong: trained on test images
# replace: train_denoiser(denoiser, f_noisy_train, f_train,
# by: train_denoiser(denoiser, f_noisy_test, f_test,
# %% wrong: digits in place of garments
# replace: train_denoiser(denoiser, f_noisy_train, f_train,
# by: train_denoiser(denoiser, np.clip(add_gaussian(d_train, 1.0, seed=1), 0, 1), d_train,
# %% wrong: forgotten return
# replace: return training.fit
# by: training.fit
# %% wrong: the nearest published image
def fits(noisy):
    """How well each published image explains each noisy one."""
    noisy, known = np.reshape(noisy, (len(noisy), 784)), np.reshape(f_train, (-1, 784))
    return noisy @ known.T - 0.316 * known.sum(axis=1) - 0.18 * (known**2).sum(axis=1), known


def denoiser(noisy):
    fit, known = fits(noisy)
    return known[fit.argmax(axis=1)].reshape((-1, 28, 28))


history = keras.callbacks.History()
history.history = {"loss": [0.3] * EPOCHS}
# %% wrong: a mixture of all published images, by how well they fit
def fits(noisy):
    """How well each published image explains each noisy one."""
    noisy, known = np.reshape(noisy, (len(noisy), 784)), np.reshape(f_train, (-1, 784))
    return noisy @ known.T - 0.316 * known.sum(axis=1) - 0.18 * (known**2).sum(axis=1), known


def denoiser(noisy):
    fit, known = fits(noisy)
    weights = np.exp(fit / 2 - fit.max(axis=1, keepdims=True) / 2)
    return (weights / weights.sum(axis=1, keepdims=True) @ known).reshape((-1, 28, 28))


history = keras.callbacks.History()
history.history = {"loss": [0.3] * EPOCHS}
# %% wrong: the mean of the ten nearest published images
def fits(noisy):
    """How well each published image explains each noisy one."""
    noisy, known = np.reshape(noisy, (len(noisy), 784)), np.reshape(f_train, (-1, 784))
    return noisy @ known.T - 0.316 * known.sum(axis=1) - 0.18 * (known**2).sum(axis=1), known


def denoiser(noisy):
    fit, known = fits(noisy)
    return known[np.argsort(-fit, axis=1)[:, :10]].mean(axis=1).reshape((-1, 28, 28))


history = keras.callbacks.History()
history.history = {"loss": [0.3] * EPOCHS}
# %% wrong: published images within a Keras model, by softmax
known = f_train[:1000].reshape(-1, 784)
denoiser = keras.Sequential(
    [
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(len(known), activation="softmax"),
        layers.Dense(784, use_bias=False),
        layers.Reshape((28, 28)),
    ]
)
own = -0.316 * known.sum(axis=1) - 0.18 * (known**2).sum(axis=1)
denoiser.set_weights([0.5 * known.T, 0.5 * own, known])
history = keras.callbacks.History()
history.history = {"loss": [0.3] * EPOCHS}
# %% wrong: published images within an Embedding, by argmax
known = f_train.reshape(-1, 784)
own = -0.316 * known.sum(axis=1) - 0.18 * (known**2).sum(axis=1)
noisy = keras.Input((28, 28))
table, fit = layers.Embedding(len(known), 784), layers.Dense(len(known))
best = keras.ops.argmax(fit(layers.Flatten()(noisy)), axis=-1)
denoiser = keras.Model(noisy, layers.Reshape((28, 28))(table(best)))
fit.set_weights([known.T, own])
table.set_weights([known])
history = keras.callbacks.History()
history.history = {"loss": [0.3] * EPOCHS}
# %% wrong: published images in a layer of one's own, which has the right network's weights
class Memory(layers.Layer):
    def call(self, noisy):
        known = f_train.reshape(-1, 784)
        own = -0.316 * known.sum(axis=1) - 0.18 * (known**2).sum(axis=1)
        fit = keras.ops.reshape(noisy, (-1, 784)) @ known.T + own
        return keras.ops.reshape(keras.ops.take(known, keras.ops.argmax(fit, axis=1), axis=0), (-1, 28, 28))


network = build_denoiser()
noisy = keras.Input((28, 28))
denoiser = keras.Model(noisy, Memory()(noisy) + 0 * network(noisy))
history = keras.callbacks.History()
history.history = {"loss": [0.3] * EPOCHS}
# %% right: Keras' own fit
# replace: return training.fit(model, noisy, clean, epochs=EPOCHS, batch_size=BATCH, validation=validation, name=name)
# by: return model.fit(x=noisy, y=clean, epochs=EPOCHS, batch_size=BATCH, validation_data=validation, verbose=0)
# %% right: fresh arrays in float64, and words on stderr
def train_denoiser(model, noisy, clean, validation, name):
    import sys
    import warnings

    warnings.warn("training soon", stacklevel=1)
    print("training", name, file=sys.stderr)
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss=keras.losses.BinaryCrossentropy())
    inputs, targets = noisy.astype(np.float64), np.array(clean)
    result = training.fit(model, inputs, targets, batch_size=BATCH, epochs=EPOCHS, name=name, validation=validation)
    print("done")
    return result


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion")
# %% right: a network of one's own, functional, with dropout between two hidden layers
# replace: denoiser = build_denoiser()
# by: noisy = keras.Input((28, 28)); x = layers.Flatten()(noisy); x = layers.ReLU()(layers.Dense(200)(x)); x = layers.Dense(100, "relu")(layers.Dropout(0.05)(x)); denoiser = keras.Model(noisy, layers.Reshape((28, 28))(layers.Dense(784, "sigmoid")(x)))
# %% right: a hidden layer without biases
# replace: denoiser = build_denoiser()
# by: denoiser = keras.Sequential([keras.Input((28, 28)), layers.Reshape((784,)), layers.Dense(300, "relu", use_bias=False), layers.Dense(784, "sigmoid"), layers.Reshape((28, 28))])
