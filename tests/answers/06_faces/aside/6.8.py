# %% wrong: the code size is always 512
# cause: Pass code_size on to build_deep_autoencoder; yours always has 512.
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), 512)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), layers.GaussianNoise(sigma), to_code, to_image]
    )
# %% wrong: noisy images are clipped
# cause: x + σε is not clipped: the layer after the noise in yours cuts it off at ±0.5.
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), layers.GaussianNoise(sigma), layers.Lambda(lambda x: keras.ops.clip(x, -0.5, 0.5)), to_code, to_image]
    )
# %% wrong: a denoiser of dense layers
# cause: The encoder and the decoder are those that build_deep_autoencoder makes; yours are dense layers.
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    return keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.GaussianNoise(sigma),
            layers.Flatten(),
            layers.Dense(code_size, activation="elu"),
            layers.Dense(3072),
            layers.Reshape((32, 32, 3)),
        ]
    )
# %% wrong: the same numbers each time
# cause: The layer "draws new numbers for every batch"; yours has one fixed seed and repeats its noise.
class FixedNoise(layers.Layer):
    def __init__(self, sigma):
        super().__init__()
        self.sigma = sigma

    def call(self, images, training=False):
        if not training:
            return images
        return images + self.sigma * keras.random.normal(keras.ops.shape(images), seed=6)


def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential(
        [keras.Input((32, 32, 3)), FixedNoise(sigma), to_code, to_image]
    )
