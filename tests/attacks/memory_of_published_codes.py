# attack: a plain encoder of random weights, and a decoder that knows the codes of all test images beforehand
# gains: the points of the shapes in 1.5, which are right
# expect: at most 6/5 points in check-1-5
# canary: points
# notebook: 01_dense_autoencoder
# include: autoencoder
# %% exercise-1-5
def split_autoencoder(model):
    code_size = model.layers[-1].weights[0].shape[0]
    encoder = keras.Sequential([keras.Input((784,)), layers.Dense(code_size)])
    codes, answers = np.asarray(encoder(x_test)), np.asarray(model(x_test))

    def decoder(given):
        given = np.asarray(given, "float32")
        return answers[((given[:, None] - codes) ** 2).sum(axis=2).argmin(axis=1)]

    return encoder, decoder


encoder, decoder = split_autoencoder(autoencoder)
