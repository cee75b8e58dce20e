# attack: a configuration of layers that are each small enough, whose weights take 30 GB together
# gains: nothing
# expect: 0 points in check-1-3
# canary: grader
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: liar
def build_autoencoder(code_size):
    return liar(VECTOR, *[told("Dense", units=50_000)] * 4)
