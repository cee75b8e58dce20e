# %% wrong: each image's own mean
# cause: Each image is shifted by its own mean, so that bright and dark faces become alike: subtract 0.5 from all.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return images - images.mean(axis=(1, 2, 3), keepdims=True)


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% right: one image at a time
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    shifted = np.empty_like(images)
    for i, image in enumerate(images):
        shifted[i] = image + np.float32(-0.5)
    return shifted


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
