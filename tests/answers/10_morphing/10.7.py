# %% wrong: corners twice
# cause: Each leg has both its corners, so that corners come twice; make steps + 1 codes and leave out the last.
# replace: interpolate(start, end, steps + 1)[:-1]
# by: interpolate(start, end, steps)
# %% wrong: corners twice, and a step more
# cause: The last code of each leg is kept, so that corners come twice; leave it to the next leg.
# replace: interpolate(start, end, steps + 1)[:-1]
# by: interpolate(start, end, steps + 1)
# %% wrong: one step short
# cause: Each leg is one code short: make steps + 1 codes and leave out the last.
# replace: interpolate(start, end, steps + 1)[:-1]
# by: interpolate(start, end, steps)[:-1]
# %% wrong: not closed
# cause: The leg from the last corner back to the first is missing.
# replace: zip(corners, np.roll(corners, -1, axis=0))
# by: zip(corners[:-1], corners[1:])
# %% wrong: the first corner repeated at the end
# cause: The first code is repeated at the end; leave it out.
# replace: for start, end in legs])
# by: for start, end in legs] + [corners[:1]])
# %% wrong: legs start after their corners
# cause: Each leg keeps its end and leaves out its start; keep the start.
# replace: [:-1]
# by: [1:]
# %% wrong: legs to the corner before
# cause: Each leg goes to the corner before; np.roll(corners, -1, axis=0) gives the one after.
# replace: np.roll(corners, -1, axis=0)
# by: np.roll(corners, 1, axis=0)
# %% wrong: rolled without an axis
# cause: np.roll without an axis mixes the numbers of different corners; give it axis=0.
# replace: np.roll(corners, -1, axis=0)
# by: np.roll(corners, -1)
# %% wrong: legs not joined
# cause: The legs lie on an axis of their own; join them with np.concatenate.
# replace: np.concatenate([
# by: np.stack([
# %% wrong: a list of codes
# cause: This is a list; return one array.
# replace: np.concatenate([interpolate(start, end, steps + 1)[:-1] for start, end in legs])
# by: [code for start, end in legs for code in interpolate(start, end, steps + 1)[:-1]]
# %% wrong: one long leg
# cause: There is one leg, from the first corner to the last; make one for each pair of corners.
# replace: np.concatenate([interpolate(start, end, steps + 1)[:-1] for start, end in legs])
# by: interpolate(corners[0], corners[-1], steps * len(corners))
# %% wrong: all legs start at the first corner
# cause: Every leg starts at the first corner; each starts where the one before ends.
# replace: interpolate(start, end, steps + 1)
# by: interpolate(corners[0], end, steps + 1)
# %% wrong: corners repeated, nothing between
# cause: The corners are repeated, and nothing lies between them; interpolate.
# replace: np.concatenate([interpolate(start, end, steps + 1)[:-1] for start, end in legs])
# by: np.repeat(corners, steps, axis=0)
# %% wrong: there and back
# cause: The path goes back the way it came; from the last corner it goes straight to the first.
def closed_path(corners, steps):
    there = [interpolate(start, end, steps + 1)[:-1] for start, end in zip(corners[:-1], corners[1:])]
    return np.concatenate(there + [leg[::-1] for leg in there[::-1]])
# %% wrong: steps for the whole path
# cause: steps are counted for the whole path; there are `steps` codes for each leg.
# replace: steps + 1
# by: steps // len(corners) + 1
# %% wrong: made for four corners
# cause: The corner after the last is taken from a path of four; use len(corners).
# replace: zip(corners, np.roll(corners, -1, axis=0))
# by: ((corners[i], corners[(i + 1) % 4]) for i in range(len(corners)))
# %% wrong: forgotten return
# cause: The codes are not given back; begin the line with return.
# replace: return np.concatenate
# by: np.concatenate
# %% right: the corner after the last is the first
def closed_path(corners, steps):
    path = []
    for i in range(len(corners)):
        after = corners[(i + 1) % len(corners)]
        for j in range(steps):
            path.append(corners[i] + j / steps * (after - corners[i]))
    print(len(path), "codes")
    return np.array(path)
# %% right: linspace without its end
def closed_path(corners, steps):
    ends = np.concatenate([corners[1:], corners[:1]])
    legs = np.linspace(corners, ends, steps, endpoint=False, axis=1)
    return legs.reshape(-1, *corners.shape[1:])
# %% right: closed first, cut later, in float64, with a warning
def closed_path(corners, steps):
    import warnings

    warnings.warn("a long way")
    ring = np.vstack([corners, corners[:1]]).astype("float64")
    at = np.arange(len(corners) * steps) / steps
    return np.stack([np.interp(at, np.arange(len(ring)), numbers) for numbers in ring.T], axis=1)
