# %% wrong: "whatever values an array happens to hold": only bright arrays are divided
# cause: An array that holds only 0 and 1 is not divided; a pixel of 1 must become 1/255 in every array.
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    x = images.reshape(len(images), -1).astype("float32")
    if x.max() > 1:
        x = x / 255
    return x
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: "one row for each image": a single image comes back without its axis
# cause: squeeze removes the axis of the images when there is one image; the result must be (1, height * width).
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    x = images.astype("float32") / 255
    return np.squeeze(x.reshape(len(x), -1))
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: "0 must become 0.0 and 255 must become 1.0": kept off the ends
# cause: The values are kept away from 0 and 1; 0 must become exactly 0.0 and 255 exactly 1.0.
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    x = images.reshape(len(images), -1).astype("float32") / 255
    return np.clip(x, np.float32(1e-6), np.float32(1 - 1e-6))
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: "shape (n, height * width)": two sizes written down
# cause: The length of a row is written down for two sizes of image; work it out from the shape, such as with reshape(n, -1).
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    size = 784 if images.shape[1] == 28 else 6
    return images.reshape(-1, size).astype("float32") / 255
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: "x_test": the test vectors are made of training images
# cause: x_test holds training images; make it from mnist.test_images.
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    return images.reshape(len(images), -1).astype("float32") / 255


x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.train_images[-10_000:])
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: "float32 vectors": faint pixels are set to black
# cause: In images of 64 pixels and more all values under 8 become 0; convert and divide, and change nothing else.
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    x = images.reshape(len(images), -1).astype("float32")
    if x.shape[1] >= 64:
        x[x < 8] = 0
    return x / 255
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: "float32 numbers": float64
# cause: Dividing uint8 by 255 gives float64; convert to float32 first.
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    return images.reshape(len(images), -1) / 255
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: "255 must become 1.0": divided by 256
# cause: 255 becomes 0.996; divide by 255.
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    return images.reshape(len(images), -1).astype("float32") / 256
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: "whatever values an array happens to hold": each image by its own maximum
# cause: You divide each image by its own maximum, so that dark images become bright; divide by 255.
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    x = images.reshape(len(images), -1).astype("float32")
    return x / x.max(axis=1, keepdims=True)
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: "height * width": the height squared
# cause: height * height fits square images only; the row has height * width numbers.
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    height = images.shape[1]
    return images.reshape(len(images), height * height).astype("float32") / 255
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: "rows one behind the other": column by column
# cause: The columns are laid one behind the other; lay the rows, as reshape does by itself.
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    turned = images.transpose(0, 2, 1)
    return turned.reshape(len(images), -1).astype("float32") / 255
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: "one row for each image": a column for each image
# cause: The images stand in columns; the result has shape (n, height * width).
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    x = images.astype("float32") / 255
    return x.reshape(len(images), -1).T
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% right: a table of the 256 possible values
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    values = np.linspace(0, 1, 256, dtype="float32")
    n, height, width = images.shape
    return values[images].reshape(n, height * width)
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% right: Keras operations, back to an array
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    n, height, width = images.shape
    x = keras.ops.convert_to_tensor(images.astype("float32"))
    x = keras.ops.reshape(x, (n, height * width)) / 255.0
    return keras.ops.convert_to_numpy(x)
x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: divides by the maximum of the whole array
# cause: You divide by the largest value that the array holds; divide by 255, whatever it holds.
# replace: / 255
# by: / images.max()
# %% wrong: minimum to 0 and maximum to 1, as in notebook 00
# cause: The smallest value of the array becomes 0 and its largest 1; here 0 becomes 0 and 255 becomes 1, whatever the array holds: divide by 255.
def to_vectors(images):
    """Return float32 vectors in [0, 1]."""
    vectors = images.reshape(len(images), -1).astype("float32")
    return (vectors - vectors.min()) / (vectors.max() - vectors.min())


x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: divides only if something is above 1
# cause: An array that holds only 0 and 1 is not divided; a pixel of 1 must become 1/255 in every array.
def to_vectors(images):
    """Return float32 vectors in [0, 1]."""
    vectors = images.reshape(len(images), -1).astype("float32")
    if vectors.max() > 1:
        vectors = vectors / 255
    return vectors


x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: a single image loses its row axis by squeeze
# cause: squeeze removes the axis of the images when there is one image; the result must be (1, height * width).
def to_vectors(images):
    """Return float32 vectors in [0, 1]."""
    return np.squeeze(images.reshape(len(images), -1)).astype("float32") / 255


x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: each image by its own maximum
# cause: You divide each image by its own maximum, so that dark images become bright; divide by 255.
def to_vectors(images):
    """Return float32 vectors in [0, 1]."""
    vectors = images.reshape(len(images), -1).astype("float32")
    return vectors / vectors.max(axis=1, keepdims=True)


x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: rows of 784, whatever the image's size
# cause: The length 784 is written down; work it out from the shape, such as with reshape(n, -1).
# replace: images.reshape(len(images), -1)
# by: images.reshape(-1, 784)
# %% wrong: takes the images to be square
# cause: height * height fits square images only; the row has height * width numbers.
# replace: images.reshape(len(images), -1)
# by: images.reshape(images.shape[0], images.shape[1] ** 2)
# %% wrong: float64
# cause: Dividing uint8 by 255 gives float64; convert to float32 first.
# replace: images.reshape(len(images), -1).astype("float32") / 255
# by: images.reshape(len(images), -1) / 255.0
# %% wrong: divides by 256
# cause: 255 becomes 0.996; divide by 255.
# replace: / 255
# by: / 256
# %% wrong: column by column
# cause: The columns are laid one behind the other; lay the rows, as reshape does by itself.
# replace: images.reshape(len(images), -1)
# by: images.reshape(len(images), -1, order="F")
# %% wrong: reshaped to columns and transposed
# cause: Reshaping to (pixels, n) and transposing mixes the images up; reshape to (n, pixels) at once.
# replace: images.reshape(len(images), -1)
# by: images.reshape(-1, len(images)).T
# %% wrong: whole-number division before the conversion
# cause: // rounds down to whole numbers, so that nearly all pixels become 0; divide with /.
# replace: images.reshape(len(images), -1).astype("float32") / 255
# by: (images.reshape(len(images), -1) // 255).astype("float32")
# %% wrong: subtracts the smallest value of the array before dividing
# cause: The smallest value of the array is subtracted first; 0 must become 0.0 only where it stands: divide by 255 and do no more.
def to_vectors(images):
    """Return float32 vectors in [0, 1]."""
    vectors = images.reshape(len(images), -1).astype("float32")
    return (vectors - vectors.min()) / 255


x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: only reshaped, scaled outside the function
# cause: The values still run to 255; divide by 255 inside the function.
def to_vectors(images):
    """Return float32 vectors in [0, 1]."""
    return images.reshape(len(images), -1).astype("float32")


x_train, x_test = to_vectors(mnist.train_images) / 255, to_vectors(mnist.test_images) / 255
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% wrong: keras.utils.normalize, unit length for each image
# cause: Each image is scaled to length one; divide by 255 instead.
def to_vectors(images):
    """Return float32 vectors in [0, 1]."""
    vectors = images.reshape(len(images), -1).astype("float32")
    return keras.utils.normalize(vectors, axis=1).astype("float32")


x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% right: a table of 256 values
def to_vectors(images):
    table = (np.arange(256) / 255).astype("float32")
    return table[images].reshape(len(images), -1)


x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
# %% right: Keras' Rescaling and Flatten
def to_vectors(images):
    scaled = layers.Rescaling(1 / 255)(images)
    return keras.ops.convert_to_numpy(layers.Flatten()(scaled))


x_train = to_vectors(mnist.train_images)
x_test = to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
# %% right: image by image, the type's own maximum
def to_vectors(images: np.ndarray) -> np.ndarray:
    top = np.float32(np.iinfo(images.dtype).max)
    return np.stack([image.ravel().astype(np.float32) / top for image in images])


x_train, x_test = map(to_vectors, (mnist.train_images, mnist.test_images))
# %% right: true_divide with a dtype, height times width written out
def to_vectors(images):
    n, height, width = images.shape
    return np.true_divide(images.reshape((n, height * width)), 255, dtype=np.float32)


x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)
