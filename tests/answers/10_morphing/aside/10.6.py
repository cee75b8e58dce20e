# %% wrong: a large angle counts as tiny
# cause: "For an angle below 0.0001 return the straight line": yours does so for every cosine above 0.9995, angles of up to 0.03.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if cosine > 0.9995:
        return (1 - a) * start + a * end
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: the length is interpolated apart
# cause: The formula weighs the codes themselves with the two fractions; yours goes along the unit sphere and interpolates the length apart from it.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.0001:
        return (1 - a) * start + a * end
    from_unit, to_unit = start / np.linalg.norm(start), end / np.linalg.norm(end)
    length = (1 - a) * np.linalg.norm(start) + a * np.linalg.norm(end)
    arc = (np.sin((1 - a) * angle) * from_unit + np.sin(a * angle) * to_unit) / np.sin(angle)
    return length * arc
# %% right: weights first, then one product
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    start, end = np.asarray(start, dtype="float64"), np.asarray(end, dtype="float64")
    unit = [code / np.linalg.norm(code) for code in (start, end)]
    omega = np.arccos(np.clip(np.dot(*unit), -1, 1))
    a = np.linspace(0, 1, steps)
    weights = np.stack([1 - a, a], axis=1)
    if omega >= 1e-4:
        weights = np.sin(omega * weights) / np.sin(omega)
    return weights @ np.stack([start, end])
