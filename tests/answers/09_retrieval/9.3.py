# %% wrong: squares returned
# cause: The squares are returned; take the root.
# replace: np.sqrt(np.take_along_axis(of_few, order, axis=1))
# by: np.take_along_axis(of_few, order, axis=1)
# %% wrong: not sorted
# cause: argpartition finds the k smallest without sorting them; sort these k.
# replace: order = np.argsort(of_few, axis=1)
# by: order = np.arange(k)[None].repeat(len(few), axis=0)
# %% wrong: the farthest
# cause: These are the farthest vectors; take the smallest distances.
# replace: np.argpartition(squared, k - 1, axis=1)
# by: np.argpartition(-squared, k - 1, axis=1)
# %% wrong: farthest of the nearest first
# cause: The farthest of the k comes first; begin with the nearest.
# replace: order = np.argsort(of_few, axis=1)
# by: order = np.argsort(-of_few, axis=1)
# %% wrong: only the last block
# cause: Only the last block's results are returned; join those of all blocks.
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return distances[-1], indices[-1]
# %% wrong: the shorter last block lost
# cause: Only full blocks are searched; the last block may be shorter.
# replace: range(0, len(queries), block)
# by: range(0, len(queries) - block + 1, block)
# %% wrong: the blocks' ends are not moved
# cause: The blocks end at `block` every time; they end at start + block.
# replace: queries[start : start + block]
# by: queries[start:block]
# %% wrong: blocks overlap by one
# cause: Each block has one query too many, which occurs again in the next; end at start + block.
# replace: queries[start : start + block]
# by: queries[start : start + block + 1]
# %% wrong: indices within the k, not within the database
# cause: The indices count within the k found; look them up in the indices of these k.
# replace: indices.append(np.take_along_axis(few, order, axis=1))
# by: indices.append(order)
# %% wrong: distances sorted, indices not
# cause: The distances are sorted, and the indices are not; put both into one order.
# replace: indices.append(np.take_along_axis(few, order, axis=1))
# by: indices.append(few)
# %% wrong: indices and distances swapped
# cause: Indices and distances have changed places; return the distances first.
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return np.concatenate(indices), np.concatenate(distances)
# %% wrong: distances only
# cause: The indices are missing; return (distances, indices).
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return np.concatenate(distances)
# %% wrong: lists of blocks
# cause: These are lists of blocks; join them with np.concatenate.
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return distances, indices
# %% wrong: skips the first, taken for the query itself
# cause: The first of each row is taken for the query and skipped, and block is ignored; return the k smallest, block by block.
def nearest(queries, database, k, block=100):
    squared = squared_distances(queries, database)
    indices = np.argsort(squared, axis=1)[:, 1 : k + 1]
    return np.sqrt(np.take_along_axis(squared, indices, axis=1)), indices
# %% wrong: fails for k = n
# cause: argpartition at place k fails when k = n, which is allowed; partition at k - 1.
# replace: np.argpartition(squared, k - 1, axis=1)
# by: np.argpartition(squared, k, axis=1)
# %% wrong: one neighbour too many
# cause: There are k + 1 neighbours; return k.
# replace: k - 1, axis=1)[:, :k]
# by: k, axis=1)[:, : k + 1]
# %% wrong: sorts the queries, not the vectors
def nearest(queries, database, k, block=100):
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        places = np.argsort(squared, axis=0)[:, :k]
        indices.append(places)
        distances.append(np.sqrt(np.take_along_axis(squared, places, axis=0)))
    return np.concatenate(distances), np.concatenate(indices)
# %% wrong: indices kept as floats
# cause: The indices are floats; keep whole numbers.
def nearest(queries, database, k, block=100):
    distances, indices = np.zeros((len(queries), k)), np.zeros((len(queries), k))
    for i in range(0, len(queries), block):
        squared = squared_distances(queries[i : i + block], database)
        indices[i : i + block] = np.argsort(squared, axis=1)[:, :k]
        distances[i : i + block] = np.sqrt(np.sort(squared, axis=1)[:, :k])
    return distances, indices
# %% wrong: axes of length 1 lost
# cause: squeeze drops axes of length 1; both results have shape (m, k).
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return np.squeeze(np.concatenate(distances)), np.squeeze(np.concatenate(indices))
# %% wrong: the cosine of the angle decides
# cause: The vectors are scaled to length 1 first; take the distances between them as they are.
# replace: queries[start : start + block], database)
# by: *(v / np.linalg.norm(v, axis=1, keepdims=True) for v in (queries[start : start + block], database)))
# %% right: whole rows sorted
def nearest(queries, database, k, block=100):
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        places = np.argsort(squared, axis=1)[:, :k]
        indices.append(places)
        distances.append(np.sqrt(np.take_along_axis(squared, places, axis=1)))
    return np.vstack(distances), np.vstack(indices)
# %% right: filled arrays, a while loop, words on stderr
def nearest(queries, database, k, block=100):
    import sys

    m = len(queries)
    distances, indices = np.empty((m, k)), np.empty((m, k), dtype="int32")
    done = 0
    while done < m:
        rows = slice(done, min(done + block, m))
        all_of_them = np.sqrt(squared_distances(queries[rows], database))
        indices[rows] = all_of_them.argsort(axis=1, kind="stable")[:, :k]
        distances[rows] = np.sort(all_of_them, axis=1)[:, :k]
        done += block
        print(done, "of", m, file=sys.stderr)
    return distances, indices
# %% right: even blocks, a helper of its own
def nearest_of_block(rows, database, k):
    table = squared_distances(rows, database)
    best = [sorted(range(len(line)), key=line.__getitem__)[:k] for line in table]
    return np.sqrt([[line[j] for j in js] for line, js in zip(table, best)]), np.array(best)


def nearest(queries, database, k, block=100):
    parts = np.array_split(queries, -(-len(queries) // block))
    distances, indices = zip(*[nearest_of_block(part, database, k) for part in parts])
    return np.concatenate(distances), np.concatenate(indices)
