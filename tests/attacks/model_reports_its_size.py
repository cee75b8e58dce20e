# attack: a model of the student's own class is twice too large for every code size, and says that it is not
# gains: all parts of the check but the two that count parameters
# expect: at most 3/2 points in check-1-3 or a person
# canary: points
# notebook: 01_dense_autoencoder
# %% exercise-1-3
class Autoencoder(keras.Model):
    def __init__(self, code_size):
        super().__init__()
        self.code = layers.Dense(2 * code_size, activation="relu")
        self.pixels = layers.Dense(784, activation="sigmoid")
        self.said = 784 * code_size * 2 + code_size + 784

    def call(self, images):
        return self.pixels(self.code(images))

    def count_params(self):
        return self.said


def build_autoencoder(code_size):
    return Autoencoder(code_size)
