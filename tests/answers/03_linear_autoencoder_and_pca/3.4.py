# %% wrong: relu at the code
# cause: The code has a relu; no activation anywhere.
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="relu")
# %% wrong: sigmoid pixels
# cause: The decoder's dense layer has a sigmoid, but its targets have either sign: no activation anywhere.
# replace: layers.Dense(3072)
# by: layers.Dense(3072, activation="sigmoid")
# %% wrong: tanh pixels
# cause: The decoder's dense layer has a tanh; no activation anywhere.
# replace: layers.Dense(3072)
# by: layers.Dense(3072, activation="tanh")
# %% wrong: no Flatten
# cause: Without Flatten the dense layer works on the three channels of each pixel; flatten first.
# replace: layers.Flatten(), layers.Dense
# by: layers.Dense
# %% wrong: no Reshape
# cause: The decoder returns vectors of 3,072 numbers; reshape them to images.
# replace: layers.Dense(3072), layers.Reshape((32, 32, 3))
# by: layers.Dense(3072)
# %% wrong: one channel
# cause: The decoder makes one channel of 1,024 numbers; it makes 3,072.
# replace: layers.Dense(3072), layers.Reshape((32, 32, 3))
# by: layers.Dense(1024), layers.Reshape((32, 32, 1))
# %% wrong: the channels first
# cause: The decoder puts the channels first; reshape to (32, 32, 3).
# replace: layers.Reshape((32, 32, 3))
# by: layers.Reshape((3, 32, 32))
# %% wrong: code size ignored in the encoder
# cause: The encoder has a code of 32 whatever `code_size` is.
# replace: layers.Dense(code_size)
# by: layers.Dense(32)
# %% wrong: code size ignored in the decoder
# cause: The decoder takes CODE_SIZE numbers whatever `code_size` is.
# replace: keras.Input((code_size,))
# by: keras.Input((CODE_SIZE,))
# %% wrong: a hidden layer
# cause: There is another dense layer before the code; the encoder has one.
# replace: layers.Flatten(), layers.Dense
# by: layers.Flatten(), layers.Dense(128), layers.Dense
# %% wrong: no biases
# cause: The decoder's dense layer has no bias.
# replace: layers.Dense(3072)
# by: layers.Dense(3072, use_bias=False)
# %% wrong: no bottleneck
# cause: The code has 3,072 numbers; it has code_size.
# replace: layers.Dense(code_size)
# by: layers.Dense(3072)
# %% wrong: swapped
# cause: The decoder is returned first; return the encoder first.
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: the joined network
# cause: Both are joined into one; return the two.
# replace: return encoder, decoder
# by: return keras.Sequential([encoder, decoder])
# %% wrong: forgotten return
# cause: Nothing is given back; return encoder and decoder.
# replace: return encoder, decoder
# by:
# %% right: functional, with an activation that does nothing
def build_linear(code_size):
    images, codes = keras.Input((32, 32, 3)), keras.Input((code_size,))
    encoder = keras.Model(images, layers.Dense(code_size, activation="linear")(layers.Flatten()(images)))
    return encoder, keras.Model(codes, layers.Reshape((32, 32, 3))(layers.Dense(32 * 32 * 3)(codes)))
# %% right: layers added one by one, with a warning
import warnings


def build_linear(code_size):
    warnings.warn("linear", stacklevel=1)
    encoder, decoder = keras.Sequential(name="encoder"), keras.Sequential(name="decoder")
    encoder.add(keras.Input(shape=(32, 32, 3)))
    encoder.add(layers.Reshape((-1,)))
    encoder.add(layers.Dense(code_size, kernel_initializer="orthogonal"))
    decoder.add(keras.Input(shape=[code_size]))
    decoder.add(layers.Dense(3072, activation=None))
    decoder.add(layers.Reshape((32, 32, 3)))
    return [encoder, decoder]
# %% right: subclassed models
class Chain(keras.Model):
    def __init__(self, *chain):
        super().__init__()
        self.chain = list(chain)

    def call(self, x):
        for layer in self.chain:
            x = layer(x)
        return x


def build_linear(code_size):
    encoder = Chain(layers.Flatten(), layers.Dense(code_size))
    return encoder, Chain(layers.Dense(3072), layers.Reshape((32, 32, 3)))
# %% right: an item set in the next cell
SIZES = {"pixels": 3071}


def build_linear(code_size):
    encoder = keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten(), layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(SIZES["pixels"]), layers.Reshape((32, 32, 3))])
    return encoder, decoder
# next cell
with np.errstate(all="ignore"):
    SIZES["pixels"] += 1
