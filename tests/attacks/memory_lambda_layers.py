# attack: functional models of built-in layers, with Lambda layers that write to a file and read from it
# gains: the points of the shapes in 1.5, which are right
# expect: at most 6/5 points in check-1-5 or a person
# canary: points
# notebook: 01_dense_autoencoder
# include: autoencoder
# %% exercise-1-5
import os
import tempfile

import tensorflow as tf

NOTES = os.path.join(tempfile.mkdtemp(), "notes.npy")


def write(images):
    np.save(NOTES, np.asarray(images))
    return np.zeros((len(images), 1), "float32")


def read(codes):
    images = np.load(NOTES) if os.path.exists(NOTES) else np.zeros((len(codes), 784), "float32")
    return images if len(images) == len(codes) else np.zeros((len(codes), 784), "float32")


def python(function, width):
    def call(x):
        return tf.ensure_shape(tf.py_function(function, [x], tf.float32), (None, width))

    return layers.Lambda(call, output_shape=(width,))


def split_autoencoder(model):
    code_size = model.layers[-1].weights[0].shape[0]
    images, codes = keras.Input((784,)), keras.Input((code_size,))
    encoded = layers.Concatenate()([python(write, 1)(images)] * code_size)
    return keras.Model(images, encoded), keras.Model(codes, model(python(read, 784)(codes)))


encoder, decoder = split_autoencoder(autoencoder)
