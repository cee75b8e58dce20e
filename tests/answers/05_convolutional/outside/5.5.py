# %% wrong: max pooling
# cause: This encoder has AveragePooling2D(2), "which keeps the mean of each square"; yours keeps the largest value.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu"),
            layers.Reshape((7, 7, 32)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: the second convolution has no relu
# cause: "Conv2D(32, 3, padding="same") with relu ..., twice": the encoder's second convolution lacks its relu.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(32, 3, padding="same"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu"),
            layers.Reshape((7, 7, 32)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: relu after the pooling
# cause: The relu belongs to the convolution, before AveragePooling2D: the mean of relus is not the relu of the mean.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same"),
            layers.AveragePooling2D(2),
            layers.ReLU(),
            layers.Conv2D(32, 3, padding="same"),
            layers.AveragePooling2D(2),
            layers.ReLU(),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu"),
            layers.Reshape((7, 7, 32)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: the decoder's dense layer is linear
# cause: The decoder begins with "Dense(7 * 7 * 32) with relu"; yours has no activation.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32),
            layers.Reshape((7, 7, 32)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: bilinear upsampling
# cause: Use UpSampling2D(2), which repeats values; yours interpolates between them.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu"),
            layers.Reshape((7, 7, 32)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2, interpolation="bilinear"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2, interpolation="bilinear"),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: upsampling first
# cause: In the decoder each Conv2D of 32 filters comes first and its UpSampling2D(2) after it; yours upsamples first.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu"),
            layers.Reshape((7, 7, 32)),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: strides in place of pooling
# cause: The encoder halves by AveragePooling2D(2), twice; yours has convolutions of stride 2 and no pooling.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu"),
            layers.Reshape((7, 7, 32)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: noise inside the encoder
# cause: The noise is added to the images outside the network; the GaussianNoise layer at the head of your encoder stands nowhere in the list.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.GaussianNoise(0.1),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu"),
            layers.Reshape((7, 7, 32)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: elu in the decoder
# cause: The decoder's Dense and convolutions take relu; yours take elu.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="elu"),
            layers.Reshape((7, 7, 32)),
            layers.Conv2D(32, 3, padding="same", activation="elu"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="elu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: the code has a relu
# cause: "Dense(64) without activation": your code goes through a relu.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu"),
            layers.Reshape((7, 7, 32)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: the last layer is linear
# cause: The last Conv2D has a sigmoid, so that images lie in (0, 1); yours has no activation.
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(7 * 7 * 32, activation="relu"),
            layers.Reshape((7, 7, 32)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same"),
        ]
    )
    return encoder, decoder
# %% right: functional, in loops
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    x = images = keras.Input((28, 28, 1))
    for _ in range(2):
        x = layers.Conv2D(32, 3, activation="relu", padding="same")(x)
        x = layers.AveragePooling2D(pool_size=2)(x)
    encoder = keras.Model(images, layers.Dense(64)(layers.Flatten()(x)))
    x = codes = keras.Input((64,))
    x = layers.Reshape((7, 7, 32))(layers.Dense(1568, activation="relu")(x))
    for _ in range(2):
        x = layers.Conv2D(32, 3, activation="relu", padding="same")(x)
        x = layers.UpSampling2D(2)(x)
    decoder = keras.Model(codes, layers.Conv2D(1, 3, activation="sigmoid", padding="same")(x))
    return encoder, decoder
# %% wrong: max pooling
# cause: This is max pooling; use AveragePooling2D.
# replace: layers.AveragePooling2D(2)
# by: layers.MaxPooling2D(2)
# %% wrong: strides in place of pooling
# cause: The convolutions have strides; use AveragePooling2D after each instead.
# replace: layers.Conv2D(32, 3, padding="same", activation="relu"), layers.AveragePooling2D(2)
# by: layers.Conv2D(32, 3, strides=2, padding="same", activation="relu")
# %% wrong: pooling before each convolution
# cause: The pooling stands before each convolution; it comes after it.
# replace: layers.Conv2D(32, 3, padding="same", activation="relu"), layers.AveragePooling2D(2)
# by: layers.AveragePooling2D(2), layers.Conv2D(32, 3, padding="same", activation="relu")
# %% wrong: relu on the code
# cause: Dense(64) has no activation; here it has a relu.
# replace: layers.Dense(64)
# by: layers.Dense(64, activation="relu")
# %% wrong: no relu in the decoder's Dense
# cause: The decoder's Dense layer lacks its relu.
# replace: layers.Dense(7 * 7 * 32, activation="relu")
# by: layers.Dense(7 * 7 * 32)
# %% wrong: no relu in the decoder's convolutions
# cause: The decoder's convolutions of 32 filters lack their relu.
# replace: layers.Conv2D(32, 3, padding="same", activation="relu"), layers.UpSampling2D(2)
# by: layers.Conv2D(32, 3, padding="same"), layers.UpSampling2D(2)
# %% wrong: tanh in the decoder's convolutions
# cause: The decoder's convolutions have tanh; use relu.
# replace: layers.Conv2D(32, 3, padding="same", activation="relu"), layers.UpSampling2D(2)
# by: layers.Conv2D(32, 3, padding="same", activation="tanh"), layers.UpSampling2D(2)
# %% wrong: gelu throughout
# cause: The layers have gelu; use relu.
# replace: activation="relu"
# by: activation="gelu"
# %% wrong: transposed convolutions of stride 2 in place of convolution and upsampling
# cause: The decoder has transposed convolutions; use Conv2D and UpSampling2D.
# replace: layers.Conv2D(32, 3, padding="same", activation="relu"), layers.UpSampling2D(2)
# by: layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu")
# %% wrong: upsampling before each convolution
# cause: The upsampling stands before each convolution; it comes after it.
# replace: layers.Conv2D(32, 3, padding="same", activation="relu"), layers.UpSampling2D(2)
# by: layers.UpSampling2D(2), layers.Conv2D(32, 3, padding="same", activation="relu")
# %% wrong: bilinear upsampling
# cause: The upsampling is bilinear; use UpSampling2D(2) as it is, which repeats values.
# replace: layers.UpSampling2D(2)
# by: layers.UpSampling2D(2, interpolation="bilinear")
# %% wrong: a linear output
# cause: The last layer has a sigmoid; here it has no activation.
# replace: layers.Conv2D(1, 3, padding="same", activation="sigmoid")
# by: layers.Conv2D(1, 3, padding="same")
# %% wrong: padding left out in the last convolution
# cause: The last convolution lacks padding="same", and loses two rows and columns.
# replace: layers.Conv2D(1, 3, padding="same", activation="sigmoid")
# by: layers.Conv2D(1, 3, activation="sigmoid")
# %% wrong: 64 filters in the second convolution
# cause: The second convolution has 64 filters; it has 32.
# replace: for _ in range(2):
# by: for n in (32, 64):
# replace: encoder += [layers.Conv2D(32, 3,
# by: encoder += [layers.Conv2D(n, 3,
# %% wrong: global average pooling before the code
# cause: The maps are averaged before the code; use Flatten.
# replace: layers.Flatten()
# by: layers.GlobalAveragePooling2D()
# %% wrong: returns one network
# cause: One network is returned; return (encoder, decoder).
# replace: return keras.Sequential([*encoder, layers.Flatten(), layers.Dense(64)]), keras.Sequential(decoder)
# by: return keras.Sequential([*encoder, layers.Flatten(), layers.Dense(64), *decoder[1:]])
# %% right: functional API
def build_garments():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 64) and (n, 64) → (n, 28, 28, 1) in (0, 1)."""
    conv = {"filters": 32, "kernel_size": (3, 3), "padding": "same", "activation": "relu"}
    image = keras.Input((28, 28, 1))
    x = layers.AveragePooling2D((2, 2))(layers.Conv2D(**conv)(image))
    x = layers.AveragePooling2D((2, 2))(layers.Conv2D(**conv)(x))
    encoder = keras.Model(image, layers.Dense(64)(layers.Flatten()(x)), name="garment_encoder")
    code = keras.Input((64,))
    y = layers.Reshape((7, 7, 32))(layers.Dense(1568, activation="relu")(code))
    y = layers.UpSampling2D()(layers.Conv2D(**conv)(y))
    y = layers.UpSampling2D()(layers.Conv2D(**conv)(y))
    y = layers.Conv2D(1, 3, padding="same", activation="sigmoid")(y)
    decoder = keras.Model(code, y, name="garment_decoder")
    return encoder, decoder
# %% right: relu and sigmoid as layers of their own
def build_garments():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 64) and (n, 64) → (n, 28, 28, 1) in (0, 1)."""

    def block(last):
        return [layers.Conv2D(32, 3, padding="same"), layers.Activation("relu"), last]

    encoder = keras.Sequential(
        [keras.Input((28, 28, 1))]
        + block(layers.AvgPool2D(2))
        + block(layers.AvgPool2D(2))
        + [layers.Flatten(), layers.Dense(64, activation="linear")]
    )
    decoder = keras.Sequential([keras.Input((64,)), layers.Dense(7 * 7 * 32), layers.ReLU(), layers.Reshape((7, 7, 32))])
    for part in block(layers.UpSampling2D(2)) + block(layers.UpSampling2D(2)):
        decoder.add(part)
    decoder.add(layers.Conv2D(1, 3, padding="same"))
    decoder.add(layers.Activation("sigmoid"))
    return encoder, decoder
# %% right: subclasses of Model
class GarmentEncoder(keras.Model):
    def __init__(self):
        super().__init__()
        self.one = layers.Conv2D(32, 3, padding="same", activation="relu")
        self.two = layers.Conv2D(32, 3, padding="same", activation="relu")
        self.pool, self.flat, self.code = layers.AveragePooling2D(2), layers.Flatten(), layers.Dense(64)

    def call(self, images):
        return self.code(self.flat(self.pool(self.two(self.pool(self.one(images))))))


class GarmentDecoder(keras.Model):
    def __init__(self):
        super().__init__()
        self.wide, self.square = layers.Dense(7 * 7 * 32, activation="relu"), layers.Reshape((7, 7, 32))
        self.one = layers.Conv2D(32, 3, padding="same", activation="relu")
        self.two = layers.Conv2D(32, 3, padding="same", activation="relu")
        self.up, self.last = layers.UpSampling2D(2), layers.Conv2D(1, 3, padding="same", activation="sigmoid")

    def call(self, codes):
        x = self.square(self.wide(codes))
        return self.last(self.up(self.two(self.up(self.one(x)))))


def build_garments():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 64) and (n, 64) → (n, 28, 28, 1) in (0, 1)."""
    halves = GarmentEncoder(), GarmentDecoder()
    halves[0](np.zeros((1, 28, 28, 1), "float32"))
    halves[1](np.zeros((1, 64), "float32"))
    return halves
