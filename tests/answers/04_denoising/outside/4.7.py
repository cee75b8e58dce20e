# %% wrong: one seed for all three sets
# cause: The three sets have the same seed; each has one of its own: MY_NUMBER, + 1, + 2.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    return np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER)
d_noisy_test = corrupt(d_test, MY_NUMBER)
# %% wrong: noisy test digits from the validation set
# cause: d_noisy_test is made of the validation images; corrupt d_test.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    return np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_validation, MY_NUMBER + 2)
# %% wrong: dtype follows the images
# cause: The result has the dtype of the images it is given; it is float32 always.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    noise = np.random.default_rng(seed).normal(0.5, 0.5, images.shape)
    return np.clip(images + noise, 0, 1).astype(images.dtype)


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% wrong: variance for the standard deviation
# cause: The standard deviation is 0.25, the variance; it is 0.5.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    return np.clip(add_gaussian(images, 0.5**2, mean=0.5, seed=seed), 0, 1)


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% wrong: seed not passed on
# cause: `seed` is not passed on, so the noise is new at each call.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    return np.clip(add_gaussian(images, 0.5, mean=0.5), 0, 1)


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% wrong: squeezed into the range
# cause: The result is scaled into [0, 1] by its smallest and largest value; clip it.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    noisy = add_gaussian(images, 0.5, mean=0.5, seed=seed)
    low, high = noisy.min(), noisy.max()
    return (noisy - low) / (high - low)


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% wrong: a word for a number
# cause: MY_NUMBER is a text; choose a whole number.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    return np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)


MY_NUMBER = "42"
d_noisy_train = corrupt(d_train, int(MY_NUMBER))
d_noisy_validation = corrupt(d_validation, int(MY_NUMBER) + 1)
d_noisy_test = corrupt(d_test, int(MY_NUMBER) + 2)
# %% wrong: uniform noise between 0 and 1
# cause: The noise is uniform on [0, 1]; it is normal, with mean 0.5 and standard deviation 0.5.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    rng = np.random.default_rng(seed)
    return np.clip(images + rng.random(images.shape), 0, 1).astype("float32")


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% right: own generator, float64 inside
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    rng = np.random.default_rng(seed)
    noisy = images.astype("float64") + rng.normal(loc=0.5, scale=0.5, size=images.shape)
    return np.minimum(np.maximum(noisy, 0.0), 1.0).astype("float32")


MY_NUMBER = 0
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% right: mean added apart
MEAN_AND_SIGMA = 0.5, 0.5


def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    noisy = add_gaussian(images, sigma=MEAN_AND_SIGMA[1], seed=seed)
    noisy = noisy + np.float32(MEAN_AND_SIGMA[0])
    return noisy.clip(0, 1)


MY_NUMBER = 123_456_789
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% right: keras.ops and a number of NumPy's
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    noisy = add_gaussian(seed=seed, mean=1 / 2, sigma=1 / 2, images=images)
    return keras.ops.convert_to_numpy(keras.ops.clip(noisy, 0.0, 1.0))


MY_NUMBER = np.int64(31)
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% right: clipped in place on the new array
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    noisy = add_gaussian(images, 0.5, 0.5, seed)
    noisy[noisy < 0] = 0
    noisy[noisy > 1] = 1
    return noisy


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% wrong: noise of mean 0
# replace: add_gaussian(images, 0.5, mean=0.5, seed=seed)
# by: add_gaussian(images, 0.5, seed=seed)
# %% wrong: the variance 0.5² as sigma
# replace: add_gaussian(images, 0.5, mean=0.5, seed=seed)
# by: add_gaussian(images, 0.5**2, mean=0.5, seed=seed)
# %% wrong: not clipped
# replace: np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: add_gaussian(images, 0.5, mean=0.5, seed=seed)
# %% wrong: MY_NUMBER in place of the parameter seed
# replace: seed=seed
# by: seed=MY_NUMBER
# %% wrong: the seed is not passed on
# replace: , seed=seed)
# by: )
# %% wrong: the noise is clipped, not the sum
# replace: np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: images + np.clip(add_gaussian(np.zeros_like(images), 0.5, mean=0.5, seed=seed), 0, 1)
# %% wrong: noise and sum are clipped both
# replace: np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: np.clip(images + np.clip(add_gaussian(np.zeros_like(images), 0.5, mean=0.5, seed=seed), 0, 1), 0, 1)
# %% wrong: squeezed into [0, 1] by minimum and maximum
# replace: return np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: noisy = add_gaussian(images, 0.5, mean=0.5, seed=seed); return (noisy - noisy.min()) / (noisy.max() - noisy.min())
# %% wrong: float64, by noise of one's own
# replace: return np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: return np.clip(images + np.random.default_rng(seed).normal(0.5, 0.5, images.shape), 0, 1)
# %% wrong: one noise picture for all images
# replace: return np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: return np.clip(images + add_gaussian(np.zeros(images.shape[1:]), 0.5, mean=0.5, seed=seed), 0, 1)
# %% wrong: a number that is not whole
# replace: MY_NUMBER = 1729
# by: MY_NUMBER = 17.29
# %% wrong: the number as text
# replace: MY_NUMBER = 1729
# by: MY_NUMBER = "1729"
# %% wrong: the noise of section 4 (mean 0, standard deviation 1)
# replace: add_gaussian(images, 0.5, mean=0.5, seed=seed)
# by: add_gaussian(images, 1.0, mean=0.0, seed=seed)
# %% right: the helper's noise
# replace: np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: noise.gaussian(images, 0.5, mean=0.5, seed=seed)
# %% right: minimum and maximum, and 0 as the number
# replace: np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: np.minimum(np.maximum(add_gaussian(images, sigma=1 / 2, mean=1 / 2, seed=seed), 0), 1)
# replace: MY_NUMBER = 1729
# by: MY_NUMBER: int = 0
# %% right: own generator, clipped in place
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    drawn = np.random.default_rng(seed).normal(loc=0.5, scale=0.5, size=images.shape)
    drawn += images
    np.clip(drawn, 0, 1, out=drawn)
    return drawn.astype(images.dtype if images.dtype == np.float32 else "float32")


MY_NUMBER = 2 * 3 * 7
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% right: a NumPy integer, and clipping by masks
MY_NUMBER = np.int64(12345)


def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    noisy = add_gaussian(images + 0.5, 0.5, seed=seed)
    noisy[noisy < 0] = 0.0
    noisy[noisy > 1] = 1.0
    return noisy


d_noisy_train, d_noisy_validation, d_noisy_test = (
    corrupt(images, MY_NUMBER + i) for i, images in enumerate((d_train, d_validation, d_test))
)
