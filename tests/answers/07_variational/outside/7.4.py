# %% wrong: the shape is read when the model is built
# cause: mean.shape has None for the number of images in a model, so the layer works only outside of one; "ops.shape(mean)" is the shape of the batch at hand.
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, mean, log_var):
        noise = keras.random.normal(mean.shape, seed=self.generator)
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
# %% wrong: the layer takes no notice of its seed
# cause: Two layers with the same seed draw different codes; the argument seed goes into the SeedGenerator: keras.random.SeedGenerator(seed).
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator()

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
# %% wrong: uniform noise of variance one
# cause: The noise is uniform; the formula has ε from N(0, I): use keras.random.normal.
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, mean, log_var):
        edge = 3**0.5
        noise = keras.random.uniform(ops.shape(mean), -edge, edge, seed=self.generator)
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
# %% wrong: sigma without a gradient
# cause: ops.stop_gradient keeps the gradient from log_var; the reparameterisation is there so that ∂z/∂σ = ε.
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, mean, log_var):
        sigma = ops.stop_gradient(ops.exp(log_var / 2))
        return mean + sigma * keras.random.normal(ops.shape(mean), seed=self.generator)


def draw_codes(mean, log_var, calls=1, seed=0, compiled=False):
    """Return what a new Sampling layer gives at so many calls: (calls, n, d)."""
    layer = Sampling(seed)
    if compiled:  # in a model, for any number of images
        inputs = [keras.Input(mean.shape[1:]), keras.Input(log_var.shape[1:])]
        model = keras.Model(inputs, layer(*inputs))
        each = [model.predict([mean, log_var], batch_size=100, verbose=0) for _ in range(calls)]
        return np.stack(each)
    return np.stack([np.asarray(layer(mean, log_var)) for _ in range(calls)])
# %% wrong: noise of two columns
# cause: The noise has two columns whatever the size of the code; the layer is for "(n, d) and (n, d) → (n, d)": use ops.shape(mean).
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, mean, log_var):
        noise = keras.random.normal((ops.shape(mean)[0], 2), seed=self.generator)
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
# %% wrong: mirrored noise within a batch
# cause: The noise of the last images of a batch is that of the first with the other sign, and a single image has none; it should be "of its own for every image".
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, mean, log_var):
        noise = keras.random.normal(ops.shape(mean), seed=self.generator)
        noise = (noise - ops.flip(noise, axis=0)) / 2**0.5
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
# %% wrong: log-variance limited to small numbers
# cause: Log-variances below -5 are raised, so narrow posteriors are drawn too wide; sigma is exp(log_var / 2), and the log-variance "may be any number".
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, mean, log_var):
        noise = keras.random.normal(ops.shape(mean), seed=self.generator)
        return mean + ops.exp(ops.clip(log_var, -5, 5) / 2) * noise


def draw_codes(mean, log_var, calls=1, seed=0, compiled=False):
    """Return what a new Sampling layer gives at so many calls: (calls, n, d)."""
    layer = Sampling(seed)
    if compiled:  # in a model, for any number of images
        inputs = [keras.Input(mean.shape[1:]), keras.Input(log_var.shape[1:])]
        model = keras.Model(inputs, layer(*inputs))
        each = [model.predict([mean, log_var], batch_size=100, verbose=0) for _ in range(calls)]
        return np.stack(each)
    return np.stack([np.asarray(layer(mean, log_var)) for _ in range(calls)])
# %% wrong: one noise for the whole batch
# cause: All images of a batch get the same noise; it should be "of its own for every image": its shape is ops.shape(mean).
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, mean, log_var):
        noise = keras.random.normal((1, mean.shape[-1]), seed=self.generator)
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
# %% wrong: a whole number as seed of each call
# cause: Each call gives the same noise: "A whole number as seed would give the same noise at each call". Pass the SeedGenerator.
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.seed = 0 if seed is None else seed

    def call(self, mean, log_var):
        noise = keras.random.normal(ops.shape(mean), seed=self.seed)
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
# %% wrong: variance in the place of sigma
# cause: exp(log_var) is the variance; the noise is multiplied by sigma, exp(log_var / 2).
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, mean, log_var):
        noise = keras.random.normal(ops.shape(mean), seed=self.generator)
        return mean + ops.exp(log_var) * noise


def draw_codes(mean, log_var, calls=1, seed=0, compiled=False):
    """Return what a new Sampling layer gives at so many calls: (calls, n, d)."""
    layer = Sampling(seed)
    if compiled:  # in a model, for any number of images
        inputs = [keras.Input(mean.shape[1:]), keras.Input(log_var.shape[1:])]
        model = keras.Model(inputs, layer(*inputs))
        each = [model.predict([mean, log_var], batch_size=100, verbose=0) for _ in range(calls)]
        return np.stack(each)
    return np.stack([np.asarray(layer(mean, log_var)) for _ in range(calls)])
# %% right: GaussianNoise that is always on
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.noise = layers.GaussianNoise(1.0, seed=seed)

    def call(self, mean, log_var):
        noise = self.noise(ops.zeros_like(mean), training=True)
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
# %% right: root of the variance, noise first
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.source = keras.random.SeedGenerator(seed=seed)

    def call(self, mean, log_var):
        epsilon = keras.random.normal(seed=self.source, shape=ops.shape(log_var), mean=0.0, stddev=1.0)
        return epsilon * ops.sqrt(ops.exp(log_var)) + mean

    def compute_output_shape(self, mean_shape, log_var_shape):
        return mean_shape


def draw_codes(mean, log_var, calls=1, seed=0, compiled=False):
    """Return what a new Sampling layer gives at so many calls: (calls, n, d)."""
    layer = Sampling(seed)
    if compiled:  # in a model, for any number of images
        inputs = [keras.Input(mean.shape[1:]), keras.Input(log_var.shape[1:])]
        model = keras.Model(inputs, layer(*inputs))
        each = [model.predict([mean, log_var], batch_size=100, verbose=0) for _ in range(calls)]
        return np.stack(each)
    return np.stack([np.asarray(layer(mean, log_var)) for _ in range(calls)])
# %% right: a draw for each column
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, mean, log_var):
        columns = []
        for j in range(mean.shape[-1]):
            noise = keras.random.normal(ops.shape(mean[:, j]), seed=self.generator)
            columns.append(mean[:, j] + ops.exp(0.5 * log_var[:, j]) * noise)
        return ops.stack(columns, axis=-1)


def draw_codes(mean, log_var, calls=1, seed=0, compiled=False):
    """Return what a new Sampling layer gives at so many calls: (calls, n, d)."""
    layer = Sampling(seed)
    if compiled:  # in a model, for any number of images
        inputs = [keras.Input(mean.shape[1:]), keras.Input(log_var.shape[1:])]
        model = keras.Model(inputs, layer(*inputs))
        each = [model.predict([mean, log_var], batch_size=100, verbose=0) for _ in range(calls)]
        return np.stack(each)
    return np.stack([np.asarray(layer(mean, log_var)) for _ in range(calls)])
# %% right: a helper for sigma
def sigma_of(log_var):
    """Return the standard deviations."""
    return ops.exp(ops.multiply(log_var, 0.5))


class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, mean, log_var):
        epsilon = keras.random.normal(ops.shape(mean), dtype="float32", seed=self.generator)
        return ops.add(mean, ops.multiply(sigma_of(log_var), epsilon))


def draw_codes(mean, log_var, calls=1, seed=0, compiled=False):
    """Return what a new Sampling layer gives at so many calls: (calls, n, d)."""
    layer = Sampling(seed)
    if compiled:  # in a model, for any number of images
        inputs = [keras.Input(mean.shape[1:]), keras.Input(log_var.shape[1:])]
        model = keras.Model(inputs, layer(*inputs))
        each = [model.predict([mean, log_var], batch_size=100, verbose=0) for _ in range(calls)]
        return np.stack(each)
    return np.stack([np.asarray(layer(mean, log_var)) for _ in range(calls)])
