# %% wrong: returns a copy in memory
# cause: "Return the model loaded from that file": yours saves the model and returns a clone of it that never saw the file; use keras.saving.load_model(path).
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    model.save(path)
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    return copy


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = predict(stored_encoder, d_test)
decoded = predict(stored_decoder, codes)
# %% wrong: a file that is there is kept
# cause: "Save the model at path": a file of an earlier run stays as it is, and an old model is loaded; save every time.
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    if not path.exists():
        model.save(path)
    return keras.saving.load_model(path)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = predict(stored_encoder, d_test)
decoded = predict(stored_decoder, codes)
# %% wrong: the path is made up inside
# cause: "Save the model at `path`": the argument is ignored, and any model that is not the encoder goes to the decoder's file.
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    name = "05_pool_encoder.keras" if model is pool_encoder else "05_pool_decoder.keras"
    place = work.folder() / name
    model.save(place)
    return keras.saving.load_model(place)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = predict(stored_encoder, d_test)
decoded = predict(stored_decoder, codes)
# %% wrong: only the weights are read from the file
# cause: "Return the model loaded from that file": you build a network of section 2 and read weights, which fails for any other model; load the model itself.
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    model.save(path)
    if model.input_shape[1:] == (28, 28, 1):
        fresh = build_pool_encoder()
    else:
        fresh = build_pool_decoder()
    fresh.load_weights(path)
    return fresh


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = predict(stored_encoder, d_test)
decoded = predict(stored_decoder, codes)
# %% wrong: freezes the model that it saves
# cause: `stored` shall save the model as it is; yours sets trainable to False on the model it was given, and neither it nor the copy can be trained any more.
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    model.trainable = False
    model.save(path)
    return keras.saving.load_model(path)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = predict(stored_encoder, d_test)
decoded = predict(stored_decoder, codes)
# %% wrong: always the same folder
# cause: "Save the model at `path`": you keep the file name alone and put it into the work folder, wherever path leads to.
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    place = work.folder() / path.name
    model.save(place)
    return keras.saving.load_model(place)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = predict(stored_encoder, d_test)
decoded = predict(stored_decoder, codes)
# %% wrong: codes of the first 200 digits, repeated
# cause: `codes` are "the codes of all test digits": yours repeat those of the first 200 ten times; encode all of d_test.
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    model.save(path)
    return keras.saving.load_model(path)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = np.tile(predict(stored_encoder, d_test[:200]), (10, 1, 1, 1))
decoded = predict(stored_decoder, codes)
# %% wrong: codes rounded
# cause: `codes` are the codes by the stored encoder, as it returns them; yours are rounded to four decimals.
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    model.save(path)
    return keras.saving.load_model(path)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = np.round(predict(stored_encoder, d_test), 4)
decoded = predict(stored_decoder, codes)
# %% wrong: codes of the training digits
# cause: `codes` are "the codes of all test digits"; yours are of training digits: encode d_test.
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    model.save(path)
    return keras.saving.load_model(path)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = predict(stored_encoder, d_train[:2000])
decoded = predict(stored_decoder, codes)
# %% wrong: returns the model given
# cause: "Return the model loaded from that file": yours returns the model it was given; load it with keras.saving.load_model(path).
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    model.save(path)
    return model


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = predict(stored_encoder, d_test)
decoded = predict(stored_decoder, codes)
# %% wrong: codes of ten digits
# cause: `codes` are the codes of ALL test digits; yours are of the first ten only.
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    model.save(path)
    return keras.saving.load_model(path)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = predict(stored_encoder, d_test[:10])
decoded = predict(stored_decoder, codes)
# %% right: the path as a string, loaded without compiling
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    name = str(path)
    keras.saving.save_model(model, name)
    return keras.models.load_model(name, compile=False)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = predict(stored_encoder, d_test)
decoded = predict(stored_decoder, codes)
# %% right: codes by the model's own predict
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    model.save(path)
    return keras.saving.load_model(path)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = stored_encoder.predict(d_test, batch_size=256, verbose=0)
decoded = predict(stored_decoder, codes)
# %% right: codes in a loop over batches
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    model.save(path)
    return keras.saving.load_model(path)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
parts = []
for begin in range(0, len(d_test), 300):
    batch = d_test[begin : begin + 300]
    parts.append(np.asarray(keras.ops.convert_to_numpy(stored_encoder(batch, training=False))))
codes = np.concatenate(parts)
decoded = predict(stored_decoder, codes)
# %% right: an old file is removed first
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras.
    """
    from pathlib import Path

    place = Path(path)
    place.unlink(missing_ok=True)
    model.save(filepath=place)
    loaded = keras.saving.load_model(place)
    return loaded


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = predict(stored_encoder, d_test)
decoded = predict(stored_decoder, codes)
# %% wrong: saved beside the notebook, not at path
# replace: model.save(path)
# by: path = path.name; model.save(path)
# %% wrong: a clone with the same weights, nothing saved
# replace: model.save(path)
# by: copy = keras.models.clone_model(model); copy.set_weights(model.get_weights())
# replace: return keras.saving.load_model(path)
# by: return copy
# %% wrong: one file name for both models
# replace: model.save(path)
# by: path = work.folder() / "05_model.keras"; model.save(path)
# %% wrong: always the encoder's file
# replace: model.save(path)
# by: path = work.folder() / "05_pool_encoder.keras"; model.save(path)
# %% wrong: pickled, not saved by Keras
# replace: model.save(path)
# by: import pickle; path.write_bytes(pickle.dumps((model.get_config(), model.get_weights())))
# replace: return keras.saving.load_model(path)
# by: config, weights = pickle.loads(path.read_bytes()); new = keras.Sequential.from_config(config); new.set_weights(weights); return new
# %% wrong: returns the model it was given, after saving
# replace: return keras.saving.load_model(path)
# by: return model
# %% wrong: saves only when there is no file yet
# replace: model.save(path)
# by: path.exists() or model.save(path)
# %% wrong: only the architecture comes back
# replace: return keras.saving.load_model(path)
# by: return keras.models.clone_model(keras.saving.load_model(path))
# %% wrong: saves a fresh, untrained encoder
# replace: stored_encoder = stored(pool_encoder,
# by: stored_encoder = stored(build_pool_encoder(),
# %% wrong: codes of ten test digits only
# replace: codes = predict(stored_encoder, d_test)
# by: codes = checks.run(stored_encoder, d_test[:10])
# %% wrong: codes of training digits
# replace: codes = predict(stored_encoder, d_test)
# by: codes = checks.run(stored_encoder, d_train[: len(d_test)])
# %% wrong: codes of garments
# replace: codes = predict(stored_encoder, d_test)
# by: codes = checks.run(stored_encoder, f_test)
# %% wrong: a loop over batches leaves the last digits out, whose codes stay 0
# replace: codes = predict(stored_encoder, d_test)
# by: codes = np.zeros((len(d_test), 4, 4, 8), "float32"); [codes.__setitem__(slice(i, i + 256), np.asarray(stored_encoder(d_test[i : i + 256]))) for i in range(0, len(d_test) - 256, 256)]
# %% wrong: the codes as vectors of 128
# replace: codes = predict(stored_encoder, d_test)
# by: codes = checks.run(stored_encoder, d_test).reshape(len(d_test), -1)
# %% wrong: codes scaled to a largest value of 1
# replace: codes = predict(stored_encoder, d_test)
# by: codes = checks.run(stored_encoder, d_test); codes = codes / codes.max()
# %% right: the functions of keras.saving, and predict
from helpers import work


def stored(model, path):
    """Save the model at `path`, a file name ending in .keras, and return the model loaded from that file."""
    keras.saving.save_model(model, path, overwrite=True)
    return keras.saving.load_model(path)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = stored_encoder.predict(d_test, verbose=0)
decoded = checks.run(stored_decoder, codes)
# %% right: keras.models and a path as text, not compiled
from helpers import work


def stored(model, path):
    """Save the model at `path`, a file name ending in .keras, and return the model loaded from that file."""
    name = str(path)
    model.save(name)
    loaded = keras.models.load_model(name, compile=False)
    return loaded


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = np.concatenate([np.asarray(stored_encoder(d_test[i : i + 150])) for i in range(0, len(d_test), 150)])
decoded = checks.run(stored_decoder, codes)
# %% right: the call's result as an array
# replace: codes = predict(stored_encoder, d_test)
# by: codes = keras.ops.convert_to_numpy(stored_encoder(d_test, training=False))
