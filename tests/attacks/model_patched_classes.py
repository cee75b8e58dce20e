# attack: Keras' own classes answer every call and every question in the student's favour
# gains: nothing
# expect: 0 points in check-1-3
# canary: points
# notebook: 01_dense_autoencoder
# %% exercise-1-3
def build_autoencoder(code_size):
    model = keras.Sequential([keras.Input((3,)), layers.Dense(3)])
    for kind in (keras.Sequential, keras.Model, layers.Layer):
        kind.__call__ = kind.call = lambda self, images, **_: np.random.default_rng().random((len(images), 784))
        kind.count_params = lambda self: 50_992
        kind.output_shape = kind.input_shape = (None, 784)
    return model
