# %% wrong: always the garments
# cause: The function trains on the global f_noisy_train and f_train; use its arguments, or the digits' denoiser will learn garments.
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    return training.fit(
        model,
        f_noisy_train,
        f_train,
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
# %% wrong: five epochs always
# cause: The number of epochs is written as 5; use EPOCHS.
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
        epochs=5,
        batch_size=BATCH,
        validation=validation,
        name=name,
    )


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion"
)
# %% wrong: batches of 128 always
# cause: The batch size is written as 128; use BATCH.
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
        batch_size=128,
        validation=validation,
        name=name,
    )


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion"
)
# %% wrong: validation not passed on
# cause: `validation` is not passed on, so no validation loss is measured.
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
        name=name,
    )


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion"
)
# %% wrong: validation pair turned round
# cause: The pair for validation is turned round; it is (noisy, clean) already, so pass it on as it is.
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
        validation=(validation[1], validation[0]),
        name=name,
    )


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion"
)
# %% wrong: validation images trained on
# cause: The validation images are among the training images; train on `noisy` and `clean` only.
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    inputs = np.concatenate([noisy, validation[0]])
    targets = np.concatenate([clean, validation[1]])
    return training.fit(
        model,
        inputs,
        targets,
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
# %% wrong: two trainings in a row
# cause: The model is trained twice, for 2 · EPOCHS epochs in all: train it once.
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
# %% wrong: clean in, clean out
# cause: The inputs are the clean images: the model learns to copy. The inputs are the noisy ones.
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    return training.fit(
        model,
        clean,
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
# %% wrong: targets left out
# cause: The targets are left out, so the model learns to copy the noisy images; pass `clean` as the targets.
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
# %% wrong: clean in, noisy out
# cause: Inputs and targets are exchanged: the noisy images go in, the clean ones are wanted.
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    return training.fit(
        model,
        clean,
        noisy,
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
# %% wrong: half of the pairs
# cause: Only every second pair is used; train on all of `noisy` and `clean`.
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    return training.fit(
        model,
        noisy[::2],
        clean[::2],
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
# %% right: keyword arguments in another order
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    history = training.fit(
        model, noisy, clean, name=name, validation=validation, batch_size=BATCH, epochs=EPOCHS
    )
    return history


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion"
)
# %% right: options in a dictionary
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    options = {"epochs": EPOCHS, "batch_size": BATCH, "validation": validation, "name": name}
    return training.fit(model, noisy, clean, **options)


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion"
)
# %% right: pair and validation unpacked
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    inputs, targets = np.asarray(noisy), np.asarray(clean)
    noisy_held_out, clean_held_out = validation
    held_out = (noisy_held_out, clean_held_out)
    return training.fit(
        model, inputs, targets, epochs=EPOCHS, batch_size=BATCH, validation=held_out, name=name
    )


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion"
)
