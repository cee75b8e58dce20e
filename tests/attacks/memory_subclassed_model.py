# attack: Keras models of the student's own class, which share a memory between encoder and decoder
# gains: the points of the shapes in 1.5, which are right
# expect: at most 6/5 points in check-1-5 or a person
# canary: points
# notebook: 01_dense_autoencoder
# include: autoencoder
# %% exercise-1-5
import tensorflow as tf

remembered = {}


class Encoder(keras.Model):
    def __init__(self, whole):
        super().__init__()
        self.whole, self.code_size = whole, whole.layers[-1].weights[0].shape[0]

    def call(self, images):
        remembered["answer"] = self.whole(images)
        return tf.zeros((len(images), self.code_size))


class Decoder(keras.Model):
    def call(self, codes):
        answer = remembered.get("answer")
        fits = answer is not None and len(answer) == len(codes)
        return answer if fits else tf.zeros((len(codes), 784))


def split_autoencoder(model):
    return Encoder(model), Decoder()


encoder, decoder = split_autoencoder(autoencoder)
