# %% wrong: sigmoid on the faces
# cause: The decoder's dense layer has a sigmoid, but its targets have either sign: no activation anywhere.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(32 * 32 * 3, activation="sigmoid"),
            layers.Reshape((32, 32, 3)),
        ]
    )
    return encoder, decoder
# %% wrong: CODE_SIZE for code_size
# cause: The models have CODE_SIZE numbers in the code, whatever `code_size` they are asked for.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(CODE_SIZE),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((CODE_SIZE,)),
            layers.Dense(32 * 32 * 3),
            layers.Reshape((32, 32, 3)),
        ]
    )
    return encoder, decoder
# %% wrong: channels first, then turned
# cause: The decoder reshapes to (3, 32, 32) and turns the axes, so a row of its kernel is no picture: after the dense layer comes Reshape((32, 32, 3)).
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(32 * 32 * 3),
            layers.Reshape((3, 32, 32)),
            layers.Permute((2, 3, 1)),
        ]
    )
    return encoder, decoder
# %% wrong: dropout before the code
# cause: There is a Dropout in the encoder; it is Flatten and one dense layer.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dropout(0.1),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(32 * 32 * 3),
            layers.Reshape((32, 32, 3)),
        ]
    )
    return encoder, decoder
# %% wrong: dropout in the decoder
# cause: The decoder begins with a Dropout; it is one dense layer and a Reshape.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dropout(0.2),
            layers.Dense(32 * 32 * 3),
            layers.Reshape((32, 32, 3)),
        ]
    )
    return encoder, decoder
# %% wrong: pixels rescaled on the way in
# cause: The encoder doubles the pixels before the dense layer; it is Flatten, then the dense layer.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Rescaling(2.0),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(32 * 32 * 3),
            layers.Reshape((32, 32, 3)),
        ]
    )
    return encoder, decoder
# %% wrong: codes above zero only in the decoder
# cause: The decoder cuts negative codes to 0: a relu is an activation, and there is none anywhere.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.ReLU(),
            layers.Dense(32 * 32 * 3),
            layers.Reshape((32, 32, 3)),
        ]
    )
    return encoder, decoder
# %% wrong: no biases
# cause: The dense layers have no bias; the biases do what subtracting the mean does for PCA.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(code_size, use_bias=False),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(32 * 32 * 3, use_bias=False),
            layers.Reshape((32, 32, 3)),
        ]
    )
    return encoder, decoder
# %% wrong: relu on the code of faces
# cause: The code has a relu; no activation anywhere.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(code_size, activation="relu"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(32 * 32 * 3),
            layers.Reshape((32, 32, 3)),
        ]
    )
    return encoder, decoder
# %% wrong: a hidden layer of 128
# cause: There is another dense layer before the code; the encoder has one.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(128),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(32 * 32 * 3),
            layers.Reshape((32, 32, 3)),
        ]
    )
    return encoder, decoder
# %% wrong: no reshape
# cause: The decoder returns vectors of 3,072 numbers; reshape them to images.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(32 * 32 * 3),
        ]
    )
    return encoder, decoder
# %% wrong: decoder for 32 numbers
# cause: The decoder takes 32 numbers whatever `code_size` is.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((32,)),
            layers.Dense(32 * 32 * 3),
            layers.Reshape((32, 32, 3)),
        ]
    )
    return encoder, decoder
# %% right: functional API
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    images = keras.Input(shape=(32, 32, 3))
    encoder = keras.Model(images, layers.Dense(code_size)(layers.Flatten()(images)))
    codes = keras.Input(shape=(code_size,))
    decoder = keras.Model(codes, layers.Reshape((32, 32, 3))(layers.Dense(3072)(codes)))
    return encoder, decoder
# %% right: list comprehension over two stacks
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    shape = (32, 32, 3)
    stacks = [
        [keras.Input(shape), layers.Flatten(), layers.Dense(units=code_size)],
        [keras.Input((code_size,)), layers.Dense(units=int(np.prod(shape))), layers.Reshape(shape)],
    ]
    encoder, decoder = [keras.Sequential(stack) for stack in stacks]
    return encoder, decoder
# %% right: functional subclasses
class FaceEncoder(keras.Model):
    """From images to codes."""

    def __init__(self, size):
        images = keras.Input((32, 32, 3))
        super().__init__(inputs=images, outputs=layers.Dense(size)(layers.Flatten()(images)))


class FaceDecoder(keras.Model):
    """From codes to images."""

    def __init__(self, size):
        codes = keras.Input((size,))
        outputs = layers.Reshape((32, 32, 3))(layers.Dense(3072)(codes))
        super().__init__(inputs=codes, outputs=outputs)


def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    return FaceEncoder(code_size), FaceDecoder(code_size)
