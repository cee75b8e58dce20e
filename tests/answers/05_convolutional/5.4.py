# %% wrong: the trained halves of section 2
# replace: build_pool_encoder()
# by: pool_encoder
# replace: build_pool_decoder()
# by: pool_decoder
# %% wrong: the trained encoder, and a new decoder
# replace: build_pool_encoder()
# by: pool_encoder
# %% wrong: the trained decoder, and a new encoder
# replace: build_pool_decoder()
# by: pool_decoder
# %% wrong: relu on the code
# cause: Dense(2) has no activation; here it has a relu.
# replace: layers.Dense(2)
# by: layers.Dense(2, activation="relu")
# %% wrong: sigmoid on the code
# cause: Dense(2) has no activation; here it has a sigmoid.
# replace: layers.Dense(2)
# by: layers.Dense(2, activation="sigmoid")
# %% wrong: tanh on the code
# cause: Dense(2) has no activation; here it has tanh.
# replace: layers.Dense(2)
# by: layers.Dense(2, activation="tanh")
# %% wrong: three numbers
# cause: The code has two numbers; here it has three.
# replace: layers.Dense(2)
# by: layers.Dense(3)
# %% wrong: no Flatten
# cause: Flatten is missing before Dense(2).
# replace: layers.Flatten(),
# by:
# %% wrong: means of the maps in place of Flatten
# cause: The maps are averaged; use Flatten, which keeps all their numbers.
# replace: layers.Flatten(),
# by: layers.GlobalAveragePooling2D(),
# %% wrong: no relu in the decoder's first layer
# cause: The decoder's Dense(128) lacks its relu.
# replace: layers.Dense(128, activation="relu")
# by: layers.Dense(128)
# %% wrong: a narrow first layer
# cause: The decoder's first layer is narrower than 128.
# replace: layers.Dense(128, activation="relu")
# by: layers.Dense(8, activation="relu"), layers.Dense(128, activation="relu")
# %% wrong: no Dense before the Reshape
# cause: Dense(128) before the Reshape is missing.
# replace: layers.Dense(128, activation="relu"), layers.Reshape((4, 4, 8))
# by: layers.Reshape((1, 1, 2)), layers.UpSampling2D(4), layers.Conv2D(8, 1)
# %% wrong: axes of the maps mixed up
# cause: Reshape to (4, 4, 8): here the axes are in another order.
# replace: layers.Reshape((4, 4, 8))
# by: layers.Reshape((8, 4, 4))
# %% wrong: decoder first
# cause: The decoder comes first; return (encoder, decoder).
# replace: return encoder, decoder
# by: return decoder, encoder
# %% wrong: the whole autoencoder for the decoder
# cause: The second model is the whole autoencoder; return the decoder.
# replace: return encoder, decoder
# by: return encoder, keras.Sequential([encoder, decoder])
# %% wrong: forgotten return
# cause: Nothing is returned; `return encoder, decoder`.
# replace: return encoder, decoder
# by: encoder, decoder
# %% right: functional, the layers written out
def build_plane():
    images, code = keras.Input((28, 28, 1)), keras.Input((2,))
    maps = layers.Reshape((128,))(build_pool_encoder()(images))
    grids = layers.Reshape((4, 4, 8))(layers.ReLU()(layers.Dense(128)(code)))
    encoder = keras.Model(images, layers.Dense(2, activation="linear")(maps))
    return encoder, keras.Model(code, build_pool_decoder()(grids))
# %% right: layers taken out of the old models, words on stderr
import sys
import warnings


def build_plane():
    warnings.warn("building", stacklevel=1)
    print("a plane", file=sys.stderr)
    encoder = keras.Sequential([keras.Input((28, 28, 1)), *build_pool_encoder().layers])
    for layer in (layers.Flatten(), layers.Dense(2)):
        encoder.add(layer)
    decoder = keras.Sequential([keras.Input((2,)), layers.Dense(128), layers.Activation("relu")])
    decoder.add(layers.Reshape((4, 4, 8)))
    for layer in build_pool_decoder().layers:
        decoder.add(layer)
    return [encoder, decoder]
