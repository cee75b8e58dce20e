# %% wrong: clean in, clean out
# replace: model, noisy, clean, epochs
# by: model, clean, clean, epochs
# %% wrong: input and target swapped
# replace: model, noisy, clean, epochs
# by: model, clean, noisy, epochs
# %% wrong: noisy in, noisy out
# replace: model, noisy, clean, epochs
# by: model, noisy, noisy, epochs
# %% wrong: no targets
# replace: model, noisy, clean, epochs
# by: model, clean, epochs
# replace: validation=validation
# by: validation=validation[1]
# %% wrong: never trained
# replace: return training.fit(
# by: return keras.callbacks.History(); training.fit(
# %% wrong: a new model is trained, not the given one
# replace: return training.fit(
# by: given, model = model, build_denoiser(); model.compile(optimizer="adam", loss="mse"); return training.fit(
# %% wrong: one epoch
# replace: epochs=EPOCHS, batch_size
# by: epochs=1, batch_size
# %% wrong: pairs that do not belong together
# replace: model, noisy, clean, epochs
# by: model, noisy, clean[::-1], epochs
# %% wrong: the mean garment as target of all
# replace: model, noisy, clean, epochs
# by: model, noisy, np.broadcast_to(clean.mean(axis=0), clean.shape), epochs
# %% wrong: trained on test images
# replace: denoiser, f_noisy_train, f_train,
# by: denoiser, f_noisy_test, f_test,
# %% wrong: digits in place of garments
# replace: denoiser, f_noisy_train, f_train,
# by: denoiser, np.clip(add_gaussian(d_train, 1.0, seed=1), 0, 1), d_train,
# %% wrong: forgotten return
# replace: return training.fit
# by: training.fit
# %% right: Keras' own fit
# replace: return training.fit(
# by: return model.fit(
# replace: model, noisy, clean, epochs
# by: x=noisy, y=clean, epochs
# replace: validation=validation, name=name
# by: validation_data=validation, verbose=0
# %% right: fresh arrays in float64, and words on stderr
def train_denoiser(model, noisy, clean, validation, name):
    import sys
    import warnings

    warnings.warn("training soon", stacklevel=1)
    print("training", name, file=sys.stderr)
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss=keras.losses.BinaryCrossentropy())
    inputs, targets = noisy.astype(np.float64), np.array(clean)
    result = training.fit(model, inputs, targets, batch_size=BATCH, epochs=EPOCHS, name=name, validation=validation)
    print("done")
    return result


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion")
