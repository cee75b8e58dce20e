# %% wrong: relu pixels
# cause: The last layer has a relu, whose values have no upper limit; use a sigmoid.
# replace: activation="sigmoid"
# by: activation="relu"
# %% wrong: softmax pixels
# cause: The last layer has a softmax, so that the pixels of an image sum to one; use a sigmoid.
# replace: activation="sigmoid"
# by: activation="softmax"
# %% wrong: no activation at the end
# cause: The last layer has no activation; give it a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: no activation in the hidden layers
# cause: The layers before the last have no activation; give each a relu.
# replace: layers.Dense(width, activation="relu")
# by: layers.Dense(width)
# %% wrong: sigmoid in the hidden layers
# cause: The layers before the last have a sigmoid; give each a relu.
# replace: activation="relu"
# by: activation="sigmoid"
# %% wrong: tanh in the hidden layers
# cause: The hidden layers use tanh; the exercise asks for relu.
# replace: activation="relu"
# by: activation="tanh"
# %% wrong: no activation at the code
# cause: The layer of `code_size` outputs has no relu, though all five layers before the last have one.
# replace: activation="relu"
# by: activation=None if width == code_size else "relu"
# %% wrong: code size ignored
# cause: The code has 32 numbers whatever is asked for; use code_size.
# replace: (128, 64, code_size, 64, 128)
# by: (128, 64, 32, 64, 128)
# %% wrong: a layer missing
# cause: A layer is missing behind the code: 64, then 128.
# replace: (128, 64, code_size, 64, 128)
# by: (128, 64, code_size, 128)
# %% wrong: not mirrored
# cause: The decoder repeats 128, 64 in the encoder's order; it goes 64, then 128.
# replace: (128, 64, code_size, 64, 128)
# by: (128, 64, code_size, 128, 64)
# %% wrong: no bottleneck
# cause: All hidden layers have 128 outputs; they have 128, 64, code_size, 64 and 128.
# replace: (128, 64, code_size, 64, 128)
# by: (128, 128, 128, 128, 128)
# %% wrong: each layer called on the inputs
# cause: Each layer is called on the inputs, so that only the last one counts; call it on what the one before returned.
# replace: activation="relu")(x)
# by: activation="relu")(inputs)
# %% wrong: the last layer called on the inputs
# cause: The last layer is called on the inputs, so that nothing passes through the code; call it on what the layer before returned.
# replace: activation="sigmoid")(x)
# by: activation="sigmoid")(inputs)
# %% wrong: a way around the code
# cause: The output of the first layer is added behind the code, so that the image does not pass through the code only: keep one chain.
# replace: return keras.Model(inputs, layers.Dense(784, activation="sigmoid")(x))
# by: h = keras.Model(inputs, x).layers; x = layers.add([h[1].output, x]); return keras.Model(inputs, layers.Dense(784, "sigmoid")(x))
# %% wrong: images in the place of vectors
# cause: The model takes images of 28 × 28; it is for vectors of 784 numbers: keras.Input((784,)).
# replace: inputs = keras.Input((784,))
# by: inputs = keras.Input((28, 28))
# replace: x = inputs
# by: x = layers.Flatten()(inputs)
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return keras.Model
# by: model = keras.Model
# %% right: Sequential, layer by layer
def build_deep(code_size):
    model = keras.Sequential([keras.Input((784,))])
    for width in [128, 64, code_size, 64, 128]:
        model.add(layers.Dense(width))
        model.add(layers.ReLU())
    model.add(layers.Dense(784))
    model.add(layers.Activation("sigmoid"))
    return model
# %% right: functional without a loop
def build_deep(code_size):
    image = keras.Input(shape=(784,), name="image")
    h = layers.Dense(128, activation="relu", name="wide")(image)
    h = layers.Dense(64, activation="relu", name="narrow")(h)
    code = layers.Dense(code_size, activation="relu", name="code")(h)
    h = layers.Dense(64, activation="relu")(code)
    h = layers.Dense(128, activation=keras.activations.relu)(h)
    out = layers.Dense(784, activation="sigmoid", kernel_initializer="he_normal")(h)
    return keras.Model(inputs=image, outputs=out)
# %% right: reduce over layers, with noise on stderr
import sys
from functools import reduce


def build_deep(code_size):
    print("code", code_size, file=sys.stderr)
    chain = [layers.Dense(width, "relu") for width in (128, 64, code_size, 64, 128)]
    inputs = keras.Input((784,), dtype="float32")
    return keras.Model(inputs, reduce(lambda x, layer: layer(x), [*chain, layers.Dense(784, "sigmoid")], inputs))
