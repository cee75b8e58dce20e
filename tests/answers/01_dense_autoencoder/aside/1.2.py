# %% wrong: "Dense(n_pixels)": weights of the second layer are not counted
# cause: The second layer has weights of its own; nothing is shared between the two layers.
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return n_inputs * n_outputs + n_outputs
def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return n_pixels * code_size + code_size + n_pixels
