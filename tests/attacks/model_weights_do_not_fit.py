# attack: a right configuration with weights of other shapes, kinds and numbers
# gains: nothing
# expect: 0 points in check-1-3
# canary: grader
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: liar
bad = iter(
    [
        [np.zeros((3, 3))],
        [np.array([None, {}], dtype=object)] * 4,
        [np.full((784, 32), np.nan)] * 100_000,
        [np.lib.stride_tricks.as_strided(np.zeros(1), (10**6, 10**6), (0, 0))] * 4,
        ["weights"] * 4,
        None,
    ]
    * 5
)


def build_autoencoder(code_size):
    right = (told("Dense", units=code_size, activation="relu"), told("Dense", units=784, activation="sigmoid"))
    return liar(told("InputLayer", batch_shape=[None, 784]), *right, weights=next(bad) or ())
