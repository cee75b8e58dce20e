# %% wrong: nothing added to the loss
# cause: Nothing is added to the loss: call self.add_loss(...) in call.
# replace: self.add_loss(self.kl_weight * ops.mean(kl_divergence(mean, scale)))
# by:
# %% wrong: the weight forgotten
# cause: The weight is missing: self.kl_weight times the divergence.
# replace: self.kl_weight * ops.mean
# by: ops.mean
# %% wrong: the weight hard-coded
# cause: The weight is a fixed number; use self.kl_weight.
# replace: self.kl_weight * ops.mean
# by: 0.0002 * ops.mean
# %% wrong: sum over the images
# cause: This is the sum over the images; take the mean.
# replace: ops.mean(kl_divergence(mean, scale))
# by: ops.sum(kl_divergence(mean, scale))
# %% wrong: one number for each image
# cause: A number for each image is added; add their mean.
# replace: ops.mean(kl_divergence(mean, scale))
# by: kl_divergence(mean, scale)
# %% wrong: divergence subtracted
# cause: The divergence has the wrong sign; add it.
# replace: self.add_loss(self.kl_weight
# by: self.add_loss(-self.kl_weight
# %% wrong: divided by the weight
# cause: The divergence is divided by the weight; multiply.
# replace: self.kl_weight * ops.mean(kl_divergence(mean, scale))
# by: ops.mean(kl_divergence(mean, scale)) / self.kl_weight
# %% wrong: returns the mean
# cause: The layer returns the mean; return a draw.
# replace: return draw(mean, scale, keras.random.normal(ops.shape(mean), seed=self.generator))
# by: return mean
# %% wrong: returns mean and scale
# cause: The layer returns mean and scale; return a draw.
# replace: return draw(mean, scale, keras.random.normal(ops.shape(mean), seed=self.generator))
# by: return mean, scale
# %% wrong: the mean is left out of the draw
# cause: The draws lie around 0; draw around the mean.
# replace: return draw(mean,
# by: return draw(0 * mean,
# %% wrong: uniform noise
# cause: The noise is uniform; use keras.random.normal.
# replace: keras.random.normal
# by: keras.random.uniform
# %% wrong: one noise for the batch
# cause: All images get the same noise; draw it for ops.shape(mean).
# replace: ops.shape(mean)
# by: (1, CODE)
# %% wrong: one noise for all numbers of a code
# cause: All numbers of a code get the same noise; draw it for ops.shape(mean).
# replace: keras.random.normal(ops.shape(mean), seed=self.generator)
# by: keras.random.normal((ops.shape(mean)[0], 1), seed=self.generator) + 0 * mean
# %% wrong: a number as the seed of each draw
# cause: Each call gives the same noise; pass self.generator as seed.
# replace: seed=self.generator)
# by: seed=1)
# %% wrong: a new generator at each call
# cause: Each call makes a new generator, which gives the same noise; use self.generator.
# replace: seed=self.generator)
# by: seed=keras.random.SeedGenerator(1))
# %% wrong: noise of NumPy
# cause: Inside a model NumPy cannot draw for a batch of any size; use keras.random.normal.
# replace: keras.random.normal(ops.shape(mean), seed=self.generator)
# by: np.random.normal(size=mean.shape).astype("float32")
# %% wrong: noise of NumPy from a table, constant once compiled
# cause: Inside a model the table is made once; use keras.random.normal.
# replace: keras.random.normal(ops.shape(mean), seed=self.generator)
# by: ops.convert_to_tensor(np.random.normal(size=(20_000, CODE)), "float32")[: ops.shape(mean)[0]]
# %% wrong: the given unpack is not used
# cause: The layer takes the function unpack of the notebook; call self.unpack.
# replace: self.unpack(outputs)
# by: unpack(outputs)
# %% wrong: a draw with the covariance in the place of the scale
# cause: The noise is multiplied by the covariance; give draw the scale.
# replace: return draw(mean, scale,
# by: return draw(mean, scale @ ops.transpose(scale, (0, 2, 1)),
# %% wrong: forgotten return
# cause: The call returns nothing; put `return` before the draw.
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
