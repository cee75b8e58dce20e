# %% [markdown]
r"""
# 02 · The deep autoencoder

{{badge}}

More layers around the same bottleneck. You stack dense layers, build an encoder and a decoder as models of their own,
find out how small the code may get, and end with a code of two numbers, which can be drawn.

**You will be able to**

- build a deep autoencoder and take its halves apart;
- join two models by calling one on the other, and say what dropout does to the two loss curves;
- measure how the error depends on the code size, against the mean image and against PCA;
- draw a test set as points in the plane of the code, and decode points that no image was encoded to.

**You should know** notebook 01: the functional API, binary cross-entropy, baselines.

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

# %%
mnist = data.mnist()
train, validation, test = mnist.train.images, mnist.validation.images, mnist.test.images
x_train, x_validation, x_test = (images.reshape(-1, 784) for images in (train, validation, test))
print("training", train.shape, " validation", validation.shape, " test", test.shape)

# %% [markdown]
r"""
## 1 More layers, the same bottleneck

A network with one layer on each side can only add up one pattern for each number of the code. With several layers,

$$z = \varphi(W_3\,\varphi(W_2\,\varphi(W_1 x))), \qquad \hat x = \sigma(W_6\,\varphi(W_5\,\varphi(W_4 z))),$$

(biases left out; $\varphi$ is the relu and $\sigma$ the sigmoid of notebook 01), the code can stand for combinations: a
number may mean *slant* or *roundness* rather than a fixed blot of ink. The widths shrink towards the code step by step
and grow again.
"""

# %%
names = ["image", "dense", "dense", "code", "dense", "dense", "reconstruction"]
plots.layer_widths(list(zip(names, [784, 128, 64, 32, 64, 128, 784])), title="A deep autoencoder")

# %% [markdown]
"""
### Exercise 2.1: Build a deep autoencoder

*Difficulty: ●○○ · about 5 minutes*

Dense layers of 128, 64, `code_size`, 64 and 128 outputs with relu, and a last one of 784 outputs with a sigmoid, each
called on what the one before returned, and nothing between them. Functional API or `Sequential`, and how weights begin:
yours.
"""


# %% nbgrader={"grade_id": "exercise-2-1", "solution": true}
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    ### BEGIN SOLUTION
    inputs = keras.Input((784,))
    x = inputs
    for width in (128, 64, code_size, 64, 128):
        x = layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(784, activation="sigmoid")(x))
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Call each layer on what the one before returned: `x = layers.Dense(128, activation="relu")(x)`.

</details>
<details><summary>Hint 2</summary>

A loop over `(128, 64, code_size, 64, 128)` writes five layers in two lines.

</details>
"""

# %% nbgrader={"grade_id": "check-2-1", "grade": true, "points": 2}
with checks.exercise("2.1"):
    checks.same(build_deep, "build_deep")

    ### BEGIN HIDDEN TESTS
    def sizes(rng):
        for size, scale in ((int(rng.integers(3, 30)), 2), (int(rng.integers(65, 90)), 1)):
            images = rng.normal(0, scale, (1, 784)).astype("float32")
            yield checks.outputs(f"a code of {size}", size, inputs=images)

    checks.same(build_deep, "build_deep", sizes, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
Train it beside the network of notebook 01 with one layer on each side: the same code size, optimiser, schedule and
epochs, and both started at the mean image, as the garments' network was in section 7 there.
"""

# %%
training.seed(1)
inputs = keras.Input((784,))
code = layers.Dense(32, activation="relu")(inputs)
outputs = layers.Dense(784, activation="sigmoid")(code)
shallow = keras.Model(inputs, outputs)
shallow_encoder = keras.Model(inputs, code)
deep = build_deep(32)

# %%
epochs = effort.pick(full=100, quick=10, grade=12)
histories = {}
for name, model in {"shallow": shallow, "deep": deep}.items():
    training.start_at_mean(model, x_train)
    rate = training.warmup_cosine(0.005, images=len(x_train), batch_size=128, epochs=epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    histories[name] = training.fit(
        model, x_train, epochs=epochs, batch_size=128, validation=x_validation, name=f"02_{name}"
    )

# %%
plots.loss_curves(histories, baselines={"perfect": metrics.bce(x_validation, x_validation)})

# %% [markdown]
"""
### Exercise 2.2: Take the deep halves apart

*Difficulty: ●●○ · about 10 minutes*

Return the encoder and the decoder of such a model, whatever the size of its code. The code is the output of the third
dense layer. The decoder is now a chain of three layers, applied one after the other to a new input. Both use the layers
of `model`, which stays as it is: when it is trained further, they follow.
"""


# %% nbgrader={"grade_id": "exercise-2-2", "solution": true}
def split_deep(model):
    """Return (encoder, decoder), which share the weights of `model`.

    encoder: (n, 784) → (n, c); decoder: (n, c) → (n, 784).
    """
    ### BEGIN SOLUTION
    code = model.layers[-4].output
    encoder = keras.Model(model.inputs[0], code)
    decoder_input = keras.Input(code.shape[1:])
    x = decoder_input
    for layer in model.layers[-3:]:
        x = layer(x)
    return encoder, keras.Model(decoder_input, x)
    ### END SOLUTION


deep_encoder, deep_decoder = split_deep(deep)

# %% [markdown]
"""
<details><summary>Hint 1</summary>

Print `[layer.name for layer in deep.layers]` and count from the end. Where each activation is an argument of its layer,
the last three are the decoder's, and the one before makes the code.

</details>
<details><summary>Hint 2</summary>

The encoder is `keras.Model(model.inputs[0], model.layers[-4].output)`. For the decoder, start with
`x = decoder_input = keras.Input((model.layers[-4].units,))` and run through the remaining layers with `x = layer(x)`.

</details>
"""

# %% nbgrader={"grade_id": "check-2-2", "grade": true, "points": 2}
with checks.exercise("2.2"):
    checks.same(split_deep, "split_deep")
    some = data.mnist().test.images[:50].reshape(-1, 784)
    parts = checks.run(deep_decoder, checks.run(deep_encoder, some))
    because = "Make both of `deep`: run the cell again after each training."
    checks.close(parts, checks.run(deep, some), "deep_decoder(deep_encoder(x))", because=because)

    ### BEGIN HIDDEN TESTS
    def networks(rng):
        for size in (int(rng.integers(3, 30)), 90):
            end = start = keras.Input((784,))
            for units in (128, 64, size, 64, 128):
                end = layers.Dense(units, activation="relu")(end)
            given = keras.Model(start, layers.Dense(784, activation="sigmoid")(end))
            both = [rng.normal(0, 1, (2, 784)), rng.normal(0, 1, (1, size))]
            yield checks.outputs(
                f"a model with a code of {size}",
                given,
                inputs=[v.astype("float32") for v in both],
                follow=True,
            )

    checks.same(split_deep, "split_deep", networks, tolerance=1e-4)
    ### END HIDDEN TESTS

# %%
pictures = {
    "original": x_test,
    "shallow": predict(shallow, x_test[:10]),
    "deep": predict(deep, x_test[:10]),
}
plots.rows(pictures, count=10, title="Test digits through 32 numbers")

# %%
print(
    f"{'':<9}{'parameters':>10}{'validation loss':>17}{'test MSE':>10}{'code units that live':>22}"
)
for name, model, half in (("shallow", shallow, shallow_encoder), ("deep", deep, deep_encoder)):
    loss = metrics.bce(x_validation, predict(model, x_validation))
    error = metrics.mse(x_test, predict(model, x_test))
    living = (predict(half, x_train) > 0).any(axis=0).sum()
    print(f"{name:<9}{model.count_params():>10,}{loss:>17.4f}{error:>10.4f}{living:>16} of 32")

# %% [markdown]
"""
Does depth pay here? Decide by the table, not by the pictures. (MSE is the mean squared error.) Two things belong to the
answer. The deep network has more than four times as many parameters, so that depth and width are compared together. And
a code unit that is 0 for every training image, a **dead** relu unit as in notebook 01, says nothing: where units are
dead, the code is shorter than 32.
"""

# %% tags=["claim"]
_times = deep.count_params() / shallow.count_params()
assert _times > 4, f"the deep network has more than four times as many parameters: {_times:.2f}"

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

On MNIST at effort `quick`, the deep network has the lower validation loss and the lower test error, although several of
its code units may be dead while all of the shallow network's live. Where some are dead, it does more with fewer
numbers: between the pixels and the code stand layers that can put strokes together before they become numbers of the
code. Whether depth did it, or the fourfold number of parameters, the table does not say. For that, a network
784 → 136 → 32 → 136 → 784 would have to be compared with the deep one: it has about as many parameters in fewer layers.

</details>
"""

# %% tags=["claim"]
if mnist.real and epochs == 10:
    _losses, _errors = (
        [f(x, predict(model, x)) for model in (shallow, deep)]
        for f, x in ((metrics.bce, x_validation), (metrics.mse, x_test))
    )
    assert _losses[1] < _losses[0], (
        f"the deep network has the lower validation loss: {_losses[1]:.4f}, {_losses[0]:.4f}"
    )
    assert _errors[1] < _errors[0], (
        f"the deep network has the lower test error: {_errors[1]:.4f}, {_errors[0]:.4f}"
    )
    _living = (predict(shallow_encoder, x_train) > 0).any(axis=0).sum()
    assert _living == 32, f"all of the shallow network's code units live: {_living}"

# %% [markdown]
"""
## 2 Encoder and decoder as models of their own

Taking a trained network apart works, but it depends on counting layers. It is cleaner to build two models from the
start and to join them by calling one on the other. Here both work on 28 × 28 images, so that nobody outside has to
flatten.

**Dropout** sets a random share of its inputs to zero at each training step, and scales up the rest so that their sum
stays the same on average. In use (validation, prediction) it does nothing. It keeps units from relying on one another.
"""

# %% [markdown]
"""
### Exercise 2.3: Build the encoder and the decoder

*Difficulty: ●●○ · about 10 minutes*

Encoder: `Flatten`, then two blocks of `Dense`, `ReLU`, `Dropout` with 256 and 128 outputs, then a `Dense` of
`latent_size` outputs without activation. Decoder: two blocks with 128 and 256 outputs, then `Dense(784)` with a sigmoid
and a `Reshape` to 28 × 28. For the blocks use the function `block` of the next cell, and put dropout nowhere else.
Sequential or functional: yours.
"""


# %%
LATENT_SIZE = 32
DROPOUT = 0.1


def block(width):
    """Return the three layers of one block."""
    return [layers.Dense(width), layers.ReLU(), layers.Dropout(DROPOUT)]


# %% nbgrader={"grade_id": "exercise-2-3", "solution": true}
def build_encoder(latent_size):
    """Return a model from images (n, 28, 28) to codes (n, latent_size)."""
    ### BEGIN SOLUTION
    parts = [layers.Flatten(), *block(256), *block(128), layers.Dense(latent_size)]
    return keras.Sequential([keras.Input((28, 28)), *parts])
    ### END SOLUTION


def build_decoder(latent_size):
    """Return a model from codes (n, latent_size) to images (n, 28, 28) in (0, 1)."""
    ### BEGIN SOLUTION
    last = [layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28))]
    return keras.Sequential([keras.Input((latent_size,)), *block(128), *block(256), *last])
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`keras.Sequential([keras.Input((28, 28)), layers.Flatten(), ...])`. Inside a list, `*block(256)` inserts the three
layers.

</details>
<details><summary>Hint 2</summary>

The decoder ends with `layers.Dense(784, activation="sigmoid"), layers.Reshape((28, 28))`.

</details>
"""

# %% nbgrader={"grade_id": "check-2-3", "grade": true, "points": 3}
with checks.exercise("2.3"):
    checks.same(build_encoder, "build_encoder")
    checks.same(build_decoder, "build_decoder")
    # With these weights, of what is 1 before dropout a tenth is lost twice, in 256 and 128 units.
    calm = np.sqrt(0.1 / 0.9 * (1 / 256 + 1 / 128))
    slope = 0.1966  # of the sigmoid at 1
    reasons = {0: "it has no dropout", 0.58: "only the block of 256 has dropout"}
    reasons |= {0.82: "only the block of 128 has dropout"}
    other = "the rate is not DROPOUT, or there is dropout behind other layers too"
    for model, name, shape, wanted in (
        (build_encoder(8), "build_encoder(8)", (28, 28), calm),
        (build_decoder(8), "build_decoder(8)", (8,), slope * calm),
    ):
        inputs = np.zeros((3000, np.prod(shape)), "float32")
        inputs[:, 0] = np.prod(shape)
        inputs = inputs.reshape(-1, *shape)
        checks.run(model, inputs[:1])  # some models have weights only now
        weights = model.get_weights()
        model.set_weights([np.full(w.shape, (w.ndim > 1) / len(w), "float32") for w in weights])
        outputs = np.asarray(model(inputs, training=True))
        share = float(outputs.std(axis=0).mean() / wanted)
        reason = next((why for at, why in reasons.items() if abs(share - at) < 0.05), other)
        assert abs(share - 1) < 0.08, (
            f"in training, the outputs of {name} scatter {share:.2f} times as much as they should: "
            f"{reason}. Use `block` twice."
        )

    ### BEGIN HIDDEN TESTS
    def pictures(rng):
        for size in rng.choice(np.arange(3, 31), 2, replace=False).tolist():
            images = rng.normal(0, 1, (1, 28, 28)).astype("float32")
            yield checks.outputs(f"codes of {size}", size, inputs=images)

    def codes(rng):
        size = int(rng.integers(3, 31))
        given = rng.normal(0, 1, (1, size)).astype("float32")
        yield checks.outputs(f"codes of {size}", size, inputs=given)

    checks.same(build_encoder, "build_encoder", pictures, tolerance=1e-4)
    checks.same(build_decoder, "build_decoder", codes, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
### Exercise 2.4: Join them

*Difficulty: ●○○ · about 5 minutes*

A model can be called like a layer. Return a model from images to reconstructions that calls the given decoder on what
the given encoder returns, and does nothing else. In training, the dropout of both is at work as before.
"""


# %% nbgrader={"grade_id": "exercise-2-4", "solution": true}
def join(encoder, decoder):
    """Return the autoencoder: images (n, 28, 28) → reconstructions (n, 28, 28).

    It shares the weights of both parts.
    """
    ### BEGIN SOLUTION
    images = keras.Input((28, 28))
    return keras.Model(images, decoder(encoder(images)))
    ### END SOLUTION


encoder, decoder = build_encoder(LATENT_SIZE), build_decoder(LATENT_SIZE)
autoencoder = join(encoder, decoder)

# %% [markdown]
"""
<details><summary>Hint</summary>

Start from `images = keras.Input((28, 28))`. The output is `decoder(encoder(images))`.

</details>
"""

# %% nbgrader={"grade_id": "check-2-4", "grade": true, "points": 1}
with checks.exercise("2.4"):
    checks.same(join, "join")
    some = data.mnist().test.images[:50]
    parts = checks.run(decoder, checks.run(encoder, some))
    because = "Join the `encoder` and the `decoder` that you keep, and run the cell again."
    checks.close(checks.run(autoencoder, some), parts, "autoencoder(x)", because=because)

    ### BEGIN HIDDEN TESTS
    def halves(rng):
        images = (8 * rng.normal(0, 1, (2, 28, 28))).astype("float32")
        for words, between in (
            ("two models", lambda: []),
            ("two models that normalise in training", lambda: [layers.BatchNormalization()]),
            ("two models with dropout", lambda: [layers.Dropout(0.5)]),
        ):
            down, up = [layers.Flatten(), layers.Dense(6)], [layers.Dense(28), *between()]
            one = keras.Sequential([keras.Input((28, 28)), *down, *between()])
            two = keras.Sequential([keras.Input((6,)), *up, layers.RepeatVector(28)])
            yield checks.outputs(words, one, two, inputs=images, follow=True)

    checks.same(join, "join", halves, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
**Question 2.1: Predict, run, explain.** The cells below the answer show sixteen test images, train with Nadam (a
variant of Adam), and redraw the sixteen reconstructions after each epoch. Before you run them: which will be lower at
the end, the training loss or the validation loss? Without dropout, in section 1, they were about equal at the end. Run
the cells up to the figure of the two losses, then explain the order you see.
"""

# %% [markdown] nbgrader={"grade_id": "explain-2-1", "grade": true, "points": 2, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* The validation loss is the lower one. The training loss is measured while dropout removes a tenth of the
units at random, so it is the loss of a damaged network; the validation loss is measured with all units at work. The
training loss is also an average over the epoch, during which the network was still getting better, and the validation
loss is measured at the epoch's end. The order says nothing about overfitting being absent or present.

**Rubric (2 points).** 1 point: dropout acts in training only, so the two losses are those of different networks. 1
point: draws the consequence that validation is lower here, and that this is no sign of a mistake. A wrong prediction
costs nothing.
"""

# %%
dropout_epochs = effort.pick(full=60, quick=5, grade=10)
training.seed(2)
training.start_at_mean(autoencoder, train)
rate = training.warmup_cosine(0.004, images=len(train), batch_size=256, epochs=dropout_epochs)
autoencoder.compile(optimizer=keras.optimizers.Nadam(rate), loss="binary_crossentropy")
plots.image_grid(test[:16], columns=4, title="The sixteen test images")

# %%
dropout_history = training.fit(
    autoencoder,
    train,
    epochs=dropout_epochs,
    batch_size=256,
    validation=validation,
    show=test[:16],
    name="02_dropout",
)

# %%
plots.loss_curves({"with dropout": dropout_history}, title="Loss with dropout")

# %% [markdown]
"""
The same weights once more, on the training images, with dropout switched off as in use:
"""

# %%
last = {name: values[-1] for name, values in dropout_history.history.items()}
switched_off = metrics.bce(train, predict(autoencoder, train))
print(f"training images, dropout at work  {last['loss']:.4f}")
print(f"training images, dropout off      {switched_off:.4f}")
print(f"validation images, dropout off    {last['val_loss']:.4f}")

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

The dashed curve runs below the solid one, and the three numbers say why: on the same training images and with the same
weights, switching dropout off takes most of the gap away, or turns it round. So the gap is one between two ways of
measuring, not between images the network knows and images it does not. Only the last two numbers are measured alike,
and only they could show that the network has learned its training images by heart.

</details>
"""

# %% tags=["claim"]
_gap, _rest = last["loss"] - last["val_loss"], switched_off - last["val_loss"]
assert _gap > 0, f"the dashed curve runs below the solid one: by {_gap:.4f}"
assert _rest < 0.5 * _gap, (
    f"switching dropout off takes most of the gap away, or turns it round: {_rest:.4f} is left"
)

# %% [markdown]
"""
Is dropout worth its price? These numbers do not say: from the networks of section 1 this one differs in its widths, its
number of epochs, its optimiser and its code too. A comparison changes one thing: note the validation loss, set
`DROPOUT = 0.0`, run section 2 again up to the figure of the losses, and compare. (Check 2.3 then refuses the network,
and that is all right.) Set `DROPOUT = 0.1` and run section 2 once more before you go on: notebook 04 uses this network.

**Instant question.** You call `autoencoder.predict` twice on the same image. What do you get?

- A: two different pictures, as dropout draws other units each time
- B: the same picture twice
- C: the same picture only if a seed was set

<details><summary>Answer</summary>

B. In `predict` dropout does nothing, so nothing is random. A describes `autoencoder(image, training=True)`, and C would
be true of that: with the seed set before each call.

</details>
"""

# %% [markdown]
"""
Notebook 04 will feed this network noisy digits. Save it with your own work.
"""

# %%
from helpers import work

autoencoder.save(work.folder() / "02_autoencoder.keras")

# %% [markdown]
r"""
## 3 How small can the code get?

A shorter code can hold less of an image. Where that begins to show is a question for measurement: train one network for
each of several code sizes, and compare their errors on test images.

Two references frame the curve. The **mean image** needs no code at all. **PCA** (principal component analysis) with $c$
components is the best *linear* encoder and decoder for the squared error; notebook 03 is about it. So the comparison
uses the mean squared error (MSE), though the networks are trained with the BCE.
"""

# %% [markdown]
"""
### Exercise 2.5: Train a network for each code size

*Difficulty: ●●○ · about 10 minutes*

Return a trained autoencoder 784 → 128 → `code_size` → 128 → 784: relu in the two layers of 128, no activation at the
code, a sigmoid at the end, no other layers. (At a code of two, one dead relu unit would be half of it.) Train it on
`x_train`. The recipe is yours; this one is enough: binary cross-entropy, Adam at the given `SWEEP_RATE`, `SWEEP_EPOCHS`
epochs in batches of 256. It starts without `training.start_at_mean`. The check asks that the largest code have an MSE
on test images below 0.75 of the mean image's and below 0.8 of the smallest code's.
"""

# %%
SWEEP_EPOCHS = effort.pick(full=20, quick=3, grade=10)
SWEEP_RATE = training.warmup_cosine(0.005, images=len(x_train), batch_size=256, epochs=SWEEP_EPOCHS)
code_sizes = effort.pick(
    full=[1, 2, 4, 8, 16, 32, 64],
    quick=[2, 4, 8, 16, 32, 64],
    grade=[2, 8, 32],
)


# %% nbgrader={"grade_id": "exercise-2-5", "solution": true}
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    ### BEGIN SOLUTION
    inputs = keras.Input((784,))
    x = layers.Dense(128, activation="relu")(inputs)
    code = layers.Dense(code_size)(x)
    x = layers.Dense(128, activation="relu")(code)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Four steps: build, compile, train, return the model. Build it as in Exercise 2.1, with other widths.

</details>
<details><summary>Hint 2</summary>

`model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")`, then
`training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)`, which trains the model in place.

</details>
"""

# %%
training.seed(3)
by_size = {}
for size in code_sizes:
    print(f"code size {size}")
    by_size[size] = trained_with(size)
models = by_size  # once all are trained

# %% nbgrader={"grade_id": "check-2-5", "grade": true, "points": 2}
with checks.exercise("2.5"):
    acts = {"n": np.positive, "r": lambda t: np.maximum(t, 0), "s": lambda t: 1 / (1 + np.exp(-t))}
    acts["t"] = np.tanh
    mistakes = {
        "The code has a relu.": "rrrs",
        "The code has a sigmoid.": "rsrs",
        "The layers of 128 have no relu.": "nnns",
        "The second layer of 128 has no relu.": "rnns",
        "The layers of 128 have a tanh.": "tnts",
        "The last layer has no sigmoid.": "rnrn",
    }
    sizes, sets = sorted(models), data.mnist()
    held_out, x = (part.images.reshape(-1, 784) for part in (sets.test, sets.train))
    for size in sizes:
        found, weights = checks.run(models[size], x[:50]), models[size].get_weights()
        values = dict.fromkeys(["rnrs", *mistakes.values()], x[:50])
        wide, wanted = [w.shape[-1] for w in weights[::2]], [128, size, 128, 784]
        assert wide == wanted, f"at code size {size} the layers have {wide} outputs, not {wanted}."
        for kinds in values:
            for kind, w, b in zip(kinds, weights[::2], weights[1::2]):
                values[kinds] = acts[kind](values[kinds] @ w + b)
        known, what = {why: values[k] for why, k in mistakes.items()}, f"models[{size}](x)"
        checks.diagnosed(found, values["rnrs"], what, known)
        trained = np.asarray(models[size](x[:50], training=True))
        checks.close(trained, values["rnrs"], what, 1e-3, "In training too: dense layers only.")
    small, *_, large = (metrics.mse(held_out, checks.run(models[n], held_out)) for n in sizes)
    limit = 0.75 * metrics.mean_image_baseline(x, held_out)
    because = "Train each network, on x_train, and run the cell again."
    checks.below(large, min(limit, 0.8 * small), f"The MSE at code size {sizes[-1]}", because)

# %%
from sklearn.decomposition import PCA

print(f"PCA of {len(x_train):,} images takes a few seconds.")
errors = [metrics.mse(x_test, predict(models[size], x_test)) for size in code_sizes]
pca = PCA(max(code_sizes), svd_solver="randomized", random_state=0).fit(x_train)
centred = x_test - pca.mean_
linear = []
for size in code_sizes:
    directions = pca.components_[:size]
    linear.append(metrics.mse(centred, centred @ directions.T @ directions))

# %%
for size, error, linear_error in zip(code_sizes, errors, linear):
    print(f"code size {size:2d}: the network's error is {error / linear_error:.0%} of that of PCA")
plots.sweep(
    code_sizes,
    {"autoencoder": errors, "PCA": linear},
    xlabel="code size",
    ylabel="MSE on test images",
    log_x=True,
    baselines={"mean image": metrics.mean_image_baseline(x_train, x_test)},
    title="The smaller the code, the larger the error",
)

# %% tags=["readme"]
# The second of each kind: the first 5 of the set is hard to read.
second = [np.argsort(mnist.test.labels != digit, kind="stable")[1] for digit in range(10)]
chosen = x_test[second]
pictures = {f"code {size}": predict(models[size], chosen) for size in code_sizes}
plots.rows(
    {"original": chosen} | pictures,
    count=10,
    title="A digit of each kind through codes of different sizes",
)

# %% [markdown]
"""
**Question 2.2.** Take the digits of the figure that you can read in the original row. How small may the code be before
you can no longer read all of these? The lines above the curves print the network's error as a share of PCA's: at which
code sizes is the share smallest, so that the network gains most, and at which is it largest? Suggest a reason for each,
and remember for how many epochs each network was trained.
"""

# %% [markdown] nbgrader={"grade_id": "explain-2-2", "grade": true, "points": 3, "solution": true}
"""
Around eight numbers nearly all ten digits can be read; with four, some turn into another digit, and with two the
network draws one of a few typical digits. Each doubling of the code takes away about the same share of the error.

The gain over PCA is largest in the middle, around 8 to 32 numbers, where it is a third of the error and more, and
smallest at both ends. PCA can only add up fixed images. The network can bend its numbers into shapes, which pays once
there are a few of them; two numbers are too few to say much, however they are decoded. At 64, a sum of fixed images can
express nearly everything, and PCA finds its optimum exactly, while the network, trained for a few epochs, is still far
from its own.

**Rubric (3 points).** 1 point: a code size read off the figure that fits the reader's own pictures (4 to 16 is
sensible). 1 point: gain largest in the middle, as the reader's own numbers show. 1 point: a reason, such as shapes bent
by a nonlinear decoder against sums of fixed images, or an exact optimum against a short training.
"""

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

With the recipe of the exercise, the printed share falls from the smallest code to the middle and rises again to the
largest. For the small end, ask what two numbers can say at all, however they are decoded. For the large end, try
something: put `training.start_at_mean(model, x_train)` before the training in `trained_with`, and run the sweep again.
On MNIST, at effort `quick`, the share at 64 numbers then falls from about 100 % to about 70 %. What does that tell of
what you measured first?

</details>
"""

# %% tags=["claim"]
_shares = [error / best for error, best in zip(errors, linear)]
_lowest = code_sizes[int(np.argmin(_shares))]
assert min(_shares) < min(_shares[0], _shares[-1]), (
    f"the share falls from the smallest code to the middle and rises again: lowest at {_lowest}"
)
if mnist.real and SWEEP_EPOCHS == 3:
    assert 8 <= _lowest <= 32, f"the gain over PCA is largest around 8 to 32 numbers: at {_lowest}"
    training.seed(3)
    _model = keras.models.clone_model(models[64])
    training.start_at_mean(_model, x_train)
    _model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    _model.fit(x_train, x_train, epochs=SWEEP_EPOCHS, batch_size=256, verbose=0)
    _share = metrics.mse(x_test, predict(_model, x_test)) / linear[-1]
    assert 0.9 < _shares[-1] < 1.1, f"the share at 64 is about 100 %: {_shares[-1]:.0%}"
    assert 0.65 < _share < 0.8, f"from the mean image it is about 70 %: {_share:.0%}"

# %% [markdown]
"""
**Instant question.** At code size 64 somebody's autoencoder has a larger test error than PCA. What follows?

- A: with 64 numbers, no autoencoder does better than PCA
- B: this training did not find one that does
- C: PCA was fitted to the test images

<details><summary>Answer</summary>

B. One training is one point among very many that the weights could have reached. A would need a proof, and there is one
only for linear networks (notebook 03). C would indeed help PCA, but nothing in the result says so; here it is fitted to
`x_train`, as the networks are.

</details>
"""

# %% [markdown]
r"""
## 4 Two numbers: the code as a map

With two numbers, each image is a point in the plane. The network here has a **linear code**: no activation after the
layer that makes the two numbers, so that they may take any value.

$$784 \to 100 \to 20 \to 2 \quad\text{and}\quad 2 \to 20 \to 100 \to 784$$
"""

# %% [markdown]
"""
### Exercise 2.6: Build the map

*Difficulty: ●○○ · about 5 minutes*

Return the encoder and the decoder as two models on vectors, Sequential or functional, with dense layers only: relu in
the hidden ones, no activation at the code, and a sigmoid at the end. Together they have 161,906 parameters.
"""


# %% nbgrader={"grade_id": "exercise-2-6", "solution": true}
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    ### BEGIN SOLUTION
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(100, activation="relu"),
            layers.Dense(20, activation="relu"),
            layers.Dense(2),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(20, activation="relu"),
            layers.Dense(100, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`layers.Dense(2)` without `activation` is linear.

</details>
<details><summary>Hint 2</summary>

The encoder has 80,562 parameters and the decoder 81,344. `encoder.summary()` shows where yours differ.

</details>
"""

# %%
training.seed(4)
map_encoder, map_decoder = build_map()
map_autoencoder = keras.Sequential([map_encoder, map_decoder])
before = predict(map_autoencoder, x_test[:1])

# %% nbgrader={"grade_id": "check-2-6", "grade": true, "points": 2}
with checks.exercise("2.6"):
    checks.same(build_map, "build_map")

    ### BEGIN HIDDEN TESTS
    def inputs(rng):
        images, codes = rng.normal(0, 1, (2, 784)), rng.normal(0, 2, (1, 2))
        given = [images.astype("float32"), codes.astype("float32")]
        yield checks.outputs("random images and codes", inputs=given)

    checks.same(build_map, "build_map", inputs, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
The book from which this network comes trains it with Adamax (another variant of Adam) at 0.01 for five epochs in
batches of 128. Here it starts from the mean image, takes batches of 256, and its rate climbs to 0.03 and falls.
"""

# %%
map_epochs, map_batch = effort.pick(full=(5, 256), quick=(5, 256), grade=(10, 128))
training.start_at_mean(map_autoencoder, x_train)
rate = training.warmup_cosine(0.03, images=len(x_train), batch_size=map_batch, epochs=map_epochs)
map_autoencoder.compile(optimizer=keras.optimizers.Adamax(rate), loss="binary_crossentropy")

# %%
map_history = training.fit(
    map_autoencoder,
    x_train,
    epochs=map_epochs,
    batch_size=map_batch,
    validation=x_validation,
    name="02_map",
)
after = predict(map_autoencoder, x_test[:1])

# %%
plots.image_grid(
    np.concatenate([x_test[:1], before, after]),
    titles=["original", "untrained", "trained"],
    columns=3,
    title="One image through two numbers",
)

# %% [markdown]
"""
The untrained network says about 0.5 for every pixel: its picture was made before the biases were set to the mean image.
"""

# %% tags=["claim"]
_off = np.abs(before - 0.5).max()
assert _off < 0.2, f"the untrained network says about 0.5 for every pixel: {_off:.2f} away at most"

# %% [markdown]
"""
Now encode the whole test set and colour each point by its digit. The network has never seen a label; if the colours
separate, it is because images of one digit resemble one another.
"""

# %%
points = predict(map_encoder, x_test)
plots.code_scatter(
    points,
    mnist.test.labels,
    mnist.class_names,
    title="The test set in the plane of the code",
)

# %% [markdown]
"""
Where many points lie on one another, a picture hides what is in the middle. So count: for how many points does the
nearest other point show the same digit? Then magnify the middle.
"""

# %%
from sklearn.neighbors import NearestNeighbors

labels = mnist.test.labels
apart, nearest = NearestNeighbors(n_neighbors=2).fit(points).kneighbors(points)
same = labels[nearest[:, 1]] == labels
for digit in range(10):
    print(
        f"{digit}: the nearest neighbour of {same[labels == digit].mean():.0%} shows the same digit"
    )

# %%
middle = np.median(points, axis=0)
near = np.abs(points - middle) < 2 * np.median(np.abs(points - middle), axis=0)
near = near.all(axis=1)
plots.code_scatter(
    points[near], labels[near], mnist.class_names, title="The middle of the plane, magnified"
)

# %% [markdown]
"""
### Exercise 2.7: Decode points of the plane

*Difficulty: ●○○ · about 5 minutes*

Return the images that the given decoder draws at given points of the plane, one of 28 × 28 for each point, in the order
of the points. What it draws stays as it is.
"""


# %% nbgrader={"grade_id": "exercise-2-7", "solution": true}
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    ### BEGIN SOLUTION
    return np.asarray(decoder(np.array(points, dtype="float32"))).reshape(-1, 28, 28)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint</summary>

Turn the list into a `float32` array, call the decoder on it, and reshape with `.reshape(-1, 28, 28)`.

</details>
"""

# %% nbgrader={"grade_id": "check-2-7", "grade": true, "points": 1}
with checks.exercise("2.7"):
    checks.same(decode_points, "decode_points")

    ### BEGIN HIDDEN TESTS
    def places(rng):
        # It normalises by the batch in training only; its images are of few numbers, to be kept.
        parts = [layers.BatchNormalization(), layers.RepeatVector(28), layers.Flatten()]
        given = keras.Sequential([keras.Input((2,)), layers.Dense(28), *parts])
        for words, count, scale in (
            ("one point", 1, 1),
            ("four points", 4, 1),
            ("far points", 3, 30),
        ):
            points = [tuple(pair) for pair in rng.normal(0, scale, (count, 2)).round(2).tolist()]
            yield checks.case(words, given, sorted(points, reverse=True))
        yield checks.case(
            "a point that is given twice", given, [(0.5, -1.25), (2.0, 0.75), (0.5, -1.25)]
        )

    checks.same(decode_points, "decode_points", places, tolerance=1e-4)
    ### END HIDDEN TESTS


# %%
def away(place):
    """Return the distance from a point of the plane to the nearest code of a test image."""
    return np.linalg.norm(points - place, axis=1).min()


low, high = np.percentile(points, 5, axis=0), np.percentile(points, 95, axis=0)
square = np.stack(np.meshgrid(*np.linspace(low, high, 20).T), axis=-1).reshape(-1, 2)
spots = {
    "(10, 10)": (10, 10),
    "(5, 5)": (5, 5),
    "middle of all": middle,
    "middle of the 0s": np.median(points[labels == 0], axis=0),
    "emptiest place": max(square, key=away),  # where most codes lie around
    "far out": 2 * points[np.argmax(np.linalg.norm(points - middle, axis=1))] - middle,
}

# %%
pictures = decode_points(map_decoder, [tuple(place) for place in spots.values()])
for name, place in spots.items():
    print(f"{name:<17} nearest code of a test image: {away(place):.2f} away")
print(f"For comparison, from code to nearest other code: {np.median(apart[:, 1]):.2f}, the median.")
plots.image_grid(pictures, titles=list(spots), columns=6, title="Decoded points of the plane")

# %% [markdown]
"""
A grid of points says more than six. It covers the part of the plane where most codes lie: the outermost twentieth at
each side is left out. The *emptiest place* above is, in this part, the point furthest from any code of a test image;
*far out* lies twice as far from the middle as the outermost code.
"""

# %%
plots.decoded_grid(
    lambda grid: decode_points(map_decoder, grid),
    low=low,
    high=high,
    count=15,
    title="The plane, decoded",
)

# %% [markdown]
"""
The map and what it decodes to, together. Move the point over the plane, by mouse or with the arrow keys, and look for
the places where one digit turns into another; then leave the cloud of codes.
"""

# %%
from helpers import widgets

widgets.plane(
    map_decoder,
    points,
    mnist.test.labels,
    mnist.class_names,
    title="The plane of the code, and what it decodes to",
)

# %% [markdown]
"""
**Question 2.3.** Are (10, 10) and (5, 5) inside the cloud of your scatter plot, or outside it? (The printed distances
tell.) What does the decoder draw where no image was encoded, between two groups and far outside all of them? Why does
training not prevent it?
"""

# %% [markdown] nbgrader={"grade_id": "explain-2-3", "grade": true, "points": 2, "solution": true}
"""
Between two groups the decoder draws mixtures that are often no digit at all. Far outside it draws something too, an
exaggeration of the nearest group, because the decoder is a function defined on the whole plane. The loss asks only that
the codes of training images decode well; it says nothing about the rest of the plane, and nothing about where codes
should lie or how much room a digit may take. Hence the uneven, partly empty plane. Notebook 07 adds a term to the loss
that fills it.

**Rubric (2 points).** 1 point: describes what is drawn between and outside the groups, as the reader's own figure shows
it. 1 point: the loss looks only at codes of training images, so nothing shapes the rest of the plane.
"""

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

First the distances. A point whose nearest code is many times as far away as codes are from one another lies where no
image was encoded: outside the cloud, or in a gap of it, which the scatter plot tells. Whether (10, 10) and (5, 5) do
depends on your plane, for two trainings give two planes. Every point gives a picture all the same, and nothing in the
picture says how far away the nearest code is. Go from one group to another with the moving point: a digit bends into
the next, and some pictures on the way are none. Which codes did the loss ever look at?

</details>
"""

# %% tags=["claim"]
_far, _usual = away(spots["far out"]), np.median(apart[:, 1])
assert _far > 10 * _usual, f"the point far out lies outside: {_far:.1f} away, codes {_usual:.2f}"

# %% [markdown]
"""
**Instant question.** You draw a point at random from the area that the scatter plot shows and decode it. What may
you expect?

- A: a digit, since the decoder was trained to draw digits
- B: where codes of one digit lie, that digit; among codes of several, perhaps a mixture; elsewhere, some picture
- C: an error, if no image has this code

<details><summary>Answer</summary>

B. A decoder answers for every pair of numbers, so not C. It was trained on the codes of training images only: near them
it draws what they show, or a mixture where they differ, elsewhere what its layers happen to give. A forgets that.

</details>
"""

# %% [markdown]
"""
## Your progress
"""

# %%
progress.table("02_deep_autoencoder")

# %% [markdown]
"""
## What to take away

- Encoder and decoder built as two models and joined by a call are easier to handle than one model that must be cut by
  counting layers.
- Dropout acts in training only, so the training loss and the validation loss are those of two different networks.
- An error at one code size means little; its curve over the sizes, beside the mean image and PCA, shows what the code
  and what the nonlinear layers are worth.
- A network that loses to a simpler method may have been trained too briefly, or started badly. Try that first.
- A code of two numbers can be drawn. Nothing in the loss asks where in the plane codes lie, so parts of it stay empty.

**Where next.** Notebook 03 takes the activations away: what remains is PCA, learned the long way round.

**References.** G. E. Hinton and R. R. Salakhutdinov, *Reducing the dimensionality of data with neural networks*,
Science, 2006. N. Srivastava et al., *Dropout: a simple way to prevent neural networks from overfitting*, 2014. T.
Dozat, *Incorporating Nesterov momentum into Adam*, 2016. D. P. Kingma and J. Ba, *Adam: a method for stochastic
optimization* (which also introduces Adamax), 2015.
"""
