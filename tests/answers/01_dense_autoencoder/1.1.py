# %% wrong: divided by the array's own maximum
# cause: You divide by the largest value that the array holds; divide by 255, whatever it holds.
# replace: / 255
# by: / images.max()
# %% wrong: stretched from the array's minimum to its maximum
# cause: The smallest value of the array becomes 0 and its largest 1; here 0 becomes 0 and 255 becomes 1, whatever the array holds: divide by 255.
# replace: return images.reshape(len(images), -1).astype("float32") / 255
# by: x = images.reshape(len(images), -1).astype("float32"); return (x - x.min()) / (x.max() - x.min())
# %% wrong: divided by 256
# cause: 255 becomes 0.996; divide by 255.
# replace: / 255
# by: / 256
# %% wrong: not scaled
# cause: The values still run to 255; divide by 255.
# replace: / 255
# by:
# %% wrong: whole numbers
# cause: // rounds down to whole numbers, so that nearly all pixels become 0; divide with /.
# replace: / 255
# by: // 255
# %% wrong: float64
# cause: Dividing uint8 by 255 gives float64; convert to float32 first.
# replace: .astype("float32") / 255
# by: / 255
# %% wrong: one long vector
# cause: All images stand in one long vector; give each a row of its own, with reshape(n, -1).
# replace: reshape(len(images), -1)
# by: reshape(-1)
# %% wrong: still images
# cause: The result still has rows and columns for each image; lay the rows one behind the other, with reshape(n, -1).
# replace: .reshape(len(images), -1)
# by:
# %% wrong: column by column
# cause: The columns are laid one behind the other; lay the rows, as reshape does by itself.
# replace: images.reshape(len(images), -1)
# by: images.transpose(0, 2, 1).reshape(len(images), -1)
# %% wrong: one column for each image
# cause: The images stand in columns; the result has shape (n, height * width).
# replace: images.reshape(len(images), -1)
# by: images.reshape(len(images), -1).T
# %% wrong: always 784 pixels
# cause: The length 784 is written down; work it out from the shape, such as with reshape(n, -1).
# replace: reshape(len(images), -1)
# by: reshape(-1, 784)
# %% wrong: inverted
# cause: Black has become 1 and white 0; return images / 255 as they are.
# replace: images.reshape(len(images), -1).astype("float32") / 255
# by: 1 - images.reshape(len(images), -1).astype("float32") / 255
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return images
# by: images
# %% right: scaled before it is flattened, in float64
# replace: images.reshape(len(images), -1).astype("float32") / 255
# by: (images / 255.0).reshape(images.shape[0], images.shape[1] * images.shape[2]).astype(np.float32)
# %% right: a list of rows
# replace: images.reshape(len(images), -1).astype("float32") / 255
# by: np.stack([np.concatenate(list(image)) for image in images]) * np.float32(1 / 255)
# %% right: keras.ops, with a warning
# replace: return images.reshape(len(images), -1).astype("float32") / 255
# by: import warnings; warnings.warn("ops"); return keras.ops.convert_to_numpy(keras.ops.reshape(images, (len(images), -1)) / 255).astype("float32")
# %% right: a Keras layer
def to_vectors(images):
    return np.asarray(layers.Rescaling(1 / 255)(layers.Flatten()(images.astype("float32"))))


x_train, x_test = [to_vectors(part) for part in (mnist.train_images, mnist.test_images)]
