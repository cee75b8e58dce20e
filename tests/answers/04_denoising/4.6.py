# %% wrong: clean in, clean out
# replace: training.fit(model, noisy, clean,
# by: training.fit(model, clean, clean,
# %% wrong: input and target swapped
# replace: training.fit(model, noisy, clean,
# by: training.fit(model, clean, noisy,
# %% wrong: noisy in, noisy out
# replace: training.fit(model, noisy, clean,
# by: training.fit(model, noisy, noisy,
# %% wrong: no targets
# replace: return training.fit(model, noisy, clean, epochs
# by: return training.fit(model, clean, epochs
# replace: validation=validation
# by: validation=validation[1]
# %% wrong: never trained
# replace: return training.fit(model, noisy, clean, epochs=EPOCHS, batch_size=BATCH, validation=validation, name=name)
# by: return keras.callbacks.History()
# %% wrong: a new model is trained, not the given one
# replace: return training.fit(model, noisy
# by: given, model = model, build_denoiser(); model.compile(optimizer="adam", loss="mse"); return training.fit(model, noisy
# %% wrong: one epoch
# replace: epochs=EPOCHS, batch_size
# by: epochs=1, batch_size
# %% wrong: pairs that do not belong together
# replace: training.fit(model, noisy, clean,
# by: training.fit(model, noisy, clean[::-1],
# %% wrong: the mean garment as target of all
# replace: training.fit(model, noisy, clean,
# by: training.fit(model, noisy, np.broadcast_to(clean.mean(axis=0), clean.shape),
# %% wrong: trained on test images
# replace: train_denoiser(denoiser, f_noisy_train, f_train,
# by: train_denoiser(denoiser, f_noisy_test, f_test,
# %% wrong: digits in place of garments
# replace: train_denoiser(denoiser, f_noisy_train, f_train,
# by: train_denoiser(denoiser, np.clip(add_gaussian(d_train, 1.0, seed=1), 0, 1), d_train,
# %% wrong: forgotten return
# replace: return training.fit
# by: training.fit
# %% right: Keras' own fit
# replace: return training.fit(model, noisy, clean, epochs=EPOCHS, batch_size=BATCH, validation=validation, name=name)
# by: return model.fit(x=noisy, y=clean, epochs=EPOCHS, batch_size=BATCH, validation_data=validation, verbose=0)
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
