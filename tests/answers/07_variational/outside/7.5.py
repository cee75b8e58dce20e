# %% wrong: the log-variance is computed from the mean
# cause: The second Dense layer stands on the first; "two layers side by side, each Dense(2) on the trunk's features".
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    images = keras.Input((28, 28, 1))
    mean = layers.Dense(2)(build_trunk()(images))
    return keras.Model(images, [mean, layers.Dense(2)(mean)])
# %% wrong: a hidden layer before the heads
# cause: There is a Dense(32) between trunk and heads; each head is "Dense(2) on the trunk's features".
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    images = keras.Input((28, 28, 1))
    features = layers.Dense(32, activation="relu")(build_trunk()(images))
    return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# %% wrong: dropout between trunk and heads
# cause: In training a fifth of the features are dropped; the encoder is a trunk followed by two layers, each "on the trunk's features", and nothing between.
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    images = keras.Input((28, 28, 1))
    features = layers.Dropout(0.2)(build_trunk()(images))
    return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# %% wrong: leaky relu on the mean
# cause: The mean has an activation; "Neither has an activation".
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    images = keras.Input((28, 28, 1))
    features = build_trunk()(images)
    mean = layers.Dense(2, activation="leaky_relu")(features)
    return keras.Model(images, [mean, layers.Dense(2)(features)])
# %% wrong: the log-variance is clipped
# cause: The log-variance cannot leave the range from -10 to 10; it "may be any number", and the head has no activation: leave out the clipping.
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    images = keras.Input((28, 28, 1))
    features = build_trunk()(images)
    log_var = ops.clip(layers.Dense(2)(features), -10, 10)
    return keras.Model(images, [layers.Dense(2)(features), log_var])
# %% wrong: one trunk for all encoders
# cause: The trunk is made once, outside of the function, so all encoders share and train its weights; "Build an encoder" means a new trunk in each call.
SHARED_TRUNK = build_trunk()


def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    images = keras.Input((28, 28, 1))
    features = SHARED_TRUNK(images)
    return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# %% wrong: the trunk of the plain autoencoder
# cause: The trunk is that of plain_encoder, so training this model changes the plain autoencoder; the two models "share its form", not its weights: call build_trunk().
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    images = keras.Input((28, 28, 1))
    features = plain_encoder.layers[0](images)
    return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# %% wrong: a trunk of its own making
# cause: The trunk has one convolution; it should be the trunk of section 1, "three convolutions with max pooling, of 16, 8 and 8 filters": call build_trunk().
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    images = keras.Input((28, 28, 1))
    x = layers.MaxPooling2D(7)(conv(8)(images))
    features = layers.Flatten()(x)
    return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# %% wrong: a trunk that does not learn
# cause: The weights of the trunk are frozen, so only the heads are trained; the encoder is "a trunk followed by two layers", all of which learn.
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    trunk = build_trunk()
    trunk.trainable = False
    images = keras.Input((28, 28, 1))
    features = trunk(images)
    return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# %% wrong: one layer for both outputs
# cause: Mean and log-variance come from the same layer and are equal; "two layers side by side".
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    images = keras.Input((28, 28, 1))
    head = layers.Dense(2)
    features = build_trunk()(images)
    return keras.Model(images, [head(features), head(features)])
# %% wrong: softplus on the log-variance
# cause: The log-variance cannot be negative; "Neither has an activation".
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    images = keras.Input((28, 28, 1))
    features = build_trunk()(images)
    log_var = layers.Dense(2, activation="softplus")(features)
    return keras.Model(images, [layers.Dense(2)(features), log_var])
# %% wrong: one output of four numbers
# cause: The model has one output; it should return "a list of means (n, 2) and log-variances (n, 2)".
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    return keras.Sequential([build_trunk(), layers.Dense(4)])
# %% right: on the trunk's own input and output
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    trunk = build_trunk()
    heads = [layers.Dense(2, name=name)(trunk.outputs[0]) for name in ("code_mean", "code_log_var")]
    return keras.Model(inputs=trunk.inputs, outputs=heads)
# %% right: own initialisers, the trunk layer by layer
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    x = images = keras.Input(shape=(28, 28, 1), name="images")
    for layer in build_trunk().layers:
        x = layer(x)
    log_var = layers.Dense(units=2, activation=None, kernel_initializer="he_normal")(x)
    mean = layers.Dense(units=2, activation="linear", kernel_initializer="he_uniform")(x)
    return keras.Model(outputs=[mean, log_var], inputs=images)
# %% wrong: elu on both heads
# cause: Both heads have an elu; neither has an activation.
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: [layers.Dense(2, activation="elu")(features), layers.Dense(2, activation="elu")(features)]
# %% wrong: leaky relu on the log-variance
# cause: The log-variance has a leaky relu; neither head has an activation.
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: [layers.Dense(2)(features), layers.Dense(2, activation="leaky_relu")(features)]
# %% wrong: softplus on the log-variance
# cause: The log-variance has a softplus; neither head has an activation.
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: [layers.Dense(2)(features), layers.Dense(2, activation="softplus")(features)]
# %% wrong: relu on the mean
# cause: The mean has a relu; neither head has an activation.
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: [layers.Dense(2, activation="relu")(features), layers.Dense(2)(features)]
# %% wrong: tanh on the mean
# cause: The mean has a tanh; neither head has an activation.
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: [layers.Dense(2, activation="tanh")(features), layers.Dense(2)(features)]
# %% wrong: one layer for both
# cause: Both outputs come from one layer; make a Dense(2) for each.
# replace: return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# by: head = layers.Dense(2); return keras.Model(images, [head(features), head(features)])
# %% wrong: the log-variance from the mean
# cause: The log-variance stands on the mean; put its Dense(2) on the trunk's features.
# replace: return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# by: mean = layers.Dense(2)(features); return keras.Model(images, [mean, layers.Dense(2)(mean)])
# %% wrong: a trunk for each head
# cause: Each head has a trunk of its own; put both on the same features.
# replace: return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# by: return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(build_trunk()(images))])
# %% wrong: a hidden layer between trunk and heads
# cause: There is a layer between trunk and heads; put both heads on the trunk's features.
# replace: features = build_trunk()(images)
# by: features = layers.Dense(16, activation="relu")(build_trunk()(images))
# %% wrong: no trunk, the pixels themselves
# cause: The heads stand on the pixels; put them on the features of build_trunk().
# replace: features = build_trunk()(images)
# by: features = layers.Flatten()(images)
# %% wrong: both in one output
# cause: The encoder has one output; give keras.Model a list of two, from two Dense(2).
# replace: return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# by: return keras.Model(images, layers.Dense(4)(features))
# %% wrong: one number of variance for each code
# cause: The log-variance has one number for each image; it needs two: Dense(2).
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: [layers.Dense(2)(features), layers.Dense(1)(features)]
# %% wrong: a third output with the drawn code
# cause: The encoder has a third output, the draw; expected the mean and the log-variance.
def build_encoder():
    """Return a model from images to means and log-variances."""
    images = keras.Input((28, 28, 1))
    features = build_trunk()(images)
    mean, log_var = layers.Dense(2)(features), layers.Dense(2)(features)
    return keras.Model(images, [mean, log_var, Sampling()(mean, log_var)])


# %% wrong: outputs in a dictionary
# cause: The outputs are a dict; give keras.Model a list of two.
def build_encoder():
    """Return a model from images to means and log-variances."""
    images = keras.Input((28, 28, 1))
    features = build_trunk()(images)
    return keras.Model(images, {"mean": layers.Dense(2)(features), "log_var": layers.Dense(2)(features)})


# %% right: the trunk's own tensors, named heads
def build_encoder():
    """Return a model from images to means and log-variances."""
    trunk = build_trunk()
    heads = [layers.Dense(2, name=name, activation=None)(trunk.outputs[0]) for name in ("mean", "log_var")]
    return keras.Model(inputs=trunk.inputs[0], outputs=heads, name="encoder")


# %% right: a subclass of Model
class TwoHeads(keras.Model):
    def __init__(self):
        super().__init__()
        self.trunk = build_trunk()
        self.to_mean = layers.Dense(2)
        self.to_log_var = layers.Dense(2)

    def call(self, images):
        features = self.trunk(images)
        return [self.to_mean(features), self.to_log_var(features)]


def build_encoder():
    model = TwoHeads()
    model(np.zeros((1, 28, 28, 1), "float32"))
    return model


# %% right: layers made first, linear activation by name
def build_encoder() -> keras.Model:
    trunk = build_trunk()
    mean_layer = layers.Dense(units=2, activation="linear")
    log_var_layer = layers.Dense(units=2, activation="linear")
    pictures = keras.Input(shape=(28, 28, 1))
    x = pictures
    for layer in trunk.layers:
        x = layer(x)
    mean, log_var = mean_layer(x), log_var_layer(x)
    model = keras.Model(pictures, outputs=[mean, log_var])
    print(model.count_params(), "weights")
    return model


# %% right: the log-variance's head starts at zero
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: [layers.Dense(2)(features), layers.Dense(2, kernel_initializer="zeros")(features)]
