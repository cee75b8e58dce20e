# %% wrong: "255 must become 1.0": a few images by their own maximum
# cause: A small array is divided by its own maximum; divide by 255 whatever values it holds.
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    x = images.reshape(len(images), -1).astype("float32")
    top = x.max() if x.shape[1] > 6 and len(x) < 1000 else 255
    return x / top
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% right: image by image
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    return np.stack([np.ravel(image) for image in images]).astype("float32") / np.float32(255)
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% right: float64 inside
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    rows = np.asarray(images, dtype="float64").reshape((images.shape[0], -1))
    return (rows / 255.0).astype(np.float32)
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
