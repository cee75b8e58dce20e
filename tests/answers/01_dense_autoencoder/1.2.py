# %% wrong: biases forgotten
# replace: n_inputs * n_outputs + n_outputs
# by: n_inputs * n_outputs
# %% wrong: a bias for each input
# replace: n_inputs * n_outputs + n_outputs
# by: n_inputs * n_outputs + n_inputs
# %% wrong: one bias in all
# replace: n_inputs * n_outputs + n_outputs
# by: n_inputs * n_outputs + 1
# %% wrong: a bias for each input and each output
# replace: n_inputs * n_outputs + n_outputs
# by: n_inputs * n_outputs + n_outputs + n_inputs
# %% wrong: a sum in the place of a product
# replace: n_inputs * n_outputs + n_outputs
# by: n_inputs + n_outputs
# %% wrong: the encoder only
# replace: + dense_parameters(code_size, n_pixels)
# by:
# %% wrong: the encoder twice
# replace: dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
# by: 2 * dense_parameters(n_pixels, code_size)
# %% wrong: one matrix for both layers
# replace: dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
# by: dense_parameters(n_pixels, code_size) + n_pixels
# %% wrong: the numbers of `small`
# replace: dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
# by: 390 + 448
# %% wrong: forgotten return in the second function
# replace: return dense_parameters(
# by: total = dense_parameters(
# %% wrong: calls the second function's sizes by the wrong names
# replace: return dense_parameters(n_pixels, code_size)
# by: return dense_parameters(n_inputs, n_outputs)
# %% right: in closed form
def dense_parameters(n_inputs, n_outputs):
    return (n_inputs + 1) * n_outputs


def autoencoder_parameters(n_pixels, code_size):
    return 2 * n_pixels * code_size + n_pixels + code_size
# %% right: Keras counts
def dense_parameters(n_inputs, n_outputs):
    return keras.Sequential([keras.Input((n_inputs,)), layers.Dense(n_outputs)]).count_params()


def autoencoder_parameters(n_pixels, code_size):
    widths = [n_pixels, code_size, n_pixels]
    return sum(dense_parameters(m, n) for m, n in zip(widths, widths[1:]))
# %% right: sizes of arrays, with prints
def dense_parameters(n_inputs, n_outputs):
    import sys

    print("counting", n_inputs, n_outputs, file=sys.stderr)
    return sum(a.size for a in (np.zeros((n_inputs, n_outputs)), np.zeros(n_outputs)))


autoencoder_parameters = lambda n, c: np.int64(dense_parameters(n, c) + dense_parameters(c, n))  # noqa: E731
