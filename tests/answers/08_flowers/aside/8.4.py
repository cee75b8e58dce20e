# %% wrong: the mean is returned in training
# cause: While the model is trained the layer returns the mean; "return a draw" holds in training as well, where it matters.
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs, training=None):
        mean, scale = self.unpack(outputs)
        self.add_loss(self.kl_weight * ops.mean(kl_divergence(mean, scale)))
        if training:
            return mean
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
# %% wrong: the validation loss has no divergence
# cause: Nothing is added when training is False; "add self.kl_weight times the divergence ... to the loss" at every call.
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs, training=None):
        mean, scale = self.unpack(outputs)
        if training is not False:
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
# %% wrong: a divergence without gradient
# cause: ops.stop_gradient makes the added number a constant for the training; the divergence is a term of the loss.
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
        self.add_loss(self.kl_weight * ops.stop_gradient(ops.mean(kl_divergence(mean, scale))))
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
# %% wrong: the sum over the images
# cause: The divergences of a batch are summed; "averaged over the images": use ops.mean.
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
        self.add_loss(self.kl_weight * ops.sum(kl_divergence(mean, scale)))
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
# %% wrong: one noise vector for the batch
# cause: All images get the same noise; it has "the same shape as the mean, ops.shape(mean)".
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
        noise = keras.random.normal((1, 10), seed=self.generator)
        return draw(mean, scale, noise + ops.zeros_like(mean))


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
# %% wrong: the weight is left out
# cause: The divergence is added with a weight of 1; "add self.kl_weight times the divergence".
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
        self.add_loss(ops.mean(kl_divergence(mean, scale)))
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
# %% right: a given output shape, training flag unused
class GaussianCode(keras.layers.Layer):
    """Draw codes (n, 10) from the posteriors that an encoder's outputs (n, 65) describe.

    The layer adds the divergence to the loss.
    """

    def __init__(self, kl_weight, unpack=unpack):
        super().__init__()
        self.kl_weight, self.unpack = kl_weight, unpack
        self.generator = keras.random.SeedGenerator()

    def call(self, outputs, training=None):
        mean, scale = self.unpack(outputs)
        noise_vector = keras.random.normal(shape=ops.shape(mean), seed=self.generator)
        penalty = ops.mean(kl_divergence(mean, scale))
        self.add_loss(penalty * float(self.kl_weight))
        return draw(mean, scale, noise_vector)

    def compute_output_shape(self, outputs_shape):
        return (outputs_shape[0], CODE)


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
