# %% wrong: four steps
# cause: "`steps` codes for each leg": yours always takes 4.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    following = np.roll(corners, -1, axis=0)
    legs = [interpolate(*ends, 5)[:-1] for ends in zip(corners, following)]
    return np.concatenate(legs)
# %% wrong: four corners
# cause: The path leads through all k corners: yours knows four.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    legs = [interpolate(corners[i], corners[(i + 1) % 4], steps + 1)[:-1] for i in range(4)]
    return np.concatenate(legs)
# %% wrong: rounded
# cause: Return the codes of the line as they are; yours are rounded to two decimals.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    following = np.roll(corners, -1, axis=0)
    legs = [interpolate(*ends, steps + 1)[:-1] for ends in zip(corners, following)]
    return np.round(np.concatenate(legs), 2)
