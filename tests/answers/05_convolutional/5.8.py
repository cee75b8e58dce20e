# %% wrong: no biases counted
# cause: The biases of the transposed convolutions are missing.
# replace: counted += [conv_parameters(3, 64, 64), conv_parameters(3, 64, 32), conv_parameters(3, 32, 1)]
# by: counted += [9 * 64 * 64, 9 * 64 * 32, 9 * 32]
# %% wrong: the two dense layers swapped
# cause: The two dense layers have changed places.
# replace: 7 * 7 * 64 * 16 + 16, 16 * 7 * 7 * 64 + 7 * 7 * 64
# by: 16 * 7 * 7 * 64 + 7 * 7 * 64, 7 * 7 * 64 * 16 + 16
# %% wrong: the decoder counted backwards
# cause: The last three numbers are in another order.
# replace: counted += [conv_parameters(3, 64, 64), conv_parameters(3, 64, 32), conv_parameters(3, 32, 1)]
# by: counted[3:] = [conv_parameters(3, 32, 1), conv_parameters(3, 64, 32), conv_parameters(3, 64, 64), counted[3]]
# %% wrong: channels and filters swapped
# cause: Channels and filters are swapped: there is one bias for each filter.
# replace: conv_parameters(3, 64, 32), conv_parameters(3, 32, 1)
# by: conv_parameters(3, 32, 64), conv_parameters(3, 1, 32)
# %% wrong: the code counted with 14 × 14 maps
# cause: After two strides of 2 the maps are 7 × 7, not 14 × 14.
# replace: 7 * 7 * 64 * 16 + 16,
# by: 14 * 14 * 64 * 16 + 16,
# %% wrong: only the totals of the hint
# cause: These are the totals; count each of the seven layers.
# replace: counted += [conv_parameters(3, 64, 64), conv_parameters(3, 64, 32), conv_parameters(3, 32, 1)]
# by: counted = [69_008, 0, 0, 108_993, 0, 0, 0]
# %% wrong: relu on the code
# cause: Dense(16) has no activation; here it has a relu.
# replace: layers.Dense(16)
# by: layers.Dense(16, activation="relu")
# %% wrong: no relu in the encoder
# cause: The encoder's convolutions lack their relu.
# replace: encoder = [keras.Input
# by: strided["activation"] = None; encoder = [keras.Input
# replace: decoder = [keras.Input
# by: strided["activation"] = "relu"; decoder = [keras.Input
# %% wrong: no relu in the encoder's first layer
# cause: The encoder's first convolution lacks its relu.
# replace: layers.Conv2D(32, 3, **strided)
# by: layers.Conv2D(32, 3, strides=2, padding="same")
# %% wrong: no relu in the decoder's Dense
# cause: The decoder's Dense layer lacks its relu.
# replace: layers.Dense(7 * 7 * 64, activation="relu")
# by: layers.Dense(7 * 7 * 64)
# %% wrong: no relu in a transposed convolution
# cause: A transposed convolution lacks its relu.
# replace: layers.Conv2DTranspose(32, 3, **strided)
# by: layers.Conv2DTranspose(32, 3, strides=2, padding="same")
# %% wrong: pooling in place of strides
# cause: The encoder has pooling; its convolutions have stride 2 instead.
# replace: layers.Conv2D(32, 3, **strided), layers.Conv2D(64, 3, **strided)
# by: *(p for n in (32, 64) for p in (layers.Conv2D(n, 3, padding="same", activation="relu"), layers.MaxPooling2D(2)))
# %% wrong: upsampling in place of transposed convolutions
# cause: The decoder has upsampling; its layers are Conv2DTranspose with stride 2.
# replace: decoder += [layers.Conv2DTranspose(64, 3, **strided), layers.Conv2DTranspose(32, 3, **strided)]
# by: decoder += [p for n in (64, 32) for p in (layers.UpSampling2D(2), layers.Conv2D(n, 3, padding="same", activation="relu"))]
# %% wrong: no sigmoid
# cause: The last layer has a sigmoid; here it has no activation.
# replace: padding="same", activation="sigmoid"
# by: padding="same"
# %% wrong: softmax over the one channel
# cause: The last layer has a sigmoid; here it has a softmax, which is always 1 for one channel.
# replace: activation="sigmoid"
# by: activation="softmax"
# %% wrong: stride 2 at the end too
# cause: The last layer has stride 1; here it has 2.
# replace: layers.Conv2DTranspose(1, 3, padding
# by: layers.Conv2DTranspose(1, 3, strides=2, padding
# %% wrong: no Flatten
# cause: Flatten is missing before Dense(16).
# replace: layers.Flatten(),
# by:
# %% wrong: decoder first
# cause: The decoder comes first; return (encoder, decoder).
# replace: return keras.Sequential([*encoder, layers.Flatten(), layers.Dense(16)]), keras.Sequential(decoder)
# by: return keras.Sequential(decoder), keras.Sequential([*encoder, layers.Flatten(), layers.Dense(16)])
# %% right: functional, relu as a layer, counted by Keras
def build_strided():
    image = keras.Input((28, 28, 1))
    x = layers.ReLU()(layers.Conv2D(32, (3, 3), (2, 2), "same")(image))
    x = layers.ReLU()(layers.Conv2D(64, (3, 3), (2, 2), "same")(x))
    encoder = keras.Model(image, layers.Dense(16)(layers.Reshape((3136,))(x)))
    code = keras.Input((16,))
    x = layers.Reshape((7, 7, 64))(layers.ReLU()(layers.Dense(3136)(code)))
    for filters in (64, 32):
        x = layers.Activation("relu")(layers.Conv2DTranspose(filters, 3, strides=2, padding="same")(x))
    x = layers.Conv2DTranspose(1, 3, strides=1, padding="same")(x)
    return encoder, keras.Model(code, layers.Activation("sigmoid")(x))


counted = [layer.count_params() for model in build_strided() for layer in model.layers if layer.weights]
# %% right: an array of numbers, relu after the Reshape, words on stderr
import sys
import warnings

warnings.warn("counting", stacklevel=1)
print("by hand", file=sys.stderr)
counted = np.array([9 * 32 + 32, 9 * 32 * 64 + 64, 3136 * 16 + 16, 16 * 3136 + 3136, 9 * 64 * 64 + 64, 18464.0, 289])


def build_strided():
    def down(n):
        return layers.Conv2D(n, 3, strides=2, padding="same", activation="relu")

    def up(n, stride, activation):
        return layers.Conv2DTranspose(n, 3, strides=stride, padding="same", activation=activation)

    encoder = keras.Sequential([keras.Input((28, 28, 1)), down(32), down(64), layers.Flatten(), layers.Dense(16)])
    opening = [keras.Input((16,)), layers.Dense(7 * 7 * 64), layers.Reshape((7, 7, 64)), layers.ReLU()]
    return [encoder, keras.Sequential([*opening, up(64, 2, "relu"), up(32, 2, "relu"), up(1, 1, "sigmoid")])]
