# %% wrong: clean digits as input
# replace: (digit_denoiser, d_noisy_train, d_train,
# by: (digit_denoiser, d_train, d_train,
# %% wrong: input and target swapped
# replace: (digit_denoiser, d_noisy_train, d_train,
# by: (digit_denoiser, d_train, d_noisy_train,
# %% wrong: noisy digits as targets
# replace: (digit_denoiser, d_noisy_train, d_train,
# by: (digit_denoiser, d_noisy_train, d_noisy_train,
# %% wrong: garments
# replace: d_noisy_train, d_train,
# by: f_noisy_train, f_train,
# %% wrong: the garment denoiser, as it is
digit_denoiser = denoiser
# %% wrong: the garment denoiser, trained on
# replace: digit_denoiser = build_denoiser()
# by: digit_denoiser = denoiser
# %% wrong: never trained
digit_denoiser = build_denoiser()
# %% wrong: trained on test digits
# replace: d_noisy_train, d_train,
# by: d_noisy_test, d_test,
# %% wrong: the first denoiser is trained once more
digit_denoiser = build_denoiser()
digit_history = train_denoiser(denoiser, d_noisy_train, d_train, (d_noisy_validation, d_validation), "04_digits")
# %% wrong: twenty digits
# replace: d_noisy_train, d_train,
# by: d_noisy_train[:20], d_train[:20],
# %% wrong: the nearest published image
def fits(noisy):
    """How well each published image explains each noisy one."""
    noisy, known = np.reshape(noisy, (len(noisy), 784)), np.reshape(d_train, (-1, 784))
    return noisy @ known.T - 0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1), known


def digit_denoiser(noisy):
    fit, known = fits(noisy)
    return known[fit.argmax(axis=1)].reshape((-1, 28, 28))


digit_history = keras.callbacks.History()
digit_history.history = {"loss": [0.3] * EPOCHS}
# %% wrong: a mixture of all published images, by how well they fit
def fits(noisy):
    """How well each published image explains each noisy one."""
    noisy, known = np.reshape(noisy, (len(noisy), 784)), np.reshape(d_train, (-1, 784))
    return noisy @ known.T - 0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1), known


def digit_denoiser(noisy):
    fit, known = fits(noisy)
    weights = np.exp(fit / 2 - fit.max(axis=1, keepdims=True) / 2)
    return (weights / weights.sum(axis=1, keepdims=True) @ known).reshape((-1, 28, 28))


digit_history = keras.callbacks.History()
digit_history.history = {"loss": [0.3] * EPOCHS}
# %% wrong: the mean of the ten nearest published images
def fits(noisy):
    """How well each published image explains each noisy one."""
    noisy, known = np.reshape(noisy, (len(noisy), 784)), np.reshape(d_train, (-1, 784))
    return noisy @ known.T - 0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1), known


def digit_denoiser(noisy):
    fit, known = fits(noisy)
    return known[np.argsort(-fit, axis=1)[:, :10]].mean(axis=1).reshape((-1, 28, 28))


digit_history = keras.callbacks.History()
digit_history.history = {"loss": [0.3] * EPOCHS}
# %% wrong: published images within a Keras model, by softmax
known = d_train[:1000].reshape(-1, 784)
digit_denoiser = keras.Sequential(
    [
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(len(known), activation="softmax"),
        layers.Dense(784, use_bias=False),
        layers.Reshape((28, 28)),
    ]
)
own = -0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1)
digit_denoiser.set_weights([0.5 * known.T, 0.5 * own, known])
digit_history = keras.callbacks.History()
digit_history.history = {"loss": [0.3] * EPOCHS}
# %% wrong: published images within an Embedding, by argmax
known = d_train.reshape(-1, 784)
own = -0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1)
noisy = keras.Input((28, 28))
table, fit = layers.Embedding(len(known), 784), layers.Dense(len(known))
best = keras.ops.argmax(fit(layers.Flatten()(noisy)), axis=-1)
digit_denoiser = keras.Model(noisy, layers.Reshape((28, 28))(table(best)))
fit.set_weights([known.T, own])
table.set_weights([known])
digit_history = keras.callbacks.History()
digit_history.history = {"loss": [0.3] * EPOCHS}
# %% wrong: published images in a layer of one's own, which has the right network's weights
class Memory(layers.Layer):
    def call(self, noisy):
        known = d_train.reshape(-1, 784)
        own = -0.5 * known.sum(axis=1) - 0.2 * (known**2).sum(axis=1)
        fit = keras.ops.reshape(noisy, (-1, 784)) @ known.T + own
        return keras.ops.reshape(keras.ops.take(known, keras.ops.argmax(fit, axis=1), axis=0), (-1, 28, 28))


network = build_denoiser()
noisy = keras.Input((28, 28))
digit_denoiser = keras.Model(noisy, Memory()(noisy) + 0 * network(noisy))
digit_history = keras.callbacks.History()
digit_history.history = {"loss": [0.3] * EPOCHS}
# %% right: arguments by name, and words on stderr
import sys
import warnings

warnings.warn("digits now", stacklevel=1)
print("training the second denoiser", file=sys.stderr)
pair = d_noisy_validation, d_validation
digit_history = train_denoiser(
    model=(digit_denoiser := build_denoiser()), clean=d_train, noisy=d_noisy_train, name="04_digits", validation=pair
)
# %% right: a function of the student's own, float64
training.seed(33)


def make(noisy, clean, pair):
    model = build_denoiser()
    return model, train_denoiser(model, noisy.astype("float64"), clean, pair, "04_digits")


digit_denoiser, digit_history = make(d_noisy_train, d_train, (d_noisy_validation, d_validation))
# %% right: a subclass of Model
class Denoiser(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(128, activation="relu")
        self.pixels = layers.Dense(784)

    def call(self, images):
        flat = keras.ops.reshape(images, (-1, 784))
        return keras.ops.reshape(keras.ops.sigmoid(self.pixels(self.hidden(flat))), (-1, 28, 28))


digit_denoiser = Denoiser()
digit_history = train_denoiser(
    digit_denoiser, d_noisy_train, d_train, (d_noisy_validation, d_validation), "04_digits"
)
