# %% wrong: always seven points
# cause: "At `steps` evenly spaced values": yours makes 7, whatever is asked.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    return np.stack([(1 - a) * start + a * end for a in np.linspace(0, 1, 7)])
# %% wrong: works for codes only
# cause: "Let it work for arrays of any shape, codes and images alike": the column of weights fits one axis only; give it as many axes as start has.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    a = np.linspace(0, 1, steps)[:, None]
    return (1 - a) * start + a * end
# %% wrong: the type of the ends
# cause: Points between whole numbers need not be whole: the result in yours has the type of start; make it floats.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    line = np.empty((steps, *start.shape), dtype=start.dtype)
    for row, a in enumerate(np.linspace(0, 1, steps)):
        line[row] = (1 - a) * start + a * end
    return line
# %% wrong: rounded
# cause: Return (1 - a) start + a end as it is; yours is rounded to two decimals.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    return np.round([(1 - a) * start + a * end for a in np.linspace(0, 1, steps)], 2)
# %% wrong: single axes are lost
# cause: "(steps, *shape)": with a shape that has an axis of length 1 yours drops it; leave out squeeze.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    return np.squeeze([(1 - a) * start + a * end for a in np.linspace(0, 1, steps)])
# %% wrong: half precision
# cause: The points must be as exact as the ends: yours are cut to half precision.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    return np.stack([(1 - a) * start + a * end for a in np.linspace(0, 1, steps)]).astype("float16")
# %% wrong: the end is left out
# cause: "From 0 to 1 with both ends": yours stops before 1.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    return np.stack([(1 - a) * start + a * end for a in np.linspace(0, 1, steps, endpoint=False)])
# %% wrong: from the end to the start
# cause: (1 - a) belongs to start and a to end; yours runs backwards.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    return np.stack([a * start + (1 - a) * end for a in np.linspace(0, 1, steps)])
# %% wrong: slow at both ends
# cause: "Evenly spaced values of a": yours are slower near the ends.
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    return np.stack([(1 - a) * start + a * end for a in (1 - np.cos(np.pi * np.linspace(0, 1, steps))) / 2])
# %% right: linspace between the arrays
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    return np.linspace(start, end, steps)
# %% right: tensordot of the weights and both ends
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    a = np.linspace(0, 1, steps)
    weights = np.column_stack([1 - a, a])
    return np.tensordot(weights, np.stack([start, end]), axes=1)
