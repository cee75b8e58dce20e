# attack: a model's configuration asks for a layer of 1,000,000,000 units
# gains: nothing
# expect: 0 points in check-1-3
# canary: grader
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: liar


def build_autoencoder(code_size):
    return liar(VECTOR, told("Dense", units=10**9), weights=[np.zeros((3, 3), "float32")])
