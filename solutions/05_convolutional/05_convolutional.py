# %% [markdown]
r"""
# 05 · Convolutional autoencoders

{{badge}}

To a dense layer an image is a list of 784 numbers, and any other order of the list would do as well. A convolution
knows two things more: what belongs together lies close together, and a stroke is a stroke wherever it is drawn. You
build autoencoders on these two ideas and measure what they save, where they help, and where one dense layer in the
middle takes the gain away again.

**You will be able to**

- give the output size and the number of parameters of a convolution before you build it;
- build encoders that shrink an image by pooling or by strides, and decoders that enlarge it again;
- compute a transposed convolution by hand, and say where its checkerboard pattern comes from;
- say where a network keeps its parameters and where it spends its time;
- measure whether batch normalisation makes training faster, by epochs and by the clock.

**You should know** notebooks 01, 02 and 04: codes, baselines, the learning rate that climbs and falls, PSNR, denoisers.

**Time.** {{times}} Reading and exercises take about 120 minutes.
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

# %% [markdown]
"""
Convolutional layers want a last axis for **channels**: one for grey images, three for colour. `[..., None]` adds it.
Convolutions take time, and 2,000 images are enough to measure an error, so validation and test sets are cut to that.
"""

# %%
mnist, fashion = data.mnist(), data.fashion_mnist()
d_train, f_train = mnist.train.images[..., None], fashion.train.images[..., None]
count = effort.pick(full=2000, quick=2000, grade=100)
d_validation = mnist.validation.images[:count, ..., None]
f_validation = fashion.validation.images[:count, ..., None]
d_test = mnist.test.images[:2000, ..., None]
f_test = fashion.test.images[:2000, ..., None]
print("training digits", d_train.shape, " garments", f_train.shape, " test", d_test.shape)

# %% [markdown]
r"""
## 1 One small filter for the whole image

A **convolutional layer** slides a small **filter** (or kernel) over the image. At each place it multiplies the filter's
numbers with the pixels below it and adds up. For a filter $K$ of $k \times k$ numbers per channel, moved by $s$ pixels
at a time (the **stride**),

$$y_{i,j} = b + \sum_{c} \sum_{u=0}^{k-1} \sum_{v=0}^{k-1} K_{u,v,c}\; x_{si+u-p,\; sj+v-p,\; c}$$

with $p$ the number of rows and columns of zeros added in front. Each filter makes one image of its own, called a
**feature map**; a layer with 16 filters returns 16 channels.

- **Padding "same"** surrounds the image with zeros, just enough that stride 1 keeps the size and stride $s$ divides it
  by $s$, rounded up. For $n$ rows that takes $\max(0, (\lceil n/s \rceil - 1)\,s + k - n)$ rows of zeros. Half of them
  stand in front, rounded down: that is $p$. The others stand behind, and columns likewise.
- **Padding "valid"** adds nothing, $p = 0$: the filter stays inside. At stride 1 the image loses $k - 1$ rows and
  columns.
- **Locality**: an output depends on $k \times k$ pixels, not on all of them.
- **Weight sharing**: the same filter serves all places, so its size does not depend on the size of the image.

Three filters that nobody had to train:
"""

# %%
filters = {
    "mean": np.full((3, 3), 1 / 9),
    "dark to bright, left to right": np.array([[-1, 0, 1]] * 3) / 3,
    "dark to bright, top to bottom": np.array([[-1, 0, 1]] * 3).T / 3,
}


def convolve(images, kernel, **options):
    """Return images (n, h, w, 1) filtered by one kernel (k, k), without a bias."""
    return np.asarray(keras.ops.conv(images, kernel[..., None, None].astype("float32"), **options))


# %%
shown = {"garment": f_test[:10]}
for name, kernel in filters.items():
    images = convolve(f_test[:10], kernel, padding="same")
    shown[name] = images if name == "mean" else (images + 1) / 2
plots.rows(shown, title="Three 3 × 3 filters (in the edge maps, grey is 0)")

# %% [markdown]
"""
Weight sharing has a consequence that the rest of this notebook lives on. Move the image, and the feature map moves
along: filtering and shifting can change places. This is called **translation equivariance**.
"""


# %%
def shift(images, right):
    """Return images (n, h, w, 1) moved to the right; black columns come in on the left.

    right: by how many pixels.
    """
    return np.pad(images, [(0, 0), (0, 0), (right, 0), (0, 0)])[:, :, : images.shape[2]]


edges = filters["dark to bright, left to right"]
one_way = convolve(shift(d_test[:100], 3), edges, padding="same")
other_way = shift(convolve(d_test[:100], edges, padding="same"), 3)
difference = np.abs(one_way - other_way)[:, :, 4:-1].max()
print(f"largest difference away from the borders: {difference:.1g}")

# %% [markdown]
"""
### Exercise 5.1: Sizes and parameters of a convolution

*Difficulty: ●●○ · about 10 minutes*

Return the size of a convolution's output along one axis, and the number of parameters of a layer with square filters.
Do not forget the biases: one for each filter.
"""


# %% nbgrader={"grade_id": "exercise-5-1", "solution": true}
def conv_size(size, kernel, stride, padding):
    """Return the height (or width) of the output for an input of height `size`.

    padding: "same" or "valid".
    """
    ### BEGIN SOLUTION
    return -(-size // stride) if padding == "same" else (size - kernel) // stride + 1
    ### END SOLUTION


def conv_parameters(kernel, channels, filters):
    """Return the number of parameters of a Conv2D layer.

    kernel: the height of its square filters; channels: of its input; filters: how many.
    """
    ### BEGIN SOLUTION
    return (kernel * kernel * channels + 1) * filters
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

"valid", stride 1: the filter's left edge can stand at `size - kernel + 1` places. With stride 3 only every third of
them counts, the first included.

</details>
<details><summary>Hint 2</summary>

"same" does not depend on the kernel: `size / stride`, rounded up. In whole numbers, `-(-size // stride)` or
`(size + stride - 1) // stride`.

</details>
<details><summary>Hint 3</summary>

One filter has `kernel × kernel` numbers for each input channel, and one bias.

</details>
"""

# %% nbgrader={"grade_id": "check-5-1", "grade": true, "points": 2}
with checks.exercise("5.1"):
    checks.same(conv_size, "conv_size")
    checks.same(conv_parameters, "conv_parameters")

    ### BEGIN HIDDEN TESTS
    def sizes(rng):
        for padding in ("same", "valid"):
            for kernel in range(1, 7):
                for stride in (1, 2, 3, 4, 7):
                    size = int(rng.integers(kernel, 40))
                    words = f'a size of {size}, a kernel of {kernel}, stride {stride}, "{padding}"'
                    yield checks.case(words, size, kernel, stride, padding)

    def layers_of(rng):
        for kernel in (1, 2, 3, 5):
            channels, filters = (int(n) for n in rng.choice(np.arange(2, 70), 2, replace=False))
            words = f"a kernel of {kernel}, {channels} channels, {filters} filters"
            yield checks.case(words, kernel, channels, filters)

    checks.same(conv_size, "conv_size", sizes)
    checks.same(conv_parameters, "conv_parameters", layers_of)
    ### END HIDDEN TESTS

# %%
print("28 × 28 pixels to 16 maps of 28 × 28:")
print(f"a convolution has {conv_parameters(3, 1, 16):>12,} parameters")
print(f"a dense layer has {784 * 16 * 784 + 16 * 784:>12,} parameters")

# %% [markdown]
r"""
## 2 An autoencoder of 4,385 parameters

An encoder has to get rid of numbers. A convolution with padding "same" keeps height and width, so something else must
shrink them. **Max pooling** divides each map into squares of 2 × 2 and keeps the largest value of each: *a stroke was
seen somewhere here*. The decoder's counterpart is **upsampling**: each value is repeated in a square of 2 × 2, and
convolutions smooth the result.

The encoder: three rounds of convolution (16, 8 and 8 filters of 3 × 3, padding "same", relu) and max pooling. The
pooling has padding "same" too, so an odd size is rounded up. Your function tells what becomes of the size:
"""

# %%
down = [28]
for _ in range(3):
    # Pooling is sized like a convolution of 2 × 2 with stride 2.
    down.append(conv_size(down[-1], 2, 2, "same"))
print("encoder:", " → ".join(map(str, down)))
print("decoder, upsampling only:", " → ".join(str(down[-1] * 2**n) for n in range(4)))

# %% [markdown]
r"""
The code is 4 × 4 × 8: 128 numbers that still have a place in the image. But the way back misses its aim. Half of 7 is
3.5, and rounding it up to 4 gained half a row, so doubling makes 8, 16, 32 instead of 7, 14, 28. The remedy is one
convolution with padding "valid". At size 16 a filter of 3 × 3 has 14 places, so $16 \to 14$ without any extra layer,
and doubling gives 28. The row it takes off on each side costs nothing: the surplus had to be cut somewhere.
"""

# %%
steps = "28×28×1 14×14×16 7×7×8 4×4×8 8×8×8 16×16×8 14×14×16 28×28×16 28×28×1".split()
volumes = [784, 3136, 392, 128, 512, 2048, 3136, 12544, 784]
title = "How many numbers stand for one image, step by step"
plots.layer_widths(list(zip(steps, volumes)), title=title)

# %% [markdown]
"""
### Exercise 5.2: Build the max-pooling network

*Difficulty: ●○○ · about 10 minutes*

Encoder: `Conv2D` of 16, 8 and 8 filters of 3 × 3, padding "same", relu, each followed by `MaxPooling2D(2)` with padding
"same".

Decoder: `Conv2D` of 8 filters, `UpSampling2D(2)`, `Conv2D` of 8 filters, `UpSampling2D(2)`, `Conv2D` of 16 filters with
padding "valid", `UpSampling2D(2)`, all relu and 3 × 3, and last a `Conv2D` of one filter with a sigmoid. All paddings
but the one named are "same".
"""


# %% nbgrader={"grade_id": "exercise-5-2", "solution": true}
def build_pool_encoder():
    """Return a model from images (n, 28, 28, 1) to codes (n, 4, 4, 8)."""
    ### BEGIN SOLUTION
    parts = [keras.Input((28, 28, 1))]
    for filters in (16, 8, 8):
        parts.append(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        parts.append(layers.MaxPooling2D(2, padding="same"))
    return keras.Sequential(parts)
    ### END SOLUTION


def build_pool_decoder():
    """Return a model from codes (n, 4, 4, 8) to images (n, 28, 28, 1) in (0, 1)."""
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input((4, 4, 8)),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(8, 3, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(16, 3, padding="valid", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`keras.Sequential([keras.Input((28, 28, 1)), ...])`, then `layers.Conv2D(16, 3, padding="same", activation="relu")`,
then `layers.MaxPooling2D(2, padding="same")`, and so on.

</details>
<details><summary>Hint 2</summary>

If the decoder returns 32 × 32, the convolution of 16 filters has padding "same". If the encoder returns 3 × 3, the
pooling lacks `padding="same"`.

</details>
<details><summary>Hint 3</summary>

`build_pool_encoder().summary()` should end at (None, 4, 4, 8) with 1,904 parameters, the decoder's at
(None, 28, 28, 1) with 2,481.

</details>
"""

# %% nbgrader={"grade_id": "check-5-2", "grade": true, "points": 3}
with checks.exercise("5.2"):
    checks.same(build_pool_encoder, "build_pool_encoder")
    checks.same(build_pool_decoder, "build_pool_decoder")

    ### BEGIN HIDDEN TESTS
    def pixels(rng):
        images = rng.normal(0, 1, (2, 28, 28, 1)).astype("float32")
        yield checks.outputs("two images", inputs=images)

    def some_codes(rng):
        numbers = rng.normal(0, 1, (2, 4, 4, 8)).astype("float32")
        yield checks.outputs("two codes", inputs=numbers)

    checks.same(build_pool_encoder, "build_pool_encoder", pixels, tolerance=1e-4)
    checks.same(build_pool_decoder, "build_pool_decoder", some_codes, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
Beside it stands a dense autoencoder whose code has as many numbers, 128. Both see the same digits for as many epochs.
The laboratory on MNIST that this network comes from trains it with Adam at 0.001 for 50 epochs in batches of 128;
effort `full` keeps the 50 epochs. Few parameters allow large steps: with the schedule of notebook 01 and a peak of
0.02, the small network learns much faster than with the 0.005 that suits the dense one.
"""

# %%
EPOCHS, COUNT = effort.pick(full=(50, 50_000), quick=(4, 20_000), grade=(4, 1_000))
BATCH = effort.pick(full=128, quick=64, grade=20)
digits = d_train[:COUNT]


def train_to_copy(model, peak, name):
    """Train the model to copy digits, with binary cross-entropy, and return the history."""
    rate = training.warmup_cosine(peak, images=len(digits), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    return training.fit(
        model, digits, epochs=EPOCHS, batch_size=BATCH, validation=d_validation, name=name
    )


# %%
training.seed(1)
pool_encoder, pool_decoder = build_pool_encoder(), build_pool_decoder()
pooling = keras.Sequential([pool_encoder, pool_decoder])
dense = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(784, activation="sigmoid"),
        layers.Reshape((28, 28, 1)),
    ]
)

# %%
copy_histories = {
    "pooling": train_to_copy(pooling, 0.02, "05_pooling"),
    "dense": train_to_copy(dense, 0.005, "05_dense"),
}

# %%
mean_image_error = metrics.mean_image_baseline(d_train, d_test)
print(f"{'':<12}parameters   MSE on test digits   share of the mean image's")
for name, model in {"pooling": pooling, "dense": dense}.items():
    error = metrics.mse(d_test, predict(model, d_test))
    share = error / mean_image_error
    print(f"{name:<12}{model.count_params():>10,}{error:>21.4f}{share:>28.1%}")

# %% [markdown]
"""
Both codes have 128 numbers, and the dense network copies far better. It has 46 times as many parameters to do it with,
and digits stand in the middle of their images, where a weight for each place is worth having: each of its 128 patterns
covers the whole image. The small network has one set of filters for all places. What it has in return shows when a
digit leaves the middle, in Question 5.1.
"""

# %% tags=["claim"]
size_ratio = dense.count_params() / pooling.count_params()
assert round(size_ratio) == 46, (
    f"the dense network has 46 times as many parameters: {size_ratio:.1f}"
)
copied = [metrics.mse(d_test, predict(model, d_test)) for model in (dense, pooling)]
assert copied[0] < 0.6 * copied[1], f"the dense network copies far better: {copied}"

# %% [markdown]
"""
### Exercise 5.3: Encode, store, decode

*Difficulty: ●○○ · about 5 minutes*

An encoder and a decoder are useful apart: one place stores codes, another turns them back into images. Complete the
function, which saves a model in a file and loads it again. The cell stores both halves and decodes the codes of the
test digits with the stored decoder. Fill in `codes`, the codes of all test digits by the stored encoder, as a NumPy
array. (That they come from the stored one and not from `pool_encoder` cannot be seen: both give the same.)
"""

# %% nbgrader={"grade_id": "exercise-5-3", "solution": true}
from helpers import work


def stored(model, path):
    """Save the model at `path`, and return the model loaded from that file.

    path: a file name that ends in .keras; a file that is there already is replaced.
    """
    ### BEGIN SOLUTION
    model.save(path)
    return keras.saving.load_model(path)
    ### END SOLUTION


stored_encoder = stored(pool_encoder, work.folder() / "05_pool_encoder.keras")
stored_decoder = stored(pool_decoder, work.folder() / "05_pool_decoder.keras")
### BEGIN SOLUTION
codes = predict(stored_encoder, d_test)
### END SOLUTION
decoded = predict(stored_decoder, codes)

# %% [markdown]
"""
<details><summary>Hint 1</summary>

`model.save(path)` writes architecture and weights. `keras.saving.load_model(path)` reads them.

</details>
<details><summary>Hint 2</summary>

`predict(model, images)` returns a model's outputs as one array, as `model.predict(images)` does.

</details>
"""

# %%
filed_encoder = work.saved_model("05_pool_encoder")
filed_decoder = work.saved_model("05_pool_decoder")
# Two models, one after the other, in one file:
replaced = stored(build_pool_encoder(), work.folder() / "05_trial.keras")
stored_over = stored(pool_encoder, work.folder() / "05_trial.keras")

# %% nbgrader={"grade_id": "check-5-3", "grade": true, "points": 2}
with checks.exercise("5.3"):
    held_out = data.mnist().test.images[:2000, ..., None]
    some_codes = checks.run(pool_encoder, held_out)
    for halves, where in (
        ((filed_encoder, filed_decoder), "in its file"),
        ((stored_encoder, stored_decoder), "that `stored` returned"),
        ((stored_over, stored_decoder), "that was stored over another one"),
    ):
        for model, half in zip(halves, ("encoder", "decoder")):
            assert model is not None, f"there is no {half} {where}; save at `path`."
            kept = model is not pool_encoder and model is not pool_decoder
            assert kept, f"the {half} {where} is the one it was given; load it from the file."
        found = checks.run(halves[0], held_out[:200])
        because = "Save the trained model, whole, each time."
        checks.close(found, some_codes[:200], f"what the encoder {where} makes", 1e-4, because)
        found = checks.run(halves[1], some_codes[:200])
        right = checks.run(pool_decoder, some_codes[:200])
        checks.close(found, right, f"what the decoder {where} makes", 1e-4, because)
    for value in (codes,):
        checks.array(value, "codes", shape=(len(held_out), 4, 4, 8))
        apart = sum(np.abs(value - some_codes).max(axis=(1, 2, 3)) > 1e-3)
        because = f"{apart} of {len(value)} codes are not those of the digits in d_test."
        checks.close(value, some_codes, "codes", 1e-3, because)
    baseline = metrics.mean_image_baseline(data.mnist().train.images[..., None], held_out)
    error = metrics.mse(held_out, checks.run(stored_decoder, checks.run(stored_encoder, held_out)))
    what = "The MSE through the stored halves (limit: 0.7 of the mean image's)"
    checks.below(error, 0.7 * baseline, what, "Store the trained halves.")

# %%
plots.rows(
    {"original": d_test, "pooling": decoded[:10], "dense": predict(dense, d_test[:10])},
    title="Test digits through 128 numbers",
)

# %%
large = codes[:10].repeat(7, axis=1).repeat(7, axis=2)
large /= np.maximum(large.max(axis=(0, 1, 2)), 1e-6)  # the largest value of each map is white
maps = {f"map {k + 1}": large[..., k] for k in range(8)}
plots.rows({"original": d_test} | maps, title="The codes of these digits: eight maps of 4 × 4")

# %% [markdown]
"""
The code of a digit is eight very small pictures. Go along a row: some maps are bright where there is ink, others beside
it or where there is none, and as the digit leans or widens the pattern follows. The code keeps the place of things.

**Question 5.1: Predict, run, explain.** Shift the test digits to the right by up to 4 pixels; their margins are wide
enough that hardly any ink is lost. Neither network has seen a shifted digit. On digits in their usual place the dense
network has the smaller error. Before you run the next cells, sketch both errors against the shift. Which of the two is
ahead at 3 pixels, and by how much? Run, and explain both curves.
"""

# %% tags=["claim"]
kept_ink = shift(d_test, 4).sum() / d_test.sum()
assert kept_ink > 0.98, f"hardly any ink is lost by a shift of 4: {kept_ink:.2%} is left"
copied = [metrics.mse(d_test, predict(model, d_test)) for model in (dense, pooling)]
assert copied[0] < copied[1], (
    f"in the usual place the dense network has the smaller error: {copied}"
)

# %% [markdown] nbgrader={"grade_id": "explain-5-1", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess; after section 1 many expect the convolutional error to stay the same.

*Explanation.* At 3 pixels the dense network is still ahead, 0.012 against 0.019, but most of its lead is gone: its
error has tripled, the other's has grown by two fifths. At 4 pixels they nearly meet.

The dense network has learned every pixel by itself. Its 128 patterns are enough to copy strokes where training digits
had ink; at the right, where they had none, its weights have learned nothing but black.

Why does the convolutional error grow at all? Each convolution is equivariant, the pooling is not. It divides the image
into squares at fixed places, and after three rounds a number of the code stands for a square of 8 × 8 pixels. A shift
by 3 moves a stroke to another place in its square, or into the next, and the code changes in another way than by
moving. Only a shift by 8 moves all squares onto squares.

So the gain from sharing weights is not that the error stays the same. It is that a network with 46 times fewer
parameters copies digits at all, and that what it has learned about strokes holds in every square.

**Rubric (3 points).** 1 point: the dense network stays ahead but its error grows much faster, with numbers from the
reader's own run. 1 point: dense weights belong to places, and places without ink have taught them nothing. 1 point:
pooling breaks the equivariance, as its squares stand at fixed places. A wrong prediction costs nothing.
"""

# %%
shifts = range(5)
shift_errors = {
    name: [metrics.mse(shift(d_test, k), predict(model, shift(d_test, k))) for k in shifts]
    for name, model in {"pooling": pooling, "dense": dense}.items()
}
for name, errors in shift_errors.items():
    print(f"{name:<10}", "  ".join(f"{k} px: {error:.4f}" for k, error in zip(shifts, errors)))

# %%
plots.sweep(
    list(shifts),
    shift_errors,
    ticks=list(shifts),
    xlabel="shift to the right in pixels",
    ylabel="MSE",
    baselines={"mean image, unshifted": mean_image_error},
    title="Digits where the networks have never seen them",
)

# %%
moved = shift(d_test[:10], 3)
pictures = {
    "shifted by 3": moved,
    "pooling": predict(pooling, moved),
    "dense": predict(dense, moved),
}
plots.rows(pictures, title="Test digits shifted by 3 pixels")

# %% tags=["claim"]
far = shift_errors["dense"][3] / shift_errors["pooling"][3]
assert far < 1, f"at 3 pixels the dense network is still ahead: {far:.2f}"
grown = {name: errors[3] / errors[0] for name, errors in shift_errors.items()}
assert grown["dense"] > 2, f"its error has grown to a multiple: {grown['dense']:.2f}"
assert grown["pooling"] < 1.8, f"the pooling network's has grown less: {grown['pooling']:.2f}"

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

The dense line starts far below the other one and rises ever more steeply; the pooling line starts higher and rises
gently. At 0 the pooling network has more than three times the error of the dense one, at 3 pixels less than twice; at 4
the two are close, and which is ahead there may differ from run to run. So the network with a weight for each place wins
where it has learned, and pays for each step away from there.

That the pooling line rises at all is the surprise. Go through the layers of section 2, and ask of each whether it moves
along with the digit, for a shift by 1 pixel, by 2, by 8.

</details>
"""

# %% tags=["claim"]
near, far = (shift_errors["dense"][k] / shift_errors["pooling"][k] for k in (0, 4))
assert near < 0.6, f"the dense line starts far below: {near:.2f}"
assert 0.6 < far < 1.6, f"at 4 pixels the two are close: {far:.2f}"
assert (np.diff(shift_errors["dense"], 2) > 0).all(), "the dense line rises ever more steeply"

# %% [markdown]
"""
A convolution does not care how large the image is, so the trained filters can be put to work on an image of 28 × 60,
where there is room to shift a digit by 32 pixels. The dense network cannot even be asked.

**Predict before you run the next cells.** They shift by 0 to 20 pixels. At which shifts
will the error be lowest? Will it be as low there as on images of 28 × 28, where the network was trained? The dotted
line in the figure is the error of the same digits on 28 × 28.
"""


# %%
def widened(model, shape):
    """Return the model, with its weights, for inputs of another shape.

    All its layers must allow it.
    """
    wide = keras.models.clone_model(model, input_tensors=keras.Input(shape))
    wide.set_weights(model.get_weights())
    return wide


wide_encoder = widened(pool_encoder, (28, 60, 1))
wide_decoder = widened(pool_decoder, (4, 8, 8))
wide_pooling = keras.Sequential([wide_encoder, wide_decoder])

# %%
count = effort.pick(full=200, quick=200, grade=20)
canvas = np.pad(d_test[:count], [(0, 0), (0, 0), (0, 32), (0, 0)])
wide_shifts = list(range(21))
wide_errors = []
for k in wide_shifts:
    placed = shift(canvas, k)
    error = metrics.mse(placed, predict(wide_pooling, placed))
    wide_errors.append(error * 60 / 28)  # per digit, as before

# %%
usual_error = metrics.mse(d_test[:count], predict(pooling, d_test[:count]))
print(f"on 28 × 28: {usual_error:.4f}; on 28 × 60:")
print("  ".join(f"{k} px: {wide_errors[k]:.4f}" for k in wide_shifts[::4]))

# %%
plots.sweep(
    wide_shifts,
    {"pooling": wide_errors},
    ticks=wide_shifts[::4],
    xlabel="shift to the right in pixels",
    ylabel="MSE of a digit",
    baselines={"on 28 × 28": usual_error},
    title="One digit on an image of 28 × 60",
)

# %% [markdown]
"""
Last, two digits on one image. Neither stands where a digit stood in training: the first is moved by 2 pixels, the
second by 32. (The cell moves each in a frame of its own, by 2 and by 4, and joins the frames.)
"""

# %%
pairs = np.concatenate([shift(d_test[:5], 2), shift(d_test[5:10], 4)], axis=2)
pairs = np.pad(pairs, [(0, 0), (0, 0), (0, 4), (0, 0)])
plots.rows(
    {"two digits": pairs, "copy": predict(wide_pooling, pairs)},
    count=5,
    title="Trained on single digits of 28 × 28",
)

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Lowest at 0, and after that near 8 and 16. In between the error is about a quarter higher than at 8 or 16: a wave with
the period of the three poolings, 2 · 2 · 2. At a multiple of 8 the strokes lie in their squares as they did in
training, and the code has moved by whole cells.

Nowhere is it as low as on 28 × 28. There the left and the right border are both near, and the zeros beyond them tell
the filters where they are; training has made use of that. At 0 one of the two is still near, at 8 and 16 neither is.

Two digits come out as well as one. A convolutional network is a rule for neighbourhoods. How many neighbourhoods there
are, and whether one digit lies in them or two, it does not ask.

</details>
"""

# %% tags=["claim"]
rises = [wide_errors[a] / wide_errors[b] - 1 for a, b in ((4, 8), (12, 8), (12, 16))]
assert 0.12 < min(rises) < max(rises) < 0.4, (
    f"between multiples of 8 it rises by a quarter: {rises}"
)
lowest = np.argmin(wide_errors)
assert lowest == 0, f"the error is lowest at 0: at {lowest}"
ratio = min(wide_errors) / usual_error
assert ratio > 1, f"nowhere is the error as low as on 28 × 28: {ratio:.2f}"
two = np.concatenate([shift(d_test[:100], 2), shift(d_test[100:200], 4)], axis=2)
two = np.pad(two, [(0, 0), (0, 0), (0, 4), (0, 0)])
ratio = metrics.mse(two, predict(wide_pooling, two)) * 60 / 28 / 2 / max(wide_errors)
assert ratio < 1.1, f"two digits come out as well as one, by their error: {ratio:.2f}"

# %% [markdown]
"""
**Instant question.** A network has convolutions of stride 1 with padding "same" and two poolings of 2 × 2. By which
shifts of a digit on a large image, far from its borders, does the code move along and stay the same otherwise?

- by any number of pixels
- by multiples of 2
- by multiples of 4

<details><summary>Answer</summary>

By multiples of 4. The convolutions would allow any shift. The first pooling has squares of 2, the second makes them
squares of 4, and a shift by 2 moves a stroke from one half of such a square to the other.

</details>
"""

# %% [markdown]
"""
## 3 The same body with two numbers

With a code of two numbers the images become a map again, as in notebook 02. The body stays: after the 4 × 4 × 8 feature
maps comes a `Flatten` and a `Dense(2)` without activation. The decoder begins with `Dense(128, activation="relu")` and
a `Reshape` to 4 × 4 × 8. What follows is the decoder you have.
"""

# %% [markdown]
"""
### Exercise 5.4: Build the map

*Difficulty: ●○○ · about 5 minutes*

Use your two functions of Exercise 5.2: a model can stand in the list of a Sequential like a layer.
"""


# %% nbgrader={"grade_id": "exercise-5-4", "solution": true}
def build_plane():
    """Return (encoder, decoder): (n, 28, 28, 1) → (n, 2) and (n, 2) → (n, 28, 28, 1)."""
    ### BEGIN SOLUTION
    encoder = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            build_pool_encoder(),
            layers.Flatten(),
            layers.Dense(2),
        ]
    )
    opening = [
        layers.Dense(128, activation="relu"),
        layers.Reshape((4, 4, 8)),
    ]
    decoder = keras.Sequential([keras.Input((2,)), *opening, build_pool_decoder()])
    return encoder, decoder
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`keras.Sequential([keras.Input((28, 28, 1)), build_pool_encoder(), layers.Flatten(), ...])`.

</details>
<details><summary>Hint 2</summary>

The decoder: `keras.Input((2,))`, `Dense(128, activation="relu")`, `Reshape((4, 4, 8))`, `build_pool_decoder()`. Return
both models.

</details>
"""

# %% nbgrader={"grade_id": "check-5-4", "grade": true, "points": 2}
with checks.exercise("5.4"):
    one, two = ([half.get_weights() for half in build_plane()] for _ in "12")
    used = [np.array_equal(a, b) for x, y in zip(one, two) for a, b in zip(x, y) if a.ndim > 1]
    fresh = len(used) > 0 and not any(used)
    assert fresh, "two calls return the same weights; call the two functions of Exercise 5.2 anew."
    checks.same(build_plane, "build_plane")

    ### BEGIN HIDDEN TESTS
    def pixels(rng):
        images = rng.normal(0, 1, (3, 28, 28, 1)).astype("float32")
        points = rng.normal(0, 1, (3, 2)).astype("float32")
        yield checks.outputs("three images and three points", inputs=[images, points])

    checks.same(build_plane, "build_plane", pixels, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
The book on ecology that this network comes from trains it with **RMSprop** at 0.001 in batches of 64. RMSprop divides
each weight's step by a running mean of its gradient's size, as Adam does; unlike Adam, it does not average the gradient
itself over the steps. It takes the schedule as well: here the rate climbs to 0.01 and falls to 0, so that fewer epochs
suffice.
"""

# %%
training.seed(2)
plane_encoder, plane_decoder = build_plane()
plane = keras.Sequential([plane_encoder, plane_decoder])
plane_epochs, count = effort.pick(full=(50, None), quick=(4, None), grade=(1, 80))
few = digits[:count]
rate = training.warmup_cosine(0.01, images=len(few), batch_size=BATCH, epochs=plane_epochs)
plane.compile(optimizer=keras.optimizers.RMSprop(rate), loss="binary_crossentropy")
plane_history = training.fit(
    plane, few, epochs=plane_epochs, batch_size=BATCH, validation=d_validation, name="05_plane"
)

# %%
points, labels = predict(plane_encoder, d_test), mnist.test.labels[:2000]
plots.code_scatter(points, labels, mnist.class_names, title="Test digits in the plane of the code")

# %% [markdown]
"""
At the rim a digit or two have regions of their own. In the middle several digits lie over each other, and no choice of
colours would part them: their codes are mixed.
"""

# %%
low, high = np.percentile(points, 3, axis=0), np.percentile(points, 97, axis=0)
plots.decoded_grid(
    lambda grid: predict(plane_decoder, grid), low=low, high=high, title="The plane, decoded"
)

# %% [markdown]
"""
Both figures in one: move the point, by mouse or with the arrow keys, and see what its code decodes to. Where does a
digit change slowly, where within a few steps?
"""

# %%
from helpers import widgets

widgets.plane(
    plane_decoder, points, labels, mnist.class_names, title="Codes, and what the plane decodes to"
)

# %% [markdown]
"""
Choose points of your own from the figures, and decode them: digits that nobody wrote. Try one inside a group, one on
the border of two, and one far outside. The next cell shows how, with three points.
"""

# %%
inside = np.median(points[labels == 0], axis=0)
outside = high + 2 * (high - low)
# The middle of the 0s, the middle of all, far outside. Put points of your own here:
chosen = np.array([inside, points.mean(axis=0), outside], dtype="float32")
plots.image_grid(
    predict(plane_decoder, chosen),
    titles=[f"({a:.1f}, {b:.1f})" for a, b in chosen],
    columns=3,
    title="New images from chosen points",
)

# %%
plane_error = metrics.mse(d_test, predict(plane, d_test))
pool_error = metrics.mse(d_test, predict(pooling, d_test))
print("MSE")
print(f"2 numbers    {plane_error:.4f}")
print(f"128 numbers  {pool_error:.4f}")
print(f"mean image   {mean_image_error:.4f}")

# %% [markdown]
"""
The layers around the code are nearly the same, and the error is not: two numbers leave most of the mean image's error
standing. No layer, convolutional or other, can draw what the code does not say. Groups overlap, and between them the
decoder draws shapes that are no digit; notebook 07 takes this network up again.
"""

# %% tags=["claim"]
ratio = plane_error / mean_image_error
assert ratio > 0.5, f"two numbers leave most of the mean image's error: {ratio:.2f}"
assert pool_error < 0.6 * plane_error, f"128 numbers leave far less: {pool_error / plane_error:.2f}"

# %% [markdown]
"""
## 4 Where the parameters sit, and what batch normalisation buys

Now the garments, with a larger network. Twice a convolution of 32 filters and an **average pooling**, which keeps the
mean of each square of 2 × 2; then one dense layer makes a code of 64 numbers. The input carries noise of standard
deviation 0.1, clipped; the target is clean.
"""

# %% [markdown]
"""
### Exercise 5.5: Build the garment network

*Difficulty: ●○○ · about 10 minutes*

Encoder: `Conv2D(32, 3, padding="same")` with relu and `AveragePooling2D(2)`, twice; `Flatten`; `Dense(64)` without
activation.

Decoder: `Dense(7 * 7 * 32)` with relu, `Reshape((7, 7, 32))`; `Conv2D(32, 3, padding="same")` with relu and
`UpSampling2D(2)`, twice; `Conv2D(1, 3, padding="same")` with a sigmoid.
"""


# %% nbgrader={"grade_id": "exercise-5-5", "solution": true}
def build_garments():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 64); decoder: (n, 64) → (n, 28, 28, 1) in (0, 1).
    """
    ### BEGIN SOLUTION
    encoder = [keras.Input((28, 28, 1))]
    for _ in range(2):
        encoder += [
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
        ]
    decoder = [
        keras.Input((64,)),
        layers.Dense(7 * 7 * 32, activation="relu"),
        layers.Reshape((7, 7, 32)),
    ]
    for _ in range(2):
        decoder += [layers.Conv2D(32, 3, padding="same", activation="relu"), layers.UpSampling2D(2)]
    decoder.append(layers.Conv2D(1, 3, padding="same", activation="sigmoid"))
    return keras.Sequential([*encoder, layers.Flatten(), layers.Dense(64)]), keras.Sequential(
        decoder
    )
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Two lists of layers, two `keras.Sequential`, as in Exercise 5.2; return both.

</details>
<details><summary>Hint 2</summary>

The encoder has 109,984 parameters and the decoder 120,705. `encoder.summary()` shows where yours differ.

</details>
"""

# %% nbgrader={"grade_id": "check-5-5", "grade": true, "points": 2}
with checks.exercise("5.5"):
    checks.same(build_garments, "build_garments")

    ### BEGIN HIDDEN TESTS
    def pixels(rng):
        images = rng.normal(0, 1, (2, 28, 28, 1)).astype("float32")
        numbers = rng.normal(0, 1, (2, 64)).astype("float32")
        yield checks.outputs("two images and two codes", inputs=[images, numbers])

    checks.same(build_garments, "build_garments", pixels, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
**Predict before you run the next cell.** It lists, layer by layer, the parameters and the multiplications for one
image. Which layers hold most of the parameters? Which do most of the work?
"""


# %%
def show_layers(*models):
    """Print each layer's output, its parameters, and its multiplications for one image."""
    total = sum(model.count_params() for model in models)
    print(f"{'layer':<14}{'output':<16}{'parameters':>18}{'multiplications':>18}")
    for layer in (layer for model in models for layer in model.layers if layer.weights):
        kind, shape, size = type(layer).__name__, layer.output.shape[1:], layer.count_params()
        # A dense layer uses each weight once, a convolution once at each place of its output.
        products = np.prod(layer.weights[0].shape) * np.prod(shape[:-1], dtype=int)
        print(f"{kind:<14}{shape!s:<16}{size:>10,} ({size / total:>4.0%}){products:>18,}")


show_layers(*build_garments())

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

The two dense layers hold 88 % of the parameters, and do 4 % of the multiplications. The convolutions before and after
them hold little and work much: a filter is small and is used at every place. Parameters cost memory and examples to
learn from; multiplications cost time. A network that is small by the one measure may be large by the other.

</details>
"""

# %% [markdown]
r"""
**Batch normalisation** gives each channel, at each training step, mean 0 and variance 1 over the batch, and then a
scale $\gamma$ and a shift $\beta$ that are learned:

$$y = \gamma\, \frac{x - \mu_{\text{batch}}}{\sqrt{\sigma^2_{\text{batch}} + \epsilon}} + \beta .$$

In use there is no batch to speak of. The layer then takes running means of $\mu$ and $\sigma^2$, which it updates
during training: `momentum` is the share of the old value it keeps at each step. It is said to make training faster. Put
it to the test.
"""

# %% [markdown]
"""
### Exercise 5.6: Build it with batch normalisation

*Difficulty: ●●○ · about 10 minutes*

The same network, with `layers.BatchNormalization(momentum=0.9)` between each of the four convolutions of 32 filters and
its relu. The other layers stay as they are; these four convolutions may do without biases, which have no effect there.
"""


# %% nbgrader={"grade_id": "exercise-5-6", "solution": true}
def build_normalised():
    """Return (encoder, decoder) as `build_garments` does, with batch normalisation.

    It stands before each relu that follows a Conv2D.
    """

    ### BEGIN SOLUTION
    def block():
        return [
            layers.Conv2D(32, 3, padding="same"),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
        ]

    encoder = [keras.Input((28, 28, 1))]
    for _ in range(2):
        encoder += [*block(), layers.AveragePooling2D(2)]
    decoder = [
        keras.Input((64,)),
        layers.Dense(7 * 7 * 32, activation="relu"),
        layers.Reshape((7, 7, 32)),
    ]
    for _ in range(2):
        decoder += [*block(), layers.UpSampling2D(2)]
    decoder.append(layers.Conv2D(1, 3, padding="same", activation="sigmoid"))
    return keras.Sequential([*encoder, layers.Flatten(), layers.Dense(64)]), keras.Sequential(
        decoder
    )
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Three layers take the place of one: `Conv2D(32, 3, padding="same")` without activation, `BatchNormalization(...)`,
`ReLU()`. A function that returns the three in a list saves typing.

</details>
<details><summary>Hint 2</summary>

Each batch normalisation of 32 channels has 4 × 32 parameters: scale, shift, and two running statistics that no gradient
changes. The encoder has 256 parameters more than before, and so has the decoder.

</details>
"""

# %% nbgrader={"grade_id": "check-5-6", "grade": true, "points": 2}
with checks.exercise("5.6"):
    rng = np.random.default_rng(56)
    for model, plain, shape in zip(build_normalised(), build_garments(), ((28, 28, 1), (64,))):
        x, kept = 5 * rng.normal(size=(4, *shape)).astype("float32"), []
        for _ in range(3):
            kept.append(np.concatenate([np.zeros(0), *map(np.ravel, model.non_trainable_weights)]))
            model(x, training=True)  # moves the running means and variances
        what, because = "numbers that running means and variances have", "Normalise 32 maps twice."
        checks.close(kept[0].size, 128, what, 0, because)
        one, two = np.diff(kept, axis=0)
        checks.close(np.sum(one * two) / np.sum(one**2), 0.9, "the normalisations' momentum", 0.01)
        # A normalisation between a convolution and its relu is one with other filters and biases.
        folded, norm = [], {}
        for weights in model.weights:
            if len(weights.shape) == 1:
                weights.assign(rng.uniform(0.2, 1.2, weights.shape))
            norm[weights.name] = np.array(weights)
            if weights.name in ("kernel", "bias"):
                folded.append(norm.pop(weights.name))
            elif weights.name == "moving_variance":
                assert len(norm) == 4, "a normalisation lacks its scale or its shift."
                gamma, beta, mean, variance = norm.values()
                scale, norm = gamma / np.sqrt(variance + 1e-3), {}
                bias = folded.pop() if folded[-1].ndim == 1 else 0
                folded[-1:] = [folded[-1] * scale, (bias - mean) * scale + beta]
        plain.set_weights(folded)
        found, right = checks.run(model, x), checks.run(plain, x)
        because = "Normalise between Conv2D and relu; all else is as in build_garments."
        checks.close(found, right, "what a half makes with known weights", 1e-3, because)

# %% [markdown]
"""
Train both for the same number of epochs, with the same seed, schedule and images, and take the time of each epoch. The
practical on Fashion-MNIST that this network comes from trains it for 5 epochs with Adam at a constant 0.01 and batches
of 64.

`training.start_at_mean` sets the last bias so that an untrained network returns about what its targets are on average.
A last convolution with one filter has one bias for all pixels, so here that is the same grey everywhere. The first
steps are then not spent on finding it.
"""

# %%
import time

f_epochs, f_count = effort.pick(full=(5, 48_000), quick=(5, 4_000), grade=(1, 48))
f_batch = effort.pick(full=64, quick=64, grade=16)
garments = f_train[:f_count]
noisy_garments = noise.gaussian(garments, 0.1, seed=11)
noisy_pair = noise.gaussian(f_validation, 0.1, seed=12), f_validation


def timed_training(model, name):
    """Train the model to clean garments, and take the time.

    Return the history, and the seconds from the start to each epoch's end.
    """
    training.start_at_mean(model, garments)
    rate = training.warmup_cosine(0.004, images=f_count, batch_size=f_batch, epochs=f_epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    ends, start = [], time.perf_counter()
    clock = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: ends.append(time.perf_counter() - start)
    )
    options = {"epochs": f_epochs, "batch_size": f_batch, "validation": noisy_pair, "name": name}
    return training.fit(model, noisy_garments, garments, callbacks=[clock], **options), ends


# %% [markdown]
"""
**Question 5.2: Predict, run, explain.** Which network will have the lower validation loss after the last epoch? Which
will need more seconds per epoch, and by how much? Write down both guesses. Run the cells, and judge: does batch
normalisation train faster *here*, by epochs and by the clock? What would you need to know before you said so in
general?
"""

# %% [markdown] nbgrader={"grade_id": "explain-5-2", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* With batch normalisation the validation loss is lower after each of the five epochs, about 0.28 against
0.29 at the end, where 0.242 would be perfect. The plain network's last value is passed in the third epoch. But an epoch
takes longer: 2.7 s against 1.8 s for the fastest ones in one run on two calm cores. Normalising needs few
operations, yet it reads and writes every number several times more. Three epochs with it take about as long as four or
five without it. So here batch normalisation trains faster by epochs, and by the clock a little at most.

That is one network, one rate, one seed and a few hundred steps. The plain network may prefer another rate, and batch
normalisation is known to allow higher ones, so each should be compared at its own best rate, over several seeds. The
curves also approach each other, so the gain in a long training may be smaller. And the two losses of a normalised
network are not of the same function: training uses the statistics of the batch, validation the running means.

**Rubric (3 points).** 1 point: losses at equal epochs from the reader's own run. 1 point: seconds per epoch, and a
judgement by the clock that fits them. 1 point: a limit of the experiment, such as one seed, one learning rate, a short
training. A wrong prediction costs nothing; neither does another outcome, if the reader's numbers show it.
"""

# %%
nets, f_histories, seconds = {}, {}, {}
for name, build in {"plain": build_garments, "normalised": build_normalised}.items():
    training.seed(3)
    nets[name] = keras.Sequential(list(build()))
    f_histories[name], seconds[name] = timed_training(nets[name], f"05_{name}")

# %%
for name, ends in seconds.items():
    losses = f_histories[name].history["val_loss"]
    print(f"{name:<12}validation loss", " ".join(f"{loss:.4f}" for loss in losses))
    # The first epoch includes compiling, and another program may have slowed the others down.
    fastest = np.diff(ends, prepend=0).min()
    print(f"{'':<12}{fastest:.1f} s for the fastest epoch, {ends[-1]:.1f} s in all")

# %%
perfect = metrics.bce(f_validation, f_validation)
plots.loss_curves(
    f_histories,
    baselines={"perfect": perfect},
    title="With and without batch normalisation",
)

# %%
by_clock = {n: list(zip(seconds[n], f_histories[n].history["val_loss"])) for n in nets}
plots.curves(
    by_clock,
    xlabel="seconds since the start (the first epoch includes compiling)",
    ylabel="validation loss",
    title="The same validation losses by the clock",
)

# %% tags=["claim"]
finals = {name: record.history["val_loss"] for name, record in f_histories.items()}
lead = finals["plain"][-1] - finals["normalised"][-1]
assert lead > 0, f"with batch normalisation the last validation loss is the lower one: {lead:.4f}"
ratio = np.diff(seconds["normalised"]).min() / np.diff(seconds["plain"]).min()
assert ratio > 1, f"an epoch with batch normalisation takes longer: {ratio:.2f} times"

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

By epochs the normalised network is ahead: at the end its validation loss is the lower one. Each of its epochs takes
longer, on a processor often by half or more, since every number is read and written more often. The second figure
weighs one against the other. Take the plain network's last loss, go to the right at this height, and read off
when each line gets there: whichever comes first has won by the clock, on your machine, with this rate and this seed.

The race may go either way. Run it with other seeds, with the best rate for each of the two, or for more epochs, before
you believe its result of other trainings.

</details>
"""

# %% [markdown]
"""
**Predict before you run the next cell.** The noise is weak. Will the output be nearer to the clean garment than the
noisy input is?
"""

# %%
f_noisy_test = noise.gaussian(f_test, 0.1, seed=13)
cleaned = {"noisy input": f_noisy_test}
for name, model in nets.items():
    cleaned[name] = predict(model, f_noisy_test)
for name, images in cleaned.items():
    print(f"{name:<12}{metrics.psnr(f_test, images):6.2f} dB")

# %%
plots.rows(
    {"clean": f_test} | {name: images[:10] for name, images in cleaned.items()},
    title="Weak noise, narrow code",
)

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

No. Both networks return images that are some decibels *worse* than the noisy ones they were given. The noise is gone,
and with it prints, stripes and laces, because 64 numbers cannot hold them. On the garments of notebook 04, with a
standard deviation of 1, the noise was the larger evil and any denoiser helped. Here the bottleneck is. A picture that
looks clean is no proof: compare with the input that was left alone.

The remedy is not more noise but a wider code, or a network that need not squeeze the image at all.

</details>
"""

# %% tags=["claim"]
quality = {name: metrics.psnr(f_test, images) for name, images in cleaned.items()}
short = quality["noisy input"] - max(quality["plain"], quality["normalised"])
assert short > 1, f"both networks are some decibels worse than the input left alone: {short:.2f}"

# %% [markdown]
"""
**Instant question.** The garment network is to take less time for each image. Which change saves most of its
multiplications?

- a code of 32 numbers in place of 64
- 16 filters in place of 32 in each of the four convolutions that have 32
- dense layers without biases

<details><summary>Answer</summary>

The filters. A convolution from 32 maps to 32 that becomes one from 16 to 16 needs a quarter of its multiplications, and
three of these do most of the work: look at the table of layers. A shorter code saves parameters, since the dense layers
hold most of those. Biases are added, not multiplied, and are few.

</details>
"""

# %% [markdown]
r"""
## 5 Going up with learned filters: transposed convolution

Upsampling repeats values and learns nothing. A **transposed convolution** enlarges with a filter of its own. Each input
value *paints* the filter, multiplied by that value, onto the output; from one value to the next the brush moves by $s$
pixels; where paintings overlap, they add up:

$$y_{si+u,\; sj+v} \mathrel{+}= x_{i,j}\, K_{u,v}, \qquad u, v = 0, \dots, k - 1.$$

An image of $n \times n$ gives $(n-1)s + k$ rows and columns. Padding "same" keeps $ns$ of them. The surplus $k - s$
(for $k \ge s$) is cut away: $\lfloor (k-s)/2 \rfloor$ rows at the top, the others at the bottom, and columns likewise.
With $s = 2$ and $k = 3$, one row goes, the last.

The name comes from linear algebra. A convolution is a linear map, so it has a matrix $C$ with mostly zeros. The
transposed convolution with the same filter, stride and padding is multiplication by $C^\top$. It goes back to the old
*shape*. It is not the inverse, and does not bring back the old image.
"""

# %% [markdown]
r"""
### Exercise 5.7: Transposed convolution by hand

*Difficulty: ●●● · about 20 minutes*

First on paper, with stride 2 and padding "same", for the image and the two filters

$$x = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}, \qquad
K_2 = \begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}, \qquad
K_3 = \begin{pmatrix} 1 & 1 & 1 \\ 1 & 1 & 1 \\ 1 & 1 & 1 \end{pmatrix}.$$

Enter the results as `paper_2` and `paper_3`, NumPy arrays of 4 × 4. Then write the function, for one channel. NumPy is
enough (the check sees only what it returns).
"""


# %% nbgrader={"grade_id": "exercise-5-7", "solution": true}
### BEGIN SOLUTION
paper_2 = np.array([[1, 0, 2, 0], [0, 1, 0, 2], [3, 0, 4, 0], [0, 3, 0, 4]])
paper_3 = np.array([[1, 1, 3, 2], [1, 1, 3, 2], [4, 4, 10, 6], [3, 3, 7, 4]])
### END SOLUTION


def transposed(image, kernel, stride=2):
    """Return the transposed convolution with padding "same", (h·stride, w·stride).

    image: (h, w); kernel: (k, k), k >= stride.
    """
    ### BEGIN SOLUTION
    (h, w), k = image.shape, len(kernel)
    canvas = np.zeros(((h - 1) * stride + k, (w - 1) * stride + k))
    for i in range(h):
        for j in range(w):
            canvas[i * stride : i * stride + k, j * stride : j * stride + k] += image[i, j] * kernel
    cut = (k - stride) // 2
    return canvas[cut : cut + h * stride, cut : cut + w * stride]
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

On paper: draw a grid of 5 × 5 for the 3 × 3 filter, paint four squares of 3 × 3 with their corners at (0, 0), (0, 2),
(2, 0) and (2, 2), add, and cut off the last row and column.

</details>
<details><summary>Hint 2</summary>

Start with zeros of size `(n - 1) * stride + k`. Two loops over the input's pixels; each adds `image[i, j] * kernel` to
a square of the canvas.

</details>
<details><summary>Hint 3</summary>

`canvas[i * stride : i * stride + k, j * stride : j * stride + k] += image[i, j] * kernel`. At the end, cut:
`cut = (k - stride) // 2`, and keep rows `cut` to `cut + h * stride`.

</details>
"""

# %% nbgrader={"grade_id": "check-5-7", "grade": true, "points": 4}
with checks.exercise("5.7"):
    checks.same(transposed, "transposed")
    x = np.array([[1.0, 2], [3, 4]])
    for paper, name, kernel in (
        (paper_2, "paper_2", np.eye(2)),
        (paper_3, "paper_3", np.ones((3, 3))),
    ):
        given = x[None, ..., None], kernel[..., None, None], 2
        right, whole = (
            np.asarray(keras.ops.conv_transpose(*given, padding=padding))[0, ..., 0]
            for padding in ("same", "valid")
        )
        causes = {
            "The first row and column are cut away; cut the last ones.": whole[-4:, -4:],
            "Nothing is cut away; cut the last row and column.": whole,
            "The filter's numbers paint the image; its numbers paint the filter.": np.kron(
                kernel, x
            ),
            "Each number only fills a square of 2 × 2; paint the filter.": x.repeat(2, 0).repeat(
                2, 1
            ),
        }
        wrong = np.sum(paper != right) if np.shape(paper) == (4, 4) else "some"
        because = f"Paint the filter four times, and add: {wrong} of the numbers are wrong."
        checks.diagnosed(paper, right, name, causes, 1e-4, because)
        checks.array(paper, name, shape=(4, 4))

    ### BEGIN HIDDEN TESTS
    def paintings(rng):
        for h, w, k, stride in (
            (2, 2, 2, 2),
            (3, 5, 3, 2),
            (5, 3, 4, 2),
            (2, 4, 5, 2),
            (1, 2, 3, 1),
            (3, 2, 3, 3),
            (2, 3, 6, 3),
            (2, 2, 6, 4),
        ):
            words = f"an image of {h} × {w}, a filter of {k} × {k}, stride {stride}"
            yield checks.case(words, rng.normal(size=(h, w)), rng.normal(size=(k, k)), stride)
        pixels = rng.integers(0, 9, (3, 4))
        yield checks.case("whole numbers as pixels, no stride", pixels, rng.normal(size=(3, 3)))
        yield checks.case(
            "a filter of whole numbers", rng.random((3, 2)), np.array([[1, 0], [2, 1]])
        )

    checks.same(transposed, "transposed", paintings)
    ### END HIDDEN TESTS

# %% [markdown]
"""
That it really is the transpose can be seen in a few lines. The columns of $C$ are what the convolution makes of images
with a single pixel.
"""

# %%
rng = np.random.default_rng(0)
kernel, small = rng.normal(size=(3, 3)), rng.normal(size=(2, 2))
single_pixels = np.eye(16, dtype="float32").reshape(16, 4, 4, 1)
C = convolve(single_pixels, kernel, strides=2, padding="same").reshape(16, 4).T
print("C has shape", C.shape, "and", f"{np.mean(C == 0):.0%} zeros")
difference = np.abs(C.T @ small.ravel() - transposed(small, kernel).ravel()).max()
print(f"Cᵀx and your function differ by {difference:.1g}")

# %% [markdown]
"""
**Question 5.3: Predict, run, explain.** Take an even image, every pixel 1, and filters of ones of size 2, 3 and 4, with
stride 2. The filter of size 2 gives an even image. What will the other two give in the middle of the image, away from
the borders? Which values occur, and in which pattern? Run, explain, and say what follows for the choice of a filter
size.
"""

# %% [markdown] nbgrader={"grade_id": "explain-5-3", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess; most expect an even image from the larger filters too.

*Explanation.* The value of an output pixel is the number of input pixels that paint on it. Along one axis, a filter of
3 with stride 2 covers every second pixel twice and the others once. In two dimensions the counts multiply: 1, 2 and 4,
in a regular pattern of period 2, a **checkerboard**. A filter of 4 covers each pixel twice along each axis, hence 4
everywhere in the middle: even, since the stride divides the filter's size. Only the border gets less.

So a filter size that is a multiple of the stride (2 or 4 for stride 2) starts out even, and 3 does not. A network with
filters of 3 can learn to make up for it, by filters whose numbers are larger where fewer overlap, and partly does;
another remedy is upsampling followed by a convolution of stride 1, where all pixels are covered alike.

**Rubric (3 points).** 1 point: values 1, 2 and 4 for the filter of size 3, with period 2. 1 point: even for size 4, as
the stride divides it, or the count of overlaps. 1 point: a consequence, such as a filter size that is a multiple of the
stride, or upsampling and convolution. A wrong prediction costs nothing.
"""

# %%
even = np.ones((7, 7))
painted = {size: transposed(even, np.ones((size, size))) for size in (2, 3, 4)}
for size, image in painted.items():
    print(f"filter of {size}: values in the middle", np.unique(image[4:-4, 4:-4]))
plots.image_grid(
    [image / 4 for image in painted.values()],
    titles=[f"filter of {size}" for size in painted],
    columns=3,
    title="An even image, enlarged by filters of ones (4 is white)",
)

# %% tags=["claim"]
middles = {size: np.unique(image[4:-4, 4:-4]).tolist() for size, image in painted.items()}
assert middles == {2: [1], 3: [1, 2, 4], 4: [4]}, (
    f"values 1, 2 and 4 for size 3, one value else: {middles}"
)

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Size 3: three values in the middle, alternating from pixel to pixel. Size 4: one value, with a darker frame. For each,
count the brushes that reach a pixel, first along one axis: they begin at every second pixel. How do the counts of rows
and columns combine? Then try a size of 5 and of 6 before you say what decides.

</details>
"""

# %% [markdown]
"""
The same with filters as a network has them before training: two transposed convolutions of stride 2 with random
filters, on codes that are the same at each place, and beside them upsampling with convolutions.
"""


# %%
def enlarge(layer, size):
    """Return a fresh network that enlarges twice, and makes an image of the result."""
    parts = [*layer(size), *layer(size)]
    return keras.Sequential([keras.Input((7, 7, 16)), *parts, layers.Conv2D(1, 1)])


def painting(size):
    return [layers.Conv2DTranspose(16, size, strides=2, padding="same", activation="relu")]


def repeating(size):
    return [layers.UpSampling2D(2), layers.Conv2D(16, size, padding="same", activation="relu")]


# %%
training.seed(5)
values = np.random.default_rng(5).normal(size=(10, 1, 1, 16)).astype("float32")
flat_codes = np.broadcast_to(values, (10, 7, 7, 16))
ways = {
    "transposed, 3 × 3": (painting, 3),
    "transposed, 4 × 4": (painting, 4),
    "upsampling, 3 × 3": (repeating, 3),
}
enlarged = {name: predict(enlarge(*way), flat_codes) for name, way in ways.items()}


def stretched(images):
    """Return the middle of each image, with its mean as grey and the largest range as 1."""
    middle = images[:, 6:-6, 6:-6]
    largest = np.ptp(middle, axis=(1, 2, 3)).max()
    return 0.5 + (middle - middle.mean(axis=(1, 2), keepdims=True)) / max(largest, 1e-3)


# %%
for name, images in enlarged.items():
    ranges = np.ptp(images[:, 6:-6, 6:-6], axis=(1, 2, 3))
    print(f"{name:<20}brightest less darkest pixel, at most {ranges.max():.2g}")
pictures = {name: stretched(images) for name, images in enlarged.items()}
plots.rows(pictures, title="Even codes, untrained networks (each row in a range of its own)")

# %% [markdown]
"""
Each row is stretched to its own range, so compare patterns, and take the strengths from the printed numbers. With
random filters the filter of 4 paints a pattern too. Each output pixel is painted by every second number of the filter
along each axis, and its neighbour by the others; the image is even only if all these groups of numbers add up to the
same. Training has to bring that about. With a size of 4 each group has four numbers and the task is even-handed; with 3
the groups have one, two, two and four. Upsampling followed by a convolution cannot show the pattern: on an even map,
every output pixel sees the same.

**Instant question.** A transposed convolution of stride 2 has a filter of 5 × 5, all ones. Which values does it make of
an even image of ones, away from the borders?

- 4, 6 and 9
- 6.25 everywhere
- 1, 2 and 4

<details><summary>Answer</summary>

4, 6 and 9. Along one axis a filter of 5 with stride 2 reaches pixels from two places and from three, in turn, and the
counts of both axes multiply. 6.25 is their mean; all pixels would have it if the stride divided the size. 1, 2 and 4
belong to a filter of 3.

</details>
"""

# %% tags=["claim"]
middle = np.unique(transposed(np.ones((9, 9)), np.ones((5, 5)))[5:-5, 5:-5]).tolist()
assert middle == [4, 6, 9], f"a filter of 5 gives 4, 6 and 9: {middle}"
ripple = {n: np.ptp(images[:, 6:-6, 6:-6], axis=(1, 2, 3)).max() for n, images in enlarged.items()}
assert ripple["upsampling, 3 × 3"] < 1e-5, f"upsampling cannot show the pattern: {ripple}"
assert ripple["transposed, 4 × 4"] > 1e-3, f"the filter of 4 paints a pattern too: {ripple}"

# %% [markdown]
"""
## 6 Strides instead of pooling: a denoiser of digits

A convolution with stride 2 filters and halves in one step, and learns how to halve. The last network has no pooling and
no upsampling:

| encoder | decoder |
| --- | --- |
| `Conv2D` 32, 3 × 3, stride 2, "same", relu | `Dense(7 * 7 * 64)`, relu |
| `Conv2D` 64, 3 × 3, stride 2, "same", relu | `Reshape((7, 7, 64))` |
| `Flatten` | `Conv2DTranspose` 64, 3 × 3, stride 2, "same", relu |
| `Dense(16)`, no activation | `Conv2DTranspose` 32, 3 × 3, stride 2, "same", relu |
| | `Conv2DTranspose` 1, 3 × 3, stride 1, "same", sigmoid |
"""

# %% [markdown]
"""
### Exercise 5.8: Count, then build

*Difficulty: ●●○ · about 10 minutes*

Before you build: fill in `counted`, the parameters of the seven layers that have any, from the encoder's first to the
decoder's last, in a list or an array. A `Conv2DTranspose` has as many as a `Conv2D` with the same filter size, input
channels and filters; your function helps. Then build the two halves, and compare with their summaries.
"""


# %% nbgrader={"grade_id": "exercise-5-8", "solution": true}
### BEGIN SOLUTION
counted = [
    conv_parameters(3, 1, 32),
    conv_parameters(3, 32, 64),
    7 * 7 * 64 * 16 + 16,
    16 * 7 * 7 * 64 + 7 * 7 * 64,
]
counted += [conv_parameters(3, 64, 64), conv_parameters(3, 64, 32), conv_parameters(3, 32, 1)]
### END SOLUTION


def build_strided():
    """Return (encoder, decoder).

    encoder: (n, 28, 28, 1) → (n, 16); decoder: (n, 16) → (n, 28, 28, 1) in (0, 1).
    """
    ### BEGIN SOLUTION
    strided = {"strides": 2, "padding": "same", "activation": "relu"}
    encoder = [
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, **strided),
        layers.Conv2D(64, 3, **strided),
    ]
    decoder = [
        keras.Input((16,)),
        layers.Dense(7 * 7 * 64, activation="relu"),
        layers.Reshape((7, 7, 64)),
    ]
    decoder += [
        layers.Conv2DTranspose(64, 3, **strided),
        layers.Conv2DTranspose(32, 3, **strided),
    ]
    decoder.append(layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid"))
    return keras.Sequential([*encoder, layers.Flatten(), layers.Dense(16)]), keras.Sequential(
        decoder
    )
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`counted` has seven numbers: two convolutions, `Dense(16)`, `Dense(7 * 7 * 64)`, three transposed convolutions. A dense
layer from a to b numbers has a · b weights and b biases.

</details>
<details><summary>Hint 2</summary>

`layers.Conv2D(32, 3, strides=2, padding="same", activation="relu")`, and `layers.Conv2DTranspose(64, 3, ...)` with the
same options. The very last layer has stride 1.

</details>
<details><summary>Hint 3</summary>

The encoder has 69,008 parameters, the decoder 108,993.

</details>
"""

# %% nbgrader={"grade_id": "check-5-8", "grade": true, "points": 3}
with checks.exercise("5.8"):
    checks.same(build_strided, "build_strided")
    sizes = [array.size for half in build_strided() for array in half.get_weights()]
    right, numbers = np.add(sizes[0::2], sizes[1::2]), np.asarray(counted)
    if numbers.shape != (7,):
        because = f"Its shape is {numbers.shape}; seven numbers are expected."
    elif np.array_equal(np.sort(numbers), np.sort(right)):
        because = "The order is another: from the encoder's first to the decoder's last."
    elif np.array_equal(numbers, sizes[0::2]):
        because = "The biases are missing, one for each filter or unit."
    else:
        because = f"Wrong: {', '.join(f'the {i + 1}.' for i in np.flatnonzero(numbers != right))}"
    assert np.array_equal(numbers, right), f"`counted` is not what your layers have. {because}"

    ### BEGIN HIDDEN TESTS
    def pixels(rng):
        images = rng.normal(0, 1, (2, 28, 28, 1)).astype("float32")
        numbers = rng.normal(0, 1, (2, 16)).astype("float32")
        yield checks.outputs("two images and two codes", inputs=[images, numbers])

    checks.same(build_strided, "build_strided", pixels, tolerance=1e-4)
    ### END HIDDEN TESTS

# %%
training.seed(4)
strided_encoder, strided_decoder = build_strided()
strided_encoder.summary()

# %%
strided_decoder.summary()

# %% [markdown]
"""
Read the summaries against your numbers. The two dense layers around the code hold 58 % of all parameters. The work is
elsewhere again: a transposed convolution uses its filters once at each *input* pixel, so the first two need
9 · 64 · 64 · 49 and 9 · 64 · 32 · 196 multiplications, 5.4 of the network's 6.7 million.

The task is the second one of notebook 04: digits with noise of mean 0.5 and standard deviation 0.5, clipped.

The next exercise trains `strided_encoder` and `strided_decoder`, made in the cell of the first summary above. To try a
second time, run that cell first: otherwise the training goes on from the weights it finds, and the comparison that
follows is no longer one of equal epochs.
"""

# %%
n_epochs, n_count = effort.pick(full=(20, 50_000), quick=(3, 8_000), grade=(3, 1_000))
n_batch = effort.pick(full=128, quick=32, grade=8)
n_clean = d_train[:n_count]
n_noisy = noise.gaussian(n_clean, 0.5, mean=0.5, seed=21)
n_noisy_validation = noise.gaussian(d_validation, 0.5, mean=0.5, seed=22)
n_noisy_test = noise.gaussian(d_test, 0.5, mean=0.5, seed=23)

# %% [markdown]
"""
### Exercise 5.9: Train it to denoise

*Difficulty: ●○○ · about 5 minutes*

Complete the function: compile with Adam at the given rate and mean squared error, then train from noisy to clean for
`n_epochs` epochs in batches of `n_batch`, with `n_noisy_validation` and `d_validation` for validation. Pass `name` on
(the check does not look at it). Return the history. The cell then uses it on `strided`. The check first tries your
function on a network of one weight, and prints what that training says.
"""


# %% nbgrader={"grade_id": "exercise-5-9", "solution": true}
def train_to_denoise(model, name, peak=0.003):
    """Compile the model, train it to denoise digits, and return the history.

    name: of the checkpoint; peak: of the learning rate.
    """
    training.start_at_mean(model, n_clean)
    rate = training.warmup_cosine(peak, images=len(n_clean), batch_size=n_batch, epochs=n_epochs)
    ### BEGIN SOLUTION
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    pair = (n_noisy_validation, d_validation)
    return training.fit(
        model, n_noisy, n_clean, epochs=n_epochs, batch_size=n_batch, validation=pair, name=name
    )
    ### END SOLUTION


training.seed(4)
strided = keras.Sequential([strided_encoder, strided_decoder])
strided_history = train_to_denoise(strided, "05_strided")

# %% [markdown]
"""
<details><summary>Hint 1</summary>

`model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")`. Then `training.fit` as in Exercise 4.6.

</details>
<details><summary>Hint 2</summary>

`return training.fit(model, n_noisy, n_clean, epochs=n_epochs, batch_size=n_batch, validation=(..., ...), name=name)`

</details>
"""

# %%
losses = strided_history.history["loss"] if strided_history else []
optimiser = type(getattr(strided, "optimizer", None)).__name__
print(optimiser, "- training loss after each epoch:", " ".join(f"{loss:.4f}" for loss in losses))

# %% nbgrader={"grade_id": "check-5-9", "grade": true, "points": 3}
with checks.exercise("5.9"):
    tiny = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(1, 1, use_bias=False)])
    tiny.set_weights([np.full((1, 1, 1, 1), 2.0)])
    per_epoch = -(-len(n_clean) // n_batch)
    trial = train_to_denoise(tiny, "05_trial", peak=0.1 / (n_epochs * per_epoch))
    found, last = checks.run(trial.model, n_noisy_validation), trial.history.get("val_loss", [-1])
    causes = {"It is the cross-entropy.": metrics.bce(d_validation, found)}
    because = "Measure the MSE from n_noisy_validation to d_validation."
    right = metrics.mse(d_validation, found)
    checks.diagnosed(last[-1], right, "a trial's validation loss", causes, 1e-3, because)
    noisy = noise.gaussian(n_clean, 0.5, mean=0.5, seed=5900)
    causes = {"It learns to copy clean digits.": metrics.mse(n_clean, 2 * n_clean)}
    causes["The targets are noisy; they are clean."] = metrics.mse(noisy, 2 * n_clean)
    first, right = trial.history["loss"][0], metrics.mse(n_clean, 2 * noisy)
    because = "Train the given model from n_noisy to n_clean."
    checks.diagnosed(first, right, "a trial's first loss", causes, 0.06, because)
    moved, because = 2 - trial.model.get_weights()[0].item(), "Compile it with Adam(rate)."
    what, causes = "how far a weight went in a trial", {"The rate is constant.": 0.1}
    checks.diagnosed(moved, 0.0505, what, causes, 0.002, because)
    clean = data.mnist().test.images[:2000, ..., None]
    new = noise.gaussian(clean, 0.5, mean=0.5, seed=5901)  # noise that no training has seen
    error = metrics.mse(clean, checks.run_network(strided, "strided", checks.strided_network, new))
    limit = 0.9 * metrics.mean_image_baseline(data.mnist().train.images[..., None], clean)
    checks.below(error, limit, "The MSE on noisy digits (limit: 0.9 of the mean image's)")
    done = (len(losses), strided_history.params["steps"]) if error < limit else (0, 0)
    because = "Train on all of n_noisy and n_clean, in batches of n_batch, for n_epochs epochs."
    checks.close(done, (n_epochs, per_epoch), "epochs, and steps in each", 0, because)
    assert [optimiser, error < limit] == ["Adam", True], f"Trained with {optimiser}; use Adam."
    ### BEGIN HIDDEN TESTS
    again = noise.gaussian(clean[:500], 0.5, mean=0.5, seed=5902)
    others = checks.run_network(strided, "strided", checks.strided_network, again)
    checks.below(metrics.mse(clean[:500], others), limit, "The MSE on other noise")
    # Noise that a training has seen is known by heart.
    known = 1.03 * metrics.mse(clean, checks.run(strided, n_noisy_test))
    what = "The MSE on new noise (limit: 1.03 times that on n_noisy_test)"
    checks.below(error, known, what, "Train on n_clean.")
    assert others.std(axis=0).mean() > 0.2 * clean.std(axis=0).mean(), (
        "the output is nearly the same for all digits."
    )
    # A network that has seen digits does better on digits than on garments, each measured by its
    # mean image.
    fashion_sets = data.fashion_mnist()
    garments = fashion_sets.test.images[:500, ..., None]
    lazy = metrics.mean_image_baseline(fashion_sets.train.images[..., None], garments)
    output = checks.run(strided, noise.gaussian(garments, 0.5, mean=0.5, seed=5903))
    bound = metrics.mse(garments, output) / lazy
    what = "The MSE on noisy digits, over the mean image's (limit: the same on garments)"
    checks.below(error * 0.9 / limit, bound, what, "Train on n_noisy and n_clean.")
    ### END HIDDEN TESTS

# %% [markdown]
"""
Two rivals, trained on the same images for as many epochs: the dense denoiser of notebook 04 with 256 hidden units, by
your function, and the small max-pooling network of section 2, whose code keeps its place in the image and whose few
parameters allow larger steps. `train_to_denoise` starts all of them at the mean of the targets: the dense one, with a
bias for each pixel, at the mean image, as notebook 01 did; the other two, with one bias for all pixels, at an even dark
grey. With the squared error this matters more than with the cross-entropy: most pixels are black, so the first steps
drive every output towards 0, and there the sigmoid's slope vanishes and hardly any gradient is passed on. A small
network that starts at 0.5 may end at black images and stay there.

**Question 5.4: Predict, run, explain.** The strided network has 178,001 parameters and a code of 16 numbers, the dense
one 402,448 and a hidden layer of 256, the max-pooling network 4,385 and a code of 4 × 4 × 8. Rank them by the PSNR of
what they make of noisy test digits. Then rank them on test digits shifted by 3 pixels before the noise is added. Run
the cells. Which of your rankings held, and what makes the difference between the two convolutional networks?
"""

# %% [markdown] nbgrader={"grade_id": "explain-5-4", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* In place the strided network leads (16.3 dB), then the dense one (15.3 dB), and the pooling network with
its 4,385 parameters is close behind it (14.9). On shifted digits the pooling network loses about half a decibel and
leads with 14.4; the other two lose more than 2 and end near 13.

The strided network is built of convolutions, and the shift harms it as much as the dense one. Between its encoder and
its decoder stand `Flatten` and `Dense(16)`, which have a weight of their own for every place. They have seen digits in
one place only, so a digit elsewhere gets the code of some digit in the usual place; the pictures show other digits than
were put in, pulled back to the middle. The code of 16 numbers is what makes it good in place: only usual digits fit
through it. The code of the pooling network is eight small maps, which keep the place, and no weight on its way belongs
to one place.

So it is not having convolutions that makes a network indifferent to shifts, but having nothing else.

**Rubric (3 points).** 1 point: both rankings from the reader's own table, with the change of order. 1 point: the dense
layers around the strided network's code have weights for each place. 1 point: a conclusion on parameters or on what a
code that keeps the place is good for. A wrong prediction costs nothing.
"""

# %%
training.seed(6)
dense_rival = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(256, activation="relu"),
        layers.Dense(784, activation="sigmoid"),
        layers.Reshape((28, 28, 1)),
    ]
)
pooling_rival = keras.Sequential([build_pool_encoder(), build_pool_decoder()])

# %%
count = effort.pick(full=None, quick=None, grade=8)  # grading needs no well-trained rivals
n_noisy, n_clean = n_noisy[:count], n_clean[:count]
dense_history = train_to_denoise(dense_rival, "05_dense_denoiser")

# %%
pool_history = train_to_denoise(pooling_rival, "05_pooling_denoiser", peak=0.01)

# %%
rivals = {"strided": strided, "dense": dense_rival, "pooling": pooling_rival}
d_shifted = shift(d_test, 3)
shifted_noisy = noise.gaussian(d_shifted, 0.5, mean=0.5, seed=24)
pairs = ((d_test, n_noisy_test), (d_shifted, shifted_noisy))
mean_image = np.broadcast_to(d_train.mean(axis=0), d_test.shape)
psnrs = {
    "noisy input": [metrics.psnr(clean, noisy) for clean, noisy in pairs],
    "mean image": [metrics.psnr(clean, mean_image) for clean, _ in pairs],
}
for name, model in rivals.items():
    psnrs[name] = [metrics.psnr(clean, predict(model, noisy)) for clean, noisy in pairs]

# %%
print(f"{'PSNR in dB':<14}in place   shifted by 3   parameters")
for name, (in_place, moved) in psnrs.items():
    size = f"{rivals[name].count_params():,}" if name in rivals else ""
    print(f"{name:<14}{in_place:>8.2f}{moved:>15.2f}{size:>13}")

# %% tags=["readme"]
denoised = {name: predict(model, n_noisy_test[:10]) for name, model in rivals.items()}
plots.rows(
    {"original": d_test, "corrupted": n_noisy_test} | denoised,
    title="Digits: original, corrupted, denoised",
)

# %%
denoised = {name: predict(model, shifted_noisy[:10]) for name, model in rivals.items()}
plots.rows(
    {"original": d_shifted, "corrupted": shifted_noisy} | denoised,
    title="The same, shifted by 3 pixels",
)

# %% tags=["claim"]
place = {name: psnrs[name][0] for name in rivals}
moved_to = {name: psnrs[name][1] for name in rivals}
assert max(place, key=place.get) == "strided", f"in place the strided network leads: {place}"
assert max(moved_to, key=moved_to.get) == "pooling", f"shifted, the pooling one leads: {moved_to}"
lost = {name: place[name] - moved_to[name] for name in rivals}
assert lost["pooling"] < 1.2, f"the pooling network has lost little: {lost['pooling']:.2f} dB"
least = min(lost["strided"], lost["dense"])
assert least > 1.5, f"the other two lose more: {least:.2f} dB"

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Compare the two columns of the table. In place the strided network is ahead; with all digits moved by 3 pixels the
smallest network is, and it is the only one that has lost little. The pictures say how the others fail: they draw
strokes where digits usually stand, not where these ones do.

Look for the layers that know where they are: which layers of each network have a weight for every place of the image?
Go through the table of section 6 and through the decoder of section 2 with this question. Then ask what a code through
which only usual digits fit is good for, in place and elsewhere.

</details>
"""

# %% [markdown]
"""
## Your progress
"""

# %%
progress.table("05_convolutional")

# %% [markdown]
"""
## What to take away

- The parameters of a convolution depend on its filter and channels alone; its work grows with the image. Dense layers
  hold most of the parameters, convolutions do most of the work.
- Sharing weights lets 4,385 parameters copy digits. What they learned holds elsewhere too: exactly so only for shifts
  that fit the poolings, far from the borders. One dense layer in the middle ends it.
- A transposed convolution is the transpose of a convolution, not its inverse. Its overlaps are even only if the stride
  divides the filter's size.
- "Trains faster" is two questions, by epochs and by the clock, and one run answers neither for good.
- An output that looks clean may be worse than the noisy input: compare with the input left alone.
"""

# %% [markdown]
"""
**Where next.** Notebook 06 builds a deep convolutional autoencoder for faces in colour, with all the parts you know
now.

**References.** Y. LeCun et al., *Gradient-based learning applied to document recognition*, 1998. V. Dumoulin and F.
Visin, *A guide to convolution arithmetic for deep learning*, 2016. A. Odena, V. Dumoulin and C. Olah, *Deconvolution
and checkerboard artifacts*, Distill, 2016. S. Ioffe and C. Szegedy, *Batch normalization: accelerating deep network
training by reducing internal covariate shift*, 2015. S. Santurkar et al., *How does batch normalization help
optimization?*, 2018.
"""
