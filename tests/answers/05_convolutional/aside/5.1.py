# %% wrong: same: round() in place of rounding up
# cause: Padding "same" divides the size by the stride, "rounded up"; round(2.5) is 2, but conv_size(5, 3, 2, "same") is 3.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return round(size / stride)
    return (size - kernel) // stride + 1


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return filters * (kernel * kernel * channels + 1)
# %% wrong: same: remainder added whole
# cause: "Divides it by s, rounded up": whatever the remainder, it adds one at most; conv_size(8, 3, 3, "same") is 3, not 4.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return size // stride + size % stride
    return (size - kernel) // stride + 1


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return filters * (kernel * kernel * channels + 1)
# %% wrong: same: formula with padding kernel // 2 on both sides
# cause: With "same" "stride 1 keeps the size" for every kernel, an even one too; conv_size(28, 2, 1, "same") is 28, so leave the kernel out of it.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return (size + 2 * (kernel // 2) - kernel) // stride + 1
    return (size - kernel) // stride + 1


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return filters * (kernel * kernel * channels + 1)
# %% wrong: parameters of 3 × 3 filters whatever the kernel
# cause: The filters have kernel × kernel numbers for each channel; yours always count 9, and conv_parameters(5, 1, 16) is 416.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return -(-size // stride)
    return (size - kernel) // stride + 1


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return filters * (9 * channels + 1)
# %% wrong: parameters: three times the kernel
# cause: "Square filters" have kernel × kernel numbers per channel, not 3 × kernel; square the argument.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return -(-size // stride)
    return (size - kernel) // stride + 1


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return filters * (kernel * 3 * channels + 1)
# %% wrong: biases: one for the whole layer
# cause: "Do not forget the biases: one for each filter"; yours adds a single one for the whole layer.
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    if padding == "same":
        return -(-size // stride)
    return (size - kernel) // stride + 1


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    return filters * kernel * kernel * channels + 1
# %% right: asking Keras
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    layer = layers.Conv2D(1, kernel, strides=stride, padding=padding)
    return layer.compute_output_shape((1, size, size, 1))[1]


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    layer = layers.Conv2D(filters, kernel)
    layer.build((None, kernel, kernel, channels))
    return layer.count_params()
