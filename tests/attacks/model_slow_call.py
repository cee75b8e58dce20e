# attack: a model that takes a minute to answer, whatever the batch, and never the same shape
# gains: nothing
# expect: 0 points in check-1-3
# canary: grader
# slow: runs into the time limit
# notebook: 01_dense_autoencoder
# %% exercise-1-3
import time


class Slow(keras.Model):
    def call(self, images):
        time.sleep(60)
        return np.zeros((len(images) + 1, 7))


def build_autoencoder(code_size):
    return Slow()
