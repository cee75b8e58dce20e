# %% wrong: measured against the training mean
# cause: In R² v̄ is "the mean of the test values"; yours is the mean of the training values.
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    a = np.column_stack([train_codes, np.ones(len(train_codes))])
    weights = np.linalg.lstsq(a, train_values, rcond=None)[0]
    guesses = np.column_stack([test_codes, np.ones(len(test_codes))]) @ weights
    missed = np.sum((test_values - guesses) ** 2)
    return 1 - missed / np.sum((test_values - train_values.mean()) ** 2)
# %% wrong: variance of the errors
# cause: The formula adds up the squared errors themselves; yours takes their variance, so a constant error on the test faces costs nothing.
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    a = np.column_stack([train_codes, np.ones(len(train_codes))])
    weights = np.linalg.lstsq(a, train_values, rcond=None)[0]
    guesses = np.column_stack([test_codes, np.ones(len(test_codes))]) @ weights
    return 1 - np.var(test_values - guesses) / np.var(test_values)
# %% wrong: never below 0
# cause: R² is "0 (or below)" when the code is no better than the mean; yours is cut at 0.
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    a = np.column_stack([train_codes, np.ones(len(train_codes))])
    weights = np.linalg.lstsq(a, train_values, rcond=None)[0]
    guesses = np.column_stack([test_codes, np.ones(len(test_codes))]) @ weights
    missed = np.sum((test_values - guesses) ** 2)
    return max(0.0, 1 - missed / np.sum((test_values - test_values.mean()) ** 2))
# %% wrong: fitted on the test codes
# cause: w and b are "fitted by least squares on the training faces"; yours are fitted on the test faces on which they are judged.
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    a = np.column_stack([test_codes, np.ones(len(test_codes))])
    weights = np.linalg.lstsq(a, test_values, rcond=None)[0]
    guesses = np.column_stack([test_codes, np.ones(len(test_codes))]) @ weights
    missed = np.sum((test_values - guesses) ** 2)
    return 1 - missed / np.sum((test_values - test_values.mean()) ** 2)
# %% wrong: fitted on both sets
# cause: The fit may see the training codes alone; yours sees the test faces too.
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    both = np.concatenate([train_codes, test_codes])
    a = np.column_stack([both, np.ones(len(both))])
    weights = np.linalg.lstsq(a, np.concatenate([train_values, test_values]), rcond=None)[0]
    guesses = np.column_stack([test_codes, np.ones(len(test_codes))]) @ weights
    missed = np.sum((test_values - guesses) ** 2)
    return 1 - missed / np.sum((test_values - test_values.mean()) ** 2)
# %% wrong: ridge regression
# cause: "Fitted by least squares": yours adds a penalty on the weights; use LinearRegression or lstsq.
from sklearn.linear_model import Ridge


def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    return Ridge(alpha=1.0).fit(train_codes, train_values).score(test_codes, test_values)
# %% wrong: a quadratic fit
# cause: "For a linear fit": yours adds the squares and products of the code's numbers.
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import PolynomialFeatures


def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    more = PolynomialFeatures(2)
    fit = LinearRegression().fit(more.fit_transform(train_codes), train_values)
    return fit.score(more.transform(test_codes), test_values)
# %% wrong: the first 32 numbers of a code
# cause: A code has c numbers, whatever c is; yours reads the first 32 only.
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    train_codes, test_codes = train_codes[:, :32], test_codes[:, :32]
    a = np.column_stack([train_codes, np.ones(len(train_codes))])
    weights = np.linalg.lstsq(a, train_values, rcond=None)[0]
    guesses = np.column_stack([test_codes, np.ones(len(test_codes))]) @ weights
    missed = np.sum((test_values - guesses) ** 2)
    return 1 - missed / np.sum((test_values - test_values.mean()) ** 2)
# %% wrong: adjusted for the number of weights
# cause: R² is the share given by the formula; yours is the adjusted one, with (m - 1) / (m - c - 1).
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    a = np.column_stack([train_codes, np.ones(len(train_codes))])
    weights = np.linalg.lstsq(a, train_values, rcond=None)[0]
    guesses = np.column_stack([test_codes, np.ones(len(test_codes))]) @ weights
    missed = np.sum((test_values - guesses) ** 2)
    share = missed / np.sum((test_values - test_values.mean()) ** 2)
    m, c = test_codes.shape
    return 1 - share * (m - 1) / (m - c - 1)
# %% wrong: codes are centred in place
# cause: The codes must stay as they are: yours subtracts the mean from the arrays that were passed.
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    centre = train_codes.mean(axis=0)
    train_codes -= centre
    test_codes -= centre
    a = np.column_stack([train_codes, np.ones(len(train_codes))])
    weights = np.linalg.lstsq(a, train_values, rcond=None)[0]
    guesses = np.column_stack([test_codes, np.ones(len(test_codes))]) @ weights
    missed = np.sum((test_values - guesses) ** 2)
    return 1 - missed / np.sum((test_values - test_values.mean()) ** 2)
# %% wrong: no constant term
# cause: v̂ = wᵀz + b: the b is missing; add a column of ones.
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    a = train_codes
    weights = np.linalg.lstsq(a, train_values, rcond=None)[0]
    guesses = test_codes @ weights
    missed = np.sum((test_values - guesses) ** 2)
    return 1 - missed / np.sum((test_values - test_values.mean()) ** 2)
# %% wrong: mean squared error
# cause: Return R², not the mean squared error of the test values.
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    a = np.column_stack([train_codes, np.ones(len(train_codes))])
    weights = np.linalg.lstsq(a, train_values, rcond=None)[0]
    guesses = np.column_stack([test_codes, np.ones(len(test_codes))]) @ weights
    return np.mean((test_values - guesses) ** 2)
# %% wrong: denominator with m - 1
# cause: Numerator and denominator are plain sums; yours divides the one by m and the other by m - 1.
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    a = np.column_stack([train_codes, np.ones(len(train_codes))])
    weights = np.linalg.lstsq(a, train_values, rcond=None)[0]
    guesses = np.column_stack([test_codes, np.ones(len(test_codes))]) @ weights
    return 1 - np.mean((test_values - guesses) ** 2) / np.var(test_values, ddof=1)
# %% right: centred, with the pseudo-inverse
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    x, v = np.asarray(train_codes, dtype="float64"), np.asarray(train_values, dtype="float64")
    middle, level = x.mean(axis=0), v.mean()
    w = np.linalg.pinv(x - middle) @ (v - level)
    guesses = level + (np.asarray(test_codes, dtype="float64") - middle) @ w
    target = np.asarray(test_values, dtype="float64")
    return 1 - ((target - guesses) ** 2).mean() / target.var()
# %% right: ones in front, and r2_score
from sklearn.metrics import r2_score


def with_ones(codes):
    return np.insert(codes, 0, 1.0, axis=1)


def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    solution, *_ = np.linalg.lstsq(with_ones(train_codes), train_values, rcond=None)
    return float(r2_score(test_values, with_ones(test_codes) @ solution))
