# %% wrong: rounded in the place of cut off
# cause: A symbol is the whole part, not the nearest whole number; use np.floor.
# replace: np.floor(
# by: np.rint(
# %% wrong: 2**bits - 1 cells
# cause: There are 2**bits cells; here the range is cut into one fewer.
# replace: (high - low) * 2**bits)
# by: (high - low) * (2**bits - 1))
# %% wrong: the last symbol is 2**bits
# cause: The highest symbol is 2**bits - 1; clip to it.
# replace: np.clip(cells, 0, 2**bits - 1)
# by: np.clip(cells, 0, 2**bits)
# %% wrong: nothing is clipped
# cause: What lies outside counts as in the first or the last cell; clip the symbols.
# replace: np.clip(cells, 0, 2**bits - 1)
# by: cells
# %% wrong: only the upper end is clipped
# cause: What lies below the lowest cell counts as in it: clip at 0 too.
# replace: np.clip(cells, 0, 2**bits - 1)
# by: np.minimum(cells, 2**bits - 1)
# %% wrong: symbols wrap around
# cause: What lies outside comes back at the other end; clip, do not take the remainder.
# replace: np.clip(cells, 0, 2**bits - 1)
# by: np.mod(cells, 2**bits)
# %% wrong: the low end is not subtracted
# cause: The range begins at `low`; subtract it first.
# replace: np.floor((codes - low) /
# by: np.floor(codes /
# %% wrong: the codes' own limits
# cause: The limits are those of the given codes; use `low` and `high`.
# replace: cells = np.floor
# by: low, high = codes.min(axis=0), codes.max(axis=0) + 1e-9; cells = np.floor
# %% wrong: one range for all numbers
# cause: Each number has limits of its own; here all get the widest range.
# replace: cells = np.floor
# by: low, high = low.min(), high.max(); cells = np.floor
# %% wrong: symbols as floating-point numbers
# cause: Symbols are whole numbers: .astype(int).
# replace: .astype(int)
# by: .astype("float32")
# %% wrong: symbols of eight bits
# cause: np.uint8 holds no more than 255, and there may be 16 bits; use int.
# replace: .astype(int)
# by: .astype("uint8")
# %% wrong: whole numbers cut toward 0
# cause: .astype(int) before clipping cuts toward 0, so that the cells around 0 become one; clip what np.floor gives.
# replace: cells = np.floor((codes - low) / (high - low) * 2**bits)
# by: cells = (codes / (high - low) * 2**bits).astype(int) - (low / (high - low) * 2**bits).astype(int)
# %% wrong: bits cells
# cause: b bits make 2**b cells, not b.
# replace: np.floor((codes - low) / (high - low) * 2**bits)
# by: np.floor((codes - low) / (high - low) * bits)
# %% wrong: 2 * bits cells
# cause: b bits make 2**b cells, not 2 * b.
# replace: np.floor((codes - low) / (high - low) * 2**bits)
# by: np.floor((codes - low) / (high - low) * 2 * bits)
# %% wrong: the upper edge belongs to the cell
# cause: A cell holds its lower edge, not its upper one: np.floor.
# replace: np.floor((codes - low) / (high - low) * 2**bits)
# by: np.ceil((codes - low) / (high - low) * 2**bits) - 1
# %% wrong: the lower edges, not the middles
# cause: This gives a cell's lower edge; its middle is half a width further.
# replace: (symbols + 0.5)
# by: symbols
# %% wrong: the upper edges, not the middles
# cause: This gives a cell's upper edge; its middle is half a width before.
# replace: (symbols + 0.5)
# by: (symbols + 1)
# %% wrong: from end to end
# cause: The symbols run from `low` to `high` here; the middles of the first and last cell lie half a width inside.
# replace: return low + (symbols + 0.5) * (high - low) / 2**bits
# by: return low + symbols * (high - low) / (2**bits - 1)
# %% wrong: low is not added
# cause: The range begins at `low`; add it.
# replace: return low + (symbols + 0.5)
# by: return (symbols + 0.5)
# %% wrong: decoded around the middle of the range
# cause: Cell 0 begins at `low`, not in the middle of the range.
# replace: return low + (symbols + 0.5)
# by: return (low + high) / 2 + (symbols + 0.5)
# %% wrong: codes are changed in place
# cause: -= changes the caller's codes; make a new array.
# replace: cells = np.floor((codes - low)
# by: codes -= low; cells = np.floor((codes)
# %% wrong: forgotten return
# cause: `dequantise` gives nothing back; begin its line with return.
# replace: return low + (symbols
# by: numbers = low + (symbols
# %% right: digitize at the inner edges
def quantise(codes, low, high, bits):
    symbols = np.empty(codes.shape, int)
    for j in range(codes.shape[1]):
        edges = low[j] + (high[j] - low[j]) * np.arange(1, 2**bits) / 2**bits
        symbols[:, j] = np.digitize(codes[:, j], edges)
    return symbols


def dequantise(symbols, low, high, bits):
    width = (high - low) / 2**bits
    return low + width * symbols + width / 2
# %% right: keras.ops, and int32
def quantise(codes, low, high, bits):
    width = (high - low) / 2**bits
    cells = ops.floor((codes - low) / width)
    return ops.cast(ops.clip(cells, 0, 2**bits - 1), "int32")


def dequantise(symbols, low, high, bits):
    width = (high - low) / 2**bits
    return np.asarray(symbols, float) * width + (low + 0.5 * width)
# %% right: minimum and maximum, floor division, a print
def quantise(codes, low, high, bits):
    print("quantising", codes.shape)
    cells = (codes - low) // ((high - low) / 2**bits)
    return np.maximum(0, np.minimum(cells, 2**bits - 1)).astype("int64")


def dequantise(symbols, low, high, bits):
    share = (2 * symbols + 1) / 2 ** (bits + 1)
    return (1 - share) * low + share * high
