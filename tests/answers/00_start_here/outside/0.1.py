# %% wrong: "as a float": an int whenever the division is even
# cause: Where the division comes out even you return an int; the docstring asks for a float, which / gives in every case.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    pixels = height * width
    if pixels % code_size == 0:
        return pixels // code_size
    return pixels / code_size
# %% wrong: "hw / code_size": rounded to one decimal
# cause: The quotient is rounded to one decimal; return hw / code_size as it is, such as 6.125 for 7 x 7 pixels and 8 numbers.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return round(height * width / code_size, 1)
# %% wrong: "hw / code_size": never below 1
# cause: A code longer than the image has fewer than one pixel for each number; return hw / code_size without a lower limit.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return max(1.0, height * width / code_size)
# %% wrong: "hw / code_size": rounded to halves
# cause: The result is rounded to a multiple of a half; divide with / and leave the fraction as it is.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return round(2 * height * width / code_size) / 2
# %% wrong: "hw / code_size": whole-number division
# cause: // drops the fraction; divide with /.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return float(height * width // code_size)
# %% wrong: "h x w pixels": the height twice
# cause: The width is ignored: an image of h x w pixels has height * width of them, not height squared.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return height ** 2 / code_size
# %% wrong: "how many pixels for each number of the code": turned upside down
# cause: This is the share of numbers for each pixel; divide the pixels by the code size, not the code size by the pixels.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return code_size / (height * width)
# %% wrong: "Return how many pixels": printed and not returned
# cause: The number is printed, and the function returns None; write return.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    print(height * width / code_size)
# %% wrong: "as a float": a string
# cause: The function returns text; return the number itself, a float.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return f"{height * width / code_size:.1f}"
# %% wrong: "for each number of the code": whole code sizes above 32 cut off
# cause: The code size is capped at 32; the argument may be any size, so divide by code_size itself.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return height * width / min(code_size, 32)
# %% right: rows first, then columns
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    per_row = width / code_size
    return float(height) * per_row
# %% right: NumPy does the product
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return float(np.prod([height, width]) / code_size)
# %% right: a NumPy float64, which is a Python float
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return np.float64(height) * np.float64(width) / np.float64(code_size)
# %% right: exact fraction inside
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    from fractions import Fraction

    return float(Fraction(height * width, code_size))
# %% wrong: whole-number division
# cause: // drops the fraction; divide with /.
# replace: height * width / code_size
# by: height * width // code_size
# %% wrong: the ratio the other way round
# cause: This is the share of numbers for each pixel; divide the pixels by the code size, not the code size by the pixels.
# replace: height * width / code_size
# by: code_size / (height * width)
# %% wrong: takes the image to be square
# cause: The width is ignored: an image of h x w pixels has height * width of them, not height squared.
# replace: height * width / code_size
# by: height * height / code_size
# %% wrong: 784 written in, height and width ignored
# cause: The image is taken to have 28 × 28 pixels; use height and width.
# replace: height * width / code_size
# by: 784 / code_size
# %% wrong: rounds the answer to one decimal
# cause: The quotient is rounded to one decimal; return hw / code_size as it is, such as 6.125 for 7 x 7 pixels and 8 numbers.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return round(height * width / code_size, 1)
# %% wrong: prints the answer and returns nothing
# cause: The number is printed, and the function returns None; write return.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    ratio = height * width / code_size
    print(ratio)
# %% wrong: a text, nicely formatted
# cause: The function returns text; return the number itself, a float.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    return f"{height * width / code_size:.2f}"
# %% wrong: bits against bits, 8 for a pixel and 32 for a number
# cause: This compares bits; return how many pixels there are for each number.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    bits_before = height * width * 8
    bits_after = code_size * 32
    return bits_before / bits_after
# %% wrong: never less than one
# cause: A code longer than the image has fewer than one pixel for each number; return hw / code_size without a lower limit.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    # a code cannot be longer than the image
    return max(1.0, height * width / code_size)
# %% wrong: an int where the ratio is whole, though the docstring says float
# cause: Where the division comes out even you return an int; the docstring asks for a float, which / gives in every case.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    ratio = height * width / code_size
    return int(ratio) if ratio == int(ratio) else ratio
# %% wrong: how many pixels are saved for each number
# cause: This is one less, or a difference; return the quotient itself.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    pixels = height * width
    return (pixels - code_size) / code_size
# %% right: counts the pixels of an empty image
def compression(height, width, code_size):
    pixels = np.empty((height, width)).size
    return pixels / code_size
# %% right: an exact fraction first
from fractions import Fraction


def compression(height: int, width: int, code_size: int) -> float:
    ratio = Fraction(height * width, code_size)
    return float(ratio)
# %% right: a lambda, divided before multiplied
compression = lambda height, width, code_size: float(height) / code_size * width
# %% right: NumPy's divide, a float64 scalar
def compression(height, width, code_size):
    pixels = np.prod([height, width])
    print("pixels:", pixels)
    return np.divide(pixels, code_size)
