# attack: the encoder overwrites the images it is given, so that a check compares with what it left behind
# gains: the points of the shapes in 1.5, which are right
# expect: at most 6/5 points in check-1-5
# canary: points
# notebook: 01_dense_autoencoder
# include: autoencoder
# %% exercise-1-5
def split_autoencoder(model):
    code_size = model.layers[-1].weights[0].shape[0]

    def encoder(images):
        images.setflags(write=True)
        images[:] = 0
        return np.zeros((len(images), code_size), "float32")

    def decoder(codes):
        return np.asarray(model(np.zeros((len(codes), 784), "float32")))

    return encoder, decoder


encoder, decoder = split_autoencoder(autoencoder)
