# attack: a function whose first call, for the notebook, returns a model that copies, and each later one the right one
# gains: the points of 1.4
# expect: 0 points in check-1-4
# canary: points
# known: no input tells a copy from an autoencoder; the check of 1.4 would have to look at the model that was trained
# notebook: 01_dense_autoencoder
# %% exercise-1-1
def to_vectors(images):
    return images.reshape(len(images), -1).astype("float32") / 255


x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
# %% exercise-1-3
def build_autoencoder(code_size):
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu")(inputs)
    return keras.Model(inputs, layers.Dense(784, activation="sigmoid")(code))
# %% exercise-1-4
calls = []


def compiled_autoencoder():
    calls.append(1)
    model = build_autoencoder(32)
    if len(calls) == 1:
        model = keras.Sequential([keras.Input((784,)), layers.Rescaling(1.0)])
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model
