# %% wrong: "(m, n)": one query loses its axis
# cause: squeeze drops the axis of a single query or vector; the result has shape (m, n), also (1, n).
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    squared = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    squared = squared - 2 * queries @ database.T
    return np.squeeze(np.maximum(squared, 0))
# %% wrong: "what rounding made negative": small ones as well
# cause: All squares below 0.001 become 0, also right ones; set only negative numbers to 0.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    squared = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    squared = squared - 2 * queries @ database.T
    return np.where(squared < 1e-3, 0, squared)
# %% wrong: "squared Euclidean distances": rounded to six decimals
# cause: The squares are rounded to six decimals, so that small ones vanish; return them as computed.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    squared = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    squared = squared - 2 * queries @ database.T
    return np.maximum(np.round(squared, 6), 0)
# %% wrong: "(m, n)": with as many queries as vectors, the diagonal is emptied
# cause: Where m = n the diagonal is set to 0, though query i need not be vector i; leave right numbers alone.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    squared = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    squared = squared - 2 * queries @ database.T
    if len(queries) == len(database):
        np.fill_diagonal(squared, 0)
    return np.maximum(squared, 0)
# %% wrong: "squared Euclidean distances": the root
# cause: The root has been taken; return the squares.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    squared = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    squared = squared - 2 * queries @ database.T
    return np.sqrt(np.maximum(squared, 0))
# %% wrong: "none negative": as rounding leaves them
# cause: Some of the squares are negative by rounding; set these to 0.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    squared = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    squared = squared - 2 * queries @ database.T
    return squared
# %% right: centres copies first, which loses fewer digits
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    middle = database.mean(axis=0)
    q, x = queries - middle, database - middle
    squared = (q**2).sum(axis=1, keepdims=True) + (x**2).sum(axis=1) - 2 * (q @ x.T)
    squared[squared < 0] = 0
    return squared
