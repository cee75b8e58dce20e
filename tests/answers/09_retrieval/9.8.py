# %% wrong: degrees
# cause: The angle is taken for degrees; divide by pi, not by 180.
# replace: angle / np.pi
# by: angle / 180
# %% wrong: tables forgotten
# cause: This is the probability for one table; `tables` is not used.
# replace: 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# by: (1 - angle / np.pi) ** bits
# %% wrong: in all tables
# cause: This is the probability of meeting in every table; at least one is enough.
# replace: 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# by: ((1 - angle / np.pi) ** bits) ** tables
# %% wrong: the sum over the tables
# cause: The probabilities of the tables are added, up to 1, which counts meetings in two tables twice; take 1 minus the probability of none.
# replace: 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# by: np.minimum(tables * (1 - angle / np.pi) ** bits, 1)
# %% wrong: one equal bit is enough
# cause: This asks for one equal bit; all bits of a bucket must agree.
# replace: (1 - angle / np.pi) ** bits
# by: (1 - (angle / np.pi) ** bits)
# %% wrong: the probability of never meeting
# cause: This is the probability of meeting in no table; subtract it from 1.
# replace: return 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# by: return (1 - (1 - angle / np.pi) ** bits) ** tables
# %% wrong: a full turn
# cause: The angle is divided by a full turn; two vectors agree in a bit with probability 1 - angle / pi.
# replace: angle / np.pi
# by: angle / (2 * np.pi)
# %% wrong: bits and tables swapped
# cause: Bits and tables have changed places; all bits must agree, in at least one table.
# replace: ** bits) ** tables
# by: ** tables) ** bits
# %% wrong: bits that differ
# cause: angle / pi is the probability that a bit differs; 1 minus that is the one that it agrees.
# replace: (1 - angle / np.pi) ** bits
# by: (angle / np.pi) ** bits
# %% wrong: times in place of powers
# cause: The probability of one bit is multiplied by bits; independent bits all agree with its power.
# replace: (1 - angle / np.pi) ** bits
# by: (1 - angle / np.pi) * bits
# %% wrong: the cosine for the angle
# cause: The probability of one bit is 1 - angle / pi; the cosine is not in it.
# replace: (1 - angle / np.pi)
# by: ((1 + np.cos(angle)) / 2)
# %% wrong: works for a single number only
# cause: max compares single numbers; an array of angles needs none, or np.maximum.
# replace: (1 - angle / np.pi)
# by: max(0.0, 1 - angle / np.pi)
# %% wrong: one number for all angles
# cause: The mean over the angles is returned; return a probability for each.
# replace: return 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# by: return np.mean(1 - (1 - (1 - angle / np.pi) ** bits) ** tables)
# %% wrong: thrown, not computed
# cause: The probability is estimated by random throws; compute it by the formula.
def meeting_probability(angle, bits, tables):
    rng = np.random.default_rng(0)
    equal = rng.random((1000, tables, bits, *np.shape(angle))) < 1 - angle / np.pi
    return equal.all(axis=2).any(axis=1).mean(axis=0)
# %% wrong: hard-coded numbers
# cause: The numbers of the examples are written down; compute them from angle, bits and tables.
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
