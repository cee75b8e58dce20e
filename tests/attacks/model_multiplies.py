# attack: layers that are each small enough, and make a hundred thousand million numbers of three
# gains: nothing
# expect: 0 points in check-1-3
# canary: grader
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: liar
def build_autoencoder(code_size):
    many = [told("RepeatVector", n=200_000), told("Flatten")] * 2
    if code_size == 5:
        many = [told("Reshape", target_shape=[1, 1, 3]), told("UpSampling2D", size=[20_000, 20_000])]
    return liar(VECTOR, *many)
