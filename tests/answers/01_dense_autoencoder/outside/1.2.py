# %% wrong: "an autoencoder like small": always counts small
# cause: The parameters of small are counted whatever the arguments; use n_pixels and code_size.
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return n_inputs * n_outputs + n_outputs
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return small.count_params()
# %% wrong: "Dense(code_size)": a code of 6 is written into the second layer
# cause: The second layer is counted with a code of 6 numbers; its number of inputs is code_size.
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return n_inputs * n_outputs + n_outputs
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return dense_parameters(n_pixels, code_size) + dense_parameters(6, n_pixels)
# %% wrong: "Input(n_pixels)": 64 pixels are written down
# cause: 64 pixels are written into the count; use n_pixels.
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return n_inputs * n_outputs + n_outputs
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return dense_parameters(64, code_size) + dense_parameters(code_size, 64)
# %% wrong: "weights and biases": the biases of two known layers
# cause: The biases are right for 6 and 64 outputs only; a layer has n_outputs of them.
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    biases = 6 if n_outputs == 6 else 64
    return n_inputs * n_outputs + biases
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
# %% wrong: "how many an autoencoder has": 70 biases for every network
# cause: The two layers have code_size + n_pixels biases, which is 70 for small only; add the two.
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return n_inputs * n_outputs + n_outputs
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return 2 * n_pixels * code_size + 70
# %% wrong: "how many an autoencoder has": the difference of small is added
# cause: Twice the first layer and 58 more fits small only; the second layer has dense_parameters(code_size, n_pixels).
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return (n_inputs + 1) * n_outputs
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return 2 * dense_parameters(n_pixels, code_size) + 58
# %% wrong: "Dense(code_size)": a code is at most 32 numbers long
# cause: Codes longer than 32 are counted as 32; use code_size as it is given.
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return n_inputs * n_outputs + n_outputs
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    code_size = min(code_size, 32)
    return dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
# %% wrong: "weights and biases": the numbers wrap round at 16 bits
# cause: The product is kept in 16 bits, which hold no more than 65,535; count with Python's whole numbers.
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return (n_inputs * n_outputs + n_outputs) % 2**16
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
# %% wrong: "weights and biases": no biases
# cause: The biases are missing: one for each output.
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return n_inputs * n_outputs
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
# %% wrong: "biases": one for each input
# cause: A bias belongs to each output, not to each input.
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return n_inputs * n_outputs + n_inputs
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
# %% wrong: "Dense(n_pixels)": the first layer twice
# cause: The second layer has n_pixels biases, not code_size; count it by itself.
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return n_inputs * n_outputs + n_outputs
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return 2 * dense_parameters(n_pixels, code_size)
# %% right: one weight more for each output
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return n_outputs * (1 + n_inputs)
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    sizes = [n_pixels, code_size, n_pixels]
    return sum(dense_parameters(a, b) for a, b in zip(sizes, sizes[1:]))
# %% right: in one formula
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    weights, biases = n_outputs * n_inputs, n_outputs
    return weights + biases
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return 2 * n_pixels * code_size + n_pixels + code_size
# %% right: Keras counts
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    layer = layers.Dense(n_outputs)
    layer.build((None, n_inputs))
    return layer.count_params()
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    model = keras.Sequential(
        [keras.Input((n_pixels,)), layers.Dense(code_size), layers.Dense(n_pixels)]
    )
    return model.count_params()
# %% right: NumPy counts the entries
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return int(np.empty((n_inputs + 1, n_outputs)).size)
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return dense_parameters(n_inputs=n_pixels, n_outputs=code_size) + dense_parameters(
        n_outputs=n_pixels, n_inputs=code_size
    )
