# %% wrong: valid: the places are divided by the stride and rounded down
# cause: With "valid" the first place counts too ("of them every third, the first included"): conv_size(10, 3, 3, "valid") is 3, so divide size - kernel by the stride and then add 1.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return -(-size // stride)
    return (size - kernel + 1) // stride


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return filters * (kernel * kernel * channels + 1)
# %% wrong: valid: rounded to the nearest
# cause: For "valid" every place that starts a stride counts, so the number of places is rounded up, not to the nearest: conv_size(9, 3, 3, "valid") is 3.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return -(-size // stride)
    return round((size - kernel + 1) / stride)


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return filters * (kernel * kernel * channels + 1)
# %% wrong: same: any stride above 1 halves
# cause: Padding "same" "divides it by s": a stride of 3 or 4 must not halve the size; use the argument stride.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return size if stride == 1 else (size + 1) // 2
    return (size - kernel) // stride + 1


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return filters * (kernel * kernel * channels + 1)
# %% wrong: valid: a stride above 2 is treated as 2
# cause: "valid" moves the filter by the given stride; for stride 3 your function still counts every second place.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return -(-size // stride)
    return size - kernel + 1 if stride == 1 else (size - kernel) // 2 + 1


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return filters * (kernel * kernel * channels + 1)
# %% wrong: same: rounded down
# cause: "Divides it by s, rounded up": an odd size of 7 with stride 2 gives 4, not 3.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return size // stride
    return (size - kernel) // stride + 1


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return filters * (kernel * kernel * channels + 1)
# %% right: math.ceil for both paddings
import math


def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    places = {"same": size, "valid": size - kernel + 1}[padding]
    return math.ceil(places / stride)


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    weights = math.prod((kernel, kernel, channels, filters))
    return weights + filters
# %% right: the places are counted by range
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return len(range(0, size, stride))
    return len(range(0, size - kernel + 1, stride))


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return sum(kernel**2 * channels + 1 for _ in range(filters))
# %% wrong: "same" rounded down
# cause: "same" rounds up: a size of 7 with stride 2 gives 4.
# replace: -(-size // stride) if padding
# by: size // stride if padding
# %% wrong: "same" rounded to the nearest number
# cause: "same" rounds up, not to the nearest number.
# replace: -(-size // stride) if padding
# by: round(size / stride) if padding
# %% wrong: "same" as quotient plus remainder
# cause: "same" rounds up: add 1 where there is a remainder, not the remainder.
# replace: -(-size // stride) if padding
# by: size // stride + size % stride if padding
# %% wrong: "same" by the formula with k // 2 on both sides, which fails for even kernels
# cause: "same" does not depend on the kernel: size / stride, rounded up.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`; padding is "same" or "valid"."""
    p = kernel // 2 if padding == "same" else 0
    return (size + 2 * p - kernel) // stride + 1


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer with so many filters on so many input channels."""
    return (kernel * kernel * channels + 1) * filters
# %% wrong: "same" keeps the size, whatever the stride
# cause: "same" keeps the size at stride 1 only; stride s divides it by s, rounded up.
# replace: -(-size // stride) if padding
# by: size if padding
# %% wrong: "valid" divides the number of places by the stride, rounded down
# cause: Divide size - kernel by the stride first, and then add 1 for the first place.
# replace: (size - kernel) // stride + 1
# by: (size - kernel + 1) // stride
# %% wrong: "valid" without the first place
# cause: "valid" counts the first place too: add 1 after the division.
# replace: (size - kernel) // stride + 1
# by: (size - kernel) // stride
# %% wrong: "valid" rounded up
# cause: "valid" rounds (size - kernel) / stride down, and adds 1 for the first place.
# replace: (size - kernel) // stride + 1
# by: -(-(size - kernel) // stride) + 1
# %% wrong: "valid" forgets the stride
# cause: "valid" at stride s counts every s-th place only; the stride is ignored.
# replace: (size - kernel) // stride + 1
# by: size - kernel + 1
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
# %% wrong: a bias for each channel of each filter
# cause: There is a bias for each channel of each filter; a filter has one.
# replace: (kernel * kernel * channels + 1) * filters
# by: (kernel * kernel + 1) * channels * filters
# %% wrong: always filters of 3 × 3
# cause: The filters are taken as 3 × 3; use `kernel`.
# replace: (kernel * kernel * channels + 1) * filters
# by: (9 * channels + 1) * filters
# %% wrong: the kernel is not squared
# cause: A filter has kernel × kernel numbers for each channel, not kernel.
# replace: (kernel * kernel * channels + 1) * filters
# by: (kernel * channels + 1) * filters
# %% right: math.ceil
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`; padding is "same" or "valid"."""
    import math

    if padding == "valid":
        return math.ceil((size - kernel + 1) / stride)
    return math.ceil(size / stride)


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer with so many filters on so many input channels."""
    weights = filters * channels * kernel**2
    biases = filters
    return weights + biases
# %% right: asks Keras
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`; padding is "same" or "valid"."""
    layer = layers.Conv2D(1, kernel, strides=stride, padding=padding)
    return layer.compute_output_shape((1, size, size, 1))[1]


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer with so many filters on so many input channels."""
    layer = layers.Conv2D(filters, kernel)
    layer.build((None, 50, 50, channels))
    return layer.count_params()
# %% right: counts the places of the filter
def conv_size(size: int, kernel: int, stride: int, padding: str) -> int:
    """Return the height (or width) of the output for an input of height `size`; padding is "same" or "valid"."""
    places = size if padding == "same" else size - kernel + 1
    return len(range(0, places, stride))


def conv_parameters(kernel: int, channels: int, filters: int) -> int:
    """Return the number of parameters of a Conv2D layer with so many filters on so many input channels."""
    one = np.zeros((kernel, kernel, channels)).size + 1
    return sum(one for _ in range(filters))
