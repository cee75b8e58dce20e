# %% wrong: squares returned
# replace: np.sqrt(np.take_along_axis(of_few, order, axis=1))
# by: np.take_along_axis(of_few, order, axis=1)
# %% wrong: not sorted
# replace: order = np.argsort(of_few, axis=1)
# by: order = np.arange(k)[None].repeat(len(few), axis=0)
# %% wrong: the farthest
# replace: np.argpartition(squared, k - 1, axis=1)
# by: np.argpartition(-squared, k - 1, axis=1)
# %% wrong: farthest of the nearest first
# replace: order = np.argsort(of_few, axis=1)
# by: order = np.argsort(-of_few, axis=1)
# %% wrong: only the last block
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return distances[-1], indices[-1]
# %% wrong: the shorter last block lost
# replace: range(0, len(queries), block)
# by: range(0, len(queries) - block + 1, block)
# %% wrong: the blocks' ends are not moved
# replace: queries[start : start + block]
# by: queries[start:block]
# %% wrong: blocks overlap by one
# replace: queries[start : start + block]
# by: queries[start : start + block + 1]
# %% wrong: indices within the k, not within the database
# replace: indices.append(np.take_along_axis(few, order, axis=1))
# by: indices.append(order)
# %% wrong: distances sorted, indices not
# replace: indices.append(np.take_along_axis(few, order, axis=1))
# by: indices.append(few)
# %% wrong: indices and distances swapped
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return np.concatenate(indices), np.concatenate(distances)
# %% wrong: distances only
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return np.concatenate(distances)
# %% wrong: lists of blocks
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return distances, indices
# %% wrong: skips the first, taken for the query itself
def nearest(queries, database, k, block=100):
    squared = squared_distances(queries, database)
    indices = np.argsort(squared, axis=1)[:, 1 : k + 1]
    return np.sqrt(np.take_along_axis(squared, indices, axis=1)), indices
# %% wrong: fails for k = n
# replace: np.argpartition(squared, k - 1, axis=1)
# by: np.argpartition(squared, k, axis=1)
# %% wrong: one neighbour too many
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
def nearest(queries, database, k, block=100):
    distances, indices = np.zeros((len(queries), k)), np.zeros((len(queries), k))
    for i in range(0, len(queries), block):
        squared = squared_distances(queries[i : i + block], database)
        indices[i : i + block] = np.argsort(squared, axis=1)[:, :k]
        distances[i : i + block] = np.sqrt(np.sort(squared, axis=1)[:, :k])
    return distances, indices
# %% wrong: axes of length 1 lost
# replace: return np.concatenate(distances), np.concatenate(indices)
# by: return np.squeeze(np.concatenate(distances)), np.squeeze(np.concatenate(indices))
# %% wrong: the cosine of the angle decides
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
