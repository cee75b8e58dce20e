# %% wrong: as many bits counts already
# cause: At exactly so many images both take the same bits; fewer it is one image later.
# replace: math.floor(decoder / (theirs - ours)) + 1
# by: max(1, math.ceil(decoder / (theirs - ours)))
# %% wrong: not a whole number
# cause: The number of images is whole: the first whole one above the quotient.
# replace: math.floor(decoder / (theirs - ours)) + 1
# by: decoder / (theirs - ours)
# %% wrong: rounded
# cause: The quotient is rounded to the nearest; take the first whole number above it.
# replace: math.floor(decoder / (theirs - ours)) + 1
# by: max(1, round(decoder / (theirs - ours)))
# %% wrong: rounded down
# cause: This is the last number of images for which theirs takes no more; add 1.
# replace: math.floor(decoder / (theirs - ours)) + 1
# by: max(1, math.floor(decoder / (theirs - ours)))
# %% wrong: two more
# cause: This is one image too many.
# replace: math.floor(decoder / (theirs - ours)) + 1
# by: math.ceil(decoder / (theirs - ours)) + 1
# %% wrong: by the whole of theirs
# cause: An image saves theirs - ours; here it is theirs alone.
# replace: decoder / (theirs - ours)
# by: decoder / theirs
# %% wrong: the ratio of the two
# cause: The saving is a difference, not a ratio.
# replace: decoder / (theirs - ours)
# by: decoder / (theirs / ours)
# %% wrong: ours and theirs exchanged
# cause: Ours and theirs are exchanged.
# replace: if ours >= theirs:
# by: ours, theirs = theirs, ours
# replace:         return math.inf
# by:     if ours >= theirs: return math.inf
# %% wrong: equal bits divide by zero
# cause: Where an image takes as many bits by both ways nothing is ever saved: math.inf.
# replace: if ours >= theirs:
# by: if ours > theirs:
# %% wrong: never pays given as 0
# cause: Where ours never takes fewer bits, return math.inf, not 0.
# replace: return math.inf
# by: return 0
# %% wrong: never pays given as None
# cause: Where ours never takes fewer bits, return math.inf, not None.
# replace: return math.inf
# by: return None
# %% wrong: no case for codes that are larger
# cause: Where codes are larger than theirs nothing is saved: return math.inf.
# replace: if ours >= theirs:
# by: if ours == theirs:
# %% wrong: the decoder is sent with each image
# cause: The decoder is sent once, not with every image.
# replace: if ours >= theirs:
# by: if ours + decoder >= theirs:
# %% wrong: whole division of whole bits
# cause: The saving is cut to a whole number; bits of an image need not be whole.
# replace: decoder / (theirs - ours)
# by: decoder / max(1, int(theirs - ours))
# %% right: a floor division
def pays_from(decoder, ours, theirs):
    saving = theirs - ours
    return int(decoder // saving) + 1 if saving > 0 else float("inf")
# %% right: count up by doubling, then search
def pays_from(decoder, ours, theirs):
    if not ours < theirs:
        return np.inf
    high = 1
    while decoder + high * ours >= high * theirs:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if decoder + middle * ours < middle * theirs else (middle, high)
    return high
# %% right: ceil with a test, a NumPy number
def pays_from(decoder, ours, theirs):
    if theirs - ours <= 0:
        return math.inf
    n = max(np.ceil(decoder / (theirs - ours)), 1)
    return n if decoder + n * ours < n * theirs else n + 1
