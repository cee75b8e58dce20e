# %% wrong: int cuts 0.999… off
# replace: round(len(images) * (1 - validation_share))
# by: int(len(images) * (1 - validation_share))
# %% wrong: parts swapped
# replace: return images[:boundary], images[boundary:]
# by: return images[boundary:], images[:boundary]
# %% wrong: the first images are for validation
# replace: (1 - validation_share)
# by: validation_share
# replace: return images[:boundary], images[boundary:]
# by: return images[boundary:], images[:boundary]
# %% wrong: share of the training images
# replace: (1 - validation_share)
# by: validation_share
# %% wrong: one image lost at the boundary
# replace: images[boundary:]
# by: images[boundary + 1 :]
# %% wrong: the training part keeps the validation images
# replace: return images[:boundary], images[boundary:]
# by: return images, images[boundary:]
# %% wrong: always 80 %
# replace: (1 - validation_share)
# by: 0.8
# %% wrong: the boundary of Fashion-MNIST for every array
# replace: round(len(images) * (1 - validation_share))
# by: len(fashion.train_images) * 4 // 5
# %% wrong: shuffled
# replace: return images[:boundary], images[boundary:]
# by: images = np.random.default_rng(0).permutation(images); return images[:boundary], images[boundary:]
# %% wrong: forgotten return
# replace: return images[:boundary], images[boundary:]
# by: images[:boundary], images[boundary:]
# %% wrong: test images not normalised
# replace: fashion_test = normalise(fashion.test_images)
# by: fashion_test = fashion.test_images
# %% wrong: training images not normalised
# replace: split(normalise(fashion.train_images), 0.2)
# by: split(fashion.train_images, 0.2)
# %% wrong: split in half
# replace: split(normalise(fashion.train_images), 0.2)
# by: split(normalise(fashion.train_images), 0.5)
# %% wrong: validation images taken from the test set
# replace: fashion_test = normalise(fashion.test_images)
# by: fashion_test = normalise(fashion.test_images); fashion_validation = fashion_test[: len(fashion_validation)]
# %% wrong: test images taken from the training set
# replace: normalise(fashion.test_images)
# by: normalise(fashion.train_images)[: len(fashion.test_images)]
# %% wrong: digits in the place of garments
# replace: data.raw("fashion_mnist")
# by: data.raw("mnist")
# %% right: counted from the end
def split(images, validation_share):
    held_out = round(len(images) * validation_share)
    return images[: len(images) - held_out], images[len(images) - held_out :]


fashion = data.raw("fashion_mnist")
garments = normalise(fashion.train_images)
fashion_train, fashion_validation = split(images=garments, validation_share=0.2)
fashion_test = normalise(fashion.test_images)
# %% right: np.split, with a warning
# replace: return images[:boundary], images[boundary:]
# by: import warnings; warnings.warn("splitting"); return np.split(images, [boundary])
# %% right: scikit-learn without shuffling
# replace: return images[:boundary], images[boundary:]
# by: from sklearn.model_selection import train_test_split; return train_test_split(images, test_size=validation_share, shuffle=False)
# %% right: integers only
# replace: round(len(images) * (1 - validation_share))
# by: len(images) * round(1000 * (1 - validation_share)) // 1000
