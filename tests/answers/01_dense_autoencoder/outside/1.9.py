# %% wrong: "a code of at most 64 numbers": eight rows of 64
# cause: The code has shape (8, 64), which makes 512 numbers; its shape must be (n, c) with c of at most 64.
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(256, activation="relu"),
            layers.Dense(512),
            layers.Reshape((8, 64)),
        ]
    )
    decoder = keras.Sequential(
        [
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "(n, c)": an image behind the code
# cause: The code has shape (7, 7, 8), which makes 392 numbers; flatten it and bring it to 64 or fewer.
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Reshape((28, 28, 1)),
            layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(8, 3, strides=2, padding="same"),
        ]
    )
    decoder = keras.Sequential(
        [
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "(n, 784) → (n, c)": an axis too many
# cause: The code has shape (n, 1, 32); the docstring asks for (n, c).
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(256, activation="relu"),
            layers.Dense(32),
            layers.Reshape((1, 32)),
        ]
    )
    decoder = keras.Sequential(
        [
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "use validation images": trained on the test images inside
# cause: The function trains on the test garments, which are for the report at the end; return the two models untrained.
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    encoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(128, activation="relu"), layers.Dense(32)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((32,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    both = keras.Sequential([encoder, decoder])
    both.compile(optimizer="adam", loss="binary_crossentropy")
    both.fit(f_test, f_test, epochs=5, batch_size=256, verbose=0)
    return encoder, decoder
# %% wrong: "(n, 784) in (0, 1)": straight pieces that reach both ends
# cause: hard_sigmoid returns 0 and 1 themselves; take a sigmoid, whose values stay between them.
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    encoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(128, activation="relu"), layers.Dense(32)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((32,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="hard_sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "a code of at most 64 numbers": twice as many
# cause: The code has 128 numbers; at most 64 are allowed.
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    encoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(256, activation="relu"), layers.Dense(128)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((128,)),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "larger … of your own": the skeleton again
# cause: This is the skeleton; return more hidden units and a longer code.
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    return build_skeleton()
# %% wrong: "(n, 784) in (0, 1)": no activation at the end
# cause: The last layer has no activation, so that values leave (0, 1); give it a sigmoid.
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    encoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(128, activation="relu"), layers.Dense(32)]
    )
    decoder = keras.Sequential(
        [keras.Input((32,)), layers.Dense(128, activation="relu"), layers.Dense(784)]
    )
    return encoder, decoder
# %% wrong: "Return (encoder, decoder)": the decoder first
# cause: The decoder is returned first; return the encoder first.
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    encoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(128, activation="relu"), layers.Dense(32)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((32,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return decoder, encoder
# %% right: functional, deeper, a code of 64
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    pixels = keras.Input((784,))
    x = layers.Dense(256, activation="gelu")(pixels)
    x = layers.Dense(128, activation="gelu")(x)
    encoder = keras.Model(pixels, layers.Dense(64)(x))
    code = keras.Input((64,))
    x = layers.Dense(128, activation="gelu")(code)
    x = layers.Dense(256, activation="gelu")(x)
    return encoder, keras.Model(code, layers.Dense(784, activation="sigmoid")(x))
# %% right: the skeleton with three numbers changed
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    hidden, size = 128, 32
    encoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(hidden, activation="relu"), layers.Dense(size)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((size,)),
            layers.Dense(hidden, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% right: convolutions inside, vectors outside
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Reshape((28, 28, 1)),
            layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(48),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((48,)),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% right: a relu on the code, the sigmoid a layer of its own
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(200, activation="relu", kernel_initializer="he_normal"),
            layers.Dense(40, activation="relu", kernel_initializer="he_normal"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((40,)),
            layers.Dense(200),
            layers.ReLU(),
            layers.Dense(784),
            layers.Activation("sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: a code of 128
# cause: The code has 128 numbers; at most 64 are allowed.
# replace: layers.Dense(32)
# by: layers.Dense(128)
# replace: keras.Input((32,))
# by: keras.Input((128,))
# %% wrong: a code of 65, one too many
# cause: The code has 65 numbers; at most 64 are allowed.
# replace: layers.Dense(32)
# by: layers.Dense(65)
# replace: keras.Input((32,))
# by: keras.Input((65,))
# %% wrong: the skeleton again
# cause: This is the skeleton; return more hidden units and a longer code.
def build_bigger():
    return build_skeleton()
# %% wrong: no activation at the end
# cause: The last layer has no activation, so that values leave (0, 1); give it a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: relu at the end
# cause: The last layer has a relu; end the decoder with a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784, activation="relu")
# %% wrong: softmax at the end
# cause: The last layer has a softmax, so that the pixels of an image sum to 1; use a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784, activation="softmax")
# %% wrong: tanh at the end
# cause: The last layer has a tanh, whose values run from -1 to 1; use a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784, activation="tanh")
# %% wrong: decoder first
# cause: The decoder is returned first; return the encoder first.
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: the code was made longer, the decoder's input was not
# cause: The decoder's input is not as long as the code; make both the same.
# replace: layers.Dense(32)
# by: layers.Dense(64)
# %% wrong: one model for both
# cause: One model holds both halves; return two, the encoder first.
def build_bigger():
    return keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(32),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
# %% wrong: a convolutional code of 7 by 7 by 8, far more than 64 numbers
# cause: The code has shape (7, 7, 8), which makes 392 numbers; flatten it and bring it to 64 or fewer.
def build_bigger():
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Reshape((28, 28, 1)),
            layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(8, 3, strides=2, padding="same"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((7, 7, 8)),
            layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, strides=2, padding="same", activation="sigmoid"),
            layers.Reshape((784,)),
        ]
    )
    return encoder, decoder
# %% wrong: images come out of the decoder
# cause: The decoder returns images of 28 × 28; leave vectors of 784 numbers.
# replace: layers.Dense(784, activation="sigmoid")]
# by: layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28))]
# %% wrong: smaller, not larger: hidden layers of 5 around a code of 4
# cause: The hidden layers have 5 outputs, fewer than the skeleton's 8; widen them, and lengthen the code.
# replace: 128
# by: 5
# replace: layers.Dense(32)
# by: layers.Dense(4)
# replace: keras.Input((32,))
# by: keras.Input((4,))
# %% right: deeper, batch normalisation, a code of 64
def build_bigger():
    encoder = keras.Sequential(name="encoder")
    encoder.add(keras.Input((784,)))
    for width in (256, 128):
        encoder.add(layers.Dense(width))
        encoder.add(layers.BatchNormalization())
        encoder.add(layers.ReLU())
    encoder.add(layers.Dense(64))
    decoder = keras.Sequential(name="decoder")
    decoder.add(keras.Input((64,)))
    for width in (128, 256):
        decoder.add(layers.Dense(width, activation="relu"))
    decoder.add(layers.Dense(784, activation="sigmoid"))
    return encoder, decoder
# %% right: functional models, elu, sigmoid as a layer
def build_bigger():
    c = 48
    pixels = keras.Input((784,))
    h = layers.Dense(200, activation="elu")(pixels)
    encoder = keras.Model(pixels, layers.Dense(c, activation="relu")(h))
    codes = keras.Input((c,))
    h = layers.Dense(200, activation="elu")(codes)
    decoder = keras.Model(codes, layers.Activation("sigmoid")(layers.Dense(784)(h)))
    return encoder, decoder
# %% right: longer code only, hidden layers of 64
def build_bigger():
    relu = dict(activation="relu")
    encoder = keras.Sequential([keras.Input((784,)), layers.Dense(64, **relu), layers.Dense(24)])
    decoder = keras.Sequential([keras.Input((24,)), layers.Dense(64, **relu), layers.Dense(784, activation="sigmoid")])
    return encoder, decoder
# %% right: dropout in the hidden layer, tuple by helper
def mirror(code_size, hidden):
    encoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(hidden, activation="gelu"), layers.Dropout(0.05), layers.Dense(code_size)]
    )
    decoder = keras.Sequential(
        [keras.Input((code_size,)), layers.Dense(hidden, activation="gelu"), layers.Dense(784, activation="sigmoid")]
    )
    return encoder, decoder


def build_bigger():
    return mirror(code_size=64, hidden=256)
# %% right: a residual layer of the learner's own
class Residual(layers.Layer):
    def __init__(self, width):
        super().__init__()
        self.dense = layers.Dense(width, activation="relu")

    def call(self, x):
        return x + self.dense(x)


def build_bigger():
    encoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(128, activation="relu"), Residual(128), layers.Dense(32)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((32,)),
            layers.Dense(128, activation="relu"),
            Residual(128),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
