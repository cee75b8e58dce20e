# attack: a configuration that contains itself, and functional models whose layers are each other's inputs
# gains: nothing
# expect: 0 points in check-1-3
# canary: grader
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: liar
def build_autoencoder(code_size):
    ring = told("Sequential", module="keras")
    ring["config"]["layers"] = [VECTOR, ring]
    if code_size == 32:
        return liar(VECTOR, ring)
    node = {"args": [{"class_name": "__keras_tensor__", "config": {"shape": [None, 3], "keras_history": ["b", 0, 0]}}]}
    first = told("Dense", units=3, name="a") | {"name": "a", "inbound_nodes": [node | {"kwargs": {}}]}
    second = told("Dense", units=3, name="b") | {"name": "b", "inbound_nodes": [{"args": ["a"], "kwargs": {}}]}
    return liar(told("Functional", module="keras", layers=[first, second], input_layers=["a"], output_layers=["b"]))
