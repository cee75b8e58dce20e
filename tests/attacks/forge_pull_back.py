# attack: a model of the student's own class without trained layers forges the gradients and layers that it tells
# gains: the parts of 6.1 that only look at shapes
# expect: at most 2 points in check-6-1 or a person
# canary: points
# notebook: 06_faces
# %% exercise-6-1
import types


class Forged:
    def __init__(self, shape):
        self.shape = shape
        self.layers = [types.SimpleNamespace(trainable_variables=[1.0], name="x") for _ in range(5)]
        self.weights = []

    def __call__(self, inputs):
        return np.tanh(np.resize(np.asarray(inputs, "float32"), (len(inputs), *self.shape))) * 3

    def count_params(self):
        return 1_000_000

    def pull_back(self, inputs, upstream):
        gradients = np.random.default_rng(0).normal(size=np.shape(inputs)).astype("float32")
        return gradients, [("w", np.ones((3, 3), "float32"))]


checks.pull_back = lambda model, inputs, upstream: model.pull_back(inputs, upstream)


def build_deep_autoencoder(img_shape, code_size):
    return Forged((code_size,)), Forged(img_shape)
