# %% wrong: the variance for the standard deviation
# replace: sigma * drawn
# by: sigma**2 * drawn
# %% wrong: the mean is forgotten
# replace: images + mean + sigma
# by: images + sigma
# %% wrong: one picture of noise for all images
# replace: images.shape, dtype
# by: images.shape[1:], dtype
# %% wrong: one number for each row of pixels
# replace: images.shape, dtype
# by: (*images.shape[:-1], 1), dtype
# %% wrong: uniform noise
# replace: rng.standard_normal(images.shape, dtype="float32")
# by: rng.uniform(-(3**0.5), 3**0.5, images.shape)
# %% wrong: noise that grows with the brightness
# replace: sigma * drawn
# by: sigma * drawn * images
# %% wrong: clipped
# replace: return (images + mean + sigma * drawn).astype("float32")
# by: return np.clip(images + mean + sigma * drawn, 0, 1).astype("float32")
# %% wrong: the seed is ignored
# replace: default_rng(seed)
# by: default_rng()
# %% wrong: one seed for ever
# replace: default_rng(seed)
# by: default_rng(0)
# %% wrong: without a seed, always the same noise
# replace: default_rng(seed)
# by: default_rng(seed or 0)
# %% wrong: written into the given array
# replace: return (images + mean + sigma * drawn).astype("float32")
# by: images += mean + sigma * drawn; return images
# %% wrong: images of 28 × 28 only
# replace: images.shape, dtype
# by: (len(images), 28, 28), dtype
# %% wrong: float64 returned
# replace: .astype("float32")
# by: .astype("float64")
# %% wrong: forgotten return
# replace: return (images
# by: noisy = (images
# %% wrong: seed 0 taken for none
# cause: Seed 0 counts as none here: `seed or None` is None; pass `seed` on as it is.
# replace: default_rng(seed)
# by: default_rng(seed or None)
# %% wrong: the noise of fifty images again and again
# cause: The noise repeats after 50 images; each pixel of each image needs its own number.
# replace: drawn = rng.standard_normal(images.shape, dtype="float32")
# by: drawn = np.resize(rng.standard_normal(images[:50].shape, dtype="float32"), images.shape)
# %% right: the generator's own normal
# replace: rng.standard_normal(images.shape, dtype="float32")
# by: rng.normal(0.0, 1.0, images.shape)
# %% right: image by image, with words on both streams
import sys
import warnings


def add_gaussian(images, sigma, mean=0.0, seed=None):
    generator = np.random.default_rng(seed)
    warnings.warn("adding noise", stacklevel=1)
    print("noise of", sigma, file=sys.stderr)
    print("mean", mean)
    return np.array([image + generator.normal(mean, sigma, image.shape) for image in images], dtype=np.float32)
# %% right: a flat array in float64
def add_gaussian(images, sigma, mean=0.0, seed=None):
    noisy = np.array(images, dtype=np.float64)
    noisy += mean
    noisy += sigma * np.random.Generator(np.random.PCG64(seed)).standard_normal(noisy.size).reshape(noisy.shape)
    return np.float32(noisy)
# %% right: the inverse of the distribution function, as a lambda
from scipy.stats import norm

uniform = lambda shape, seed: 1 - np.random.default_rng(seed).random(shape)  # noqa: E731
add_gaussian = lambda images, sigma, mean=0.0, seed=None: (  # noqa: E731
    images + norm.ppf(uniform(images.shape, seed), mean, sigma)
).astype("float32")
