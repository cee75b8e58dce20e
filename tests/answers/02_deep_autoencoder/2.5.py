# %% wrong: untrained
# replace: training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
# by: pass
# %% wrong: trained on the test images
# replace: training.fit(model, x_train,
# by: training.fit(model, x_test,
# %% wrong: code size ignored
# replace: layers.Dense(code_size)
# by: layers.Dense(32)
# %% wrong: relu at the code
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="relu")
# %% wrong: no activation at the end
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: softmax pixels
# replace: sigmoid
# by: softmax
# %% wrong: no activation in the hidden layers
# replace: layers.Dense(128, activation="relu")
# by: layers.Dense(128)
# %% wrong: tanh in the hidden layers
# replace: activation="relu"
# by: activation="tanh"
# %% wrong: no hidden layer in the decoder
# replace: x = layers.Dense(128, activation="relu")(code)
# by: x = code
# %% wrong: the targets are other images
# replace: training.fit(model, x_train, epochs
# by: training.fit(model, x_train, x_train[::-1].copy(), epochs
# %% wrong: Adadelta
# replace: keras.optimizers.Adam(SWEEP_RATE)
# by: "adadelta"
# %% wrong: layers of another width
# replace: 128
# by: 64
# %% wrong: forgotten return
# replace: return model
# by:
# %% right: Sequential, and Keras' own fit
def trained_with(code_size):
    model = keras.Sequential([keras.Input((784,))])
    for width, activation in ((128, "relu"), (code_size, None), (128, "relu"), (784, "sigmoid")):
        model.add(layers.Dense(width, activation=activation))
    model.compile(keras.optimizers.Adam(SWEEP_RATE), keras.losses.BinaryCrossentropy())
    model.fit(x_train, x_train, epochs=SWEEP_EPOCHS, batch_size=256, verbose=0)
    return model
# %% right: activations as layers, a helper, a warning
import warnings


def network(code_size):
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="linear")(layers.ReLU()(layers.Dense(128)(inputs)))
    hidden = layers.Activation("relu")(layers.Dense(128)(code))
    return keras.Model(inputs, layers.Activation("sigmoid")(layers.Dense(784)(hidden)))


def trained_with(code_size):
    warnings.warn("training", stacklevel=1)
    model = network(code_size)
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
