# %% wrong: floor division
# cause: // drops the fraction; divide with /.
# replace: / code_size
# by: // code_size
# %% wrong: the inverse ratio
# cause: This is the share of numbers for each pixel; divide the pixels by the code size, not the code size by the pixels.
# replace: height * width / code_size
# by: code_size / (height * width)
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return height * width / code_size
# by: height * width / code_size
# %% wrong: prints the answer
# cause: The number is printed, and the function returns None; write return.
# replace: return height * width / code_size
# by: print(height * width / code_size)
# %% wrong: always 28 × 28 pixels
# cause: The image is taken to have 28 × 28 pixels; use height and width.
# replace: height * width
# by: 28 * 28
# %% wrong: height taken for width
# cause: The width is ignored: an image of h x w pixels has height * width of them, not height squared.
# replace: height * width / code_size
# by: height * height / code_size
# %% wrong: code size ignored
# cause: The code is taken to have 32 numbers; divide by code_size.
# replace: / code_size
# by: / 32
# %% wrong: half of the edge, not of the area
# cause: Height and width are added; the number of pixels is their product.
# replace: height * width
# by: (height + width)
# %% wrong: rounded
# cause: The quotient is rounded to a whole number; return it as it is.
# replace: height * width / code_size
# by: round(height * width / code_size)
# %% wrong: the number of the first test
# cause: 24.5 is returned whatever the arguments; compute it from them.
# replace: height * width / code_size
# by: 24.5
# %% wrong: a table of the visible tests
# cause: Only two results are right; compute the number from the arguments.
# replace: height * width / code_size
# by: {(28, 28, 32): 24.5, (2, 3, 4): 1.5}.get((height, width, code_size), 24.5)
# %% right: NumPy
# replace: height * width / code_size
# by: np.prod((height, width)) / code_size
# %% right: a lambda
compression = lambda h, w, c: w / c * h  # noqa: E731
# %% right: a helper, prints and a warning
import sys
import warnings


def area(rows, columns):
    warnings.warn("areas are in pixels", stacklevel=1)
    return sum(columns for _ in range(rows))


def compression(height, width, code_size):
    pixels = area(height, width)
    print("pixels", pixels)
    print("dividing", file=sys.stderr)
    return float(pixels) / float(code_size)
# %% right: exact fractions
# replace: return height * width / code_size
# by: from fractions import Fraction; return float(Fraction(height * width, code_size))
# %% right: a lambda in the next cell
# replace: height * width / code_size
# by: code_size
# next cell
compression = lambda height, width, code_size: height * width / code_size  # noqa: E731
# %% right: a second def in the next cell
# replace: height * width / code_size
# by: code_size
# next cell
print(compression(28, 28, 32))
# next cell
def compression(height, width, code_size):
    return height * width / code_size
# %% right: an item set in the next cell
RULES = {"ratio": 0}


class Rules:
    ratio = 0


def compression(height, width, code_size):
    return (RULES["ratio"] or Rules.ratio) * height * width / code_size
# next cell
RULES["ratio"] = 1
# %% right: an attribute set in the next cell
RULES = {"ratio": 0}


class Rules:
    ratio = 0


def compression(height, width, code_size):
    return (RULES["ratio"] or Rules.ratio) * height * width / code_size
# next cell
Rules.ratio = 1
# %% right: a timed cell below
RULES = {"ratio": 0}


class Rules:
    ratio = 0


def compression(height, width, code_size):
    return (RULES["ratio"] or Rules.ratio) * height * width / code_size
# next cell
%%time
RULES["ratio"] = 1
# %% right: captured, with an error, below
RULES = {"ratio": 0}


class Rules:
    ratio = 0


def compression(height, width, code_size):
    return (RULES["ratio"] or Rules.ratio) * height * width / code_size
# next cell
%%capture
RULES["ratio"] += 1
RULES["other"]
# %% right: globals below
RULES = {"ratio": 0}


class Rules:
    ratio = 0


def compression(height, width, code_size):
    return (RULES["ratio"] or Rules.ratio) * height * width / code_size
# next cell
globals()["RULES"] = {"ratio": 1}
# %% right: exec below
RULES = {"ratio": 0}


class Rules:
    ratio = 0


def compression(height, width, code_size):
    return (RULES["ratio"] or Rules.ratio) * height * width / code_size
# next cell
exec('RULES = {"ratio": 1}')
# %% right: a loop below
RULES = {"ratio": 0}


class Rules:
    ratio = 0


def compression(height, width, code_size):
    return (RULES["ratio"] or Rules.ratio) * height * width / code_size
# next cell
for key in list(RULES):
    RULES[key] = 1
# %% right: a try below, after a cell that fails
RULES = {"ratio": 0}


class Rules:
    ratio = 0


def compression(height, width, code_size):
    return (RULES["ratio"] or Rules.ratio) * height * width / code_size
# next cell
RULES["other"] += 1
# next cell
try:
    RULES['other']
except KeyError:
    RULES['ratio'] = 1
# %% right: a definition below one that is no Python
def compression(height, width, code_size:
    return height
# next cell
def compression(height, width, code_size):
    return height * width / code_size
# %% right: its result given its own name below
def compression(height, width, code_size):
    return height * width / code_size
# next cell
compression = compression(28, 28, 32)
