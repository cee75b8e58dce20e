# %% wrong: mean absolute error
# cause: The loss is the mean squared error; yours is the mean absolute error.
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mae")
    return training.fit(
        model,
        n_noisy,
        n_clean,
        epochs=n_epochs,
        batch_size=n_batch,
        validation=(n_noisy_validation, d_validation),
        name=name,
    )


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% wrong: validated on the test digits
# cause: Validation takes n_noisy_validation and d_validation; yours looks at the test digits during training.
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    return training.fit(
        model,
        n_noisy,
        n_clean,
        epochs=n_epochs,
        batch_size=n_batch,
        validation=(n_noisy_test, d_test),
        name=name,
    )


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% wrong: one checkpoint for all
# cause: "name: of the checkpoint": yours is always "05_strided", so the rivals would share it; pass name.
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    return training.fit(
        model,
        n_noisy,
        n_clean,
        epochs=n_epochs,
        batch_size=n_batch,
        validation=(n_noisy_validation, d_validation),
        name="05_strided",
    )


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% wrong: trained to copy
# cause: Train "from noisy to clean"; yours goes from clean to clean and never sees noise.
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    return training.fit(
        model,
        n_clean,
        n_clean,
        epochs=n_epochs,
        batch_size=n_batch,
        validation=(n_noisy_validation, d_validation),
        name=name,
    )


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% right: loss and optimiser as objects
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    model.compile(loss=keras.losses.MeanSquaredError(), optimizer=keras.optimizers.Adam(learning_rate=rate))
    return training.fit(
        model,
        n_noisy,
        n_clean,
        epochs=n_epochs,
        batch_size=n_batch,
        validation=(n_noisy_validation, d_validation),
        name=name,
    )


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% right: own formula of the loss
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)

    def squared(clean, output):
        return keras.ops.mean(keras.ops.square(output - clean), axis=-1)

    model.compile(keras.optimizers.Adam(rate), squared)
    return training.fit(
        model,
        n_noisy,
        n_clean,
        epochs=n_epochs,
        batch_size=n_batch,
        validation=(n_noisy_validation, d_validation),
        name=name,
    )


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
