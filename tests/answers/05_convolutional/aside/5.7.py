# %% wrong: an odd surplus of 3 is halved the wrong way
# cause: With an odd surplus the smaller half, ⌊(k - s)/2⌋, goes at the top; yours rounds up from a surplus of 2 on.
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
    cut = (k - stride + 1) // 2 if k - stride > 1 else 0
    return canvas[cut : cut + h * stride, cut : cut + w * stride]
# %% wrong: the filter is turned round
# cause: y at (si + u, sj + v) takes K at (u, v): paint the filter as it is, not turned by 180 degrees.
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
            canvas[top : top + k, left : left + k] += image[i, j] * kernel[::-1, ::-1]
    cut = (k - stride) // 2
    return canvas[cut : cut + h * stride, cut : cut + w * stride]
# %% right: np.add.at, and paper results as floats
paper_2 = np.kron(np.array([[1.0, 2.0], [3.0, 4.0]]), np.eye(2))
paper_3 = np.zeros((4, 4))
paper_3[0:2] = [1, 1, 3, 2]
paper_3[2] = [4, 4, 10, 6]
paper_3[3] = [3, 3, 7, 4]


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    h, w = np.shape(image)
    k = np.shape(kernel)[0]
    i, j, u, v = np.meshgrid(*map(np.arange, (h, w, k, k)), indexing="ij")
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    painted = np.asarray(image)[:, :, None, None] * np.asarray(kernel)[None, None]
    np.add.at(canvas, (i * stride + u, j * stride + v), painted)
    before = (k - stride) // 2
    after = k - stride - before
    return canvas[before : canvas.shape[0] - after, before : canvas.shape[1] - after]
