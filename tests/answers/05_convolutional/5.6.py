# %% wrong: no batch normalisation
def build_normalised():
    return build_garments()
# %% wrong: after the relu
# replace: layers.BatchNormalization(momentum=0.9), layers.ReLU()
# by: layers.ReLU(), layers.BatchNormalization(momentum=0.9)
# %% wrong: the convolution keeps its relu
# replace: padding="same"), layers.BatchNormalization
# by: padding="same", activation="relu"), layers.BatchNormalization
# %% wrong: before the convolution
# replace: layers.Conv2D(32, 3, padding="same"), layers.BatchNormalization(momentum=0.9), layers.ReLU()
# by: layers.BatchNormalization(momentum=0.9), layers.Conv2D(32, 3, padding="same"), layers.ReLU()
# %% wrong: no relu
# replace: layers.BatchNormalization(momentum=0.9), layers.ReLU()
# by: layers.BatchNormalization(momentum=0.9)
# %% wrong: the default momentum
# replace: momentum=0.9
# by:
# %% wrong: the share of the new value for that of the old
# replace: momentum=0.9
# by: momentum=0.1
# %% wrong: layer normalisation
# replace: layers.BatchNormalization(momentum=0.9)
# by: layers.LayerNormalization()
# %% wrong: the running means in training too
# replace: momentum=0.9
# by: momentum=0.9, trainable=False
# %% wrong: in the encoder alone
# replace: decoder += [*block(), layers.UpSampling2D(2)]
# by: decoder += [layers.Conv2D(32, 3, padding="same", activation="relu"), layers.UpSampling2D(2)]
# %% wrong: the last layer normalised too
# replace: decoder.append(layers.Conv2D(1, 3, padding="same", activation="sigmoid"))
# by: decoder += [layers.Conv2D(1, 3, padding="same"), layers.BatchNormalization(momentum=0.9), layers.Activation("sigmoid")]
# %% wrong: the code normalised too
# replace: layers.Dense(64)]
# by: layers.Dense(64), layers.BatchNormalization(momentum=0.9)]
# %% wrong: no sigmoid
# replace: padding="same", activation="sigmoid"
# by: padding="same"
# %% wrong: relu on the code
# replace: layers.Dense(64)]
# by: layers.Dense(64, activation="relu")]
# %% wrong: forgotten return of the block
# replace: return [layers.Conv2D
# by: parts = [layers.Conv2D
# %% right: no biases where they have no effect, activation as a layer
# replace: layers.Conv2D(32, 3, padding="same"), layers.BatchNormalization(momentum=0.9), layers.ReLU()
# by: layers.Conv2D(32, 3, padding="same", use_bias=False), layers.BatchNormalization(momentum=0.9), layers.Activation("relu")
# %% right: functional, with a helper of the student's own
def convolved(x):
    x = layers.Conv2D(32, 3, padding="same")(x)
    return layers.Activation(keras.activations.relu)(layers.BatchNormalization(momentum=0.9)(x))


def build_normalised():
    image, code = keras.Input((28, 28, 1)), keras.Input((64,))
    x = layers.AveragePooling2D(2)(convolved(layers.AveragePooling2D(2)(convolved(image))))
    encoder = keras.Model(image, layers.Dense(64)(layers.Flatten()(x)))
    x = layers.Reshape((7, 7, 32))(layers.Dense(7 * 7 * 32, activation="relu")(code))
    x = layers.UpSampling2D(2)(convolved(layers.UpSampling2D(2)(convolved(x))))
    return encoder, keras.Model(code, layers.Conv2D(1, 3, padding="same", activation="sigmoid")(x))
# %% right: the plain network's layers, each relu taken out and put back, words on stderr
import sys
import warnings


def build_normalised():
    warnings.warn("normalising", stacklevel=1)
    print("batch by batch", file=sys.stderr)
    halves = []
    for plain in build_garments():
        half = keras.Sequential([keras.Input(plain.input_shape[1:])])
        for layer in plain.layers:
            half.add(layer)
            if isinstance(layer, layers.Conv2D) and layer.filters == 32:
                layer.activation = keras.activations.linear
                half.add(layers.BatchNormalization(momentum=0.9))
                half.add(layers.ReLU())
        halves.append(half)
    return tuple(halves)
