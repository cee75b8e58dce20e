# %% wrong: clean in, clean out
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_clean, n_clean,
# %% wrong: input and target swapped
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_clean, n_noisy,
# %% wrong: noisy in, noisy out
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_noisy, n_noisy,
# %% wrong: never trained
# replace: return training.fit(model, n_noisy, n_clean, epochs=n_epochs, batch_size=n_batch, validation=pair, name=name)
# by: return None
# %% wrong: one epoch
# replace: epochs=n_epochs, batch_size=n_batch, validation
# by: epochs=1, batch_size=n_batch, validation
# %% wrong: trained on test digits
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_noisy_test, d_test,
# %% wrong: garments in place of digits
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, noise.gaussian(f_train[:1000], 0.5, mean=0.5, seed=1), f_train[:1000],
# %% wrong: pairs that do not belong together
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_noisy, n_clean[::-1],
# %% wrong: sixteen digits
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_noisy[:16], n_clean[:16],
# %% wrong: another model is trained
# replace: return training.fit(model,
# by: model = keras.models.clone_model(model); model.compile("adam", "mse"); return training.fit(model,
# %% wrong: a rate of 1
# replace: keras.optimizers.Adam(rate)
# by: keras.optimizers.Adam(1.0)
# %% wrong: forgotten return
# replace: return training.fit
# by: training.fit
# %% right: loss as an object, everything by name
# replace: model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
# by: model.compile(keras.optimizers.Adam(learning_rate=rate), keras.losses.MeanSquaredError())
# replace: training.fit(model, n_noisy, n_clean, epochs
# by: training.fit(model=model, inputs=n_noisy, targets=n_clean, epochs
# %% right: Keras' own fit, float64, and words on stderr
import sys
import warnings


def train_to_denoise(model, name, peak=0.003):
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    warnings.warn("training", stacklevel=1)
    print(name, file=sys.stderr)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mean_squared_error")
    options = {"epochs": n_epochs, "batch_size": n_batch, "verbose": 0}
    pair = n_noisy_validation, d_validation
    return model.fit(n_noisy.astype("float64"), n_clean, validation_data=pair, **options)


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
