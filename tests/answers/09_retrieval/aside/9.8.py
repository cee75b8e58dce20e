# %% wrong: "at least one of the tables": right up to three tables
# cause: Inclusion and exclusion stop at three tables; take 1 minus the probability of meeting in none.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    bucket = (1 - angle / np.pi) ** bits
    pairs, triples = tables * (tables - 1) / 2, tables * (tables - 1) * (tables - 2) / 6
    return tables * bucket - pairs * bucket**2 + triples * bucket**3
# %% wrong: "a number or an array": a number becomes an array
# cause: For a number an array of shape (1,) comes back; the result has the shape of the angle.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    angle = np.atleast_1d(angle)
    return 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
# %% wrong: "at least one of the tables": three at most
# cause: Only three tables are multiplied; the power is tables.
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    apart = 1 - (1 - angle / np.pi) ** bits
    none = 1.0
    for _ in range(min(tables, 3)):
        none = none * apart
    return 1 - none
# %% right: table by table
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    bucket = np.power(1 - np.asarray(angle) / np.pi, bits)
    meeting = np.zeros_like(bucket)
    for _ in range(tables):
        meeting = meeting + (1 - meeting) * bucket
    return meeting
