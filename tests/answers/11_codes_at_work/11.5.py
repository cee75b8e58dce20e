# %% wrong: the Rand index
# cause: This is the Rand index, the share of pairs on which the two agree; it is not adjusted for chance.
# replace: return (both - chance) / ((of_kinds + of_clusters) / 2 - chance)
# by: return 1 - (of_kinds + of_clusters - 2 * both) / pairs(len(kinds))
# %% wrong: chance not subtracted
# cause: What chance gives is not subtracted.
# replace: return (both - chance) / ((of_kinds + of_clusters) / 2 - chance)
# by: return both / ((of_kinds + of_clusters) / 2)
# %% wrong: chance subtracted above only
# cause: What chance gives is subtracted from S, but not from (A + B) / 2.
# replace: / ((of_kinds + of_clusters) / 2 - chance)
# by: / ((of_kinds + of_clusters) / 2)
# %% wrong: the larger of A and B
# cause: The denominator has the larger of A and B; take their mean.
# replace: (of_kinds + of_clusters) / 2 - chance
# by: max(of_kinds, of_clusters) - chance
# %% wrong: the root of A B
# cause: The denominator has the root of A B; take the mean of A and B.
# replace: (of_kinds + of_clusters) / 2 - chance
# by: (of_kinds * of_clusters) ** 0.5 - chance
# %% wrong: the sum of A and B
# cause: A + B is not halved.
# replace: (of_kinds + of_clusters) / 2 - chance
# by: of_kinds + of_clusters - chance
# %% wrong: never below 0
# cause: Negative values are cut off; return them.
# replace: return (both - chance) / ((of_kinds + of_clusters) / 2 - chance)
# by: return max(0, (both - chance) / ((of_kinds + of_clusters) / 2 - chance))
# %% wrong: absolute value
# cause: Negative values lose their sign; return them as they are.
# replace: return (both - chance) / ((of_kinds + of_clusters) / 2 - chance)
# by: return abs((both - chance) / ((of_kinds + of_clusters) / 2 - chance))
# %% wrong: squares in place of pairs
# cause: Squares are added up in place of pairs: c choose 2 is c (c - 1) / 2.
# replace: counts * (counts - 1) / 2
# by: counts**2 / 2
# %% wrong: pairs of all not halved
# cause: The pairs of all n cells are n (n - 1) / 2; the half is missing.
# replace: pairs(len(kinds))
# by: (len(kinds) * (len(kinds) - 1))
# %% wrong: pairs of all as a square
# cause: The pairs of all n cells are n (n - 1) / 2, not n squared over 2.
# replace: pairs(len(kinds))
# by: (len(kinds) ** 2 / 2)
# %% wrong: groups named from 0
# cause: Groups are taken to be 0, 1, 2, …; any whole numbers may name them.
def adjusted_rand(kinds, clusters):
    table = np.zeros((kinds.max() + 1, clusters.max() + 1))
    for i, j in zip(kinds, clusters):
        table[i, j] += 1

    def pairs(counts):
        return np.sum(counts * (counts - 1) / 2)

    both, a, b = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = a * b / pairs(len(kinds))
    return (both - chance) / ((a + b) / 2 - chance)
# %% wrong: the same names for both
# cause: Clusters are counted only under the names of the kinds; their own names may be others.
def adjusted_rand(kinds, clusters):
    names = np.unique(kinds)
    table = np.array([[np.sum((kinds == i) & (clusters == j)) for j in names] for i in names])

    def pairs(counts):
        return np.sum(counts * (counts - 1) / 2)

    both, a, b = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = a * b / pairs(len(kinds))
    return (both - chance) / ((a + b) / 2 - chance)
# %% wrong: names that must be equal
# cause: The names of the groups are compared; their names mean nothing.
def adjusted_rand(kinds, clusters):
    return np.mean(kinds == clusters)
# %% wrong: each cluster counts with its commonest kind
# cause: This is the purity, the share of cells of their cluster's commonest kind.
def adjusted_rand(kinds, clusters):
    return sum(np.unique(kinds[clusters == c], return_counts=True)[1].max() for c in set(clusters.tolist())) / len(kinds)
# %% wrong: mutual information
# cause: This is an adjusted mutual information; count pairs.
def adjusted_rand(kinds, clusters):
    from sklearn.metrics import adjusted_mutual_info_score

    return adjusted_mutual_info_score(kinds, clusters)
# %% wrong: pairs within the diagonal only
# cause: Only the diagonal of the table is counted; S runs over all its entries.
# replace: both, of_kinds, of_clusters = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
# by: both, of_kinds, of_clusters = pairs(np.diagonal(table)), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
# %% wrong: one of the sums twice
# cause: A stands in both places; B are the pairs that share a cluster.
# replace: pairs(table.sum(axis=0))
# by: pairs(table.sum(axis=1))
# %% right: scikit-learn's own
def adjusted_rand(kinds, clusters):
    from sklearn.metrics import adjusted_rand_score

    return adjusted_rand_score(kinds, clusters)
# %% right: all pairs of cells, one by one
def adjusted_rand(kinds, clusters):
    upper = np.triu_indices(len(kinds), 1)
    one, other = ((np.equal.outer(g, g))[upper] for g in (np.asarray(kinds), np.asarray(clusters)))
    both, a, b = np.sum(one & other), one.sum(), other.sum()
    chance = a * b / len(one)
    return (both - chance) / ((a + b) / 2 - chance)
# %% right: counted with dictionaries
def adjusted_rand(kinds, clusters):
    from collections import Counter
    from math import comb

    kinds, clusters = kinds.tolist(), clusters.tolist()
    s, a, b = (
        sum(comb(c, 2) for c in Counter(x).values())
        for x in (zip(kinds, clusters), kinds, clusters)
    )
    e = a * b / comb(len(kinds), 2)
    return (s - e) / (0.5 * (a + b) - e)
