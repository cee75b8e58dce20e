# %% wrong: no constant
# cause: The constant b is missing; add a column of ones.
# replace: np.column_stack([codes, np.ones(len(codes))])
# by: codes
# %% wrong: fitted to the test codes
# cause: The fit takes the test codes; it takes the training codes.
# replace: np.linalg.lstsq(with_one[0], train_values, rcond=None)
# by: np.linalg.lstsq(with_one[1], test_values, rcond=None)
# %% wrong: judged on the training codes
# cause: R² is that of the training codes; judge on the test codes.
# replace: residual = test_values - with_one[1] @ weights
# by: residual, test_values = train_values - with_one[0] @ weights, train_values
# %% wrong: the squared correlation
# cause: This is the squared correlation, which forgives shift and scale; use the formula.
# replace: return 1 - np.sum(residual**2) / np.sum((test_values - np.mean(test_values)) ** 2)
# by: return np.corrcoef(test_values, with_one[1] @ weights)[0, 1] ** 2
# %% wrong: the share that is not explained
# cause: This is the share that is not explained; subtract it from 1.
# replace: return 1 - np.sum
# by: return np.sum
# %% wrong: not centred
# cause: Below stands the mean square; subtract the mean of the test values first.
# replace: np.sum((test_values - np.mean(test_values)) ** 2)
# by: np.sum(test_values**2)
# %% wrong: the mean of the training values
# cause: v̄ is the mean of the test values, not of the training values.
# replace: np.mean(test_values)
# by: np.mean(train_values)
# %% wrong: no squares
# cause: Absolute values stand for squares.
# replace: np.sum(residual**2) / np.sum((test_values - np.mean(test_values)) ** 2)
# by: np.sum(np.abs(residual)) / np.sum(np.abs(test_values - np.mean(test_values)))
# %% wrong: the variance of the residual, which forgives a shift
# cause: The variance of the residual forgives a shift; sum its squares.
# replace: np.sum(residual**2) / np.sum((test_values - np.mean(test_values)) ** 2)
# by: np.var(residual) / np.var(test_values)
# %% wrong: negative values cut off
# cause: Values below 0 are cut off; leave them.
# replace: return 1 - np.sum(residual**2) / np.sum((test_values - np.mean(test_values)) ** 2)
# by: return max(0.0, 1 - np.sum(residual**2) / np.sum((test_values - np.mean(test_values)) ** 2))
# %% wrong: the mean squared error
# cause: This is the mean squared error; return R².
# replace: return 1 - np.sum(residual**2) / np.sum((test_values - np.mean(test_values)) ** 2)
# by: return np.mean(residual**2)
# %% wrong: the first number of the code alone
# cause: Only the first number of the code is used; use all.
# replace: np.column_stack([codes, np.ones(len(codes))])
# by: np.column_stack([codes[:, 0], np.ones(len(codes))])
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before R².
# replace: return 1 -
# by: score = 1 -
# %% right: scikit-learn
from sklearn.linear_model import LinearRegression


def explained(train_codes, train_values, test_codes, test_values):
    return LinearRegression().fit(train_codes, train_values).score(test_codes, test_values)
# %% right: normal equations on centred codes in float64, words on stderr
import sys
import warnings


def explained(train_codes, train_values, test_codes, test_values):
    warnings.warn("fitting", stacklevel=1)
    print(train_codes.shape, file=sys.stderr)
    middle, level = train_codes.mean(axis=0, dtype=np.float64), np.mean(train_values)
    a = train_codes - middle
    w = np.linalg.pinv(a.T @ a) @ a.T @ (train_values - level)
    missed = test_values - (test_codes - middle) @ w - level
    return float(1 - np.mean(missed**2) / np.var(test_values))
# %% right: the pseudo-inverse, as a lambda
augmented = lambda codes: np.insert(codes.astype(float), 0, 1, axis=1)  # noqa: E731
explained = lambda z, v, z_new, v_new: (  # noqa: E731
    1 - ((v_new - augmented(z_new) @ np.linalg.pinv(augmented(z)) @ v) ** 2).sum() / ((v_new - v_new.mean()) ** 2).sum()
)
