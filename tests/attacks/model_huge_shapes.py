# attack: a configuration whose sizes overflow, are negative, are fractions or are text
# gains: nothing
# expect: 0 points in check-1-3
# canary: grader
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: liar
sizes = iter([2**63, -1, 0.5, "784", None, float("nan"), [784], 10**400] * 5)


def build_autoencoder(code_size):
    size = next(sizes)
    return liar(told("InputLayer", batch_shape=[size, size, size]), told("Dense", units=size), told("RepeatVector", n=size))
