# %% wrong: noise from 0 to 1
# cause: The noise runs from 0 to 1; it runs from -0.5 to 0.5.
# replace: ops.shape(codes), -0.5, 0.5, seed
# by: ops.shape(codes), seed
# %% wrong: noise from -1 to 1
# cause: The noise is two steps wide; it runs from -0.5 to 0.5.
# replace: -0.5, 0.5
# by: -1.0, 1.0
# %% wrong: normal noise of the same spread
# cause: The noise is normal; use keras.random.uniform.
# replace: keras.random.uniform(ops.shape(codes), -0.5, 0.5, seed=self.generator)
# by: keras.random.normal(ops.shape(codes), 0.0, 12**-0.5, seed=self.generator)
# %% wrong: noise in use too
# cause: Outside of training the layer rounds; it adds no noise.
# replace: if training:
# by: if True:
# %% wrong: rounds in training too
# cause: In training the layer adds noise and does not round.
# replace: if training:
# by: if False:
# %% wrong: the other way round
# cause: Noise and rounding are exchanged: noise in training, rounding else.
# replace: if training:
# by: if not training:
# %% wrong: noise, then rounded
# cause: In training the noisy code is rounded; leave it as it is.
# replace: return codes + keras.random.uniform(ops.shape(codes), -0.5, 0.5, seed=self.generator)
# by: return ops.round(codes + keras.random.uniform(ops.shape(codes), -0.5, 0.5, seed=self.generator))
# %% wrong: noise added to the rounded code
# cause: The noise is added to the rounded code, through which no gradient passes; add it to the code itself.
# replace: return codes + keras
# by: return ops.round(codes) + keras
# %% wrong: straight through in training, without noise
# cause: In training the code is rounded straight through; add noise.
# replace: return codes + keras.random.uniform(ops.shape(codes), -0.5, 0.5, seed=self.generator)
# by: return codes + ops.stop_gradient(ops.round(codes) - codes)
# %% wrong: the code itself in use
# cause: Outside of training the code is not rounded; use ops.round.
# replace: return ops.round(codes)
# by: return codes
# %% wrong: rounded down
# cause: This rounds down; round to the nearest whole number.
# replace: ops.round(codes)
# by: ops.floor(codes)
# %% wrong: cut toward 0
# cause: This cuts toward 0; round to the nearest whole number.
# replace: ops.round(codes)
# by: ops.trunc(codes)
# %% wrong: a number as the seed of each draw
# cause: Each call gives the same noise; pass the layer's generator as seed.
# replace: seed=self.generator)
# by: seed=7)
# %% wrong: seed not passed on
# cause: The generator does not get the seed: SeedGenerator(seed).
# replace: keras.random.SeedGenerator(seed)
# by: keras.random.SeedGenerator()
# %% wrong: always the same seed
# cause: The generator always gets the same seed: SeedGenerator(seed).
# replace: keras.random.SeedGenerator(seed)
# by: keras.random.SeedGenerator(7)
# %% wrong: one noise for all codes
# cause: All codes get the same noise; draw it for ops.shape(codes).
# replace: ops.shape(codes), -0.5
# by: ops.shape(codes)[1:], -0.5
# %% wrong: one noise for all numbers of a code
# cause: All numbers of a code get the same noise; draw it for ops.shape(codes).
# replace: ops.shape(codes), -0.5
# by: (ops.shape(codes)[0], 1), -0.5
# %% wrong: noise that multiplies
# cause: The noise multiplies the code; add it.
# replace: return codes + keras
# by: return codes * keras
# %% wrong: noise through which no gradient passes
# cause: No gradient passes: stop_gradient stands around the whole sum.
# replace: return codes + keras.random.uniform(ops.shape(codes), -0.5, 0.5, seed=self.generator)
# by: return ops.stop_gradient(codes + keras.random.uniform(ops.shape(codes), -0.5, 0.5, seed=self.generator))
# %% right: uniform noise moved to the middle
class NoisyRound(layers.Layer):
    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.draws = keras.random.SeedGenerator(seed)

    def call(self, codes, training=None):
        noise = keras.random.uniform(ops.shape(codes), seed=self.draws) - 0.5
        return codes + noise if training else ops.floor(codes + 0.5)


def rounded_by_layer(codes, training, calls=1, seed=0, compiled=False):
    layer = NoisyRound(seed)
    if compiled:
        inputs = keras.Input(codes.shape[1:])
        model = keras.Model(inputs, layer(inputs))
        return np.stack([model.predict(codes, batch_size=100, verbose=0) for _ in range(calls)])
    return np.stack([np.asarray(layer(codes, training=training)) for _ in range(calls)])
# %% right: ops.where over both
# replace: if training:
# by: if training is True or training == 1:
# replace: return ops.round(codes)
# by: return ops.where(codes >= 0, ops.floor(codes + 0.5), -ops.floor(0.5 - codes))
# %% right: rint straight through in use, a warning
# replace: return ops.round(codes)
# by: import warnings; warnings.warn("rounding"); return codes + ops.stop_gradient(ops.round(codes) - codes)
