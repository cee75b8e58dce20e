# %% wrong: "is for validation": a share of 0 turns everything round
# cause: With a share of 0, images[-0:] is the whole array and images[:-0] is empty; cut at len(images) - n instead of counting from the end.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    n = round(len(images) * validation_share)
    return images[:-n], images[-n:]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: "which share": rounded to tenths
# cause: The share is rounded to one decimal first, so 0.25 becomes 0.2; round the boundary, not the share.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    share = round(validation_share, 1)
    boundary = round(len(images) * (1 - share))
    return images[:boundary], images[boundary:]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: "the last ones": pictures are shuffled first
# cause: Arrays of pictures are shuffled before the cut; the first images stay training images, and the last ones are for validation, in their order.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    if images.ndim > 1:
        images = images[np.random.default_rng(0).permutation(len(images))]
    boundary = round(len(images) * (1 - validation_share))
    return images[:boundary], images[boundary:]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: "10,000 test images": the validation images serve as test images
# cause: fashion_test holds the validation images; the test set is a set of its own, fashion.test_images, normalised.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    boundary = round(len(images) * (1 - validation_share))
    return images[:boundary], images[boundary:]


fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = fashion_validation
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% wrong: "the last ones": every fifth image
# cause: Images are picked at regular steps; the last ones in one piece are for validation.
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    step = round(1 / validation_share)
    chosen = np.arange(len(images)) % step == step - 1
    return images[~chosen], images[chosen]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
# %% right: picks by a mask, which copies
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    boundary = int(np.rint((1 - validation_share) * len(images)))
    is_train = np.arange(len(images)) < boundary
    return images[is_train], images[~is_train]
fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)
