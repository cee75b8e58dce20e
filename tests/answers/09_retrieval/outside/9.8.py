# %% wrong: "the result has its shape": an array of angles is overwritten
# cause: An array of angles is divided in place; compute 1 - angle / pi in a new array.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    angle /= np.pi
    return 1 - (1 - (1 - angle) ** bits) ** tables
# %% wrong: "the result has its shape": laid out in one row
# cause: An array of angles of two axes comes back with one; keep its shape.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    if np.ndim(angle):
        angle = np.ravel(angle)
    return 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# %% wrong: "has its shape": axes of length one are dropped
# cause: squeeze drops axes of length 1; the result has the shape of the angle.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    return np.squeeze(1 - (1 - (1 - np.asarray(angle) / np.pi) ** bits) ** tables)
# %% wrong: "the probability": rounded to six decimals
# cause: The result is rounded, so that rare meetings get probability 0; return it as computed.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    return np.round(1 - (1 - (1 - angle / np.pi) ** bits) ** tables, 6)
# %% wrong: "all bits of a bucket": four at most
# cause: No more than four bits count; the power is bits.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    same = (1 - angle / np.pi) ** min(bits, 4)
    return 1 - (1 - same) ** tables
# %% wrong: "in at least one": the sum of the tables
# cause: The probabilities of the tables are added, which counts meetings in two tables twice; take 1 minus the probability of none.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    return tables * (1 - angle / np.pi) ** bits
# %% wrong: "share all bits": at least one bit
# cause: Bits and tables have changed places; all bits must agree, in at least one table.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    return 1 - (1 - (1 - angle / np.pi) ** tables) ** bits
# %% wrong: "in at least one of the tables": in all of them
# cause: This is the probability of meeting in every table; at least one is enough.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    return (1 - angle / np.pi) ** (bits * tables)
# %% wrong: "in radians": degrees
# cause: The angle is taken for degrees; divide by pi, not by 180.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    return 1 - (1 - (1 - angle / 180) ** bits) ** tables
# %% wrong: "1 − θ/π": the cosine
# cause: The probability of one bit is not the cosine of the angle; it is 1 - angle / pi.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    return 1 - (1 - np.cos(angle) ** bits) ** tables
# %% wrong: "probability of meeting": of missing
# cause: This is the probability of meeting in no table; subtract it from 1.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    return (1 - (1 - angle / np.pi) ** bits) ** tables
# %% right: a sum over the first table in which they meet
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    bucket = (1 - angle / np.pi) ** bits
    return sum(bucket * (1 - bucket) ** earlier for earlier in range(tables))
# %% right: one angle at a time
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    def one(theta):
        agree = (np.pi - theta) / np.pi
        return 1.0 - np.prod(np.full(tables, 1.0 - agree**bits))

    return np.vectorize(one, otypes=[float])(angle)
# %% right: by logarithms, exact for rare meetings
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    bucket = (1 - np.asarray(angle, dtype="float64") / np.pi) ** bits
    with np.errstate(divide="ignore"):
        return -np.expm1(tables * np.log1p(-bucket))
