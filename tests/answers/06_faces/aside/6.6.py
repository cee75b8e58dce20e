# %% wrong: the squared correlation
# cause: R² is 1 - Σ(v - v̂)² / Σ(v - v̄)², and can be below 0; the squared correlation forgives a wrong scale and a wrong offset.
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    a = np.column_stack([train_codes, np.ones(len(train_codes))])
    weights = np.linalg.lstsq(a, train_values, rcond=None)[0]
    guesses = np.column_stack([test_codes, np.ones(len(test_codes))]) @ weights
    return np.corrcoef(guesses, test_values)[0, 1] ** 2
# %% right: scikit-learn's score
from sklearn.linear_model import LinearRegression


def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    fit = LinearRegression()
    fit.fit(X=train_codes, y=train_values)
    return fit.score(test_codes, test_values)
