# %% wrong: statistics of the noisy images
# cause: These are the statistics of the noisy images; take those of the differences noisy - clean.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    return noisy.mean(), noisy.std(), noisy.std() / np.sqrt(noisy.size)
# %% wrong: difference of the spreads
# cause: The standard deviation is that of the differences, not the difference of two standard deviations.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    mean = noisy.mean() - clean.mean()
    sd = noisy.std() - clean.std()
    return mean, sd, sd / np.sqrt(clean.size)
# %% wrong: one axis not counted
# cause: The number of pixels leaves the height out; n is `d.size`.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = noisy - clean
    n = d.shape[0] * d.shape[-1]
    return d.mean(), d.std(), d.std() / np.sqrt(n)
# %% wrong: only changed pixels counted
# cause: Pixels without a difference are not counted; n is the number of all pixels.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = noisy - clean
    n = np.count_nonzero(d)
    return d.mean(), d.std(), d.std() / np.sqrt(n)
# %% wrong: rounded to four decimals
# cause: The numbers are rounded to four decimals, which makes a standard error of 0.000004 zero.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = noisy - clean
    return round(float(d.mean()), 4), round(float(d.std()), 4), round(float(d.std() / d.size**0.5), 4)
# %% wrong: spread of the noisy images
# cause: The standard deviation is that of the noisy images; take it of the differences.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    mean, sd = (noisy - clean).mean(), noisy.std()
    return mean, sd, sd / np.sqrt(noisy.size)
# %% wrong: images counted for pixels
# cause: n is the number of images; it is the number of all pixels, `d.size`.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = noisy - clean
    return d.mean(), d.std(), d.std() / np.sqrt(len(d))
# %% wrong: divided by n - 1
# cause: The standard deviation divides by n - 1; the formula divides by n.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = noisy - clean
    sd = d.std(ddof=1)
    return d.mean(), sd, sd / np.sqrt(d.size)
# %% wrong: sign turned
# cause: The differences are clean - noisy; they are noisy - clean.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = clean - noisy
    return d.mean(), d.std(), d.std() / np.sqrt(d.size)
# %% wrong: standard error of the spread
# cause: The last number is the standard error of s; that of the mean is s / √n.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = noisy - clean
    return d.mean(), d.std(), d.std() / np.sqrt(2 * d.size)
# %% wrong: spread averaged over images
# cause: The standard deviation is taken inside each image and averaged; take it over all pixels of all images.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = (noisy - clean).reshape(len(clean), -1)
    sd = d.std(axis=1).mean()
    return d.mean(), sd, sd / np.sqrt(d.size)
# %% right: an array of three numbers
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = np.asarray(noisy, dtype=np.float64) - np.asarray(clean, dtype=np.float64)
    return np.array([np.mean(d), np.sqrt(np.var(d)), np.sqrt(np.var(d) / d.size)])
# %% right: moments
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = (noisy.astype(float) - clean.astype(float)).flatten()
    first, second = np.average(d), np.average(np.square(d))
    sd = max(second - first**2, 0.0) ** 0.5
    return first, sd, sd * len(d) ** -0.5
