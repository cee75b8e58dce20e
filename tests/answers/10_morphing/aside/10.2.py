# %% wrong: flattened
# cause: "Return an array (steps, *shape)": yours flattens every point to a row of numbers.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    return np.stack([(1 - a) * start + a * end for a in np.linspace(0, 1, steps)]).reshape(steps, -1)
# %% wrong: arange with a margin
# cause: "At `steps` evenly spaced values": the margin at the end of arange lets in further points beyond 1 when there are many steps; use np.linspace.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    return np.stack([(1 - a) * start + a * end for a in np.arange(0, 1.05, 1 / (steps - 1))])
# %% wrong: an odd number of points
# cause: "At `steps` evenly spaced values": for an even number yours makes one more, so that there is a middle.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    return np.stack([(1 - a) * start + a * end for a in np.linspace(0, 1, steps // 2 * 2 + 1)])
# %% wrong: codes and images of 32 × 32 alone
# cause: "Let it work for arrays of any shape": yours knows rows of numbers and images with three axes, and refuses a pair of codes.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    a = np.linspace(0, 1, steps)
    a = a[:, None] if np.ndim(start) == 1 else a[:, None, None, None]
    return (1 - a) * start + a * end
# %% right: weights with as many axes as needed
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    start, end = np.asarray(start), np.asarray(end)
    a = np.linspace(0, 1, num=steps).reshape(-1, *[1] * start.ndim)
    return start + a * (end - start)
# %% right: outer products, in float64
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    a = np.linspace(0, 1, steps)
    first = np.multiply.outer(1 - a, np.asarray(start, dtype="float64"))
    return np.add(first, np.multiply.outer(a, np.asarray(end, dtype="float64")))
