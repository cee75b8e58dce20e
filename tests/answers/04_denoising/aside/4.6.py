# %% wrong: validation of the garments always
# cause: The function validates on the global garments; pass its argument `validation` on.
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    return training.fit(
        model,
        noisy,
        clean,
        epochs=EPOCHS,
        batch_size=BATCH,
        validation=(f_noisy_validation, f_validation),
        name=name,
    )


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion"
)
# %% wrong: test set for validation
# cause: The test images are passed for validation; pass f_noisy_validation and f_validation, as the cell did.
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    return training.fit(
        model,
        noisy,
        clean,
        epochs=EPOCHS,
        batch_size=BATCH,
        validation=validation,
        name=name,
    )


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_test, f_test), "04_fashion"
)
# %% wrong: squared error in the denoiser
# cause: The model is compiled with the squared error; leave the line with binary cross-entropy as it was.
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    return training.fit(
        model,
        noisy,
        clean,
        epochs=EPOCHS,
        batch_size=BATCH,
        validation=validation,
        name=name,
    )


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion"
)
# %% wrong: history not returned
# cause: The function returns nothing; return what training.fit returns.
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    training.fit(
        model,
        noisy,
        clean,
        epochs=EPOCHS,
        batch_size=BATCH,
        validation=validation,
        name=name,
    )


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion"
)
