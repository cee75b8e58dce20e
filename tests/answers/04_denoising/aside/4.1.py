# %% wrong: generator outside for unseeded noise
# cause: Unseeded noise comes from a generator made outside, with a seed: make one inside the function, `default_rng(seed)`.
GENERATOR = np.random.default_rng(0)


def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = GENERATOR if seed is None else np.random.default_rng(seed)
    noise = rng.normal(mean, sigma, images.shape)
    return (images + noise).astype("float32")
# %% wrong: sigma as the variance
# cause: `sigma` is taken for the variance; it is the standard deviation.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed)
    noise = rng.normal(mean, np.sqrt(sigma), images.shape)
    return (images + noise).astype("float32")
# %% wrong: given array changed
# cause: The noise is written into the given array; return a new one.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed)
    images += rng.normal(mean, sigma, images.shape).astype("float32")
    return images
# %% wrong: result clipped to the pixels' range
# cause: The result is clipped to [0, 1]; return it without clipping.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed)
    noise = rng.normal(mean, sigma, images.shape)
    return np.clip(images + noise, 0, 1).astype("float32")
# %% wrong: one noise image for all
# cause: All images get the same noise; draw a number for each pixel of each image.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed)
    noise = rng.normal(mean, sigma, images.shape[1:])
    return (images + noise).astype("float32")
# %% right: Mersenne Twister generator
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.Generator(np.random.MT19937(seed))
    noisy = np.array(images, dtype="float64")
    noisy += mean + sigma * rng.standard_normal(noisy.shape)
    return noisy.astype(np.float32)
# %% right: drawn flat, then reshaped
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed=seed)
    numbers = rng.normal(scale=sigma, loc=mean, size=np.size(images))
    return np.add(images, numbers.reshape(np.shape(images))).astype("float32")
