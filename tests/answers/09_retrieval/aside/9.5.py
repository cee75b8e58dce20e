# %% wrong: "standard deviation of the p_i": column by column
# cause: The standard deviation is taken for each place 1 to k and averaged; average each query first, then take one standard deviation.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    return each.mean(), right.std(axis=0).mean() / np.sqrt(len(right)), relevant.mean()
# %% wrong: "relevant: bool (m, n)": the caller's array is emptied
# cause: What was found is struck out of the caller's array relevant, so that a second search is judged by less; leave it as it is.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    chance = relevant.mean()
    np.put_along_axis(relevant, indices, False, axis=1)
    return each.mean(), each.std() / np.sqrt(len(each)), chance
# %% wrong: "counting them as k m independent trials": counted so
# cause: The k results of a query are not independent; average each query, then divide by the root of m.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    return each.mean(), right.std() / np.sqrt(right.size), relevant.mean()
# %% wrong: "its standard error": two of them
# cause: Two standard errors are returned; return one, as the table doubles it.
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    right = np.take_along_axis(relevant, indices, axis=1)
    each = right.mean(axis=1)
    return each.mean(), 2 * each.std() / np.sqrt(len(each)), relevant.mean()
# %% right: query by query
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    precisions, chances = [], []
    for row, found in zip(relevant, indices):
        precisions.append(sum(bool(row[j]) for j in found) / len(found))
        chances.append(np.count_nonzero(row) / len(row))
    error = np.std(precisions) / np.sqrt(len(precisions))
    return np.mean(precisions), error, np.mean(chances)
