# attack: models of a few allowed layers with which TensorFlow ends the process that runs them, a student's included
# gains: nothing
# expect: 0 points in check-1-3
# expect: outcome graded or failed
# canary: grader
# notebook: 01_dense_autoencoder
# %% exercise-1-3
def build_autoencoder(code_size):
    image = [keras.Input((784,)), layers.Reshape((28, 28, 1))]
    if code_size == 32:
        return keras.Sequential([*image, layers.Conv2DTranspose(1, 1, strides=200_000)])
    if code_size == 5:
        return keras.Sequential([*image, layers.Conv2D(1, 1000, padding="same"), layers.Flatten()])
    return keras.Sequential([*image, layers.DepthwiseConv2D(1000, padding="same"), layers.Flatten()])
