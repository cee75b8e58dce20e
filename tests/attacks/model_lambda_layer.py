# attack: a Lambda layer whose function acts when the grader builds or calls the model
# gains: the grader
# expect: 0 points in check-1-3
# canary: output
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: payload
def build_autoencoder(code_size):
    run = eval(f"lambda x: (exec({PAYLOAD!r}), x)[1]")
    return keras.Sequential([keras.Input((3,)), layers.Lambda(run, output_shape=(3,)), layers.Dense(3)])
