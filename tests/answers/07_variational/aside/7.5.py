# %% wrong: a trunk for each head
# cause: Each head has a trunk of its own; the encoder "is a trunk followed by two layers side by side": call build_trunk() once.
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    images = keras.Input((28, 28, 1))
    mean = layers.Dense(2)(build_trunk()(images))
    log_var = layers.Dense(2)(build_trunk()(images))
    return keras.Model(images, [mean, log_var])
# %% right: subclassed model
class TwoHeads(keras.Model):
    """A trunk with two linear layers."""

    def __init__(self):
        super().__init__()
        self.trunk = build_trunk()
        self.to_mean, self.to_log_var = layers.Dense(2), layers.Dense(2)

    def call(self, images):
        features = self.trunk(images)
        return [self.to_mean(features), self.to_log_var(features)]


def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    return TwoHeads()
