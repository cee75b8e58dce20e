# %% wrong: max pooling
# cause: This is max pooling; use AveragePooling2D.
# replace: layers.AveragePooling2D(2)
# by: layers.MaxPooling2D(2)
# %% wrong: strides in place of pooling
# cause: The convolutions have strides; use AveragePooling2D after each instead.
# replace: padding="same", activation="relu"), layers.AveragePooling2D(2)
# by: strides=2, padding="same", activation="relu")
# %% wrong: relu on the code
# cause: Dense(64) has no activation; here it has a relu.
# replace: layers.Dense(64)
# by: layers.Dense(64, activation="relu")
# %% wrong: sigmoid on the code
# cause: Dense(64) has no activation; here it has a sigmoid.
# replace: layers.Dense(64)
# by: layers.Dense(64, activation="sigmoid")
# %% wrong: no relu in the encoder
# cause: The encoder's convolutions lack their relu.
# replace: layers.Conv2D(32, 3, padding="same", activation="relu"), layers.AveragePooling2D(2)
# by: layers.Conv2D(32, 3, padding="same"), layers.AveragePooling2D(2)
# %% wrong: no relu in the decoder's convolutions
# cause: The decoder's convolutions of 32 filters lack their relu.
# replace: layers.Conv2D(32, 3, padding="same", activation="relu"), layers.UpSampling2D(2)
# by: layers.Conv2D(32, 3, padding="same"), layers.UpSampling2D(2)
# %% wrong: no relu in the decoder's Dense
# cause: The decoder's Dense layer lacks its relu.
# replace: layers.Dense(7 * 7 * 32, activation="relu")
# by: layers.Dense(7 * 7 * 32)
# %% wrong: no sigmoid
# cause: The last layer has a sigmoid; here it has no activation.
# replace: padding="same", activation="sigmoid"
# by: padding="same"
# %% wrong: tanh at the end
# cause: The last layer has a sigmoid; here it has tanh.
# replace: activation="sigmoid"
# by: activation="tanh"
# %% wrong: softmax over the one channel
# cause: The last layer has a sigmoid; here it has a softmax, which is always 1 for one channel.
# replace: activation="sigmoid"
# by: activation="softmax"
# %% wrong: 32 numbers
# cause: The code has 64 numbers; here it has 32.
# replace: layers.Dense(64)
# by: layers.Dense(32)
# %% wrong: no Flatten
# cause: Flatten is missing before Dense(64).
# replace: layers.Flatten(),
# by:
# %% wrong: pooled three times
# cause: The encoder has three rounds; convolution and pooling come twice.
# replace: for _ in range(2):
# by: for _ in range(3):
# %% wrong: 16 filters
# cause: The convolutions have 32 filters; here they have 16.
# replace: layers.Conv2D(32,
# by: layers.Conv2D(16,
# %% wrong: one network in place of two
# cause: One network is returned; return (encoder, decoder).
# replace: return keras.Sequential([*encoder, layers.Flatten(), layers.Dense(64)]), keras.Sequential(decoder)
# by: return keras.Sequential([*encoder, layers.Flatten(), layers.Dense(64), *decoder[1:]])
# %% wrong: no Dense in the encoder
# cause: The encoder ends with Dense(64), which is missing.
# replace: return keras.Sequential([*encoder, layers.Flatten(), layers.Dense(64)]), keras.Sequential(decoder)
# by: return keras.Sequential([*encoder, layers.Flatten()]), keras.Sequential(decoder)
# %% right: functional, relu as a layer after the convolution
def build_garments():
    images, code = keras.Input((28, 28, 1)), keras.Input((64,))
    x = images
    for _ in range(2):
        x = layers.AveragePooling2D((2, 2))(layers.ReLU()(layers.Conv2D(32, 3, padding="same")(x)))
    encoder = keras.Model(images, layers.Dense(64)(layers.Flatten()(x)))
    x = layers.Reshape((7, 7, 32))(layers.Activation("relu")(layers.Dense(1568)(code)))
    for _ in range(2):
        x = layers.UpSampling2D()(layers.Conv2D(32, (3, 3), padding="same", activation=keras.activations.relu)(x))
    return encoder, keras.Model(code, layers.Activation("sigmoid")(layers.Conv2D(1, 3, padding="same")(x)))
# %% right: relu after upsampling and after the Reshape, words on stderr
import sys
import warnings


def build_garments():
    warnings.warn("building", stacklevel=1)
    print("garments", file=sys.stderr)
    conv = lambda n, activation: layers.Conv2D(n, 3, padding="same", activation=activation)  # noqa: E731
    encoder, decoder = keras.Sequential([keras.Input((28, 28, 1))]), keras.Sequential([keras.Input((64,))])
    for part in (conv(32, "relu"), layers.AvgPool2D(2), conv(32, "relu"), layers.AvgPool2D(2)):
        encoder.add(part)
    encoder.add(layers.Reshape((7 * 7 * 32,)))
    encoder.add(layers.Dense(64, activation="linear"))
    for part in (layers.Dense(7 * 7 * 32), layers.Reshape((7, 7, 32)), layers.ReLU()):
        decoder.add(part)
    for _ in range(2):
        for part in (conv(32, None), layers.UpSampling2D(2), layers.ReLU()):
            decoder.add(part)
    decoder.add(conv(1, "sigmoid"))
    return encoder, decoder
