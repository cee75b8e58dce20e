# %% wrong: int cuts 0.999… off
# cause: 10 * (1 - 0.9) is 0.99... for the computer, and int makes it 0; use round.
# replace: round(len(images) * (1 - validation_share))
# by: int(len(images) * (1 - validation_share))
# %% wrong: parts swapped
# cause: The parts are returned as (validation, train); return the training images first.
# replace: return images[:boundary], images[boundary:]
# by: return images[boundary:], images[:boundary]
# %% wrong: the first images are for validation
# cause: The validation images are taken from the front; they are the last ones.
# replace: (1 - validation_share)
# by: validation_share
# replace: return images[:boundary], images[boundary:]
# by: return images[boundary:], images[:boundary]
# %% wrong: share of the training images
# cause: validation_share is taken for the share of the training images; it is that of the validation images.
# replace: (1 - validation_share)
# by: validation_share
# %% wrong: one image lost at the boundary
# cause: The image at the boundary is in neither part; begin the validation part at the boundary itself.
# replace: images[boundary:]
# by: images[boundary + 1 :]
# %% wrong: the training part keeps the validation images
# cause: All images stay in the training part; end it at the boundary.
# replace: return images[:boundary], images[boundary:]
# by: return images, images[boundary:]
# %% wrong: always 80 %
# cause: validation_share is ignored and a fifth is always set apart; compute the boundary from the argument.
# replace: (1 - validation_share)
# by: 0.8
# %% wrong: the boundary of Fashion-MNIST for every array
# cause: The boundary is that of Fashion-MNIST for every array; compute it from len(images) and the share.
# replace: round(len(images) * (1 - validation_share))
# by: len(fashion.train_images) * 4 // 5
# %% wrong: shuffled
# cause: The images are shuffled; keep their order.
# replace: return images[:boundary], images[boundary:]
# by: images = np.random.default_rng(0).permutation(images); return images[:boundary], images[boundary:]
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return images[:boundary], images[boundary:]
# by: images[:boundary], images[boundary:]
# %% wrong: test images not normalised
# cause: It is not normalised: call `normalise`.
# replace: fashion_test = normalise(fashion.test_images)
# by: fashion_test = fashion.test_images
# %% wrong: training images not normalised
# cause: It is not normalised: call `normalise`.
# replace: split(normalise(fashion.train_images), 0.2)
# by: split(fashion.train_images, 0.2)
# %% wrong: split in half
# cause: fashion_train has other sizes: split with a share of 0.2.
# replace: split(normalise(fashion.train_images), 0.2)
# by: split(normalise(fashion.train_images), 0.5)
# %% wrong: validation images taken from the test set
# cause: fashion_validation holds test images; keep what split returns.
# replace: fashion_test = normalise(fashion.test_images)
# by: fashion_test = normalise(fashion.test_images); fashion_validation = fashion_test[: len(fashion_validation)]
# %% wrong: test images taken from the training set
# cause: fashion_test holds training images; normalise fashion.test_images.
# replace: normalise(fashion.test_images)
# by: normalise(fashion.train_images)[: len(fashion.test_images)]
# %% wrong: digits in the place of garments
# cause: These are the digits; take data.raw("fashion_mnist").
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
