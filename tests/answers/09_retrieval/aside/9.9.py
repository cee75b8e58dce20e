# %% wrong: "candidates for one query": the bucket is taken out of the table
# cause: pop removes the bucket from the table, so that the next query finds it empty; look it up with get.
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
    parts = []
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        parts.append(table.pop(number, empty))
    return np.unique(np.concatenate(parts))
# %% right: lists in the buckets, a set of what is found
def build_tables(vectors, planes):
    """Return a dictionary for each table, {bucket's number: indices of the vectors in it}."""
    from collections import defaultdict

    tables = [defaultdict(list) for _ in planes]
    for table, normals in zip(tables, planes):
        for i, number in enumerate(bucket_numbers(hash_bits(vectors, normals)).tolist()):
            table[number].append(i)
    return [dict(table) for table in tables]
def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    Each occurs once, in rising order.
    """
    found = set()
    for table, normals in zip(tables, planes):
        number = bucket_numbers(hash_bits(query[None], normals)).item()
        found |= set(table.get(number, ()))
    return np.array(sorted(found), dtype=int)
