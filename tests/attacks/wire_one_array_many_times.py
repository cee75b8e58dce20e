# attack: a model's weights, of which one array of 100 MB is named 300,000 times
# gains: nothing
# expect: 0 points in check-1-3
# expect: outcome graded
# canary: grader
# notebook: 01_dense_autoencoder
# %% exercise-1-3
from workbook.grading.sandbox.inside import exchange


def encode(model, writer):
    if callable(model) and hasattr(model, "get_weights"):
        array = writer.array("a", np.zeros(25 * 2**20, "float32"))
        return ["m", exchange.model_config(model), [array] * 300_000, "one"]
    return None


exchange.encode_model.__code__ = encode.__code__
exchange.encode_model.__globals__.update(np=np, exchange=exchange)


def build_autoencoder(code_size):
    return keras.Sequential([keras.Input((784,)), layers.Dense(784)])
