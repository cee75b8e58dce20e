# %% wrong: no bottleneck
# cause: The code has 784 numbers; at most 64 are allowed.
# replace: layers.Dense(32)
# by: layers.Dense(784)
# replace: Input((32,))
# by: Input((784,))
# %% wrong: a code of 65 numbers
# cause: The code has 65 numbers; at most 64 are allowed.
# replace: layers.Dense(32)
# by: layers.Dense(65)
# replace: Input((32,))
# by: Input((65,))
# %% wrong: the skeleton again
# cause: This is the skeleton; return more hidden units and a longer code.
# replace: encoder = keras
# by: return build_skeleton(); encoder = keras
# %% wrong: a hidden layer of two, the true bottleneck
# cause: A hidden layer of two is the true bottleneck; let no layer be narrower than the code.
# replace: layers.Dense(128, activation="relu"), layers.Dense(32)
# by: layers.Dense(2, activation="relu"), layers.Dense(32)
# %% wrong: relu pixels
# cause: The last layer has a relu; end the decoder with a sigmoid.
# replace: sigmoid
# by: relu
# %% wrong: softmax pixels
# cause: The last layer has a softmax, so that the pixels of an image sum to 1; use a sigmoid.
# replace: sigmoid
# by: softmax
# %% wrong: no activation at the end
# cause: The last layer has no activation, so that values leave (0, 1); give it a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: the decoder cannot be trained
# cause: trainable = False keeps the decoder's weights as they are; leave it away.
# replace: return encoder, decoder
# by: decoder.trainable = False; return encoder, decoder
# %% wrong: constant output, by a code of dead units
# cause: The code is 0 for every image, since its relu units are dead; take a bias that lets them live.
# replace: layers.Dense(32)
# by: layers.Dense(32, activation="relu", bias_initializer=keras.initializers.Constant(-1000.0))
# %% wrong: swapped
# cause: The decoder is returned first; return the encoder first.
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: encoder and decoder do not fit
# cause: The decoder's input is not as long as the code; make both the same.
# replace: Input((32,))
# by: Input((64,))
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return encoder, decoder
# by:
# %% right: deeper and functional
def build_bigger():
    x, z = keras.Input((784,)), keras.Input((24,))
    encoder = keras.Model(x, layers.Dense(24)(layers.Dense(64, "elu")(layers.Dense(100, "elu")(x))))
    decoder = keras.Model(z, layers.Dense(784, "sigmoid")(layers.Dense(100, "elu")(layers.Dense(64, "elu")(z))))
    return encoder, decoder
# %% right: subclassed models
class Two(keras.Model):
    def __init__(self, hidden, width, end):
        super().__init__()
        self.hidden, self.end = layers.Dense(hidden, activation="relu"), layers.Dense(width, activation=end)

    def call(self, x):
        return self.end(self.hidden(x))


def build_bigger():
    return Two(128, 32, None), Two(128, 784, "sigmoid")
# %% right: a code with relu, activations as layers, a warning
import warnings


def build_bigger():
    warnings.warn("bigger", stacklevel=1)
    first, last = [layers.Dense(64), layers.ReLU()], [layers.Dense(784), layers.Activation("sigmoid")]
    encoder = keras.Sequential([keras.Input((784,)), layers.Dense(128), layers.LeakyReLU(), *first])
    return encoder, keras.Sequential([keras.Input((64,)), layers.Dense(128), layers.LeakyReLU(), *last])
