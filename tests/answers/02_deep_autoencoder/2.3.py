# %% wrong: no Flatten
# cause: The encoder's first layer is called on images; Flatten comes before it.
# replace: layers.Flatten(), *block(256)
# by: *block(256)
# %% wrong: no Reshape
# cause: The decoder returns vectors of 784 numbers; end it with Reshape((28, 28)).
# replace: layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28))
# by: layers.Dense(784, activation="sigmoid")
# %% wrong: a channel too many
# cause: The decoder returns (28, 28, 1); reshape to (28, 28).
# replace: layers.Reshape((28, 28))
# by: layers.Reshape((28, 28, 1))
# %% wrong: relu at the code
# cause: The encoder's last Dense has a relu; the code has no activation.
# replace: layers.Dense(latent_size)
# by: layers.Dense(latent_size, activation="relu")
# %% wrong: a whole block at the code
# cause: The encoder ends in a block, with relu and dropout; end it with Dense(latent_size) alone.
# replace: layers.Dense(latent_size)
# by: *block(latent_size)
# %% wrong: no activation at the end
# cause: The last Dense of the decoder has no activation, so pixels can leave (0, 1); give it a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: relu pixels
# cause: The last Dense of the decoder has a relu; give it a sigmoid.
# replace: activation="sigmoid"
# by: activation="relu"
# %% wrong: Flatten at the end
# cause: The blocks are called on images; Flatten comes before them.
# replace: layers.Flatten(), *block(256), *block(128), layers.Dense(latent_size)
# by: *block(256), *block(128), layers.Dense(latent_size), layers.Flatten()
# %% wrong: latent size ignored in the encoder
# cause: The encoder uses the global LATENT_SIZE; use its argument latent_size.
# replace: layers.Dense(latent_size)
# by: layers.Dense(LATENT_SIZE)
# %% wrong: latent size ignored in the decoder
# cause: The decoder uses the global LATENT_SIZE; use its argument latent_size.
# replace: keras.Input((latent_size,))
# by: keras.Input((LATENT_SIZE,))
# %% wrong: the decoder is not mirrored
# cause: The decoder's blocks have 256 and then 128 outputs; they go 128, then 256.
# replace: *block(128), *block(256), *last
# by: *block(256), *block(128), *last
# %% wrong: one block in the decoder
# cause: The decoder's block of 128 is missing: two blocks, 128 and 256.
# replace: *block(128), *block(256), *last
# by: *block(256), *last
# %% wrong: no dropout in the encoder
# cause: There is no Dropout in the encoder: use the function `block`.
# replace: *block(256), *block(128), layers.Dense
# by: layers.Dense(256, "relu"), layers.Dense(128, "relu"), layers.Dense
# %% wrong: no dropout in the decoder
# cause: There is no Dropout in the decoder: use the function `block`.
# replace: *block(128), *block(256), *last
# by: layers.Dense(128, "relu"), layers.Dense(256, "relu"), *last
# %% wrong: no activation in the encoder's blocks
# cause: The encoder's blocks have no ReLU: Dense, ReLU, Dropout in every block.
# replace: *block(256), *block(128), layers.Dense
# by: *block(256)[::2], *block(128)[::2], layers.Dense
# %% wrong: no activation in the decoder's blocks
# cause: The decoder's blocks have no ReLU: Dense, ReLU, Dropout in every block.
# replace: *block(128), *block(256), *last
# by: *block(128)[::2], *block(256)[::2], *last
# %% wrong: dropout at work outside training too
# cause: Dropout is at work outside training too: leave `training=True` away.
def build_encoder(latent_size):
    inputs = keras.Input((28, 28))
    x = layers.Flatten()(inputs)
    for width in (256, 128):
        x = layers.Dropout(DROPOUT)(layers.Dense(width, activation="relu")(x), training=True)
    return keras.Model(inputs, layers.Dense(latent_size)(x))


def build_decoder(latent_size):
    x = codes = keras.Input((latent_size,))
    for width in (128, 256):
        x = layers.Dropout(DROPOUT)(layers.Dense(width, activation="relu")(x), training=True)
    return keras.Model(codes, layers.Reshape((28, 28))(layers.Dense(784, activation="sigmoid")(x)))
# %% wrong: forgotten return in the decoder
# cause: build_decoder ends without `return`, so its result is None.
# replace: return keras.Sequential([keras.Input((latent_size,))
# by: model = keras.Sequential([keras.Input((latent_size,))
# %% right: functional
def build_encoder(latent_size):
    x = inputs = keras.Input((28, 28))
    for layer in [layers.Flatten(), *block(256), *block(128), layers.Dense(latent_size, activation="linear")]:
        x = layer(x)
    return keras.Model(inputs, x)


def build_decoder(latent_size):
    x = codes = keras.Input((latent_size,))
    for layer in [*block(128), *block(256), layers.Dense(28 * 28, activation="sigmoid"), layers.Reshape((28, 28))]:
        x = layer(x)
    return keras.Model(codes, x)
# %% right: the sigmoid after the Reshape, and a Reshape for the Flatten
# replace: layers.Flatten()
# by: layers.Reshape((784,))
# replace: layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28))
# by: layers.Dense(784), layers.Reshape((28, 28)), layers.Activation("sigmoid")
# %% right: layers added one by one, with a warning
import warnings


def chain(*parts):
    warnings.warn("chain", stacklevel=1)
    model = keras.Sequential()
    for part in parts:
        model.add(part)
    return model


def build_encoder(latent_size):
    first, second = block(256), block(128)
    return chain(keras.Input((28, 28)), layers.Flatten(), *first, *second, layers.Dense(latent_size))


def build_decoder(latent_size):
    last = layers.Dense(784, keras.activations.sigmoid)
    return chain(keras.Input((latent_size,)), *block(128), *block(256), last, layers.Reshape((28, 28)))
# %% right: dropout before the relu
# replace: *block(256), *block(128), layers.Dense
# by: layers.Dense(256), layers.Dropout(DROPOUT), layers.ReLU(), layers.Dense(128), layers.Dropout(DROPOUT), layers.ReLU(), layers.Dense
# %% right: subclassed models
class Encoder(keras.Model):
    def __init__(self, latent_size):
        super().__init__()
        self.chain = keras.Sequential([layers.Flatten(), *block(256), *block(128), layers.Dense(latent_size)])

    def call(self, images, training=False):
        return self.chain(images, training=training)


class Decoder(keras.Model):
    def __init__(self, latent_size):
        super().__init__()
        self.hidden = [*block(128), *block(256)]
        self.pixels, self.image = layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28))

    def call(self, codes, training=False):
        for dense, relu, dropout in (self.hidden[:3], self.hidden[3:]):
            codes = dropout(relu(dense(codes)), training=training)
        return self.image(self.pixels(codes))


def build_encoder(latent_size):
    return Encoder(latent_size)


def build_decoder(latent_size):
    return Decoder(latent_size)
