# %% wrong: the straight line
# cause: The codes lie on the straight line; use the sines.
# replace: (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# by: (1 - a) * start + a * end
# %% wrong: norms forgotten in the cosine
# cause: The cosine lacks the norms: divide start @ end by both.
# replace: start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
# by: start @ end
# %% wrong: one norm forgotten in the cosine
# cause: The cosine is divided twice by the norm of the start; divide by both norms.
# replace: (np.linalg.norm(start) * np.linalg.norm(end))
# by: np.linalg.norm(start) ** 2
# %% wrong: cosine not clipped, equal codes not treated
# cause: The cosine is not clipped, and an angle near 0 not treated; clip it, and return the straight line for a tiny angle.
def slerp(start, end, steps=7):
    angle = np.arccos(start @ end / (np.linalg.norm(start) * np.linalg.norm(end)))
    a = np.linspace(0, 1, steps)[:, None]
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: cosine not clipped
# cause: The cosine is not clipped, and rounding puts it outside [-1, 1]; use np.clip.
# replace: np.clip(cosine, -1, 1)
# by: cosine
# %% wrong: equal codes not treated
# cause: For equal codes the angle is 0 and 0 / 0 is NaN; return the straight line for a tiny angle.
def slerp(start, end, steps=7):
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    a = np.linspace(0, 1, steps)[:, None]
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: degrees
# cause: The sine takes radians: leave the angle as np.arccos gives it.
# replace: np.arccos(np.clip(cosine, -1, 1))
# by: np.degrees(np.arccos(np.clip(cosine, -1, 1)))
# %% wrong: not divided by the sine
# cause: Both factors are divided by the sine of the angle; these are not.
# replace: ) / np.sin(angle)
# by: )
# %% wrong: cosine for sine
# cause: The cosine stands in place of the sine in the factors.
# replace: np.sin
# by: np.cos
# %% wrong: the cosine for the angle
# cause: The cosine is taken for the angle; the angle is its np.arccos.
# replace: angle = np.arccos(np.clip(cosine, -1, 1))
# by: angle = np.clip(cosine, -1, 1)
# %% wrong: from end to start
# cause: The arc runs backwards: sin((1 - a) Ω) belongs to start.
# replace: np.sin((1 - a) * angle) * start + np.sin(a * angle) * end
# by: np.sin((1 - a) * angle) * end + np.sin(a * angle) * start
# %% wrong: a line, stretched to the norm
# cause: The straight line is stretched to the norms, which is slow at the ends; use the sines.
def slerp(start, end, steps=7):
    line = interpolate(start, end, steps)
    sizes = interpolate(np.linalg.norm(start), np.linalg.norm(end), steps)
    return line / np.linalg.norm(line, axis=1, keepdims=True) * sizes[:, None]
# %% wrong: unit vectors
# cause: Start and end are divided by their norms; the formula weighs the codes themselves.
def slerp(start, end, steps=7):
    start, end = start / np.linalg.norm(start), end / np.linalg.norm(end)
    angle = np.arccos(np.clip(start @ end, -1, 1))
    if angle < 1e-4:
        return interpolate(start, end, steps)
    a = np.linspace(0, 1, steps)[:, None]
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: directions on the arc, norms on a line
# cause: Directions are on the arc and norms on a line; the formula weighs the codes themselves.
def slerp(start, end, steps=7):
    sizes = np.linalg.norm(start), np.linalg.norm(end)
    u, v = start / sizes[0], end / sizes[1]
    angle = np.arccos(np.clip(u @ v, -1, 1))
    if angle < 1e-4:
        return interpolate(start, end, steps)
    a = np.linspace(0, 1, steps)[:, None]
    arc = (np.sin((1 - a) * angle) * u + np.sin(a * angle) * v) / np.sin(angle)
    return arc * ((1 - a) * sizes[0] + a * sizes[1])
# %% wrong: steps ignored
# cause: Seven codes are made whatever is asked; use steps.
# replace: np.linspace(0, 1, steps)[:, None]
# by: np.linspace(0, 1, 7)[:, None]
# %% wrong: the end left out
# cause: endpoint=False leaves out the end; both ends belong to the arc.
# replace: np.linspace(0, 1, steps)[:, None]
# by: np.linspace(0, 1, steps, endpoint=False)[:, None]
# %% wrong: one code for equal codes
# cause: For a tiny angle one code is returned; return the straight line, `steps` codes.
# replace: return interpolate(start, end, steps)
# by: return start
# %% wrong: the line for large angles too
# cause: The straight line is returned for angles up to 1; it is for angles below 0.0001.
# replace: if angle < 1e-4:
# by: if angle < 1:
# %% wrong: a code for each column
# cause: a must be a column, np.linspace(0, 1, steps)[:, None], so that there is a row for each.
# replace: np.linspace(0, 1, steps)[:, None]
# by: np.linspace(0, 1, steps)
# %% wrong: forgotten return
# cause: The codes are not given back; begin the line with return.
# replace: return (np.sin
# by: (np.sin
# %% wrong: in-place change of the codes
# cause: /= divides the caller's codes; make new arrays.
def slerp(start, end, steps=7):
    a, sizes = np.linspace(0, 1, steps)[:, None], (np.linalg.norm(start), np.linalg.norm(end))
    start /= sizes[0]
    end /= sizes[1]
    angle = np.arccos(np.clip(start @ end, -1, 1))
    if angle < 1e-4:
        return interpolate(start * sizes[0], end * sizes[1], steps)
    return (np.sin((1 - a) * angle) * start * sizes[0] + np.sin(a * angle) * end * sizes[1]) / np.sin(angle)
# %% right: sinc, which needs no special case
def slerp(start, end, steps=7):
    cosine = np.dot(start, end) / np.sqrt(np.dot(start, start) * np.dot(end, end))
    turns = np.arccos(np.clip(cosine, -1.0, 1.0)) / np.pi
    a = np.linspace(0, 1, steps).reshape(-1, 1)
    weight = lambda part: part * np.sinc(part * turns) / np.sinc(turns)
    return weight(1 - a) * start + weight(a) * end
# %% right: the angle by arctan2, point by point, words on stderr
import math
import sys


def angle_between(u, v):
    u, v = u / np.linalg.norm(u), v / np.linalg.norm(v)
    return 2 * math.atan2(np.linalg.norm(u - v), np.linalg.norm(u + v))


def slerp(start, end, steps=7):
    start, end = start.astype("float64"), end.astype("float64")
    angle = angle_between(start, end)
    print("angle", angle, file=sys.stderr)
    if angle < 0.0001:
        return np.linspace(start, end, steps)
    weights = [(math.sin((1 - a) * angle), math.sin(a * angle)) for a in np.linspace(0, 1, steps)]
    return np.array([(u * start + v * end) / math.sin(angle) for u, v in weights])
# %% right: weights first, and a warning
def slerp(start, end, steps=7):
    import warnings

    warnings.warn("arc ahead")
    a = np.linspace(0, 1, steps)
    cosine = min(1.0, max(-1.0, float(start @ end) / float(np.linalg.norm(start) * np.linalg.norm(end))))
    omega = np.arccos(cosine)
    weights = np.array([1 - a, a]) if omega < 1e-4 else np.sin(np.array([1 - a, a]) * omega) / np.sin(omega)
    return weights.T @ np.stack([start, end])
