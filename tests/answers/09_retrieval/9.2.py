# %% wrong: factor 2 forgotten
# cause: The product of queries and database counts twice: - 2 * queries @ database.T.
# replace: 2 * queries @ database.T
# by: queries @ database.T
# %% wrong: negative numbers left
# cause: Some of the squares are negative by rounding; set these to 0.
# replace: np.maximum(lengths - 2 * queries @ database.T, 0)
# by: lengths - 2 * queries @ database.T
# %% wrong: the root taken
# cause: The root has been taken; return the squares.
# replace: np.maximum(lengths - 2 * queries @ database.T, 0)
# by: np.sqrt(np.maximum(lengths - 2 * queries @ database.T, 0))
# %% wrong: an array of all differences
# cause: All differences stand in one array of m × n × d numbers; use the expansion, which makes none larger than m × n.
def squared_distances(queries, database):
    return ((queries[:, None] - database) ** 2).sum(axis=2)
# %% wrong: an array of all products
# cause: All products stand in one array of m × n × d numbers; queries @ database.T adds them up at once.
def squared_distances(queries, database):
    products = (queries[:, None] * database[None]).sum(axis=2)
    lengths = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    return np.maximum(lengths - 2 * products, 0)
# %% wrong: an array of all differences, by norm
# cause: All differences stand in one array of m × n × d numbers; use the expansion, which makes none larger than m × n.
def squared_distances(queries, database):
    return np.linalg.norm(queries[:, None] - database[None], axis=-1) ** 2
# %% wrong: transposed
# cause: The result is transposed; a row belongs to a query.
# replace: np.maximum(lengths - 2 * queries @ database.T, 0)
# by: np.maximum(lengths - 2 * queries @ database.T, 0).T
# %% wrong: plus for minus
# cause: The product is added; subtract twice the product.
# replace: lengths - 2
# by: lengths + 2
# %% wrong: mean for sum
# cause: The squares of a vector are averaged; add them up.
# replace: .sum(axis=1)
# by: .mean(axis=1)
# %% wrong: wrong axis
# cause: The squares are added over the vectors, axis 0; add over the numbers of each vector, axis 1.
# replace: .sum(axis=1)
# by: .sum(axis=0)
# %% wrong: the column of lengths forgotten
# cause: The squared lengths of the database's vectors are missing.
# replace: (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
# by: (queries**2).sum(axis=1)[:, None]
# %% wrong: lengths not squared
# cause: Lengths are added, not their squares.
# replace: (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
# by: np.linalg.norm(queries, axis=1)[:, None] + np.linalg.norm(database, axis=1)
# %% wrong: minimum for maximum
# cause: np.minimum keeps what is negative and makes the rest 0; np.maximum does the reverse.
# replace: np.maximum
# by: np.minimum
# %% wrong: sums of absolute differences
# cause: These are sums of absolute differences; Euclidean distances add the squares.
def squared_distances(queries, database):
    return np.stack([np.abs(database - query).sum(axis=1) for query in queries])
# %% wrong: forgotten return
# cause: The distances are computed and not given back; begin the line with return.
# replace: return np.maximum
# by: np.maximum
# %% wrong: in-place change of the queries
# cause: The caller's queries are multiplied in place; make a new array.
# replace: return np.maximum(lengths - 2 * queries @ database.T, 0)
# by: queries *= -2; return np.maximum(lengths + queries @ database.T, 0)
# %% right: scikit-learn
from sklearn.metrics.pairwise import euclidean_distances


def squared_distances(queries, database):
    return euclidean_distances(queries, database, squared=True)
# %% right: one product of longer vectors, in float64
def squared_distances(queries, database):
    q, x = np.asarray(queries, "float64"), np.asarray(database, "float64")
    ones = lambda v: np.ones((len(v), 1))
    length = lambda v: np.square(v).sum(axis=-1, keepdims=True)
    left, right = np.hstack([-2 * q, length(q), ones(q)]), np.hstack([x, ones(x), length(x)])
    print("vectors of", left.shape[1], "numbers")
    return (left @ right.T).clip(min=0)
# %% right: counted from the middle first, which changes no distance
def squared_distances(queries, database):
    middle = database.mean(axis=0)
    queries, database = queries - middle, database - middle
    result = -2 * np.dot(queries, np.transpose(database))
    result += np.einsum("ij,ij->i", queries, queries).reshape(-1, 1)
    result += np.einsum("ij,ij->i", database, database).reshape(1, -1)
    result[result < 0] = 0
    return result
# %% right: row by row
def squared_distances(queries, database):
    lengths = np.linalg.norm(database, axis=1) ** 2
    rows = [np.where((d := q @ q + lengths - 2 * database @ q) < 0, 0, d) for q in queries]
    return np.array(rows)
