# %% wrong: last place left out
# cause: The rectangle never touches the last row or column: `rng.integers` excludes its upper end, so use h - height + 1.
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    draw = rng.random(images.shape)
    noisy = np.where(draw < fraction / 2, 1, np.where(draw < fraction, 0, images))
    return noisy.astype("float32")


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle at a random place.

    height, width: of the rectangles, in pixels.
    """
    rng = np.random.default_rng(seed)
    covered = images.copy()
    n, h, w = covered.shape
    for image in covered:
        top = rng.integers(0, h - height)
        left = rng.integers(0, w - width)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: one place for all images
# cause: All images are covered at the same place; draw a place for each image.
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    draw = rng.random(images.shape)
    noisy = np.where(draw < fraction / 2, 1, np.where(draw < fraction, 0, images))
    return noisy.astype("float32")


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle at a random place.

    height, width: of the rectangles, in pixels.
    """
    rng = np.random.default_rng(seed)
    n, h, w = images.shape
    top = rng.integers(0, h - height + 1)
    left = rng.integers(0, w - width + 1)
    covered = images.copy()
    covered[:, top : top + height, left : left + width] = 0
    return covered
# %% wrong: square images assumed
# cause: The row is drawn as if images were as high as they are wide, so places at the bottom of a tall image never occur.
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    draw = rng.random(images.shape)
    noisy = np.where(draw < fraction / 2, 1, np.where(draw < fraction, 0, images))
    return noisy.astype("float32")


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle at a random place.

    height, width: of the rectangles, in pixels.
    """
    rng = np.random.default_rng(seed)
    covered = images.copy()
    n, h, w = covered.shape
    for image in covered:
        top = rng.integers(0, min(h, w) - height + 1)
        left = rng.integers(0, min(h, w) - width + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: salt and pepper as float64
# cause: The result of salt_and_pepper is float64; return float32.
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    draw = rng.random(images.shape)
    noisy = images.astype("float64")
    noisy[draw < fraction / 2] = 1
    noisy[(draw >= fraction / 2) & (draw < fraction)] = 0
    return noisy


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle at a random place.

    height, width: of the rectangles, in pixels.
    """
    rng = np.random.default_rng(seed)
    covered = images.copy()
    n, h, w = covered.shape
    for image in covered:
        top = rng.integers(0, h - height + 1)
        left = rng.integers(0, w - width + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: salt as bright as the image
# cause: Salt has the brightness of the image's brightest pixel; white is 1.
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    draw = rng.random(images.shape)
    noisy = np.where(draw < fraction / 2, images.max(), np.where(draw < fraction, 0, images))
    return noisy.astype("float32")


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle at a random place.

    height, width: of the rectangles, in pixels.
    """
    rng = np.random.default_rng(seed)
    covered = images.copy()
    n, h, w = covered.shape
    for image in covered:
        top = rng.integers(0, h - height + 1)
        left = rng.integers(0, w - width + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: salt written into the given array
# cause: Salt and pepper are written into the given array; return a new one.
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    draw = rng.random(images.shape)
    images[draw < fraction / 2] = 1
    images[(draw >= fraction / 2) & (draw < fraction)] = 0
    return images


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle at a random place.

    height, width: of the rectangles, in pixels.
    """
    rng = np.random.default_rng(seed)
    covered = images.copy()
    n, h, w = covered.shape
    for image in covered:
        top = rng.integers(0, h - height + 1)
        left = rng.integers(0, w - width + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: width and height exchanged
# cause: Height and width of the rectangle are exchanged: rows first.
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    draw = rng.random(images.shape)
    noisy = np.where(draw < fraction / 2, 1, np.where(draw < fraction, 0, images))
    return noisy.astype("float32")


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle at a random place.

    height, width: of the rectangles, in pixels.
    """
    rng = np.random.default_rng(seed)
    covered = images.copy()
    n, h, w = covered.shape
    for image in covered:
        top = rng.integers(0, h - width + 1)
        left = rng.integers(0, w - height + 1)
        image[top : top + width, left : left + height] = 0
    return covered
# %% right: choice and one number for each place
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    kind = rng.choice(3, size=images.shape, p=[fraction / 2, fraction / 2, 1 - fraction])
    result = np.array(images, dtype="float32")
    result[kind == 0], result[kind == 1] = 1.0, 0.0
    return result


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle at a random place.

    height, width: of the rectangles, in pixels.
    """
    rng = np.random.default_rng(seed)
    result = np.array(images)
    down, across = result.shape[1] - height + 1, result.shape[2] - width + 1
    for image, place in zip(result, rng.integers(down * across, size=len(result))):
        top, left = divmod(int(place), across)
        image[top : top + height, left : left + width] = 0
    return result
