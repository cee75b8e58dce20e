# %% wrong: clean in, clean out
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_clean, n_clean,
# %% wrong: input and target swapped
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_clean, n_noisy,
# %% wrong: noisy in, noisy out
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_noisy, n_noisy,
# %% wrong: never trained
# replace: return training.fit(model, n_noisy, n_clean, epochs=n_epochs, batch_size=n_batch, validation=pair, name=name)
# by: return None
# %% wrong: one epoch
# replace: epochs=n_epochs, batch_size=n_batch, validation
# by: epochs=1, batch_size=n_batch, validation
# %% wrong: trained on test digits
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_noisy_test, d_test,
# %% wrong: garments in place of digits
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, noise.gaussian(f_train[:1000], 0.5, mean=0.5, seed=1), f_train[:1000],
# %% wrong: pairs that do not belong together
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_noisy, n_clean[::-1],
# %% wrong: sixteen digits
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_noisy[:16], n_clean[:16],
# %% wrong: another model is trained
# replace: return training.fit(model,
# by: model = keras.models.clone_model(model); model.compile("adam", "mse"); return training.fit(model,
# %% wrong: a rate of 1
# replace: keras.optimizers.Adam(rate)
# by: keras.optimizers.Adam(1.0)
# %% wrong: forgotten return
# replace: return training.fit
# by: training.fit
# %% wrong: the nearest published image
def fits(noisy):
    """How well each published image explains each noisy one."""
    noisy, known = np.reshape(noisy, (len(noisy), 784)), np.reshape(n_clean, (-1, 784))
    return noisy @ known.T - 0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1), known


def strided(noisy):
    fit, known = fits(noisy)
    return known[fit.argmax(axis=1)].reshape((-1, 28, 28, 1))


strided_history = keras.callbacks.History()
strided_history.history = {"loss": [0.3] * n_epochs}
# %% wrong: a mixture of all published images, by how well they fit
def fits(noisy):
    """How well each published image explains each noisy one."""
    noisy, known = np.reshape(noisy, (len(noisy), 784)), np.reshape(n_clean, (-1, 784))
    return noisy @ known.T - 0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1), known


def strided(noisy):
    fit, known = fits(noisy)
    weights = np.exp(fit / 2 - fit.max(axis=1, keepdims=True) / 2)
    return (weights / weights.sum(axis=1, keepdims=True) @ known).reshape((-1, 28, 28, 1))


strided_history = keras.callbacks.History()
strided_history.history = {"loss": [0.3] * n_epochs}
# %% wrong: the mean of the ten nearest published images
def fits(noisy):
    """How well each published image explains each noisy one."""
    noisy, known = np.reshape(noisy, (len(noisy), 784)), np.reshape(n_clean, (-1, 784))
    return noisy @ known.T - 0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1), known


def strided(noisy):
    fit, known = fits(noisy)
    return known[np.argsort(-fit, axis=1)[:, :10]].mean(axis=1).reshape((-1, 28, 28, 1))


strided_history = keras.callbacks.History()
strided_history.history = {"loss": [0.3] * n_epochs}
# %% wrong: published images within a Keras model, by softmax
known = n_clean[:1000].reshape(-1, 784)
strided = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(len(known), activation="softmax"),
        layers.Dense(784, use_bias=False),
        layers.Reshape((28, 28, 1)),
    ]
)
own = -0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1)
strided.set_weights([0.5 * known.T, 0.5 * own, known])
strided_history = keras.callbacks.History()
strided_history.history = {"loss": [0.3] * n_epochs}
# %% wrong: published images within an Embedding, by argmax
known = n_clean.reshape(-1, 784)
own = -0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1)
noisy = keras.Input((28, 28, 1))
table, fit = layers.Embedding(len(known), 784), layers.Dense(len(known))
best = keras.ops.argmax(fit(layers.Flatten()(noisy)), axis=-1)
strided = keras.Model(noisy, layers.Reshape((28, 28, 1))(table(best)))
fit.set_weights([known.T, own])
table.set_weights([known])
strided_history = keras.callbacks.History()
strided_history.history = {"loss": [0.3] * n_epochs}
# %% wrong: published images in a layer of one's own, which has the right network's weights
class Memory(layers.Layer):
    def call(self, noisy):
        known = n_clean.reshape(-1, 784)
        own = -0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1)
        fit = keras.ops.reshape(noisy, (-1, 784)) @ known.T + own
        return keras.ops.reshape(keras.ops.take(known, keras.ops.argmax(fit, axis=1), axis=0), (-1, 28, 28, 1))


network = keras.Sequential([strided_encoder, strided_decoder])
noisy = keras.Input((28, 28, 1))
strided = keras.Model(noisy, Memory()(noisy) + 0 * network(noisy))
strided_history = keras.callbacks.History()
strided_history.history = {"loss": [0.3] * n_epochs}
# %% right: loss as an object, everything by name
# replace: model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
# by: model.compile(keras.optimizers.Adam(learning_rate=rate), keras.losses.MeanSquaredError())
# replace: training.fit(model, n_noisy, n_clean, epochs
# by: training.fit(model=model, inputs=n_noisy, targets=n_clean, epochs
# %% right: Keras' own fit, float64, and words on stderr
import sys
import warnings


def train_to_denoise(model, name, peak=0.003):
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    warnings.warn("training", stacklevel=1)
    print(name, file=sys.stderr)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mean_squared_error")
    options = {"epochs": n_epochs, "batch_size": n_batch, "verbose": 0}
    pair = n_noisy_validation, d_validation
    return model.fit(n_noisy.astype("float64"), n_clean, validation_data=pair, **options)


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% right: the halves called one on the other
# replace: strided = keras.Sequential([strided_encoder, strided_decoder])
# by: strided = keras.Model(strided_encoder.inputs, strided_decoder(strided_encoder.outputs[0]))
# %% right: the halves' layers in one stack
# replace: strided = keras.Sequential([strided_encoder, strided_decoder])
# by: strided = keras.Sequential([keras.Input((28, 28, 1)), *strided_encoder.layers, *strided_decoder.layers])
