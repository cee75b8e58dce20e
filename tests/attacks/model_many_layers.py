# attack: a configuration of 200,000 layers, and one of models in models in models
# gains: nothing
# expect: 0 points in check-1-3
# canary: grader
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: liar
def build_autoencoder(code_size):
    if code_size == 32:
        return liar(VECTOR, *[told("Dense", units=1)] * 200_000)
    inner = told("Dense", units=1)
    for _ in range(5000):
        inner = told("Sequential", module="keras", name="x", layers=[VECTOR, inner])
    return liar(VECTOR, inner)
