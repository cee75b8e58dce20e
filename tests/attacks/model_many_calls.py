# attack: models of little text that call their layers a hundred thousand times
# gains: nothing
# expect: 0 points in check-1-3
# expect: outcome graded
# canary: grader
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: liar


def build_autoencoder(code_size):
    if code_size == 32:
        node = {"class_name": "__keras_tensor__", "config": {"shape": [None, 3], "keras_history": ["a", 0, 0]}}
        calls = [{"args": [node], "kwargs": {}}] * 12_000
        one = told("Activation", activation="relu") | {"name": "b", "inbound_nodes": calls}
        first = VECTOR | {"name": "a", "inbound_nodes": []}
        ends = {"input_layers": [["a", 0, 0]], "output_layers": [["b", 11_999, 0]]}
        return liar(told("Functional", module="keras", layers=[first, one], **ends))
    x = keras.Input((3,))
    twice = keras.Model(x, layers.Dense(3)(x))
    for _ in range(12):
        twice = keras.Model(x, twice(twice(x)))
    return twice
