# %% wrong: average pooling
# cause: This is average pooling; use MaxPooling2D.
# replace: layers.MaxPooling2D(2, padding="same")
# by: layers.AveragePooling2D(2, padding="same")
# %% wrong: strides in place of pooling
# cause: The convolutions have strides; use MaxPooling2D after each instead.
# replace: parts.append(layers.MaxPooling2D(2, padding="same"))
# by:
# replace: layers.Conv2D(filters, 3, padding="same"
# by: layers.Conv2D(filters, 3, strides=2, padding="same"
# %% wrong: pooling rounds down
# cause: The pooling lacks padding="same", which rounds 7 up to 4.
# replace: layers.MaxPooling2D(2, padding="same")
# by: layers.MaxPooling2D(2)
# %% wrong: no pooling
# cause: There is no pooling; put MaxPooling2D(2) after each convolution.
# replace: parts.append(layers.MaxPooling2D(2, padding="same"))
# by:
# %% wrong: filters in the wrong order
# cause: The encoder's filters are 16, 8, 8, in this order.
# replace: (16, 8, 8)
# by: (8, 8, 16)
# %% wrong: filters of 5 × 5
# cause: The filters are 5 × 5; they are 3 × 3.
# replace: layers.Conv2D(filters, 3,
# by: layers.Conv2D(filters, 5,
# %% wrong: no relu in the encoder
# cause: The encoder's convolutions lack their relu.
# replace: layers.Conv2D(filters, 3, padding="same", activation="relu")
# by: layers.Conv2D(filters, 3, padding="same")
# %% wrong: no relu in the encoder's first layer
# cause: The encoder's first convolution lacks its relu.
# replace: layers.Conv2D(filters, 3, padding="same", activation="relu")
# by: layers.Conv2D(filters, 3, padding="same", activation="relu" if filters == 8 else None)
# %% wrong: elu in the encoder
# cause: The encoder's convolutions have elu; use relu.
# replace: layers.Conv2D(filters, 3, padding="same", activation="relu")
# by: layers.Conv2D(filters, 3, padding="same", activation="elu")
# %% wrong: no relu in the decoder's first layers
# cause: The decoder's convolutions of 8 filters lack their relu.
# replace: layers.Conv2D(8, 3, padding="same", activation="relu")
# by: layers.Conv2D(8, 3, padding="same")
# %% wrong: no relu after the valid convolution
# cause: The convolution with padding "valid" lacks its relu.
# replace: padding="valid", activation="relu"
# by: padding="valid"
# %% wrong: tanh in the decoder
# cause: The decoder's convolutions of 8 filters have tanh; use relu.
# replace: layers.Conv2D(8, 3, padding="same", activation="relu")
# by: layers.Conv2D(8, 3, padding="same", activation="tanh")
# %% wrong: no sigmoid
# cause: The last layer has a sigmoid; here it has no activation.
# replace: padding="same", activation="sigmoid"
# by: padding="same"
# %% wrong: relu at the end
# cause: The last layer has a sigmoid; here it has a relu.
# replace: activation="sigmoid"
# by: activation="relu"
# %% wrong: softmax over the one channel
# cause: The last layer has a sigmoid; here it has a softmax, which is always 1 for one channel.
# replace: activation="sigmoid"
# by: activation="softmax"
# %% wrong: 32 × 32 pixels
# cause: The convolution of 16 filters has padding "valid", which makes 14 of 16.
# replace: padding="valid"
# by: padding="same"
# %% wrong: transposed convolutions
# cause: The decoder has transposed convolutions; use Conv2D and UpSampling2D.
# replace: layers.Conv2D(8, 3, padding="same", activation="relu"),
# by: layers.Conv2DTranspose(8, 3, strides=2, padding="same", activation="relu"),
# replace: layers.UpSampling2D(2),
# by:
# %% wrong: the decoder is not returned
# cause: build_pool_decoder gives nothing back; `return` the model.
# replace: return keras.Sequential(
# by: decoder = keras.Sequential(
# %% right: functional, relu after the pooling
def build_pool_encoder():
    inputs = x = keras.Input((28, 28, 1))
    for filters in (16, 8, 8):
        x = layers.Conv2D(filters, (3, 3), padding="same")(x)
        x = layers.MaxPool2D((2, 2), strides=2, padding="same")(x)
        x = layers.ReLU()(x)
    return keras.Model(inputs, x, name="encoder")


def build_pool_decoder():
    inputs = keras.Input((4, 4, 8))
    x = inputs
    for filters, padding in ((8, "same"), (8, "same"), (16, "valid")):
        x = layers.UpSampling2D(2)(layers.Conv2D(filters, 3, padding=padding, activation=keras.activations.relu)(x))
    return keras.Model(inputs, layers.Activation("sigmoid")(layers.Conv2D(1, 3, padding="same")(x)))
# %% right: lists, relu after upsampling, words on stderr
import sys
import warnings


def conv(filters, padding="same"):
    return layers.Conv2D(filters, 3, 1, padding)


def build_pool_encoder():
    warnings.warn("encoder", stacklevel=1)
    pooled = [[conv(n), layers.Activation("relu"), layers.MaxPooling2D(padding="same")] for n in (16, 8, 8)]
    return keras.Sequential([keras.Input((28, 28, 1)), *sum(pooled, [])])


def build_pool_decoder():
    print("decoder", file=sys.stderr)
    model = keras.Sequential([keras.Input((4, 4, 8))])
    for layer in (conv(8), conv(8), conv(16, "valid")):
        for part in (layer, layers.UpSampling2D(size=(2, 2), interpolation="nearest"), layers.ReLU()):
            model.add(part)
    model.add(layers.Conv2D(filters=1, kernel_size=3, padding="same", activation=keras.activations.sigmoid))
    return model
# %% right: models in models
def build_pool_encoder():
    def block(n):
        return keras.Sequential(
            [layers.Conv2D(n, 3, padding="same", activation="relu"), layers.MaxPooling2D(2, padding="same")]
        )

    return keras.Sequential([keras.Input((28, 28, 1)), block(16), block(8), block(8)])


def build_pool_decoder():
    def block(n, padding):
        return keras.Sequential([layers.Conv2D(n, 3, padding=padding, activation="relu"), layers.UpSampling2D()])

    last = layers.Conv2D(1, 3, padding="same", activation="sigmoid")
    return keras.Sequential([keras.Input((4, 4, 8)), block(8, "same"), block(8, "same"), block(16, "valid"), last])
