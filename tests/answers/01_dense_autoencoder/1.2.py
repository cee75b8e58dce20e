# %% wrong: biases forgotten
# cause: The biases are missing: one for each output.
# replace: n_inputs * n_outputs + n_outputs
# by: n_inputs * n_outputs
# %% wrong: a bias for each input
# cause: A bias belongs to each output, not to each input.
# replace: n_inputs * n_outputs + n_outputs
# by: n_inputs * n_outputs + n_inputs
# %% wrong: one bias in all
# cause: The layer is counted with a single bias; it has one for each output.
# replace: n_inputs * n_outputs + n_outputs
# by: n_inputs * n_outputs + 1
# %% wrong: a bias for each input and each output
# cause: Biases are counted for the inputs too; only the outputs have them.
# replace: n_inputs * n_outputs + n_outputs
# by: n_inputs * n_outputs + n_outputs + n_inputs
# %% wrong: a sum in the place of a product
# cause: W has a weight for each pair of an input and an output: multiply the two numbers, then add the biases.
# replace: n_inputs * n_outputs + n_outputs
# by: n_inputs + n_outputs
# %% wrong: the encoder only
# cause: Only the first layer is counted; add the one from the code back to the pixels.
# replace: + dense_parameters(code_size, n_pixels)
# by:
# %% wrong: the encoder twice
# cause: The second layer has n_pixels biases, not code_size; count it by itself.
# replace: dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
# by: 2 * dense_parameters(n_pixels, code_size)
# %% wrong: one matrix for both layers
# cause: The second layer has a weight matrix of its own, which is not counted.
# replace: dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
# by: dense_parameters(n_pixels, code_size) + n_pixels
# %% wrong: the numbers of `small`
# cause: The parameters of small are counted whatever the arguments; use n_pixels and code_size.
# replace: dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
# by: 390 + 448
# %% wrong: forgotten return in the second function
# cause: The second function ends without `return`, so its result is None.
# replace: return dense_parameters(
# by: total = dense_parameters(
# %% wrong: calls the second function's sizes by the wrong names
# cause: The second function uses n_inputs and n_outputs, which are names of the first; its own are n_pixels and code_size.
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
