# attack: a model that does not fit says the right number of parameters
# gains: nothing
# expect: 0 points in check-1-3
# canary: points
# notebook: 01_dense_autoencoder
# %% exercise-1-3
def build_autoencoder(code_size):
    model = keras.Sequential([keras.Input((3,)), layers.Dense(3)])
    model.count_params = lambda: {32: 50_992, 5: 8_629}.get(code_size, 0)
    return model
