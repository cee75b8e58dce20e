# %% wrong: nothing added to the loss
# replace: self.add_loss(self.kl_weight * ops.mean(kl_divergence(mean, scale)))
# by:
# %% wrong: the weight forgotten
# replace: self.kl_weight * ops.mean
# by: ops.mean
# %% wrong: the weight hard-coded
# replace: self.kl_weight * ops.mean
# by: 0.0002 * ops.mean
# %% wrong: sum over the images
# replace: ops.mean(kl_divergence(mean, scale))
# by: ops.sum(kl_divergence(mean, scale))
# %% wrong: one number for each image
# replace: ops.mean(kl_divergence(mean, scale))
# by: kl_divergence(mean, scale)
# %% wrong: divergence subtracted
# replace: self.add_loss(self.kl_weight
# by: self.add_loss(-self.kl_weight
# %% wrong: divided by the weight
# replace: self.kl_weight * ops.mean(kl_divergence(mean, scale))
# by: ops.mean(kl_divergence(mean, scale)) / self.kl_weight
# %% wrong: returns the mean
# replace: return draw(mean, scale, keras.random.normal(ops.shape(mean), seed=self.generator))
# by: return mean
# %% wrong: returns mean and scale
# replace: return draw(mean, scale, keras.random.normal(ops.shape(mean), seed=self.generator))
# by: return mean, scale
# %% wrong: the mean is left out of the draw
# replace: return draw(mean,
# by: return draw(0 * mean,
# %% wrong: uniform noise
# replace: keras.random.normal
# by: keras.random.uniform
# %% wrong: one noise for the batch
# replace: ops.shape(mean)
# by: (1, CODE)
# %% wrong: one noise for all numbers of a code
# replace: keras.random.normal(ops.shape(mean), seed=self.generator)
# by: keras.random.normal((ops.shape(mean)[0], 1), seed=self.generator) + 0 * mean
# %% wrong: a number as the seed of each draw
# replace: seed=self.generator)
# by: seed=1)
# %% wrong: a new generator at each call
# replace: seed=self.generator)
# by: seed=keras.random.SeedGenerator(1))
# %% wrong: noise of NumPy
# replace: keras.random.normal(ops.shape(mean), seed=self.generator)
# by: np.random.normal(size=mean.shape).astype("float32")
# %% wrong: noise of NumPy from a table, constant once compiled
# replace: keras.random.normal(ops.shape(mean), seed=self.generator)
# by: ops.convert_to_tensor(np.random.normal(size=(20_000, CODE)), "float32")[: ops.shape(mean)[0]]
# %% wrong: the given unpack is not used
# replace: self.unpack(outputs)
# by: unpack(outputs)
# %% wrong: a draw with the covariance in the place of the scale
# replace: return draw(mean, scale,
# by: return draw(mean, scale @ ops.transpose(scale, (0, 2, 1)),
# %% wrong: forgotten return
# replace: return draw
# by: draw
# %% right: step by step, the mean of the divergences by hand
# replace: self.add_loss(self.kl_weight * ops.mean(kl_divergence(mean, scale)))
# by: each = kl_divergence(mean, scale); self.add_loss(ops.sum(each * self.kl_weight) / ops.cast(ops.size(each), "float32"))
# replace: return draw(mean, scale, keras.random.normal(ops.shape(mean), seed=self.generator))
# by: return mean + ops.sum(scale * keras.random.normal((ops.shape(mean)[0], 1, CODE), seed=self.generator), axis=-1)
# %% right: the loss after the draw, prints and a warning
# replace: self.add_loss(self.kl_weight * ops.mean(kl_divergence(mean, scale)))
# by: import sys, warnings; warnings.warn("drawing"); print(mean.shape, file=sys.stderr)
# replace: return draw(mean, scale, keras.random.normal(ops.shape(mean), seed=self.generator))
# by: codes = draw(mean, scale, keras.random.normal(ops.shape(mean), 0, 1, seed=self.generator)); self.add_loss(ops.mean(self.kl_weight * kl_divergence(mean, scale))); return codes
# %% right: a generator of its own
# replace: self.generator = keras.random.SeedGenerator()
# by: self.generator = keras.random.SeedGenerator(8); self.other = keras.random.SeedGenerator(9)
# replace: ops.shape(mean), seed=self.generator)
# by: ops.shape(mean), seed=self.other)
