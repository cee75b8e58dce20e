# %% wrong: no dropout at all
# cause: There is no Dropout in the blocks: use the function `block`.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(128, activation="relu"),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: LATENT_SIZE in the place of latent_size
# cause: The functions use the global LATENT_SIZE and not their argument: `build_encoder(5)` must make codes of 5 numbers.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            *block(256),
            *block(128),
            layers.Dense(LATENT_SIZE),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((LATENT_SIZE,)),
            *block(128),
            *block(256),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: dropout on the image drawn
# cause: the rate is not DROPOUT, or there is dropout behind other layers too
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            *block(256),
            *block(128),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            *block(128),
            *block(256),
            layers.Dense(784, activation="sigmoid"),
            layers.Dropout(DROPOUT),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: second block without relu in the decoder
# cause: The decoder's second block has no ReLU: Dense, ReLU, Dropout in every block.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            *block(256),
            *block(128),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            *block(128),
            layers.Dense(256),
            layers.Dropout(DROPOUT),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: relu on the code
# cause: The encoder's last Dense has a relu; the code has no activation.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            *block(256),
            *block(128),
            layers.Dense(latent_size, activation="relu"),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            *block(128),
            *block(256),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: decoder in the encoder's order
# cause: The decoder's blocks have 256 and then 128 outputs; they go 128, then 256.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            *block(256),
            *block(128),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            *block(256),
            *block(128),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: no sigmoid at the end
# cause: The last Dense of the decoder has no activation, so pixels can leave (0, 1); give it a sigmoid.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            *block(256),
            *block(128),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            *block(128),
            *block(256),
            layers.Dense(784),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: pixels divided by 255 again
# cause: The encoder divides its input by 255, though the images lie in [0, 1]: after the Flatten come the two blocks.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Rescaling(1 / 255),
            *block(256),
            *block(128),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            *block(128),
            *block(256),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: tanh in own blocks
# cause: The blocks have tanh where ReLU is asked; use `block`.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="tanh"),
            layers.Dropout(DROPOUT),
            layers.Dense(128, activation="tanh"),
            layers.Dropout(DROPOUT),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            layers.Dense(128, activation="tanh"),
            layers.Dropout(DROPOUT),
            layers.Dense(256, activation="tanh"),
            layers.Dropout(DROPOUT),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: decoder for 32 numbers only
# cause: The decoder's input is 32 wide whatever `latent_size` is.
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            *block(256),
            *block(128),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((32,)),
            *block(128),
            *block(256),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% right: functional API in loops
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    x = inputs = keras.Input((28, 28))
    x = layers.Flatten()(x)
    for layer in block(256) + block(128) + [layers.Dense(latent_size)]:
        x = layer(x)
    return keras.Model(inputs, x)


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    x = codes = keras.Input((latent_size,))
    for layer in [*block(128), *block(256)]:
        x = layer(x)
    x = layers.Activation("sigmoid")(layers.Dense(784)(x))
    return keras.Model(codes, layers.Reshape((28, 28))(x))
# %% right: blocks as models of their own
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    parts = [keras.Sequential(block(width)) for width in (256, 128)]
    return keras.Sequential(
        [keras.Input((28, 28)), layers.Flatten(), *parts, layers.Dense(latent_size, name="code")],
        name="encoder",
    )


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    parts = [keras.Sequential(block(width)) for width in (128, 256)]
    last = layers.Dense(28 * 28, activation=keras.activations.sigmoid)
    return keras.Sequential(
        [keras.Input((latent_size,)), *parts, last, layers.Reshape((28, 28))], name="decoder"
    )
# %% right: Sequential filled by add
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    model = keras.Sequential()
    model.add(keras.Input((28, 28)))
    model.add(layers.Flatten())
    for width in (256, 128):
        for layer in block(width):
            model.add(layer)
    model.add(layers.Dense(latent_size, activation="linear", kernel_initializer="glorot_normal"))
    return model


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    model = keras.Sequential()
    model.add(keras.Input((latent_size,)))
    for width in (128, 256):
        for layer in block(width):
            model.add(layer)
    model.add(layers.Dense(784, activation="sigmoid"))
    model.add(layers.Reshape(target_shape=(28, -1)))
    return model
# %% wrong: LATENT_SIZE in place of latent_size in the encoder
# cause: The encoder uses the global LATENT_SIZE; use its argument latent_size.
# replace: layers.Dense(latent_size)
# by: layers.Dense(LATENT_SIZE)
# %% wrong: LATENT_SIZE in place of latent_size in the decoder
# cause: The decoder uses the global LATENT_SIZE; use its argument latent_size.
# replace: keras.Input((latent_size,))
# by: keras.Input((LATENT_SIZE,))
# %% wrong: the decoder's blocks in the encoder's order
# cause: The decoder's blocks have 256 and then 128 outputs; they go 128, then 256.
# replace: *block(128), *block(256), *last
# by: *block(256), *block(128), *last
# %% wrong: no dropout anywhere
# cause: There is no Dropout in the blocks: use the function `block`.
def build_encoder(latent_size):
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(128, activation="relu"),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: no dropout in the second block of the encoder
# cause: only the block of 256 has dropout
# replace: *block(256), *block(128), layers.Dense(latent_size)
# by: *block(256), layers.Dense(128, activation="relu"), layers.Dense(latent_size)
# %% wrong: no dropout in the second block of the decoder
# cause: only the block of 128 has dropout
# replace: *block(128), *block(256), *last
# by: *block(128), layers.Dense(256), layers.ReLU(), *last
# %% wrong: no dropout in the decoder
# cause: There is no Dropout in the decoder: use the function `block`.
# replace: *block(128), *block(256), *last
# by: layers.Dense(128, activation="relu"), layers.Dense(256, activation="relu"), *last
# %% wrong: no relu in the blocks
# cause: The blocks have no ReLU: Dense, ReLU, Dropout in every block.
def build_encoder(latent_size):
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256),
            layers.Dropout(DROPOUT),
            layers.Dense(128),
            layers.Dropout(DROPOUT),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            layers.Dense(128),
            layers.Dropout(DROPOUT),
            layers.Dense(256),
            layers.Dropout(DROPOUT),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: a dropout rate of one's own
# cause: the rate is not DROPOUT, or there is dropout behind other layers too
def build_encoder(latent_size):
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256),
            layers.ReLU(),
            layers.Dropout(0.5),
            layers.Dense(128),
            layers.ReLU(),
            layers.Dropout(0.5),
            layers.Dense(latent_size),
        ]
    )


def build_decoder(latent_size):
    return keras.Sequential(
        [
            keras.Input((latent_size,)),
            layers.Dense(128),
            layers.ReLU(),
            layers.Dropout(0.5),
            layers.Dense(256),
            layers.ReLU(),
            layers.Dropout(0.5),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
# %% wrong: the encoder ends in a third block
# cause: The encoder ends in a block, with relu and dropout; end it with Dense(latent_size) alone.
# replace: layers.Dense(latent_size)]
# by: *block(latent_size)]
# %% wrong: relu at the code
# cause: The encoder's last Dense has a relu; the code has no activation.
# replace: layers.Dense(latent_size)
# by: layers.Dense(latent_size, activation="relu")
# %% wrong: dropout after the code as well
# cause: the rate is not DROPOUT, or there is dropout behind other layers too
# replace: layers.Dense(latent_size)
# by: layers.Dense(latent_size), layers.Dropout(DROPOUT)
# %% wrong: dropout on the pixels as well
# cause: the rate is not DROPOUT, or there is dropout behind other layers too
# replace: layers.Flatten(),
# by: layers.Flatten(), layers.Dropout(DROPOUT),
# %% wrong: the code passes a relu in the decoder
# cause: The decoder begins with a ReLU, which cuts negative numbers of the code off; it begins with a block.
# replace: keras.Input((latent_size,)),
# by: keras.Input((latent_size,)), layers.ReLU(),
# %% wrong: no Flatten
# cause: The encoder's first layer is called on images; Flatten comes before it.
# replace: layers.Flatten(),
# by: 
# %% wrong: no Reshape
# cause: The decoder returns vectors of 784 numbers; end it with Reshape((28, 28)).
# replace: layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28))
# by: layers.Dense(784, activation="sigmoid")
# %% wrong: no sigmoid at the end
# cause: The last Dense of the decoder has no activation, so pixels can leave (0, 1); give it a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: the star in front of block is forgotten
# cause: block returns a list of layers; a star before it, *block(256), inserts the three into the list.
# replace: *block
# by: block
# %% wrong: a block of one's own with leaky relu
# cause: The blocks have a leaky relu; use the function `block`, which has a ReLU.
def leaky_block(width):
    return [layers.Dense(width), layers.LeakyReLU(), layers.Dropout(DROPOUT)]


def build_encoder(latent_size):
    return keras.Sequential(
        [keras.Input((28, 28)), layers.Flatten(), *leaky_block(256), *leaky_block(128), layers.Dense(latent_size)]
    )


def build_decoder(latent_size):
    last = [layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28))]
    return keras.Sequential([keras.Input((latent_size,)), *leaky_block(128), *leaky_block(256), *last])
# %% wrong: the picture comes out on its side
# cause: The pictures are transposed; after Reshape((28, 28)) comes nothing more.
# replace: layers.Reshape((28, 28))]
# by: layers.Reshape((28, 28)), layers.Permute((2, 1))]
# %% right: add in a loop, the sigmoid as a layer of its own
def build_encoder(latent_size):
    model = keras.Sequential(name="encoder")
    model.add(keras.Input((28, 28)))
    model.add(layers.Flatten())
    for width in (256, 128):
        for layer in block(width):
            model.add(layer)
    model.add(layers.Dense(latent_size, activation="linear"))
    return model


def build_decoder(latent_size):
    model = keras.Sequential(name="decoder")
    model.add(keras.Input((latent_size,)))
    for width in (128, 256):
        for layer in block(width):
            model.add(layer)
    model.add(layers.Dense(28 * 28))
    model.add(layers.Activation("sigmoid"))
    model.add(layers.Reshape((28, 28)))
    return model
# %% right: functional
def through(x, width):
    for layer in block(width):
        x = layer(x)
    return x


def build_encoder(latent_size: int) -> keras.Model:
    images = keras.Input(shape=(28, 28))
    x = through(through(layers.Flatten()(images), 256), 128)
    return keras.Model(outputs=layers.Dense(units=latent_size)(x), inputs=images)


def build_decoder(latent_size: int) -> keras.Model:
    codes = keras.Input(shape=(latent_size,))
    x = through(through(codes, 128), 256)
    pixels = layers.Dense(784, activation=keras.activations.sigmoid)(x)
    return keras.Model(codes, layers.Reshape(target_shape=(28, 28))(pixels))
# %% right: classes of the learner's own
class Chain(keras.Model):
    def __init__(self, *parts):
        super().__init__()
        self.parts = list(parts)

    def call(self, x, training=None):
        for part in self.parts:
            x = part(x, training=training) if isinstance(part, layers.Dropout) else part(x)
        return x


def build_encoder(latent_size):
    return Chain(layers.Flatten(), *block(256), *block(128), layers.Dense(latent_size))


def build_decoder(latent_size):
    last = (layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28)))
    return Chain(*block(128), *block(256), *last)
# %% right: Reshape before the sigmoid, blocks as models inside
def build_encoder(latent_size):
    parts = [keras.Sequential(block(256)), keras.Sequential(block(128))]
    return keras.Sequential([keras.Input((28, 28)), layers.Flatten()] + parts + [layers.Dense(latent_size)])


def build_decoder(latent_size):
    model = keras.Sequential([keras.Input((latent_size,))] + block(128) + block(256))
    model.add(layers.Dense(784))
    model.add(layers.Reshape((28, 28)))
    model.add(layers.Activation("sigmoid"))
    model.summary()
    return model
