# %% wrong: no noise
# cause: There is no noise layer.
# replace: layers.GaussianNoise(sigma), *parts
# by: *parts
# %% wrong: the variance for the standard deviation
# cause: sigma is the standard deviation; it is not squared.
# replace: layers.GaussianNoise(sigma)
# by: layers.GaussianNoise(sigma**2)
# %% wrong: always the same sigma
# cause: The noise is always SIGMA; use the argument.
# replace: layers.GaussianNoise(sigma)
# by: layers.GaussianNoise(SIGMA)
# %% wrong: noise on the code
# cause: The noise hits the code; the noise layer comes first.
# replace: layers.GaussianNoise(sigma), *parts
# by: parts[0], layers.GaussianNoise(sigma), parts[1]
# %% wrong: noise on the output
# cause: The noise hits the output; the noise layer comes first.
# replace: layers.GaussianNoise(sigma), *parts
# by: *parts, layers.GaussianNoise(sigma)
# %% wrong: noise that multiplies
# cause: The noise multiplies; it is added: GaussianNoise.
# replace: layers.GaussianNoise(sigma)
# by: layers.GaussianDropout(sigma)
# %% wrong: pixels dropped
# cause: Pixels are dropped; add noise: GaussianNoise.
# replace: layers.GaussianNoise(sigma)
# by: layers.Dropout(sigma)
# %% wrong: noise in use too
# cause: The noise is added in use too; it is silent there.
# replace: return keras.Sequential([keras.Input((32, 32, 3)), layers.GaussianNoise(sigma), *parts])
# by: images = keras.Input((32, 32, 3)); noisy = layers.GaussianNoise(sigma)(images, training=True); return keras.Model(images, parts[1](parts[0](noisy)))
# %% wrong: always a code of 512
# cause: The code always has 512 numbers; use code_size.
# replace: build_deep_autoencoder((32, 32, 3), code_size)
# by: build_deep_autoencoder((32, 32, 3), 512)
# %% wrong: the trained encoder and decoder of code 32
# cause: The encoder and decoder are the trained ones; take new ones of build_deep_autoencoder.
# replace: build_deep_autoencoder((32, 32, 3), code_size)
# by: (encoder, decoder)
# %% wrong: the encoder alone
# cause: The decoder is missing.
# replace: *parts
# by: parts[0]
# %% wrong: sigmoid at the end
# cause: There is a sigmoid at the end; leave it out.
# replace: *parts
# by: *parts, layers.Activation("sigmoid")
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the model.
# replace: return keras.Sequential
# by: model = keras.Sequential
# %% right: functional
def build_denoiser(code_size, sigma):
    to_code, to_image = build_deep_autoencoder((32, 32, 3), code_size)
    images = keras.Input((32, 32, 3))
    return keras.Model(images, to_image(to_code(layers.GaussianNoise(stddev=sigma)(images))))
# %% right: layer by layer, words on stderr
import sys
import warnings


def build_denoiser(code_size, sigma):
    warnings.warn("denoiser", stacklevel=1)
    print(code_size, sigma, file=sys.stderr)
    model = keras.Sequential([layers.InputLayer(shape=(32, 32, 3))])
    model.add(layers.GaussianNoise(float(sigma)))
    for part in build_deep_autoencoder(img_shape=(32, 32, 3), code_size=code_size):
        for layer in part.layers:
            model.add(layer)
    return model
