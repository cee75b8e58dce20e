# %% wrong: the trainable variables alone
# cause: "All that the training needs": the moving statistics of a batch normalisation and the state of a layer's random numbers are variables too, but not trainable; keep model.variables.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = [*model.trainable_variables, *model.optimizer.variables]
    np.savez(folder / "new.npz", *[np.array(variable) for variable in variables], epoch=epoch)
    (folder / "new.npz").replace(folder / "state.npz")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    path = folder / "state.npz"
    if not path.exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(path) as state:
        for i, variable in enumerate([*model.trainable_variables, *model.optimizer.variables]):
            variable.assign(state[f"arr_{i}"])
        return int(state["epoch"])
# %% wrong: weights without the random states
# cause: "All that the training needs": model.weights lacks the state of the random numbers of Dropout and GaussianNoise; keep model.variables.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = [*model.weights, *model.optimizer.variables]
    np.savez(folder / "new.npz", *[np.array(variable) for variable in variables], epoch=epoch)
    (folder / "new.npz").replace(folder / "state.npz")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    path = folder / "state.npz"
    if not path.exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(path) as state:
        for i, variable in enumerate([*model.weights, *model.optimizer.variables]):
            variable.assign(state[f"arr_{i}"])
        return int(state["epoch"])
# %% wrong: the file is removed when read
# cause: A state must survive until the next is written: yours deletes the file while restoring, and a kill in the next epoch loses all.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = [*model.variables, *model.optimizer.variables]
    np.savez(folder / "new.npz", *[np.array(variable) for variable in variables], epoch=epoch)
    (folder / "new.npz").replace(folder / "state.npz")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    path = folder / "state.npz"
    if not path.exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(path) as state:
        for i, variable in enumerate([*model.variables, *model.optimizer.variables]):
            variable.assign(state[f"arr_{i}"])
        epoch = int(state["epoch"])
    path.unlink()
    return epoch
# %% wrong: the first two layers
# cause: "All that the training of model needs": yours keeps the weights of two layers and loses those of any further one; go through model.variables.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = [*model.layers[0].variables, *model.layers[1].variables, *model.optimizer.variables]
    np.savez(folder / "new.npz", *[np.array(variable) for variable in variables], epoch=epoch)
    (folder / "new.npz").replace(folder / "state.npz")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    path = folder / "state.npz"
    if not path.exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(path) as state:
        for i, variable in enumerate([*model.layers[0].variables, *model.layers[1].variables, *model.optimizer.variables]):
            variable.assign(state[f"arr_{i}"])
        return int(state["epoch"])
# %% wrong: the first ten variables of the optimiser
# cause: Whatever the optimiser remembers is to be kept; yours keeps its first ten variables, enough for Adam with two dense layers and no more.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = [*model.variables, *model.optimizer.variables[:10]]
    np.savez(folder / "new.npz", *[np.array(variable) for variable in variables], epoch=epoch)
    (folder / "new.npz").replace(folder / "state.npz")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    path = folder / "state.npz"
    if not path.exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(path) as state:
        for i, variable in enumerate([*model.variables, *model.optimizer.variables[:10]]):
            variable.assign(state[f"arr_{i}"])
        return int(state["epoch"])
# %% wrong: single precision is halved
# cause: "Keep all" exactly: your arrays are stored as float16, and the training goes on from rounded weights.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = [*model.variables, *model.optimizer.variables]
    np.savez(folder / "new.npz", *[np.array(variable).astype("float16") for variable in variables], epoch=epoch)
    (folder / "new.npz").replace(folder / "state.npz")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    path = folder / "state.npz"
    if not path.exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(path) as state:
        for i, variable in enumerate([*model.variables, *model.optimizer.variables]):
            variable.assign(state[f"arr_{i}"])
        return int(state["epoch"])
# %% wrong: counts from 0
# cause: Return "how many epochs were done": after epoch 3 that is 3; yours returns one fewer and repeats the last epoch.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = [*model.variables, *model.optimizer.variables]
    np.savez(folder / "new.npz", *[np.array(variable) for variable in variables], epoch=epoch)
    (folder / "new.npz").replace(folder / "state.npz")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    path = folder / "state.npz"
    if not path.exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(path) as state:
        for i, variable in enumerate([*model.variables, *model.optimizer.variables]):
            variable.assign(state[f"arr_{i}"])
        return max(int(state["epoch"]) - 1, 0)
# %% wrong: the optimiser starts its steps anew
# cause: The optimiser's step counter is part of what must be kept, the schedule is read by it; yours leaves out the optimiser's first variable.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = [*model.variables, *model.optimizer.variables[1:]]
    np.savez(folder / "new.npz", *[np.array(variable) for variable in variables], epoch=epoch)
    (folder / "new.npz").replace(folder / "state.npz")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    path = folder / "state.npz"
    if not path.exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(path) as state:
        for i, variable in enumerate([*model.variables, *model.optimizer.variables[1:]]):
            variable.assign(state[f"arr_{i}"])
        return int(state["epoch"])
# %% right: one file for each epoch, newest by number
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    arrays = {f"model_{i}": np.array(v) for i, v in enumerate(model.variables)}
    arrays |= {f"optimizer_{i}": np.array(v) for i, v in enumerate(model.optimizer.variables)}
    np.savez_compressed(folder / "part.npz", **arrays)
    (folder / "part.npz").replace(folder / f"after-{epoch:06d}.npz")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    found = {int(path.stem.split("-")[1]): path for path in folder.glob("after-*.npz")}
    if not found:
        return 0
    model.optimizer.build(model.trainable_variables)
    epoch = max(found)
    with np.load(found[epoch]) as state:
        for kind, variables in (("model", model.variables), ("optimizer", model.optimizer.variables)):
            for i, variable in enumerate(variables):
                variable.assign(state[f"{kind}_{i}"])
    return epoch
# %% right: a file for each variable and one of text, written last
import json


def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    generation = f"epoch{epoch}"
    for kind, variables in (("m", model.variables), ("o", model.optimizer.variables)):
        for number, variable in enumerate(variables):
            np.save(folder / f"{generation}_{kind}{number}.npy", np.array(variable))
    draft = folder / "draft.json"
    draft.write_text(json.dumps({"done": int(epoch), "generation": generation}))
    draft.replace(folder / "current.json")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    note = folder / "current.json"
    if not note.is_file():
        return 0
    facts = json.loads(note.read_text())
    model.optimizer.build(model.trainable_variables)
    for kind, variables in (("m", model.variables), ("o", model.optimizer.variables)):
        for number, variable in enumerate(variables):
            variable.assign(np.load(folder / f"{facts['generation']}_{kind}{number}.npy"))
    return facts["done"]
# %% wrong: weights only
# cause: The optimiser's memory is lost: keep model.optimizer.variables too.
def save_state(folder, model, epoch):
    np.savez(folder / "state.npz", *model.get_weights(), epoch=epoch)


def restore_state(folder, model):
    path = folder / "state.npz"
    if not path.exists():
        return 0
    with np.load(path) as state:
        model.set_weights([state[f"arr_{i}"] for i in range(len(model.get_weights()))])
        return int(state["epoch"])


# %% wrong: the new optimiser is not built, zip stops early
# cause: A new optimiser has no variables until it is built, and zip stops early: build it first.
def save_state(folder, model, epoch):
    arrays = [np.array(v) for v in model.variables] + [np.array(v) for v in model.optimizer.variables]
    np.savez(folder / "state.npz", *arrays, epoch=epoch)


def restore_state(folder, model):
    path = folder / "state.npz"
    if not path.exists():
        return 0
    state = np.load(path)
    arrays = [state[f"arr_{i}"] for i in range(len(state.files) - 1)]
    n = len(model.variables)
    for variable, value in zip(model.variables, arrays[:n]):
        variable.assign(value)
    for variable, value in zip(model.optimizer.variables, arrays[n:]):
        variable.assign(value)
    return int(state["epoch"])


# %% wrong: the step count is kept, Adam's averages are not
# cause: The optimiser's averages are lost: keep all its variables.
def save_state(folder, model, epoch):
    arrays = [np.array(v) for v in model.variables]
    np.savez(folder / "state.npz", *arrays, epoch=epoch, steps=np.array(model.optimizer.iterations))


def restore_state(folder, model):
    path = folder / "state.npz"
    if not path.exists():
        return 0
    with np.load(path) as state:
        for i, variable in enumerate(model.variables):
            variable.assign(state[f"arr_{i}"])
        model.optimizer.build(model.trainable_variables)
        model.optimizer.iterations.assign(state["steps"])
        return int(state["epoch"])


# %% wrong: only the trainable variables of the model
# cause: The variables that are not trained are lost: keep model.variables.
# replace: [*model.variables, *model.optimizer.variables]
# by: [*model.trainable_variables, *model.optimizer.variables]
# %% wrong: a file for each epoch, the last by name is taken
# cause: By name, epoch 9 comes after 10; take the last by its number.
def save_state(folder, model, epoch):
    arrays = [np.array(v) for v in [*model.variables, *model.optimizer.variables]]
    np.savez(folder / f"state_{epoch}.npz", *arrays, epoch=epoch)


def restore_state(folder, model):
    files = sorted(folder.glob("state_*.npz"))  # state_9 comes after state_10
    if not files:
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(files[-1]) as state:
        for i, variable in enumerate([*model.variables, *model.optimizer.variables]):
            variable.assign(state[f"arr_{i}"])
        return int(state["epoch"])


# %% wrong: a file for each epoch, the first is taken
# cause: The first state is brought back; take the last.
def save_state(folder, model, epoch):
    arrays = [np.array(v) for v in [*model.variables, *model.optimizer.variables]]
    np.savez(folder / f"epoch{epoch}.npz", *arrays, epoch=epoch)


def restore_state(folder, model):
    files = sorted(folder.glob("*.npz"))
    if len(files) == 0:
        return 0
    model.optimizer.build(model.trainable_variables)
    state = np.load(files[0])
    for i, variable in enumerate([*model.variables, *model.optimizer.variables]):
        variable.assign(state[f"arr_{i}"])
    return int(state["epoch"])


# %% wrong: counts from zero, so one epoch is done twice
# cause: The number of epochs is one too small.
# replace: return int(state["epoch"])
# by: return int(state["epoch"]) - 1
# %% wrong: an empty folder is not thought of
# cause: With an empty folder restore_state stops; return 0.
# replace: if not (folder / "state.npz").exists():
# by: if not folder.exists():
# %% wrong: the optimiser's memory stays in a global, not in the folder
# cause: The optimiser is kept in memory, which a new process does not have; keep it in the folder.
_optimizer_memory = {}


def save_state(folder, model, epoch):
    np.savez(folder / "weights.npz", *[np.array(v) for v in model.variables], epoch=epoch)
    _optimizer_memory[str(folder)] = [np.array(v) for v in model.optimizer.variables]


def restore_state(folder, model):
    path = folder / "weights.npz"
    if not path.exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(path) as state:
        for i, variable in enumerate(model.variables):
            variable.assign(state[f"arr_{i}"])
        epoch = int(state["epoch"])
    for variable, value in zip(model.optimizer.variables, _optimizer_memory[str(folder)]):
        variable.assign(value)
    return epoch


# %% wrong: the files' names are put in order as text
# cause: In order as text, arr_10 comes before arr_2; read them by their numbers.
def save_state(folder, model, epoch):
    arrays = [np.array(variable) for variable in [*model.variables, *model.optimizer.variables]]
    np.savez(folder / "state.npz", *arrays, epoch=epoch)


def restore_state(folder, model):
    if not (folder / "state.npz").exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(folder / "state.npz") as state:
        names = sorted(name for name in state.files if name.startswith("arr_"))
        for name, variable in zip(names, [*model.variables, *model.optimizer.variables]):
            variable.assign(state[name])
        return int(state["epoch"])


# %% wrong: half precision to save space
# cause: The numbers are rounded to half precision; keep them exactly.
# replace: arrays = [np.array(variable) for variable
# by: arrays = [np.array(variable).astype("float16") for variable
# %% wrong: restores, but returns nothing
# cause: restore_state returns nothing; return the number of epochs.
# replace: return int(state["epoch"])
# by: epoch = int(state["epoch"])
# %% right: pickle
import pickle


def save_state(folder, model, epoch):
    content = {
        "epoch": epoch,
        "model": [v.numpy() for v in model.variables],
        "optimizer": [v.numpy() for v in model.optimizer.variables],
    }
    with open(folder / "state.tmp", "wb") as file:
        pickle.dump(content, file)
    (folder / "state.tmp").rename(folder / "state.pkl")


def restore_state(folder, model):
    try:
        with open(folder / "state.pkl", "rb") as file:
            content = pickle.load(file)
    except FileNotFoundError:
        return 0
    model.optimizer.build(model.trainable_variables)
    for variable, value in zip(model.variables, content["model"], strict=True):
        variable.assign(value)
    for variable, value in zip(model.optimizer.variables, content["optimizer"], strict=True):
        variable.assign(value)
    return content["epoch"]


# %% right: the optimiser's own method, and a JSON file for the epoch
import json


def save_state(folder, model, epoch):
    store = {}
    model.optimizer.save_own_variables(store)
    np.savez(folder / "optimizer.npz", **{k: np.asarray(v) for k, v in store.items()})
    np.savez_compressed(folder / "model.npz", **{f"v{i}": np.asarray(v) for i, v in enumerate(model.variables)})
    (folder / "epoch.json").write_text(json.dumps({"epoch": epoch}))


def restore_state(folder, model):
    marker = folder / "epoch.json"
    if not marker.is_file():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(folder / "optimizer.npz") as kept:
        model.optimizer.load_own_variables({name: kept[name] for name in kept.files})
    with np.load(folder / "model.npz") as kept:
        for i, v in enumerate(model.variables):
            v.assign(kept[f"v{i}"])
    return json.loads(marker.read_text())["epoch"]


# %% right: one npy file for each variable, NumPy's number returned
def _everything_of(model):
    if not model.optimizer.built:
        model.optimizer.build(model.trainable_variables)
    return list(model.variables) + list(model.optimizer.variables)


def save_state(folder, model, epoch):
    (folder / "epoch.npy").unlink(missing_ok=True)
    for i, variable in enumerate(_everything_of(model)):
        np.save(folder / f"{i:03d}.npy", keras.ops.convert_to_numpy(variable))
    np.save(folder / "epoch.npy", epoch)


def restore_state(folder, model):
    if (folder / "epoch.npy").exists():
        for i, variable in enumerate(_everything_of(model)):
            variable.assign(np.load(folder / f"{i:03d}.npy"))
        return np.load(folder / "epoch.npy")[()]
    return 0


# %% right: a file for each epoch, the newest by number
def save_state(folder, model, epoch):
    values = {f"a{i}": np.array(v) for i, v in enumerate(model.variables)}
    values |= {f"b{i}": np.array(v) for i, v in enumerate(model.optimizer.variables)}
    np.savez(folder / f"{epoch}.npz", **values)


def restore_state(folder, model):
    epochs = [int(path.stem) for path in folder.glob("*.npz")]
    if not epochs:
        return 0
    newest = max(epochs)
    model.optimizer.build(model.trainable_variables)
    with np.load(folder / f"{newest}.npz") as kept:
        for i, v in enumerate(model.variables):
            v.assign(kept[f"a{i}"])
        for i, v in enumerate(model.optimizer.variables):
            v.assign(kept[f"b{i}"])
    return newest
