# %% wrong: as many steps as corners
# cause: "`steps` codes for each leg": yours takes as many as there are corners.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    following = np.roll(corners, -1, axis=0)
    legs = [interpolate(*ends, len(corners) + 1)[:-1] for ends in zip(corners, following)]
    return np.concatenate(legs)
# %% wrong: equal steps along the whole way
# cause: "`steps` codes for each leg": yours spaces all codes evenly along the whole path, so that a long leg gets more and the corners are missed.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    stops = np.concatenate([corners, corners[:1]])
    marks = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(stops, axis=0), axis=1))])
    wanted = np.linspace(0, marks[-1], len(corners) * steps, endpoint=False)
    return np.stack([np.interp(wanted, marks, column) for column in stops.T], axis=1)
# %% wrong: codes that come twice are thrown out
# cause: "Return codes (k * steps, c)": yours drops codes that equal the one before, and the path gets shorter when two corners are the same.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    following = np.roll(corners, -1, axis=0)
    legs = [interpolate(*ends, steps + 1)[:-1] for ends in zip(corners, following)]
    path = np.concatenate(legs)
    fresh = np.any(path != np.roll(path, 1, axis=0), axis=1)
    return path[fresh]
# %% wrong: the type of the corners
# cause: Codes between whole numbers need not be whole: yours has the type of the corners.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    following = np.roll(corners, -1, axis=0)
    legs = [interpolate(*ends, steps + 1)[:-1] for ends in zip(corners, following)]
    return np.concatenate(legs).astype(corners.dtype)
# %% wrong: back to the nearest corner
# cause: After the last corner the path "returns to the first"; yours returns to the corner nearest to the last.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    away = np.linalg.norm(corners - corners[-1], axis=1)
    away[-1] = np.inf
    following = np.concatenate([corners[1:], corners[[away.argmin()]]])
    legs = [interpolate(*ends, steps + 1)[:-1] for ends in zip(corners, following)]
    return np.concatenate(legs)
# %% wrong: codes of two numbers
# cause: Codes have c numbers: yours keeps the first two.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    following = np.roll(corners, -1, axis=0)
    legs = [interpolate(*ends, steps + 1)[:-1] for ends in zip(corners, following)]
    return np.concatenate(legs)[:, :2]
# %% wrong: the first corner is left out when the path is long enough
# cause: The first code of each leg is its corner, in the first leg too: with more than four steps yours leaves it out.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    following = np.roll(corners, -1, axis=0)
    legs = [interpolate(*ends, steps + 1)[:-1] for ends in zip(corners, following)]
    path = np.concatenate(legs)
    return path if steps <= 4 else path[1:]
# %% wrong: the path is open
# cause: "After the last corner the path returns to the first": the last leg is missing.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    following = np.roll(corners, -1, axis=0)
    legs = [interpolate(*ends, steps + 1)[:-1] for ends in zip(corners[:-1], following)]
    return np.concatenate(legs)
# %% wrong: corners come twice
# cause: "The corner where it ends belongs to the next leg": yours has it at the end of one leg and at the start of the next.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    following = np.roll(corners, -1, axis=0)
    legs = [interpolate(*ends, steps) for ends in zip(corners, following)]
    return np.concatenate(legs)
# %% wrong: the first code again at the end
# cause: "The first one is not repeated at the end"; yours repeats it.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    following = np.roll(corners, -1, axis=0)
    legs = [interpolate(*ends, steps + 1)[:-1] for ends in zip(corners, following)]
    return np.concatenate([*legs, corners[:1]])
# %% wrong: each leg keeps its end, not its start
# cause: "The first of them the corner where the leg starts": yours leaves out the start of each leg and keeps the end.
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    following = np.roll(corners, -1, axis=0)
    legs = [interpolate(*ends, steps + 1)[1:] for ends in zip(corners, following)]
    return np.concatenate(legs)
# %% right: two loops and a list
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    path = []
    for i, corner in enumerate(corners):
        goal = corners[(i + 1) % len(corners)]
        for j in range(steps):
            a = j / steps
            path.append((1 - a) * corner + a * goal)
    return np.array(path)
# %% right: all legs at once
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    corners = np.asarray(corners)
    legs = interpolate(corners, np.roll(corners, -1, axis=0), steps + 1)[:steps]
    return np.swapaxes(legs, 0, 1).reshape(-1, *corners.shape[1:])
# %% right: linspace without its end
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    goals = [*corners[1:], corners[0]]
    pairs = zip(corners, goals)
    return np.vstack([np.linspace(one, two, steps, endpoint=False) for one, two in pairs])
# %% wrong: both corners of each leg
# cause: Each leg has both its corners, so that corners come twice; make steps + 1 codes and leave out the last.
# replace: interpolate(start, end, steps + 1)[:-1]
# by: interpolate(start, end, steps)
# %% wrong: steps counts the last corner, which is cut off
# cause: Each leg is one code short: make steps + 1 codes and leave out the last.
# replace: interpolate(start, end, steps + 1)[:-1]
# by: interpolate(start, end, steps)[:-1]
# %% wrong: open path
# cause: The leg from the last corner back to the first is missing.
# replace: legs = zip(corners, np.roll(corners, -1, axis=0))
# by: legs = zip(corners[:-1], corners[1:])
# %% wrong: the first corner once more at the end
# cause: The first code is repeated at the end; leave it out.
# replace: return np.concatenate([interpolate(start, end, steps + 1)[:-1] for start, end in legs])
# by: return np.concatenate([interpolate(start, end, steps + 1)[:-1] for start, end in legs] + [corners[:1]])
# %% wrong: each leg without its first code
# cause: Each leg keeps its end and leaves out its start; keep the start.
# replace: interpolate(start, end, steps + 1)[:-1]
# by: interpolate(start, end, steps + 1)[1:]
# %% wrong: four corners always
# cause: There are four corners whatever is given; use len(corners).
def closed_path(corners, steps):
    legs = []
    for i in range(4):
        legs.append(interpolate(corners[i], corners[(i + 1) % 4], steps + 1)[:-1])
    return np.concatenate(legs)
# %% wrong: rolled the other way
# cause: Each leg goes to the corner before; np.roll(corners, -1, axis=0) gives the one after.
# replace: np.roll(corners, -1, axis=0)
# by: np.roll(corners, 1, axis=0)
# %% wrong: four steps always
# cause: Each leg has four codes whatever is asked; use steps.
# replace: steps + 1
# by: 5
# %% wrong: last code of the path cut off too
# cause: The last code of the path is cut off as well; cut only the last of each leg.
# replace: return np.concatenate([interpolate(start, end, steps + 1)[:-1] for start, end in legs])
# by: return np.concatenate([interpolate(start, end, steps + 1)[:-1] for start, end in legs])[:-1]
# %% wrong: rolled without an axis
# cause: np.roll without an axis mixes the numbers of different corners; give it axis=0.
# replace: np.roll(corners, -1, axis=0)
# by: np.roll(corners, -1)
# %% wrong: a list of legs
# cause: This is a list of legs; join them with np.concatenate.
# replace: return np.concatenate([interpolate(start, end, steps + 1)[:-1] for start, end in legs])
# by: return [interpolate(start, end, steps + 1)[:-1] for start, end in legs]
# %% wrong: legs stacked on an axis of their own
# cause: The legs lie on an axis of their own; join them with np.concatenate.
# replace: np.concatenate([
# by: np.stack([
# %% wrong: there and back again
# cause: The path goes back through all corners; from the last corner it goes straight to the first.
# replace: legs = zip(corners, np.roll(corners, -1, axis=0))
# by: there = np.concatenate([corners, corners[-2:0:-1]]); legs = zip(there, np.roll(there, -1, axis=0))
# %% right: modulo, appended code by code
def closed_path(corners, steps):
    codes, k = [], len(corners)
    for i in range(k):
        start, end = corners[i], corners[(i + 1) % k]
        for t in range(steps):
            codes.append(start + t / steps * (end - start))
    return np.array(codes)
# %% right: broadcasting
def closed_path(corners, steps):
    k, c = corners.shape
    a = np.linspace(0, 1, steps, endpoint=False).reshape(1, steps, 1)
    following = np.concatenate([corners[1:], corners[:1]])
    return ((1 - a) * corners[:, None] + a * following[:, None]).reshape(k * steps, c)
# %% right: np.interp for each number of the code
def closed_path(corners, steps):
    ring = np.vstack([corners, corners[0]])
    times = np.arange(steps * len(corners)) / steps
    return np.stack([np.interp(times, np.arange(len(ring)), column) for column in ring.T], axis=1)
# %% right: legs collected by vstack
def closed_path(corners, steps):
    path = np.empty((0, *np.shape(corners)[1:]))
    for i, start in enumerate(corners):
        end = corners[0] if i == len(corners) - 1 else corners[i + 1]
        leg = interpolate(start=start, end=end, steps=steps + 1)
        path = np.concatenate([path, leg[:steps]])
    return path
