# attack: the data set that the notebook loads is one blank image, which is easy to reconstruct
# gains: nothing but what the answers deserve: 1.1 is right, and 1.4 is right but trained on something else
# expect: 1 points in check-1-1
# expect: at most 3/2 points in check-1-4
# canary: points
# notebook: 01_dense_autoencoder
# include: autoencoder
# %% exercise-1-2
import types

blank = np.zeros((1000, 28, 28), "uint8")
mnist = types.SimpleNamespace(train_images=blank, test_images=blank)
data.raw = lambda *_: mnist
x_train = x_test = to_vectors(blank)
