# attack: a denoiser that returns the nearest test image, and noisy images that the check looks at replaced by easy ones
# gains: what any picture of a garment gets
# expect: at most 2 points in check-4-6
# canary: points
# known: the nearest of any garments is as good an answer here; the check would have to ask for a network of that size
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
