# %% wrong: "no more than block × n distances": all queries at once
# cause: block is ignored and all m x n distances exist at once; take the queries in blocks.
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    squared = squared_distances(queries, database)
    indices = np.argsort(squared, axis=1)[:, :k]
    return np.sqrt(np.take_along_axis(squared, indices, axis=1)), indices
# %% wrong: "in blocks of block": always a hundred
# cause: The blocks have 100 queries whatever block says; use the argument.
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    distances, indices = [], []
    for start in range(0, len(queries), 100):
        squared = squared_distances(queries[start : start + 100], database)
        order = np.argsort(squared, axis=1)[:, :k]
        distances.append(np.sqrt(np.take_along_axis(squared, order, axis=1)))
        indices.append(order)
    return np.concatenate(distances), np.concatenate(indices)
# %% wrong: "distances exist at a time": blocks of a whole array
# cause: The m x n distances are computed before the loop, which only sorts in blocks; compute them block by block.
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    everything = squared_distances(queries, database)
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = everything[start : start + block]
        order = np.argsort(squared, axis=1)[:, :k]
        distances.append(np.sqrt(np.take_along_axis(squared, order, axis=1)))
        indices.append(order)
    return np.concatenate(distances), np.concatenate(indices)
# %% wrong: "n >= k": not for k = n
# cause: argpartition at place k fails when k = n, which is allowed; partition at k - 1.
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        few = np.argpartition(squared, k, axis=1)[:, :k]
        values = np.take_along_axis(squared, few, axis=1)
        order = np.argsort(values, axis=1)
        distances.append(np.sqrt(np.take_along_axis(values, order, axis=1)))
        indices.append(np.take_along_axis(few, order, axis=1))
    return np.concatenate(distances), np.concatenate(indices)
# %% wrong: "Take the queries in blocks": the database instead
# cause: The database is cut into blocks, and all queries are taken at once; cut the queries, so that block x n distances exist at a time.
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    distances, indices = None, None
    for start in range(0, len(database), block):
        squared = squared_distances(queries, database[start : start + block])
        places = np.broadcast_to(np.arange(start, start + squared.shape[1]), squared.shape)
        if distances is not None:
            squared = np.concatenate([distances, squared], axis=1)
            places = np.concatenate([indices, places], axis=1)
        order = np.argsort(squared, axis=1)[:, :k]
        distances = np.take_along_axis(squared, order, axis=1)
        indices = np.take_along_axis(places, order, axis=1)
    return np.sqrt(distances), indices
# %% wrong: "k nearest vectors": itself is left out
# cause: Vectors at distance 0 are passed over; a query that is in the database is its own nearest vector.
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        squared[squared < 1e-9] = np.inf
        order = np.argsort(squared, axis=1)[:, :k]
        distances.append(np.sqrt(np.take_along_axis(squared, order, axis=1)))
        indices.append(order)
    return np.concatenate(distances), np.concatenate(indices)
# %% wrong: "Return distances, not their squares": squares
# cause: The squares are returned; take the root.
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        order = np.argsort(squared, axis=1)[:, :k]
        distances.append(np.take_along_axis(squared, order, axis=1))
        indices.append(order)
    return np.concatenate(distances), np.concatenate(indices)
# %% wrong: "the smallest first": found but not sorted
# cause: argpartition finds the k smallest without sorting them; sort these k.
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        few = np.argpartition(squared, k - 1, axis=1)[:, :k]
        distances.append(np.sqrt(np.take_along_axis(squared, few, axis=1)))
        indices.append(few)
    return np.concatenate(distances), np.concatenate(indices)
# %% wrong: "both (m, k)": the last block is lost
# cause: Only full blocks are searched; the last block may be shorter.
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    distances, indices = [], []
    for start in range(0, len(queries) // block * block, block):
        squared = squared_distances(queries[start : start + block], database)
        order = np.argsort(squared, axis=1)[:, :k]
        distances.append(np.sqrt(np.take_along_axis(squared, order, axis=1)))
        indices.append(order)
    return np.concatenate(distances), np.concatenate(indices)
# %% wrong: "nearest": the second to the last but one
# cause: The first of each row is skipped; return the k smallest, beginning with the smallest.
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        order = np.argsort(squared, axis=1)[:, 1 : k + 1]
        distances.append(np.sqrt(np.take_along_axis(squared, order, axis=1)))
        indices.append(order)
    return np.concatenate(distances), np.concatenate(indices)
# %% right: partition, then sort the few
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    def search(some):
        squared = squared_distances(some, database)
        few = np.argpartition(squared, k - 1, axis=1)[:, :k]
        values = np.take_along_axis(squared, few, axis=1)
        order = values.argsort(axis=1)
        return np.take_along_axis(values, order, 1) ** 0.5, np.take_along_axis(few, order, 1)

    found = [search(queries[i : i + block]) for i in range(0, len(queries), block)]
    distances, indices = zip(*found)
    return np.vstack(distances), np.vstack(indices)
# %% right: fills arrays made beforehand
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    m = len(queries)
    distances, indices = np.empty((m, k)), np.empty((m, k), dtype=int)
    start = 0
    while start < m:
        rows = slice(start, min(start + block, m))
        roots = np.sqrt(squared_distances(queries[rows], database))
        indices[rows] = roots.argsort(axis=1, kind="stable")[:, :k]
        distances[rows] = np.sort(roots, axis=1)[:, :k]
        start = rows.stop
    return distances, indices
# %% right: a heap for each row, blocks all the same
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    import heapq

    distances, indices = [], []
    for start in range(0, len(queries), block):
        for row in squared_distances(queries[start : start + block], database):
            places = heapq.nsmallest(k, range(len(row)), key=row.__getitem__)
            indices.append(places)
            distances.append(np.sqrt(row[places]))
    return np.array(distances), np.array(indices)
# %% right: the later of two equal vectors first
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    pieces = [queries[i : i + block] for i in range(0, len(queries), block)]
    distances, indices = [], []
    for piece in pieces:
        backwards = squared_distances(piece, database)[:, ::-1]
        order = np.argsort(backwards, axis=1, kind="stable")[:, :k]
        distances.append(np.sqrt(np.take_along_axis(backwards, order, axis=1)))
        indices.append(len(database) - 1 - order)
    return np.concatenate(distances, axis=0), np.concatenate(indices, axis=0)
# %% wrong: all distances at once, block unused
# cause: block is ignored and all m x n distances exist at once; take the queries in blocks.
def nearest(queries, database, k, block=100):
    squared = squared_distances(queries, database)
    indices = np.argsort(squared, axis=1)[:, :k]
    return np.sqrt(np.take_along_axis(squared, indices, axis=1)), indices
# %% wrong: blocks of 100 whatever is asked
# cause: The blocks have 100 queries whatever block says; use the argument.
# replace: for start in range(0, len(queries), block):
# by: for start in range(0, len(queries), 100):
# replace: start + block
# by: start + 100
# %% wrong: squares returned
# cause: The squares are returned; take the root.
# replace: distances.append(np.sqrt(np.take_along_axis(of_few, order, axis=1)))
# by: distances.append(np.take_along_axis(of_few, order, axis=1))
# %% wrong: k smallest in no order
# cause: argpartition finds the k smallest without sorting them; sort these k.
def nearest(queries, database, k, block=100):
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        few = np.argpartition(squared, k - 1, axis=1)[:, :k]
        distances.append(np.sqrt(np.take_along_axis(squared, few, axis=1)))
        indices.append(few)
    return np.concatenate(distances), np.concatenate(indices)
# %% wrong: partition at k, fails for k = n
# cause: argpartition at place k fails when k = n, which is allowed; partition at k - 1.
# replace: np.argpartition(squared, k - 1, axis=1)
# by: np.argpartition(squared, k, axis=1)
# %% wrong: last short block left out
# cause: Only full blocks are searched; the last block may be shorter.
# replace: range(0, len(queries), block)
# by: range(0, len(queries) - block + 1, block)
# %% wrong: first hit taken for the query itself and skipped
# cause: The first of each row is skipped; return the k smallest, beginning with the smallest.
def nearest(queries, database, k, block=100):
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        order = np.argsort(squared, axis=1)[:, 1 : k + 1]
        distances.append(np.sqrt(np.take_along_axis(squared, order, axis=1)))
        indices.append(order)
    return np.concatenate(distances), np.concatenate(indices)
# %% wrong: indices looked up by value, ties give the same one twice
# cause: Indices are looked up by value, so that two vectors at one distance give the same index twice; sort the places with argsort.
def nearest(queries, database, k, block=100):
    distances, indices = [], []
    for start in range(0, len(queries), block):
        for row in squared_distances(queries[start : start + block], database):
            smallest = np.sort(row)[:k]
            indices.append([int(np.flatnonzero(row == value)[0]) for value in smallest])
            distances.append(np.sqrt(smallest))
    return np.array(distances), np.array(indices)
# %% wrong: distances sorted, indices not
# cause: The distances are sorted, and the indices are not; put both into one order.
# replace: indices.append(np.take_along_axis(few, order, axis=1))
# by: indices.append(few)
# %% wrong: indices within the few instead of in the database
# cause: The indices count within the k found; look them up in the indices of these k.
# replace: indices.append(np.take_along_axis(few, order, axis=1))
# by: indices.append(order)
# %% wrong: the order of the results exchanged
# cause: Indices and distances have changed places; return the distances first.
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return np.concatenate(indices), np.concatenate(distances)
# %% wrong: squeezed, so that one query gives vectors
# cause: squeeze drops axes of length 1; both results have shape (m, k).
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return np.concatenate(distances).squeeze(), np.concatenate(indices).squeeze()
# %% wrong: a vector at distance 0 is taken for the query and left out
# cause: Vectors at distance 0 are passed over; a query that is in the database is its own nearest vector.
def nearest(queries, database, k, block=100):
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        squared[squared == 0] = np.inf
        order = np.argsort(squared, axis=1)[:, :k]
        distances.append(np.sqrt(np.take_along_axis(squared, order, axis=1)))
        indices.append(order)
    return np.concatenate(distances), np.concatenate(indices)
# %% wrong: the farthest
# cause: The farthest of the k comes first; begin with the nearest.
# replace: order = np.argsort(of_few, axis=1)
# by: order = np.argsort(-of_few, axis=1)
# %% right: preallocated, whole rows sorted
def nearest(queries, database, k, block=100):
    m = len(queries)
    distances, indices = np.empty((m, k)), np.empty((m, k), dtype=int)
    start = 0
    while start < m:
        rows = slice(start, start + block)
        squared = squared_distances(queries[rows], database)
        indices[rows] = np.argsort(squared, axis=1, kind="stable")[:, :k]
        distances[rows] = np.sqrt(np.take_along_axis(squared, indices[rows], axis=1))
        start += block
    return distances, indices
# %% right: a helper for one block, array_split
def nearest(queries, database, k, block=100):
    def search(part):
        away = np.sqrt(squared_distances(part, database))
        places = np.argsort(away, axis=-1)[..., :k]
        return away[np.arange(len(part))[:, None], places], places

    found = [search(part) for part in np.split(queries, range(block, len(queries), block))]
    distances, indices = zip(*found)
    return np.vstack(distances), np.vstack(indices)
# %% right: heap for each query of a block
import heapq


def nearest(queries, database, k, block=100):
    all_distances, all_indices = [], []
    for first in range(0, len(queries), block):
        table = squared_distances(queries[first : first + block], database)
        for row in table:
            best = heapq.nsmallest(k, range(len(row)), key=row.__getitem__)
            all_indices.append(best)
            all_distances.append([row[i] ** 0.5 for i in best])
    return np.array(all_distances), np.array(all_indices)
# %% right: differences, one query at a time inside the block
def nearest(queries, database, k, block=100):
    distances, indices = np.zeros((len(queries), k)), np.zeros((len(queries), k), int)
    for start in range(0, len(queries), block):
        for i in range(start, min(start + block, len(queries))):
            away = np.linalg.norm(database - queries[i], axis=1)
            indices[i] = np.argsort(away)[:k]
            distances[i] = away[indices[i]]
    return distances, indices
