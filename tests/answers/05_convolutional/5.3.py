# %% wrong: a copy that was never in a file
# replace: model.save(path)
# by: copy = keras.models.clone_model(model); copy.set_weights(model.get_weights())
# replace: return keras.saving.load_model(path)
# by: return copy
# %% wrong: nothing saved, the given model returned
# replace: model.save(path)
# by:
# replace: return keras.saving.load_model(path)
# by: return model
# %% wrong: a file in another place
# replace: model.save(path)
# by: model.save("model.keras")
# replace: load_model(path)
# by: load_model("model.keras")
# %% wrong: saved, but the given model returned
# replace: return keras.saving.load_model(path)
# by: return model
# %% wrong: the architecture alone
# replace: model.save(path)
# by: keras.models.clone_model(model).save(path)
# %% wrong: untrained halves stored
# replace: stored(pool_encoder,
# by: stored(build_pool_encoder(),
# replace: stored(pool_decoder,
# by: stored(build_pool_decoder(),
# %% wrong: encoder and decoder swapped
# replace: stored(pool_encoder,
# by: stored(pool_decoder,
# %% wrong: codes by a new encoder
# replace: codes = predict(stored_encoder, d_test)
# by: codes = predict(build_pool_encoder(), d_test)
# %% wrong: reconstructions in place of codes
# replace: codes = predict(stored_encoder, d_test)
# by: codes = predict(pooling, d_test)
# %% wrong: codes of training digits
# replace: codes = predict(stored_encoder, d_test)
# by: codes = predict(stored_encoder, d_train[: len(d_test)])
# %% wrong: codes of the first 200 digits
# replace: codes = predict(stored_encoder, d_test)
# by: codes = predict(stored_encoder, d_test[:200])
# %% wrong: codes as vectors
# replace: codes = predict(stored_encoder, d_test)
# by: codes = predict(stored_encoder, d_test).reshape(len(d_test), -1)
# %% wrong: loaded, but not returned
# replace: return keras.saving.load_model(path)
# by: keras.saving.load_model(path)
# %% right: path as a text, codes by predict
# replace: model.save(path)
# by: model.save(str(path), overwrite=True)
# replace: keras.saving.load_model(path)
# by: keras.models.load_model(str(path), compile=False)
# replace: codes = predict(stored_encoder, d_test)
# by: codes = stored_encoder.predict(d_test, batch_size=100, verbose=0)
# %% right: written beside and renamed, codes in parts, words on stderr
import sys
import warnings

from helpers import work


def stored(model, path):
    warnings.warn("writing", stacklevel=1)
    print("to", path.name, file=sys.stderr)
    part = path.with_name("part.keras")
    keras.saving.save_model(model, part)
    part.replace(path)
    return keras.saving.load_model(path)


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
codes = np.concatenate([np.asarray(stored_encoder(part)) for part in np.array_split(d_test, 5)])
decoded = np.asarray(stored_decoder(codes))
# %% right: codes in float64
# replace: codes = predict(stored_encoder, d_test)
# by: codes = np.array(keras.ops.convert_to_numpy(stored_encoder(d_test)), dtype="float64")
