# %% wrong: all the surplus is cut at the far end
# cause: Of the surplus, ⌊(k - s)/2⌋ rows are cut at the top and the others at the bottom; yours cuts none at the top, which is wrong from k = s + 2 on.
paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    (h, w), k = image.shape, len(kernel)
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    for i in range(h):
        for j in range(w):
            top, left = i * stride, j * stride
            canvas[top : top + k, left : left + k] += image[i, j] * kernel
    return canvas[: h * stride, : w * stride]
# %% wrong: square images only
# cause: The image is (h, w), and the result (h·stride, w·stride); yours takes the height for both.
paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    h = w = len(image)
    k = len(kernel)
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    for i in range(h):
        for j in range(w):
            top, left = i * stride, j * stride
            canvas[top : top + k, left : left + k] += image[i, j] * kernel
    cut = (k - stride) // 2
    return canvas[cut : cut + h * stride, cut : cut + w * stride]
# %% wrong: the stride is 2, whatever is asked
# cause: "The brush moves by s pixels": the argument stride is ignored; put it in place of the 2.
paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    (h, w), k = image.shape, len(kernel)
    canvas = np.zeros(((h - 1) * 2 + k, (w - 1) * 2 + k))
    for i in range(h):
        for j in range(w):
            canvas[i * 2 : i * 2 + k, j * 2 : j * 2 + k] += image[i, j] * kernel
    cut = (k - 2) // 2
    return canvas[cut : cut + h * 2, cut : cut + w * 2]
# %% wrong: the cut assumes a stride of 2
# cause: The surplus is k - s with the given stride; yours always cuts (k - 2) // 2 in front.
paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    (h, w), k = image.shape, len(kernel)
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    for i in range(h):
        for j in range(w):
            top, left = i * stride, j * stride
            canvas[top : top + k, left : left + k] += image[i, j] * kernel
    cut = (k - 2) // 2
    return canvas[cut : cut + h * stride, cut : cut + w * stride]
# %% wrong: the canvas has the image's type
# cause: y adds up x · K, which need not be whole numbers when the pixels are; make the canvas of floats, not of image.dtype.
paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    (h, w), k = image.shape, len(kernel)
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k), dtype=image.dtype)
    for i in range(h):
        for j in range(w):
            top, left = i * stride, j * stride
            canvas[top : top + k, left : left + k] += (image[i, j] * kernel).astype(image.dtype)
    cut = (k - stride) // 2
    return canvas[cut : cut + h * stride, cut : cut + w * stride]
# %% wrong: paper results are lists
# cause: "Enter the results as paper_2 and paper_3, arrays of 4 × 4": yours are lists of lists; wrap them in np.array.
paper_2 = [[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]]
paper_3 = [[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]]


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    (h, w), k = image.shape, len(kernel)
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    for i in range(h):
        for j in range(w):
            top, left = i * stride, j * stride
            canvas[top : top + k, left : left + k] += image[i, j] * kernel
    cut = (k - stride) // 2
    return canvas[cut : cut + h * stride, cut : cut + w * stride]
# %% wrong: filters up to 3 × 3 only
# cause: The kernel is (k, k) with any k >= stride; yours paints no more than its first three rows and columns.
paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    kernel = kernel[:3, :3]
    (h, w), k = image.shape, len(kernel)
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    for i in range(h):
        for j in range(w):
            top, left = i * stride, j * stride
            canvas[top : top + k, left : left + k] += image[i, j] * kernel
    cut = (k - stride) // 2
    return canvas[cut : cut + h * stride, cut : cut + w * stride]
# %% wrong: later paintings cover earlier ones
# cause: "Where paintings overlap, they add up": use += on the canvas, not =.
paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    (h, w), k = image.shape, len(kernel)
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    for i in range(h):
        for j in range(w):
            top, left = i * stride, j * stride
            canvas[top : top + k, left : left + k] = image[i, j] * kernel
    cut = (k - stride) // 2
    return canvas[cut : cut + h * stride, cut : cut + w * stride]
# %% wrong: the row is cut at the top
# cause: With s = 2 and k = 3 "one row goes, the last"; yours cuts the first.
paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    (h, w), k = image.shape, len(kernel)
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    for i in range(h):
        for j in range(w):
            top, left = i * stride, j * stride
            canvas[top : top + k, left : left + k] += image[i, j] * kernel
    cut = k - stride
    return canvas[cut : cut + h * stride, cut : cut + w * stride]
# %% right: zeros between the pixels, one shifted copy per filter number
paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    (h, w), k = image.shape, len(kernel)
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    for u in range(k):
        for v in range(k):
            rows = slice(u, u + (h - 1) * stride + 1, stride)
            columns = slice(v, v + (w - 1) * stride + 1, stride)
            canvas[rows, columns] += np.multiply(kernel[u, v], image)
    cut = (k - stride) // 2
    return canvas[cut : cut + h * stride, cut : cut + w * stride]
# %% right: by the matrix of each axis
def placing(n, k, stride):
    cut = (k - stride) // 2
    matrices = np.zeros((k, n * stride, n))
    for u in range(k):
        for i in range(n):
            row = i * stride + u - cut
            if 0 <= row < n * stride:
                matrices[u, row, i] = 1
    return matrices


paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    image, kernel = np.asarray(image, dtype="float64"), np.asarray(kernel, dtype="float64")
    k = kernel.shape[0]
    down, right = (placing(n, k, stride) for n in image.shape)
    return np.einsum("uv,uai,ij,vbj->ab", kernel, down, image, right)
# %% wrong: the surplus row is cut at the top
# cause: The larger part of the surplus is cut at the top; it is cut at the bottom.
# replace: cut = (k - stride) // 2
# by: cut = (k - stride + 1) // 2
# %% wrong: always cut at the end only
# cause: All the surplus is cut at the far end; ⌊(k - s)/2⌋ rows and columns go in front.
# replace: cut = (k - stride) // 2
# by: cut = 0
# %% wrong: cut at both ends alike
# cause: As much is cut at both ends; an odd surplus loses one row more at the bottom.
# replace: return canvas[cut : cut + h * stride, cut : cut + w * stride]
# by: return canvas[cut : len(canvas) - cut, cut : len(canvas[0]) - cut]
# %% wrong: nothing is cut
# cause: Nothing is cut off; keep h·stride rows and w·stride columns.
# replace: return canvas[cut : cut + h * stride, cut : cut + w * stride]
# by: return canvas
# %% wrong: overlaps are overwritten
# cause: Overlaps are overwritten; add them with +=.
# replace: += image[i, j] * kernel
# by: = image[i, j] * kernel
# %% wrong: the filter is turned round
# cause: The filter is turned round; paint it as it is.
# replace: += image[i, j] * kernel
# by: += image[i, j] * kernel[::-1, ::-1]
# %% wrong: square images only
# cause: The height is taken for the width too; the image is (h, w).
# replace: (h, w), k = image.shape, len(kernel)
# by: h = w = len(image); k = len(kernel)
# %% wrong: rows and columns of the image change places in the loops
# cause: The loops take rows for columns; h counts the rows.
# replace: for i in range(h):
# by: for i in range(w):
# replace: for j in range(w):
# by: for j in range(h):
# %% wrong: stride 2, whatever it is given
# cause: The stride is taken as 2; use `stride`.
# replace: (h, w), k = image.shape, len(kernel)
# by: (h, w), k, stride = image.shape, len(kernel), 2
# %% wrong: moves by the filter's size, so nothing overlaps
# cause: The brush moves by the filter's size; it moves by `stride`.
# replace: canvas[i * stride : i * stride + k, j * stride : j * stride + k]
# by: canvas[i * k : i * k + k, j * k : j * k + k]
# replace: canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
# by: canvas = np.zeros((h * max(k, stride), w * max(k, stride)))
# %% wrong: zeros between the pixels and a convolution of the same size, whose middle is elsewhere
# cause: The result is cut at other places: ⌊(k - s)/2⌋ rows go at the top.
def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same": (h, w) and (k, k), k >= stride, to (h·stride, w·stride)."""
    from scipy.signal import convolve2d

    h, w = image.shape
    spread = np.zeros((h * stride, w * stride))
    spread[::stride, ::stride] = image
    return convolve2d(spread, kernel, mode="same")


paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])
# %% wrong: paper_3 without the first row and column, not the last
# cause: The first row and column are cut away; cut the last ones.
# replace: paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])
# by: paper_3 = np.array([[1, 3, 2, 2], [4, 10, 6, 6], [3, 7, 4, 4], [3, 7, 4, 4]])
# %% wrong: paper_3 by repeating, without overlaps
# cause: Each number fills a square of 2 × 2; it paints the filter of 3 × 3.
# replace: paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])
# by: paper_3 = np.array([[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]])
# %% wrong: paper_3 with an error of addition in the middle
# cause: One number in the middle is added up wrongly.
# replace: [4, 4, 10, 6], [3, 3, 7, 4]])
# by: [4, 4, 8, 6], [3, 3, 7, 4]])
# %% wrong: paper_3 with all five rows and columns
# cause: Nothing is cut away; cut the last row and column.
# replace: paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])
# by: paper_3 = np.array([[1, 1, 3, 2, 2], [1, 1, 3, 2, 2], [4, 4, 10, 6, 6], [3, 3, 7, 4, 4], [3, 3, 7, 4, 4]])
# %% wrong: paper_2 paints the image at each number of the filter
# cause: The filter's numbers paint the image; its numbers paint the filter.
# replace: paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
# by: paper_2 = np.array([[1, 2, 0, 0], [3, 4, 0, 0], [0, 0, 1, 2], [0, 0, 3, 4]])
# %% right: a loop over the filter's numbers
paper_2 = np.array([[1.0, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1.0, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same": (h, w) and (k, k), k >= stride, to (h·stride, w·stride)."""
    height, width = image.shape
    k = kernel.shape[0]
    big = np.zeros([(height - 1) * stride + k, (width - 1) * stride + k])
    for u in range(k):
        for v in range(k):
            big[u : u + (height - 1) * stride + 1 : stride, v : v + (width - 1) * stride + 1 : stride] += (
                image * kernel[u, v]
            )
    first = (k - stride) // 2
    return big[first:][: height * stride, first:][:, : width * stride]
# %% right: zeros between the pixels, a full convolution, and a cut
from scipy.signal import convolve2d


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same": (h, w) and (k, k), k >= stride, to (h·stride, w·stride)."""
    h, w = image.shape
    spread = np.zeros(((h - 1) * stride + 1, (w - 1) * stride + 1))
    spread[::stride, ::stride] = image
    full = convolve2d(spread, kernel, mode="full")
    skip = (len(kernel) - stride) // 2
    return full[skip : skip + h * stride, skip : skip + w * stride]


paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]], dtype="float32")
paper_3 = np.array([[1, 1, 3, 2]] * 2 + [[4, 4, 10, 6], [3, 3, 7, 4]])
# %% right: np.add.at with all places at once
paper_2 = np.array([1, 0, 2, 0, 0, 1, 0, 2, 3, 0, 4, 0, 0, 3, 0, 4]).reshape(4, 4)
paper_3 = np.zeros((4, 4))
paper_3[:2] = 1, 1, 3, 2
paper_3[2] = 4, 4, 10, 6
paper_3[3] = 3, 3, 7, 4


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same": (h, w) and (k, k), k >= stride, to (h·stride, w·stride)."""
    (h, w), k = image.shape, len(kernel)
    rows = (np.arange(h) * stride)[:, None, None, None] + np.arange(k)[None, None, :, None]
    columns = (np.arange(w) * stride)[None, :, None, None] + np.arange(k)[None, None, None, :]
    painted = image[:, :, None, None] * kernel[None, None]
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    np.add.at(canvas, (rows, columns), painted)
    top = (k - stride) // 2
    bottom = k - stride - top
    return canvas[top : canvas.shape[0] - bottom, top : canvas.shape[1] - bottom]
