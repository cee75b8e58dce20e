# %% wrong: counts images, not pixels
# cause: n is the number of images; it is the number of all pixels, `d.size`.
# replace: difference.size
# by: len(difference)
# %% wrong: the variance for the standard deviation
# cause: This is the variance; the standard deviation is its root.
# replace: sd = difference.std()
# by: sd = difference.var()
# %% wrong: no root
# cause: The standard error divides by the root of n, not by n.
# replace: np.sqrt(difference.size)
# by: difference.size
# %% wrong: clean minus noisy
# cause: The differences are clean - noisy; they are noisy - clean.
# replace: noisy - clean
# by: clean - noisy
# %% wrong: absolute differences
# cause: Take the differences with their signs, not their absolute values.
# replace: noisy - clean
# by: np.abs(noisy - clean)
# %% wrong: the noisy images alone
# cause: These are the statistics of the noisy images; take those of the differences noisy - clean.
# replace: noisy - clean
# by: noisy
# %% wrong: pixel by pixel over the images
# cause: The standard deviation is taken for each pixel and averaged; take it over all pixels of all images.
# replace: difference.std()
# by: difference.std(axis=0).mean()
# %% wrong: n - 1 in place of n
# cause: The standard deviation divides by n - 1; the formula divides by n.
# replace: difference.std()
# by: difference.std(ddof=1)
# %% wrong: the difference of two standard deviations
# cause: The standard deviation is that of the differences, not the difference of two standard deviations.
# replace: difference.std()
# by: noisy.std() - clean.std()
# %% wrong: no standard error
# cause: The standard error of the mean is missing; return it as the third number.
# replace: return difference.mean(), sd, sd / np.sqrt(difference.size)
# by: return difference.mean(), sd
# %% wrong: numbers of the visible test
# cause: The same numbers come back whatever the images; compute them from `clean` and `noisy`.
# replace: return difference.mean(), sd, sd / np.sqrt(difference.size)
# by: return 4, 5**0.5, 5**0.5 / 2
# %% wrong: forgotten return
# cause: Nothing is returned; end with `return`.
# replace: return difference.mean(), sd, sd
# by: result = difference.mean(), sd, sd
# %% right: by hand, in float64
import math


def noise_statistics(clean, noisy):
    d = (noisy.astype(np.float64) - clean).ravel()
    n = len(d)
    mean = sum(d) / n
    s = math.sqrt(np.dot(d - mean, d - mean) / n)
    return [mean, s, s / math.sqrt(n)]
# %% right: keras.ops
from keras import ops


def noise_statistics(clean, noisy):
    difference = ops.subtract(ops.convert_to_tensor(noisy), clean)
    sd = ops.std(difference)
    return float(ops.mean(difference)), float(sd), float(sd) / noisy.size**0.5
# %% right: mean of squares less square of the mean
# replace: sd = difference.std()
# by: sd = float(np.mean(difference.astype("float64") ** 2) - np.mean(difference.astype("float64")) ** 2) ** 0.5; print(sd)
