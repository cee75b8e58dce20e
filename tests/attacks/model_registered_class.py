# attack: a layer of the student's own, registered with Keras, acts when it is built from its configuration
# gains: the grader
# expect: 0 points in check-1-3
# canary: output
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: payload
@keras.saving.register_keras_serializable("keras")
class Dense(layers.Layer):
    text = PAYLOAD

    def call(self, x):
        exec(self.text)
        return 0 * x[:, :3]

    def get_build_config(self):
        return {"input_shape": (None, 3), "text": self.text}

    @classmethod
    def from_config(cls, config):
        exec(cls.text)
        return cls()


def build_autoencoder(code_size):
    return keras.Sequential([keras.Input((3,)), Dense()])
