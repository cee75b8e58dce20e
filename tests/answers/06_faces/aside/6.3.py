# %% wrong: the last file by its name
# cause: Restore what was saved last: sorted as text "state_9" comes after "state_10", so that from epoch 10 on an older state returns; sort by number.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = [*model.variables, *model.optimizer.variables]
    arrays = [np.array(variable) for variable in variables]
    np.savez(folder / f"state_{epoch}.npz", *arrays, epoch=epoch)


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    files = sorted(folder.glob("state_*.npz"))
    if not files:
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(files[-1]) as state:
        for i, variable in enumerate([*model.variables, *model.optimizer.variables]):
            variable.assign(state[f"arr_{i}"])
        return int(state["epoch"])
# %% wrong: kept in memory, the folder has a number
# cause: "save_state keeps everything in the folder": yours keeps the arrays in a variable, which dies with the process; only the epoch reaches the folder.
KEPT = {}


def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = [*model.variables, *model.optimizer.variables]
    KEPT[str(folder)] = [np.array(variable) for variable in variables]
    (folder / "epoch.txt").write_text(str(epoch))


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    path = folder / "epoch.txt"
    if not path.exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    for variable, value in zip([*model.variables, *model.optimizer.variables], KEPT[str(folder)]):
        variable.assign(value)
    return int(path.read_text())
# %% wrong: files in the folder above
# cause: "Keep in `folder`": yours writes to the folder above it, under its name, so that removing the folder does not remove the state and other trainings can clash.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = [*model.variables, *model.optimizer.variables]
    np.savez(folder.parent / f"{folder.name}.npz", *[np.array(variable) for variable in variables], epoch=epoch)
    (folder / "saved").touch()


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    path = folder.parent / f"{folder.name}.npz"
    if not (folder / "saved").exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(path) as state:
        for i, variable in enumerate([*model.variables, *model.optimizer.variables]):
            variable.assign(state[f"arr_{i}"])
        return int(state["epoch"])
# %% wrong: the weights alone
# cause: "All that the training needs": what the optimiser remembers is missing, Adam's averages and its step, by which the schedule is read; keep model.optimizer.variables too.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    variables = list(model.variables)
    np.savez(folder / "new.npz", *[np.array(variable) for variable in variables], epoch=epoch)
    (folder / "new.npz").replace(folder / "state.npz")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    path = folder / "state.npz"
    if not path.exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(path) as state:
        for i, variable in enumerate(model.variables):
            variable.assign(state[f"arr_{i}"])
        return int(state["epoch"])
# %% wrong: a state every second epoch, and after the third
# cause: save_state is to keep the state whenever it is called; yours skips odd epochs other than 3, which are then lost.
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    if epoch % 2 and epoch != 3:
        return
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
        return int(state["epoch"])
# %% right: pickle
import pickle


def all_variables(model):
    if not model.optimizer.built:
        model.optimizer.build(model.trainable_variables)
    return list(model.variables) + list(model.optimizer.variables)


def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    values = [keras.ops.convert_to_numpy(variable) for variable in all_variables(model)]
    new = folder / "state.new"
    new.write_bytes(pickle.dumps({"epochs": epoch, "values": values}))
    new.replace(folder / "state.pickle")


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    try:
        state = pickle.loads((folder / "state.pickle").read_bytes())
    except FileNotFoundError:
        return 0
    for variable, value in zip(all_variables(model), state["values"], strict=True):
        variable.assign(value)
    return state["epochs"]
