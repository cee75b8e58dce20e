# %% wrong: one share for all genes
# cause: The sums run over the genes too; keep a share for each gene.
# replace: ((expression - predicted) ** 2).sum(axis=0)
# by: ((expression - predicted) ** 2).sum()
# replace: ((expression - expression.mean(axis=0)) ** 2).sum(axis=0)
# by: ((expression - expression.mean(axis=0)) ** 2).sum()
# %% wrong: one share for each cell
# cause: The sums run over the genes of a cell; let them run over the cells, axis 0.
def explained(expression, predicted):
    left = ((expression - predicted) ** 2).sum(axis=1)
    total = ((expression - expression.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    return 1 - left / total
# %% wrong: the mean of all numbers
# cause: The reference is the mean of all numbers; take that of each gene.
# replace: (expression - expression.mean(axis=0)) ** 2
# by: (expression - expression.mean()) ** 2
# %% wrong: the mean of the predictions
# cause: The reference is the mean of the predictions; take that of the expression.
# replace: (expression - expression.mean(axis=0)) ** 2
# by: (expression - predicted.mean(axis=0)) ** 2
# %% wrong: a constant error forgiven
# cause: A prediction that is too high for all cells alike costs nothing here; add up the squared errors themselves.
# replace: ((expression - predicted) ** 2).sum(axis=0)
# by: np.var(expression - predicted, axis=0) * len(expression)
# %% wrong: the variance of the predictions
# cause: This compares the variance of the predictions with that of the genes; compare the squared errors.
# replace: 1 - left / np.where(varies, total, 1)
# by: predicted.var(axis=0) * len(predicted) / np.where(varies, total, 1)
# %% wrong: the squared correlation
# cause: This is the squared correlation, which forgives a wrong scale and a shift.
def explained(expression, predicted):
    x, y = (a - a.mean(axis=0) for a in (expression, predicted))
    varies = np.ptp(expression, axis=0) > 0
    product = (x**2).sum(axis=0) * (y**2).sum(axis=0)
    square = (x * y).sum(axis=0) ** 2 / np.where(product > 1e-12, product, 1)
    return np.where(varies, square, 0)
# %% wrong: never below 0
# cause: Negative shares are cut off; return them.
# replace: 1 - left / np.where(varies, total, 1)
# by: np.maximum(0, 1 - left / np.where(varies, total, 1))
# %% wrong: the share that is left
# cause: This is the share that is left unexplained; subtract it from 1.
# replace: 1 - left / np.where(varies, total, 1)
# by: left / np.where(varies, total, 1)
# %% wrong: 1 for genes that do not vary
# cause: Genes that do not vary get 1; return 0 for them.
# replace: np.where(varies, total, 1), 0)
# by: np.where(varies, total, 1), 1)
# %% wrong: a division by 0
# cause: For genes that do not vary the result is not finite; return 0 for them.
def explained(expression, predicted):
    left = ((expression - predicted) ** 2).sum(axis=0)
    return 1 - left / ((expression - expression.mean(axis=0)) ** 2).sum(axis=0)
# %% wrong: a variance above 0 by rounding
# cause: The variance of a gene that does not vary is above 0 by rounding; ask whether all its numbers are equal.
# replace: varies = np.ptp(expression, axis=0) > 0
# by: varies = total > 0
# %% wrong: only genes that are never seen count as constant
# cause: Only genes that are 0 in all cells get 0; a gene that has another value in all cells varies as little.
# replace: varies = np.ptp(expression, axis=0) > 0
# by: varies = (expression > 0).any(axis=0)
# %% wrong: the predictions must vary
# cause: Whether the predictions vary is asked; ask whether the gene does.
# replace: varies = np.ptp(expression, axis=0) > 0
# by: varies = np.ptp(predicted, axis=0) > 0
# %% wrong: n - 1 in one of the two
# cause: One of the two is divided by n, the other by n - 1; divide both by the same number.
# replace: ((expression - expression.mean(axis=0)) ** 2).sum(axis=0)
# by: np.var(expression, axis=0, ddof=1) * len(expression)
# %% wrong: not squared
# cause: Absolute errors are added up; square them.
# replace: ((expression - predicted) ** 2).sum(axis=0)
# by: np.abs(expression - predicted).sum(axis=0)
# %% wrong: the mean over the genes
# cause: This is the mean over the genes; return a share for each.
# replace: return np.where(varies, 1 - left / np.where(varies, total, 1), 0)
# by: return np.mean(np.where(varies, 1 - left / np.where(varies, total, 1), 0))
# %% wrong: only cells in which the gene is seen
# cause: Only cells in which a gene is seen count here; take all cells.
def explained(expression, predicted):
    seen = expression > 0
    n = np.maximum(seen.sum(axis=0), 1)
    left = (seen * (expression - predicted) ** 2).sum(axis=0)
    total = (seen * (expression - expression.sum(axis=0) / n) ** 2).sum(axis=0)
    varies = np.ptp(expression, axis=0) > 0
    return np.where(varies & (total > 1e-9), 1 - left / np.where(total > 1e-9, total, 1), 0)
# %% right: a loop over the genes
def explained(expression, predicted):
    shares = []
    for truth, guess in zip(expression.T, predicted.T):
        if truth.min() == truth.max():
            shares.append(0.0)
        else:
            shares.append(1 - np.mean((truth - guess) ** 2) / np.var(truth))
    return np.array(shares)
# %% right: scikit-learn, and zeros put in
def explained(expression, predicted):
    from sklearn.metrics import r2_score

    shares = r2_score(expression, predicted, multioutput="raw_values")
    return np.where((expression == expression[0]).all(axis=0), 0, shares)
# %% right: filled in where a gene varies
def explained(expression, predicted):
    varies = (expression != expression[:1]).any(axis=0)
    x, guess = expression[:, varies], predicted[:, varies]
    shares = np.zeros(expression.shape[1])
    shares[varies] = 1 - ((x - guess) ** 2).mean(axis=0) / x.var(axis=0)
    return shares
