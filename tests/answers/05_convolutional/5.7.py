# %% wrong: overlaps overwritten
# cause: Overlaps are overwritten; add them with +=.
# replace: j * stride + k] += image
# by: j * stride + k] = image
# %% wrong: the first row and column cut off
# cause: The larger part of the surplus is cut at the top; it is cut at the bottom.
# replace: cut = (k - stride) // 2
# by: cut = (k - stride + 1) // 2
# %% wrong: nothing cut off
# cause: Nothing is cut off; keep h·stride rows and w·stride columns.
# replace: return canvas[cut : cut + h * stride, cut : cut + w * stride]
# by: return canvas
# %% wrong: always cut at the far end alone
# cause: All the surplus is cut at the far end; ⌊(k - s)/2⌋ rows and columns go in front.
# replace: cut = (k - stride) // 2
# by: cut = 0
# %% wrong: always stride 2
# cause: The stride is taken as 2; use `stride`.
# replace: (h, w), k = image.shape, len(kernel)
# by: (h, w), k, stride = image.shape, len(kernel), 2
# %% wrong: square images only
# cause: The height is taken for the width too; the image is (h, w).
# replace: (h, w), k = image.shape, len(kernel)
# by: h, w, k = len(image), len(image), len(kernel)
# %% wrong: the filter turned around
# cause: The filter is turned round; paint it as it is.
# replace: image[i, j] * kernel
# by: image[i, j] * kernel[::-1, ::-1]
# %% wrong: the filter transposed
# cause: The filter's rows and columns are swapped.
# replace: image[i, j] * kernel
# by: image[i, j] * kernel.T
# %% wrong: values repeated, as upsampling does
# cause: Values are repeated, as upsampling does; paint the filter.
# replace: return canvas[cut : cut + h * stride, cut : cut + w * stride]
# by: return image.repeat(stride, axis=0).repeat(stride, axis=1)
# %% wrong: rows and columns swapped
# cause: Rows and columns of the image are swapped.
# replace: image[i, j] * kernel
# by: image[j, i] * kernel
# %% wrong: paper_2 by upsampling
# cause: Each number fills a square; it paints the filter.
# replace: paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
# by: paper_2 = np.array([[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]])
# %% wrong: paper_3 cut at the wrong end
# cause: The first row and column are cut away; cut the last ones.
# replace: [[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]]
# by: [[1, 3, 2, 2], [4, 10, 6, 6], [3, 7, 4, 4], [3, 7, 4, 4]]
# %% wrong: paper_3 with overlaps overwritten
# cause: Overlaps are overwritten; add them.
# replace: [[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]]
# by: [[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]]
# %% wrong: the two results swapped
# cause: paper_2 and paper_3 have changed places.
# replace: paper_2 =
# by: paper_3 =
# replace: paper_3 = np.array([[1, 1, 3, 2]
# by: paper_2 = np.array([[1, 1, 3, 2]
# %% wrong: an ordinary convolution
# cause: This is an ordinary convolution; each pixel paints the filter.
# replace: return canvas[cut : cut + h * stride, cut : cut + w * stride]
# by: return convolve(image[None, ..., None].astype("float32"), kernel, padding="same")[0, ..., 0]
# %% wrong: forgotten return
# cause: Nothing is returned; `return` what is left after the cut.
# replace: return canvas
# by: result = canvas
# %% right: filter number by filter number
def transposed(image, kernel, stride=2):
    (h, w), k = image.shape, kernel.shape[0]
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    for (u, v), weight in np.ndenumerate(kernel):
        canvas[u : u + h * stride, v : v + w * stride][::stride, ::stride] += weight * image
    cut = (k - stride) // 2
    return canvas[cut:, cut:][: h * stride, : w * stride]


paper_2 = transposed(np.array([[1.0, 2], [3, 4]]), np.eye(2))
paper_3 = transposed(np.array([[1.0, 2], [3, 4]]), np.ones((3, 3)))
# %% right: zeros between the pixels, then SciPy's convolution, and words on stderr
import sys
import warnings

from scipy.signal import convolve2d

paper_2 = np.kron([[1.0, 2.0], [3.0, 4.0]], np.eye(2))
paper_3 = np.array([1, 1, 3, 2, 1, 1, 3, 2, 4, 4, 10, 6, 3, 3, 7, 4], dtype="float32").reshape(4, 4)


def transposed(image, kernel, stride=2):
    warnings.warn("painting", stacklevel=1)
    print(image.shape, file=sys.stderr)
    h, w = image.shape
    spread = np.zeros((h * stride, w * stride))
    spread[::stride, ::stride] = image
    first = (len(kernel) - stride) // 2
    return convolve2d(spread, kernel)[first : first + h * stride, first : first + w * stride]
# %% right: a sum over index arrays
# replace: canvas[i * stride : i * stride + k, j * stride : j * stride + k] += image[i, j] * kernel
# by: np.add.at(canvas, np.ix_(range(i * stride, i * stride + k), range(j * stride, j * stride + k)), image[i, j] * kernel)
