# attack: a model of the student's own class: random pixels as an answer, and lies about its parameters
# gains: the points of the shapes and of the sigmoid, which its answers have
# expect: at most 1 points in check-1-3 or a person
# canary: points
# notebook: 01_dense_autoencoder
# %% exercise-1-3
class Autoencoder(keras.Model):
    code_size = 0
    input_shape = output_shape = (None, 784)

    def call(self, images):
        return np.tile(np.linspace(0.1, 0.9, 784, dtype="float32"), (len(images), 1))

    def count_params(self):
        return {32: 50_992, 5: 8_629}.get(self.code_size, 0)


def build_autoencoder(code_size):
    model = Autoencoder()
    object.__setattr__(model, "code_size", code_size)
    return model
