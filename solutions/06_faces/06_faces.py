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

**Fit for:** learning how an autoencoder works, comparing methods with each other, repeating published experiments.
**Not fit for:** deciding that a system recognises people well enough to be used; statements about people in general,
or about any group of them; telling who somebody is or what somebody is like. In this course no picture is sorted by
ethnicity, no person is identified, and the codes are used for nothing but pictures.
"""

# %% [markdown]
r"""
## 2 A deep convolutional autoencoder

The encoder repeats one block four times: a convolution 3 × 3 with padding, then max pooling, which halves height and
width. The number of channels doubles each time, so that the halved grid loses a half of its numbers and not three
quarters. A dense layer makes the code. The decoder mirrors it: a dense layer makes a grid of 2 × 2 with 256 channels,
and four transposed convolutions of stride 2 double it to 32 × 32.

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

Return an encoder and a decoder.

- Encoder: four times `Conv2D` 3 × 3 with padding `same` and elu, then `MaxPooling2D(2)`, with 32, 64, 128 and 256
  channels; `Flatten`; `Dense(code_size)`.
- Decoder: `Dense` for a grid of a sixteenth of the height and width and 256 channels; `Reshape`; four
  `Conv2DTranspose` 3 × 3 of stride 2 with padding `same`: 128, 64 and 32 channels with elu, then one for each colour,
  without activation.

Height and width can be any multiples of 16, and the code size any number.
"""


# %% nbgrader={"grade_id": "exercise-6-1", "solution": true}
def build_deep_autoencoder(img_shape, code_size):
    """Return (encoder, decoder): images (n, *img_shape) → codes (n, code_size) → such images.

    img_shape: (height, width, channels), height and width multiples of 16.
    """
    ### BEGIN SOLUTION
    height, width, channels = img_shape
    encoder = keras.Sequential([keras.Input(img_shape)])
    for filters in (32, 64, 128, 256):
        encoder.add(layers.Conv2D(filters, 3, padding="same", activation="elu"))
        encoder.add(layers.MaxPooling2D(2))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(code_size))
    decoder = keras.Sequential([keras.Input((code_size,))])
    decoder.add(layers.Dense(height // 16 * (width // 16) * 256))
    decoder.add(layers.Reshape((height // 16, width // 16, 256)))
    for filters in (128, 64, 32):
        decoder.add(layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="elu"))
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
    shape = (32, 32, 3)
    for size in (1, 8, 32, 128, 512):
        to_code, to_image = build_deep_autoencoder(shape, size)
        of = f"of code size {size}"
        checks.maps(to_code, f"the encoder {of}", shape, (size,), "End with Dense(code_size).")
        checks.maps(to_image, f"the decoder {of}", (size,), shape, "2 × 2 doubles four times.")
        checks.bottleneck(to_code, to_image, shape, size)
    images = np.random.default_rng(1).random((8, 32, 32, 3)).astype("float32")
    checks.gradients_reach([to_code, to_image], images)
    for model, name, shape in ((to_code, "encoder", (32, 32, 3)), (to_image, "decoder", (512,))):
        deep = checks.trainable_layers(model)
        assert len(deep) >= 3, f"the {name} has {len(deep)} trainable layers; expected at least 3."
        large = 100 * np.random.default_rng(0).normal(size=(20, *shape)).astype("float32")
        bright = checks.run(model, large)
        free = bright.min() < -1 and bright.max() > 1
        found = f"the {name}'s outputs run from {bright.min():.2f} to {bright.max():.2f}"
        because = "expected a wider range: no activation at its end."
        assert free, f"{found} on large random inputs; {because}"
        checks.nonlinear(model, f"the {name}", shape)
    ratio = to_code.count_params() / to_image.count_params()
    found = f"the encoder has {ratio:.2g} times the decoder's parameters"
    assert 0.5 < ratio < 2, f"{found}; expected about as many."
    ### BEGIN HIDDEN TESTS
    shape, size, because = (48, 32, 1), 71, "Use the two arguments."
    to_code, to_image = build_deep_autoencoder(shape, size)
    checks.maps(to_code, f"the encoder for {shape} and {size}", shape, (size,), because)
    checks.maps(to_image, f"the decoder for {shape} and {size}", (size,), shape, because)
    checks.bottleneck(to_code, to_image, shape, size)
    images = np.random.default_rng(2).random((5, 48, 32, 1)).astype("float32")
    for model, inputs, first in ((to_code, images, 0), (to_image, checks.run(to_code, images), 1)):
        for bias in [weights for weights in model.weights if weights.name == "bias"][first:-1]:
            bias.assign_sub(50)  # elu makes nothing but -1 of such numbers
            spread = np.ptp(checks.run(model, inputs), axis=0).max()
            assert spread < 1e-5, "a hidden layer lacks its elu."
            bias.assign_add(50)
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

Return the autoencoder made of both models, compiled with the mean squared error and an optimiser that takes `RATE`.

The assignment behind this notebook takes Adamax at its default rate of 0.001, batches of 32 and 25 epochs. On all
photographs that ends at a validation MSE near 0.0043; its aim is 0.0056. Three changes pass that aim within three
epochs and end near 0.0042 after seven:

- the schedule of notebook 01, with its peak at 0.002;
- batches of 16. An epoch costs nearly the same and has twice as many steps; in a short training, many rough steps lead
  further than few exact ones;
- `keras.optimizers.Adam(RATE, beta_2=0.98)`. Adam divides each step by the root of a moving average of the squared
  gradients, which reaches back over about $1 / (1 - \beta_2)$ steps. At the default of 0.999 these are 1,000, a large
  part of a short training; at 0.98 they are 50, and the large gradients of the beginning are soon forgotten.
"""

# %%
BATCH = 16
EPOCHS = effort.pick(full=7, quick=round(36_000 / len(train)), grade=1)
RATE = training.warmup_cosine(0.002, images=len(train), batch_size=BATCH, epochs=EPOCHS)
print(EPOCHS, "epochs of", -(-len(train) // BATCH), "steps")


# %% nbgrader={"grade_id": "exercise-6-2", "solution": true}
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    ### BEGIN SOLUTION
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(RATE, beta_2=0.98), loss="mse")
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
With `name`, `training.fit` keeps a **checkpoint**: after each epoch it writes into one file the weights, all that the
optimiser remembers, the state of the layers' random numbers, the number of epochs done and their losses. It writes to
a second file first and renames it when it is whole, so that a kill in the middle of writing leaves the one before.
When the same call runs again, it finds the file and goes on.

**Try it.** Run the next cell and, once the bar says `epoch 3`, restart the kernel (*Kernel → Restart*). That kills the
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
    own = data.faces().train.images - np.float32(0.5)
    held_out = data.faces().test.images - np.float32(0.5)
    found = metrics.mse(held_out, checks.run(autoencoder, held_out))
    lazy = metrics.mean_image_baseline(own, held_out)
    what = "The MSE on the test images"
    because = "Compile with Adam(RATE) and the loss mse, and run the training cell."
    checks.below(found, lazy / 2, f"{what} (limit: half the mean face's)", because)
    if effort.level() != "grade":  # with few images and epochs the linear map is still ahead
        flat = [images.reshape(len(images), -1) for images in (own, held_out)]
        linear = metrics.pca_baseline(*flat, 32)
        checks.below(found, 1.1 * linear, f"{what} (limit: 1.1 times that of PCA, 32)", because)
    whole = checks.run(autoencoder, held_out[:50])
    parts = checks.run(decoder, checks.run(encoder, held_out[:50]))
    checks.close(parts, whole, "decoder(encoder(x))", because="Join the given models.")
    ### BEGIN HIDDEN TESTS
    checks.gradients_reach([encoder, decoder], held_out[:32])
    frozen = [model for model in (encoder, decoder) if len(checks.trainable_layers(model)) < 3]
    assert not frozen, "a part of the autoencoder is frozen; leave its layers trainable."
    spread = checks.run(encoder, held_out).std(axis=0)
    assert spread.min() > 0, "a number of the code is the same for all faces."
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
process dies, then five more with a new network. `carry_over` decides what reaches the new one.
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
cell and explain, with what Adam and the schedule remember. Which loss would you not notice?
"""

# %% [markdown] nbgrader={"grade_id": "explain-6-1", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* With everything kept, the curve goes on as if nothing had happened. With nothing kept, the loss jumps
back to that of random weights, which nobody overlooks. With the weights alone nothing is to be seen at the break:
epoch 6 is as good as that of the unbroken training. Then the loss rises, and in the end it is about that of the
training of which nothing was kept: the first five epochs were worth nothing.

The optimiser counts its steps, and the schedule reads the rate off that count. At zero again, the rate is back at a
twentieth of its peak, which is why epoch 6 looks so well: small steps settle. Then it climbs to the peak a second
time, the large steps undo what small ones had gained, and no epochs are left to fall. Adam's moving averages start
from zero as well. This is the mistake that goes unnoticed: no jump, no error message, and a network that works, only
worse.

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

# %% [markdown]
"""
### Exercise 6.3: Write checkpoints of your own

Write the two functions that a training loop needs to survive. `save_state` keeps everything in the folder;
`restore_state` brings it back into a newly compiled model and returns how many epochs were done, 0 if the folder keeps
nothing. How the files look is up to you.

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
def train_up_to(epochs, images, name, seed):
    """Train a small model up to epoch `epochs`, and return the new losses.

    The training begins where the checkpoint `name` ends.
    """
    training.seed(seed)
    model = small_model()
    folder = work.folder() / "checkpoints" / name
    folder.mkdir(parents=True, exist_ok=True)
    losses = []
    for epoch in range(restore_state(folder, model), epochs):
        losses += model.fit(images, images, batch_size=50, shuffle=False, verbose=0).history["loss"]
        save_state(folder, model, epoch + 1)
    return losses


def forget(name):
    """Remove the checkpoint `name`."""
    import shutil

    shutil.rmtree(work.folder() / "checkpoints" / name, ignore_errors=True)


# %% nbgrader={"grade_id": "check-6-3", "grade": true, "points": 3}
with checks.exercise("6.3"):
    some = (data.faces().train.images[:300] - np.float32(0.5)).reshape(300, -1)
    forget("06_check")
    unbroken = train_up_to(6, some, "06_check", seed=4)
    assert len(unbroken) == 6, "with an empty folder restore_state must return 0."
    forget("06_check")
    before = train_up_to(3, some, "06_check", seed=4)
    after = train_up_to(6, some, "06_check", seed=5)  # a new process has other random numbers
    found = f"after 3 epochs, training up to 6 took {len(after)}"
    assert len(after) == 3, f"{found}: keep the epoch, and return it."
    because = "save_state must not change the model."
    checks.close(before, unbroken[:3], "the first losses", 0, because)
    lost = after[0] > 1.5 * unbroken[3]
    because = "The weights did not come back." if lost else "Keep `model.optimizer.variables` too."
    what = "the losses after the break, compared with those of an unbroken training"
    checks.close(after, unbroken[3:], what, 0, because)
    ### BEGIN HIDDEN TESTS
    again = len(train_up_to(6, some, "06_check", seed=6))
    found = f"after 3 and 3 epochs, training up to 6 took {again}"
    assert again == 0, f"{found}: replace the older state each time."
    ### END HIDDEN TESTS
    forget("06_check")

# %% [markdown]
r"""
## 4 What the error is worth

An MSE of 0.005 says little. Two baselines make it a statement: the mean face, which ignores the input, and PCA with
the same code size, the best that a linear map can do on the training images.
"""

# %%
x_train, x_test = (images.reshape(len(images), -1) for images in (train, test))
reconstructions = predict(autoencoder, test)
error = metrics.mse(test, reconstructions)
print(f"mean face                 {metrics.mean_image_baseline(train, test):.5f}")
print(f"PCA, 32 components        {metrics.pca_baseline(x_train, x_test, 32):.5f}")
print(f"deep autoencoder, 32      {error:.5f}")

# %% [markdown]
r"""
How many principal components would PCA need for the network's error? With the mean $\mu$ and orthonormal directions
$v_1, v_2, \dots$ the reconstruction with $k$ components misses the rest of the squared length (Pythagoras):

$$\lVert x - \hat x_k \rVert^2 = \lVert x - \mu \rVert^2 - \sum_{j \le k} \bigl(v_j^\top (x - \mu)\bigr)^2 .$$

So one multiplication by all directions gives the errors for all $k$, without a single reconstruction.

### Exercise 6.4: All errors of PCA at once

Return the MSE per pixel for $k = 0, 1, \dots, K$ components, averaged over the given vectors. The first is the mean
face's.
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
number of pixels, $d$, at the end.

</details>
"""

# %% nbgrader={"grade_id": "check-6-4", "grade": true, "points": 2}
with checks.exercise("6.4"):
    simple = pca_errors(np.array([[3.0, 4.0, 12.0]]), np.zeros(3), np.eye(3)[:2])
    what = "the errors for one vector (3, 4, 12)"
    checks.close(simple, [169 / 3, 160 / 3, 48], what, 1e-4, "Start with k = 0.")
    from sklearn.decomposition import PCA

    points = np.random.default_rng(0).normal(1, 1, (300, 12)) * np.arange(12, 0, -1)
    fitted = PCA(5).fit(points[:200])
    wanted = [metrics.mean_image_baseline(points[:200], points[200:])]
    wanted += [metrics.pca_baseline(points[:200], points[200:], k) for k in range(1, 6)]
    found = pca_errors(points[200:], fitted.mean_, fitted.components_)
    because = "Subtract the given mean; divide by d."
    checks.close(found, wanted, "the errors on other points", 1e-3, because)
    ### BEGIN HIDDEN TESTS
    found = pca_errors(points[:200], fitted.mean_, fitted.components_[:3])
    wanted = [metrics.pca_baseline(points[:200], points[:200], k) for k in (1, 2, 3)]
    checks.close(found[1:], wanted, "the errors on the points that PCA was fitted to", 1e-3)
    ### END HIDDEN TESTS

# %% [markdown]
"""
**Question 6.2: Predict, run, explain.** The network describes a face by 32 numbers. How many principal components
reach the same error on the test images: 32, 40, 60, 100? Then the other direction: will a network of this kind with a
code of 512 numbers beat PCA with 512 components? Run the cells down to the figure and explain both answers. (At effort
quick the networks of 8 and 512 are trained for a quarter of the steps that the one of 32 had, or fewer, to save time.)
"""

# %% [markdown] nbgrader={"grade_id": "explain-6-2", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess. Most expect far more than 32, and expect the network to win at any size.

*Explanation.* On the drawn faces PCA needs about 36 components for what the network does with 32 numbers. So depth
gains something, and the code of a deep network is worth a few numbers more, no multiple. Pixels of a face hang
together in a largely linear way: brightness, the direction of the light, the tone of hair and background add up. They
make nearly all of the squared error, and PCA has exactly the best directions for them. What bends is small: a head
that turns, a mouth that opens. There the network gains. On photographs the linear part is as strong: an error of
0.0043, where the assignment's 25 epochs end, takes PCA 37 components.

At 512 the network loses by far: about 0.007 against 0.0004. It was trained for fewer epochs than the network of 32,
and more would help; the gap is a factor of 18. PCA does not have to be trained: with each further component its error
falls by as much as is possible for a linear map, down to 0 at 3,072. The network has to learn to let 512 numbers
through four poolings, which throw away three of four values, and through the decoder without mixing them up. The
bottleneck is no longer the code.

**Rubric (3 points).** 1 point: number of components from the reader's own run, somewhat above 32. 1 point: most of the
squared error is linear, or the network gains only where pixels do not add up. 1 point: at 512 PCA wins, with a reason
(exact solution against training, pooling, training time). A wrong prediction costs nothing.
"""

# %%
from scipy.linalg import eigh

mean = x_train.mean(axis=0)
_, columns = eigh(np.cov(x_train.T, dtype="float32"), subset_by_index=(3072 - 512, 3071))


# %%
by_pca = pca_errors(x_test, mean, columns[:, ::-1].T)
needed = np.argmax(by_pca <= error)
print(f"PCA needs {needed} components for the network's error of {error:.5f}")

# %%
training.seed(2)
SWEEP_EPOCHS = effort.pick(full=EPOCHS, quick=round(EPOCHS / 4), grade=1)
some = train[: effort.pick(full=len(train), quick=len(train) * 3 // 4, grade=160)]
RATE = training.warmup_cosine(0.002, images=len(some), batch_size=BATCH, epochs=SWEEP_EPOCHS)
sizes = effort.pick(full=(8, 512), quick=(8, 512), grade=())
others = {size: build_deep_autoencoder(train.shape[1:], size) for size in sizes}
for size, pair in others.items():
    model = compiled(*pair)
    training.fit(model, some, epochs=SWEEP_EPOCHS, batch_size=BATCH, name=f"06_code_{size}")
# As it was, should the network of 32 be trained again.
RATE = training.warmup_cosine(0.002, images=len(train), batch_size=BATCH, epochs=EPOCHS)

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

# %% [markdown]
"""
Five faces and what 32 numbers make of them, by the network and by PCA:
"""

# %% tags=["readme"]
by_linear = mean + (x_test[:5] - mean) @ columns[:, -32:] @ columns[:, -32:].T
pictures = {
    "original": test[:5],
    "network": reconstructions[:5],
    "PCA": by_linear.reshape(-1, 32, 32, 3),
}
plots.rows(
    {name: images + 0.5 for name, images in pictures.items()},
    title="Five test faces through 32 numbers",
)

# %% [markdown]
"""
### Exercise 6.5: The error of each face

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
    black = np.zeros((4, 2, 3, 3))
    grey = black + np.array([0, 0.1, 0.5, -1]).reshape(4, 1, 1, 1)
    found = image_errors(black, grey)
    checks.array(found, "the errors of four images", shape=(4,))
    because = "Square, then average in each image."
    checks.close(found, [0, 0.01, 0.25, 1], "the errors of four images", because=because)
    ### BEGIN HIDDEN TESTS
    one, two = np.random.default_rng(6).random((2, 5, 4, 4, 3))
    checks.close(image_errors(one, two).mean(), metrics.mse(one, two), "the mean of all errors")
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
    rng = np.random.default_rng(3)
    z, z_new = rng.normal(2, 1, (400, 3)), rng.normal(2, 1, (300, 3))
    w = np.array([1.0, -2.0, 0.5])
    found = explained(z, z @ w + 7, z_new, z_new @ w + 7)
    checks.close(found, 1, "R² of an exact linear property", 1e-4, "Mind b.")
    found = explained(z, rng.normal(size=400), z_new, rng.normal(size=300))
    checks.close(found, 0, "R² of chance numbers", 0.1)
    noisy = z @ w + rng.normal(0, 2, len(z))
    noisy_new = z_new @ w + rng.normal(0, 2, len(z_new))
    residual = noisy_new - z_new @ w
    true = 1 - np.sum(residual**2) / np.sum((noisy_new - noisy_new.mean()) ** 2)
    found = explained(z, noisy, z_new, noisy_new)
    checks.close(found, true, "R² of a noisy property", 0.05, "Judge on the test codes.")
    ### BEGIN HIDDEN TESTS
    far = explained(z, noisy + 50, z_new, noisy_new + 50)
    because = "Divide by the variance, not the mean square."
    checks.close(far, true, "R² of a noisy property around 50", 0.05, because)
    few = explained(*(rng.normal(size=size) for size in ((30, 25), 30, (500, 25), 500)))
    found = f"R² is {few:.2f} where 25 weights were fitted to 30 chance numbers"
    assert few < 0, f"{found}: fit on train, judge on test."
    shifted = explained(z, z @ w, z_new, z_new @ w + 5)
    because = "has an R² below 0: no second fit to them."
    assert shifted < 0, f"a property that is off by 5 on the test faces {because}"
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
    eyes, mouth, chin = grey[:, 10:15, 8:24], grey[:, 22:25, 12:20], grey[:, 27:30, 12:20]
    left, right = grey[:, :, :16], grey[:, :, 16:]

    def average(area):
        return area.mean(axis=(1, 2))

    return {
        "light from the side": average(left) - average(right),
        "brightness of the eyes": average(eyes),
        "brightness of the mouth": average(mouth),
        "mouth against chin": average(mouth) - average(chin),
        "fine detail": average(np.abs(np.diff(grey, axis=2))),
    }


# %%
properties, properties_test = known(faces.train), known(faces.test)
print(", ".join(properties))

# %% [markdown]
"""
**Question 6.3: Predict, run, explain.** The networks of code 8, 32 and 512 have been trained on pixels alone; nobody
told them of glasses or smiles. Order the printed properties by how well you think they can be read off 8 numbers.
Which will be lost, and which will come back with 32? Run the two cells and explain the order you find.
"""

# %% [markdown] nbgrader={"grade_id": "explain-6-3", "grade": true, "points": 3, "solution": true}
r"""
*Prediction.* A first guess.

*Explanation.* For the drawn faces, the light (0.73) and the tone of the hair (0.67) can be read off 8 numbers. Of
glasses a little is left (0.26), of a beard hardly anything (0.11); pose and smile are gone (below 0.05). With 32
numbers the glasses are half there, and the pose nearly so; beard and smile begin to show; with 512 all gain further.
The order is that of the pixels. The loss counts squared error per pixel, so the code keeps first what changes many
pixels by much: light and hair change hundreds. A smile changes a dozen, and losing it costs next to nothing. That a
smile matters most to *us* is no part of the loss. A turn of the head moves many pixels, but other ones in each face,
and by brightness that falls here and rises there: a linear reading catches it late.

Two numbers do not fit the pictures. The network of code 512 has a larger error than that of code 32, as it was trained
for fewer epochs, and its pictures show no more; still, more can be read off its code. What the code keeps and what the
decoder can draw are two things. And a low $R^2$ says that the property cannot be read off *linearly*; it may still be
in the code in another form.

For photographs the same rule holds. The light from the side and the brightness of the eyes concern many pixels and can
be read off 8 numbers; the difference of mouth and chin cannot, and comes with 32; fine detail is hardly kept at any
size.

**Rubric (3 points).** 1 point: the order from the reader's own table, what survives 8 numbers and what does not. 1
point: the loss weighs properties by the pixels they change. 1 point: a limit of the measure or a surprise in the
table, such as linear reading, or code 512. A wrong prediction costs nothing.
"""

# %%
codes = {c: [predict(pair[0], images) for images in (train, test)] for c, pair in networks.items()}
print(f"{'R²':<26}" + "".join(f"code {c:<7}" for c in codes))
for name, values in properties.items():
    scores = [explained(one, values, two, properties_test[name]) for one, two in codes.values()]
    print(f"{name:<26}" + "".join(f"{score:<12.2f}" for score in scores))

# %%
made = {f"code {c}": predict(pair[1], codes[c][1][:8]) + 0.5 for c, pair in networks.items()}
pictures = {"original": test[:8] + 0.5} | made
plots.rows(pictures, title="The same test faces through 8, 32 and 512 numbers")

# %% [markdown]
"""
Choose a code size, and compare the network with as many principal components. Where do the two lose the same things?
"""

# %%
from helpers import widgets

by_size = {}
for c in networks:
    by_pca_c = mean + (x_test[:8] - mean) @ columns[:, -c:] @ columns[:, -c:].T
    by_size[c] = {"network": made[f"code {c}"], "PCA": by_pca_c.reshape(-1, 32, 32, 3) + 0.5}
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

Save the two models in the folder `work.folder()`, a `pathlib.Path`, as `06_face_encoder.keras` and
`06_face_decoder.keras`. The cell after the hints reads them back from there.
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
    for model, name in ((restored_encoder, "encoder"), (restored_decoder, "decoder")):
        found = f"there is no 06_face_{name}.keras that can be read in work.folder()"
        assert model is not None, f"{found}; save the model there."
    because = "Save the encoder under its own name."
    checks.maps(restored_encoder, "the restored encoder", (32, 32, 3), (32,), because)
    because = "Save the decoder under its own name."
    checks.maps(restored_decoder, "the restored decoder", (32,), (32, 32, 3), because)
    was = metrics.mse(held_out, checks.run(decoder, checks.run(encoder, held_out)))
    restored = checks.run(restored_decoder, checks.run(restored_encoder, held_out))
    now = metrics.mse(held_out, restored)
    found = f"the restored pair's MSE is {now!r}, the trained pair's {was!r}"
    assert now == was, f"{found}: save after training, both models."
    ### BEGIN HIDDEN TESTS
    lazy = metrics.mean_image_baseline(data.faces().train.images - np.float32(0.5), held_out)
    what = "The MSE of the restored pair (limit: half the mean face's)"
    checks.below(now, lazy / 2, what, "Save the trained models.")
    ### END HIDDEN TESTS

# %%
pairs = {"before": (encoder, decoder), "restored": (restored_encoder, restored_decoder)}
for word, pair in pairs.items():
    print(f"{word:<10}{metrics.mse(test, predict(pair[1], predict(pair[0], test)))!r}")

# %% [markdown]
r"""
## 7 Noise that is never the same twice

A denoiser of faces gets a code of 512 numbers: noise does the work of a bottleneck here, as in notebook 04. There each
training image had one noisy copy, made beforehand and shown in every epoch. The network could learn that copy's noise
by heart, and after some epochs did. Now the noise is drawn **inside the model**, by a layer:

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

Return one model from images to images: first the noise layer, then the encoder and the decoder that
`build_deep_autoencoder` makes. Do not compile it.
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

# %% nbgrader={"grade_id": "check-6-8", "grade": true, "points": 3}
with checks.exercise("6.8"):
    built = build_denoiser(40, 0.3)
    some = data.faces().test.images[:100] - np.float32(0.5)
    checks.maps(built, "the denoiser", (32, 32, 3), (32, 32, 3))
    clean, again = checks.run(built, some), checks.run(built, some)
    checks.close(clean, again, "two outputs for the same images in use", 0, "No noise.")
    one, two = (np.asarray(built(some, training=True)) for _ in range(2))
    because = "the first layer is GaussianNoise(sigma)."
    assert np.abs(one - two).max() > 0, f"in training two outputs are the same: {because}"
    added = 0.3 * np.random.default_rng(6801).normal(size=some.shape).astype("float32")
    wanted = np.mean((checks.run(built, some + added) - clean) ** 2) ** 0.5
    found = np.mean((one - clean) ** 2) ** 0.5
    what = "the effect of the noise layer, over that of noise of this sigma"
    because = "`sigma` is the standard deviation of the noise; the noise comes before the encoder."
    checks.close(found / wanted, 1, what, 0.4, because)
    noisy = noise.gaussian(some + np.float32(0.5), 0.2, seed=6802, clip=False) - np.float32(0.5)
    lazy = metrics.mean_image_baseline(data.faces().train.images - np.float32(0.5), some)
    found = metrics.mse(some, checks.run(denoiser, noisy))
    what = "The MSE on noisy faces (limit: 0.7 of the mean face's)"
    because = "Run the training cell: clean faces in, clean faces out, noise inside the model."
    checks.below(found, 0.7 * lazy, what, because)
    ### BEGIN HIDDEN TESTS
    for name, model in (("denoiser", denoiser), ("model of build_denoiser", built)):
        spread = checks.run(model, some[:2]).std(axis=0)
        assert spread.max() > 0, f"the {name} gives the same output for all faces."
    smaller = np.std(np.asarray(build_denoiser(40, 0.05)(some * 0, training=True)))
    larger = np.std(np.asarray(build_denoiser(40, 1.0)(some * 0, training=True)))
    assert larger > 3 * smaller, "the noise does not depend on sigma."
    sizes = [build_denoiser(code_size, 0.2).count_params() for code_size in (8, 80)]
    assert sizes[0] < sizes[1], "the model does not depend on code_size."
    ### END HIDDEN TESTS

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
ends about two fifths above the other. The network sees each noisy image in every epoch. With more weights than
it needs, it learns by heart which clean face belongs to which pattern of noise. That lowers the training loss and is
of no use for an image with other noise. With fresh noise no pattern comes twice, so there is nothing to learn by heart
but what noisy images of a face have in common: the face. The two losses stay close together, and what remains of the
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

# %% [markdown]
"""
Back to the denoiser trained on all faces. Beside it stand the noisy input itself, PCA with the number of components
that denoises the validation images best, and the autoencoder of code 32, which has never seen noise.
"""


# %%
def by_components(images, k):
    """Return the images projected on the mean face and the first k principal directions."""
    leading, vectors = columns[:, -k:], images.reshape(len(images), -1)
    return (mean + (vectors - mean) @ leading @ leading.T).reshape(images.shape)


# %%
on_validation = {}
for k in (32, 64, 96, 128, 192, 256):
    on_validation[k] = metrics.mse(validation, by_components(noisy_validation, k))
best = min(on_validation, key=on_validation.get)

# %%
denoised = {
    "noisy input": noisy_test,
    f"PCA, {best} components": by_components(noisy_test, best),
    "code 32, clean": predict(autoencoder, noisy_test),
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
The denoiser takes out most of the noise, but on the drawn faces the projection on 128 components does it better, at no
training at all: it lets through 128 of 3,072 directions, and with them a 24th part of the noise. It can also be
computed in advance how much is left: $\sigma^2 k / 3072$ of noise and what $k$ components miss of the face. A network
is worth its training where it beats such a baseline, which it did above with a code of 32. With long codes it needs
many more epochs than this run has; the assignment takes 25.

The autoencoder of code 32, never shown any noise, is within 1 dB of the denoiser. In notebook 04 such a network
failed. There half of each image was destroyed and the ground turned grey; here the noise has mean zero, and the
convolutions average over it.

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
