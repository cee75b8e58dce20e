# %% wrong: the codebook is changed in place
# cause: The given codebook is changed; work on a copy.
# replace: revived = codebook.copy()
# by: revived = codebook
# %% wrong: with repetitions
# cause: A vector may be drawn twice; draw without repetition: replace=False.
# replace: replace=False
# by: replace=True
# %% wrong: the first vectors
# cause: The vectors are the first ones, not drawn at random.
# replace: np.random.default_rng(seed).choice(len(vectors), len(dead), replace=False)
# by: np.arange(len(dead))
# %% wrong: seed not used
# cause: Another call gives other vectors; use the seed.
# replace: default_rng(seed)
# by: default_rng()
# %% wrong: a seed of its own
# cause: Every seed gives the same vectors; use the argument.
# replace: default_rng(seed)
# by: default_rng(0)
# %% wrong: the living are replaced
# cause: The entries with a count are replaced; those without are dead.
# replace: counts == 0
# by: counts > 0
# %% wrong: all entries are replaced
# cause: All entries are replaced; those with a count stay.
# replace: counts == 0
# by: counts >= 0
# %% wrong: seldom used ones are replaced too
# cause: Entries that were chosen once are replaced too; only a count of 0 is dead.
# replace: counts == 0
# by: counts <= 1
# %% wrong: one vector for all
# cause: All dead entries get the same vector; draw one for each.
# replace: revived[dead] = vectors[rows]
# by: revived[dead] = vectors[rows[:1]]
# %% wrong: the mean of the vectors
# cause: The mean of the vectors takes the place of dead entries; draw a vector for each.
# replace: revived[dead] = vectors[rows]
# by: revived[dead] = vectors.mean(axis=0)
# %% wrong: the mean and a little noise
# cause: Dead entries become the mean with noise; put vectors of the given ones there.
# replace: revived[dead] = vectors[rows]
# by: revived[dead] = vectors.mean(axis=0) + 0.01 * np.random.default_rng(seed).standard_normal((len(dead), codebook.shape[1]))
# %% wrong: living entries in the place of dead ones
# cause: Dead entries become copies of the codebook's entries; draw from the vectors.
# replace: revived[dead] = vectors[rows]
# by: revived[dead] = codebook[rows % len(codebook)]
# %% wrong: numbers drawn one by one
# cause: Each number of an entry comes from another vector; take whole vectors.
# replace: revived[dead] = vectors[rows]
# by: revived[dead] = np.random.default_rng(seed).permuted(vectors, axis=0)[: len(dead)]
# %% wrong: dead entries are left out
# cause: The dead entries are left out; the codebook keeps its size.
# replace: return revived
# by: return revived[counts > 0]
# %% wrong: the new ones at the end
# cause: The order has changed: the entries that live stay at their places.
# replace: return revived
# by: return np.concatenate([codebook[counts > 0], vectors[rows]])
# %% wrong: only the first dead entry
# cause: Only one dead entry is replaced; replace each.
# replace: dead = np.flatnonzero(counts == 0)
# by: dead = np.flatnonzero(counts == 0)[:1]
# %% wrong: drawn from the first K vectors
# cause: Only the first vectors are drawn from; draw from all.
# replace: choice(len(vectors), len(dead)
# by: choice(len(codebook), len(dead)
# %% wrong: forgotten return
# cause: The function returns nothing; return the new codebook.
# replace: return revived
# by: revived.shape
# %% right: a permutation, np.where
def revive(codebook, counts, vectors, seed):
    order = np.random.default_rng(seed).permutation(len(vectors))[: len(codebook)]
    return np.where((counts > 0)[:, None], codebook, vectors[order])
# %% right: the old generator, in a loop
def revive(codebook, counts, vectors, seed):
    generator = np.random.RandomState(seed)
    left, entries = list(range(len(vectors))), []
    for entry, count in zip(codebook, counts):
        if count == 0:
            entry = vectors[left.pop(generator.randint(len(left)))]
        entries.append(entry)
    return np.array(entries)
# %% right: random.sample and tensors
import random


def revive(codebook, counts, vectors, seed):
    dead = [k for k, count in enumerate(counts) if not count]
    rows = random.Random(int(seed)).sample(range(len(vectors)), len(dead))
    new = np.array(codebook, dtype=float)
    for k, row in zip(dead, rows):
        new[k] = vectors[row]
    return ops.convert_to_tensor(new)
