# %% wrong: only the first table is looked into
# cause: Only the first table is looked into; look into all of them.
# replace: for table, normals in zip(tables, planes):
# by: for table, normals in list(zip(tables, planes))[:1]:
# %% wrong: all tables built with the first planes
# cause: All tables are built with the planes of the first; each has planes of its own.
# replace: hash_bits(vectors, normals)
# by: hash_bits(vectors, planes[0])
# %% wrong: all tables have the first planes
# cause: All tables are hashed with the planes of the first; each has planes of its own.
# replace: normals))
# by: planes[0]))
# %% wrong: a candidate several times
# cause: A vector that shares several buckets occurs several times; np.unique leaves each once.
# replace: np.unique(np.concatenate(found))
# by: np.concatenate(found)
# %% wrong: candidates in falling order
# cause: The indices fall; return them in rising order.
# replace: np.unique(np.concatenate(found))
# by: np.unique(np.concatenate(found))[::-1]
# %% wrong: candidates in the order in which they were found
# cause: The indices stand in the order in which they were found; sort them.
# replace: np.unique(np.concatenate(found))
# by: np.array(list(dict.fromkeys(np.concatenate(found).tolist())), int)
# %% wrong: an empty bucket stops the search
# cause: A bucket that holds no vector is missing in the dictionary; look it up with get, and take no candidates from it.
# replace: if number in table:
# by: if True:
# %% wrong: only those in all tables
# cause: Only vectors that share the bucket in every table are returned; one table is enough.
def build_tables(vectors, planes):
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({number: np.flatnonzero(numbers == number) for number in set(numbers.tolist())})
    return tables


def candidates(query, tables, planes):
    found = None
    for table, normals in zip(tables, planes):
        here = table.get(int(bucket_numbers(hash_bits(query[None], normals))[0]), np.empty(0, int))
        found = here if found is None else np.intersect1d(found, here)
    return found
# %% wrong: buckets' numbers in place of indices
# cause: The number of the bucket is returned; return the indices in it.
# replace: found.append(table[number])
# by: found.append([number])
# %% wrong: one vector a bucket, the last
# cause: A bucket keeps only the last vector that falls into it; keep the indices of all.
def build_tables(vectors, planes):
    tables = []
    for normals in planes:
        table = {}
        for i, number in enumerate(bucket_numbers(hash_bits(vectors, normals)).tolist()):
            table[number] = np.array([i])
        tables.append(table)
    return tables


def candidates(query, tables, planes):
    found = [np.empty(0, int)]
    for table, normals in zip(tables, planes):
        found.append(table.get(int(bucket_numbers(hash_bits(query[None], normals))[0]), found[0]))
    return np.unique(np.concatenate(found))
# %% wrong: buckets shifted by one
# cause: np.split at starts begins with an empty piece, so that each bucket gets its neighbour's vectors; split at starts[1:].
# replace: np.split(order, starts[1:])
# by: np.split(order, starts)
# %% wrong: places in the sorted order
# cause: The buckets hold places in the sorted order; they hold indices of the vectors.
# replace: np.split(order, starts[1:])
# by: np.split(np.arange(len(order)), starts[1:])
# %% wrong: all tables are one dictionary
# cause: [{}] * n is n times the same dictionary; make one for each table.
def build_tables(vectors, planes):
    tables = [{}] * len(planes)
    for table, normals in zip(tables, planes):
        numbers = bucket_numbers(hash_bits(vectors, normals))
        for number in set(numbers.tolist()):
            table[number] = np.flatnonzero(numbers == number)
    return tables


def candidates(query, tables, planes):
    found = [np.empty(0, int)]
    for table, normals in zip(tables, planes):
        found.append(table.get(int(bucket_numbers(hash_bits(query[None], normals))[0]), found[0]))
    return np.unique(np.concatenate(found))
# %% wrong: all vectors are candidates
# cause: All vectors are returned; return those in the query's buckets.
# replace: return np.unique(np.concatenate(found))
# by: return np.unique(np.concatenate(list(tables[0].values())))
# %% wrong: the query hashed without its axis
# cause: hash_bits takes an array of vectors; give it query[None].
# replace: query[None]
# by: query
# %% wrong: one table of all planes
# cause: There is one table with all planes; make one for each set of planes.
# replace: for normals in planes:
# by: for normals in [planes.reshape(-1, planes.shape[-1])]:
# %% wrong: the last table only is returned
# cause: Only the last table is returned; return all.
# replace: return tables
# by: return tables[-1:]
# %% wrong: the vectors themselves kept
# cause: The buckets hold the vectors; they hold their indices.
# replace: np.split(order, starts[1:])
# by: np.split(vectors[order], starts[1:])
# %% wrong: number of equal bits for the bucket's number
# cause: The number of True bits stands for the bucket's number; use bucket_numbers.
# replace: bucket_numbers(hash_bits(
# by: np.sum(axis=-1, a=hash_bits(
# %% wrong: forgotten return
# cause: The candidates are not given back; begin the line with return.
# replace: return np.unique
# by: np.unique
# %% right: one bucket after the other
def build_tables(vectors, planes):
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({number: np.flatnonzero(numbers == number) for number in set(numbers.tolist())})
    return tables


def candidates(query, tables, planes):
    empty = np.empty(0, int)
    keys = [int(bucket_numbers(hash_bits(query[None], normals))[0]) for normals in planes]
    return np.unique(np.concatenate([table.get(key, empty) for table, key in zip(tables, keys)]))
# %% right: lists of indices, a set, words on stderr
def build_tables(vectors, planes):
    import sys

    tables = [{} for _ in planes]
    for t, normals in enumerate(planes):
        for i, key in enumerate(bucket_numbers(hash_bits(vectors, normals)).tolist()):
            tables[t].setdefault(key, []).append(i)
    print(len(tables), "tables", file=sys.stderr)
    return tables


def candidates(query, tables, planes):
    found = set()
    for table, normals in zip(tables, planes):
        found |= set(table.get(bucket_numbers(hash_bits(query.reshape(1, -1), normals)).item(), ()))
    return np.array(sorted(found), dtype=int)
# %% right: keys as NumPy numbers, a mask
def build_tables(vectors, planes):
    def table(normals):
        numbers = bucket_numbers(hash_bits(vectors, normals))
        return {number: np.where(numbers == number)[0].astype("int32") for number in np.unique(numbers)}

    return list(map(table, planes))


def candidates(query, tables, planes):
    largest = max((members.max() for table in tables for members in table.values()), default=-1)
    chosen = np.zeros(largest + 1, bool)
    for table, normals in zip(tables, planes):
        number = bucket_numbers(hash_bits(query[None], normals))[0]
        if number in table:
            chosen[table[number]] = True
    return np.flatnonzero(chosen)
# %% right: dictionaries that make missing buckets
from collections import defaultdict


def build_tables(vectors, planes):
    tables = []
    for normals in planes:
        table = defaultdict(list)
        for i, number in enumerate(bucket_numbers(hash_bits(vectors, normals))):
            table[int(number)].append(i)
        tables.append(table)
    return tables


def candidates(query, tables, planes):
    joined = sum((t[int(bucket_numbers(hash_bits(query[None], p))[0])] for t, p in zip(tables, planes)), [])
    return np.unique(np.array(joined, dtype=int))
