# %% wrong: one output of four numbers
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: layers.Dense(4)(features)
# %% wrong: only the mean
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: layers.Dense(2)(features)
# %% wrong: three outputs
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: [layers.Dense(2)(features), layers.Dense(2)(features), features]
# %% wrong: one layer for both
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: [layers.Dense(2)(features)] * 2
# %% wrong: the log-variance is made from the mean
# replace: return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
# by: mean = layers.Dense(2)(features); return keras.Model(images, [mean, layers.Dense(2)(mean)])
# %% wrong: a relu on both
# replace: layers.Dense(2)
# by: layers.Dense(2, activation="relu")
# %% wrong: a softplus on the log-variance, as if it were the variance
# replace: , layers.Dense(2)(features)]
# by: , layers.Dense(2, activation="softplus")(features)]
# %% wrong: a sigmoid on the mean
# replace: [layers.Dense(2)(features),
# by: [layers.Dense(2, activation="sigmoid")(features),
# %% wrong: a tanh on the log-variance
# replace: , layers.Dense(2)(features)]
# by: , layers.Dense(2, activation="tanh")(features)]
# %% wrong: codes of three numbers
# replace: layers.Dense(2)
# by: layers.Dense(3)
# %% wrong: one number for the log-variance
# replace: , layers.Dense(2)(features)]
# by: , layers.Dense(1)(features)]
# %% wrong: no trunk
# replace: features = build_trunk()(images)
# by: features = layers.Flatten()(images)
# %% wrong: features not flattened
# replace: features = build_trunk()(images)
# by: features = layers.MaxPooling2D(7)(conv(32)(images))
# %% wrong: a dict of outputs
# replace: [layers.Dense(2)(features), layers.Dense(2)(features)]
# by: {"mean": layers.Dense(2)(features), "log_var": layers.Dense(2)(features)}
# %% wrong: forgotten return
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


# %% right: four numbers, cut in two
def build_encoder():
    images = keras.Input((28, 28, 1))
    both = layers.Dense(4)(build_trunk()(images))
    return keras.Model(images, [both[:, :2], both[:, 2:]])
