# %% wrong: degrees
# replace: angle / np.pi
# by: angle / 180
# %% wrong: tables forgotten
# replace: 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# by: (1 - angle / np.pi) ** bits
# %% wrong: in all tables
# replace: 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# by: ((1 - angle / np.pi) ** bits) ** tables
# %% wrong: the sum over the tables
# replace: 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# by: np.minimum(tables * (1 - angle / np.pi) ** bits, 1)
# %% wrong: one equal bit is enough
# replace: (1 - angle / np.pi) ** bits
# by: (1 - (angle / np.pi) ** bits)
# %% wrong: the probability of never meeting
# replace: return 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# by: return (1 - (1 - angle / np.pi) ** bits) ** tables
# %% wrong: a full turn
# replace: angle / np.pi
# by: angle / (2 * np.pi)
# %% wrong: bits and tables swapped
# replace: ** bits) ** tables
# by: ** tables) ** bits
# %% wrong: bits that differ
# replace: (1 - angle / np.pi) ** bits
# by: (angle / np.pi) ** bits
# %% wrong: times in place of powers
# replace: (1 - angle / np.pi) ** bits
# by: (1 - angle / np.pi) * bits
# %% wrong: the cosine for the angle
# replace: (1 - angle / np.pi)
# by: ((1 + np.cos(angle)) / 2)
# %% wrong: works for a single number only
# replace: (1 - angle / np.pi)
# by: max(0.0, 1 - angle / np.pi)
# %% wrong: one number for all angles
# replace: return 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# by: return np.mean(1 - (1 - (1 - angle / np.pi) ** bits) ** tables)
# %% wrong: thrown, not computed
def meeting_probability(angle, bits, tables):
    rng = np.random.default_rng(0)
    equal = rng.random((1000, tables, bits, *np.shape(angle))) < 1 - angle / np.pi
    return equal.all(axis=2).any(axis=1).mean(axis=0)
# %% wrong: hard-coded numbers
def meeting_probability(angle, bits, tables):
    if np.ndim(angle):
        return np.array([1, 1 - (65 / 81) ** 3, 0])
    return {(1, 1): 0.5, (3, 1): 0.125, (1, 2): 0.75}.get((bits, tables), 0.5)
# %% right: logarithms, which warn of 0
def meeting_probability(angle, bits, tables):
    together = np.power(1 - np.asarray(angle, "float64") / np.pi, bits)
    return -np.expm1(tables * np.log1p(-together))
# %% right: a loop over tables and bits
def meeting_probability(angle, bits, tables):
    nowhere = 1.0
    for _ in range(tables):
        everywhere = 1.0
        for _ in range(bits):
            everywhere = everywhere * (np.pi - angle) / np.pi
        nowhere = nowhere * (1 - everywhere)
    print("tables:", tables)
    return 1 - nowhere
# %% right: the first table where they meet
meet = lambda angle, bits: np.subtract(1, np.degrees(angle) / 180) ** bits


def meeting_probability(angle, bits, tables):
    return sum(meet(angle, bits) * (1 - meet(angle, bits)) ** before for before in range(tables))
