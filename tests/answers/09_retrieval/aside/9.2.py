# %% wrong: "set what rounding made negative to 0": the sign is dropped instead
# cause: abs turns a negative rounding error into a positive distance; replace what is negative by 0.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    squared = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    squared = squared - 2 * queries @ database.T
    return np.abs(squared)
# %% wrong: "Use the expansion": all differences at once
# cause: An array of m x n x d numbers is made, which needs 37 GB for the pixels; use the expansion of the square.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    return ((queries[:, None] - database) ** 2).sum(axis=2)
# %% wrong: "set what rounding made negative to 0": everything is lifted
# cause: One negative number lifts all distances; set only the negative ones to 0.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    squared = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    squared = squared - 2 * queries @ database.T
    return squared - min(squared.min(), 0)
# %% wrong: "queries: array; database: array": both are centred in place
# cause: -= changes the caller's arrays; subtract into new arrays.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    middle = database.mean(axis=0)
    queries -= middle
    if database is not queries:
        database -= middle
    squared = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    squared = squared - 2 * queries @ database.T
    return np.maximum(squared, 0)
# %% wrong: "- 2 q x": the 2 is missing
# cause: The product of the expansion counts twice; subtract 2 * queries @ database.T.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    squared = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    return np.maximum(squared - queries @ database.T, 0)
# %% wrong: "(m, n)": a row for each vector
# cause: The result is (n, m); queries stand in the rows and the database in the columns.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    squared = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    squared = squared - 2 * queries @ database.T
    return np.maximum(squared, 0).T
# %% wrong: "Euclidean": absolute differences
# cause: Absolute differences are added up; add up their squares.
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    return np.stack([np.abs(query - database).sum(axis=1) for query in queries])
# %% right: einsum, float64 inside
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    q, x = np.asarray(queries, dtype="float64"), np.asarray(database, dtype="float64")
    ours, theirs = np.einsum("md,md->m", q, q), np.einsum("nd,nd->n", x, x)
    return np.clip(np.add.outer(ours, theirs) - 2 * np.inner(q, x), 0, None)
# %% right: Keras operations, back to an array
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    ops = keras.ops
    q, x = ops.convert_to_tensor(queries), ops.convert_to_tensor(database)
    columns, rows = ops.sum(q * q, axis=1, keepdims=True), ops.sum(x * x, axis=1)
    squared = columns + rows - 2 * ops.matmul(q, ops.transpose(x))
    return ops.convert_to_numpy(ops.maximum(squared, 0))
# %% right: a row for each query
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    lengths = np.linalg.norm(database, axis=1) ** 2
    result = np.empty((len(queries), len(database)))
    for row, query in zip(result, queries):
        np.maximum(query @ query + lengths - 2 * database @ query, 0, out=row)
    return result
