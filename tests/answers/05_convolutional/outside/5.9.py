# %% wrong: cross-entropy
# cause: "Compile with Adam at the given rate and mean squared error"; your loss is the binary cross-entropy.
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
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
# %% wrong: a constant rate
# cause: "Adam at the given rate": pass `rate`, which climbs and falls, not the number peak.
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    model.compile(optimizer=keras.optimizers.Adam(peak), loss="mse")
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
# %% wrong: RMSprop
# cause: "Compile with Adam"; your optimiser is RMSprop.
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    model.compile(optimizer=keras.optimizers.RMSprop(rate), loss="mse")
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
# %% wrong: validated on clean input
# cause: Validation goes from n_noisy_validation to d_validation; yours gives the network the clean digits.
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
        validation=(d_validation, d_validation),
        name=name,
    )


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% wrong: batches of another size
# cause: "In batches of n_batch": yours are always of 64, while the schedule counts the steps of n_batch.
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
        batch_size=64,
        validation=(n_noisy_validation, d_validation),
        name=name,
    )


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% wrong: three epochs, fixed
# cause: "For n_epochs epochs": the 3 is that of effort quick; pass n_epochs.
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
        epochs=3,
        batch_size=n_batch,
        validation=(n_noisy_validation, d_validation),
        name=name,
    )


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% wrong: trains strided, whatever it is given
# cause: Compile and train the model that is passed; yours compiles and trains the variable strided each time.
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    strided.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    return training.fit(
        strided,
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
# %% wrong: the peak is ignored
# cause: "peak: of the learning rate": the rate is computed with 0.003 again, so that peak=0.01 has no effect.
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    rate = training.warmup_cosine(0.003, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
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
# %% wrong: no validation
# cause: Train "with n_noisy_validation and d_validation for validation"; yours has none, so the history lacks val_loss.
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
        name=name,
    )


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% wrong: nothing is returned
# cause: "Return the history": put return before training.fit.
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    training.fit(
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
# %% right: options in a dict, history in a variable
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    adam = keras.optimizers.Adam(learning_rate=rate)
    model.compile(optimizer=adam, loss="mean_squared_error", metrics=["mae"])
    options = dict(name=name, validation=(n_noisy_validation, d_validation))
    options |= {"batch_size": n_batch, "epochs": n_epochs}
    history = training.fit(model, n_noisy, n_clean, **options)
    return history


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% wrong: clean in, clean out
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_clean, n_clean,
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: noisy images as targets too
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_noisy, n_noisy,
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: clean in, noisy out
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_clean, n_noisy,
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: binary cross-entropy
# replace: loss="mse"
# by: loss="binary_crossentropy"
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: mean absolute error
# replace: loss="mse"
# by: loss="mae"
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: Adam at its default rate
# replace: keras.optimizers.Adam(rate)
# by: keras.optimizers.Adam()
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: the peak as a constant rate
# replace: keras.optimizers.Adam(rate)
# by: keras.optimizers.Adam(peak)
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: RMSprop in place of Adam
# replace: keras.optimizers.Adam(rate)
# by: keras.optimizers.RMSprop(rate)
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: three epochs, whatever n_epochs says
# replace: epochs=n_epochs, batch_size=n_batch, validation
# by: epochs=3, batch_size=n_batch, validation
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: twenty epochs, whatever n_epochs says
# replace: epochs=n_epochs, batch_size=n_batch, validation
# by: epochs=20, batch_size=n_batch, validation
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: batches of 32, whatever n_batch says
# replace: epochs=n_epochs, batch_size=n_batch, validation
# by: epochs=n_epochs, batch_size=32, validation
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: no validation
# replace: validation=pair, name=name
# by: name=name
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: validated on clean inputs
# replace: pair = (n_noisy_validation, d_validation)
# by: pair = (d_validation, d_validation)
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: trains the global `strided` in place of its parameter
# replace: model.compile(
# by: strided.compile(
# replace: training.fit(model,
# by: training.fit(strided,
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: trained on the test digits
# replace: training.fit(model, n_noisy, n_clean,
# by: training.fit(model, n_noisy_test, d_test,
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: no return
# replace: return training.fit(
# by: training.fit(
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% wrong: returns the losses, not the history
# replace: validation=pair, name=name)
# by: validation=pair, name=name).history["loss"]
# replace: training.seed(4)
# by: training.seed(4); strided_encoder, strided_decoder = build_strided()
# %% right: by name, with the loss as an object and another metric
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history. name: of the checkpoint."""
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    adam = keras.optimizers.Adam(learning_rate=rate)
    model.compile(loss=keras.losses.MeanSquaredError(), metrics=["mae"], optimizer=adam)
    return training.fit(
        name=name,
        model=model,
        targets=n_clean,
        inputs=n_noisy,
        validation=(n_noisy_validation, d_validation),
        batch_size=n_batch,
        epochs=n_epochs,
    )


training.seed(4)
strided_encoder, strided_decoder = build_strided()
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% right: a squared error of one's own
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history. name: of the checkpoint."""
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)

    def squared_error(clean, made):
        return keras.ops.mean((clean - made) ** 2, axis=-1)

    model.compile(keras.optimizers.Adam(rate), squared_error)
    options = dict(epochs=n_epochs, batch_size=n_batch, name=name)
    history = training.fit(model, n_noisy, n_clean, validation=(n_noisy_validation, d_validation), **options)
    print("epochs:", len(history.history["loss"]))
    return history


training.seed(4)
strided_encoder, strided_decoder = build_strided()
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")
# %% right: a model of a joined functional graph
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history. name: of the checkpoint."""
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate, beta_1=0.9, beta_2=0.999), loss="mean_squared_error")
    given, wanted = n_noisy, n_clean
    return training.fit(
        model, given, wanted, epochs=n_epochs, batch_size=n_batch, validation=(n_noisy_validation, d_validation),
        name=name, show=n_noisy_validation[:6],
    )


training.seed(4)
strided_encoder, strided_decoder = build_strided()
image = keras.Input((28, 28, 1))
strided = keras.Model(image, strided_decoder(strided_encoder(image)))
strided_history = train_to_denoise(strided, "05_strided")
