# attack: codes without meaning, in an object that has a length and items but is neither an array nor a list
# gains: the points of the shapes in 1.5, which are right
# expect: at most 6/5 points in check-1-5 or a person
# canary: points
# notebook: 01_dense_autoencoder
# include: autoencoder
# %% exercise-1-5
class Codes:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]


def split_autoencoder(model):
    answers = {}
    code_size = model.layers[-1].weights[0].shape[0]
    random = np.random.default_rng()

    def encoder(images):
        codes = random.random((len(images), code_size)).astype("float32")
        answers.update(zip((code.tobytes() for code in codes), np.asarray(model(images)), strict=True))
        return Codes(codes.tolist())

    def decoder(codes):
        return np.array([answers.get(np.asarray(c, "float32").tobytes(), np.zeros(784)) for c in codes], "float32")

    return encoder, decoder


encoder, decoder = split_autoencoder(autoencoder)
