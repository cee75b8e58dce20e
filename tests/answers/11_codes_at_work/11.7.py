# %% wrong: with repetition
# cause: An image may be drawn twice; draw without repetition.
# replace: replace=False
# by: replace=True
# %% wrong: balanced only by chance
# cause: The classes are drawn by chance; draw `per_class` of each.
def draw_labelled(labels, per_class, rng):
    return rng.choice(len(labels), per_class * len(np.unique(labels)), replace=False)
# %% wrong: the first of each class
# cause: Always the first images of a class are taken; draw at random.
def draw_labelled(labels, per_class, rng):
    return np.concatenate([np.flatnonzero(labels == c)[:per_class] for c in np.unique(labels)])
# %% wrong: a generator of its own
# cause: The function makes a generator of its own, so each draw is the same; use `rng`.
# replace: rng.choice(
# by: np.random.default_rng(0).choice(
# %% wrong: NumPy's global generator
# cause: The draw does not come from `rng`: equal generators give different draws.
# replace: rng.choice(
# by: np.random.choice(
# %% wrong: the places within the class
# cause: These are places within a class; return indices into the labels.
# replace: rng.choice(np.flatnonzero(labels == c), per_class, replace=False)
# by: rng.choice(np.sum(labels == c), per_class, replace=False)
# %% wrong: labels in place of indices
# cause: These are the labels; return their indices.
def draw_labelled(labels, per_class, rng):
    chosen = [rng.choice(np.flatnonzero(labels == c), per_class, replace=False) for c in np.unique(labels)]
    return labels[np.concatenate(chosen)]
# %% wrong: a mask
# cause: This is a mask; return indices.
def draw_labelled(labels, per_class, rng):
    mask = np.zeros(len(labels), bool)
    for c in np.unique(labels):
        mask[rng.choice(np.flatnonzero(labels == c), per_class, replace=False)] = True
    return mask
# %% wrong: per_class in all
# cause: There are `per_class` images in all; draw so many of each class.
def draw_labelled(labels, per_class, rng):
    return rng.choice(len(labels), per_class, replace=False)
# %% wrong: neighbours in the set
# cause: The images of a class lie beside one another in the set; those near the ends come less often than others.
def draw_labelled(labels, per_class, rng):
    chosen = []
    for c in np.unique(labels):
        places = np.flatnonzero(labels == c)
        start = rng.integers(len(places) - per_class + 1)
        chosen.append(places[start : start + per_class])
    return np.concatenate(chosen)
# %% wrong: the last of each class never drawn
# cause: The last image of a class is never drawn.
# replace: np.flatnonzero(labels == c), per_class
# by: np.flatnonzero(labels == c)[:-1], per_class
# %% wrong: the first half of each class
# cause: Only the first half of a class is drawn from.
def draw_labelled(labels, per_class, rng):
    chosen = []
    for c in np.unique(labels):
        places = np.flatnonzero(labels == c)
        half = max(per_class, len(places) // 2)
        chosen.append(rng.choice(places[:half], per_class, replace=False))
    return np.concatenate(chosen)
# %% wrong: always ten classes
# cause: The classes are taken to be 0 to 9; ask the labels which there are.
# replace: np.unique(labels)
# by: range(10)
# %% wrong: classes from 0 on
# cause: The classes are taken to be 0, 1, 2, … without a gap; ask the labels which there are.
# replace: np.unique(labels)
# by: range(labels.max() + 1)
# %% wrong: one too few
# cause: There is one image too few of each class.
# replace: labels == c), per_class, replace
# by: labels == c), per_class - 1, replace
# %% wrong: the labels shuffled in place
def draw_labelled(labels, per_class, rng):
    rng.shuffle(labels)
    return np.concatenate([np.flatnonzero(labels == c)[:per_class] for c in np.unique(labels)])
# %% wrong: a list of arrays
# cause: There is an array for each class; join them to one.
def draw_labelled(labels, per_class, rng):
    return np.stack([rng.choice(np.flatnonzero(labels == c), per_class, replace=False) for c in np.unique(labels)])
# %% right: a permutation, and the first of each class in it
def draw_labelled(labels, per_class, rng):
    order = rng.permutation(len(labels))
    return np.concatenate([order[labels[order] == c][:per_class] for c in np.unique(labels)])
# %% right: random keys, sorted
def draw_labelled(labels, per_class, rng):
    keys = rng.random(len(labels))
    chosen = []
    for c in sorted(set(labels.tolist())):
        places = np.where(labels == c)[0]
        chosen.extend(places[np.argsort(keys[places])][:per_class])
    return np.array(chosen)
# %% right: one by one, in random order, until each class is full
def draw_labelled(labels, per_class, rng):
    left = {c: per_class for c in set(labels.tolist())}
    chosen = []
    for i in rng.permutation(len(labels)):
        if left[int(labels[i])]:
            left[int(labels[i])] -= 1
            chosen.append(int(i))
    return np.array(chosen)
# %% right: several shuffled copies
def draw_labelled(labels, per_class, rng):
    chosen = np.empty(0, int)
    for c in np.unique(labels):
        places = np.flatnonzero(labels == c)
        rng.shuffle(places)
        chosen = np.append(chosen, places[-per_class:])
    return chosen
