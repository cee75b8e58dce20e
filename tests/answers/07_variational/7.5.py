# %% wrong: one output of four numbers
# cause: The encoder has one output; give keras.Model a list of two, from two Dense(2).
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: layers.Dense(4)(features)
# %% wrong: only the mean
# cause: The encoder has one output; it needs the log-variance too.
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: layers.Dense(2)(features)
# %% wrong: three outputs
# cause: The encoder has three outputs; expected the mean and the log-variance.
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: [layers.Dense(2)(features), layers.Dense(2)(features), features]
# %% wrong: one layer for both
# cause: Both outputs come from one layer; make a Dense(2) for each.
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: [layers.Dense(2)(features)] * 2
# %% wrong: the log-variance is made from the mean
# cause: The log-variance stands on the mean; put its Dense(2) on the trunk's features.
# replace: return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# by: mean = layers.Dense(2)(features); return keras.Model(images, [mean, layers.Dense(2)(mean)])
# %% wrong: a relu on both
# cause: Both heads have a relu; neither has an activation.
# replace: layers.Dense(2)
# by: layers.Dense(2, activation="relu")
# %% wrong: a softplus on the log-variance, as if it were the variance
# cause: The log-variance has a softplus; neither head has an activation.
# replace: , layers.Dense(2)(features)]
# by: , layers.Dense(2, activation="softplus")(features)]
# %% wrong: a sigmoid on the mean
# cause: The mean has a sigmoid; neither head has an activation.
# replace: [layers.Dense(2)(features),
# by: [layers.Dense(2, activation="sigmoid")(features),
# %% wrong: a tanh on the log-variance
# cause: The log-variance has a tanh; neither head has an activation.
# replace: , layers.Dense(2)(features)]
# by: , layers.Dense(2, activation="tanh")(features)]
# %% wrong: codes of three numbers
# cause: The heads have three units; codes have two numbers: Dense(2).
# replace: layers.Dense(2)
# by: layers.Dense(3)
# %% wrong: one number for the log-variance
# cause: The log-variance has one number for each image; it needs two: Dense(2).
# replace: , layers.Dense(2)(features)]
# by: , layers.Dense(1)(features)]
# %% wrong: no trunk
# cause: The heads stand on the pixels; put them on the features of build_trunk().
# replace: features = build_trunk()(images)
# by: features = layers.Flatten()(images)
# %% wrong: features not flattened
# cause: The trunk is another one than build_trunk() makes.
# replace: features = build_trunk()(images)
# by: features = layers.MaxPooling2D(7)(conv(32)(images))
# %% wrong: a dict of outputs
# cause: The outputs are a dict; give keras.Model a list of two.
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: {"mean": layers.Dense(2)(features), "log_var": layers.Dense(2)(features)}
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the model.
# replace: return keras.Model
# by: keras.Model
# %% right: a trunk written out, named heads
def build_encoder():
    images = x = keras.Input((28, 28, 1), name="images")
    for filters in (16, 8, 8):
        x = layers.Conv2D(filters, (3, 3), padding="same")(x)
        x = layers.MaxPool2D(2, padding="same")(layers.ReLU()(x))
    x = layers.Reshape((128,))(x)
    heads = [layers.Dense(2, activation="linear", name=name) for name in ("mean", "log_var")]
    return keras.Model(inputs=images, outputs=[head(x) for head in heads], name="encoder")


# %% right: a subclassed model
class Encoder(keras.Model):
    def __init__(self):
        super().__init__()
        self.trunk, self.mean, self.log_var = build_trunk(), layers.Dense(2), layers.Dense(2)

    def call(self, images):
        features = self.trunk(images)
        return self.mean(features), self.log_var(features)


def build_encoder():
    return Encoder()


# %% right: a model around the trunk's own input, prints and a warning
import sys
import warnings


def build_encoder():
    trunk = build_trunk()
    warnings.warn("two heads")
    print(trunk.output_shape, file=sys.stderr)
    return keras.Model(trunk.inputs, [layers.Dense(2)(trunk.outputs[0]) for _ in range(2)])


