# %% wrong: untrained
# cause: The network is returned untrained: call training.fit on x_train before you return it.
# replace: training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
# by: pass
# %% wrong: trained on the test images
# cause: The network is trained on the test images that it is measured on: train it on x_train.
# replace: training.fit(model, x_train,
# by: training.fit(model, x_test,
# %% wrong: code size ignored
# cause: The code has 32 numbers whatever is asked for; use code_size.
# replace: layers.Dense(code_size)
# by: layers.Dense(32)
# %% wrong: relu at the code
# cause: The code has a relu; it has no activation here.
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="relu")
# %% wrong: no activation at the end
# cause: The last layer has no activation; give it a sigmoid.
# replace: layers.Dense(784, activation="sigmoid")
# by: layers.Dense(784)
# %% wrong: softmax pixels
# cause: The last layer has a softmax; give it a sigmoid.
# replace: sigmoid
# by: softmax
# %% wrong: no activation in the hidden layers
# cause: The layers of 128 have no activation; give them a relu.
# replace: layers.Dense(128, activation="relu")
# by: layers.Dense(128)
# %% wrong: tanh in the hidden layers
# cause: The layers of 128 have tanh; use relu.
# replace: activation="relu"
# by: activation="tanh"
# %% wrong: no hidden layer in the decoder
# cause: The second layer of 128 is missing, between code and output.
# replace: x = layers.Dense(128, activation="relu")(code)
# by: x = code
# %% wrong: the targets are other images
# cause: The targets are other images than the inputs; an autoencoder's target is its input.
# replace: training.fit(model, x_train, epochs
# by: training.fit(model, x_train, x_train[::-1].copy(), epochs
# %% wrong: Adadelta
# cause: Adadelta at its default rate hardly moves; take Adam at SWEEP_RATE.
# replace: keras.optimizers.Adam(SWEEP_RATE)
# by: "adadelta"
# %% wrong: layers of another width
# cause: The layers beside the code have 64 outputs; they have 128.
# replace: 128
# by: 64
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
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
