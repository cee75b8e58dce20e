# %% wrong: garments' denoiser trained on
# cause: `digit_denoiser` is the garments' denoiser, trained on; build a new one, and leave `denoiser` as it is.
training.seed(3)
digit_denoiser = denoiser
digit_history = train_denoiser(
    digit_denoiser, d_noisy_train, d_train, (d_noisy_validation, d_validation), "04_digits"
)
# %% wrong: copy of the garments' denoiser
# cause: The training starts from the garments' weights; train a new denoiser, from build_denoiser().
training.seed(3)
digit_denoiser = keras.models.clone_model(denoiser)
digit_denoiser.set_weights(denoiser.get_weights())
digit_history = train_denoiser(
    digit_denoiser, d_noisy_train, d_train, (d_noisy_validation, d_validation), "04_digits"
)
# %% wrong: trained on the test digits
# cause: The denoiser is trained on the test digits, on which it is measured; train it on d_noisy_train and d_train.
training.seed(3)
digit_denoiser = build_denoiser()
digit_history = train_denoiser(
    digit_denoiser, d_noisy_test, d_test, (d_noisy_validation, d_validation), "04_digits"
)
# %% wrong: validated on the test digits
# cause: The test digits are used for validation; use d_noisy_validation and d_validation.
training.seed(3)
digit_denoiser = build_denoiser()
digit_history = train_denoiser(
    digit_denoiser, d_noisy_train, d_train, (d_noisy_test, d_test), "04_digits"
)
# %% wrong: validated on the garments
# cause: The validation pair is the garments'; use the digits'.
training.seed(3)
digit_denoiser = build_denoiser()
digit_history = train_denoiser(
    digit_denoiser, d_noisy_train, d_train, (f_noisy_validation, f_validation), "04_digits"
)
# %% wrong: validated on clean digits
# cause: The validation inputs are clean; use the noisy digits as inputs.
training.seed(3)
digit_denoiser = build_denoiser()
digit_history = train_denoiser(
    digit_denoiser, d_noisy_train, d_train, (d_validation, d_validation), "04_digits"
)
# %% wrong: other noise than corrupt makes
# cause: The digits have noise of mean 0 and standard deviation 1; use the noisy digits made by `corrupt`.
training.seed(3)
digit_denoiser = build_denoiser()
other = np.clip(add_gaussian(d_train, 1.0, seed=13), 0, 1)
digit_history = train_denoiser(
    digit_denoiser, other, d_train, (d_noisy_validation, d_validation), "04_digits"
)
# %% wrong: own training in the place of the two functions
# cause: The model is built and trained without your two functions; use build_denoiser and train_denoiser.
training.seed(3)
digit_denoiser = keras.Sequential(
    [
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dense(784, activation="sigmoid"),
        layers.Reshape((28, 28)),
    ]
)
digit_denoiser.compile(optimizer="adam", loss="mse")
digit_denoiser.fit(d_noisy_train, d_train, epochs=10, batch_size=128, verbose=0)
# %% wrong: garments and digits mixed
# cause: Garments are among the training images; train on the noisy digits.
training.seed(3)
digit_denoiser = build_denoiser()
noisy = np.concatenate([f_noisy_train, d_noisy_train])
clean = np.concatenate([f_train, d_train])
digit_history = train_denoiser(
    digit_denoiser, noisy, clean, (d_noisy_validation, d_validation), "04_digits"
)
# %% wrong: targets are the noisy digits
# cause: The targets are noisy; they are the clean digits.
training.seed(3)
digit_denoiser = build_denoiser()
digit_history = train_denoiser(
    digit_denoiser, d_noisy_train, d_noisy_train, (d_noisy_validation, d_validation), "04_digits"
)
# %% right: pairs in variables
training.seed(3)
pairs = (d_noisy_train, d_train)
held_out = [d_noisy_validation, d_validation]
digit_denoiser = build_denoiser()
digit_history = train_denoiser(digit_denoiser, *pairs, tuple(held_out), "04_digits")
# %% right: a helper that returns model and history
training.seed(3)


def trained(noisy, clean, validation, name):
    """Return a new denoiser and the history of its training."""
    model = build_denoiser()
    return model, train_denoiser(model, noisy, clean, validation, name)


digit_denoiser, digit_history = trained(
    d_noisy_train, d_train, (d_noisy_validation, d_validation), "04_digits"
)
print(digit_denoiser.count_params(), "parameters")
