# %% wrong: the results counted as independent
# cause: A query's results are not independent: average each query's k results, then take the standard deviation.
def precision_at_k(relevant, indices):
    hits = np.take_along_axis(relevant, indices, axis=1)
    return hits.mean(), hits.std() / np.sqrt(hits.size), relevant.mean()
# %% wrong: standard deviation for standard error
# cause: The standard deviation is not divided; divide it by the root of the number of queries.
# replace: each.std() / np.sqrt(len(each))
# by: each.std()
# %% wrong: root forgotten
# cause: The standard deviation is divided by the number of queries; divide by its root.
# replace: each.std() / np.sqrt(len(each))
# by: each.std() / len(each)
# %% wrong: variance for standard deviation
# cause: This is the variance over the root; take the standard deviation.
# replace: each.std() / np.sqrt(len(each))
# by: each.var() / np.sqrt(len(each))
# %% wrong: divided by the root of k
# cause: The standard deviation is divided by the root of k; divide by the root of the number of queries.
# replace: np.sqrt(len(each))
# by: np.sqrt(indices.shape[1])
# %% wrong: two standard errors
# cause: These are two standard errors; return one.
# replace: each.std() / np.sqrt(len(each))
# by: 2 * each.std() / np.sqrt(len(each))
# %% wrong: chance from the first k vectors
# cause: The chance level looks at the first k vectors only; take the whole database.
# replace: relevant.mean()
# by: relevant[:, : indices.shape[1]].mean()
# %% wrong: chance as one of n
# cause: 1 / n is the chance of one vector; the chance level is the share of the database that is relevant.
# replace: relevant.mean()
# by: 1 / relevant.shape[1]
# %% wrong: chance as k of n
# cause: k / n is the share that was found, not the share that is relevant; take the mean of relevant.
# replace: relevant.mean()
# by: indices.shape[1] / relevant.shape[1]
# %% wrong: chance as the share of queries with an answer
# cause: This is the share of queries with any right answer; the chance level is the share of the database that is relevant.
# replace: relevant.mean()
# by: relevant.any(axis=1).mean()
# %% wrong: recall for precision
# cause: This is the recall; the precision divides by k, the number of results.
def precision_at_k(relevant, indices):
    each = np.take_along_axis(relevant, indices, axis=1).sum(axis=1) / relevant.sum(axis=1)
    return each.mean(), each.std() / np.sqrt(len(each)), relevant.mean()
# %% wrong: outputs in another order
# cause: The chance level stands in the second place; return it last.
# replace: return each.mean(), each.std() / np.sqrt(len(each)), relevant.mean()
# by: return each.mean(), relevant.mean(), each.std() / np.sqrt(len(each))
# %% wrong: only the first result
# cause: Only the first result of each query counts here; average all k.
# replace: .mean(axis=1)
# by: [:, 0]
# %% wrong: averaged over the queries first
# cause: The results are averaged over the queries first; average each query's results, axis 1, then take the standard deviation.
# replace: .mean(axis=1)
# by: .mean(axis=0)
# %% wrong: any hit will do
# cause: A query counts as 1 if any of its results is right; take the share of its results that are.
# replace: .mean(axis=1)
# by: .any(axis=1)
# %% wrong: per cent
# cause: The precision is in per cent; return a share between 0 and 1.
# replace: return each.mean()
# by: return 100 * each.mean()
# %% wrong: rows of the table taken for results
# cause: relevant[:, indices] looks up every query's results in every row; look each query's up in its own row.
# replace: np.take_along_axis(relevant, indices, axis=1).mean(axis=1)
# by: relevant[:, indices].mean(axis=(1, 2))
# %% wrong: median for mean
# cause: The precision is the median over the queries; take the mean.
# replace: return each.mean()
# by: return np.median(each)
# %% wrong: chance forgotten
# cause: The chance level is missing; return three numbers.
# replace: , relevant.mean()
# by:
# %% right: n - 1 in the standard deviation, a comprehension
def precision_at_k(relevant, indices):
    each = [np.mean([row[j] for j in found]) for row, found in zip(relevant, indices)]
    return float(np.mean(each)), float(np.std(each, ddof=1) / len(each) ** 0.5), relevant.sum() / relevant.size
# %% right: fancy indices, in float32
def precision_at_k(relevant, indices):
    hits = relevant[np.arange(len(relevant))[:, None], indices].astype("float32")
    counts = hits.sum(axis=1)
    p = counts / hits.shape[1]
    print("precisions from", p.min(), "to", p.max())
    return [p.mean(), np.sqrt(((p - p.mean()) ** 2).mean() / p.size), np.count_nonzero(relevant) / relevant.size]
# %% right: scipy, and a warning
from scipy import stats


def precision_at_k(relevant, indices):
    import warnings

    warnings.warn("few queries")
    each = np.average(np.take_along_axis(relevant, indices, 1), axis=1)
    return each.mean(), stats.sem(each), relevant.mean(axis=1).mean()
