# attack: one object that remembers images is encoder and decoder, and a function of the notebook besides
# gains: the points of the shapes in 1.5, which are right
# expect: at most 6/5 points in check-1-5 or a person
# canary: points
# notebook: 01_dense_autoencoder
# include: autoencoder
# %% exercise-1-5
class Everything:
    def __init__(self, model):
        self.model, self.code_size = model, model.layers[-1].weights[0].shape[0]

    def __call__(self, given):
        given = np.asarray(given)
        if given.ndim == 3:
            return given.reshape(len(given), -1).astype("float32") / 255
        if given.shape[1] == 784:
            self.answer = np.asarray(self.model(given))
            return np.random.default_rng().random((len(given), self.code_size)).astype("float32")
        answer = getattr(self, "answer", ())
        return answer if len(answer) == len(given) else np.zeros((len(given), 784), "float32")


def split_autoencoder(model):
    return (Everything(model),) * 2


encoder = decoder = to_vectors = Everything(autoencoder)
