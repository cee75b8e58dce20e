# %% [markdown]
r"""
# 01 · The dense autoencoder

{{badge}}

One layer in, one layer out, and 32 numbers between them. You build this network for handwritten digits, train it with
two optimisers, take the trained network apart, and then improve a network for garments.

**You will be able to**

- build an autoencoder with Keras' functional API and count its parameters by hand;
- say why the output layer is a sigmoid and what the binary cross-entropy measures, including its floor;
- recognise a training that does not learn, and mend it;
- take the encoder and the decoder out of a trained autoencoder;
- judge a reconstruction by a number, against a baseline, and by eye.

**You should know** what notebook 00 says: encoder, decoder, code, reconstruction, and the three sets of images.

**Time.** {{times}} Reading and exercises take about 90 minutes.
"""

# %% [markdown]
"""
## Set-up
"""

# %% tags=["setup"]
# {{setup}}

# %%
import keras
import numpy as np
from keras import layers

from helpers import checks, data, effort, metrics, plots, progress, training
from helpers.predict import predict

# %% [markdown]
"""
## 1 Images as vectors

A dense layer multiplies a *vector* by a matrix. It does not know that pixel 30 lies below pixel 2, so the rows of an
image are simply laid one behind the other: 28 × 28 pixels become a vector of 784 numbers.
"""

# %%
mnist = data.raw("mnist")
print("training images", mnist.train_images.shape, mnist.train_images.dtype)

# %% [markdown]
"""
### Exercise 1.1: Turn images into vectors

*Difficulty: ●○○ · about 5 minutes*

Return a NumPy array with one row of `float32` numbers in [0, 1] for each image. The images are `uint8`: 0 must become
0.0 and 255 must become 1.0, whatever values an array happens to hold.
"""


# %% nbgrader={"grade_id": "exercise-1-1", "solution": true}
def to_vectors(images):
    """Return float32 vectors in [0, 1].

    images: uint8, shape (n, height, width); result: float32, shape (n, height * width).
    """
    ### BEGIN SOLUTION
    return images.reshape(len(images), -1).astype("float32") / 255
    ### END SOLUTION


x_train, x_test = to_vectors(mnist.train_images), to_vectors(mnist.test_images)
print("x_train", x_train.shape, x_train.dtype, " x_test", x_test.shape, x_test.dtype)

# %% [markdown]
"""
<details><summary>Hint 1</summary>

`array.reshape(n, -1)` keeps `n` rows and works out the length of a row.

</details>
<details><summary>Hint 2</summary>

`array.astype("float32")` converts; dividing by 255 afterwards stays `float32`.

</details>
"""

# %% nbgrader={"grade_id": "check-1-1", "grade": true, "points": 1}
with checks.exercise("1.1"):
    checks.same(to_vectors, "to_vectors")
    because = "Make it of `mnist.test_images`, as the cell does."
    checks.close(x_test, data.mnist().test.images.reshape(-1, 784), "x_test", because=because)

    ### BEGIN HIDDEN TESTS
    def pictures(rng):
        for words, shape in (
            ("two images of 2 × 3", (2, 2, 3)),
            ("one image", (1, 4, 4)),
            ("an image of 28 × 28", (1, 28, 28)),
            ("four images of 9 × 10", (4, 9, 10)),
        ):
            yield checks.case(words, rng.integers(0, 256, shape, dtype="uint8"))
        yield checks.case("dark images", rng.integers(1, 9, (3, 2, 2), dtype="uint8"))
        yield checks.case("images of zeros and ones", rng.integers(0, 2, (3, 4, 3), dtype="uint8"))

    checks.same(to_vectors, "to_vectors", pictures, tolerance=5e-7, strict=True)
    ### END HIDDEN TESTS

# %% [markdown]
r"""
## 2 Read a network before you write one

A dense layer with $m$ inputs and $n$ outputs computes

$$y = \varphi(Wx + b), \qquad W \in \mathbb{R}^{n \times m},\; b \in \mathbb{R}^{n},$$

where the numbers in $W$ are the **weights**, those in $b$ the **biases**, and $\varphi$, the **activation**, acts on
each number by itself. Each of the $n$ outputs is a **unit** of the layer. (Keras keeps $W$ transposed, as an array of
shape `(inputs, outputs)`.) Two activations appear in this notebook:
$\operatorname{relu}(t) = \max(0, t)$ and the sigmoid $\sigma(t) = 1 / (1 + e^{-t})$.

In Keras' **functional API** you start from an `Input`, which says only which shape will come, and call layers on what
the previous one returned. A `Model` is then named by its two ends. Read the next cell line by line: it is an
autoencoder for images of 64 pixels with a code of 6 numbers.
"""

# %%
inputs = keras.Input((64,))
code = layers.Dense(6, activation="relu")(inputs)
outputs = layers.Dense(64, activation="sigmoid")(code)
small = keras.Model(inputs, outputs)
small.summary()

# %% [markdown]
"""
The column *Output Shape* shows `(None, 64)`: `None` stands for the number of images, which is free. The column
*Param #* counts the numbers that training will adjust.
"""

# %% [markdown]
r"""
### Exercise 1.2: Count the parameters

*Difficulty: ●○○ · about 5 minutes*

Return how many parameters a dense layer with `n_inputs` inputs and `n_outputs` outputs has, and how many an
autoencoder like `small` has. Compare with the summary above.
"""


# %% nbgrader={"grade_id": "exercise-1-2", "solution": true}
def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    ### BEGIN SOLUTION
    return n_inputs * n_outputs + n_outputs
    ### END SOLUTION


def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    ### BEGIN SOLUTION
    return dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

W has one number for each pair of an input and an output; b has one for each output.

</details>
<details><summary>Hint 2</summary>

The first layer of `small` has 64 · 6 + 6 = 390 parameters, the second 6 · 64 + 64 = 448.

</details>
"""

# %% nbgrader={"grade_id": "check-1-2", "grade": true, "points": 1}
with checks.exercise("1.2"):
    checks.same(dense_parameters, "dense_parameters")
    checks.same(autoencoder_parameters, "autoencoder_parameters")

    ### BEGIN HIDDEN TESTS
    def sizes(rng):
        yield checks.case("1 and 3", 1, 3)
        yield checks.case("900 and 100", 900, 100)
        for _ in range(4):
            first, second = (int(n) for n in rng.choice(np.arange(2, 90), 2, replace=False))
            yield checks.case(f"{first} and {second}", first, second)

    checks.same(dense_parameters, "dense_parameters", sizes)
    checks.same(autoencoder_parameters, "autoencoder_parameters", sizes)
    ### END HIDDEN TESTS

# %% [markdown]
r"""
## 3 Build the autoencoder

$$z = \operatorname{relu}(W_1 x + b_1) \in \mathbb{R}^{32}, \qquad \hat x = \sigma(W_2 z + b_2) \in (0, 1)^{784}.$$
"""

# %%
plots.layer_widths([("image", 784), ("code", 32), ("reconstruction", 784)], title="784 → 32 → 784")

# %% [markdown]
"""
### Exercise 1.3: Build the autoencoder

*Difficulty: ●○○ · about 5 minutes*

An input of 784 numbers, a dense layer of `code_size` outputs with relu, a dense layer of 784 outputs with a sigmoid,
nothing between them. Return the model; do not compile it yet. Functional API or `Sequential`, and how weights begin:
yours. Give each activation as an argument of its layer: then the last entry of `model.layers` is the decoder's and the
one before makes the code, as the hints of Exercise 1.5 assume.
"""


# %% nbgrader={"grade_id": "exercise-1-3", "solution": true}
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    ### BEGIN SOLUTION
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu", name="code")(inputs)
    outputs = layers.Dense(784, activation="sigmoid", name="reconstruction")(code)
    return keras.Model(inputs, outputs)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Take the cell with `small` as a pattern. Three sizes change: 784, `code_size`, 784.

</details>
<details><summary>Hint 2</summary>

The last line is `return keras.Model(inputs, outputs)`.

</details>
"""

# %% nbgrader={"grade_id": "check-1-3", "grade": true, "points": 2}
with checks.exercise("1.3"):
    checks.same(build_autoencoder, "build_autoencoder")

    ### BEGIN HIDDEN TESTS
    def sizes(rng):
        for size, scale in zip(rng.permutation(np.arange(2, 31))[:2].tolist(), (1, 6)):
            images = rng.normal(0, scale, (1, 784)).astype("float32")
            yield checks.outputs(f"a code of {size}", size, inputs=images, compiled=True)

    checks.same(build_autoencoder, "build_autoencoder", sizes, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
r"""
## 4 A loss for pixels in [0, 1]

The **binary cross-entropy** (BCE) compares a pixel $x_i \in [0, 1]$ with its reconstruction $\hat x_i \in (0, 1)$. That
of one image is the mean over its pixels,

$$L(x, \hat x) = -\frac{1}{784} \sum_{i=1}^{784} \bigl[ x_i \log \hat x_i + (1 - x_i) \log (1 - \hat x_i) \bigr],$$

and that of a set of images is the mean over these. If $x_i = 1$, only the first term counts, and it is small when
$\hat x_i$ is close to 1; if $x_i = 0$, the second. A sigmoid keeps $\hat x_i$ between 0 and 1, so that both logarithms
exist. For other outputs one of them may not: Keras moves what lies outside, and 0 and 1 themselves, to just inside.
Training follows the **gradient**, the slope of the loss for each weight, and none comes back through a value that was
moved.

A loss means nothing by itself. Before training, measure three values that frame it: what a network scores that says 0.5
everywhere, what one scores that answers every image with the **mean image**, the mean of all training images, and what
a *perfect* reconstruction scores.
"""

# %%
nothing_learned = metrics.bce(x_test, np.full_like(x_test, 0.5))
mean_image_loss = metrics.mean_image_baseline(x_train, x_test, metrics.bce)
floor = metrics.bce(x_test, x_test)
print(f"0.5 everywhere {nothing_learned:.3f}")
print(f"mean image     {mean_image_loss:.3f}")
print(f"perfect        {floor:.3f}")

# %% [markdown]
r"""
The first is $\log 2 \approx 0.693$, whatever the images. The last is not 0. For a grey pixel, $x_i = 0.5$ say, even
$\hat x_i = x_i$ costs $\log 2$; only pixels that are exactly black or white can cost nothing. So the loss has a floor
well above zero, set by the grey pixels of the data, and what a model can still gain is its distance from that floor.

**Instant question.** A network reaches 0.060 on images whose perfect reconstruction costs 0.058. Another reaches
0.030 on other images, whose perfect reconstruction costs 0. Which one copies its images better?

- A: the first
- B: the second
- C: they cannot be compared

<details><summary>Answer</summary>

A. The first is 0.002 above its floor, the second 0.030. B compares the losses themselves, and these contain what the
grey pixels cost whatever the network does. C would be right for the losses; their distances from the floor say how far
each is from a copy.

</details>
"""

# %% [markdown]
"""
## 5 Train with two optimisers

Training goes in **steps**. A step takes a **batch** of images, works out the gradient of their loss, and moves each
weight a little way against it. The **optimiser** is the rule that says how far; its **learning rate** is a factor for
all the steps. When every training image has had its turn, an epoch is over.

`training.fit(model, x, ...)` is Keras' `model.fit(x, x, ...)`, with one line of progress and a time left: the target of
an autoencoder is its input. Where it is given a `name=`, it keeps the training under that name after each epoch, and
the same cell, run again after a stop, goes on from there.

Many published examples of this network train it with the optimiser Adadelta. The next cells do so with the settings
Keras has today.

**Question 1.1: Predict, run, explain.** First predict, in a sentence: after these epochs, will the validation loss be
near the floor, near the mean image, or near 0.693? Then run the two cells below the answer, and explain what you see,
with the two learning rates that the second one prints.

An answer in words is typed into the cell below its question, the one that says *Write your answer here*: double-click
it, write in the place of these words, and press Shift+Enter.
"""

# %% [markdown] nbgrader={"grade_id": "explain-1-1", "grade": true, "points": 2, "solution": true}
"""
*Prediction.* A first guess, right or wrong.

*Explanation.* The loss stays within 0.01 of 0.693: the network still says almost 0.5 for every pixel. Adadelta scales
each step by the ratio of two running averages, the size of past updates over the size of past gradients. Past updates
start at zero, so the first steps are tiny and the method has to warm itself up; that is why it was defined with rate 1.
Keras multiplies each step by its own default learning rate of 0.001, a thousand times less. The curve does fall, so
nothing is broken; it would need hundreds of times as many epochs.

**Rubric (2 points).** 1 point: says that the loss stays near log 2 ≈ 0.693, the value of a constant 0.5, so hardly
anything was learned. 1 point: puts it down to step size (default rate 0.001 against the method's 1), not to the
architecture or the data. The prediction earns nothing and costs nothing.
"""

# %%
training.seed(1)
crawling = build_autoencoder(32)
crawling.compile(optimizer="adadelta", loss="binary_crossentropy")
crawling_epochs = effort.pick(full=50, quick=5, grade=2)
crawling_history = training.fit(
    crawling, x_train, epochs=crawling_epochs, batch_size=256, validation=x_test
)

# %%
print(f"learning rate of this Adadelta: {float(crawling.optimizer.learning_rate.numpy()):g}")
print("learning rate in the article that introduces the method: 1")
losses = crawling_history.history["val_loss"]
print(f"validation loss: {losses[0]:.4f} after one epoch, {losses[-1]:.4f} at the end")
baselines = {"0.5 everywhere": nothing_learned, "mean image": mean_image_loss}
plots.loss_curves({"adadelta": crawling_history}, baselines=baselines)

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Both curves lie at the line of 0.5 everywhere, far above that of the mean image. They are not flat: the two numbers
printed for the validation loss differ, in the third or fourth decimal. What does that say of the direction of the
steps, and what of their length? Compare the two printed rates.

</details>
"""

# %% tags=["claim"]
_off = max(abs(loss - nothing_learned) for loss in losses)
assert _off < 0.01, f"the loss stays within 0.01 of 0.693: at most {_off:.4f} away"
assert losses[-1] < losses[0], f"it is not flat, but falls: by {losses[0] - losses[-1]:.4f}"
assert losses[-1] > mean_image_loss + 0.3, f"far above that of the mean image: {losses[-1]:.3f}"

# %% [markdown]
"""
An explanation can be tested. If the rate is to blame, changing it alone must mend the training: same network, same
first weights, same epochs. The cell is written in plain Keras, so that you see once what `training.fit` shortens. It
prints nothing until it is done.
"""

# %%
training.seed(1)
walking = build_autoencoder(32)
walking.compile(optimizer=keras.optimizers.Adadelta(1.0), loss="binary_crossentropy")
walking_history = walking.fit(
    x_train,
    x_train,
    epochs=crawling_epochs,
    batch_size=256,
    shuffle=True,
    validation_data=(x_test, x_test),
    verbose=0,
)
rates = {"rate 0.001": crawling_history, "rate 1": walking_history}
plots.loss_curves(rates, baselines=baselines | {"perfect": floor}, title="Adadelta at two rates")

# %% tags=["claim"]
_end = walking_history.history["val_loss"][-1]
assert _end < (nothing_learned + mean_image_loss) / 2, (
    f"changing the rate alone mends the training: it ends at {_end:.3f}"
)

# %% [markdown]
r"""
### A learning rate that climbs and falls

**Adam**, like Adadelta, gives each weight a step of its own, and its default rate of 0.001 suits this network: the loss
falls from the first epoch on. A learning rate that changes during training brings a little more in the same number of
epochs. (When you compare two trainings, count steps, not epochs: half the batch size takes twice as many.)

- First the rate **climbs**, over a fifth of all steps, from a twentieth of its peak. The first gradients come from
  random weights, and a large step along them can push a relu unit of the code so far that its input is negative for
  every image. It then returns 0 for all of them, its gradient is 0, and it does not come back: a **dead unit**, one
  number of the code lost. Small first steps make that less likely; they do not rule it out. Sections 6 and 7 count the
  units that live.
- Then it **falls** to zero along a cosine. Large steps in the middle cover ground; small ones at the end settle down
  instead of jumping about with each batch.

`training.warmup_cosine` makes such a schedule. An optimiser takes it in the place of a fixed rate. The peak, here
0.006, follows from no formula: like those of the trainings below, it is a value that was tried and worked.
"""

# %%
EPOCHS, BATCH = effort.pick(full=(50, 128), quick=(10, 128), grade=(10, 32))
schedule = training.warmup_cosine(0.006, images=len(x_train), batch_size=BATCH, epochs=EPOCHS)
steps = np.linspace(0, EPOCHS * len(x_train) / BATCH, 100)
plots.sweep(
    steps,
    {"learning rate": [float(schedule(step)) for step in steps]},
    xlabel="step",
    ylabel="learning rate",
    title="Climb, then fall",
)

# %% tags=["claim"]
_ends, _firsts = {}, {}
for _name, _rate in {"fixed": 0.001, "changing": schedule}.items():
    training.seed(2)
    _model = build_autoencoder(32)
    _model.compile(optimizer=keras.optimizers.Adam(_rate), loss="binary_crossentropy")
    _fitted = _model.fit(x_train, x_train, epochs=EPOCHS, batch_size=BATCH, verbose=0)
    _firsts[_name] = _fitted.history["loss"][0]
    _ends[_name] = metrics.bce(x_test, predict(_model, x_test))
assert _firsts["fixed"] < nothing_learned - 0.1, (
    f"at the default rate the loss falls from the first epoch on: to {_firsts['fixed']:.3f}"
)
assert _ends["changing"] < _ends["fixed"], (
    f"a changing rate brings a little more in the same number of epochs: "
    f"{_ends['changing']:.4f} against {_ends['fixed']:.4f}"
)
if mnist.real and EPOCHS == 10:
    assert abs(_ends["changing"] - 0.092) < 0.001, (
        f"with the schedule, ten epochs reach 0.091 to 0.093: {_ends['changing']:.4f}"
    )

# %% [markdown]
"""
### Exercise 1.4: Choose a better optimiser

*Difficulty: ●●○ · about 10 minutes*

Build a fresh autoencoder of code size 32, as in Exercise 1.3, and compile it with binary cross-entropy and an
optimiser that learns. Which optimiser, which rate and which metrics: yours. Build model and optimiser inside the
function, so that each call gives new ones, and do not train there: the cell after the hints does, for `EPOCHS` epochs
in batches of `BATCH`. Aim at a validation loss below 0.1 on the real MNIST; with the schedule, ten epochs reach 0.091
to 0.093. The check asks for less: a loss a little below that of the mean image.
"""


# %% nbgrader={"grade_id": "exercise-1-4", "solution": true}
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    ### BEGIN SOLUTION
    model = build_autoencoder(32)
    rate = training.warmup_cosine(0.006, images=len(x_train), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    return model
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Three lines: build the model with your own function, compile it, return it. Adam is a good choice.

</details>
<details><summary>Hint 2</summary>

`keras.optimizers.Adam(...)` takes a number or a schedule. Make the schedule inside the function, as the cell that
draws it does.

</details>
"""

# %%
training.seed(2)
autoencoder = compiled_autoencoder()
history = training.fit(
    autoencoder, x_train, epochs=EPOCHS, batch_size=BATCH, validation=x_test, name="01_mnist"
)

# %%
print(f"Adadelta at 0.001 ended at {losses[-1]:.3f}; the mean image has {mean_image_loss:.3f}.")
plots.loss_curves({"yours": history}, baselines={"perfect": floor}, title="Your optimiser")

# %%
for name, images in {"training": x_train, "test": x_test}.items():
    loss, best = metrics.bce(images, predict(autoencoder, images)), metrics.bce(images, images)
    print(f"{name:<9}images: loss {loss:.4f}, {loss - best:.4f} above their perfect {best:.4f}")

# %% [markdown]
"""
The check below asks only for a loss a little under the mean image's, which many optimisers reach. Whether yours comes
near the aim of 0.1, the figure tells.

The validation loss may lie below the training loss, for two reasons. The training loss is a mean over the epoch, during
which the network still improves, and the validation loss is measured at the epoch's end. This gap shrinks as training
slows down. And the two sets of images differ: the cell above measures both with the same finished network, and shows
that each has a floor of its own. Compare the distances from the floors. Were the one on the test images clearly larger,
the network would have learned training images by heart; with 50,992 parameters and 60,000 images there is little room
for that. If it is the smaller one, the test images are a little easier.

The validation images here are the test images, as in many published examples. That is harmless as long as nothing is
chosen by them; for the garments below you choose, and use validation images of their own.
"""

# %% nbgrader={"grade_id": "check-1-4", "grade": true, "points": 2}
with checks.exercise("1.4"):
    raw = data.raw("mnist")
    known, held_out = (
        part.reshape(-1, 784) / np.float32(255) for part in (raw.train_images, raw.test_images)
    )
    lazy = metrics.mean_image_baseline(known, held_out, metrics.bce)
    # Before the same network is tried, which would spoil one that is kept for all calls.
    if metrics.bce(held_out, checks.run(compiled_autoencoder(), held_out)) > lazy:
        checks.same(compiled_autoencoder, "compiled_autoencoder")
    else:
        raise AssertionError(
            "`compiled_autoencoder()` returns a network that is trained already: "
            "build a new one inside the function, and do not train it there."
        )
    perfect = metrics.bce(held_out, held_out)
    limit = perfect + 0.95 * (lazy - perfect)
    because = (
        "The limit lies just below the mean image. "
        "Choose an optimiser and a rate that learn, and train again."
    )
    error = metrics.bce(held_out, checks.run(autoencoder, held_out))
    checks.below(error, limit, "The BCE of `autoencoder` on the test images", because)

    ### BEGIN HIDDEN TESTS
    def batches(rng):
        x = (rng.random((3, 784)) ** 4).astype("float32")
        yield checks.step("no argument", inputs=x, targets=x, free=True)
        yield checks.step("no argument", inputs=x[1:], targets=x[1:], free=True)

    checks.same(compiled_autoencoder, "compiled_autoencoder", batches, tolerance=2e-5)
    ### END HIDDEN TESTS

# %% [markdown]
r"""
## 6 Take the encoder and the decoder out

The trained network computes $d(e(x))$ in one go. To encode only, you need its first half as a model of its own; to
decode only, the second. `autoencoder.layers` lists the layers in order, and a layer may be called again on a new input.
It keeps its weights: both models and the autoencoder *share* them.
"""

# %%
for index, layer in enumerate(autoencoder.layers):
    print(index, layer.name, [tuple(weight.shape) for weight in layer.weights])

# %% [markdown]
"""
### Exercise 1.5: Make an encoder and a decoder

*Difficulty: ●●○ · about 10 minutes*

Return two models that use the layers of the given autoencoder, one as in Exercise 1.3 with a code of any size, and
leave it as it is. The encoder goes from vectors to codes. The decoder starts from a new input as long as the code.
Neither has weights of its own: when those of the autoencoder change, both follow.
"""


# %% nbgrader={"grade_id": "exercise-1-5", "solution": true}
def split_autoencoder(model):
    """Return (encoder, decoder).

    encoder: vectors (n, 784) → codes (n, c); decoder: codes (n, c) → vectors (n, 784).
    """
    ### BEGIN SOLUTION
    code_layer, output_layer = model.layers[-2:]
    encoder = keras.Model(model.inputs[0], code_layer.output)
    codes = keras.Input((code_layer.units,))
    decoder = keras.Model(codes, output_layer(codes))
    return encoder, decoder
    ### END SOLUTION


encoder, decoder = split_autoencoder(autoencoder)

# %% [markdown]
"""
<details><summary>Hint 1</summary>

`model.inputs[0]` and `layer.output` are the two ends of the encoder: `keras.Model(model.inputs[0], ...)`.

</details>
<details><summary>Hint 2</summary>

The decoder is the pattern of section 2 with one layer that exists already: a new `keras.Input`, then
`model.layers[-1]` called on it. `layer.units` is the number of outputs of a dense layer.

</details>
"""

# %% nbgrader={"grade_id": "check-1-5", "grade": true, "points": 2}
with checks.exercise("1.5"):
    checks.same(split_autoencoder, "split_autoencoder")
    some = data.raw("mnist").test_images[:50].reshape(-1, 784) / np.float32(255)
    whole = checks.run(autoencoder, some)
    parts = checks.run(decoder, checks.run(encoder, some))
    because = "Make both of `autoencoder`: run the cell again after each training."
    checks.close(parts, whole, "decoder(encoder(x))", because=because)

    ### BEGIN HIDDEN TESTS
    def networks(rng):
        size = int(rng.integers(3, 30))
        start = keras.Input((784,))
        middle = layers.Dense(size, activation="relu")(start)
        given = keras.Model(start, layers.Dense(784, activation="sigmoid")(middle))
        both = [rng.normal(0, 1, (2, 784)), rng.normal(0, 1, (1, size))]
        yield checks.outputs(
            f"a model with a code of {size}",
            given,
            inputs=[v.astype("float32") for v in both],
            follow=True,
        )

    checks.same(split_autoencoder, "split_autoencoder", networks, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
### Exercise 1.6: Encode and decode

*Difficulty: ●○○ · about 5 minutes*

Encode all test images with `encoder`, and keep what it returns as `codes`. Decode these with `decoder`, and keep that
as `reconstructions`: a row for each image, in the order of `x_test`.
"""

# %% nbgrader={"grade_id": "exercise-1-6", "solution": true}
### BEGIN SOLUTION
codes = encoder.predict(x_test, verbose=0)
reconstructions = decoder.predict(codes, verbose=0)
### END SOLUTION
print("codes", codes.shape, " reconstructions", reconstructions.shape)

# %% [markdown]
"""
<details><summary>Hint</summary>

`model.predict(vectors, verbose=0)` returns a NumPy array. Decode what the encoder returned.

</details>
"""

# %% nbgrader={"grade_id": "check-1-6", "grade": true, "points": 1}
with checks.exercise("1.6"):
    images = data.raw("mnist").test_images.reshape(-1, 784) / np.float32(255)
    wanted_codes = checks.run(encoder, images)
    wanted = checks.run(autoencoder, images)
    mistakes = {
        "Each code was sorted.": np.sort(wanted_codes)[:, ::-1],
        "The codes were divided by their maximum.": wanted_codes / wanted_codes.max(),
        "Only whether a number is above 0 is left.": wanted_codes > 0,
        "Their fractions were cut off.": np.trunc(wanted_codes),
        "They stand in the opposite order.": wanted_codes[::-1],
        "They are zeros: encode the images.": np.zeros_like(wanted_codes),
    }
    because = "Keep what `encoder` returns for `x_test`, unchanged."
    checks.diagnosed(codes, wanted_codes, "codes", mistakes, because=because)
    mistakes = {
        "They are the images themselves: decode `codes`.": images,
        "They are rounded.": wanted.round(),
        "All are that of the first image.": np.repeat(wanted[:1], len(wanted), axis=0),
        "They are decoded from codes in the opposite order.": wanted[::-1],
    }
    because = "Decode `codes` with `decoder`, and keep what it returns."
    checks.diagnosed(reconstructions, wanted, "reconstructions", mistakes, 1e-4, because)

# %% [markdown]
"""
Ten originals over ten reconstructions. This is what a right answer looks like: nearly every digit legible, edges
softer, some strokes fainter.
"""

# %%
pictures = {"original": x_test, "reconstruction": reconstructions}
plots.rows(pictures, count=10, title="Test digits through 32 numbers")

# %% [markdown]
"""
Ten of ten thousand. Choose any other by its index: with a digit come its code, a bar for each of the 32 numbers, and
what the decoder makes of them. No bar points down, as relu lets no negative number through. How much of a digit can you
tell from its bars?
"""

# %%
from helpers import widgets

widgets.index(x_test, encoder, decoder, title="Test digits, codes and reconstructions")

# %% [markdown]
r"""
What do the 32 numbers mean? Keras' array of the decoder's weights has one row of 784 weights for each of them: the
pattern that this number adds, before the sigmoid, times its value. Below, each is drawn as strong as in a middling test
image: times the number's median, which stands above it. Grey is zero. Look for digits among the patterns; what you find
are mostly strokes and blots, and every digit is a sum of many. The cell also counts the units that live: a dead one
would be 0 for all test images.
"""

# %% tags=["readme"]
middle = np.median(codes, axis=0)
added = decoder.get_weights()[0] * middle[:, None]
order = np.argsort(-np.abs(added).sum(axis=1))
print(f"{(codes > 0).any(axis=0).sum()} of {len(middle)} numbers are above 0 for some test image")
plots.image_grid(
    0.5 + 0.5 * added[order] / np.abs(added).max(),
    titles=[f"{value:.1f}" for value in middle[order]],
    columns=8,
    title="What each number of the code adds at its median, which stands above it",
)

# %% [markdown]
"""
**Instant question.** You have split `autoencoder` and now train it for another epoch. What does `encoder.predict`
return afterwards?

- A: what it returned before; it was made from the old weights
- B: the codes of the network as it is now
- C: an error, because its layers belong to another model

<details><summary>Answer</summary>

B. A model is a way through layers, and the weights belong to the layers. Both models go through the same ones, so there
is only one set of weights. A would be true of a copy (`keras.models.clone_model` and `set_weights`). Against C: a layer
may be part of any number of models.

</details>
"""

# %% [markdown]
"""
## 7 Garments: four numbers, and why they are not enough

The second network is deeper and narrower: 784 → 8 → 4 → 8 → 784 on Fashion-MNIST. `data.fashion_mnist` returns what you
made in notebook 00: images in [0, 1], split into 48,000 for training, 12,000 for validation and 10,000 for testing.
"""

# %%
fashion = data.fashion_mnist()
f_train = fashion.train.images.reshape(-1, 784)
f_validation = fashion.validation.images.reshape(-1, 784)
f_test = fashion.test.images.reshape(-1, 784)
names = ["image", "hidden", "code", "hidden", "reconstruction"]
plots.layer_widths(list(zip(names, [784, 8, 4, 8, 784])), title="784 → 8 → 4 → 8 → 784")

# %% [markdown]
"""
### Exercise 1.7: Complete the skeleton

*Difficulty: ●○○ · about 5 minutes*

A `Sequential` model is a list of layers, each fed by the one before. Return the encoder (8, then 4 outputs) and the
decoder (8, then 784 outputs) as two models, Sequential or functional, with dense layers only. The two hidden layers of
8 have a relu and the last layer a sigmoid. The code layer has no activation: with only four numbers, one dead relu unit
would cost a quarter of the code.
"""


# %% nbgrader={"grade_id": "exercise-1-7", "solution": true}
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    ### BEGIN SOLUTION
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(4),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`keras.Sequential([keras.Input((784,)), layers.Dense(8, activation="relu"), ...])`.

</details>
<details><summary>Hint 2</summary>

The decoder mirrors the encoder: its Input has 4 numbers, its layers have 8 and 784 outputs.

</details>
"""

# %% nbgrader={"grade_id": "check-1-7", "grade": true, "points": 2}
with checks.exercise("1.7"):
    checks.same(build_skeleton, "build_skeleton")

    ### BEGIN HIDDEN TESTS
    def inputs(rng):
        images, codes = rng.normal(0, 1, (2, 784)), rng.normal(0, 2, (1, 4))
        given = [images.astype("float32"), codes.astype("float32")]
        yield checks.outputs("random images and codes", inputs=given)

    checks.same(build_skeleton, "build_skeleton", inputs, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
**Question 1.2.** Why is the last activation a sigmoid? What would go wrong with relu there, and with no activation?

**Question 1.3.** The layers mirror each other, and yet the encoder has 6,316 parameters and the decoder 7,096. Where
does the difference of 780 come from?
"""

# %% [markdown] nbgrader={"grade_id": "explain-1-2", "grade": true, "points": 3, "solution": true}
"""
*1.2.* Pixels lie in [0, 1], and the BCE takes the logarithm of the reconstruction and of one minus it. A sigmoid gives
values strictly between 0 and 1, so both logarithms exist, and every value the data can take is within reach. A relu can
exceed 1, where log(1 − x̂) is undefined, and is exactly 0, with no gradient, for many pixels. Without an activation the
values can also be negative.

*1.3.* The weight matrices have the same sizes, transposed: 784 · 8 + 8 · 4 weights on each side. The biases differ. A
layer has one bias for each *output*: the encoder 8 + 4 = 12, the decoder 8 + 784 = 792. 792 − 12 = 780.

**Rubric (3 points).** 1 point: sigmoid gives values in (0, 1), as pixels are. 1 point: names a defect of an alternative
(values outside [0, 1]; logarithm undefined; dead pixels). 1 point: biases are counted by outputs, 792 − 12 = 780.
"""

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

*1.2.* Try −3, 0.4 and 3: what does each of the three activations return, and what does the formula of section 4 say of
it? Only one of them returns numbers that the formula accepts, whatever it is given. For another, look at its slope left
of zero, too.

*1.3.* Run `[[w.shape for w in model.get_weights()] for model in build_skeleton()]` in a cell of your own. It lists the
arrays of the encoder, then those of the decoder. Each matrix of one has its mirror image in the other, which accounts
for the same number of weights. The arrays with a single axis have no mirror image, and their lengths make the
difference.

</details>
"""

# %% [markdown]
r"""
### Start at the mean image

The practical from which this network comes trains it with Adam at 0.01, batches of 4,096 and 80 epochs. That makes 12
steps an epoch, 960 in all. Batches of 256 make 188 steps an epoch, so that the 8 epochs of effort `quick` are 1,504
steps already. (Effort `full` keeps the 80 epochs.) One more thing can be had for nothing.

An untrained network answers about 0.5 for every pixel, and its first steps go into what all garments have in common: a
black margin, a bright middle. That is the mean image, and it needs no training. For a pixel of mean $m$ the last layer
should begin with the bias $b$ for which

$$\sigma(b) = \frac{1}{1 + e^{-b}} = m, \qquad\text{that is,}\qquad b = \log\frac{m}{1 - m}.$$

`training.start_at_mean` sets these biases from the training images. The next cells train the skeleton twice, from the
same random weights and with the same schedule: as it is, and from the mean image.

**Predict before you run them.** The second network has a head start. Will it still be ahead at the end?
"""

# %%
skeleton_epochs = effort.pick(full=80, quick=8, grade=20)


def trained_skeleton(name, at_mean):
    """Return a skeleton and the history of its training."""
    training.seed(3)
    model = keras.Sequential(list(build_skeleton()))
    if at_mean:
        training.start_at_mean(model, f_train)
    epochs = skeleton_epochs
    rate = training.warmup_cosine(0.02, images=len(f_train), batch_size=256, epochs=epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    return model, training.fit(
        model, f_train, epochs=epochs, batch_size=256, validation=f_validation, name=f"01_{name}"
    )


# %%
plain, plain_history = trained_skeleton("plain", at_mean=False)
skeleton, skeleton_history = trained_skeleton("skeleton", at_mean=True)

# %%
fashion_mean_loss = metrics.mean_image_baseline(f_train, f_validation, metrics.bce)
fashion_floor = metrics.bce(f_validation, f_validation)
plots.loss_curves(
    {"from 0.5": plain_history, "from the mean image": skeleton_history},
    baselines={"mean image": fashion_mean_loss, "perfect": fashion_floor},
    title="The 8-4-8 network from two starts",
)


# %%
def living(model):
    """Return how many of the 8 units of each hidden layer are above 0 for some training image."""
    w1, b1, w2, b2, w3, b3, *_ = model.get_weights()
    first = np.maximum(f_train @ w1 + b1, 0)
    second = np.maximum((first @ w2 + b2) @ w3 + b3, 0)
    return [int((units > 0).any(axis=0).sum()) for units in (first, second)]


for name, model in {"from 0.5": plain, "from the mean image": skeleton}.items():
    first, second = living(model)
    print(f"{name}: of 8 hidden units {first} live in the encoder, {second} in the decoder")

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

The second network is ahead after the first epoch. On the real garments, at effort `quick`, it keeps a lead of 0.003 or
0.004 to the end. The first one makes the way to the mean image by large steps from random weights, and relu units may
get lost on it; compare the counts of units that live. A dead unit does not come back, so a bad beginning can be seen at
the end. Where units died in both networks, fewer than 8 do the work in both, and neither shows what 8-4-8 could do.

</details>
"""

# %% tags=["claim"]
_from_half, _from_mean = (h.history["val_loss"] for h in (plain_history, skeleton_history))
assert _from_mean[0] < _from_half[0], (
    f"the second network is ahead after the first epoch: {_from_mean[0]:.3f}, {_from_half[0]:.3f}"
)
if fashion.real and skeleton_epochs == 8:
    _lead = _from_half[-1] - _from_mean[-1]
    assert 0.001 < _lead < 0.008, f"it keeps a lead of about 0.004 to the end: {_lead:.4f}"

# %% [markdown]
"""
### Exercise 1.8: Compare one image with its reconstruction

*Difficulty: ●○○ · about 5 minutes*

Return the image with the given index, as it is in `vectors`, and what the model makes of it, both as 28 × 28 arrays. A
model expects a *batch* of vectors, even for one image.
"""


# %% nbgrader={"grade_id": "exercise-1-8", "solution": true}
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: 0 to n - 1.
    """
    ### BEGIN SOLUTION
    batch = vectors[index : index + 1]
    reconstruction = np.asarray(model(batch))
    return batch.reshape(28, 28), reconstruction.reshape(28, 28)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`vectors[index : index + 1]` is a batch of one image, of shape (1, 784); `vectors[index]` is a vector of shape (784,).

</details>
<details><summary>Hint 2</summary>

`np.asarray(model(batch)).reshape(28, 28)` is the reconstruction as an image.

</details>
"""

# %% nbgrader={"grade_id": "check-1-8", "grade": true, "points": 1}
with checks.exercise("1.8"):
    checks.same(compare, "compare")

    ### BEGIN HIDDEN TESTS
    def choices(rng):
        # It normalises by the batch in training only; its outputs leave [0, 1].
        parts = [layers.Reshape((784, 1)), layers.BatchNormalization(), layers.Flatten()]
        given = keras.Sequential([keras.Input((784,)), *parts, layers.Rescaling(0.5, 0.1)])
        for count, at, kind in ((5, 3, "float32"), (1, 0, "float32"), (13, 12, "float64")):
            those = rng.integers(-1, 3, (count, 784)).astype(kind)
            yield checks.case(f"number {at} of {count} vectors", given, those, at)

    checks.same(compare, "compare", choices, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
Run the next cell, then change the index and run it again. Find an image that comes out well and one that comes out as a
different garment.
"""

# %%
index = 12
pair = compare(skeleton, f_test, index)
plots.image_grid(pair, titles=["original", "reconstruction"], columns=2)

# %% [markdown]
"""
### Exercise 1.9: Beef the network up

*Difficulty: ●●○ · about 10 minutes*

Four numbers and eight hidden units are few. Return the encoder and the decoder of a larger network of your own, not
trained: the cells after the hints do that. The code has at most 64 numbers, so that the bottleneck stays one, and the
decoder ends in a sigmoid. Kinds, widths, number and activations of all other layers: yours. Aim at a validation loss
below 0.285 on the real Fashion-MNIST. The check is milder: the network's distance from the perfect loss must be at most
nine tenths of that of the skeleton, and of the mean image.
"""


# %% nbgrader={"grade_id": "exercise-1-9", "solution": true}
def build_bigger():
    """Return (encoder, decoder): (n, 784) → (n, c) with c ≤ 64, and (n, c) → (n, 784) in (0, 1)."""
    ### BEGIN SOLUTION
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(32),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((32,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Widen first: more hidden units and a longer code, such as 128 and 32.

</details>
<details><summary>Hint 2</summary>

For an encoder 784 → 128 → 32 the decoder is 32 → 128 → 784: the length of the code stands twice, as the last layer of
the one and the `Input` of the other.

</details>
"""

# %%
training.seed(4)
bigger_encoder, bigger_decoder = build_bigger()
bigger = keras.Sequential([bigger_encoder, bigger_decoder])
training.start_at_mean(bigger, f_train)
bigger_epochs = effort.pick(full=80, quick=12, grade=30)
rate = training.warmup_cosine(0.005, images=len(f_train), batch_size=256, epochs=bigger_epochs)
bigger.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")

# %%
bigger_history = training.fit(
    bigger, f_train, epochs=bigger_epochs, batch_size=256, validation=f_validation, name="01_bigger"
)
histories = {"8-4-8": skeleton_history, "yours": bigger_history}
plots.loss_curves(histories, baselines={"perfect": fashion_floor})

# %% nbgrader={"grade_id": "check-1-9", "grade": true, "points": 3}
with checks.exercise("1.9"):
    images = data.fashion_mnist().test.images.reshape(-1, 784)
    known = data.fashion_mnist().train.images.reshape(-1, 784)
    lazy = metrics.mean_image_baseline(known, images, metrics.bce)
    an_encoder, a_decoder = build_bigger()
    because = "The code is a row of numbers for each image, and the encoder is returned first."
    size = checks.maps(an_encoder, "the encoder", (784,), (None,), because=because).shape[1]
    assert size <= 64, f"the code has {size} numbers; expected at most 64."
    checks.maps(a_decoder, "the decoder", (size,), (784,))
    large = 5 * np.random.default_rng(0).normal(size=(50, size)).astype("float32")
    if checks.run(a_decoder, large).min() > 0:
        checks.ends_in_sigmoid(a_decoder, "the decoder", (size,))
    else:
        raise AssertionError("the decoder returns 0 or less: end it with a sigmoid.")
    fresh = metrics.bce(images, checks.run(a_decoder, checks.run(an_encoder, images)))
    error, other = (metrics.bce(images, checks.run(m, images)) for m in (bigger, skeleton))
    perfect = metrics.bce(images, images)
    limit = perfect + 0.9 * (min(other, lazy) - perfect)
    because = (
        "It must beat the skeleton. Widen the hidden layers or lengthen the code; then train again."
    )
    if fresh > lazy:
        checks.below(error, limit, "The BCE of `bigger` on the test images", because)
    else:
        raise AssertionError(
            "`build_bigger()` returns trained models: leave that to the cells after the hints."
        )

# %% [markdown]
"""
The gain in numbers, on the test images, and side by side:
"""

# %%
scores = {
    "8-4-8": metrics.bce(f_test, predict(skeleton, f_test)),
    "yours": metrics.bce(f_test, predict(bigger, f_test)),
    "mean image": metrics.mean_image_baseline(f_train, f_test, metrics.bce),
    "perfect": metrics.bce(f_test, f_test),
}
for name, score in scores.items():
    print(f"{name:<12}{score:.4f}")

# %%
pictures = {
    "original": f_test,
    "8-4-8": predict(skeleton, f_test[:10]),
    "yours": predict(bigger, f_test[:10]),
}
plots.rows(pictures, count=10, title="Test garments through 4 numbers, and through yours")

# %% [markdown]
"""
The gain is that of all changes together: your widths and your length of the code, and what the cells after the hints
set otherwise than for the skeleton: the learning rate, and at effort `quick` the number of epochs. To learn which of
them it takes, change one at a time. In `build_bigger`, first return the 8-4-8 network itself, which shows what rate and
epochs alone do; then a code of 4 with 128 hidden units, then a code of 32 with 8. Train each by running its cell and
the two after the hints again. The check may refuse such a network, and that is all right.

**Question 1.4.** Which details does the 8-4-8 network keep, and which does it lose? Name one that even your network
loses, and say what kind of change might bring it back.
"""

# %% [markdown] nbgrader={"grade_id": "explain-1-4", "grade": true, "points": 2, "solution": true}
"""
The 8-4-8 network keeps the kind of garment, its outline and its overall brightness: with four numbers it draws
something like an average of each kind. It loses everything within the outline (prints, folds, buttons, straps) and
sometimes the kind itself, such as a sandal drawn as a sneaker. The 128-32-128 network regains sleeves, necklines and
broad stripes; lettering and fine texture stay blurred. More hidden units and a longer code help, but a lower loss
favours blur where details are unpredictable. Convolutions, which reuse small patterns at every place, are the better
remedy (notebook 05).

**Rubric (2 points).** 1 point: coarse structure kept, detail inside the outline lost, with an example from the figure.
1 point: names a detail lost by the larger network too, with a sensible remedy (longer code, wider or convolutional
layers, longer training) or a sensible reason why none exists.
"""

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Cover the first row and name each garment from the second row alone; then do so from the third. Most you can name, but
in the second row two garments of one kind are nearly one picture, and whatever is printed, folded or laced is gone
there, and a smudge at best in the third. The loss counts pixels: an outline in the wrong place costs many of them, a
line of lettering only a few, and where the network cannot tell in which of two places a line runs, grey in both costs
least.

</details>
"""

# %% [markdown]
"""
**Instant question.** In the 8-4-8 network you make the code longer, 8 numbers in the place of 4, and change nothing
else. How many parameters does that add?

- A: 68
- B: 3,136, that is 784 · 4
- C: about as many as the network has

<details><summary>Answer</summary>

A. The code layer gets 4 more outputs, of 8 weights and a bias each: 36. The decoder's hidden layer gets 4 more inputs,
each with 8 weights: 32. B would be right if the code were joined to the pixels; hidden layers lie between them. Against
C: nearly all parameters are those of the two layers of 784 · 8 weights, and these stay.

</details>
"""

# %% [markdown]
"""
## Your progress
"""

# %%
progress.table("01_dense_autoencoder")

# %% [markdown]
"""
## What to take away

- A loss is read against three values of the same data: what knows nothing, what gives the mean image, and what is
  perfect. The last one need not be 0.
- A loss that stays at the value of an untrained network speaks of the steps first, not of the network. Change one thing
  to find out.
- Encoder and decoder are ways through the layers of one network; taking them out copies no weights.
- A relu unit that is 0 for every image has stopped learning. Count the units that live: it takes a few lines.
- What several changes gain together says nothing about any one of them.

**Where next.** Notebook 02 makes the network deeper, asks how small the code may get, and draws the test set as points
in the plane.

**References.** M. D. Zeiler, *ADADELTA: an adaptive learning rate method*, 2012. D. P. Kingma and J. Ba, *Adam: a
method for stochastic optimization*, 2015. I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, chapter 14, 2016.
"""
