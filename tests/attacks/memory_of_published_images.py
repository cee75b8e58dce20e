# attack: a denoiser that returns the nearest test image, and noisy images that the check looks at replaced by easy ones
# gains: nothing
# expect: 0 points in check-4-6
# canary: points
# notebook: 04_denoising
# %% exercise-4-6
def denoiser(noisy):
    noisy = np.asarray(noisy, "float32").reshape(len(noisy), -1)
    known = f_test.reshape(len(f_test), -1)
    # Of a pixel with clipped noise the mean is about 0.316 and 0.36 times the pixel.
    return f_test[((noisy - 0.316) @ known.T - 0.18 * (known**2).sum(axis=1)).argmax(axis=1)]


f_noisy_test = np.ones_like(f_test)
history = keras.callbacks.History()
history.history = {"loss": [0.3] * EPOCHS}
