# %% wrong: "s the standard deviation of the p_i": that of a coin
# cause: sqrt(p (1 - p)) is the standard deviation of single answers, yes or no; take that of the queries' precisions.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    p = each.mean()
    return p, np.sqrt(p * (1 - p) / len(each)), relevant.mean()
# %% wrong: "The unit is the query": only the first result counts for the error
# cause: The standard error is computed from the first result of each query; average each query's k results, then take the standard deviation.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    return each.mean(), right[:, 0].std() / np.sqrt(len(right)), relevant.mean()
# %% wrong: "averaged over the queries": the median of the chance levels
# cause: The chance level is the median of the queries' shares; take their mean.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    chance = np.median(relevant.mean(axis=1))
    return each.mean(), each.std() / np.sqrt(len(each)), chance
# %% wrong: "chance level": half of the span of the shares
# cause: The chance level is the middle between the smallest and the largest share; average over all queries.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    shares = relevant.mean(axis=1)
    return each.mean(), each.std() / np.sqrt(len(each)), (shares.min() + shares.max()) / 2
# %% wrong: "m queries": no more than 400
# cause: m is taken to be 400 at most; divide by the root of the number of queries, however many.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    return each.mean(), each.std() / min(20, np.sqrt(len(each))), relevant.mean()
# %% wrong: "share of the whole database": of the first thousand vectors
# cause: The chance level looks at the first thousand vectors only; take the whole database.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    return each.mean(), each.std() / np.sqrt(len(each)), relevant[:, :1000].mean()
# %% wrong: "share of the whole database": of what was found
# cause: The chance level is computed from the results, and equals the precision; look at the whole database.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    return each.mean(), each.std() / np.sqrt(len(each)), right.mean()
# %% wrong: "precision": the share of the right answers that were found
# cause: This is the recall; the precision divides by k, the number of results.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.sum(axis=1) / relevant.sum(axis=1)
    return each.mean(), each.std() / np.sqrt(len(each)), relevant.mean()
# %% wrong: "standard error": the standard deviation
# cause: The standard deviation is not divided; divide it by the root of the number of queries.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    return each.mean(), each.std(), relevant.mean()
# %% wrong: "(precision, standard error, chance level)": another order
# cause: The chance level stands in the second place; return it last.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    return each.mean(), relevant.mean(), each.std() / np.sqrt(len(each))
# %% right: the sample's standard deviation, with m - 1
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    return float(each.mean()), float(each.std(ddof=1) / len(each) ** 0.5), float(relevant.mean())
# %% right: picks with two index arrays
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    rows = np.arange(len(indices))[:, None]
    each = relevant[rows, indices].astype("float64") @ np.full(indices.shape[1], 1 / indices.shape[1])
    deviation = np.sqrt(np.mean((each - each.mean()) ** 2))
    return [each.mean(), deviation * len(each) ** -0.5, relevant.sum() / relevant.size]
# %% right: variance of the mean
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    each = np.average(np.take_along_axis(relevant, indices, 1), axis=1)
    variance_of_mean = np.var(each) / each.size
    return np.average(each), variance_of_mean**0.5, np.average(np.average(relevant, axis=1))
# %% wrong: standard error over all single results
# cause: A query's results are not independent: average each query's k results, then take the standard deviation.
def precision_at_k(relevant, indices):
    hits = np.take_along_axis(relevant, indices, axis=1)
    return hits.mean(), hits.std() / np.sqrt(hits.size), relevant.mean()
# %% wrong: standard deviation instead of the standard error
# cause: The standard deviation is not divided; divide it by the root of the number of queries.
# replace: each.std() / np.sqrt(len(each))
# by: each.std()
# %% wrong: divided by the number, not by its root
# cause: The standard deviation is divided by the number of queries; divide by its root.
# replace: each.std() / np.sqrt(len(each))
# by: each.std() / len(each)
# %% wrong: root of k instead of m
# cause: The standard deviation is divided by the root of k; divide by the root of the number of queries.
# replace: np.sqrt(len(each))
# by: np.sqrt(indices.shape[1])
# %% wrong: binomial formula for m trials
# cause: sqrt(p (1 - p)) is the standard deviation of single answers, yes or no; take that of the queries' precisions.
# replace: each.std() / np.sqrt(len(each))
# by: np.sqrt(each.mean() * (1 - each.mean()) / len(each))
# %% wrong: variance over the root
# cause: This is the variance over the root; take the standard deviation.
# replace: each.std() / np.sqrt(len(each))
# by: each.var() / np.sqrt(len(each))
# %% wrong: two standard errors
# cause: These are two standard errors; return one.
# replace: each.std() / np.sqrt(len(each))
# by: 2 * each.std() / np.sqrt(len(each))
# %% wrong: chance of the first query only
# cause: The chance level is that of the first query; average over all queries.
# replace: relevant.mean()
# by: relevant[0].mean()
# %% wrong: chance is k out of n
# cause: k / n is the share that was found, not the share that is relevant; take the mean of relevant.
# replace: relevant.mean()
# by: indices.shape[1] / relevant.shape[1]
# %% wrong: chance among the vectors that were found
# cause: The chance level looks only at vectors that were found; take the whole database.
# replace: relevant.mean()
# by: relevant[:, np.unique(indices)].mean()
# %% wrong: recall instead of precision
# cause: This is the recall; the precision divides by k, the number of results.
def precision_at_k(relevant, indices):
    hits = np.take_along_axis(relevant, indices, axis=1).sum(axis=1)
    each = hits / np.maximum(relevant.sum(axis=1), 1)
    return each.mean(), each.std() / np.sqrt(len(each)), relevant.mean()
# %% wrong: only the first result counts
# cause: Only the first result of each query counts here; average all k.
# replace: np.take_along_axis(relevant, indices, axis=1).mean(axis=1)
# by: np.take_along_axis(relevant, indices[:, :1], axis=1).mean(axis=1)
# %% wrong: averaged over queries first, then over ranks
# cause: The results are averaged over the queries first; average each query's results, axis 1, then take the standard deviation.
# replace: np.take_along_axis(relevant, indices, axis=1).mean(axis=1)
# by: np.take_along_axis(relevant, indices, axis=1).mean(axis=0)
# %% wrong: percent
# cause: All three are in per cent; return shares between 0 and 1.
# replace: return each.mean(), each.std() / np.sqrt(len(each)), relevant.mean()
# by: return 100 * each.mean(), 100 * each.std() / np.sqrt(len(each)), 100 * relevant.mean()
# %% wrong: share of queries with at least one hit
# cause: A query counts as 1 if any of its results is right; take the share of its results that are.
# replace: np.take_along_axis(relevant, indices, axis=1).mean(axis=1)
# by: np.take_along_axis(relevant, indices, axis=1).any(axis=1)
# %% right: loop and Python floats
def precision_at_k(relevant, indices):
    precisions = []
    for right, found in zip(relevant, indices):
        precisions.append(sum(bool(right[j]) for j in found) / len(found))
    m = len(precisions)
    mean = sum(precisions) / m
    spread = (sum((p - mean) ** 2 for p in precisions) / m) ** 0.5
    chance = float(np.count_nonzero(relevant)) / relevant.size
    return mean, spread / m**0.5, chance
# %% right: fancy indexing, chance as mean of means
def precision_at_k(relevant, indices):
    rows = np.arange(len(relevant))[:, None]
    p = relevant[rows, indices].astype(float).mean(axis=-1)
    return np.mean(p), np.std(p) * len(p) ** -0.5, relevant.mean(axis=1).mean()
# %% right: SciPy's standard error
from scipy.stats import sem


def precision_at_k(relevant, indices):
    k = indices.shape[1]
    each = np.array([np.isin(found, np.flatnonzero(right)).sum() / k for right, found in zip(relevant, indices)])
    return np.array(each.mean()), sem(each, ddof=0), np.average(relevant)
# %% right: sample standard deviation
# replace: each.std() / np.sqrt(len(each))
# by: each.std(ddof=1) / np.sqrt(len(each))
