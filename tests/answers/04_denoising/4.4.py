# %% wrong: the natural logarithm
# replace: np.log10
# by: np.log
# %% wrong: the sign
# replace: -10 *
# by: 10 *
# %% wrong: 20 in place of 10
# replace: -10 *
# by: -20 *
# %% wrong: the root of the error
# replace: np.mean((np.asarray(clean) - np.asarray(other)) ** 2)
# by: np.sqrt(np.mean((np.asarray(clean) - np.asarray(other)) ** 2))
# %% wrong: absolute error
# replace: np.mean((np.asarray(clean) - np.asarray(other)) ** 2)
# by: np.mean(np.abs(np.asarray(clean) - np.asarray(other)))
# %% wrong: sum for mean
# replace: np.mean(
# by: np.sum(
# %% wrong: no square
# replace: ** 2)
# by: )
# %% wrong: pixels up to 255
# replace: float(-10 * np.log10(mse))
# by: float(10 * np.log10(255**2 / mse))
# %% wrong: equal arrays give zero
# replace: float("inf")
# by: 0.0
# %% wrong: equal arrays stop with an error
import math


def psnr(clean, other):
    return -10 * math.log10(np.mean((clean - other) ** 2))
# %% wrong: the mean of each image's PSNR
def psnr(clean, other):
    errors = np.mean((clean - other) ** 2, axis=(1, 2))
    if not errors.any():
        return float("inf")
    return float(np.mean(-10 * np.log10(np.maximum(errors, 1e-12))))
# %% wrong: a tiny number added to the error
# replace: mse = np.mean((np.asarray(clean) - np.asarray(other)) ** 2)
# by: mse = np.mean((np.asarray(clean) - np.asarray(other)) ** 2) + 1e-8
# %% wrong: forgotten return
# replace: return float("inf")
# by: result = float("inf")
# %% right: zero divided, with a warning
def psnr(clean, other):
    return 10 * np.log10(1 / np.mean((clean - other) ** 2))
# %% right: keras.ops
from keras import ops


def psnr(clean, other):
    error = float(ops.mean(ops.square(ops.convert_to_tensor(clean) - ops.convert_to_tensor(other))))
    if error > 0:
        return -10 * float(ops.log10(error))
    return np.inf
# %% right: the root's logarithm, and words on stderr
import sys
import warnings


def rms(values):
    warnings.warn("a root", stacklevel=1)
    print("root", file=sys.stderr)
    return np.linalg.norm(np.ravel(values)) / np.sqrt(np.size(values))


def psnr(clean, other):
    if np.array_equal(clean, other):
        return float("inf")
    return -20 * np.log10(rms(np.float64(clean) - other))
