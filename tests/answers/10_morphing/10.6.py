# %% wrong: the straight line
# replace: (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# by: (1 - a) * start + a * end
# %% wrong: norms forgotten in the cosine
# replace: start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
# by: start @ end
# %% wrong: one norm forgotten in the cosine
# replace: (np.linalg.norm(start) * np.linalg.norm(end))
# by: np.linalg.norm(start) ** 2
# %% wrong: cosine not clipped, equal codes not treated
def slerp(start, end, steps=7):
    angle = np.arccos(start @ end / (np.linalg.norm(start) * np.linalg.norm(end)))
    a = np.linspace(0, 1, steps)[:, None]
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: cosine not clipped
# replace: np.clip(cosine, -1, 1)
# by: cosine
# %% wrong: equal codes not treated
def slerp(start, end, steps=7):
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    a = np.linspace(0, 1, steps)[:, None]
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: degrees
# replace: np.arccos(np.clip(cosine, -1, 1))
# by: np.degrees(np.arccos(np.clip(cosine, -1, 1)))
# %% wrong: not divided by the sine
# replace: ) / np.sin(angle)
# by: )
# %% wrong: cosine for sine
# replace: np.sin
# by: np.cos
# %% wrong: the cosine for the angle
# replace: angle = np.arccos(np.clip(cosine, -1, 1))
# by: angle = np.clip(cosine, -1, 1)
# %% wrong: from end to start
# replace: np.sin((1 - a) * angle) * start + np.sin(a * angle) * end
# by: np.sin((1 - a) * angle) * end + np.sin(a * angle) * start
# %% wrong: a line, stretched to the norm
def slerp(start, end, steps=7):
    line = interpolate(start, end, steps)
    sizes = interpolate(np.linalg.norm(start), np.linalg.norm(end), steps)
    return line / np.linalg.norm(line, axis=1, keepdims=True) * sizes[:, None]
# %% wrong: unit vectors
def slerp(start, end, steps=7):
    start, end = start / np.linalg.norm(start), end / np.linalg.norm(end)
    angle = np.arccos(np.clip(start @ end, -1, 1))
    if angle < 1e-4:
        return interpolate(start, end, steps)
    a = np.linspace(0, 1, steps)[:, None]
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
# %% wrong: directions on the arc, norms on a line
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
# replace: np.linspace(0, 1, steps)[:, None]
# by: np.linspace(0, 1, 7)[:, None]
# %% wrong: the end left out
# replace: np.linspace(0, 1, steps)[:, None]
# by: np.linspace(0, 1, steps, endpoint=False)[:, None]
# %% wrong: one code for equal codes
# replace: return interpolate(start, end, steps)
# by: return start
# %% wrong: the line for large angles too
# replace: if angle < 1e-4:
# by: if angle < 1:
# %% wrong: a code for each column
# replace: np.linspace(0, 1, steps)[:, None]
# by: np.linspace(0, 1, steps)
# %% wrong: forgotten return
# replace: return (np.sin
# by: (np.sin
# %% wrong: in-place change of the codes
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
