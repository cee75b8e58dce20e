# %% wrong: validation digits only
# cause: Only the validation digits are trained on; train on d_noisy_train and d_train.
training.seed(3)
digit_denoiser = build_denoiser()
digit_history = train_denoiser(
    digit_denoiser, d_noisy_validation, d_validation, (d_noisy_validation, d_validation), "04_digits"
)
# %% wrong: learns to copy clean digits
# cause: The inputs are clean digits; give the noisy ones as inputs.
training.seed(3)
digit_denoiser = build_denoiser()
digit_history = train_denoiser(
    digit_denoiser, d_train, d_train, (d_noisy_validation, d_validation), "04_digits"
)
# %% wrong: model under another name
# cause: The new model is called denoiser_2, and `digit_denoiser` is the garments' denoiser: give the new one that name.
training.seed(3)
denoiser_2 = build_denoiser()
digit_history = train_denoiser(
    denoiser_2, d_noisy_train, d_train, (d_noisy_validation, d_validation), "04_digits"
)
digit_denoiser = denoiser
# %% wrong: the history of the digits is not kept
# cause: What the training returns is not kept; call it `digit_history`.
training.seed(3)
digit_denoiser = build_denoiser()
train_denoiser(
    name="04_digits",
    model=digit_denoiser,
    validation=(d_noisy_validation, d_validation),
    clean=d_train,
    noisy=d_noisy_train,
)
