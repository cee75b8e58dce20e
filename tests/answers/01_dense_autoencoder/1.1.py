# %% wrong: divided by the array's own maximum
# replace: / 255
# by: / images.max()
# %% wrong: stretched from the array's minimum to its maximum
# replace: return images.reshape(len(images), -1).astype("float32") / 255
# by: x = images.reshape(len(images), -1).astype("float32"); return (x - x.min()) / (x.max() - x.min())
# %% wrong: divided by 256
# replace: / 255
# by: / 256
# %% wrong: not scaled
# replace: / 255
# by:
# %% wrong: whole numbers
# replace: / 255
# by: // 255
# %% wrong: float64
# replace: .astype("float32") / 255
# by: / 255
# %% wrong: one long vector
# replace: reshape(len(images), -1)
# by: reshape(-1)
# %% wrong: still images
# replace: .reshape(len(images), -1)
# by:
# %% wrong: column by column
# replace: images.reshape(len(images), -1)
# by: images.transpose(0, 2, 1).reshape(len(images), -1)
# %% wrong: one column for each image
# replace: images.reshape(len(images), -1)
# by: images.reshape(len(images), -1).T
# %% wrong: always 784 pixels
# replace: reshape(len(images), -1)
# by: reshape(-1, 784)
# %% wrong: inverted
# replace: images.reshape(len(images), -1).astype("float32") / 255
# by: 1 - images.reshape(len(images), -1).astype("float32") / 255
# %% wrong: forgotten return
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
