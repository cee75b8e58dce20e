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
def compiled_autoencoder():
    model = build_autoencoder(32)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model
