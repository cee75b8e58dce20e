# %% wrong: from end to start
# cause: The line runs backwards: (1 - a) belongs to start and a to end.
# replace: (1 - a) * start + a * end
# by: a * start + (1 - a) * end
# %% wrong: the end left out by arange
# cause: np.arange leaves out the end; np.linspace(0, 1, steps) has both.
# replace: np.linspace(0, 1, steps)
# by: np.arange(0, 1, 1 / steps)
# %% wrong: the end left out by linspace
# cause: endpoint=False leaves out the end; both ends belong to the line.
# replace: np.linspace(0, 1, steps)
# by: np.linspace(0, 1, steps, endpoint=False)
# %% wrong: one point too many
# cause: There is one point too many; return `steps` of them.
# replace: np.linspace(0, 1, steps)
# by: np.linspace(0, 1, steps + 1)
# %% wrong: without the ends
# cause: Both ends are left out; they belong to the line.
# replace: np.linspace(0, 1, steps)
# by: np.linspace(0, 1, steps + 2)[1:-1]
# %% wrong: steps ignored
# cause: Seven points are made whatever is asked; use steps.
# replace: np.linspace(0, 1, steps)
# by: np.linspace(0, 1, 7)
# %% wrong: joined along the first axis
# cause: np.concatenate joins along the first axis that there is; np.stack makes a new one.
# replace: np.stack
# by: np.concatenate
# %% wrong: steps along the last axis
# cause: The points lie along the last axis; they belong along the first.
# replace: np.linspace(0, 1, steps)])
# by: np.linspace(0, 1, steps)], axis=-1)
# %% wrong: a list
# cause: This is a list; join the points with np.stack.
# replace: np.stack([(1 - a) * start + a * end for a in np.linspace(0, 1, steps)])
# by: [(1 - a) * start + a * end for a in np.linspace(0, 1, steps)]
# %% wrong: the start not faded out
# cause: The start keeps its full weight; weigh it with 1 - a.
# replace: (1 - a) * start + a * end
# by: start + a * end
# %% wrong: eased, not even
# cause: The values of a are slow at both ends; space them evenly.
# replace: for a in np.linspace(0, 1, steps)
# by: for a in np.linspace(0, 1, steps) ** 2 * (3 - 2 * np.linspace(0, 1, steps))
# %% wrong: works for vectors only
# cause: The column of weights fits arrays of one axis only; give it as many axes as start has.
# replace: np.stack([(1 - a) * start + a * end for a in np.linspace(0, 1, steps)])
# by: start + np.linspace(0, 1, steps)[:, None] * (end - start)
# %% wrong: runs to the difference
# cause: The line ends at end - start; it ends at end.
# replace: (1 - a) * start + a * end
# by: (1 - a) * start + a * (end - start)
# %% wrong: random places on the line
# cause: The values of a are random; space them evenly.
# replace: np.linspace(0, 1, steps)
# by: np.sort(np.random.default_rng(0).random(steps))
# %% wrong: forgotten return
# cause: The points are not given back; begin the line with return.
# replace: return np.stack
# by: np.stack
# %% wrong: in-place change of the start
# cause: += changes the caller's start; work on a copy.
def interpolate(start, end, steps=7):
    step, points = (end - start) / (steps - 1), [start.copy()]
    for _ in range(steps - 1):
        start += step
        points.append(start.copy())
    return np.stack(points)
# %% wrong: the same array again and again
# cause: The same array stands in the list again and again, and += changes it everywhere; append copies.
def interpolate(start, end, steps=7):
    point, points = start.astype(float), []
    for _ in range(steps):
        points.append(point)
        point += (end - start) / (steps - 1)
    return np.stack(points)
# %% wrong: at most seven points
# cause: There are at most 7 points; return `steps` of them.
# replace: np.linspace(0, 1, steps)
# by: np.linspace(0, 1, min(steps, 7))
# %% right: linspace between arrays
# replace: np.stack([(1 - a) * start + a * end for a in np.linspace(0, 1, steps)])
# by: np.linspace(start, end, steps)
# %% right: broadcasting, in float64
def interpolate(start, end, steps=7):
    start, end = np.asarray(start, "float64"), np.asarray(end, "float64")
    a = np.arange(steps).reshape((steps,) + (1,) * start.ndim) / (steps - 1)
    print("from", a.min(), "to", a.max())
    return start[None] + a * (end - start)[None]
# %% right: a product of matrices, and a warning
def interpolate(start, end, steps=7):
    import warnings

    warnings.warn("interpolating")
    a = np.linspace(0, 1, steps)
    return np.tensordot(np.stack([1 - a, a], axis=1), np.stack([start, end]), axes=1)
# %% right: keras.ops
def interpolate(start, end, steps=7):
    point = lambda a: keras.ops.convert_to_numpy(keras.ops.multiply(start, 1 - a) + keras.ops.multiply(end, a))
    return np.array([point(i / (steps - 1)) for i in range(steps)])
