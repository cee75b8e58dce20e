# %% wrong: first row and column left out
# cause: The rectangle never starts in row 0 or column 0; all places are as likely.
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
        top = rng.integers(1, h - height + 1)
        left = rng.integers(1, w - width + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: generator made anew for each image
# cause: A generator with the same seed is made for each image, so all get the same place: make it once, before the loop.
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
    covered = images.copy()
    n, h, w = covered.shape
    for image in covered:
        rng = np.random.default_rng(seed)
        top = rng.integers(0, h - height + 1)
        left = rng.integers(0, w - width + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: places on the diagonal only
# cause: Row and column are the same number, so only places on the diagonal occur.
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
        top = left = rng.integers(0, min(h - height, w - width) + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: rounded places
# cause: Rounding makes the first and the last place half as likely as the others; draw whole numbers with rng.integers.
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
        top = int(round(rng.random() * (h - height)))
        left = int(round(rng.random() * (w - width)))
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: places near the middle
# cause: The places follow a bell curve around the middle; all places are as likely.
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
        top = int(np.clip(rng.normal((h - height) / 2, h / 6), 0, h - height))
        left = int(np.clip(rng.normal((w - width) / 2, w / 6), 0, w - width))
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: rectangles ignore the seed
# cause: `black_rectangles` ignores its seed; the same seed must give the same rectangles.
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
    rng = np.random.default_rng()
    covered = images.copy()
    n, h, w = covered.shape
    for image in covered:
        top = rng.integers(0, h - height + 1)
        left = rng.integers(0, w - width + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: salt and pepper ignores the seed
# cause: `salt_and_pepper` ignores its seed; the same seed must give the same pixels.
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng()
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
        top = rng.integers(0, h - height + 1)
        left = rng.integers(0, w - width + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: fraction each
# cause: Each colour gets the whole fraction; it is fraction / 2 for white and fraction / 2 for black.
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    draw = rng.random(images.shape)
    noisy = np.where(draw < fraction, 1, np.where(draw < 2 * fraction, 0, images))
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
# %% wrong: pepper on the salt
# cause: Pepper is drawn anew and falls on the salt too, so white is rarer than black: decide each pixel's fate with one number.
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    noisy = images.astype("float32")
    noisy[rng.random(images.shape) < fraction / 2] = 1
    noisy[rng.random(images.shape) < fraction / 2] = 0
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
# %% wrong: rectangles written into the given array
# cause: The rectangles are written into the given array; return a new one.
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
    covered = images
    n, h, w = covered.shape
    for image in covered:
        top = rng.integers(0, h - height + 1)
        left = rng.integers(0, w - width + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: rectangles over the border
# cause: The centre is drawn anywhere, so parts of the rectangle lie outside the image; it lies wholly inside.
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
        top = rng.integers(0, h)
        left = rng.integers(0, w)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: same speckles on every image
# cause: One pattern of salt and pepper is used for all images; each pixel of each image has its own chance.
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    draw = rng.random(images.shape[1:])
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
        top = rng.integers(0, h - height + 1)
        left = rng.integers(0, w - width + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% right: masks by broadcasting
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    rng = np.random.default_rng(seed)
    hit = rng.random(images.shape) < fraction
    colour = rng.integers(0, 2, images.shape)
    return np.where(hit, colour, images).astype(np.float32)


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle at a random place.

    height, width: of the rectangles, in pixels.
    """
    n, h, w = images.shape
    rng = np.random.default_rng(seed)
    top = rng.integers(0, h - height, size=(n, 1, 1), endpoint=True)
    left = rng.integers(0, w - width, size=(n, 1, 1), endpoint=True)
    rows, columns = np.arange(h)[None, :, None], np.arange(w)[None, None, :]
    inside = (rows >= top) & (rows < top + height) & (columns >= left) & (columns < left + width)
    return images * ~inside
# %% right: upper end for salt, choice for places
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w), float32, with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    draw = np.random.default_rng(seed).uniform(0, 1, size=images.shape)
    out = images.astype("float32", copy=True)
    out[draw > 1 - fraction / 2] = 1
    out[draw < fraction / 2] = 0
    return out


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle at a random place.

    height, width: of the rectangles, in pixels.
    """
    rng = np.random.default_rng(seed)
    _, h, w = images.shape
    out = []
    for image in images:
        top = rng.choice(np.arange(h - height + 1))
        left = rng.choice(np.arange(w - width + 1))
        image = image.copy()
        image[slice(top, top + height), slice(left, left + width)] *= 0
        out.append(image)
    return np.stack(out)
# %% wrong: salt and pepper with probability `fraction` each
# replace: return np.where(draw < fraction / 2, 1, np.where(draw < fraction, 0, images)).astype("float32")
# by: return np.where(draw < fraction, 1, np.where(draw < 2 * fraction, 0, images)).astype("float32")
# %% wrong: pepper is drawn apart and covers some of the salt
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w) of which a share `fraction` of the pixels has become white or black, each as likely."""
    rng = np.random.default_rng(seed)
    noisy = images.copy()
    noisy[rng.random(images.shape) < fraction / 2] = 1
    noisy[rng.random(images.shape) < fraction / 2] = 0
    return noisy


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle of height × width pixels at a random place."""
    rng = np.random.default_rng(seed)
    covered = images.copy()
    for image in covered:
        top = rng.integers(0, image.shape[0] - height, endpoint=True)
        left = rng.integers(0, image.shape[1] - width, endpoint=True)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: pixels drawn with replacement, some of them twice
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w) of which a share `fraction` of the pixels has become white or black, each as likely."""
    rng = np.random.default_rng(seed)
    noisy = images.copy().ravel()
    count = int(fraction / 2 * images.size)
    noisy[rng.integers(0, images.size, count)] = 1
    noisy[rng.integers(0, images.size, count)] = 0
    return noisy.reshape(images.shape)


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle of height × width pixels at a random place."""
    rng = np.random.default_rng(seed)
    covered = images.copy()
    for image in covered:
        top = rng.integers(0, image.shape[0] - height, endpoint=True)
        left = rng.integers(0, image.shape[1] - width, endpoint=True)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: every image is damaged at the same pixels
# replace: draw = np.random.default_rng(seed).random(images.shape)
# by: draw = np.random.default_rng(seed).random(images.shape[1:])
# %% wrong: salt and pepper ignores the seed
# replace: draw = np.random.default_rng(seed).random(images.shape)
# by: draw = np.random.default_rng().random(images.shape)
# %% wrong: the last row and column are never reached
# replace: top = rng.integers(0, image.shape[0] - height, endpoint=True)
# by: top = rng.integers(0, image.shape[0] - height)
# replace: left = rng.integers(0, image.shape[1] - width, endpoint=True)
# by: left = rng.integers(0, image.shape[1] - width)
# %% wrong: a real number is rounded, so the places at the ends are half as likely
# replace: top = rng.integers(0, image.shape[0] - height, endpoint=True)
# by: top = round(rng.uniform(0, image.shape[0] - height))
# replace: left = rng.integers(0, image.shape[1] - width, endpoint=True)
# by: left = round(rng.uniform(0, image.shape[1] - width))
# %% wrong: the middle is drawn, and with an even height the last row is missed
# replace: top = rng.integers(0, image.shape[0] - height, endpoint=True)
# by: top = rng.integers(height // 2, image.shape[0] - height // 2) - height // 2
# replace: left = rng.integers(0, image.shape[1] - width, endpoint=True)
# by: left = rng.integers(width // 2, image.shape[1] - width // 2) - width // 2
# %% wrong: a generator from the same seed for each image, one place for all
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w) of which a share `fraction` of the pixels has become white or black, each as likely."""
    draw = np.random.default_rng(seed).random(images.shape)
    return np.where(draw < fraction / 2, 1, np.where(draw < fraction, 0, images)).astype("float32")


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle of height × width pixels at a random place."""
    covered = images.copy()
    for image in covered:
        rng = np.random.default_rng(seed)
        top = rng.integers(0, image.shape[0] - height + 1)
        left = rng.integers(0, image.shape[1] - width + 1)
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: one place for all images
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w) of which a share `fraction` of the pixels has become white or black, each as likely."""
    draw = np.random.default_rng(seed).random(images.shape)
    return np.where(draw < fraction / 2, 1, np.where(draw < fraction, 0, images)).astype("float32")


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle of height × width pixels at a random place."""
    rng = np.random.default_rng(seed)
    n, h, w = images.shape
    top, left = rng.integers(0, h - height + 1), rng.integers(0, w - width + 1)
    covered = images.copy()
    covered[:, top : top + height, left : left + width] = 0
    return covered
# %% wrong: rows and columns from two generators of the same seed, so only some places occur
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w) of which a share `fraction` of the pixels has become white or black, each as likely."""
    draw = np.random.default_rng(seed).random(images.shape)
    return np.where(draw < fraction / 2, 1, np.where(draw < fraction, 0, images)).astype("float32")


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle of height × width pixels at a random place."""
    n, h, w = images.shape
    tops = np.random.default_rng(seed).integers(0, h - height + 1, n)
    lefts = np.random.default_rng(seed).integers(0, w - width + 1, n)
    covered = images.copy()
    for image, top, left in zip(covered, tops, lefts):
        image[top : top + height, left : left + width] = 0
    return covered
# %% wrong: the range of the rows is taken from the images' width
# replace: top = rng.integers(0, image.shape[0] - height, endpoint=True)
# by: top = rng.integers(0, image.shape[1] - height, endpoint=True)
# %% wrong: rectangles may hang over the border
# replace: top = rng.integers(0, image.shape[0] - height, endpoint=True)
# by: top = rng.integers(0, image.shape[0])
# replace: left = rng.integers(0, image.shape[1] - width, endpoint=True)
# by: left = rng.integers(0, image.shape[1])
# %% wrong: height and width change places
# replace: image[top : top + height, left : left + width] = 0
# by: image[top : top + width, left : left + height] = 0
# %% wrong: both ends of the slice counted
# replace: image[top : top + height, left : left + width] = 0
# by: image[top : top + height + 1, left : left + width + 1] = 0
# %% wrong: white rectangles
# replace: image[top : top + height, left : left + width] = 0
# by: image[top : top + height, left : left + width] = 1
# %% wrong: a view in place of a copy
# replace: covered = images.copy()
# by: covered = images[:]
# %% right: three outcomes by rng.choice, rectangles by masks
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w) of which a share `fraction` of the pixels has become white or black, each as likely."""
    rng = np.random.default_rng(seed)
    fate = rng.choice(3, size=images.shape, p=[1 - fraction, fraction / 2, fraction / 2])
    return np.choose(fate, [images, np.float32(0), np.float32(1)])


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle of height × width pixels at a random place."""
    rng = np.random.default_rng(seed)
    n, h, w = images.shape
    top = rng.integers(0, h - height + 1, size=(n, 1, 1))
    left = rng.integers(0, w - width + 1, size=(n, 1, 1))
    rows, columns = np.arange(h)[None, :, None], np.arange(w)[None, None, :]
    inside = (rows >= top) & (rows < top + height) & (columns >= left) & (columns < left + width)
    return np.where(inside, 0, images)
# %% right: first whether, then which colour
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w) of which a share `fraction` of the pixels has become white or black, each as likely."""
    rng = np.random.default_rng(seed)
    damaged = rng.random(images.shape) < fraction
    colours = rng.integers(0, 2, images.shape)
    noisy = np.array(images)
    noisy[damaged] = colours[damaged]
    return noisy


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle of height × width pixels at a random place."""
    rng = np.random.RandomState(seed)
    places = [(r, c) for r in range(images.shape[1] - height + 1) for c in range(images.shape[2] - width + 1)]
    result = []
    for image in images:
        r, c = places[rng.randint(len(places))]
        new = image.copy()
        new[r : r + height, c : c + width] *= 0
        result.append(new)
    return np.stack(result)
# %% right: Python's own random numbers
import random


def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w) of which a share `fraction` of the pixels has become white or black, each as likely."""
    source = random.Random(seed)
    flat = images.flatten()  # a copy
    for k in range(flat.size):
        u = source.random()
        if u < fraction / 2:
            flat[k] = 1.0
        elif u < fraction:
            flat[k] = 0.0
    return flat.reshape(images.shape)


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle of height × width pixels at a random place."""
    source = random.Random(seed)
    covered = images.copy()
    for k in range(len(images)):
        top = source.randint(0, images.shape[1] - height)  # both ends can occur
        left = source.randint(0, images.shape[2] - width)
        covered[k, top : top + height, left : left + width] = 0
    return covered
