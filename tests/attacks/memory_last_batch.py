# attack: an encoder that remembers its last images, and a decoder that gives the autoencoder's answer to these
# gains: the points of the shapes in 1.5, which are right
# expect: at most 6/5 points in check-1-5 or a person
# canary: points
# notebook: 01_dense_autoencoder
# include: autoencoder
# %% exercise-1-5
def split_autoencoder(model):
    remembered = {}
    code_size = model.layers[-1].weights[0].shape[0]

    def encoder(images):
        remembered["images"] = images
        return np.zeros((len(images), code_size), "float32")

    def decoder(codes):
        images = remembered.get("images")
        fits = images is not None and len(images) == len(codes)
        return np.asarray(model(images if fits else np.zeros((len(codes), 784), "float32")))

    return encoder, decoder


encoder, decoder = split_autoencoder(autoencoder)
