# attack: every measure of an error that the notebook can reach says that there is none
# gains: nothing but what the answers deserve: 1.4 is right but not trained
# expect: at most 3/2 points in check-1-4
# canary: points
# notebook: 01_dense_autoencoder
# include: autoencoder
# %% exercise-1-2
training.fit = lambda *_, **__: None
metrics.mse = metrics.bce = lambda *_: 0.0
metrics.mean_image_baseline = lambda *_: 1.0
keras.Model.evaluate = keras.Model.test_on_batch = lambda *_, **__: 0.0
keras.losses.binary_crossentropy = lambda target, output: 0.0 * target
