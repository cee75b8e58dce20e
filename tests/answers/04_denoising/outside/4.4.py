# %% wrong: mean of the images' decibels
# cause: The decibels of the single images are averaged; take the MSE over all pixels of all images, then the logarithm once.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    errors = np.mean((clean - other) ** 2, axis=(1, 2))
    if errors.max() == 0:
        return float("inf")
    return np.mean(-10 * np.log10(errors))
# %% wrong: absolute error in decibels
# cause: The mean absolute error is used, squared; PSNR takes the mean of the squared errors.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.mean(np.abs(clean - other)) ** 2
    if error == 0:
        return float("inf")
    return -10 * np.log10(error)
# %% wrong: largest error in decibels
# cause: The largest error is used; PSNR takes the mean of the squared errors.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.max(np.abs(clean - other)) ** 2
    if error == 0:
        return float("inf")
    return -10 * np.log10(error)
# %% wrong: nearly equal arrays infinite
# cause: Arrays that differ a little count as equal; only an error of 0 is infinite.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    if np.allclose(clean, other, atol=1e-3):
        return float("inf")
    return -10 * np.log10(np.mean((clean - other) ** 2))
# %% wrong: a small number added to the error
# cause: A small number is added to the error, which caps the PSNR near 70 dB: treat the error of 0 with an `if` and add nothing.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.mean((clean - other) ** 2)
    if error == 0:
        return float("inf")
    return -10 * np.log10(error + 1e-7)
# %% wrong: whole decibels
# cause: The result is rounded to whole decibels; return it as it is.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.mean((clean - other) ** 2)
    if error == 0:
        return float("inf")
    return round(-10 * np.log10(error))
# %% wrong: difference in half precision
# cause: The differences are computed in float16, so small errors vanish and are called infinite.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.mean((clean - other).astype("float16") ** 2)
    if error == 0:
        return float("inf")
    return -10 * np.log10(error)
# %% wrong: twenty for ten
# cause: The factor is 20 for the squared error; it is 10.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.mean((clean - other) ** 2)
    if error == 0:
        return float("inf")
    return -20 * np.log10(error)
# %% wrong: natural logarithm
# cause: The logarithm is the natural one; decibels need base 10.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.mean((clean - other) ** 2)
    if error == 0:
        return float("inf")
    return -10 * np.log(error)
# %% wrong: sign of the decibels
# cause: The sign is wrong: higher is better.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.mean((clean - other) ** 2)
    if error == 0:
        return float("inf")
    return 10 * np.log10(error)
# %% wrong: brightest pixel as the peak
# cause: The peak is taken from the clean image; for pixels in [0, 1] it is 1.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.mean((clean - other) ** 2)
    if error == 0:
        return float("inf")
    return 10 * np.log10(clean.max() ** 2 / error)
# %% wrong: a hundred decibels for equal arrays
# cause: Equal arrays give 100 dB; return infinity.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.mean((clean - other) ** 2)
    if error == 0:
        return 100.0
    return -10 * np.log10(error)
# %% right: float64 and math
import math


def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    difference = np.asarray(clean, dtype="float64") - np.asarray(other, dtype="float64")
    error = float(np.square(difference).mean())
    return math.inf if error == 0 else 10 * math.log10(1 / error)
# %% right: norm of the flat difference
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    flat = np.ravel(np.subtract(other, clean))
    if not flat.any():
        return float("inf")
    return -20 * np.log10(np.linalg.norm(flat) / np.sqrt(flat.size))
# %% right: base changed by hand
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    squares = [np.mean((np.float64(a) - np.float64(b)) ** 2) for a, b in zip(clean, other)]
    error = sum(squares) / len(squares)
    if error > 0:
        return -10 * np.log(error) / np.log(10)
    return float("inf")
