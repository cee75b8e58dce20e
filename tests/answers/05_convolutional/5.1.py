# %% wrong: rounded down
# cause: "same" rounds up: a size of 7 with stride 2 gives 4.
# replace: -(-size // stride)
# by: size // stride
# %% wrong: not rounded
# cause: "same" gives size / stride rounded up, a whole number.
# replace: -(-size // stride)
# by: size / stride
# %% wrong: rounded to the nearest
# cause: "same" rounds up, not to the nearest number.
# replace: -(-size // stride)
# by: round(size / stride)
# %% wrong: "same" keeps the size at every stride
# cause: "same" keeps the size at stride 1 only; stride s divides it by s, rounded up.
# replace: -(-size // stride)
# by: size
# %% wrong: one place too few
# cause: "valid" counts the first place too: add 1 after the division.
# replace: (size - kernel) // stride + 1
# by: (size - kernel) // stride
# %% wrong: one added before the division
# cause: Divide size - kernel by the stride first, and then add 1 for the first place.
# replace: (size - kernel) // stride + 1
# by: (size - kernel + 1) // stride
# %% wrong: the stride is ignored
# cause: "valid" at stride s counts every s-th place only; the stride is ignored.
# replace: (size - kernel) // stride + 1
# by: size - kernel + 1
# %% wrong: the two paddings swapped
# cause: The two paddings have changed places.
# replace: padding == "same"
# by: padding == "valid"
# %% wrong: the padding is ignored
# cause: Both paddings give the same; "valid" loses kernel - 1 rows before it divides.
# replace: -(-size // stride) if padding == "same" else (size - kernel) // stride + 1
# by: -(-size // stride)
# %% wrong: a table of the visible tests
# cause: Only a few sizes are known; compute the size from the arguments.
# replace: return -(-size // stride) if padding == "same" else (size - kernel) // stride + 1
# by: return {(28, 3, 1): 28, (28, 3, 2): 14, (7, 2, 2): 4, (16, 3, 1): 14, (28, 5, 2): 12}.get((size, kernel, stride), 14)
# %% wrong: no biases
# cause: The biases are missing, one for each filter.
# replace: (kernel * kernel * channels + 1) * filters
# by: kernel * kernel * channels * filters
# %% wrong: one bias in all
# cause: There is one bias in all; each filter has one.
# replace: (kernel * kernel * channels + 1) * filters
# by: kernel * kernel * channels * filters + 1
# %% wrong: a bias for each input channel
# cause: There is a bias for each input channel; there is one for each filter.
# replace: (kernel * kernel * channels + 1) * filters
# by: kernel * kernel * channels * filters + channels
# %% wrong: the kernel is not squared
# cause: A filter has kernel × kernel numbers for each channel, not kernel.
# replace: kernel * kernel * channels
# by: kernel * channels
# %% wrong: the input's channels are forgotten
# cause: A filter has kernel × kernel numbers for each channel of the input; the channels are missing.
# replace: kernel * kernel * channels
# by: kernel * kernel
# %% wrong: always 3 × 3
# cause: The filters are taken as 3 × 3; use `kernel`.
# replace: kernel * kernel * channels
# by: 9 * channels
# %% wrong: forgotten return
# cause: Nothing is returned; begin the line with `return`.
# replace: return -(-size
# by: result = -(-size
# %% wrong: strides of at most 4
# cause: Strides above 4 are taken for 4; use `stride` as it is given.
# replace: size // stride)
# by: size // min(stride, 4))
# replace: (size - kernel) // stride
# by: (size - kernel) // min(stride, 4)
# %% right: ceilings
import math


def conv_size(size, kernel, stride, padding):
    free = size if padding == "same" else size - kernel + 1
    return math.ceil(free / stride)


def conv_parameters(kernel, channels, filters):
    weights, biases = np.prod([kernel, kernel, channels, filters]), filters
    return weights + biases
# %% right: counts the places, and asks Keras
import sys
import warnings


def conv_size(size, kernel, stride, padding):
    warnings.warn("counting", stacklevel=1)
    print(padding, file=sys.stderr)
    last = size if padding == "same" else size - (kernel - 1)
    return len(range(0, last, stride))


def conv_parameters(kernel, channels, filters):
    layer = layers.Conv2D(filters, kernel)
    layer.build((None, 99, 99, channels))
    return layer.count_params()
# %% right: lambdas in float64
conv_size = lambda n, k, s, padding: np.ceil((n if padding == "same" else n - k + 1) / np.float64(s))  # noqa: E731
conv_parameters = lambda k, c, f: float(f * (1 + c * k**2))  # noqa: E731
