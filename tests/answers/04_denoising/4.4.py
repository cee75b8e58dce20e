# %% wrong: the natural logarithm
# cause: The logarithm is the natural one; decibels need base 10.
# replace: np.log10
# by: np.log
# %% wrong: the sign
# cause: The sign is wrong: higher is better.
# replace: -10 *
# by: 10 *
# %% wrong: 20 in place of 10
# cause: The factor is 20 for the squared error; it is 10.
# replace: -10 *
# by: -20 *
# %% wrong: the root of the error
# cause: The root of the MSE is used; take the logarithm of the MSE itself.
# replace: np.mean((np.asarray(clean) - np.asarray(other)) ** 2)
# by: np.sqrt(np.mean((np.asarray(clean) - np.asarray(other)) ** 2))
# %% wrong: absolute error
# cause: The mean absolute error is used; PSNR takes the mean of the squared errors.
# replace: np.mean((np.asarray(clean) - np.asarray(other)) ** 2)
# by: np.mean(np.abs(np.asarray(clean) - np.asarray(other)))
# %% wrong: sum for mean
# cause: The squared errors are summed; take their mean.
# replace: np.mean(
# by: np.sum(
# %% wrong: no square
# cause: The differences are not squared.
# replace: ** 2)
# by: )
# %% wrong: pixels up to 255
# cause: The peak is taken as 255; for pixels in [0, 1] it is 1.
# replace: float(-10 * np.log10(mse))
# by: float(10 * np.log10(255**2 / mse))
# %% wrong: equal arrays give zero
# cause: Equal arrays give 0; return infinity.
# replace: float("inf")
# by: 0.0
# %% wrong: equal arrays stop with an error
# cause: Equal arrays stop with an error; treat an error of 0 first, with an `if`.
import math


def psnr(clean, other):
    return -10 * math.log10(np.mean((clean - other) ** 2))
# %% wrong: the mean of each image's PSNR
# cause: The decibels of the single images are averaged; take the MSE over all pixels of all images, then the logarithm once.
def psnr(clean, other):
    errors = np.mean((clean - other) ** 2, axis=(1, 2))
    if not errors.any():
        return float("inf")
    return float(np.mean(-10 * np.log10(np.maximum(errors, 1e-12))))
# %% wrong: a tiny number added to the error
# cause: A small number is added to the error, which makes the PSNR of equal arrays finite; use an `if`, and add nothing.
# replace: mse = np.mean((np.asarray(clean) - np.asarray(other)) ** 2)
# by: mse = np.mean((np.asarray(clean) - np.asarray(other)) ** 2) + 1e-8
# %% wrong: forgotten return
# cause: Equal arrays give nothing back; `return float("inf")` for them.
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
