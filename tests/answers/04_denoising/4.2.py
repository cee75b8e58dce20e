# %% wrong: counts images, not pixels
# replace: difference.size
# by: len(difference)
# %% wrong: the variance for the standard deviation
# replace: sd = difference.std()
# by: sd = difference.var()
# %% wrong: no root
# replace: np.sqrt(difference.size)
# by: difference.size
# %% wrong: clean minus noisy
# replace: noisy - clean
# by: clean - noisy
# %% wrong: absolute differences
# replace: noisy - clean
# by: np.abs(noisy - clean)
# %% wrong: the noisy images alone
# replace: noisy - clean
# by: noisy
# %% wrong: pixel by pixel over the images
# replace: difference.std()
# by: difference.std(axis=0).mean()
# %% wrong: n - 1 in place of n
# replace: difference.std()
# by: difference.std(ddof=1)
# %% wrong: the difference of two standard deviations
# replace: difference.std()
# by: noisy.std() - clean.std()
# %% wrong: no standard error
# replace: return difference.mean(), sd, sd / np.sqrt(difference.size)
# by: return difference.mean(), sd
# %% wrong: numbers of the visible test
# replace: return difference.mean(), sd, sd / np.sqrt(difference.size)
# by: return 4, 5**0.5, 5**0.5 / 2
# %% wrong: forgotten return
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
