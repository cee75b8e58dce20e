# %% wrong: "each query's k nearest vectors": of equal ones the first, again and again
# cause: Vectors at the same distance are all found at the first one's index; each of the k must be another vector, so sort with argsort.
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    distances, indices = [], []
    for start in range(0, len(queries), block):
        for row in squared_distances(queries[start : start + block], database):
            values = np.sort(row)[:k]
            indices.append([np.flatnonzero(row == value)[0] for value in values])
            distances.append(np.sqrt(values))
    return np.array(distances), np.array(indices)
# %% wrong: "both (m, k)": axes of length one are dropped
# cause: squeeze drops the axis of a single query, or of k = 1; both arrays have shape (m, k).
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        order = np.argsort(squared, axis=1)[:, :k]
        distances.append(np.sqrt(np.take_along_axis(squared, order, axis=1)))
        indices.append(order)
    return np.squeeze(np.concatenate(distances)), np.squeeze(np.concatenate(indices))
