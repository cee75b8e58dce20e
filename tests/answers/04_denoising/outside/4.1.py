# %% wrong: uniform noise of the right spread
# cause: The noise is uniform; draw it from the normal distribution.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed)
    half = sigma * 3**0.5
    noise = rng.uniform(mean - half, mean + half, images.shape)
    return (images + noise).astype("float32")
# %% wrong: laplace noise of the right spread
# cause: The noise follows a Laplace distribution; draw it from the normal one.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed)
    noise = rng.laplace(mean, sigma / np.sqrt(2), size=images.shape)
    return (images + noise).astype("float32")
# %% wrong: no seed means seed 0
# cause: Without a seed the noise is the same at each call; hand None on to default_rng.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed or 0)
    noise = rng.normal(mean, sigma, images.shape)
    return (images + noise).astype("float32")
# %% wrong: seed 0 taken for no seed
# cause: Seed 0 gives other noise at each call: it is a whole number like any other, only None means new noise.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    if seed:
        rng = np.random.default_rng(seed)
    else:
        rng = np.random.default_rng()
    noise = rng.normal(mean, sigma, images.shape)
    return (images + noise).astype("float32")
# %% wrong: dtype of the images kept
# cause: The result has the dtype of the images; it is float32 for every array.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed)
    noise = rng.normal(mean, sigma, images.shape).astype(images.dtype)
    return images + noise
# %% wrong: three axes only
# cause: The function needs arrays with three axes; the images may have any shape.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    count, height, width = images.shape
    rng = np.random.default_rng(seed)
    noise = rng.normal(mean, sigma, (count, height, width))
    return (images + noise).astype("float32")
# %% wrong: noise standardised to the exact mean and spread
# cause: The noise is shifted and scaled until its statistics are exact, so the numbers are no independent draws (and a single pixel gives 0/0): add what the generator draws.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed)
    noise = rng.normal(size=images.shape)
    noise = (noise - noise.mean()) / noise.std()
    return (images + mean + sigma * noise).astype("float32")
# %% wrong: noise cut at three sigma
# cause: Noise beyond three standard deviations is cut off; the noise is normal and nothing is clipped.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed)
    noise = np.clip(rng.normal(0, 1, images.shape), -3, 3)
    return (images + mean + sigma * noise).astype("float32")
# %% wrong: mean left out
# cause: The noise has mean 0 always; add the mean that is asked for.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, sigma, images.shape)
    return (images + noise).astype("float32")
# %% wrong: double precision noise image
# cause: The result is float64; return float32.
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    rng = np.random.default_rng(seed)
    return images + rng.normal(mean, sigma, images.shape)
# %% right: standard normal in float32
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    generator = np.random.default_rng(seed)
    epsilon = generator.standard_normal(size=np.shape(images), dtype=np.float32)
    return np.asarray(images, dtype=np.float32) + np.float32(mean) + np.float32(sigma) * epsilon
# %% right: noise drawn around the images
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    return np.float32(np.random.default_rng(seed).normal(loc=images + mean, scale=sigma))
# %% wrong: sigma taken for the variance
# replace: sigma * drawn
# by: np.sqrt(sigma) * drawn
# %% wrong: sigma squared
# replace: sigma * drawn
# by: sigma**2 * drawn
# %% wrong: seed 0 counts as no seed
# replace: rng = np.random.default_rng(seed)
# by: rng = np.random.default_rng(seed) if seed else np.random.default_rng()
# %% wrong: no seed counts as seed 0, the same noise at each call
# replace: rng = np.random.default_rng(seed)
# by: rng = np.random.default_rng(seed or 0)
# %% wrong: one generator outside the function, seed ignored
generator = np.random.default_rng(0)


def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape."""
    return (images + generator.normal(mean, sigma, images.shape)).astype("float32")
# %% wrong: seed ignored, a fresh generator at each call
# replace: rng = np.random.default_rng(seed)
# by: rng = np.random.default_rng()
# %% wrong: uniform noise of the right mean and standard deviation
# replace: drawn = rng.standard_normal(images.shape, dtype="float32")
# by: drawn = rng.uniform(-np.sqrt(3), np.sqrt(3), images.shape)
# %% wrong: the shape is written as images of 28 × 28
# replace: drawn = rng.standard_normal(images.shape, dtype="float32")
# by: drawn = rng.standard_normal((len(images), 28, 28), dtype="float32")
# %% wrong: takes three axes for granted
# replace: drawn = rng.standard_normal(images.shape, dtype="float32")
# by: n, h, w = images.shape; drawn = rng.standard_normal((n, h, w), dtype="float32")
# %% wrong: one noise picture for all images
# replace: drawn = rng.standard_normal(images.shape, dtype="float32")
# by: drawn = rng.standard_normal(images.shape[1:], dtype="float32")
# %% wrong: one number for each row of pixels
# replace: drawn = rng.standard_normal(images.shape, dtype="float32")
# by: drawn = rng.standard_normal((*images.shape[:-1], 1), dtype="float32")
# %% wrong: clipped to [0, 1]
# replace: return (images + mean + sigma * drawn).astype("float32")
# by: return np.clip(images + mean + sigma * drawn, 0, 1).astype("float32")
# %% wrong: float64
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape."""
    return images + np.random.default_rng(seed).normal(mean, sigma, images.shape)
# %% wrong: the mean is ignored
# replace: images + mean + sigma * drawn
# by: images + sigma * drawn
# %% wrong: mean and sigma in the wrong order
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape."""
    rng = np.random.default_rng(seed)
    return (images + rng.normal(sigma, mean, images.shape)).astype("float32")
# %% wrong: writes into the given array
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape."""
    images += np.random.default_rng(seed).normal(mean, sigma, images.shape)
    return images.astype("float32")
# %% right: RandomState inside the function
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape."""
    generator = np.random.RandomState(seed)
    return np.float32(images + generator.normal(loc=mean, scale=sigma, size=images.shape))
# %% right: a generator with its bit generator by name, drawn flat
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape."""
    source = np.random.Generator(np.random.PCG64(seed))
    flat = source.normal(mean, sigma, images.size)
    return np.add(images, flat.reshape(images.shape)).astype(np.float32)
# %% right: SciPy's normal distribution
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape."""
    from scipy import stats

    rng = np.random.default_rng(seed)
    return (images + stats.norm.rvs(mean, sigma, size=images.shape, random_state=rng)).astype("float32")
# %% right: Box and Muller's formula by hand
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape."""
    rng = np.random.default_rng(seed)
    radius = np.sqrt(-2 * np.log(1 - rng.random(images.shape)))
    angle = 2 * np.pi * rng.random(images.shape)
    return np.asarray(images + mean + sigma * radius * np.cos(angle), dtype="float32")
