# %% wrong: MY_NUMBER in the place of the seed
# cause: The function uses MY_NUMBER and ignores `seed`, so that all sets share their noise.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    return np.clip(add_gaussian(images, 0.5, mean=0.5, seed=MY_NUMBER), 0, 1)


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% wrong: seeds of the garments' numbers
# cause: The sets are made with seeds 10, 11 and 12; make them with MY_NUMBER, + 1 and + 2.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    return np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, 10)
d_noisy_validation = corrupt(d_validation, 11)
d_noisy_test = corrupt(d_test, 12)
# %% wrong: no mean in the noise
# cause: The noise has mean 0; it has mean 0.5.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    return np.clip(add_gaussian(images, 0.5, seed=seed), 0, 1)


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% wrong: without clipping
# cause: The result is not clipped to [0, 1].
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    return add_gaussian(images, 0.5, mean=0.5, seed=seed)


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
# %% wrong: noise clipped before it is added
# cause: The noise is clipped before it is added; add first, then clip.
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    noise = np.clip(add_gaussian(np.zeros_like(images), 0.5, 0.5, seed), 0, 1)
    return np.clip(images + noise, 0, 1)


MY_NUMBER = 2718
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)
