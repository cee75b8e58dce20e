# %% wrong: the noise of the notebook
# cause: "Noise of standard deviation sigma": yours always takes SIGMA; use the argument.
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), layers.GaussianNoise(SIGMA), to_code, to_image]
    )
# %% wrong: compiled already
# cause: "Do not compile it": yours is compiled; leave that to train_denoiser.
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    model = keras.Sequential(
        [keras.Input((32, 32, 3)), layers.GaussianNoise(sigma), to_code, to_image]
    )
    model.compile(optimizer="adam", loss="mse")
    return model
# %% wrong: takes the trained models
# cause: "The encoder and the decoder that build_deep_autoencoder makes": yours takes the trained ones of section 3, with 32 numbers, and the training would change them.
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    return keras.Sequential(
        [keras.Input((32, 32, 3)), layers.GaussianNoise(sigma), encoder, decoder]
    )
# %% wrong: uniform noise
# cause: The noise is ε ~ N(0, 1) times σ; yours is spread evenly between two limits: use layers.GaussianNoise(sigma).
class EvenNoise(layers.Layer):
    def __init__(self, sigma):
        super().__init__()
        self.limit = sigma * 3**0.5
        self.seeds = keras.random.SeedGenerator(6)

    def call(self, images, training=False):
        if not training:
            return images
        shape = keras.ops.shape(images)
        return images + keras.random.uniform(shape, -self.limit, self.limit, seed=self.seeds)


def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), EvenNoise(sigma), to_code, to_image]
    )
# %% wrong: the same noise for the whole batch
# cause: Every image gets noise of its own, "so that no noisy image comes twice"; yours draws one picture of noise for all images of a batch.
class BatchNoise(layers.Layer):
    def __init__(self, sigma):
        super().__init__()
        self.sigma = sigma
        self.seeds = keras.random.SeedGenerator(6)

    def call(self, images, training=False):
        if not training:
            return images
        return images + self.sigma * keras.random.normal((1, 32, 32, 3), seed=self.seeds)


def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), BatchNoise(sigma), to_code, to_image]
    )
# %% wrong: a little too strong
# cause: "Noise of standard deviation sigma": yours is a quarter stronger.
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), layers.GaussianNoise(1.25 * sigma), to_code, to_image]
    )
# %% wrong: dropout at the code
# cause: The model is the noise layer, the encoder and the decoder; the Dropout at the code is not asked for.
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), layers.GaussianNoise(sigma), to_code, layers.Dropout(0.05), to_image]
    )
# %% wrong: the noise hits the code
# cause: "First the noise layer, then the encoder and the decoder": yours adds the noise to the code.
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), to_code, layers.GaussianNoise(sigma), to_image]
    )
# %% wrong: noise in use too
# cause: "In training only": yours adds the noise whenever the model is used.
class AlwaysNoise(layers.Layer):
    def __init__(self, sigma):
        super().__init__()
        self.noise = layers.GaussianNoise(sigma)

    def call(self, images):
        return self.noise(images, training=True)


def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), AlwaysNoise(sigma), to_code, to_image]
    )
# %% wrong: sigma is taken for the variance
# cause: sigma is the standard deviation: pass it as it is, not its root.
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), layers.GaussianNoise(sigma**0.5), to_code, to_image]
    )
# %% wrong: dropout for noise
# cause: The noise is Gaussian, x + σε; yours sets a share of the pixels to 0.
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), layers.Dropout(sigma), to_code, to_image]
    )
# %% right: functional
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    images = keras.Input(shape=(32, 32, 3))
    noisy = layers.GaussianNoise(stddev=sigma)(images)
    to_code, to_image = build_deep_autoencoder(img_shape=(32, 32, 3), code_size=code_size)
    return keras.Model(images, to_image(to_code(noisy)))
# %% right: own noise layer
class FreshNoise(layers.Layer):
    """Add normal noise in training."""

    def __init__(self, sigma, **options):
        super().__init__(**options)
        self.sigma = sigma
        self.seeds = keras.random.SeedGenerator()

    def call(self, images, training=False):
        if training:
            images = images + keras.random.normal(
                keras.ops.shape(images), stddev=self.sigma, seed=self.seeds
            )
        return images


def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), FreshNoise(sigma), to_code, to_image]
    )
# %% right: layers added one by one, with a seed
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    model = keras.Sequential(name="denoiser")
    model.add(keras.Input((32, 32, 3)))
    model.add(layers.GaussianNoise(sigma, seed=8))
    for part in build_deep_autoencoder((32, 32, 3), code_size):
        model.add(part)
    return model
