# %% [markdown]
r"""
# 06 · Faces

{{badge}}

A deep convolutional autoencoder for colour faces: 3,072 numbers through 32 and back. Notebook 03 found the best that a
linear map can do with a code of that size. Here you find out how much depth is worth against it, counted in principal
components; what the code keeps and what it drops; how a training that takes long survives a dead kernel; and why noise
should never be the same twice.

**You will be able to**

- build a deep convolutional encoder and decoder for any code size, and check that nothing but the code lies between
  them;
- keep all that a training needs to go on after its process has died, and prove that it loses nothing;
- state an autoencoder's error as a number of principal components;
- measure what can be read off a code;
- train a denoiser with fresh noise for every batch;
- say what this set of faces is fit for, and what it is not.

**You should know** notebooks 03 (faces, PCA), 04 (denoising) and 05 (convolutions and their transposes).

**Time.** {{times}} Reading and exercises take about 110 minutes.
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

from helpers import checks, data, effort, metrics, noise, plots, progress, training
from helpers.predict import predict

# %%
faces = data.faces()
train = faces.train.images - np.float32(0.5)
validation = faces.validation.images - np.float32(0.5)
test = faces.test.images - np.float32(0.5)
print("training", train.shape, f" pixels from {train.min():.2f} to {train.max():.2f}")


# %%
plots.image_grid(train[:20] + 0.5, columns=10, title="Training faces")

# %% [markdown]
r"""
## 1 What these faces are fit for

The photographs are those of *Labelled Faces in the Wild* (LFW): 13,233 pictures of 5,749 people, cut to the face and
reduced to 32 × 32 pixels. Where they cannot be had, drawn faces stand in, and the cell that loads them says so. Before
you use a data set of people, find out where it comes from.

- **Origin.** The pictures were taken from news photographs on the web, around the year 2002, wherever a program found
  a face. Those pictured are mostly public figures: politicians, athletes, actors. Nobody asked them. That a picture
  can be found on the web does not mean that the person in it agreed to be in a data set.
- **Who is in it.** Whoever was in the news. By far the most are men, and most are white; there are hardly any
  children, few people over eighty, few women, and of many ethnic groups next to nobody. One man has 530 pictures;
  4,069 people have one.
- **What it was made for.** Research on one question: do two photographs show the same person? Those who keep the set
  say themselves that it is no test of any product: a program that does well on LFW may fail for the groups it lacks,
  and in bad light, in profile, or on small or covered faces, which it hardly has.

Training, validation and test pictures are drawn from all pictures at random, so one person may be in each of the three.
For faces of people who are in none of them an error may be larger than on these test pictures.

**Fit for:** learning how an autoencoder works, comparing methods with each other, repeating published experiments.
**Not fit for:** deciding that a system recognises people well enough to be used; statements about people in general,
or about any group of them; telling who somebody is or what somebody is like. In this course no picture is sorted by
ethnicity and nobody is named. Notebook 09, which searches for faces that look alike, counts how often it finds the same
person again, and goes no further.
"""

# %% [markdown]
r"""
## 2 A deep convolutional autoencoder

The encoder repeats one block four times: a convolution 3 × 3 with padding, then max pooling, which halves height and
width. After the first block, which makes 32 channels of 3, the number of channels doubles each time, so that the halved
grid loses a half of its numbers and not three quarters. A dense layer makes the code. The decoder mirrors it: a dense
layer makes a grid of 2 × 2 with 256 channels, and four transposed convolutions of stride 2 double it to 32 × 32.

$$32^2 \cdot 3 \;\to\; 16^2 \cdot 32 \;\to\; 8^2 \cdot 64 \;\to\; 4^2 \cdot 128 \;\to\; 2^2 \cdot 256 \;\to\; c$$

The activation is the **exponential linear unit**,

$$\operatorname{elu}(a) = \begin{cases} a & a > 0 \\ e^a - 1 & a \le 0. \end{cases}$$

It has no kink at 0 and, unlike relu, a gradient for negative inputs too, so that no unit dies for good. The code
has no activation, and neither has the last layer: the targets lie in $[-0.5, 0.5]$.
"""

# %%
widths = [3072, 16 * 16 * 32, 8 * 8 * 64, 4 * 4 * 128, 2 * 2 * 256, 32]
names = ["image", "32 ch.", "64 ch.", "128 ch.", "256 ch.", "code"]
title = "The encoder's grids after pooling, and the code"
plots.layer_widths(list(zip(names, widths)), title=title)

# %% [markdown]
"""
The first grid is wider than the image. That is no matter: what can pass is decided by the narrowest place, and that
has to be the code. A layer with fewer units than the code would be the true bottleneck, and a part of the code would
be wasted.

### Exercise 6.1: Build the deep autoencoder

*Difficulty: ●●○ · about 20 minutes*

Return an encoder and a decoder.

- Encoder: four times `Conv2D` 3 × 3 with padding `same` and elu, then `MaxPooling2D(2)`, with 32, 64, 128 and 256
  channels; `Flatten`; `Dense(code_size)`.
- Decoder: `Dense`, without activation, for a grid of a sixteenth of the height and width and 256 channels; `Reshape`;
  four `Conv2DTranspose` 3 × 3 of stride 2 with padding `same`: 128, 64 and 32 channels with elu, then one for each
  colour, without activation.

Height and width can be any multiples of 16, and the code size any number. There are no other layers; how you write it
and how weights begin is your choice.
"""


# %% nbgrader={"grade_id": "exercise-6-1", "solution": true}
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → such images.

    img_shape: (height, width, channels), height and width multiples of 16.
    """
    ### BEGIN SOLUTION
    height, width, channels = img_shape
    encoder = keras.Sequential([keras.Input(img_shape)])
    begin = {"padding": "same", "kernel_initializer": "he_normal"}
    for filters in (32, 64, 128, 256):
        encoder.add(layers.Conv2D(filters, 3, activation="elu", **begin))
        encoder.add(layers.MaxPooling2D(2))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(code_size))
    decoder = keras.Sequential([keras.Input((code_size,))])
    decoder.add(layers.Dense(height // 16 * (width // 16) * 256))
    decoder.add(layers.Reshape((height // 16, width // 16, 256)))
    for filters in (128, 64, 32):
        decoder.add(layers.Conv2DTranspose(filters, 3, strides=2, activation="elu", **begin))
    decoder.add(layers.Conv2DTranspose(channels, 3, strides=2, padding="same"))
    ### END SOLUTION
    return encoder, decoder


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Begin with `encoder = keras.Sequential([keras.Input(img_shape)])` and add layers in a loop:
`for filters in (32, 64, 128, 256): encoder.add(...)`.

</details>
<details><summary>Hint 2</summary>

The grid before the code has `height // 16` rows and `width // 16` columns. The decoder's `Dense` needs their product
times 256 outputs; `Reshape` takes the three numbers.

</details>
<details><summary>Hint 3</summary>

`layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="elu")`; the last has `channels` filters and
no activation.

</details>
"""

# %% nbgrader={"grade_id": "check-6-1", "grade": true, "points": 4}
with checks.exercise("6.1"):
    checks.same(build_deep_autoencoder, "build_deep_autoencoder")

    ### BEGIN HIDDEN TESTS
    def sizes(rng):
        for shape, size in (((16, 32, 2), 3), ((32, 16, 1), 5)):
            images, codes = rng.normal(0, 1, (2, *shape)), rng.normal(0, 1, (1, size))
            given = [images.astype("float32"), codes.astype("float32")]
            yield checks.outputs(f"images {shape} and a code of {size}", shape, size, inputs=given)

    checks.same(build_deep_autoencoder, "build_deep_autoencoder", sizes, tolerance=1e-4)
    ### END HIDDEN TESTS


# %%
training.seed(1)
encoder, decoder = build_deep_autoencoder(train.shape[1:], 32)


# %%
encoder.summary()

# %% [markdown]
r"""
## 3 A training that survives

### Exercise 6.2: Compile it

*Difficulty: ●○○ · about 10 minutes*

Return the autoencoder made of both models, with nothing else in it, compiled with the mean squared error and a new
optimiser with the learning rate `RATE`. Which optimiser is your choice; the third change below is a good one.

The cell below defines `RATE`. The assignment behind this notebook takes Adamax at its default rate of 0.001, batches of
32 and 25 epochs; its aim is a validation MSE of 0.0056 on the photographs. Four changes pass that aim there within the
four epochs of effort quick:

- the schedule of notebook 01, with its peak at 0.004;
- batches of 16. On a CPU an epoch costs nearly the same and has twice as many steps; in a short training, many rough
  steps lead further than few exact ones;
- `keras.optimizers.Adam(RATE, beta_2=0.9)`. Adam divides each step by the root of a moving average of the squared
  gradients, which reaches back over about $1 / (1 - \beta_2)$ steps. At the default of 0.999 these are 1,000, a large
  part of a short training; at 0.9 they are 10, and the large gradients of the beginning are soon forgotten;
- `kernel_initializer="he_normal"` in the convolutions of Exercise 6.1. Such weights have twice the variance of Keras'
  usual ones where a layer has as many outputs as inputs, so that less of the signal is lost from layer to layer.
"""

# %%
BATCH = 16
EPOCHS = effort.pick(full=7, quick=round(43_000 / len(train)), grade=1)
RATE = training.warmup_cosine(0.004, images=len(train), batch_size=BATCH, epochs=EPOCHS)
print(EPOCHS, "epochs of", -(-len(train) // BATCH), "steps")


# %% nbgrader={"grade_id": "exercise-6-2", "solution": true}
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    ### BEGIN SOLUTION
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(RATE, beta_2=0.9), loss="mse")
    return autoencoder
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint</summary>

As in Exercise 3.5: the two models are the layers of a `keras.Sequential`. Compile it with the optimiser above and
`loss="mse"`.

</details>
"""

# %% [markdown]
"""
A function for the check: what `compiled` makes of new models.
"""


# %%
def newly_compiled(images):
    """Return what `compiled` makes of new models of images (n, 16, 16, 3), and with another RATE.

    The loss of images as their own targets; outputs in training and else; the decoder's of the
    encoder's codes; RATE's first value; the rate, and that where RATE is 0.0123; how many weights
    of the two models are not trained; whether two autoencoders have one optimiser.
    """
    global RATE
    one, two = build_deep_autoencoder((16, 16, 3), 4)
    model, schedule = compiled(one, two), RATE
    try:
        RATE = 0.0123
        other = compiled(*build_deep_autoencoder((16, 16, 3), 4))
    finally:
        RATE = schedule
    outputs = [np.asarray(model(images, training=in_training)) for in_training in (True, False)]
    loss = np.ravel(model.evaluate(images, images, verbose=0))[0]
    rates = [float(np.asarray(m.optimizer.learning_rate)) for m in (model, other)]
    own = {id(v) for v in model.trainable_variables}
    lacking = sum(id(v) not in own for v in [*one.variables, *two.variables])
    decoded, first_rate = np.asarray(two(one(images))), float(np.asarray(schedule(0)))
    one_optimiser = model.optimizer is other.optimizer
    return float(loss), outputs, decoded, first_rate, rates, lacking, one_optimiser


# %% [markdown]
"""
With `name`, `training.fit` keeps a **checkpoint**: after each epoch it writes into one file the weights, all that the
optimiser remembers (its moving averages and how many steps it has made, from which a schedule takes the rate), the
state of the layers' random numbers, the number of epochs done and their losses. It writes to
a second file first and renames it when it is whole, so that a kill in the middle of writing leaves the one before.
When the same call runs again, it finds the file and goes on.

**Try it.** Run the next cell and, once the line says `epoch 3`, restart the kernel (*Kernel → Restart*). That kills the
process; all variables are gone. Then run all cells down to here. The training says *Going on after epoch 2*, and its
losses are those of a training that was never disturbed, to the last digit. When it ends, it removes the file, and
another run starts anew. The stop button works too: the same cell, run again, goes on.
"""

# %%
autoencoder = compiled(encoder, decoder)
history = training.fit(
    autoencoder, train, epochs=EPOCHS, batch_size=BATCH, validation=validation, name="06_faces"
)

# %% nbgrader={"grade_id": "check-6-2", "grade": true, "points": 3}
with checks.exercise("6.2"):
    images = np.random.default_rng(62).normal(0, 0.3, (20, 16, 16, 3)).astype("float32")
    loss, outputs, decoded, first_rate, rates, lacking, one_optimiser = newly_compiled(images)
    because = "Join the models that are given, not copies, and leave their layers trainable."
    assert lacking == 0, f"{lacking} weights of the two models are not trained. {because}"
    name, because = "the autoencoder's output", "It is decoder(encoder(x)), in training too."
    checks.close(outputs, [decoded] * 2, name, because=because)
    gap = np.abs(images - decoded)
    mistakes = {
        "That is the mean absolute error.": gap.mean(),
        "That is Huber's loss.": np.mean(gap**2) / 2,
    }
    checks.diagnosed(loss, np.mean(gap**2), "the loss", mistakes, 1e-4, 'Use loss="mse".')
    name, because = "the rate, and the rate where RATE is 0.0123", "Pass RATE itself, at each call."
    checks.close(rates, [first_rate, 0.0123], name, 1e-6, because)
    own_optimisers = rates[0] != rates[1] and not one_optimiser
    assert own_optimisers, "two autoencoders have one optimiser; make a new one at each call."
    sets = data.faces().train, data.faces().test
    own, held_out = (part.images - np.float32(0.5) for part in sets)
    found = metrics.mse(held_out, checks.run(autoencoder, held_out))
    name = "The MSE on test images (limit: half the mean face's, and 1.1 of PCA's with 32)"
    limit = metrics.mean_image_baseline(own, held_out) / 2
    if effort.level() != "grade":  # with few images and epochs the linear map is still ahead
        flat = [faces.reshape(len(faces), -1) for faces in (own, held_out)]
        limit = min(limit, 1.1 * metrics.pca_baseline(*flat, 32))
    checks.below(found, limit, name, "Does the optimiser suit RATE? Then run the training again.")
    ### BEGIN HIDDEN TESTS
    parts = checks.run(decoder, checks.run(encoder, held_out[:50]))
    whole = checks.run(autoencoder, held_out[:50])
    checks.close(parts, whole, "decoder(encoder(x))", 1e-4, "Join the given models.")
    ### END HIDDEN TESTS


# %%
plots.loss_curves(
    {"deep autoencoder": history},
    log=True,
    title="Training on faces",
    baselines={"aim, for photographs": 0.0056},
)

# %% [markdown]
"""
What has to be kept for a training to go on? Try it on a small network that is quick to train: five epochs, then its
process dies, then five more with a new network. `carry_over` decides what reaches the new one. (The small network has
no layer that draws random numbers, so there is no state of these to keep.)
"""

# %%
from helpers import work

vectors = train[: effort.pick(full=1000, quick=1000, grade=300)].reshape(-1, 3072)


def small_model():
    """Return a compiled autoencoder for vectors of 3,072 numbers, with a schedule of ten epochs."""
    model = keras.Sequential(
        [
            keras.Input((3072,)),
            layers.Dense(32, activation="elu"),
            layers.Dense(3072),
        ]
    )
    rate = training.warmup_cosine(0.01, images=len(vectors), batch_size=50, epochs=10)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    return model


# %%
def five_epochs(model):
    """Train the small model for five epochs and return their losses."""
    history = model.fit(vectors, vectors, epochs=5, batch_size=50, shuffle=False, verbose=0)
    return history.history["loss"]


training.seed(3)
old = small_model()
first_losses = five_epochs(old)


def losses_with_break(carry_over):
    """Return the losses of the old model and of a new one that `carry_over(old, new)` prepared."""
    new = small_model()
    carry_over(old, new)
    return first_losses + five_epochs(new)


# %%
def everything(old, new):
    """Carry over the weights and what the optimiser remembers."""
    new.set_weights(old.get_weights())
    # A new optimiser has no variables until it is needed.
    new.optimizer.build(new.trainable_variables)
    for variable, value in zip(new.optimizer.variables, old.optimizer.variables):
        variable.assign(value)


# %%
def weights_only(old, new):
    """Carry over the weights."""
    new.set_weights(old.get_weights())


# %% [markdown]
"""
**Question 6.1: Predict, run, explain.** Three trainings break after epoch 5: one keeps everything, one the weights
alone, one nothing. Sketch the three loss curves over ten epochs: where do they jump, and where do they end? Run the
cell and explain, with what Adam and the schedule remember. Which of the two mistakes would you not notice?
"""

# %% [markdown] nbgrader={"grade_id": "explain-6-1", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* With everything kept, the curve goes on as if nothing had happened. With nothing kept, the loss jumps
back to that of random weights, which nobody overlooks. With the weights alone nothing is to be seen at the break:
epoch 6 is as good as that of the unbroken training. Then the loss rises, and in the end it is about that of the
training of which nothing was kept: the first five epochs were worth nothing.

The optimiser counts its steps, and the schedule reads the rate off that count. At zero again, the rate is back at a
twentieth of its peak, which is why epoch 6 looks so good: small steps settle. Then it climbs to the peak a second time,
the large steps undo what small ones had gained, and no epochs are left to fall. Adam's moving averages start from zero
as well. This is the mistake that goes unnoticed: no jump, no error message, and a network that works, only worse.

**Rubric (3 points).** 1 point: no jump with the weights alone, a jump with nothing. 1 point: the step count starts
again and with it the schedule (or: Adam's averages are lost), with the consequence for the end of the curve. 1 point:
the weights-only mistake is the one that goes unnoticed. A wrong prediction costs nothing.
"""

# %%
broken = {
    "everything": losses_with_break(everything),
    "weights only": losses_with_break(weights_only),
    "nothing": losses_with_break(lambda old, new: None),
}
plots.loss_curves(
    {name: {"loss": losses} for name, losses in broken.items()},
    log=True,
    title="A break after epoch 5, and what was kept",
)

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

With everything kept, the curve goes on without a break. With nothing kept, it jumps back to where it began. Of the
curve *weights only* look at epoch 6 first; then follow it to epoch 10, and compare its end with the other two. Then
look at what `small_model` gives to Adam, and ask from what it takes the rate in epoch 6, and what happens to that when
only weights are kept.

</details>
"""

# %% [markdown]
"""
### Exercise 6.3: Write checkpoints of your own

*Difficulty: ●●● · about 25 minutes*

Write the two functions that a training loop needs to survive. `save_state` keeps everything in the folder: all the
model's variables, those that are not trained among them, all the optimiser's, exactly, and the number of epochs. It is
called after each epoch. `restore_state` brings back what was saved last, as often as it is called, into a newly
compiled model, whatever its layers, and returns how many epochs were done, 0 if the folder keeps nothing. How the files
look is up to you.

`folder` is a `pathlib.Path`, and the folder is there. `folder / "name"` is a path in it, `path.exists()` tells whether
there is such a file, and `np.savez(path, *arrays, epoch=epoch)` writes arrays as `arr_0`, `arr_1`, … into one file.
"""


# %% nbgrader={"grade_id": "exercise-6-3", "solution": true}
def save_state(folder, model, epoch):
    """Keep in `folder` all that the training of `model` needs to go on, after `epoch` epochs."""
    ### BEGIN SOLUTION
    arrays = [np.array(variable) for variable in [*model.variables, *model.optimizer.variables]]
    np.savez(folder / "new.npz", *arrays, epoch=epoch)
    (folder / "new.npz").replace(folder / "state.npz")
    ### END SOLUTION


def restore_state(folder, model):
    """Bring back into the compiled model what `folder` keeps, and return the epochs done, or 0."""
    ### BEGIN SOLUTION
    if not (folder / "state.npz").exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    with np.load(folder / "state.npz") as state:
        for i, variable in enumerate([*model.variables, *model.optimizer.variables]):
            variable.assign(state[f"arr_{i}"])
        return int(state["epoch"])
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

What is to be kept are `model.variables` and `model.optimizer.variables`, two lists, and one number.
`np.array(variable)` is a variable's value.

</details>
<details><summary>Hint 2</summary>

To restore: build the optimiser as `everything` does above, then `variable.assign(state[f"arr_{i}"])` for each variable
in the same order.

</details>
<details><summary>Hint 3</summary>

To be safe against a kill in the middle of writing, write `folder / "new.npz"` and then
`(folder / "new.npz").replace(folder / "state.npz")`. Renaming a file is done at once or not at all.

</details>
"""


# %%
import shutil


def survivor(inputs):
    """Return a compiled model with all that a state can hold: averages and random numbers too."""
    model = keras.Sequential(
        [
            keras.Input((inputs,)),
            layers.Dense(16, activation="elu"),
            layers.BatchNormalization(momentum=0.8),
            layers.Dropout(0.2),
            layers.Dense(inputs),
        ]
    )
    rate = training.warmup_cosine(0.01, images=300, batch_size=50, epochs=13)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    return model


# %%
def train_up_to(epochs, images, name, seed, copy_at=None):
    """Train a small model up to epoch `epochs`, and return the losses of the new epochs.

    It begins where the checkpoint `name` ends. Two losses an epoch: in training, and in use. What
    is kept after epoch `copy_at` is also copied to "06_copy", as to another computer.
    """
    training.seed(seed)
    model = survivor(images.shape[1])
    folder = work.folder() / "checkpoints" / name
    folder.mkdir(parents=True, exist_ok=True)
    losses = []
    for epoch in range(restore_state(folder, model), epochs):
        fitted = model.fit(images, images, batch_size=50, shuffle=False, verbose=0)
        losses.append([fitted.history["loss"][0], model.evaluate(images, images, verbose=0)])
        save_state(folder, model, epoch + 1)
        if epoch + 1 == copy_at:
            shutil.copytree(folder, folder.parent / "06_copy")
    return losses


def forget(name):
    """Remove the checkpoint `name`."""
    shutil.rmtree(work.folder() / "checkpoints" / name, ignore_errors=True)


# %% nbgrader={"grade_id": "check-6-3", "grade": true, "points": 3}
with checks.exercise("6.3"):
    _some = data.faces().train.images[:300, ::4, ::4].reshape(300, -1) - np.float32(0.5)
    for name in ("06_check", "06_copy"):
        forget(name)
    unbroken = np.array(train_up_to(13, _some, "06_check", 4, copy_at=11))
    _none = train_up_to(11, _some, "06_copy", seed=5)  # restored, and there is nothing to train
    _after = np.array(train_up_to(13, _some, "06_copy", seed=6))  # other random numbers
    because = "Does the folder keep the state, and is the last one brought back?"
    if len(unbroken) != 13:
        because = f"With an empty folder, 13 epochs took {len(unbroken)}: return 0 then."
    elif 2 < len(_after) < 13:
        because = "Keep the number of epochs, return it, and bring back the last: 10 is after 9."
    found = f"after 11 epochs, with the folder copied, training up to 11 and 13 took {len(_none)}"
    lengths = len(unbroken), len(_none), len(_after)
    assert lengths == (13, 0, 2), f"{found} and {len(_after)}. {because}"
    gaps = np.abs(_after - unbroken[11:])
    because = "Keep `model.variables` and `model.optimizer.variables`, all of them, exactly."
    if gaps[0, 0] > 0.5 * unbroken[11, 0]:
        because = "The weights did not come back."
    elif gaps[0, 0] == 0 < gaps[0, 1]:
        because = "The first step is right, the next are not: the optimiser's memory is lost."
    found = f"the losses after the break differ by {gaps.max():.2g}"
    assert gaps.max() == 0, f"{found} from those of an unbroken training. {because}"
    for name in ("06_check", "06_copy"):
        forget(name)

# %% [markdown]
r"""
## 4 What the error is worth

An MSE of 0.005, the mean over the 3,072 numbers of a face, says little. Two baselines make it a statement: the mean
face, which ignores the input, and PCA with the same code size, the best that a linear map can do on the training
images.
"""

# %%
from scipy.linalg import eigh

x_train, x_test = (images.reshape(len(images), -1) for images in (train, test))
mean = x_train.mean(axis=0)
_, columns = eigh(np.cov(x_train.T, dtype="float32"), subset_by_index=(3072 - 512, 3071))


# %%
def by_components(images, k):
    """Return the images projected on the mean face and the first k principal directions."""
    leading, vectors = columns[:, -k:], images.reshape(len(images), -1)
    return (mean + (vectors - mean) @ leading @ leading.T).reshape(images.shape)


# %%
reconstructions, linear = predict(autoencoder, test), by_components(test, 32)
error, linear_error = metrics.mse(test, reconstructions), metrics.mse(test, linear)
print(f"mean face                 {metrics.mean_image_baseline(train, test):.5f}")
print(f"PCA, 32 components        {linear_error:.5f}")
print(f"deep autoencoder, 32      {error:.5f}, {1 - error / linear_error:.1%} less than PCA")

# %% [markdown]
r"""
How many principal components would PCA need for the network's error? With the mean $\mu$ and orthonormal directions
$v_1, v_2, \dots$ the reconstruction with $k$ components misses the rest of the squared length (Pythagoras):

$$\lVert x - \hat x_k \rVert^2 = \lVert x - \mu \rVert^2 - \sum_{j \le k} \bigl(v_j^\top (x - \mu)\bigr)^2 .$$

So one multiplication by all directions gives the errors for all $k$, without a single reconstruction.

### Exercise 6.4: All errors of PCA at once

*Difficulty: ●●○ · about 15 minutes*

Return the MSE for $k = 0, 1, \dots, K$ components, the mean over the $d$ numbers of a vector and over the given
vectors. The first is the mean face's.
"""


# %% nbgrader={"grade_id": "exercise-6-4", "solution": true}
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    ### BEGIN SOLUTION
    centred = vectors - mean
    explained = ((centred @ directions.T) ** 2).mean(axis=0)
    whole = (centred**2).sum(axis=1).mean()
    return (whole - np.concatenate([[0], np.cumsum(explained)])) / vectors.shape[1]
    ### END SOLUTION


# %% [markdown]
r"""
<details><summary>Hint 1</summary>

`(vectors - mean) @ directions.T` has shape (n, K): all the $v_j^\top (x - \mu)$. Square, and average over the images.

</details>
<details><summary>Hint 2</summary>

`np.cumsum` makes the sums over $j \le k$ for $k = 1, \dots, K$; put a 0 in front with `np.concatenate`. Divide by the
length of a vector, $d$, at the end.

</details>
"""

# %% nbgrader={"grade_id": "check-6-4", "grade": true, "points": 2}
with checks.exercise("6.4"):
    checks.same(pca_errors, "pca_errors")

    ### BEGIN HIDDEN TESTS
    def points(rng):
        yield checks.case(
            "one vector, and whole numbers",
            np.array([[3, 4, 12]]),
            np.zeros(3, int),
            np.eye(3, dtype=int)[:2],
        )
        for words, n, d, K in (
            ("six vectors of 8 and 4 directions", 6, 8, 4),
            ("one vector of 3 and as many directions", 1, 3, 3),
            ("no direction", 5, 4, 0),
        ):
            directions = np.linalg.qr(rng.normal(size=(d, d)))[0][:K]
            vectors, mean = rng.normal(0.1, 0.2, (n, d)), rng.normal(0, 0.1, d)
            yield checks.case(words, vectors, mean, directions)
        vectors = rng.normal(0, 0.5, (2, 520)).round(2)
        yield checks.case("520 directions", vectors, np.zeros(520), np.eye(520))

    checks.same(pca_errors, "pca_errors", points, tolerance=3e-6)
    ### END HIDDEN TESTS


# %% [markdown]
"""
**Question 6.2: Predict, run, explain.** The network describes a face by 32 numbers. How many principal components
reach the same error on the test images: 32, 40, 60, 100? Then the other direction: will a network of this kind with a
code of 512 numbers beat PCA with 512 components? Run the cells down to the figure and explain both answers. (At effort
quick the networks of 8 and 512 are trained for an eighth of the steps that the one of 32 had, to save time.)
"""

# %% [markdown] nbgrader={"grade_id": "explain-6-2", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess. Most expect far more than 32, and expect the network to win at any size.

*Explanation.* PCA needs more components than the code has numbers, but no multiple of them: at effort quick about 49 on
the drawn faces and about 36 on photographs. So depth gains something. Pixels of a face hang together in a largely
linear way: brightness, the direction of the light, the tone of hair and background add up. They make most of the
squared error, and PCA has exactly the best directions for them. What bends is smaller: a head that turns, a mouth that
opens. There the network gains, and more so where a program drew the faces from few numbers.

At 512 the network loses by a factor of more than ten: on the drawn faces about 0.007 against 0.0004, on photographs
about 0.005 against 0.0002. At effort quick it was trained for fewer epochs than the network of 32, and more would help.
PCA does not have to be trained: with each further component its error falls by as much as is
possible for a linear map, down to 0 at 3,072. The network has to learn to let 512 numbers through four poolings, which
throw away three of four values, and through the decoder without mixing them up. The bottleneck is no longer the code.

**Rubric (3 points).** 1 point: number of components from the reader's own run. 1 point: most of the squared error is
linear, or the network gains only where pixels do not add up. 1 point: at 512 PCA wins, with a reason (exact solution
against training, pooling, training time). A wrong prediction costs nothing.
"""

# %%
by_pca = pca_errors(x_test, mean, columns[:, ::-1].T)
needed = np.argmax(by_pca <= error)
print(f"PCA needs {needed} components for the network's error of {error:.5f}")

# %%
training.seed(2)
SWEEP_EPOCHS = effort.pick(full=EPOCHS, quick=round(EPOCHS / 4), grade=1)
some = train[: effort.pick(full=len(train), quick=len(train) // 2, grade=160)]
RATE = training.warmup_cosine(0.004, images=len(some), batch_size=BATCH, epochs=SWEEP_EPOCHS)
sizes = effort.pick(full=(8, 512), quick=(8, 512), grade=())
others = {size: build_deep_autoencoder(train.shape[1:], size) for size in sizes}
for size, pair in others.items():
    model = compiled(*pair)
    training.fit(model, some, epochs=SWEEP_EPOCHS, batch_size=BATCH, name=f"06_code_{size}")
# As it was, should the network of 32 be trained again.
RATE = training.warmup_cosine(0.004, images=len(train), batch_size=BATCH, epochs=EPOCHS)

# %%
networks = dict(sorted({**others, 32: (encoder, decoder)}.items()))
by_network = [
    metrics.mse(test, predict(pair[1], predict(pair[0], test))) for pair in networks.values()
]
for size, mse in zip(networks, by_network):
    print(f"code {size:3d}: network {mse:.5f}   PCA {by_pca[size]:.5f}")

# %%
plots.sweep(
    list(networks),
    {"PCA": by_pca[list(networks)], "network": by_network},
    xlabel="code size",
    ylabel="MSE on the test images",
    log_x=True,
    title="The network and PCA at three code sizes",
)

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

PCA needs a few more components than the code has numbers on photographs, and half as many again on drawn faces. So
depth is worth something, and it does not multiply what a number is worth, since most of what makes faces differ adds up
linearly. The network's error at 512 is no lower than at 32, or even higher, while PCA's falls and falls. That is no
property of long codes: at effort quick this network was trained for an eighth of the steps, and PCA is solved exactly.
The printed numbers compare a network that is not finished with a linear map that is.

</details>
"""

# %% [markdown]
"""
Five faces and what 32 numbers make of them, by the network and by PCA:
"""

# %% tags=["readme"]
pictures = {"original": test, "network": reconstructions, "PCA": linear}
plots.rows(
    {name: images[:5] + 0.5 for name, images in pictures.items()},
    title="Five test faces through 32 numbers",
)

# %% [markdown]
"""
### Exercise 6.5: The error of each face

*Difficulty: ●○○ · about 5 minutes*

A mean hides who is served badly. Return the MSE of each image.
"""


# %% nbgrader={"grade_id": "exercise-6-5", "solution": true}
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    ### BEGIN SOLUTION
    return np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint</summary>

`np.mean(..., axis=(1, 2, 3))` averages over rows, columns and channels and leaves the images apart.

</details>
"""

# %% nbgrader={"grade_id": "check-6-5", "grade": true, "points": 1}
with checks.exercise("6.5"):
    checks.same(image_errors, "image_errors")

    ### BEGIN HIDDEN TESTS
    def pairs(rng):
        for words, shape in (
            ("four images of 3 × 5", (4, 3, 5, 3)),
            ("one image", (1, 4, 4, 3)),
            ("six images of 8 × 6", (6, 8, 6, 3)),
        ):
            images, reconstructions = rng.normal(0, 0.4, (2, *shape)).astype("float32")
            yield checks.case(words, images, reconstructions)

    checks.same(image_errors, "image_errors", pairs, tolerance=3e-6)
    ### END HIDDEN TESTS


# %%
errors = image_errors(test, reconstructions)
order = np.argsort(errors)
chosen = np.concatenate([order[:4], order[-4:]])
print(f"least {errors.min():.5f}, median {np.median(errors):.5f}, largest {errors.max():.5f}")


# %%
plots.rows(
    {"original": test[chosen] + 0.5, "network": reconstructions[chosen] + 0.5},
    title="The four test faces with the least error and the four with the largest",
)

# %% [markdown]
"""
The largest errors belong to what is rare in the training set or has much contrast in small places. The network learned
to be good *on average over the faces it was given*; a face unlike most of them pays for that. It is the same with a
group of people that a data set hardly holds, and no error averaged over such a set will show it.

**Instant question.** Somebody's network of code 32 has the error of PCA with 33 components. What follows?

- (a) Depth is of no use for faces.
- (b) At this size, and after this training, the network is about as good as the best linear map.
- (c) The network has learned the principal directions.

<details><summary>Answer</summary>

(b). Not (a): a longer training lowers the network's error, and PCA's cannot fall any further at 32. Not (c): equal
errors do not say that the same is kept; compare the pictures.

</details>
"""

# %% [markdown]
r"""
## 5 What the code keeps

If a property $v$ of a face can be computed from its code $z$, the code has kept it. The plainest way to compute it is
a linear one, $\hat v = w^\top z + b$, with $w$ and $b$ fitted by least squares on the training faces. The share of the
variance that it explains on the test faces,

$$R^2 = 1 - \frac{\sum_i (v_i - \hat v_i)^2}{\sum_i (v_i - \bar v)^2},$$

is 1 when the property can be read off exactly, and 0 (or below) when the code is no better than the mean $\bar v$ of
the test values.

### Exercise 6.6: Read a property off the code

*Difficulty: ●●○ · about 10 minutes*

Return $R^2$ on the test codes, for a linear fit to the training codes.
"""


# %% nbgrader={"grade_id": "exercise-6-6", "solution": true}
def explained(train_codes, train_values, test_codes, test_values):
    """Return R² of the test values; codes: (n, c) and (m, c), values: (n,) and (m,), as numbers."""
    ### BEGIN SOLUTION
    with_one = [
        np.column_stack([codes, np.ones(len(codes))]) for codes in (train_codes, test_codes)
    ]
    weights = np.linalg.lstsq(with_one[0], train_values, rcond=None)[0]
    residual = test_values - with_one[1] @ weights
    return 1 - np.sum(residual**2) / np.sum((test_values - np.mean(test_values)) ** 2)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

A column of ones beside the codes takes care of $b$: `np.column_stack([codes, np.ones(len(codes))])`.

</details>
<details><summary>Hint 2</summary>

`weights = np.linalg.lstsq(a, values, rcond=None)[0]` minimises the squared error of `a @ weights`. Fit on the training
codes, judge on the test codes. `sklearn.linear_model.LinearRegression` does the same.

</details>
"""

# %% nbgrader={"grade_id": "check-6-6", "grade": true, "points": 2}
with checks.exercise("6.6"):
    checks.same(explained, "explained")

    ### BEGIN HIDDEN TESTS
    def faces_of(rng):
        for words, n, m, c, noise_sd, apart, level in (
            ("an exactly linear property", 12, 9, 3, 0, 0, 7),
            ("a noisy property around 50", 30, 20, 2, 1, 0, 50),
            ("a property that is off by 5 on the test codes", 20, 15, 2, 0.3, 5, 0),
            ("chance numbers, and 15 weights for 20 faces", 20, 12, 15, 40, 0, 0),
            ("codes of 34", 42, 12, 34, 0.5, 0, 1),
        ):
            w = rng.normal(size=c)
            sets = []
            for count, shift in ((n, 0), (m, apart)):
                codes = rng.normal(1, 1, (count, c))
                sets += [codes, codes @ w + rng.normal(0, 1, count) * noise_sd + level + shift]
            yield checks.case(words, *sets)

    checks.same(explained, "explained", faces_of)
    ### END HIDDEN TESTS


# %% [markdown]
"""
Of the drawn faces much is known, as a program drew them: who wears glasses, smiles or has a beard (numbers 0 and 1),
how light the hair is, where the head turns and where the light comes from. Photographs come without such a list; a few
properties are computed from the pixels instead.
"""


# %%
def known(split):
    """Return a dict from a property's name to its values (n,), as numbers."""
    if split.attributes is not None:
        names = ("light", "pose", "hair_tone", "beard", "glasses", "smile")
        return {name.replace("_", " "): split.attributes[name].astype(float) for name in names}
    grey = split.images.mean(axis=3)
    eyes, nose, mouth = grey[:, 9:14, 4:28], grey[:, 15:21, 14:18], grey[:, 26:31, 9:23]
    left, right = grey[:, :, :16], grey[:, :, 16:]

    def average(area):
        return area.mean(axis=(1, 2))

    return {
        "light from the side": average(left) - average(right),
        "brightness of the eyes": average(eyes),
        "brightness of the mouth": average(mouth),
        "mouth against nose": average(mouth) - average(nose),
        "fine detail": average(np.abs(np.diff(grey, axis=2))),
    }


# %%
properties, properties_test = known(faces.train), known(faces.test)
print(", ".join(properties))

# %% [markdown]
"""
**Question 6.3: Predict, run, explain.** The networks of code 8, 32 and 512 have been trained on pixels alone; nobody
told them of these properties. Order the printed properties by how well you think they can be read off 8 numbers.
Which will be lost, and which will come back with 32? Run the two cells and explain the order you find.
"""

# %% [markdown] nbgrader={"grade_id": "explain-6-3", "grade": true, "points": 3, "solution": true}
r"""
*Prediction.* A first guess.

*Explanation.* For the drawn faces, the light (0.72) and the tone of the hair (0.68) can be read off 8 numbers. Of
glasses a little is left (0.27), of a beard hardly anything (0.13); pose and smile are gone (below 0.05). With 32
numbers glasses and pose are there to a good half, smile and beard to a third or nearly half; with 512 most gain
further, the smile does not.
The order is that of the pixels. The loss counts squared error per pixel, so the code keeps first what changes many
pixels by much: light and hair change hundreds. A smile changes a dozen, and losing it costs next to nothing. That a
smile matters most to *us* is no part of the loss. A turn of the head moves many pixels, but other ones in each face,
and by brightness that falls here and rises there: a linear reading catches it late.

Two numbers do not fit the pictures. The network of code 512 has a larger error than that of code 32, as it was trained
for fewer epochs, and its pictures show no more; still, more can be read off its code. What the code keeps and what the
decoder can draw are two things. And a low $R^2$ says that the property cannot be read off *linearly*; it may still be
in the code in another form.

For photographs the same rule holds. The light from the side concerns many pixels and is read off 8 numbers best; what
concerns few pixels, or differs by little between faces, is read off them less well and comes with longer codes. Fine
detail is the surprise there: it can be read off 512 numbers well, though the pictures of that code are the more blurred
ones.

**Rubric (3 points).** 1 point: the order from the reader's own table, what survives 8 numbers and what does not. 1
point: the loss weighs properties by the pixels they change. 1 point: a limit of the measure or a surprise in the
table, such as linear reading, or code 512. A wrong prediction costs nothing.
"""

# %%
known_faces = train[:5000]
codes = {
    c: [predict(pair[0], images) for images in (known_faces, test)] for c, pair in networks.items()
}
print(f"{'R²':<26}" + "".join(f"code {c:<7}" for c in codes))
for name, values in properties.items():
    sets = [values[: len(known_faces)], properties_test[name]]
    scores = [explained(one, sets[0], two, sets[1]) for one, two in codes.values()]
    print(f"{name:<26}" + "".join(f"{score:<12.2f}" for score in scores))

# %%
made = {f"code {c}": predict(pair[1], codes[c][1][:8]) + 0.5 for c, pair in networks.items()}
pictures = {"original": test[:8] + 0.5} | made
plots.rows(pictures, title="The same test faces through 8, 32 and 512 numbers")

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

Nearly every row of the table rises as the code grows. High from the start is what changes many pixels by much,
such as light; low at 8 is what a few pixels hold, or what changes each pixel by little, such as fine detail. The loss
adds up squared errors, so it pays to keep the former first. In the pictures look at code 512: at effort quick they are
no sharper than those of 32, as its decoder was trained for fewer steps, yet more can be read off its code. $R^2$ asks
what the code keeps, a picture what the decoder can draw.

</details>
"""

# %% [markdown]
"""
Choose a code size, and compare the network with as many principal components. Where do the two lose the same things?
"""

# %%
from helpers import widgets

by_size = {}
for c in networks:
    by_size[c] = {"network": made[f"code {c}"], "PCA": by_components(test[:8], c) + 0.5}
errors_by_size = {"MSE of the network": by_network, "of PCA": by_pca[list(networks)]}
widgets.codesize(
    by_size,
    original=test[:8] + 0.5,
    measures=errors_by_size,
    title="The network and PCA through 8, 32 and 512 numbers",
)

# %% [markdown]
"""
## 6 Saved and restored

Two later notebooks, on similar faces and on mixtures of faces, start from the encoder and the decoder that you have
trained.

### Exercise 6.7: Save the encoder and the decoder

*Difficulty: ●○○ · about 5 minutes*

Save the two models in the folder `work.folder()`, a `pathlib.Path`, as `06_face_encoder.keras` and
`06_face_decoder.keras`. The cell after the hint reads them back from there.
"""

# %% nbgrader={"grade_id": "exercise-6-7", "solution": true}
### BEGIN SOLUTION
encoder.save(work.folder() / "06_face_encoder.keras")
decoder.save(work.folder() / "06_face_decoder.keras")
### END SOLUTION

# %% [markdown]
"""
<details><summary>Hint</summary>

A Keras model has a method `save`, which takes a path: `encoder.save(work.folder() / "06_face_encoder.keras")`. A name
that ends in `.keras` keeps the layers and the weights in one file.

</details>
"""

# %%
restored_encoder = work.saved_model("06_face_encoder")
restored_decoder = work.saved_model("06_face_decoder")

# %% nbgrader={"grade_id": "check-6-7", "grade": true, "points": 2}
with checks.exercise("6.7"):
    held_out = data.faces().test.images - np.float32(0.5)
    lazy = metrics.mean_image_baseline(data.faces().train.images - np.float32(0.5), held_out)
    pictures = checks.run(decoder, checks.run(encoder, held_out))
    right = metrics.mse(held_out, pictures) < lazy / 2
    shapes = {"encoder": ((32, 32, 3), (32,)), "decoder": ((32,), (32, 32, 3))}
    pairs = {"encoder": (restored_encoder, encoder), "decoder": (restored_decoder, decoder)}
    given = {"encoder": held_out[:50], "decoder": checks.run(encoder, held_out[:50])}
    for name, (restored, trained) in pairs.items():
        because = "Run the training cell of section 3, then this exercise."
        assert right, f"`encoder` and `decoder` are not the trained ones any more. {because}"
        file = f"06_face_{name}.keras"
        found = f"there is no {file} in work.folder() that can be read"
        because = f"`{name}.save(...)` writes one, with layers and weights."
        assert restored is not None, f"{found}. {because}"
        ends = zip(("input_shape", "output_shape"), shapes[name])
        found = [getattr(restored, end, (None, *shape))[1:] for end, shape in ends]
        because = f"expected a model from {shapes[name][0]} to {shapes[name][1]}, the {name}."
        fits = found == list(shapes[name])
        assert fits, f"{file} keeps a model from {found[0]} to {found[1]}; {because}"
        one, two = (np.asarray(m(given[name], training=True)) for m in (restored, trained))
        gap = np.abs(one - two).max()
        because = "Save the trained one as it is; then run the cell that reads it back again."
        assert gap < 1e-6, f"the {name} in {file} differs from `{name}` by {gap:.2g}. {because}"
        trainable = len(checks.trainable_layers(restored))
        assert trainable == 5, f"{file}: {trainable} of 5 layers can be trained; save it unfrozen."


# %%
pairs = {"before": (encoder, decoder), "restored": (restored_encoder, restored_decoder)}
for word, pair in pairs.items():
    print(f"{word:<10}{metrics.mse(test, predict(pair[1], predict(pair[0], test)))!r}")

# %% [markdown]
r"""
## 7 Noise that is never the same twice

A denoiser of faces gets a code of 512 numbers: noise does the work of a bottleneck here, as in notebook 04. There each
training image had one noisy copy, made beforehand and shown in every epoch. The network began to learn that copy's
noise by heart. Now the noise is drawn **inside the model**, by a layer:

$$\texttt{GaussianNoise}(\sigma)(x) = \begin{cases}
x + \sigma \varepsilon, \; \varepsilon \sim \mathcal N(0, 1) & \text{in training}\\
x & \text{otherwise.} \end{cases}$$

It draws new numbers for every batch, so that no noisy image comes twice, and is silent when the model is used. Input
and target of the training are then the same array, the clean faces. In validation the layer is silent too; so the
validation images must carry noise of their own, the same in each epoch so that epochs can be compared.
"""

# %%
SIGMA = 0.2


def with_noise(images, seed):
    """Return centred images with noise N(0, SIGMA²) that is not clipped, float32."""
    return noise.gaussian(images + np.float32(0.5), SIGMA, seed=seed, clip=False) - np.float32(0.5)


# %%
noisy_validation = with_noise(validation, 61)
noisy_test = with_noise(test, 62)
plots.rows(
    {"clean": test[:8] + 0.5, "noisy": noisy_test[:8] + 0.5},
    title=f"Test faces with noise of standard deviation {SIGMA}",
)

# %% [markdown]
"""
### Exercise 6.8: Build the denoiser

*Difficulty: ●○○ · about 10 minutes*

Return one model from images to images: first the noise layer, then the encoder and the decoder that
`build_deep_autoencoder` makes, and nothing else. Do not compile it.
"""


# %% nbgrader={"grade_id": "exercise-6-8", "solution": true}
def build_denoiser(code_size, sigma):
    """Return a model (n, 32, 32, 3) → (n, 32, 32, 3).

    It adds noise of standard deviation sigma in training only.
    """
    ### BEGIN SOLUTION
    parts = build_deep_autoencoder((32, 32, 3), code_size)
    return keras.Sequential([keras.Input((32, 32, 3)), layers.GaussianNoise(sigma), *parts])
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint</summary>

`keras.Sequential([keras.Input((32, 32, 3)), layers.GaussianNoise(sigma), ...])`, with the two models as further
layers.

</details>
"""


# %%
def noise_of(images, sigma):
    """Return the noise that a denoiser adds to its input in training, over its sigma.

    For this its encoder doubles all numbers, and its decoder trebles them.
    """
    global build_deep_autoencoder
    kept = build_deep_autoencoder

    def plain(img_shape, code_size):
        return tuple(
            keras.Sequential([keras.Input(img_shape), layers.Rescaling(scale)]) for scale in (2, 3)
        )

    try:
        build_deep_autoencoder = plain
        model = build_denoiser(40, sigma)
    finally:
        build_deep_autoencoder = kept
    return (np.asarray(model(images, training=True)) / 6 - images) / sigma


# %% nbgrader={"grade_id": "check-6-8", "grade": true, "points": 3}
with checks.exercise("6.8"):
    checks.same(build_denoiser, "build_denoiser")
    zeros = np.zeros((20, 32, 32, 3), "float32")
    drawn, again = noise_of(zeros, 0.3), noise_of(zeros, 0.07)
    causes = {
        0: "Zeros stay as they are: add noise, to the parts of build_deep_autoencoder.",
        0.5: "It hits the code; the noise layer comes first.",
        1 / 6: "It hits the output; the noise layer comes first.",
        0.2 / 0.3: "The noise has the standard deviation SIGMA; use the argument.",
        0.3: "sigma is the standard deviation; it is not squared.",
        0.3**-0.5: "sigma is the standard deviation, not the variance.",
    }
    because = "sigma is the standard deviation, in GaussianNoise(sigma)."
    because = next((c for n, c in causes.items() if abs(drawn.std() - n) < 0.01), because)
    sd = drawn.std(), again.std()
    fits = all(abs(one - 1) < 0.02 for one in sd)
    found = f"the noise over sigma has an sd of {sd[0]:.3f} for 0.3 and {sd[1]:.3f} for 0.07"
    assert fits, f"{found}; expected 1. {because}"
    far = np.mean(np.abs(drawn) > 2)  # 0.0455 of normal numbers
    assert 0.04 < far < 0.051, f"{far:.1%} of the noise lies beyond 2 sigma, of normal noise 4.6 %."
    model = build_denoiser(7, 0.3)
    silent = fits and np.array_equal(checks.run(model, zeros), checks.run(model, zeros))
    assert silent, "noise is added in use too; leave `training` to Keras."
    three = [one.ravel() for one in (*drawn[:2], again[0])]
    related = np.abs(np.corrcoef(three) - np.eye(3)).max()
    assert related < 0.1, "images or calls share their noise; each has noise of its own."

    ### BEGIN HIDDEN TESTS
    def models(rng):
        images = rng.normal(0, 0.3, (1, 32, 32, 3)).astype("float32")
        yield checks.outputs("a code of 7 and a sigma of 0.3", 7, 0.3, inputs=images, compiled=True)

    checks.same(build_denoiser, "build_denoiser", models, tolerance=1e-4)
    ### END HIDDEN TESTS


# %%
def train_denoiser(model, name, images, epochs, inputs=None, peak=0.002):
    """Compile the model, train it to return the clean images, and return the history."""
    rate = training.warmup_cosine(peak, images=len(images), batch_size=BATCH, epochs=epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate, beta_2=0.98), loss="mse")
    inputs = images if inputs is None else inputs
    return training.fit(
        model,
        inputs,
        images,
        epochs=epochs,
        batch_size=BATCH,
        validation=(noisy_validation, validation),
        name=name,
    )


# %%
training.seed(4)
denoiser = build_denoiser(512, SIGMA)
seen = train[: effort.pick(full=None, quick=None, grade=400)]
denoiser_history = train_denoiser(denoiser, "06_denoiser", seen, SWEEP_EPOCHS)

# %% [markdown]
"""
**Question 6.4: Predict, run, explain.** Two shallow dense denoisers of the same form are trained on few faces, for many
epochs: one with noise that is fixed beforehand, one with fresh noise. Sketch four curves: training and validation loss
of each. Which training loss will be lower in the end, and which validation loss? Run the cells and explain. What else
could one do against the effect, and why does fresh noise cost nothing?
"""

# %% [markdown] nbgrader={"grade_id": "explain-6-4", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* With fixed noise the training loss falls much lower, and the validation loss soon stops following it and
ends two fifths to a half above the other. The network sees each noisy image in every epoch. With more weights than it
needs, it learns by heart which clean face belongs to which pattern of noise. That lowers the training loss and is of no
use for an image with other noise. With fresh noise no pattern comes twice, so there is nothing to learn by heart but
what noisy images of a face have in common: the face. The two losses stay much closer together, and what remains of the
gap is due to the faces, of which there are few: new noise does not make new faces.

Other means against the effect are more faces, a smaller network or a narrower code, fewer epochs. Fresh noise costs
only the drawing of random numbers: no more memory, as no noisy copy is kept, and the network computes as much as
before.

**Rubric (3 points).** 1 point: fixed noise has the lower training loss and the higher validation loss, from the
reader's own figure. 1 point: the noise of the training images is learned by heart, which fresh noise rules out. 1
point: another remedy, or why it costs nothing (only random numbers are drawn). A wrong prediction costs nothing.
"""


# %%
def dense_denoiser(sigma):
    """Return a shallow dense denoiser that draws noise of standard deviation sigma in training."""
    return keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.GaussianNoise(sigma),
            layers.Flatten(),
            layers.Dense(256, activation="elu"),
            layers.Dense(3072),
            layers.Reshape((32, 32, 3)),
        ]
    )


# %%
FEW = train[: effort.pick(full=200, quick=200, grade=64)]
MANY = effort.pick(full=30, quick=20, grade=1)
training.seed(5)
# Too short for a checkpoint: no name.
fresh = train_denoiser(dense_denoiser(SIGMA), None, FEW, MANY, peak=0.001)
training.seed(5)
noisy = with_noise(FEW, 63)
fixed = train_denoiser(dense_denoiser(0.0), None, FEW, MANY, inputs=noisy, peak=0.001)

# %%
title = f"Two denoisers trained on {len(FEW)} faces"
plots.loss_curves({"fresh noise": fresh, "fixed noise": fixed}, title=title)

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Compare the ends, and for each network the gap between its two losses: the gap is much the wider with fixed noise. Which
of the pictures seen in one epoch come back in the next, for each of the two? In the middle, while the learning rate is
at its peak, the validation losses may climb for a while and fall again with the rate; that is the schedule at work, not
the noise.

</details>
"""

# %% [markdown]
"""
Back to the denoiser trained on all faces. Beside it stand the noisy input itself, PCA with the number of components
that denoises the validation images best, and the autoencoder of code 32, which has never seen noise.
"""


# %%
on_validation = {}
for k in (32, 64, 96, 128, 192, 256):
    on_validation[k] = metrics.mse(validation, by_components(noisy_validation, k))
best = min(on_validation, key=on_validation.get)

# %%
denoised = {
    "noisy input": noisy_test,
    f"PCA, {best} components": by_components(noisy_test, best),
    "autoencoder, code 32": predict(autoencoder, noisy_test),
    "denoiser": predict(denoiser, noisy_test),
}
for name, images in denoised.items():
    mse = metrics.mse(test, images)
    print(f"{name:<22}MSE {mse:.5f}   PSNR {-10 * np.log10(mse):.2f} dB")

# %%
plots.rows(
    {"clean": test[:8] + 0.5} | {name: images[:8] + 0.5 for name, images in denoised.items()},
    title="Noisy test faces, restored",
)

# %% [markdown]
r"""
The denoiser takes out most of the noise, but the projection on as many components as suit the validation images does it
better, on drawn faces and on photographs, without any training: with 128 components it lets through 128 of 3,072
directions, and with them a 24th part of the noise. What is left can be computed in advance: the noise that passes,
$\sigma^2 k / 3072$, plus what $k$ components miss of the face. A network is worth its training where it beats such a
baseline. This one has to press each face through 512 numbers that a short training has not learned to use; the
assignment takes 25 epochs.

The autoencoder of code 32, never shown any noise, takes out a good part of it too, though less than the denoiser. In
notebook 04 such a network failed. There the clipped noise turned the black background grey, which no training image
had; here the noise has mean zero, and the convolutions average over it.

### Without a bottleneck

A bottleneck is for codes: a denoiser need not have one. The next network halves the grid three times and doubles it
again, by strides in the place of pooling. Two things more are different.

- **Skip connections.** What the encoder had at 16 × 16 and 8 × 8 is added to what the decoder has there. So fine detail
  does not have to pass the smallest grid. This form of network is called a **U-Net**.
- At the smallest grid, 4 × 4, a dense layer looks at the whole face at once, as PCA does, and adds what it has found.
  A convolution sees only its neighbourhood.

It has fewer channels, and an epoch takes less time than the denoiser's above. At effort `quick` it is trained for twice
as many epochs.
"""


# %%
def halved(filters):
    """Return a layer that halves the grid."""
    return layers.Conv2D(filters, 3, strides=2, padding="same", activation="elu")


def doubled(filters):
    """Return a layer that doubles the grid."""
    return layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="elu")


def build_unet(sigma):
    """Return a denoiser with skip connections: (n, 32, 32, 3) → (n, 32, 32, 3)."""
    inputs = keras.Input((32, 32, 3))
    large = halved(32)(layers.GaussianNoise(sigma)(inputs))
    middle = halved(64)(large)
    small = halved(128)(middle)
    whole_face = layers.Dense(128, activation="elu")(layers.Flatten()(small))
    small = small + layers.Reshape((4, 4, 128))(layers.Dense(2048)(whole_face))
    middle = middle + doubled(64)(small)
    large = large + doubled(32)(middle)
    large = layers.Conv2D(32, 3, padding="same", activation="elu")(large)
    return keras.Model(inputs, layers.Conv2DTranspose(3, 3, strides=2, padding="same")(large))


# %%
if effort.level() != "grade":  # nothing is asked about it
    training.seed(6)
    unet = build_unet(SIGMA)
    train_denoiser(unet, "06_unet", train, max(1, EPOCHS // 2), peak=0.004)
    denoised["U-Net"] = predict(unet, noisy_test)

# %%
for name, images in denoised.items():
    print(f"{name:<22}PSNR {-10 * np.log10(metrics.mse(test, images)):.2f} dB")
plots.rows(
    {"clean": test[:8] + 0.5} | {name: images[:8] + 0.5 for name, images in denoised.items()},
    title="Noisy test faces, restored, and by a network without a bottleneck",
)

# %% [markdown]
"""
The U-Net leaves less noise than the best projection, by more than one decibel: a fifth of its squared error is gone.
It has what PCA has, a view of the whole face, and what PCA lacks: it looks at each place by itself, and treats an edge
there unlike a plain cheek. Nothing forces it to describe a face in few numbers, and so it has no code that could be
searched or mixed.

## What to take away

- An error means something beside a baseline. In components of PCA, a code of 32 numbers is worth more
  than 32, and no multiple.
- The code keeps first what changes many pixels, because that is what the loss counts.
- A denoiser needs no bottleneck: skip connections let detail past the middle. Such a network has no code.
- A training goes on only if the optimiser's memory and its count of steps are kept too; weights alone go wrong
  silently.
- Noise drawn anew for every batch cannot be learned by heart.
- A mean error hides whom a set serves badly; say what a set of faces is fit for before you use it.

## Your progress
"""

# %%
progress.table("06_faces")

# %% [markdown]
"""
**Where next.** Notebook 07 asks why the codes of an autoencoder cannot be drawn at random, and what to change so that
they can. Notebooks 09 and 10 take up the encoder and the decoder saved here: they search for similar faces and mix two
faces into one.

**References.** G. B. Huang, M. Ramesh, T. Berg and E. Learned-Miller, *Labeled Faces in the Wild: a database for
studying face recognition in unconstrained environments*, 2007, and the notes of its keepers at
[vis-www.cs.umass.edu/lfw](http://vis-www.cs.umass.edu/lfw/). D.-A. Clevert, T. Unterthiner and S. Hochreiter, *Fast
and accurate deep network learning by exponential linear units*, 2016. G. E. Hinton and R. R. Salakhutdinov, *Reducing
the dimensionality of data with neural networks*, 2006. J. Buolamwini and T. Gebru, *Gender shades: intersectional
accuracy disparities in commercial gender classification*, 2018. D. P. Kingma and J. Ba, *Adam: a method for stochastic
optimization*, 2015.
"""
