# %% wrong: seed 0 counts as no seed
# cause: Two layers of seed 0 draw different codes, as `seed or None` turns 0 into None; "make a keras.random.SeedGenerator(seed)".
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed or None)

    def call(self, mean, log_var):
        noise = keras.random.normal(ops.shape(mean), seed=self.generator)
        return mean + ops.exp(log_var / 2) * noise


def draw_codes(mean, log_var, calls=1, seed=0, compiled=False):
    """Return what a new Sampling layer gives at so many calls: (calls, n, d)."""
    layer = Sampling(seed)
    if compiled:  # in a model, for any number of images
        inputs = [keras.Input(mean.shape[1:]), keras.Input(log_var.shape[1:])]
        model = keras.Model(inputs, layer(*inputs))
        each = [model.predict([mean, log_var], batch_size=100, verbose=0) for _ in range(calls)]
        return np.stack(each)
    return np.stack([np.asarray(layer(mean, log_var)) for _ in range(calls)])
# %% wrong: noise is left out in prediction
# cause: In predict and evaluate the layer returns the mean; it returns a code "with noise of its own for ... every call", in training or not.
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, mean, log_var, training=None):
        if training is False:
            return mean
        noise = keras.random.normal(ops.shape(mean), seed=self.generator)
        return mean + ops.exp(log_var / 2) * noise


def draw_codes(mean, log_var, calls=1, seed=0, compiled=False):
    """Return what a new Sampling layer gives at so many calls: (calls, n, d)."""
    layer = Sampling(seed)
    if compiled:  # in a model, for any number of images
        inputs = [keras.Input(mean.shape[1:]), keras.Input(log_var.shape[1:])]
        model = keras.Model(inputs, layer(*inputs))
        each = [model.predict([mean, log_var], batch_size=100, verbose=0) for _ in range(calls)]
        return np.stack(each)
    return np.stack([np.asarray(layer(mean, log_var)) for _ in range(calls)])
# %% wrong: noise from a NumPy generator
# cause: NumPy draws once when the model is traced, for a known number of images only; "Each call of keras.random.normal takes new noise": use it with a SeedGenerator.
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = np.random.default_rng(seed)

    def call(self, mean, log_var):
        noise = self.generator.standard_normal(mean.shape).astype("float32")
        return mean + ops.exp(log_var / 2) * noise


def draw_codes(mean, log_var, calls=1, seed=0, compiled=False):
    """Return what a new Sampling layer gives at so many calls: (calls, n, d)."""
    layer = Sampling(seed)
    if compiled:  # in a model, for any number of images
        inputs = [keras.Input(mean.shape[1:]), keras.Input(log_var.shape[1:])]
        model = keras.Model(inputs, layer(*inputs))
        each = [model.predict([mean, log_var], batch_size=100, verbose=0) for _ in range(calls)]
        return np.stack(each)
    return np.stack([np.asarray(layer(mean, log_var)) for _ in range(calls)])
