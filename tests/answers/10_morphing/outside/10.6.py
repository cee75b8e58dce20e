# %% wrong: below a tenth the straight line
# cause: The straight line is for angles below 0.0001; yours begins at 0.1.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.1:
        return (1 - a) * start + a * end
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: the start is repeated for a tiny angle
# cause: "For an angle below 0.0001 return the straight line": yours repeats start, although the codes may differ in length.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.0001:
        return np.repeat(start[None], steps, axis=0)
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: only equal codes get the straight line
# cause: The straight line is for every angle below 0.0001, also between codes in the same direction and of different lengths, where yours divides 0 by 0.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if np.array_equal(start, end):
        return (1 - a) * start + a * end
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: on the sphere of the first code
# cause: The formula weighs the codes themselves; yours brings the end to the length of the start, and the path misses a longer or shorter end.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    end = end / np.linalg.norm(end) * np.linalg.norm(start)
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.0001:
        return (1 - a) * start + a * end
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: the cosine divided by one norm squared
# cause: cos Ω = z0ᵀz1 / (‖z0‖ ‖z1‖): yours divides twice by the norm of the start.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / np.linalg.norm(start) ** 2
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.0001:
        return (1 - a) * start + a * end
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: always seven codes
# cause: "Return codes (steps, c)": yours makes 7, whatever is asked.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, 7)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.0001:
        return (1 - a) * start + a * end
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: clipped at the top only
# cause: "Rounding can put the cosine just outside [-1, 1]" at either end: yours gives NaN below -1.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.minimum(cosine, 1))
    if angle < 0.0001:
        return (1 - a) * start + a * end
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: the shorter way for blunt angles beyond 150 degrees
# cause: The formula is the same for all angles; yours turns the end round when the cosine is below -0.87.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    if cosine < -0.87:
        end, cosine = -end, -cosine
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.0001:
        return (1 - a) * start + a * end
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: rounded to six decimals
# cause: Return the codes as the formula gives them; yours are rounded.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.0001:
        return (1 - a) * start + a * end
    return np.round((np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle), 6)
# %% wrong: the angle in degrees
# cause: The sine takes radians: leave the angle as np.arccos gives it.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    if angle < 0.0001:
        return (1 - a) * start + a * end
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: on the chord, brought to length
# cause: Even steps of the angle: yours takes the straight line and gives each point its length, which is slow at the ends and fast in the middle.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.0001:
        return (1 - a) * start + a * end
    line = (1 - a) * start + a * end
    length = (1 - a) * np.linalg.norm(start) + a * np.linalg.norm(end)
    return line / np.linalg.norm(line, axis=1, keepdims=True) * length
# %% wrong: no division by the sine of the angle
# cause: Both factors are divided by sin Ω; yours are not, and the ends are not met.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.0001:
        return (1 - a) * start + a * end
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end)
# %% wrong: the ends are normalised in place
# cause: The codes must stay as they are: yours divides the arrays that were passed by their norms.
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    start /= np.linalg.norm(start)
    end /= np.linalg.norm(end)
    a = np.linspace(0, 1, steps)[:, None]
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.0001:
        return (1 - a) * start + a * end
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% right: one code at a time, with the math module
import math


def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    first, last = np.asarray(start, dtype="float64"), np.asarray(end, dtype="float64")
    norms = math.sqrt(float(first @ first)) * math.sqrt(float(last @ last))
    omega = math.acos(max(-1.0, min(1.0, float(first @ last) / norms)))
    path = []
    for a in np.linspace(0, 1, steps):
        if omega < 1e-4:
            left, right = 1 - a, a
        else:
            left = math.sin((1 - a) * omega) / math.sin(omega)
            right = math.sin(a * omega) / math.sin(omega)
        path.append(left * first + right * last)
    return np.array(path)
# %% right: the straight line by interpolate
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for even values of a from 0 to 1."""
    a = np.linspace(0, 1, steps)[:, None]
    cosine = np.sum(start * end) / np.sqrt(np.sum(start**2) * np.sum(end**2))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 0.0001:
        return interpolate(start, end, steps)
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
