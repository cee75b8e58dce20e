# attack: a class of the student's own takes the name and module of a built-in one, for an allow-list of names
# gains: nothing
# expect: 0 points in check-1-3
# canary: points
# notebook: 01_dense_autoencoder
# %% exercise-1-3
class Sequential(keras.Sequential):
    __module__ = "keras.src.models.sequential"

    def count_params(self):
        return 50_992

    def get_config(self):
        return {"name": "x", "layers": [], "build_input_shape": [None, 784]}


Sequential.__qualname__ = "Sequential"


def build_autoencoder(code_size):
    return Sequential([keras.Input((3,)), layers.Dense(3)])
