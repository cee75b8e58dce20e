# %% wrong: the variance for sigma
# cause: exp(log_var) is the variance; sigma is exp(log_var / 2).
# replace: ops.exp(log_var / 2)
# by: ops.exp(log_var)
# %% wrong: log_var taken for sigma
# cause: log_var is taken for sigma, which is exp(log_var / 2).
# replace: ops.exp(log_var / 2)
# by: log_var
# %% wrong: sigma forgotten
# cause: Multiply the noise by sigma, exp(log_var / 2).
# replace: ops.exp(log_var / 2) * drawn
# by: drawn
# %% wrong: returns the mean
# cause: The layer returns the mean; add sigma times noise.
# replace: return mean + ops.exp(log_var / 2) * drawn
# by: return mean
# %% wrong: mean forgotten
# cause: The mean is missing: mean + sigma times noise.
# replace: return mean + ops.exp
# by: return ops.exp
# %% wrong: one sigma for all numbers of a code
# cause: Each number of a code has a sigma of its own; do not average log_var.
# replace: ops.exp(log_var / 2)
# by: ops.exp(ops.mean(log_var, axis=-1, keepdims=True) / 2)
# %% wrong: uniform noise
# cause: The noise is uniform; use keras.random.normal.
# replace: keras.random.normal
# by: keras.random.uniform
# %% wrong: noise cut off at two sigma
# cause: The noise is cut off at 2; use keras.random.normal.
# replace: keras.random.normal
# by: keras.random.truncated_normal
# %% wrong: a number as the seed of each draw
# cause: Each call gives the same noise; pass the layer's generator as seed.
# replace: seed=self.generator)
# by: seed=7)
# %% wrong: a new generator at each call
# cause: Each call makes a new generator, which gives the same noise; make it in __init__.
# replace: seed=self.generator)
# by: seed=keras.random.SeedGenerator(7))
# %% wrong: seed not passed on
# cause: The generator does not get the seed: SeedGenerator(seed).
# replace: keras.random.SeedGenerator(seed)
# by: keras.random.SeedGenerator()
# %% wrong: one noise for all images
# cause: All images get the same noise; draw it for ops.shape(mean).
# replace: ops.shape(mean)
# by: (2,)
# %% wrong: one noise for both numbers of a code
# cause: Both numbers of a code get the same noise; draw it for ops.shape(mean).
# replace: ops.shape(mean)
# by: (ops.shape(mean)[0], 1)
# %% wrong: codes of two numbers only
# cause: The noise has two columns whatever the size of a code; draw it for ops.shape(mean).
# replace: ops.shape(mean)
# by: (ops.shape(mean)[0], 2)
# %% wrong: noise of NumPy, constant once compiled
# cause: Inside a model NumPy draws once, when it is built; use keras.random.normal.
# replace: keras.random.SeedGenerator(seed)
# by: np.random.default_rng(seed)
# replace: keras.random.normal(ops.shape(mean), seed=self.generator)
# by: self.generator.standard_normal(mean.shape).astype("float32")
# %% wrong: noise of a fixed table, constant once compiled
# cause: Inside a model the table is made once; use keras.random.normal.
# replace: keras.random.SeedGenerator(seed)
# by: np.random.default_rng(seed)
# replace: keras.random.normal(ops.shape(mean), seed=self.generator)
# by: ops.convert_to_tensor(self.generator.standard_normal((5000, 5)), "float32")[: ops.shape(mean)[0], : mean.shape[1]]
# %% wrong: forgotten return
# cause: The call returns nothing; put `return` before the code.
# replace: return mean + ops.exp
# by: mean + ops.exp
# %% right: another name for everything, sigma by a root
class Noise(layers.Layer):
    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.source = keras.random.SeedGenerator(seed=seed)


class Sampling(Noise):
    def call(self, mean, log_var):
        print("drawing")
        sigma = ops.sqrt(ops.exp(log_var))
        return ops.add(ops.multiply(sigma, keras.random.normal(ops.shape(sigma), 0.0, 1.0, seed=self.source)), mean)


def draw_codes(mean, log_var, calls=1, seed=0, compiled=False):
    """Return what a new Sampling layer gives at so many calls: (calls, n, d)."""
    layer = Sampling(seed)
    if compiled:  # in a model, for any number of images
        inputs = [keras.Input(mean.shape[1:]), keras.Input(log_var.shape[1:])]
        model = keras.Model(inputs, layer(*inputs))
        return np.stack([model.predict([mean, log_var], batch_size=100, verbose=0) for _ in range(calls)])
    return np.stack([np.asarray(layer(mean, log_var)) for _ in range(calls)])


# %% right: normal noise made of two uniform numbers
# replace: drawn = keras.random.normal(ops.shape(mean), seed=self.generator)
# by: u, v = (keras.random.uniform(ops.shape(mean), seed=self.generator) for _ in range(2))
# replace: return mean + ops.exp(log_var / 2) * drawn
# by: return mean + ops.exp(log_var / 2) * ops.sqrt(-2 * ops.log(1 - u)) * ops.cos(2 * np.pi * v)
# %% right: the minus sign, which changes nothing, and warnings
# replace: drawn = keras.random.normal(ops.shape(mean), seed=self.generator)
# by: import sys, warnings; warnings.warn("drawing"); print("drawing", file=sys.stderr)
# replace: return mean + ops.exp(log_var / 2) * drawn
# by: return mean - ops.exp(0.5 * log_var) * keras.random.normal(ops.shape(log_var), seed=self.generator)
# %% right: float64 inside
# replace: drawn = keras.random.normal(ops.shape(mean), seed=self.generator)
# by: drawn = ops.cast(keras.random.normal(ops.shape(mean), dtype="float64", seed=self.generator), mean.dtype)
