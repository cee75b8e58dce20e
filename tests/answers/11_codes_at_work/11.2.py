# %% wrong: the two spaces exchanged
# cause: View and original are exchanged: neighbours are those in the view, ranks those in the original space.
# replace: cdist(vectors, vectors), cdist(view, view)
# by: cdist(view, view), cdist(vectors, vectors)
# %% wrong: ranks that count the point itself
# cause: The ranks are one too high: the nearest other point has rank 1.
# replace: argsort(axis=1).argsort(axis=1)
# by: argsort(axis=1).argsort(axis=1) + 1
# %% wrong: ranks from 0
# cause: The ranks are one too low: the nearest other point has rank 1, not 0.
# replace: np.fill_diagonal(far, -1)
# by: np.fill_diagonal(far, np.inf)
# %% wrong: near ranks count against
# cause: Ranks up to k are no intruders: they cost 0, not a negative number.
# replace: np.maximum(np.take_along_axis(ranks, neighbours, axis=1) - k, 0)
# by: np.take_along_axis(ranks, neighbours, axis=1) - k
# %% wrong: a sign in the factor
# cause: The factor has 2n - 3k - 1; a sign differs.
# replace: 3 * k - 1
# by: 3 * k + 1
# %% wrong: the point among its neighbours
# cause: Each point is among its own k neighbours in the view; leave it out.
# replace: np.fill_diagonal(near, np.inf)
# by: np.fill_diagonal(near, -1)
# %% wrong: the order in place of the ranks
# cause: The order of the points is taken for their ranks; argsort once more.
# replace: far.argsort(axis=1).argsort(axis=1)
# by: far.argsort(axis=1)
# %% wrong: intruders counted
# cause: The intruders are counted; each costs its rank less k.
# replace: excess.sum()
# by: (excess > 0).sum()
# %% wrong: intruders cost their whole rank
# cause: An intruder costs its rank less k, not its whole rank.
def trust(vectors, view, k):
    ranks = cdist(vectors, vectors).argsort(axis=1).argsort(axis=1)
    neighbours = cdist(view, view).argsort(axis=1)[:, 1 : k + 1]
    found = np.take_along_axis(ranks, neighbours, axis=1)
    n = len(vectors)
    return 1 - 2 * found[found > k].sum() / (n * k * (2 * n - 3 * k - 1))
# %% wrong: k missing in the factor
# cause: The factor lacks the k in its denominator.
# replace: (n * k * (
# by: (n * (
# %% wrong: 2 missing in the factor
# cause: The factor lacks the 2 in its numerator.
# replace: 1 - 2 * excess
# by: 1 - excess
# %% wrong: what is lost, not what is kept
# cause: This is what is lost; subtract it from 1.
# replace: return 1 - 2
# by: return 2
# %% wrong: k + 1 neighbours
# cause: There are k + 1 neighbours here; take k.
# replace: [:, :k]
# by: [:, : k + 1]
# %% wrong: always five neighbours
# cause: The number of neighbours is always 5; use `k`.
def trust(vectors, view, k):
    k = 5
    ranks = cdist(vectors, vectors).argsort(axis=1).argsort(axis=1)
    neighbours = cdist(view, view).argsort(axis=1)[:, 1 : k + 1]
    excess = np.maximum(np.take_along_axis(ranks, neighbours, axis=1) - k, 0)
    n = len(vectors)
    return 1 - 2 * excess.sum() / (n * k * (2 * n - 3 * k - 1))
# %% wrong: ranks seen from the neighbour
# cause: r(i, j) ranks j as seen from i; here i is ranked as seen from j.
# replace: far.argsort(axis=1).argsort(axis=1)
# by: far.argsort(axis=0).argsort(axis=0)
# %% wrong: ranks among the first points only
# cause: A rank above 2k is cut off; an intruder costs its rank less k, however high it is.
# replace: - k, 0)
# by: - k, 0).clip(max=k)
# %% wrong: never below 0
# cause: The value is rounded; return it as it is.
# replace: return 1 - 2 * excess.sum() / (n * k * (2 * n - 3 * k - 1))
# by: return round(1 - 2 * excess.sum() / (n * k * (2 * n - 3 * k - 1)), 2)
# %% right: scikit-learn's own
def trust(vectors, view, k):
    from sklearn.manifold import trustworthiness

    return trustworthiness(vectors, view, n_neighbors=k)
# %% right: loops over points and neighbours
def trust(vectors, view, k):
    n, cost = len(vectors), 0
    for i in range(n):
        others = [j for j in range(n) if j != i]
        by_far = sorted(others, key=lambda j: np.linalg.norm(vectors[j] - vectors[i]))
        by_near = sorted(others, key=lambda j: np.linalg.norm(view[j] - view[i]))
        cost += sum(max(0, by_far.index(j) + 1 - k) for j in by_near[:k])
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))
# %% right: ranks by counting who is nearer
def trust(vectors, view, k):
    far, near = (((x[:, None] - x) ** 2).sum(axis=2) for x in (vectors, view))
    ranks = (far[:, :, None] > far[:, None, :]).sum(axis=2)
    inside = (near[:, :, None] > near[:, None, :]).sum(axis=2) <= k
    np.fill_diagonal(inside, False)
    n = len(vectors)
    return 1 - 2 * np.where(inside, ranks - k, 0).clip(0).sum() / (n * k * (2 * n - 3 * k - 1))
