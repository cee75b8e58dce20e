# %% wrong: the natural logarithm
# cause: These are nats; bits take the logarithm to base 2.
# replace: np.log2(
# by: np.log(
# %% wrong: the table of the message itself
# cause: The table is made of the new codes; the receiver has that of the known ones.
# replace: np.bincount(known[:, j], minlength=levels)
# by: np.bincount(symbols[:, j], minlength=levels)
# replace: (len(known) + 1)
# by: (len(symbols) + 1)
# %% wrong: one table for all numbers
# cause: All numbers of the code share one table; each has its own.
# replace: np.bincount(known[:, j], minlength=levels)
# by: np.bincount(known.ravel(), minlength=levels) / known.shape[1]
# %% wrong: no image is spread
# cause: A symbol that was never counted has the probability 0; add 1/L to each count.
# replace: (counts + 1 / levels) / (len(known) + 1)
# by: counts / len(known)
# %% wrong: one added to each count
# cause: 1 is added to each count; add 1/L, one image in all.
# replace: (counts + 1 / levels) / (len(known) + 1)
# by: (counts + 1) / (len(known) + levels)
# %% wrong: not divided by N + 1
# cause: With 1/L added to each of L counts they sum to N + 1; divide by that, not by N.
# replace: (len(known) + 1)
# by: len(known)
# %% wrong: a small number in the place of 1/L
# cause: A fixed small number is added; it is 1/L.
# replace: (counts + 1 / levels) / (len(known) + 1)
# by: (counts + 1e-6) / (len(known) + 1e-6 * levels)
# %% wrong: the mean over the numbers
# cause: This is the mean over the numbers of a code; sum over them.
# replace: return bits
# by: return bits / symbols.shape[1]
# %% wrong: all codes together
# cause: This is the sum over all codes; return one number for each.
# replace: return bits
# by: return bits.sum()
# %% wrong: the mean over the codes
# cause: This is the mean over all codes; return one number for each.
# replace: return bits
# by: return bits.mean()
# %% wrong: the entropy of the table
# cause: This is the mean of the table's own symbols, the same for every code; take the bits of each code's symbols.
# replace: bits += np.log2(1 / p)[symbols[:, j]]
# by: bits += (p * np.log2(1 / p)).sum()
# %% wrong: weighted with the probability
# cause: A code that comes costs log2(1/p) in full; do not multiply by p.
# replace: np.log2(1 / p)[symbols[:, j]]
# by: (p * np.log2(1 / p))[symbols[:, j]]
# %% wrong: whole bits
# cause: Each symbol is rounded up to whole bits, as a Huffman code would; an arithmetic coder need not.
# replace: np.log2(1 / p)[
# by: np.ceil(np.log2(1 / p))[
# %% wrong: the sign
# cause: The sign is wrong: bits are log2(1/p).
# replace: np.log2(1 / p)
# by: np.log2(p)
# %% wrong: symbols of the known codes are looked up
# cause: The bits are those of the known codes; look up the new ones.
# replace: np.log2(1 / p)[symbols[:, j]]
# by: np.log2(1 / p)[np.resize(known[:, j], len(symbols))]
# %% wrong: as many levels as were seen
# cause: L is `levels`, not the largest known symbol plus one.
# replace: counts = np.bincount(known[:, j], minlength=levels)
# by: levels = max(known[:, j].max(), symbols[:, j].max()) + 1; counts = np.bincount(known[:, j], minlength=levels)
# %% wrong: the last number only
# cause: Only the last number of the code is counted; add them up.
# replace: bits += np.log2
# by: bits = np.log2
# %% wrong: forgotten return
# cause: The function returns nothing; end it with `return bits`.
# replace: return bits
# by: np.sum(bits)
# %% right: all tables at once
def coded_bits(known, symbols, levels):
    counts = (known[:, :, None] == np.arange(levels)).sum(axis=0)
    p = (counts + 1 / levels) / (counts.sum(axis=1, keepdims=True) + 1)
    return -np.log2(p[np.arange(symbols.shape[1]), symbols]).sum(axis=1)
# %% right: a loop over codes
def coded_bits(known, symbols, levels):
    def cost(j, s):
        return -np.log2((np.count_nonzero(known[:, j] == s) + 1 / levels) / (len(known) + 1))

    return np.array([sum(cost(j, s) for j, s in enumerate(code)) for code in symbols])
# %% right: natural logarithms, divided, as a list
def coded_bits(known, symbols, levels):
    import math

    total = [0.0] * len(symbols)
    for column, new in zip(known.T, symbols.T):
        table = np.full(levels, 1 / levels)
        np.add.at(table, column, 1)
        table /= table.sum()
        total = [t - math.log(table[s]) / math.log(2) for t, s in zip(total, new)]
    return total
