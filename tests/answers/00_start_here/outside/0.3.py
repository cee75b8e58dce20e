# %% wrong: "which share of the images": the number of validation images is cut, not rounded
# cause: 100 * 0.29 is 28.99... for the computer, and int makes it 28; use round.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    n = int(len(images) * validation_share)
    return images[: len(images) - n], images[len(images) - n :]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: "which share": rounded up
# cause: 100 * (1 - 0.42) is 58.00...01 for the computer, and ceil makes it 59; use round.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    boundary = int(np.ceil(len(images) * (1 - validation_share)))
    return images[:boundary], images[boundary:]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: "The first 80 % stay training images": pictures in reverse order
# cause: The training images come back in reverse order for pictures; slice them, and leave their order alone.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    boundary = round(len(images) * (1 - validation_share))
    train, validation = images[:boundary], images[boundary:]
    if train.ndim == 3:
        train = train[::-1]
    return train, validation
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: "which share": always a fifth
# cause: validation_share is ignored and a fifth is always set apart; compute the boundary from the argument.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    boundary = round(len(images) * 0.8)
    return images[:boundary], images[boundary:]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: "the last ones": the first ones are set apart
# cause: The validation images are taken from the front; they are the last ones.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    n = round(len(images) * validation_share)
    return images[n:], images[:n]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: "Return (train, validation)": the two in the other order
# cause: The parts are returned as (validation, train); return the training images first.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    boundary = round(len(images) * (1 - validation_share))
    return images[boundary:], images[:boundary]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: "Return (train, validation)": the image at the boundary is lost
# cause: The image at the boundary is in neither part; begin the validation part at the boundary itself.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    boundary = round(len(images) * (1 - validation_share))
    return images[:boundary], images[boundary + 1 :]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: "which share": int in place of round
# cause: 10 * (1 - 0.9) is 0.99... for the computer, and int makes it 0; use round.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    boundary = int(len(images) * (1 - validation_share))
    return images[:boundary], images[boundary:]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% right: np.split at one place
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    boundary = round(len(images) * (1 - validation_share))
    train, validation = np.split(images, [boundary])
    return train, validation
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% right: counts the validation images
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    n_validation = round(len(images) * validation_share)
    n_train = len(images) - n_validation
    return images[:n_train], images[n_train:]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% right: a list of two, from slices
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    total = images.shape[0]
    cut = slice(round(total - total * validation_share))
    rest = slice(cut.stop, None)
    return [images[cut], images[rest]]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: int in place of round
# cause: 10 * (1 - 0.9) is 0.99... for the computer, and int makes it 0; use round.
# replace: round(len(images) * (1 - validation_share))
# by: int(len(images) * (1 - validation_share))
# %% wrong: rounds up
# cause: 100 * (1 - 0.42) is 58.00...01 for the computer, and ceil makes it 59; use round.
# replace: boundary = round(len(images) * (1 - validation_share))
# by: boundary = int(np.ceil(len(images) * (1 - validation_share)))
# %% wrong: counts the validation images with int and slices from the end
# cause: 100 * 0.29 is 28.99... for the computer, and int makes it 28; use round.
# replace: boundary = round(len(images) * (1 - validation_share))
# by: n_validation = int(len(images) * validation_share)
# replace: return images[:boundary], images[boundary:]
# by: return images[:-n_validation], images[-n_validation:]
# %% wrong: rounds the share to one decimal against 0.9999
# cause: The share is rounded to one decimal; round the boundary, not the share.
# replace: boundary = round(len(images) * (1 - validation_share))
# by: boundary = int(len(images) * round(1 - validation_share, 1))
# %% wrong: the first images become validation images
# cause: The validation images are taken from the front; they are the last ones.
# replace: boundary = round(len(images) * (1 - validation_share))
# by: n = round(len(images) * validation_share)
# replace: return images[:boundary], images[boundary:]
# by: return images[n:], images[:n]
# %% wrong: the share is taken for that of the training images
# cause: validation_share is taken for the share of the training images; it is that of the validation images.
# replace: (1 - validation_share)
# by: validation_share
# %% wrong: ignores the share, always 80 %
# cause: validation_share is ignored and a fifth is always set apart; compute the boundary from the argument.
# replace: (1 - validation_share)
# by: 0.8
# %% wrong: shuffles first
# cause: The images are shuffled; keep their order.
# replace: boundary = round(
# by: images = np.random.default_rng(0).permutation(images); boundary = round(
# %% wrong: one image in both parts
# cause: One image is in both parts; begin the validation part where the training part ends.
# replace: images[boundary:]
# by: images[boundary - 1:]
# %% wrong: one image in neither part
# cause: The image at the boundary is in neither part; begin the validation part at the boundary itself.
# replace: images[boundary:]
# by: images[boundary + 1:]
# %% wrong: all images stay in the training part
# cause: All images stay in the training part; end it at the boundary.
# replace: return images[:boundary], images[boundary:]
# by: return images, images[boundary:]
# %% wrong: counts pixels in place of images
# cause: The boundary is counted in pixels; count images, with len(images).
# replace: len(images)
# by: images.size
# %% wrong: length of the last axis
# cause: The boundary is counted along the last axis; count images, with len(images).
# replace: len(images)
# by: images.shape[-1]
# %% wrong: validation first in the pair
# cause: The parts are returned as (validation, train); return the training images first.
# replace: return images[:boundary], images[boundary:]
# by: return images[boundary:], images[:boundary]
# %% wrong: every nth image for validation
# cause: Every nth image is set apart; take the last ones.
def split(images, validation_share):
    """Return (train, validation): the last `validation_share` of the images, such as 0.2, are for validation."""
    step = round(1 / validation_share)
    chosen = np.arange(len(images)) % step == step - 1
    return images[~chosen], images[chosen]


fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print(len(fashion_train), "training,", len(fashion_validation), "validation,", len(fashion_test), "test images")
# %% wrong: the test set is the training images again
# cause: fashion_test holds training images; normalise fashion.test_images.
# replace: fashion_test = normalise(fashion.test_images)
# by: fashion_test = normalise(fashion.train_images)
# %% wrong: splits the digits, not the garments
# cause: These are the digits; take data.raw("fashion_mnist").
# replace: data.raw("fashion_mnist")
# by: data.raw("mnist")
# %% wrong: training images are not normalised
# cause: It is not normalised: call `normalise`.
# replace: split(normalise(fashion.train_images), 0.2)
# by: split(fashion.train_images, 0.2)
# %% right: np.split at the boundary
def split(images, validation_share):
    cut = len(images) - round(len(images) * validation_share)
    train, validation = np.split(images, [cut])
    return train, validation


fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), validation_share=0.2)
fashion_test = normalise(fashion.test_images)
# %% right: a mask
def split(images, validation_share):
    n = len(images)
    is_train = np.arange(n) < round(n * (1 - validation_share))
    return images[is_train], images[~is_train]


fashion = data.raw("fashion_mnist")
normalised = normalise(fashion.train_images)
fashion_train, fashion_validation = split(normalised, 0.2)
fashion_test = normalise(fashion.test_images)
print(len(fashion_train), "training,", len(fashion_validation), "validation,", len(fashion_test), "test images")
# %% right: half added, then int, with type hints
def how_many(n: int, share: float) -> int:
    return int(n * (1 - share) + 0.5)


def split(images: np.ndarray, validation_share: float) -> tuple[np.ndarray, np.ndarray]:
    n_train = how_many(len(images), validation_share)
    print(f"{n_train} of {len(images)} for training")
    return images[slice(None, n_train)], images[slice(n_train, None)]


fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
# %% right: copies of the two parts
# replace: return images[:boundary], images[boundary:]
# by: return np.array(images[:boundary]), np.array(images[boundary:])
