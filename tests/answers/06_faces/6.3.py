# %% wrong: the weights alone
# cause: The optimiser's memory is lost: keep model.optimizer.variables too.
# replace: [*model.variables, *model.optimizer.variables]
# by: model.variables
# %% wrong: the optimiser alone
# cause: The weights are not kept: keep model.variables too.
# replace: [*model.variables, *model.optimizer.variables]
# by: model.optimizer.variables
# %% wrong: the count of epochs is lost
# cause: The number of epochs is lost; return what was kept.
# replace: return int(state["epoch"])
# by: return 0
# %% wrong: one epoch less
# cause: The number of epochs is one too small.
# replace: return int(state["epoch"])
# by: return int(state["epoch"]) - 1
# %% wrong: the optimiser is not built before restoring
# cause: A new optimiser has no variables until it is built: model.optimizer.build(model.trainable_variables).
# replace: model.optimizer.build(model.trainable_variables)
# by:
# %% wrong: an empty folder stops it
# cause: With an empty folder restore_state stops; return 0.
# replace: if not (folder / "state.npz").exists():
# by: if False:
# %% wrong: only the first state is kept
# cause: Only the first state is kept; replace it at each call.
# replace: (folder / "new.npz").replace(folder / "state.npz")
# by: (folder / "state.npz").exists() or (folder / "new.npz").replace(folder / "state.npz")
# %% wrong: half precision
# cause: The numbers are rounded to half precision; keep them exactly.
# replace: np.array(variable)
# by: np.array(variable, dtype="float16")
# %% wrong: the moments without the count of steps
# cause: The optimiser's count of steps is lost, by which the schedule is read.
# replace: *model.optimizer.variables]
# by: *model.optimizer.variables[1:]]
# %% wrong: the count of steps without the moments
# cause: The optimiser's averages are lost: keep all its variables.
# replace: *model.optimizer.variables]
# by: *model.optimizer.variables[:1]]
# %% wrong: one file for all folders
# cause: The file lies outside of the folder that is given.
# replace: (folder / "new.npz").replace(folder / "state.npz")
# by: (folder / "new.npz").replace(folder.parent / "state.npz")
# replace: folder / "state.npz"
# by: folder.parent / "state.npz"
# %% wrong: kept in memory, not in the folder
# cause: The state is kept in memory, which a new process does not have; keep it in the folder.
KEPT = {}


def save_state(folder, model, epoch):
    KEPT[folder.name] = [np.array(v) for v in [*model.variables, *model.optimizer.variables]], epoch


def restore_state(folder, model):
    if folder.name not in KEPT:
        return 0
    model.optimizer.build(model.trainable_variables)
    arrays, epoch = KEPT[folder.name]
    for variable, value in zip([*model.variables, *model.optimizer.variables], arrays):
        variable.assign(value)
    return epoch
# %% wrong: read back, but not assigned
# cause: The numbers are read, but not given to the variables: variable.assign(...).
# replace: variable.assign(state[f"arr_{i}"])
# by: variable = state[f"arr_{i}"]
# %% wrong: nothing kept
# cause: Nothing is left in the folder.
# replace: (folder / "new.npz").replace(folder / "state.npz")
# by: (folder / "new.npz").unlink()
# %% wrong: the count of epochs is not returned
# cause: restore_state returns nothing; return the number of epochs.
# replace: return int(state["epoch"])
# by: int(state["epoch"])
# %% right: Keras' own file, and words on stderr
import sys
import warnings


def save_state(folder, model, epoch):
    warnings.warn("saving", stacklevel=1)
    print("epoch", epoch, file=sys.stderr)
    for old in folder.glob("*.keras"):
        old.unlink()
    model.save(folder / f"{epoch}.keras")


def restore_state(folder, model):
    for path in folder.glob("*.keras"):
        kept = keras.saving.load_model(path)
        model.optimizer.build(model.trainable_variables)
        for new, old in zip(model.variables + model.optimizer.variables, kept.variables + kept.optimizer.variables):
            new.assign(old)
        return int(path.stem)
    return 0
# %% right: pickled lists
import pickle


def all_variables(model):
    if not model.optimizer.built:
        model.optimizer.build(model.trainable_variables)
    return model.variables + model.optimizer.variables


def save_state(folder, model, epoch):
    state = {"epoch": epoch, "values": [keras.ops.convert_to_numpy(v) for v in all_variables(model)]}
    (folder / "state.pickle").write_bytes(pickle.dumps(state))


def restore_state(folder, model):
    try:
        state = pickle.loads((folder / "state.pickle").read_bytes())
    except FileNotFoundError:
        return 0
    for variable, value in zip(all_variables(model), state["values"], strict=True):
        variable.assign(value)
    return state["epoch"]
# %% right: a file for each variable, float64, and the epoch as a text
def save_state(folder, model, epoch):
    for i, variable in enumerate([*model.optimizer.variables, *model.variables]):
        np.save(folder / f"{i}.npy", np.array(variable, dtype="float64"))
    (folder / "epoch.txt").write_text(str(epoch))


def restore_state(folder, model):
    model.optimizer.build(model.trainable_variables)
    if not (folder / "epoch.txt").is_file():
        return 0
    for i, variable in enumerate([*model.optimizer.variables, *model.variables]):
        variable.assign(np.load(folder / f"{i}.npy").astype(variable.dtype))
    return int((folder / "epoch.txt").read_text())
