# %% wrong: the results counted as independent
def precision_at_k(relevant, indices):
    hits = np.take_along_axis(relevant, indices, axis=1)
    return hits.mean(), hits.std() / np.sqrt(hits.size), relevant.mean()
# %% wrong: standard deviation for standard error
# replace: each.std() / np.sqrt(len(each))
# by: each.std()
# %% wrong: root forgotten
# replace: each.std() / np.sqrt(len(each))
# by: each.std() / len(each)
# %% wrong: variance for standard deviation
# replace: each.std() / np.sqrt(len(each))
# by: each.var() / np.sqrt(len(each))
# %% wrong: divided by the root of k
# replace: np.sqrt(len(each))
# by: np.sqrt(indices.shape[1])
# %% wrong: two standard errors
# replace: each.std() / np.sqrt(len(each))
# by: 2 * each.std() / np.sqrt(len(each))
# %% wrong: chance from the first k vectors
# replace: relevant.mean()
# by: relevant[:, : indices.shape[1]].mean()
# %% wrong: chance as one of n
# replace: relevant.mean()
# by: 1 / relevant.shape[1]
# %% wrong: chance as k of n
# replace: relevant.mean()
# by: indices.shape[1] / relevant.shape[1]
# %% wrong: chance as the share of queries with an answer
# replace: relevant.mean()
# by: relevant.any(axis=1).mean()
# %% wrong: recall for precision
def precision_at_k(relevant, indices):
    each = np.take_along_axis(relevant, indices, axis=1).sum(axis=1) / relevant.sum(axis=1)
    return each.mean(), each.std() / np.sqrt(len(each)), relevant.mean()
# %% wrong: outputs in another order
# replace: return each.mean(), each.std() / np.sqrt(len(each)), relevant.mean()
# by: return each.mean(), relevant.mean(), each.std() / np.sqrt(len(each))
# %% wrong: only the first result
# replace: .mean(axis=1)
# by: [:, 0]
# %% wrong: averaged over the queries first
# replace: .mean(axis=1)
# by: .mean(axis=0)
# %% wrong: any hit will do
# replace: .mean(axis=1)
# by: .any(axis=1)
# %% wrong: per cent
# replace: return each.mean()
# by: return 100 * each.mean()
# %% wrong: rows of the table taken for results
# replace: np.take_along_axis(relevant, indices, axis=1).mean(axis=1)
# by: relevant[:, indices].mean(axis=(1, 2))
# %% wrong: median for mean
# replace: return each.mean()
# by: return np.median(each)
# %% wrong: chance forgotten
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
