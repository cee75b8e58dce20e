# %% wrong: "in at least one table": nothing when one bucket is missing
# cause: If the query's bucket is missing in one table, no candidates are returned at all; go on with the other tables.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({n: np.flatnonzero(numbers == n) for n in set(numbers.tolist())})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    parts = []
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        if number not in table:
            return np.empty(0, int)
        parts.append(table[number])
    return np.unique(np.concatenate(parts))
# %% wrong: "Return the indices": a missing bucket makes them floats
# cause: np.empty(0) is an array of floats, and joined with it the indices become floats; write np.empty(0, int).
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({n: np.flatnonzero(numbers == n) for n in set(numbers.tolist())})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    parts = []
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        parts.append(table.get(number, np.empty(0)))
    return np.unique(np.concatenate(parts))
# %% wrong: "Return a dictionary for each table": one for all
# cause: There is one dictionary for all tables together; return a list with a dictionary for each.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    table = {}
    for t, normals in enumerate(planes):
        numbers = bucket_numbers(hash_bits(vectors, normals))
        for n in set(numbers.tolist()):
            table[t, n] = np.flatnonzero(numbers == n)
    return table
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    parts = [np.empty(0, int)]
    for t, normals in enumerate(planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        parts.append(tables.get((t, number), parts[0]))
    return np.unique(np.concatenate(parts))
# %% wrong: "{bucket's number: indices}": keys of bits
# cause: The keys are rows of bits written as text; the keys are the buckets' numbers, by bucket_numbers.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        table = {}
        for i, row in enumerate(hash_bits(vectors, normals)):
            table.setdefault("".join("01"[int(bit)] for bit in row), []).append(i)
        tables.append(table)
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    found = set()
    for table, normals in zip(tables, planes):
        row = hash_bits(query[None], normals)[0]
        found.update(table.get("".join("01"[int(bit)] for bit in row), []))
    return np.array(sorted(found), dtype=int)
# %% wrong: "share its bucket": numbers of eight bits
# cause: The buckets' numbers are kept in 8 bits, so that buckets of more than 8 bits fall together; keep them as bucket_numbers returns them.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals)).astype("uint8")
        tables.append({n: np.flatnonzero(numbers == n) for n in set(numbers.tolist())})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    parts = [np.empty(0, int)]
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals)).astype("uint8")[0])
        parts.append(table.get(number, parts[0]))
    return np.unique(np.concatenate(parts))
# %% wrong: "in at least one table": in the first four
# cause: No more than four tables are looked into; look into all of them.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({n: np.flatnonzero(numbers == n) for n in set(numbers.tolist())})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    parts = [np.empty(0, int)]
    for t in range(min(len(tables), 4)):
        number = int(bucket_numbers(hash_bits(query[None], planes[t]))[0])
        parts.append(tables[t].get(number, parts[0]))
    return np.unique(np.concatenate(parts))
# %% wrong: "the indices of all vectors": of no more than two hundred and fifty
# cause: The list of candidates is cut off; return all that share a bucket.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({n: np.flatnonzero(numbers == n) for n in set(numbers.tolist())})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    parts = [np.empty(0, int)]
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        parts.append(table.get(number, parts[0]))
    return np.unique(np.concatenate(parts))[:250]
# %% wrong: "{bucket's number: indices of the vectors in it}": buckets of one are dropped
# cause: Buckets with a single vector are left out; keep every bucket that has a vector.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        table = {n: np.flatnonzero(numbers == n) for n in set(numbers.tolist())}
        tables.append({n: members for n, members in table.items() if len(members) > 1})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    parts = [np.empty(0, int)]
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        parts.append(table.get(number, parts[0]))
    return np.unique(np.concatenate(parts))
# %% wrong: "each table has planes of its own": the first planes for all
# cause: All tables are hashed with the planes of the first; each has planes of its own.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for _ in planes:
        numbers = bucket_numbers(hash_bits(vectors, planes[0]))
        tables.append({n: np.flatnonzero(numbers == n) for n in set(numbers.tolist())})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    parts = [np.empty(0, int)]
    for table in tables:
        number = int(bucket_numbers(hash_bits(query[None], planes[0]))[0])
        parts.append(table.get(number, parts[0]))
    return np.unique(np.concatenate(parts))
# %% wrong: "in at least one table": in all
# cause: Only vectors that share the bucket in every table are returned; one table is enough.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({n: np.flatnonzero(numbers == n) for n in set(numbers.tolist())})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    empty = np.empty(0, int)
    found = None
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        members = table.get(number, empty)
        found = members if found is None else np.intersect1d(found, members)
    return found
# %% wrong: "Each occurs once": as often as it shares a bucket
# cause: A vector that shares several buckets occurs several times; np.unique leaves each once.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({n: np.flatnonzero(numbers == n) for n in set(numbers.tolist())})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    parts = [np.empty(0, int)]
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        parts.append(table.get(number, parts[0]))
    return np.sort(np.concatenate(parts))
# %% wrong: "in rising order": in the order of the tables
# cause: The indices stand in the order in which they were found; sort them.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({n: np.flatnonzero(numbers == n) for n in set(numbers.tolist())})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    found = {}
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        for i in table.get(number, []):
            found[int(i)] = True
    return np.array(list(found), dtype=int)
# %% wrong: "those that share its bucket": an error for an empty bucket
# cause: A bucket that holds no vector is missing in the dictionary; look it up with get, and take no candidates from it.
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({n: np.flatnonzero(numbers == n) for n in set(numbers.tolist())})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    parts = []
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        parts.append(table[number])
    return np.unique(np.concatenate(parts))
# %% right: one sort for each table
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        order = np.argsort(numbers, kind="stable")
        present, starts = np.unique(numbers[order], return_index=True)
        tables.append(dict(zip(present.tolist(), np.split(order, starts[1:]))))
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    parts = [np.empty(0, int)]
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        parts.append(table.get(number, parts[0]))
    return np.unique(np.concatenate(parts))
# %% right: keys as NumPy's whole numbers, tables in a tuple
def numbers_for(vectors, normals):
    """Return the number of each vector's bucket."""
    return bucket_numbers(hash_bits(np.atleast_2d(vectors), normals))


def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    tables = []
    for normals in planes:
        numbers = numbers_for(vectors, normals)
        tables.append({n: np.nonzero(numbers == n)[0] for n in np.unique(numbers)})
    return tuple(tables)
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    chosen = np.empty(0, dtype=int)
    for t, table in enumerate(tables):
        members = table.get(numbers_for(query, planes[t])[0])
        if members is not None:
            chosen = np.union1d(chosen, members)
    return chosen
# %% right: all planes in one product
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    count, bits, d = planes.shape
    every = hash_bits(vectors, planes.reshape(count * bits, d)).reshape(-1, count, bits)
    tables = []
    for t in range(count):
        numbers = bucket_numbers(every[:, t])
        tables.append({int(n): np.where(numbers == n)[0] for n in np.unique(numbers)})
    return tables
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    count, bits, d = planes.shape
    rows = hash_bits(query.reshape(1, d), planes.reshape(-1, d)).reshape(count, bits)
    found = [table.get(int(n)) for table, n in zip(tables, bucket_numbers(rows))]
    found = [members for members in found if members is not None]
    return np.unique(np.concatenate(found)) if found else np.array([], dtype=int)
# %% wrong: the first table's planes for all
# cause: All tables are hashed with the planes of the first; each has planes of its own.
# replace: hash_bits(vectors, normals)
# by: hash_bits(vectors, planes[0])
# replace: hash_bits(query[None], normals)
# by: hash_bits(query[None], planes[0])
# %% wrong: candidates that share the bucket in every table
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
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        bucket = set(table.get(number, np.empty(0, int)).tolist())
        found = bucket if found is None else found & bucket
    return np.array(sorted(found), dtype=int)
# %% wrong: candidates of several tables not joined, doubles left
# cause: A vector that shares several buckets occurs several times; np.unique leaves each once.
# replace: return np.unique(np.concatenate(found))
# by: return np.sort(np.concatenate(found))
# %% wrong: missing bucket stops with an error
# cause: A bucket that holds no vector is missing in the dictionary; look it up with get, and take no candidates from it.
# replace: if number in table:
# by: if True:
# %% wrong: stops at the first table with a bucket
# cause: The search stops at the first table that has the bucket; look into all of them.
def build_tables(vectors, planes):
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({number: np.flatnonzero(numbers == number) for number in set(numbers.tolist())})
    return tables


def candidates(query, tables, planes):
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        if number in table:
            return np.asarray(table[number])
    return np.empty(0, int)
# %% wrong: everything when no bucket is found
# cause: When no bucket is found all vectors are returned; return none.
# replace: return np.unique(np.concatenate(found))
# by: return np.unique(np.concatenate(found)) if len(found) > 1 else np.arange(max(i for t in tables for b in t.values() for i in b) + 1)
# %% wrong: one dictionary for all tables
# cause: There is one dictionary for all tables together; return a list with a dictionary for each.
def build_tables(vectors, planes):
    table = {}
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        for number in set(numbers.tolist()):
            both = [table.get(number, np.empty(0, int)), np.flatnonzero(numbers == number)]
            table[number] = np.unique(np.concatenate(both))
    return [table]


def candidates(query, tables, planes):
    found = [np.empty(0, int)]
    for normals in planes:
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        found.append(tables[0].get(number, np.empty(0, int)))
    return np.unique(np.concatenate(found))
# %% wrong: bits packed into one byte, so eight at most
# cause: packbits keeps eight bits; use bucket_numbers, which keeps all.
# replace: numbers = bucket_numbers(hash_bits(vectors, normals))
# by: numbers = np.packbits(hash_bits(vectors, normals), axis=1)[:, 0]
# replace: number = int(bucket_numbers(hash_bits(query[None], normals))[0])
# by: number = int(np.packbits(hash_bits(query[None], normals), axis=1)[0, 0])
# %% wrong: neighbouring buckets too
# cause: Buckets that differ in a bit are looked into as well; all bits must agree.
def build_tables(vectors, planes):
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({number: np.flatnonzero(numbers == number) for number in set(numbers.tolist())})
    return tables


def candidates(query, tables, planes):
    found, empty = [np.empty(0, int)], np.empty(0, int)
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        found.append(table.get(number, empty))
        for bit in range(len(normals)):
            found.append(table.get(number ^ (1 << bit), empty))
    return np.unique(np.concatenate(found))
# %% wrong: in the order of how many tables agree
# cause: The indices stand in the order of how many tables agree; return them in rising order.
# replace: return np.unique(np.concatenate(found))
# by: values, counts = np.unique(np.concatenate(found), return_counts=True); return values[np.argsort(-counts, kind="stable")]
# %% wrong: the vectors instead of their indices
# cause: The buckets hold the vectors; they hold their indices.
def build_tables(vectors, planes):
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        tables.append({number: vectors[numbers == number] for number in set(numbers.tolist())})
    return tables


def candidates(query, tables, planes):
    found = [np.empty((0, len(query)))]
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        if number in table:
            found.append(table[number])
    return np.unique(np.concatenate(found), axis=0)
# %% wrong: buckets hold one vector, the last
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
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        found.append(table.get(number, np.empty(0, int)))
    return np.unique(np.concatenate(found))
# %% wrong: positions in the sorted order instead of indices
# cause: The buckets hold places in the sorted order; they hold indices of the vectors.
# replace: np.split(order, starts[1:])
# by: np.split(np.arange(len(vectors)), starts[1:])
# %% wrong: the first table is left out
# cause: The first table is left out; look into all of them.
# replace: for table, normals in zip(tables, planes):
# by: for table, normals in list(zip(tables, planes))[1:]:
# %% wrong: hashed twice, the bit count as the bucket
# cause: The number of True bits stands for the bucket's number; use bucket_numbers.
# replace: numbers = bucket_numbers(hash_bits(vectors, normals))
# by: numbers = hash_bits(vectors, normals).sum(axis=1)
# replace: number = int(bucket_numbers(hash_bits(query[None], normals))[0])
# by: number = int(hash_bits(query[None], normals).sum())
# %% wrong: global database in place of the given vectors
# cause: `base` is hashed, whatever is given; hash the given vectors.
# replace: hash_bits(vectors, normals)
# by: hash_bits(base, normals)
# %% right: lists in a defaultdict, a set
from collections import defaultdict


def build_tables(vectors, planes):
    tables = []
    for normals in planes:
        table = defaultdict(list)
        for i, number in enumerate(bucket_numbers(hash_bits(vectors, normals))):
            table[int(number)].append(i)
        tables.append(dict(table))
    return tables


def candidates(query, tables, planes):
    together = set()
    for t, table in enumerate(tables):
        number = bucket_numbers(hash_bits(query.reshape(1, -1), planes[t])).item()
        together.update(table.get(number, []))
    return np.array(sorted(together), dtype=int)
# %% right: one comprehension, union by reduce
from functools import reduce


def _table(vectors, normals):
    numbers = bucket_numbers(hash_bits(vectors, normals))
    return {number: np.flatnonzero(numbers == number) for number in np.unique(numbers).tolist()}


def build_tables(vectors, planes):
    return [_table(vectors, normals) for normals in planes]


def candidates(query, tables, planes):
    nothing = np.array([], dtype=int)
    mine = [bucket_numbers(hash_bits(query[None, :], normals))[0] for normals in planes]
    return reduce(np.union1d, [table.get(int(number), nothing) for table, number in zip(tables, mine)], nothing)
# %% right: all tables hashed at once
def build_tables(vectors, planes):
    count, bits, d = planes.shape
    every_bit = hash_bits(vectors, planes.reshape(count * bits, d)).reshape(len(vectors), count, bits)
    tables = []
    for t in range(count):
        table = {}
        for i, number in enumerate(bucket_numbers(every_bit[:, t]).tolist()):
            table.setdefault(number, []).append(i)
        tables.append({number: np.array(indices) for number, indices in table.items()})
    return tables


def candidates(query, tables, planes):
    parts = []
    for table, normals in zip(tables, planes):
        (number,) = bucket_numbers(hash_bits(query[None], normals)).tolist()
        if number in table:
            parts += table[number].tolist()
    return np.unique(np.array(parts, dtype=int))
