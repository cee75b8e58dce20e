# %% wrong: always the unpack of Exercise 8.1
# cause: The layer calls the function unpack of the notebook, whatever it was given; "unpack the outputs with self.unpack".
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs):
        mean, scale = unpack(outputs)
        self.add_loss(self.kl_weight * ops.mean(kl_divergence(mean, scale)))
        noise = keras.random.normal(ops.shape(mean), seed=self.generator)
        return draw(mean, scale, noise)


def two_draws(outputs, kl_weight, factor=1):
    """Return two draws of a layer in a model, each (n, 10), and what it adds to the loss.

    The layer unpacks factor * outputs.
    """
    layer = GaussianCode(kl_weight, lambda numbers: unpack(factor * numbers))
    inputs = keras.Input((65,))
    model = keras.Model(inputs, layer(inputs))
    first, second = (model.predict(outputs, batch_size=4000, verbose=0) for _ in range(2))
    layer(outputs)
    return first, second, sum(layer.losses)
# %% wrong: a whole number as the seed
# cause: Each call gives the same noise: "A whole number as the seed would give the same noise in every batch"; pass self.generator.
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs):
        mean, scale = self.unpack(outputs)
        self.add_loss(self.kl_weight * ops.mean(kl_divergence(mean, scale)))
        noise = keras.random.normal(ops.shape(mean), seed=7)
        return draw(mean, scale, noise)


def two_draws(outputs, kl_weight, factor=1):
    """Return two draws of a layer in a model, each (n, 10), and what it adds to the loss.

    The layer unpacks factor * outputs.
    """
    layer = GaussianCode(kl_weight, lambda numbers: unpack(factor * numbers))
    inputs = keras.Input((65,))
    model = keras.Model(inputs, layer(inputs))
    first, second = (model.predict(outputs, batch_size=4000, verbose=0) for _ in range(2))
    layer(outputs)
    return first, second, sum(layer.losses)
# %% right: noise from Keras's own generator
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs):
        mean, scale = self.unpack(outputs)
        self.add_loss(self.kl_weight * ops.mean(kl_divergence(mean, scale)))
        noise = keras.random.normal(ops.shape(mean))
        return draw(mean, scale, noise)


def two_draws(outputs, kl_weight, factor=1):
    """Return two draws of a layer in a model, each (n, 10), and what it adds to the loss.

    The layer unpacks factor * outputs.
    """
    layer = GaussianCode(kl_weight, lambda numbers: unpack(factor * numbers))
    inputs = keras.Input((65,))
    model = keras.Model(inputs, layer(inputs))
    first, second = (model.predict(outputs, batch_size=4000, verbose=0) for _ in range(2))
    layer(outputs)
    return first, second, sum(layer.losses)
# %% wrong: a weight of one quarter
# cause: The weight is fixed at 0.25; "add self.kl_weight times the divergence".
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs):
        mean, scale = self.unpack(outputs)
        self.add_loss(0.25 * ops.mean(kl_divergence(mean, scale)))
        noise = keras.random.normal(ops.shape(mean), seed=self.generator)
        return draw(mean, scale, noise)


def two_draws(outputs, kl_weight, factor=1):
    """Return two draws of a layer in a model, each (n, 10), and what it adds to the loss.

    The layer unpacks factor * outputs.
    """
    layer = GaussianCode(kl_weight, lambda numbers: unpack(factor * numbers))
    inputs = keras.Input((65,))
    model = keras.Model(inputs, layer(inputs))
    first, second = (model.predict(outputs, batch_size=4000, verbose=0) for _ in range(2))
    layer(outputs)
    return first, second, sum(layer.losses)
# %% wrong: uniform noise with the covariance of the prior
# cause: The noise is uniform; the draw has ε from N(0, I): keras.random.normal.
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs):
        mean, scale = self.unpack(outputs)
        self.add_loss(self.kl_weight * ops.mean(kl_divergence(mean, scale)))
        noise = keras.random.uniform(ops.shape(mean), -(3**0.5), 3**0.5, seed=self.generator)
        return draw(mean, scale, noise)


def two_draws(outputs, kl_weight, factor=1):
    """Return two draws of a layer in a model, each (n, 10), and what it adds to the loss.

    The layer unpacks factor * outputs.
    """
    layer = GaussianCode(kl_weight, lambda numbers: unpack(factor * numbers))
    inputs = keras.Input((65,))
    model = keras.Model(inputs, layer(inputs))
    first, second = (model.predict(outputs, batch_size=4000, verbose=0) for _ in range(2))
    layer(outputs)
    return first, second, sum(layer.losses)
# %% wrong: one nat is free
# cause: A mean divergence below 1 counts as 1; the layer adds "self.kl_weight times the divergence, averaged over the images".
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs):
        mean, scale = self.unpack(outputs)
        self.add_loss(self.kl_weight * ops.maximum(ops.mean(kl_divergence(mean, scale)), 1.0))
        noise = keras.random.normal(ops.shape(mean), seed=self.generator)
        return draw(mean, scale, noise)


def two_draws(outputs, kl_weight, factor=1):
    """Return two draws of a layer in a model, each (n, 10), and what it adds to the loss.

    The layer unpacks factor * outputs.
    """
    layer = GaussianCode(kl_weight, lambda numbers: unpack(factor * numbers))
    inputs = keras.Input((65,))
    model = keras.Model(inputs, layer(inputs))
    first, second = (model.predict(outputs, batch_size=4000, verbose=0) for _ in range(2))
    layer(outputs)
    return first, second, sum(layer.losses)
# %% wrong: noise that is too narrow
# cause: The noise has a standard deviation of 0.95; it is drawn from N(0, I), so leave stddev at 1.
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs):
        mean, scale = self.unpack(outputs)
        self.add_loss(self.kl_weight * ops.mean(kl_divergence(mean, scale)))
        noise = keras.random.normal(ops.shape(mean), stddev=0.95, seed=self.generator)
        return draw(mean, scale, noise)


def two_draws(outputs, kl_weight, factor=1):
    """Return two draws of a layer in a model, each (n, 10), and what it adds to the loss.

    The layer unpacks factor * outputs.
    """
    layer = GaussianCode(kl_weight, lambda numbers: unpack(factor * numbers))
    inputs = keras.Input((65,))
    model = keras.Model(inputs, layer(inputs))
    first, second = (model.predict(outputs, batch_size=4000, verbose=0) for _ in range(2))
    layer(outputs)
    return first, second, sum(layer.losses)
# %% wrong: independent numbers
# cause: Only the diagonal of the scale is drawn with, so the numbers of a code do not vary together; "return a draw" with your function draw.
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs):
        mean, scale = self.unpack(outputs)
        self.add_loss(self.kl_weight * ops.mean(kl_divergence(mean, scale)))
        noise = keras.random.normal(ops.shape(mean), seed=self.generator)
        return mean + ops.diagonal(scale, axis1=1, axis2=2) * noise


def two_draws(outputs, kl_weight, factor=1):
    """Return two draws of a layer in a model, each (n, 10), and what it adds to the loss.

    The layer unpacks factor * outputs.
    """
    layer = GaussianCode(kl_weight, lambda numbers: unpack(factor * numbers))
    inputs = keras.Input((65,))
    model = keras.Model(inputs, layer(inputs))
    first, second = (model.predict(outputs, batch_size=4000, verbose=0) for _ in range(2))
    layer(outputs)
    return first, second, sum(layer.losses)
# %% right: sum over number of images, draw first
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs):
        mean, scale = self.unpack(outputs)
        code = draw(noise_vector=self.fresh_noise(mean), mean=mean, scale=scale)
        divergences = kl_divergence(scale=scale, mean=mean)
        count = ops.cast(ops.shape(mean)[0], divergences.dtype)
        self.add_loss(ops.sum(divergences) / count * self.kl_weight)
        return code

    def fresh_noise(self, mean):
        """Return noise of the shape of mean."""
        return keras.random.normal(seed=self.generator, shape=ops.shape(mean))


def two_draws(outputs, kl_weight, factor=1):
    """Return two draws of a layer in a model, each (n, 10), and what it adds to the loss.

    The layer unpacks factor * outputs.
    """
    layer = GaussianCode(kl_weight, lambda numbers: unpack(factor * numbers))
    inputs = keras.Input((65,))
    model = keras.Model(inputs, layer(inputs))
    first, second = (model.predict(outputs, batch_size=4000, verbose=0) for _ in range(2))
    layer(outputs)
    return first, second, sum(layer.losses)
# %% right: mean of weighted divergences
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs):
        unpacked = self.unpack(outputs)
        weighted = ops.multiply(self.kl_weight, kl_divergence(*unpacked))
        self.add_loss(ops.mean(weighted, axis=-1))
        shape = ops.shape(unpacked[0])
        return draw(*unpacked, keras.random.normal(shape, 0.0, 1.0, dtype="float32", seed=self.generator))


def two_draws(outputs, kl_weight, factor=1):
    """Return two draws of a layer in a model, each (n, 10), and what it adds to the loss.

    The layer unpacks factor * outputs.
    """
    layer = GaussianCode(kl_weight, lambda numbers: unpack(factor * numbers))
    inputs = keras.Input((65,))
    model = keras.Model(inputs, layer(inputs))
    first, second = (model.predict(outputs, batch_size=4000, verbose=0) for _ in range(2))
    layer(outputs)
    return first, second, sum(layer.losses)
