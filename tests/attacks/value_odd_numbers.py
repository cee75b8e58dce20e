# attack: numbers of kinds that compare in odd ways: complex, long double, decimal, a date that is none, a masked number
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
from decimal import Decimal

odd = iter([complex("nan"), np.longdouble("nan"), Decimal("sNaN"), np.datetime64("NaT"), np.ma.masked, np.True_] * 5)


def compression(height, width, code_size):
    return next(odd)
