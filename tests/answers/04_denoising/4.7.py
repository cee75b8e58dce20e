# %% wrong: not clipped
# replace: return np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: return add_gaussian(images, 0.5, mean=0.5, seed=seed)
# %% wrong: no mean
# replace: mean=0.5, seed
# by: seed
# %% wrong: the variance for the standard deviation
# replace: add_gaussian(images, 0.5,
# by: add_gaussian(images, 0.25,
# %% wrong: clipped before the noise
# replace: np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: add_gaussian(np.clip(images, 0, 1), 0.5, mean=0.5, seed=seed)
# %% wrong: clipped to -1 and 1
# replace: seed=seed), 0, 1)
# by: seed=seed), -1, 1)
# %% wrong: rescaled in place of clipped
def corrupt(images, seed):
    noisy = add_gaussian(images, 0.5, mean=0.5, seed=seed)
    return (noisy - noisy.min()) / np.ptp(noisy)


MY_NUMBER = 1729
d_noisy_train, d_noisy_validation, d_noisy_test = (
    corrupt(images, MY_NUMBER + i) for i, images in enumerate((d_train, d_validation, d_test))
)
# %% wrong: always the own number as seed
# replace: seed=seed), 0, 1)
# by: seed=MY_NUMBER), 0, 1)
# %% wrong: no seed
# replace: mean=0.5, seed=seed
# by: mean=0.5
# %% wrong: uniform noise
# replace: add_gaussian(images, 0.5, mean=0.5, seed=seed)
# by: (images + np.random.default_rng(seed).random(images.shape)).astype("float32")
# %% wrong: salt and pepper
# replace: np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: salt_and_pepper(images, 0.5, seed=seed)
# %% wrong: whole-numbered pixels
# replace: seed=seed), 0, 1)
# by: seed=seed), 0, 1).round()
# %% wrong: the number as a text
# replace: MY_NUMBER = 1729
# by: MY_NUMBER = "1729"
# %% wrong: no whole number
# replace: MY_NUMBER = 1729
# by: MY_NUMBER = 17.29
# %% wrong: the images are forgotten
# replace: add_gaussian(images, 0.5
# by: add_gaussian(np.zeros_like(images), 0.5
# %% wrong: forgotten return
# replace: return np.clip
# by: noisy = np.clip
# %% wrong: seed 0 taken for none
# cause: Seed 0 counts as none here: `seed or None` is None; pass `seed` on as it is.
# replace: mean=0.5, seed=seed
# by: mean=0.5, seed=seed or None
# %% right: the helper
# replace: np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
# by: noise.gaussian(images, 0.5, mean=0.5, seed=seed)
# %% right: minimum and maximum, and a number from NumPy
import sys
import warnings


def corrupt(images, seed):
    warnings.warn("noise", stacklevel=1)
    print("seed", seed, file=sys.stderr)
    drawn = np.random.default_rng(seed).normal(0.5, 0.5, size=images.shape)
    return np.minimum(np.maximum(images + drawn, 0), 1).astype(np.float32)


MY_NUMBER = np.random.default_rng().integers(1000)
d_noisy_train, d_noisy_validation, d_noisy_test = (
    corrupt(images, MY_NUMBER + i) for i, images in enumerate((d_train, d_validation, d_test))
)
# %% right: keras.ops, as a lambda
# replace: MY_NUMBER = 1729
# by: MY_NUMBER = 0; corrupt = lambda images, seed: np.array(keras.ops.clip(add_gaussian(images, 0.5, 0.5, seed), 0, 1))
