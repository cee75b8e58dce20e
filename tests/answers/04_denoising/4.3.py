# %% wrong: the fraction each
# replace: np.where(draw < fraction / 2, 1, np.where(draw < fraction, 0, images))
# by: np.where(draw < fraction, 1, np.where(draw < 2 * fraction, 0, images))
# %% wrong: salt without pepper
# replace: np.where(draw < fraction, 0, images)
# by: images
# %% wrong: the same pixels in all images
# replace: .random(images.shape)
# by: .random(images.shape[1:])
# %% wrong: whole images
# replace: .random(images.shape)
# by: .random((len(images), 1, 1))
# %% wrong: white is 255
# replace: draw < fraction / 2, 1,
# by: draw < fraction / 2, 255,
# %% wrong: two draws, and the second takes from the first
# replace: np.where(draw < fraction, 0, images)
# by: np.where(np.random.default_rng(seed).random(images.shape) < fraction / 2, 0, images)
# %% wrong: salt in the same places for every seed
# replace: draw = np.random.default_rng(seed)
# by: draw = np.random.default_rng(1)
# %% wrong: salt with a new generator at each call
# replace: draw = np.random.default_rng(seed)
# by: draw = np.random.default_rng()
# %% wrong: rectangles in the same places for every seed
# replace: rng = np.random.default_rng(seed)
# by: rng = np.random.default_rng(1)
# %% wrong: rectangles with a new generator at each call
# replace: rng = np.random.default_rng(seed)
# by: rng = np.random.default_rng()
# %% wrong: never the last place
# replace: , endpoint=True
# by:
# %% wrong: sticks out of the image
# replace: image.shape[0] - height
# by: image.shape[0] - 1
# replace: image.shape[1] - width
# by: image.shape[1] - 1
# %% wrong: height and width swapped
# replace: image[top : top + height, left : left + width]
# by: image[top : top + width, left : left + height]
# %% wrong: a generator for each image, so one place for all
# replace: top = rng
# by: rng = np.random.default_rng(seed); top = rng
# %% wrong: one number for row and column
# replace: left = rng.integers(0, image.shape[1] - width, endpoint=True)
# by: left = min(top, image.shape[1] - width)
# %% wrong: always in the corner
# replace: image[top : top + height, left : left + width]
# by: image[:height, :width]
# %% wrong: white rectangles
# replace: left + width] = 0
# by: left + width] = 1
# %% wrong: written into the given array
# replace: covered = images.copy()
# by: covered = images
# %% wrong: one pixel too many
# replace: top + height, left
# by: top + height + 1, left
# %% wrong: rectangles not returned
# replace: return covered
# by: covered
# %% wrong: salt and pepper takes seed 0 for none
# cause: Seed 0 counts as none here: `seed or None` is None; pass `seed` on as it is.
# replace: np.random.default_rng(seed).random
# by: np.random.default_rng(seed or None).random
# %% wrong: the rectangles take seed 0 for none
# cause: Seed 0 counts as none here: `seed or None` is None; pass `seed` on as it is.
# replace: rng = np.random.default_rng(seed)
# by: rng = np.random.default_rng(seed or None)
# %% right: masks in place of a loop, choice in place of where
def salt_and_pepper(images, fraction, seed=None):
    shares = [fraction / 2, fraction / 2, 1 - fraction]
    fate = np.random.default_rng(seed).choice([0.0, 1.0, np.nan], images.shape, p=shares)
    return np.where(np.isnan(fate), images, fate)


def black_rectangles(images, height, width, seed=None):
    rng = np.random.default_rng(seed)
    n, h, w = images.shape
    top, left = rng.integers(h - height + 1, size=(n, 1, 1)), rng.integers(w - width + 1, size=(n, 1, 1))
    y, x = np.arange(h)[:, None], np.arange(w)
    return images * ~((y >= top) & (y < top + height) & (x >= left) & (x < left + width))
# %% right: every place numbered, indices assigned
import sys
import warnings


def salt_and_pepper(images, fraction, seed=None):
    warnings.warn("salt ahead", stacklevel=1)
    out, u = np.array(images, dtype=np.float64), np.random.default_rng(seed).random(images.shape)
    out[u > 1 - fraction / 2] = 1
    out[(u > 1 - fraction) & (u <= 1 - fraction / 2)] = 0
    return out


def black_rectangles(images, height, width, seed=None):
    print(height, width, file=sys.stderr)
    columns = images.shape[2] - width + 1
    places = np.random.default_rng(seed).integers((images.shape[1] - height + 1) * columns, size=len(images))
    result = np.stack(list(images))
    for i, (top, left) in enumerate(divmod(int(place), columns) for place in places):
        result[i, top:][:height, left:][:, :width] = 0
    return result
# %% right: the helpers
def salt_and_pepper(images, fraction, seed=None):
    return noise.salt_and_pepper(images, fraction, seed=seed)


def black_rectangles(images, height, width, seed=None):
    return noise.rectangles(images, (height, width), seed=seed)
