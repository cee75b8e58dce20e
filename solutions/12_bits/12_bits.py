# %% [markdown]
r"""
# 12 · Bits

{{badge}}

An autoencoder squeezes an image into 32 numbers. Is that compression? A file holds bits, not numbers, and a number of
`float32` takes 32 of them. Here codes become bits: rounded, counted, and put beside JPEG, WebP, PNG and PCA at the same
number of bits. Then the rounding moves into the training, the code becomes a list of indices, and at the end it has
more numbers than the image has pixels and still cannot copy.

**You will be able to**

- quantise a code and count its bits with a table that the receiver can have;
- compare compressors on one plot of bits per pixel against PSNR, and say what is counted and what is not;
- train through a rounding, with the rate in the loss, and say what that has to do with a VAE;
- write a vector quantiser with its losses, see how many entries are used, and revive the dead ones;
- say what keeps a sparse code with more units than pixels from copying.

**You should know** notebooks 01 to 04 (PCA, PSNR), and of 07 the divergence and the layer that adds it to the loss.

**Time.** {{times}} Reading and exercises take about 150 minutes.
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
from keras import layers, ops

from helpers import checks, data, effort, metrics, plots, progress, training
from helpers.predict import predict

# %%
mnist = data.mnist()
x_train = mnist.train.images
x_validation, x_test = mnist.validation.images[:2000], mnist.test.images[:2000]
print("training", x_train.shape, " test", x_test.shape)

# %% [markdown]
r"""
## 1 Numbers become bits

First a plain autoencoder with a code of 32 numbers, trained for the squared error, and its rival with a code of the
same size: PCA, which notebook 03 computes.
"""

# %%
EPOCHS = effort.pick(full=40, quick=8, grade=2)
FEWER = effort.pick(full=20, quick=4, grade=1)  # for the networks of later sections
BATCH = 128
PEAK = 0.002


def optimiser(epochs):
    """Return Adam with a rate that climbs to PEAK and falls again within so many epochs."""
    rate = training.warmup_cosine(PEAK, images=len(x_train), batch_size=BATCH, epochs=epochs)
    return keras.optimizers.Adam(rate)


# %%
def build_halves(code_size):
    """Return an encoder, images (n, 28, 28) → codes, and a decoder, both of two dense layers."""
    encoder = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(512, activation="relu"),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(512, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
    return encoder, decoder


# %%
training.seed(1)
plain_encoder, plain_decoder = build_halves(32)
plain = keras.Sequential([plain_encoder, plain_decoder])
plain.compile(optimizer=optimiser(EPOCHS), loss="mse")
plain_history = training.fit(
    plain,
    x_train,
    epochs=EPOCHS,
    batch_size=BATCH,
    validation=x_validation,
    name="12_plain",
)

# %% [markdown]
"""
PCA of the same images, with all 784 directions, since a later section needs more than 32. The directions are
orthonormal, so an error in the code is the same error in the image.
"""

# %%
mean_image = x_train.reshape(-1, 784).mean(axis=0)
covariance = np.cov(x_train.reshape(-1, 784), rowvar=False)
directions = np.linalg.eigh(covariance)[1][:, ::-1].T.astype("float32")  # largest variance first


def pca_encode(images, size=784):
    """Return the first `size` numbers of PCA's code: (n, 28, 28) → (n, size)."""
    return (images.reshape(-1, 784) - mean_image) @ directions[:size].T


def pca_decode(codes):
    """Return images (n, 28, 28), cut to [0, 1], for codes (n, size)."""
    vectors = codes @ directions[: codes.shape[1]] + mean_image
    return vectors.clip(0, 1).reshape(-1, 28, 28)


# %%
def plain_encode(images):
    """Return the plain autoencoder's codes, (n, 32)."""
    return predict(plain_encoder, images)


def plain_decode(codes):
    """Return the plain autoencoder's images of codes (n, 32)."""
    return predict(plain_decoder, codes.astype("float32"))


x_few = x_train[:5000]  # what limits and tables are made of
rivals = {
    "autoencoder": (plain_encode, plain_decode),
    "PCA": (lambda images: pca_encode(images, 32), pca_decode),
}
for name, (encode, decode) in rivals.items():
    print(f"{name:<12}32 numbers, PSNR {metrics.psnr(x_test, decode(encode(x_test))):.2f} dB")

# %% [markdown]
r"""
32 numbers of `float32` are 1,024 bits, or 1.3 bits for each of the 784 pixels. Most of these bits say nothing that can
be seen. A **quantiser** keeps fewer: it cuts the range from `low` to `high` into $2^b$ cells of the same width,

$$\text{width} = \frac{\text{high} - \text{low}}{2^b},$$

and keeps of a number only the index of the cell it lies in, a whole number from 0 to $2^b - 1$: the **symbol**, which
takes $b$ bits. The receiver puts the middle of the cell in the number's place, so within the range the error is at most
half a width.
"""

# %% [markdown]
"""
### Exercise 12.1: Quantise to b bits

*Difficulty: ●○○ · about 15 minutes*

Write both directions. The limits are given for each number of the code. A cell holds its lower edge and not its upper
one. What lies below the lowest cell counts as in it, and what lies at `high` or above counts as in the highest.
"""


# %% nbgrader={"grade_id": "exercise-12-1", "solution": true}
def quantise(codes, low, high, bits):
    """Return the symbols of codes: (n, d) → whole numbers (n, d) from 0 to 2**bits - 1.

    low, high: (d,), low < high. bits: a whole number from 1 to 16, the same for all.
    """
    ### BEGIN SOLUTION
    cells = np.floor((codes - low) / (high - low) * 2**bits)
    return np.clip(cells, 0, 2**bits - 1).astype(int)
    ### END SOLUTION


def dequantise(symbols, low, high, bits):
    """Return the middles of the cells: symbols (n, d) → numbers (n, d)."""
    ### BEGIN SOLUTION
    return low + (symbols + 0.5) * (high - low) / 2**bits
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Move the range to 0 first: `codes - low`. Divide by the width, and the whole part is the symbol: `np.floor`.

</details>
<details><summary>Hint 2</summary>

`np.clip(cells, 0, 2**bits - 1)` brings what lies outside into the first and the last cell. `.astype(int)` makes whole
numbers, and comes last.

</details>
<details><summary>Hint 3</summary>

Cell 0 goes from `low` to `low + width`. Its middle is `low + 0.5 * width`, that of cell s is `low + (s + 0.5) * width`.

</details>
"""

# %% nbgrader={"grade_id": "check-12-1", "grade": true, "points": 3}
with checks.exercise("12.1"):
    checks.same(quantise, "quantise")
    checks.same(dequantise, "dequantise")

    ### BEGIN HIDDEN TESTS
    def numbers(rng):
        for n, d, bits in ((6, 2, 3), (5, 3, 1), (4, 1, 6), (1, 4, 2), (7, 2, 9)):
            low, width = rng.normal(0, 2, d), rng.uniform(0.5, 4, d)
            codes = low + width * rng.uniform(-0.4, 1.4, (n, d))
            yield checks.case(
                f"{n} codes of {d} numbers, {bits} bits", codes, low, low + width, bits
            )
        low, high = np.array([-1.0, 0.0]), np.array([1.0, 4.0])
        edges = low + (high - low) * np.array([[0.0], [0.25], [0.5], [0.75], [1.0]])
        yield checks.case("codes on the edges of four cells", edges, low, high, 2)
        far = rng.choice([-1, 1], (4, 2)) * rng.uniform(100, 1000, (4, 2))
        yield checks.case("codes far outside", far, low, high, 3)

    def indices(rng):
        for n, d, bits in ((6, 2, 3), (5, 3, 1), (4, 1, 6), (1, 4, 2)):
            low, width = rng.normal(0, 2, d), rng.uniform(0.5, 4, d)
            symbols = rng.integers(0, 2**bits, (n, d))
            words = f"{n} codes of {d} symbols, {bits} bits"
            yield checks.case(words, symbols, low, low + width, bits)

    checks.same(quantise, "quantise", numbers)
    checks.same(dequantise, "dequantise", indices, tolerance=1e-6)
    ### END HIDDEN TESTS


# %% [markdown]
r"""
Which limits? Wide ones waste cells where hardly a code lies, narrow ones cut off. So that each rival is at its best,
the next cell tries a few, so many standard deviations around the mean, and takes those with the smallest error on
training images, for each number of bits anew.
"""


# %%
def limits(codes, deviations):
    """Return (low, high) of each number: so many standard deviations around its mean."""
    middle, spread = codes.mean(axis=0), codes.std(axis=0) + 1e-6
    return middle - deviations * spread, middle + deviations * spread


def through_bits(encode, decode, images, bits):
    """Return what the decoder makes of codes of so many bits a number, with the best limits."""
    known, some = encode(x_few), x_few[:1000]
    trials = {}
    for deviations in (1, 1.5, 2, 2.5, 3, 4):
        edges = limits(known, deviations)
        made = decode(dequantise(quantise(known[:1000], *edges, bits), *edges, bits))
        trials[metrics.mse(some, made)] = edges
    edges = trials[min(trials)]
    return decode(dequantise(quantise(encode(images), *edges, bits), *edges, bits))


# %% [markdown]
"""
**Question 12.1: Predict, run, explain.** Both codes have 32 numbers. Before you run the next cells, predict: how many
bits for each number are enough, so that nobody would notice the rounding in the PSNR? At 2 bits, which of the two loses
more against its own unrounded code, the autoencoder or PCA? All 32 numbers get the same number of bits: whom does
that suit less, and why? The second figure, the spread of each number, helps.
"""

# %%
bit_counts = [1, 2, 3, 4, 5, 6, 8]
by_bits = {
    name: {bits: through_bits(encode, decode, x_test, bits) for bits in bit_counts}
    for name, (encode, decode) in rivals.items()
}
psnrs = {
    name: [metrics.psnr(x_test, images) for images in made.values()]
    for name, made in by_bits.items()
}
plots.sweep(
    bit_counts,
    psnrs,
    xlabel="bits for each of 32 numbers",
    ylabel="PSNR, dB",
    baselines={
        f"{name}, unrounded": metrics.psnr(x_test, decode(encode(x_test)))
        for name, (encode, decode) in rivals.items()
    },
    title="What rounding costs",
)

# %%
print("bits" + "".join(f"{name:>14}" for name in psnrs))
for i, bits in enumerate(bit_counts):
    print(f"{bits:>4}" + "".join(f"{values[i]:11.2f} dB" for values in psnrs.values()))

# %%
spreads = {name: np.sort(encode(x_few).std(axis=0))[::-1] for name, (encode, _) in rivals.items()}
plots.sweep(
    range(1, 33),
    {name: spread / spread.max() for name, spread in spreads.items()},
    xlabel="number of the code, by falling spread",
    ylabel="standard deviation, largest = 1",
    title="The spread of each number",
)

# %% [markdown] nbgrader={"grade_id": "explain-12-1", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* (Numbers at quick effort.) Both curves rise by several decibels a bit and then lie flat: from 5 bits on
the autoencoder is within 0.2 dB of its unrounded code, and PCA within 0.1. What is left is the error of 32 numbers,
which no bit repairs. At 2 bits the autoencoder has lost more, about 4 dB against PCA's 1.2: it had more to lose, since
its unrounded error is much smaller, and the same error of rounding weighs more beside it.

The autoencoder's numbers have similar spreads, since nothing in its training tells them apart, so equal bits suit them.
PCA's first number varies about four times as far as its last one. With equal bits its cells are wide where most of the
variance is and needlessly narrow where little is. For PCA an error in any number is the same error in the image, so
all cells should be equally wide, with more of them for the first numbers.

**Rubric (3 points).** 1 point: names from the own figure the number of bits from which the curves are flat, and that
beyond it the code's own error remains. 1 point: PCA's numbers have very different spreads, so that with as many cells
for each its first numbers are rounded coarsely and its last ones finely; the autoencoder's are more alike. 1 point:
errors in a code weigh by what they do to the image: for PCA the same error in any number costs the same. A wrong
prediction costs nothing.
"""

# %% [markdown]
"""
Drag the number of bits, and watch the pictures.
"""

# %%
from helpers import widgets

widgets.bits(
    {bits: {name: made[bits][:8] for name, made in by_bits.items()} for bits in bit_counts},
    original=x_test[:8],
    measures={"bits for an image": [32 * bits for bits in bit_counts]}
    | {f"PSNR of {name}": values for name, values in psnrs.items()},
    title="Digits through 32 numbers of 1 to 8 bits",
)

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

The curves climb steeply and then lie flat, at 5 bits or so: from there the error is that of 32 numbers, and finer
rounding is spent for nothing. Below, look at how far each curve lies under its own dashed line, not at which curve is
higher. The second figure says who is served badly by equal bits: divide PCA's largest spread by its smallest, and
compare with the autoencoder's. For PCA all errors in the code cost the same in the image; so ask whether its cells
should have the same *number* or the same *width*. Section 2 does the other one.

</details>
"""

# %% tags=["claim"]
whole = {
    name: metrics.psnr(x_test, halves[1](halves[0](x_test))) for name, halves in rivals.items()
}
missing = max(whole[name] - values[4] for name, values in psnrs.items())
assert missing < 0.3, f"at 5 bits a number the rounding costs little, in dB: {missing:.2f}"
lost = {name: whole[name] - values[1] for name, values in psnrs.items()}
assert lost["autoencoder"] > lost["PCA"], f"at 2 bits the autoencoder loses more: {lost}"
ratios = {name: each.max() / each.min() for name, each in spreads.items()}
assert ratios["autoencoder"] < 2, f"its numbers have similar spreads: {ratios['autoencoder']:.2f}"
assert ratios["PCA"] > 3, f"PCA's numbers have not: {ratios['PCA']:.2f}"

# %% [markdown]
r"""
## 2 Counting bits

With $b$ bits for each number, all symbols cost the same, the common ones and the rare. A better code gives short words
to what is common. Shannon showed how short they can get: a symbol of probability $p$ is worth

$$\log_2 \frac1p \text{ bits},$$

and no code that can be decoded does better on average. An **arithmetic coder**, which JPEG 2000 and video formats
contain, comes within a few bits of that sum for a whole message. None is installed with this course, and its workings
are not the lesson. So bits are counted here by the formula, and every such number below is a **bound** that a real
coder would miss by very little.

The trap is whose probabilities. The receiver must have the same table of $p$ *before* the message comes. A table
counted on the message itself would have to be sent too. So count it on training images: sender and receiver can both
have that one, as they have the decoder. Test images then cost what they cost, and symbols that the table thinks rare
are dear. A symbol that was never counted must not have $p = 0$, or its bits would be infinite: spread one more image
over all symbols.
"""

# %% [markdown]
r"""
### Exercise 12.2: Bits by a table

*Difficulty: ●●○ · about 20 minutes*

Each number of the code has a table of its own. For a code's number $j$, with $c_j(s)$ the count of symbol $s$ among $N$
known codes and $L$ possible symbols,

$$p_j(s) = \frac{c_j(s) + 1/L}{N + 1}.$$

Return what each new code costs, summed over its numbers.
"""


# %% nbgrader={"grade_id": "exercise-12-2", "solution": true}
def coded_bits(known, symbols, levels):
    """Return the bits of each code: symbols (n, d) → (n,).

    known: symbols (N, d), of which the tables are made. All are whole numbers from 0 to levels - 1.
    """
    ### BEGIN SOLUTION
    bits = np.zeros(len(symbols))
    for j in range(symbols.shape[1]):
        counts = np.bincount(known[:, j], minlength=levels)
        p = (counts + 1 / levels) / (len(known) + 1)
        bits += np.log2(1 / p)[symbols[:, j]]
    return bits
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`np.bincount(numbers, minlength=levels)` counts how often each whole number from 0 on occurs.

</details>
<details><summary>Hint 2</summary>

Take one number of the code after the other, in a loop over the columns. With the table `p` of shape (levels,),
`p[symbols[:, j]]` is the probability of that number's symbol in each of the new codes.

</details>
<details><summary>Hint 3</summary>

Add `np.log2(1 / p)[symbols[:, j]]` to an array of n zeros.

</details>
"""

# %% nbgrader={"grade_id": "check-12-2", "grade": true, "points": 3}
with checks.exercise("12.2"):
    checks.same(coded_bits, "coded_bits")

    ### BEGIN HIDDEN TESTS
    def tables(rng):
        for known, n, d, levels in ((9, 4, 3, 4), (5, 6, 1, 3), (12, 2, 2, 8), (30, 1, 5, 2)):
            one = rng.integers(0, levels, (known, d)) * rng.integers(0, 2, (known, d))
            other = rng.integers(0, levels, (n, d))
            words = f"a table of {known} codes, {n} new ones of {d} symbols, {levels} levels"
            yield checks.case(words, one, other, levels)
        yield checks.case(
            "symbols that the table never saw", np.zeros((6, 2), int), one[:3, :2] + 2, 9
        )
        same = rng.integers(0, 5, (20, 2))
        yield checks.case("new codes that are the known ones", same, same, 5)

    checks.same(coded_bits, "coded_bits", tables, tolerance=1e-6)
    ### END HIDDEN TESTS


# %% [markdown]
r"""
With counted bits the range needs no limits any more: round to whole multiples of a **step**, and let the table make far
symbols dear. One step serves all numbers of PCA, which is right for it: its directions are orthonormal, each rounding
costs about step²/12 whichever number it hits, and a number whose spread lies far below the step is rounded to 0 always
and costs next to nothing. So PCA may keep all its 784 numbers, and the step decides how many of them live. The same
quantiser serves the autoencoder.
"""

# %%
LEVELS = 511  # symbols from -255 to 255, which hold all that comes


def rounded(codes, step):
    """Return symbols from 0 to LEVELS - 1 for codes rounded to whole multiples of a step."""
    return np.clip(np.rint(codes / step), -255, 255).astype(int) + 255


def rate_and_psnr(encode, decode, step, images=x_test):
    """Return (bits per pixel, PSNR) of images through a rounded code, its table made of x_few."""
    symbols = rounded(encode(images), step)
    bits = coded_bits(rounded(encode(x_few), step), symbols, LEVELS)
    made = decode((step * (symbols - 255)).astype("float32"))
    return bits.mean() / 784, metrics.psnr(images, made)


# %%
PCA_STEPS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2, 2, 3)
curves = {"PCA": [rate_and_psnr(pca_encode, pca_decode, step) for step in PCA_STEPS]}
spread = plain_encode(x_few).std()
curves["autoencoder, rounded afterwards"] = [
    rate_and_psnr(plain_encode, plain_decode, share * spread)
    for share in (0.15, 0.3, 0.6, 1, 1.5, 2.5)
]
for name, points in curves.items():
    print(name)
    print("".join(f"  {rate:.3f} bits/pixel {psnr:.2f} dB\n" for rate, psnr in points))

# %%
fixed = (32 * 4 / 784, dict(zip(bit_counts, psnrs["autoencoder"]))[4])
labels = {"xlabel": "bits per pixel", "ylabel": "PSNR, dB", "log_x": True}
title = "The same codes, 4 bits for each number and counted"
plots.curves(curves | {"autoencoder, 4 bits each": [fixed]}, title=title, **labels)

# %% [markdown]
"""
**Instant question.** You count the table on the test codes themselves, and the bits fall a little. Why may you not
report that number?

- A: it is no lower bound
- B: the receiver does not have that table; to send it costs bits too
- C: the table would be wrong for training images

<details><summary>Answer</summary>

B. The counts of the message are the best table for the message, and a part of it. For many images the table's own bits
would be shared by all and the difference is small; for one image the table is everything. A is no objection, since it
is a bound for a receiver who has the table; C is true and does not matter.

</details>
"""

# %% [markdown]
r"""
## 3 JPEG, WebP, PNG

These formats know nothing of digits. They are made for large pictures of anything. A file of theirs begins with a
**header**: format, size, tables. For a picture of 28 × 28 pixels the header is most of a JPEG. So the comparison is
made twice, counting headers and not. Without them, we count the bytes after JPEG's marker *start of scan*, with the
tables of the standard, which a receiver might have; with them, JPEG may choose the tables for each picture, which makes
files smaller. Of WebP's files the first 30 bytes are header. Also not counted is what the receiver of *our* codes
needs: the decoder's weights. Section 5 counts those.
"""

# %%
import io

from PIL import Image


# %%
def pack(image, kind, **options):
    """Return an image (28, 28) in [0, 1] as a file's bytes."""
    file = io.BytesIO()
    Image.fromarray(np.rint(255 * image).astype("uint8")).save(file, kind, **options)
    return file.getvalue()


def unpack(content):
    """Return the image in a file's bytes as an array in [0, 1]."""
    return np.asarray(Image.open(io.BytesIO(content)).convert("L"), "float32") / 255


# %%
def header_bytes(content, kind):
    """Return how many bytes of a file do not describe the picture's content."""
    if kind == "WEBP":
        return 30
    scan = content.index(
        b"\xff\xda"
    )  # JPEG's marker; two bytes after it say how long its header is
    return (
        scan + 2 + int.from_bytes(content[scan + 2 : scan + 4], "big") + 2
    )  # and two end the file


def file_curve(kind, qualities, headers, images=x_test[:500], **options):
    """Return (bits per pixel, PSNR) for each quality."""
    points = []
    for quality in qualities:
        files = [pack(image, kind, quality=quality, **options) for image in images]
        sizes = [len(file) - (0 if headers else header_bytes(file, kind)) for file in files]
        made = np.stack([unpack(file) for file in files])
        points.append((8 * np.mean(sizes) / 784, metrics.psnr(images, made)))
    return points


# %%
qualities = {"JPEG": (1, 5, 10, 20, 35, 60, 80, 90), "WEBP": (0, 5, 10, 20, 40, 60, 80, 90)}
for kind, chosen in qualities.items():
    curves[f"{kind}, whole files"] = file_curve(
        kind, chosen, True, **({"optimize": True} if kind == "JPEG" else {"method": 6})
    )
    options = {} if kind == "JPEG" else {"method": 6}
    curves[f"{kind}, without headers"] = file_curve(kind, chosen, False, **options)

# %%
lossless = {
    "PNG": [len(pack(image, "PNG", optimize=True)) for image in x_test[:500]],
    "WebP, lossless": [len(pack(image, "WEBP", lossless=True)) for image in x_test[:500]],
}
for name, sizes in lossless.items():
    print(f"{name:<15}{8 * np.mean(sizes) / 784:.2f} bits per pixel, no error")
print(f"{'as it is':<15}8.00")

# %%
plots.curves(curves, title="Bits per pixel and PSNR", **labels)

# %% [markdown]
r"""
Read the plot from left to right. At the lowest rates only the autoencoder and PCA have anything to offer: a JPEG or
WebP file spends more on its header than these spend on the whole picture, and even without headers each block of 8 × 8
pixels has a least number of bits. Where the curves overlap, compare at one rate. The autoencoder is far ahead of PCA
with as many bits, and then stops: its curve ends at the error of 32 numbers, and no bit takes it further. PCA goes on,
since more of its numbers come alive as the step shrinks.

Why does PCA keep up with the formats, and pass them where the plot says so? JPEG too is a linear map to numbers, a
rounding and a table. Its map, the cosine transform of a block, is made for any photograph; PCA's is made for digits,
and its tables are counted on them. That knowledge is what a codec made for one kind of picture lives on. And for a
picture without *any* error PNG or lossless WebP take the bits printed above; the others would need far more than they
do here.
"""

# %% [markdown]
r"""
## 4 Training with the quantiser in it

The plain autoencoder never heard of rounding. It spreads its codes as it likes, gives each number about the same room,
and has no reason to leave a number out. Two things must come into its training: the rounding, and the bits.

**The rounding.** The derivative of a rounding is 0 nearly everywhere, so nothing would be learned through it. One way
out: what a rounding to whole numbers does to a code is to add an error between $-\tfrac12$ and $\tfrac12$. So *add*
such an error in training, drawn at random,

$$\tilde z = z + u, \qquad u \sim \mathcal U(-\tfrac12, \tfrac12),$$

and round when it counts. Through a sum gradients pass unchanged. The step is 1 and needs no choice: if a number
matters, the encoder learns to spread it over many whole numbers.
"""

# %% [markdown]
"""
### Exercise 12.3: A layer that rounds, and in training adds noise

*Difficulty: ●●○ · about 15 minutes*

Complete the layer. In training it adds noise of its own to every number of every code, at every call; a new layer of
the same seed begins anew. Otherwise it rounds to the nearest whole number (where two are as near, either will do).
Codes may have any size.
"""


# %% nbgrader={"grade_id": "exercise-12-3", "solution": true}
class NoisyRound(layers.Layer):
    """Codes (n, d) → (n, d): with noise from U(-1/2, 1/2) in training, and rounded else."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.generator = keras.random.SeedGenerator(seed)
        ### END SOLUTION

    def call(self, codes, training=False):
        ### BEGIN SOLUTION
        if training:
            return codes + keras.random.uniform(ops.shape(codes), -0.5, 0.5, seed=self.generator)
        return ops.round(codes)
        ### END SOLUTION


def rounded_by_layer(codes, training, calls=1, seed=0, compiled=False):
    """Return what a new NoisyRound layer gives at so many calls: (calls, n, d)."""
    layer = NoisyRound(seed)
    if compiled:  # in a model, which tells the layer that it is in use
        inputs = keras.Input(codes.shape[1:])
        model = keras.Model(inputs, layer(inputs))
        return np.stack([model.predict(codes, batch_size=100, verbose=0) for _ in range(calls)])
    return np.stack([np.asarray(layer(codes, training=training)) for _ in range(calls)])


# %% [markdown]
"""
<details><summary>Hint 1</summary>

As in notebook 07, make a `keras.random.SeedGenerator(seed)` in `__init__` and keep it as an attribute.

</details>
<details><summary>Hint 2</summary>

`keras.random.uniform(shape, low, high, seed=generator)` draws the noise, for the shape `ops.shape(codes)`.

</details>
<details><summary>Hint 3</summary>

`if training:` return the codes plus the noise, else `ops.round(codes)`.

</details>
"""


# %%
def slope_in_training(codes):
    """Return a code with noise, whose derivative by the code is 1 for all noise."""
    return NoisyRound(seed=3)(codes, training=True) + 0 * codes


# %% nbgrader={"grade_id": "check-12-3", "grade": true, "points": 3}
with checks.exercise("12.3"):
    checks.same(rounded_by_layer, "rounded_by_layer")
    z = np.full((4000, 3), [0.0, 2.3, -7.6], "float32")
    noise = rounded_by_layer(z, True, calls=2) - z
    single = np.abs(rounded_by_layer(z[:1], True) - z[:1]).max()
    assert 1e-4 < single < 0.51, "a single code gets no such noise; draw it for ops.shape(codes)."
    each = noise.std(axis=1).min() > 1e-3
    assert each, "all codes get the same noise in training, or none; draw it for ops.shape(codes)."
    because = "Draw from -0.5 to 0.5: keras.random.uniform(shape, -0.5, 0.5, seed=...)."
    edges = [noise.min(), noise.max(), noise.mean(), noise.std()]
    mistakes = {
        "This noise runs from 0 to 1; it is centred at 0.": [0, 1, 0.5, 0.2887],
        "This noise runs from -1 to 1, two steps wide.": [-1, 1, 0, 0.5774],
    }
    wanted = [-0.5, 0.5, 0, 0.2887]
    checks.diagnosed(edges, wanted, "limits, mean and sd of the noise", mistakes, 0.01, because)
    gap = np.abs(np.sort(noise.ravel()) - np.linspace(-0.5, 0.5, noise.size)).max()
    assert gap < 0.02, f"the noise is not uniform. {because}"
    because = "get the same noise; draw it with the layer's generator, for ops.shape(codes)."
    assert abs(np.corrcoef(noise[0].T)[0, 1]) < 0.1, f"the numbers of a code {because}"
    assert abs(np.corrcoef(noise[0].ravel(), noise[1].ravel())[0, 1]) < 0.1, f"two calls {because}"
    twice = np.abs(rounded_by_layer(z, True, calls=2) - z - noise).max()
    again = gap < 0.02 and twice < 1e-5
    assert again, "a layer of the same seed gives other noise; pass `seed` on."
    other = np.abs(rounded_by_layer(z, True, seed=5)[0] - z - noise[0]).max() > 0.1
    assert other, "layers of different seeds give the same noise; pass `seed` on."
    checks.same(slope_in_training, "slope_in_training")

    ### BEGIN HIDDEN TESTS
    def out_of_training(rng):
        for n, d, compiled in ((5, 3, False), (1, 1, False), (120, 4, True)):
            codes = rng.integers(-9, 9, (n, d)) + rng.uniform(-0.45, 0.45, (n, d))
            place = "in a model" if compiled else "by itself"
            words = f"{n} codes of {d} numbers, not in training, {place}"
            yield checks.case(words, codes.astype("float32"), False, calls=2, compiled=compiled)

    def in_training(rng):
        codes = rng.normal(0, 3, (4, 3)).astype("float32")
        yield checks.gradient("codes in training, for derivatives", codes)

    checks.same(rounded_by_layer, "rounded_by_layer", out_of_training)
    checks.same(slope_in_training, "slope_in_training", in_training)
    ### END HIDDEN TESTS


# %% [markdown]
r"""
**The bits.** A table of counts has no derivative either. A smooth distribution has: say that number $j$ of the code
comes from a logistic distribution around 0 with a scale $s_j > 0$ that is learned. Its distribution function is the
sigmoid $\sigma$, so that the symbol $z$ has the probability of the box around it, and costs

$$\text{bits}(z) = -\log_2 P(z), \qquad P(z) = \sigma\Bigl(\frac{z + \frac12}{s}\Bigr) - \sigma\Bigl(\frac{z -
\frac12}{s}\Bigr).$$

The same formula is used for codes with noise, which are no whole numbers.

Written like that it fails. For $z = 40$ and $s = 1$ both sigmoids are exactly 1 in `float32`, the difference is 0, and
the bits are infinite, though the true number is about 57. It can be brought into a form that never subtracts two
numbers that are nearly equal. With $a = (z - \frac12)/s$ and $b = (z + \frac12)/s$,

$$\sigma(b) - \sigma(a) = \sigma(b)\; \sigma(-a)\; \bigl(1 - e^{-1/s}\bigr),$$

(multiply out $\sigma(t) = 1/(1 + e^{-t})$ to see it), and the logarithm of a product is a sum of logarithms:
`ops.log_sigmoid` is exact where the sigmoid itself is 0 or 1.
"""

# %% [markdown]
"""
### Exercise 12.4: The rate

*Difficulty: ●●● · about 20 minutes*

Return the bits of each code, summed over its numbers, in the form that stays finite for codes far out and for scales
from 0.02 to 100. Write it with `keras.ops`.
"""


# %% nbgrader={"grade_id": "exercise-12-4", "solution": true}
def rate_bits(codes, scales):
    """Return the bits of codes under the logistic distribution: (n, d) and (d,) → (n,)."""
    ### BEGIN SOLUTION
    inner = ops.log_sigmoid((codes + 0.5) / scales) + ops.log_sigmoid((0.5 - codes) / scales)
    nats = -inner - ops.log1p(-ops.exp(-1 / scales))
    return ops.sum(nats, axis=-1) / np.log(2)
    ### END SOLUTION


# %% [markdown]
r"""
<details><summary>Hint 1</summary>

$\log P = \log \sigma(b) + \log \sigma(-a) + \log(1 - e^{-1/s})$. The last term depends on the scale alone.

</details>
<details><summary>Hint 2</summary>

`ops.log_sigmoid(b)` and `ops.log_sigmoid(-a)`; for the last, `ops.log1p(-ops.exp(-1 / scales))`.

</details>
<details><summary>Hint 3</summary>

Bits are `-log P / np.log(2)`. Sum over the numbers of a code, `axis=-1`.

</details>
"""

# %% nbgrader={"grade_id": "check-12-4", "grade": true, "points": 3}
with checks.exercise("12.4"):
    checks.same(rate_bits, "rate_bits")

    ### BEGIN HIDDEN TESTS
    def codes_and_scales(rng):
        for n, d in ((3, 4), (5, 2), (1, 3), (2, 1)):
            codes, scales = rng.normal(0, 3, (n, d)), rng.uniform(0.3, 3, d)
            words = f"{n} codes of {d} numbers"
            yield checks.case(words, codes.astype("float32"), scales.astype("float32"))
        far = rng.choice([-1, 1], (3, 2)) * rng.uniform(40, 90, (3, 2))
        yield checks.case("codes far out", far.astype("float32"), np.ones(2, "float32"))
        near, narrow = rng.uniform(-4, 4, (3, 2)), rng.uniform(0.02, 0.05, 2)
        yield checks.case("scales near 0.03", near.astype("float32"), narrow.astype("float32"))
        wide = rng.uniform(30, 100, 2).astype("float32")
        yield checks.case("scales above 30", near.astype("float32"), wide)
        yield checks.gradient(
            "codes and scales, for derivatives", codes.astype("float32") + 1, wide[:1]
        )

    checks.same(rate_bits, "rate_bits", codes_and_scales, tolerance=1e-4)
    ### END HIDDEN TESTS


# %% [markdown]
r"""
**A VAE in disguise.** Compare with notebook 07. Draw $\tilde z$ from $z + \mathcal U(-\frac12, \frac12)$: that is a
posterior $q(\tilde z \mid x)$, a box of width 1 around the encoder's code, whose density is 1. The prior is the density
of the logistic variable plus such a noise, which is the $P$ above. The divergence is

$$\mathrm{KL}(q \,\|\, p) = \mathbb E_q \bigl[\log q(\tilde z \mid x) - \log P(\tilde z)\bigr] = \mathbb E_q \bigl[0 -
\log P(\tilde z)\bigr],$$

the rate in nats. So the loss

$$\underbrace{\sum_i (x_i - \hat x_i)^2}_{\text{squared error}} + \;\beta\; \cdot \text{bits}$$

is that of a VAE with Gaussian pixels and a weight on its divergence: the weight of notebook 08 is the price of a bit,
in squared error. What "the divergence is the price of what a code says" meant there can be sent over a wire here.
"""


# %%
class Rate(layers.Layer):
    """Pass codes on, and add `price` times their mean bits to the loss.

    scale: of the logistic distributions, when training begins.
    """

    def __init__(self, price, scale, **kwargs):
        super().__init__(**kwargs)
        self.price, self.scale = price, scale

    def build(self, shape):
        start = keras.initializers.Constant(np.log(self.scale))
        self.log_scales = self.add_weight(shape=(shape[-1],), initializer=start, name="log_scales")

    def call(self, codes):
        self.add_loss(self.price * ops.mean(rate_bits(codes, ops.exp(self.log_scales))))
        return codes


def squared_error(images, outputs):
    """Return the squared error of each image, summed over its pixels: (n,)."""
    return ops.sum(ops.square(images - outputs), axis=(1, 2))


# %% [markdown]
"""
The networks begin where the plain autoencoder ended, with its weights: its codes, divided by a step, are what is
rounded. From there each of four prices for a bit gets a training of its own. The step is only a beginning; the encoder
makes of it what it likes.
"""


# %%
def plain_halves(step):
    """Return copies of the plain encoder and decoder, with codes in units of a step."""
    encoder, decoder = build_halves(32)
    encoder.set_weights(plain_encoder.get_weights())
    decoder.set_weights(plain_decoder.get_weights())
    return (
        keras.Sequential([encoder, layers.Rescaling(1 / step)]),
        keras.Sequential([keras.Input((32,)), layers.Rescaling(step), decoder]),
    )


# %%
def train_compressor(price, share, seed=2):
    """Return (encoder, decoder), trained with this price for a bit.

    share: of the codes' spread, which is the step at the beginning.
    """
    training.seed(seed)
    encoder, decoder = plain_halves(share * spread)
    images = keras.Input((28, 28))
    # A logistic distribution with the scale 0.55 / share has the spread 1 / share of the codes.
    codes = Rate(price, 0.55 / share)(NoisyRound(seed)(encoder(images)))
    model = keras.Model(images, decoder(codes))
    model.compile(optimizer=optimiser(FEWER), loss=squared_error)
    training.fit(model, x_train, epochs=FEWER, batch_size=BATCH, name=f"12_price_{price:g}")
    return encoder, decoder


# %%
PRICES = {0.02: 0.35, 0.06: 0.6, 0.2: 0.9, 0.6: 1.2}  # and the step, as a share of the spread
compressors = {price: train_compressor(price, share) for price, share in PRICES.items()}


# %%
def compress(encoder, decoder, images=x_test):
    """Return (bits per pixel, PSNR) of a trained compressor; its step is 1."""
    return rate_and_psnr(
        lambda some: predict(encoder, some), lambda codes: predict(decoder, codes), 1, images
    )


trained = sorted(compress(*halves) for halves in compressors.values())
curves["autoencoder, trained for bits"] = trained
few = {name: curves[name] for name in curves if "files" not in name}
plots.curves(few, title="With the quantiser in the training", **labels)

# %% [markdown]
"""
**Question 12.2: Predict, run, explain.** The code has 32 numbers at every price. Before you run the next two cells,
predict for the cheapest and for the dearest bit: how many bits does a number take, and do all take alike, or does the
network save on some of them? Which would you expect from notebook 07, where a code that costs more than it is worth
collapses? Explain the two ends of the figure with the loss: when is a bit worth its price?
"""


# %%
def bits_of_numbers(encoder):
    """Return the mean bits of each number of the code on test images, the largest first."""
    known, new = (rounded(predict(encoder, images), 1) for images in (x_few, x_test))
    each = [coded_bits(known[:, [j]], new[:, [j]], LEVELS).mean() for j in range(32)]
    return np.sort(each)[::-1]


shares = {f"price {price:g}": bits_of_numbers(halves[0]) for price, halves in compressors.items()}
for name, each in shares.items():
    print(f"{name}: {each.sum():.0f} bits, from {each[-1]:.2f} to {each[0]:.2f} a number")

# %%
plots.sweep(
    range(1, 33),
    shares,
    xlabel="number of the code, by falling bits",
    ylabel="bits",
    title="Where the bits go",
)

# %% [markdown] nbgrader={"grade_id": "explain-12-2", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* (Numbers at quick effort.) At the lowest price a number takes between 3.1 and 3.8 bits, all nearly alike.
At the highest price it takes from 0.2 to 1.8: the network saves on some numbers far more than on others. A finer
rounding of a number saves squared error, less with each further bit; it is bought as long as it saves more than the
price. Numbers that move the picture little are the first for which it does not pay. Their spread shrinks below a step,
they are rounded to 0 nearly always, and cost nearly nothing. At its end stands a number that is always 0: a unit whose
divergence is 0, as in the posterior collapse of notebook 07, and for the same reason.

**Rubric (3 points).** 1 point: from the own figure, nearly equal bits where they are cheap and very different ones
where they are dear. 1 point: a bit is bought where it saves more squared error than its price; the numbers that save
least lose theirs first. 1 point: names posterior collapse, or units whose divergence goes to 0, as the end of this
road. A wrong prediction costs nothing.
"""

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

The four curves lie one below another, and the lower ones slope more. Where bits are cheap all numbers are used, and
nearly alike, since all were alike in the plain autoencoder. Where bits are dear some numbers keep a bit or two and
others go towards none. Compare the last number of the lowest curve with its first one. A number below half a bit is 0
for most images. In a VAE you would say of it that its divergence is near 0; here the same quantity is what a file
saves.

</details>
"""

# %% tags=["claim"]
dear, cheap = shares["price 0.6"], shares["price 0.02"]
assert cheap[-1] > 0.7 * cheap[0], (
    f"bits that are cheap are spread evenly: {cheap[-1] / cheap[0]:.2f}"
)
assert dear[-1] < 0.4 * dear[0], f"bits that are dear are not: {dear[-1] / dear[0]:.2f}"

# %% [markdown]
r"""
All at the same bits: the next table reads the PSNR of each compressor off its curve, at a few rates, along a straight
line between two measured points. A dash stands where a rate lies outside of what was measured.
"""


# %%
def at_rate(points, rate):
    """Return the PSNR of a curve at a rate, interpolated over the logarithm of the rate."""
    rates, values = np.transpose(sorted(points))
    inside = rates[0] <= rate <= rates[-1]
    return np.interp(np.log(rate), np.log(rates), values) if inside else np.nan


RATES = (0.04, 0.07, 0.1, 0.14, 0.3, 0.6, 1.2, 2.4)
print(f"{'PSNR at bits per pixel':<32}" + "".join(f"{rate:>7}" for rate in RATES))
for name, points in curves.items():
    found = [at_rate(points, rate) for rate in RATES]
    print(f"{name:<32}" + "".join("      -" if np.isnan(p) else f"{p:7.1f}" for p in found))

# %% tags=["readme"]
plots.curves(curves, title="Bits per pixel and PSNR of digits", **labels)

# %% [markdown]
r"""
Three things can be read from the table. *To train for the rounding pays most where bits are few*: there the network
rounded afterwards falls apart, because its codes were never told which errors hurt; at higher rates both run into the
error of 32 numbers. *Against PCA the autoencoder wins at low rates and loses at high ones.* A bent map describes digits
in fewer numbers, and few bits go further; but 32 numbers and this training have a floor, and PCA with all 784 has none.
A larger code or a longer training would move the crossing; any code of fewer numbers than pixels has a floor. *JPEG
loses here, even without its headers*, for the reason given above, and on pictures of this size: its blocks share
nothing, and a digit has only sixteen of them.

What the numbers do not say: the network's come from one training at each price, since each takes a while, and another
seed moves them a little. The formats and PCA know no chance.
"""

# %% tags=["claim"]
gain = at_rate(trained, 0.08) - at_rate(curves["autoencoder, rounded afterwards"], 0.08)
assert gain > 0.4, f"trained for bits is better than rounded afterwards, in dB: {gain:.2f}"
ahead = at_rate(trained, 0.1) - at_rate(curves["PCA"], 0.1)
assert ahead > 1, f"the autoencoder wins at low rates, in dB: {ahead:.2f}"
behind = at_rate(curves["PCA"], 0.6) - max(psnr for _, psnr in trained)
assert behind > 1, f"PCA is better where bits are many, in dB: {behind:.2f}"
jpeg_behind = at_rate(curves["PCA"], 0.6) - at_rate(curves["JPEG, without headers"], 0.6)
assert jpeg_behind > 1, f"JPEG loses to PCA, even without headers, in dB: {jpeg_behind:.2f}"
least = min(rate for rate, _ in curves["JPEG, whole files"])
assert least > 1, f"whole JPEG files take more than a bit a pixel: {least:.2f}"

# %% [markdown]
"""
Pictures, at the rate of the compressor in the middle: the quality of the others is chosen so that their rate is as near
to it as it comes.
"""

# %%
middle = compressors[0.06]
rate = compress(*middle)[0]
steps = np.geomspace(0.3, 4, 20)
nearest_step = min(
    steps, key=lambda step: abs(rate_and_psnr(pca_encode, pca_decode, step)[0] - rate)
)
pca_symbols = rounded(pca_encode(x_test[:10]), nearest_step)
pca_made = pca_decode((nearest_step * (pca_symbols - 255)).astype("float32"))
trained_made = predict(middle[1], np.rint(predict(middle[0], x_test[:10])))
jpeg = np.stack([unpack(pack(image, "JPEG", quality=1)) for image in x_test[:10]])
rows = {"original": x_test[:10], "trained for bits": trained_made, "PCA": pca_made}
title = f"About {784 * rate:.0f} bits an image, and JPEG's least, which takes more"
plots.rows(rows | {"JPEG, quality 1": jpeg}, title=title)

# %% [markdown]
r"""
**Another kind of picture.** A network knows what it was trained on, and so do PCA's directions. The same compressors,
with the same tables, on garments:
"""

# %%
garments = data.fashion_mnist().test.images[:500]
print(f"{'garments':<32}bits per pixel   PSNR")
others = {"trained for bits": compress(*compressors[0.02], garments)}
others["PCA"] = rate_and_psnr(pca_encode, pca_decode, 0.5, garments)
others["WebP, without headers"] = file_curve("WEBP", (20,), False, garments, method=6)[0]
for name, (their_rate, psnr) in others.items():
    print(f"{name:<32}{their_rate:14.2f} {psnr:6.1f}")

# %% [markdown]
r"""
The network draws digits, whatever it is given; bits do not help. PCA with a small step gets through, at a price: its
directions hold any picture if enough are used, but tables made for digits find garments improbable, and each improbable
symbol is dear. WebP does not care. This is what notebook 00 called *data-specific*, in bits.
"""

# %% tags=["claim"]
psnr_of = {name: psnr for name, (_, psnr) in others.items()}
assert psnr_of["trained for bits"] < 14, f"the network fails on garments: {psnr_of}"
worth = psnr_of["WebP, without headers"] - psnr_of["PCA"]
assert worth > 2, f"WebP does not care and PCA pays a price, in dB: {worth:.1f}"

# %% [markdown]
r"""
## 5 What the decoder costs

Nobody can read our codes without the decoder. Its weights are part of the message, once: 512 · 32 + 512 + 784 · 512 +
784 of them. JPEG's decoder is on every machine already.
"""

# %% [markdown]
"""
### Exercise 12.5: When the decoder pays

*Difficulty: ●○○ · about 10 minutes*

To send `n` images takes `decoder + n * ours` bits by our way and `n * theirs` by theirs. Return the smallest whole `n`,
1 or more, for which ours takes fewer bits; `math.inf` if there is none.
"""

# %%
import math


# %% nbgrader={"grade_id": "exercise-12-5", "solution": true}
def pays_from(decoder, ours, theirs):
    """Return the smallest number of images from which the decoder pays, or math.inf.

    decoder: bits of the decoder, 0 or more; ours, theirs: bits of an image. All are numbers.
    """
    ### BEGIN SOLUTION
    if ours >= theirs:
        return math.inf
    return math.floor(decoder / (theirs - ours)) + 1
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Each image saves `theirs - ours` bits. How many savings make up for `decoder`? And if they are equal, is it *fewer* bits
yet?

</details>
<details><summary>Hint 2</summary>

`math.floor(decoder / saving) + 1` is the first whole number above the quotient. Where nothing is saved, return
`math.inf` before dividing.

</details>
"""

# %% nbgrader={"grade_id": "check-12-5", "grade": true, "points": 2}
with checks.exercise("12.5"):
    checks.same(pays_from, "pays_from")

    ### BEGIN HIDDEN TESTS
    def messages(rng):
        for _ in range(3):
            ours, saving = int(rng.integers(1, 200)), int(rng.integers(7, 900))
            decoder = int(rng.integers(1000, 90_000)) * saving + int(rng.integers(1, saving))
            yield checks.case("a decoder that pays somewhere", decoder, ours, ours + saving)
        times = int(rng.integers(3, 40))
        yield checks.case("a decoder as large as what so many images save", times * 128, 64, 192)
        yield checks.case("a decoder of less than one saving", 12, 50, 100)
        yield checks.case("no decoder to send", 0, ours, ours + 5)
        yield checks.case("codes larger than theirs", decoder, ours + saving, ours)
        yield checks.case("codes as large as theirs", decoder, ours, ours)
        yield checks.case("bits that are no whole numbers", 1000.5, 10.25, 12.5)

    checks.same(pays_from, "pays_from", messages)
    ### END HIDDEN TESTS


# %% [markdown]
"""
Weights can be rounded too, by your own functions. With 8 bits each, a table of limits for each array of weights:
"""


# %%
def with_rounded_weights(decoder, bits):
    """Return a copy of a decoder whose weights have so many bits each."""
    copy = keras.models.clone_model(decoder)
    kept = []
    for weights in decoder.get_weights():
        column = weights.reshape(-1, 1)
        edges = column.min(axis=0) - 1e-6, column.max(axis=0) + 1e-6
        kept.append(dequantise(quantise(column, *edges, bits), *edges, bits).reshape(weights.shape))
    copy.set_weights(kept)
    return copy


for bits in (4, 6, 8):
    rate, psnr = compress(middle[0], with_rounded_weights(middle[1], bits))
    print(f"weights of {bits} bits: PSNR {psnr:.2f} dB; of 32 bits: {compress(*middle)[1]:.2f} dB")

# %%
rate, psnr = compress(*middle)
decoder_bits = 8 * middle[1].count_params()
print(
    f"the decoder: {decoder_bits / 8e3:.0f} kB at 8 bits a weight; an image: {784 * rate:.0f} bits"
)
for name in ("JPEG, whole files", "JPEG, without headers", "WEBP, without headers", "PCA"):
    # Theirs at the same PSNR, or at their lowest rate where that is better anyway.
    points = sorted(curves[name])
    theirs = 784 * float(np.interp(psnr, [p for _, p in points], [r for r, _ in points]))
    needed = pays_from(decoder_bits, 784 * rate, theirs)
    print(f"{name:<24}{theirs:6.0f} bits an image: pays from {needed:,} images")

# %% [markdown]
r"""
So the weights pay for an archive of many thousands of pictures of one kind, and never for one. Against whole JPEG files
they pay soonest, because there nearly everything is header. Weights are also a code, and could be trained with a price
for their bits.

**Instant question.** PCA's decoder must be sent too. What does it weigh beside the network's?

- A: nothing, it has no weights
- B: 784 numbers for each direction that is used, and the mean
- C: as much as the network, since both decode 784 pixels

<details><summary>Answer</summary>

B. With 100 directions that is 79,184 numbers, about a fifth of the network's 419,088. At high rates PCA uses hundreds,
and its decoder grows to 615,440. So C can come about by chance, and A forgets that directions are learned from
digits as weights are.

</details>
"""

# %% [markdown]
r"""
## 6 A list of entries

Instead of rounding each number, round whole vectors: keep a **codebook** of $K$ vectors of $d$ numbers, and of each
vector of a code only the index of the nearest entry: $\log_2 K$ bits. Here the code of 32 numbers is cut into 16
vectors of 2, each gets one of 512 entries, and an image takes 16 · 9 = 144 bits. This is a **vector quantiser**
(VQ-VAE, van den Oord et al., 2017). Where rounding on a grid pays for corners that no code visits, entries can lie
where codes are.

Three things have to be learned, and the index has no derivative:

- the decoder gets the chosen entry $e$. For the encoder we pretend that it got $z$ itself: the **straight-through**
  estimate. In code, `z + stop_gradient(e - z)` has the value of $e$ and the derivative of $z$;
- the entries move to the vectors that chose them: the **codebook loss** $\lVert \mathrm{sg}(z) - e \rVert^2$, where sg
  stops the gradient;
- the vectors stay near their entries: the **commitment loss** $\lVert z - \mathrm{sg}(e) \rVert^2$.

The last two have the same value and other derivatives.
"""

# %% [markdown]
"""
### Exercise 12.6: The vector quantiser

*Difficulty: ●●● · about 25 minutes*

Return four things, with `keras.ops`: the index of the entry nearest to each vector; the chosen entries as they are
passed on, straight through; the codebook loss; the commitment loss. Both losses are the squared distance, summed over
the numbers of a vector and averaged over the vectors.
"""


# %% nbgrader={"grade_id": "exercise-12-6", "solution": true}
def vector_quantise(vectors, codebook):
    """Return (indices (n,), passed on (n, d), codebook loss, commitment loss).

    vectors: (n, d); codebook: (K, d).
    """
    ### BEGIN SOLUTION
    products = ops.matmul(vectors, ops.transpose(codebook))
    distances = ops.sum(ops.square(codebook), axis=1) - 2 * products
    indices = ops.argmin(distances, axis=1)
    chosen = ops.take(codebook, indices, axis=0)

    def distance(a, b):
        return ops.mean(ops.sum(ops.square(a - b), axis=-1))

    passed_on = vectors + ops.stop_gradient(chosen - vectors)
    codebook_loss = distance(ops.stop_gradient(vectors), chosen)
    commitment_loss = distance(vectors, ops.stop_gradient(chosen))
    return indices, passed_on, codebook_loss, commitment_loss
    ### END SOLUTION


# %% [markdown]
r"""
<details><summary>Hint 1</summary>

`vectors[:, None] - codebook[None]` has the shape (n, K, d): all differences, to be squared and summed. Quicker, and all
that is needed to compare entries, is $\lVert e \rVert^2 - 2\, z \cdot e$: the part of the squared distance that depends
on the entry. `ops.argmin(..., axis=1)` finds the nearest, `ops.take(codebook, indices, axis=0)` fetches the entries.

</details>
<details><summary>Hint 2</summary>

Passed on is `vectors + ops.stop_gradient(chosen - vectors)`.

</details>
<details><summary>Hint 3</summary>

In the codebook loss the *vectors* stand still, in the commitment loss the *entries* do: put `ops.stop_gradient` around
what stands still.

</details>
"""

# %% [markdown]
"""
Functions for the check: each part by itself, so that its derivatives can be compared.
"""


# %%
def passed_on(vectors, codebook, weights):
    """Return the sum of the second part, each number times a weight."""
    still = 0 * (ops.sum(vectors) + ops.sum(codebook))
    return ops.sum(vector_quantise(vectors, codebook)[1] * ops.stop_gradient(weights)) + still


def codebook_loss(vectors, codebook):
    """Return the third part."""
    return vector_quantise(vectors, codebook)[2] + 0 * (ops.sum(vectors) + ops.sum(codebook))


def commitment_loss(vectors, codebook):
    """Return the fourth part."""
    return vector_quantise(vectors, codebook)[3] + 0 * (ops.sum(vectors) + ops.sum(codebook))


# %% nbgrader={"grade_id": "check-12-6", "grade": true, "points": 4}
with checks.exercise("12.6"):
    checks.same(vector_quantise, "vector_quantise")
    checks.same(passed_on, "passed_on")
    checks.same(codebook_loss, "codebook_loss")
    checks.same(commitment_loss, "commitment_loss")

    ### BEGIN HIDDEN TESTS
    def books(rng):
        for n, d, k in ((5, 3, 4), (1, 2, 3), (7, 1, 2), (3, 4, 9)):
            vectors, book = rng.normal(0, 1, (n, d)), rng.normal(0, 1, (k, d))
            words = f"{n} vectors of {d} numbers, {k} entries"
            yield checks.case(words, vectors.astype("float32"), book.astype("float32"))
        far = 5 + rng.normal(0, 1, (4, 2))
        book = np.concatenate([rng.normal(0, 1, (3, 2)), 8 + rng.normal(0, 1, (1, 2))])
        yield checks.case("vectors away from 0", far.astype("float32"), book.astype("float32"))

    def slopes(rng):
        for n, d, k in ((5, 3, 4), (2, 2, 6)):
            vectors, book = rng.normal(0, 1, (n, d)), rng.normal(0, 1, (k, d))
            words = f"{n} vectors and {k} entries, for derivatives"
            yield checks.gradient(words, vectors.astype("float32"), book.astype("float32"))

    def weighted(rng):
        for n, d, k in ((5, 3, 4), (2, 2, 6)):
            arrays = [rng.normal(0, 1, size).astype("float32") for size in ((n, d), (k, d), (n, d))]
            yield checks.gradient(f"{n} vectors and {k} entries, for derivatives", *arrays)

    checks.same(vector_quantise, "vector_quantise", books)
    checks.same(passed_on, "passed_on", weighted)
    checks.same(codebook_loss, "codebook_loss", slopes)
    checks.same(commitment_loss, "commitment_loss", slopes)
    ### END HIDDEN TESTS


# %%
ENTRIES, SIZE, VECTORS = 512, 2, 16


class VectorQuantiser(layers.Layer):
    """Replace each vector of a code (n, VECTORS · SIZE) by the nearest of ENTRIES entries."""

    def build(self, shape):
        start = keras.initializers.RandomUniform(-1 / ENTRIES, 1 / ENTRIES)
        self.codebook = self.add_weight(shape=(ENTRIES, SIZE), initializer=start, name="codebook")

    def call(self, codes):
        vectors = ops.reshape(codes, (-1, SIZE))
        _, entries, of_book, commitment = vector_quantise(vectors, self.codebook)
        self.add_loss(VECTORS * (of_book + 0.25 * commitment))
        return ops.reshape(entries, ops.shape(codes))


# %%
def build_vq():
    """Return (model, encoder, quantiser, decoder), compiled, begun as the plain autoencoder."""
    encoder, decoder = plain_halves(spread)  # codes with a spread of 1
    quantiser = VectorQuantiser()
    images = keras.Input((28, 28))
    model = keras.Model(images, decoder(quantiser(encoder(images))))
    model.compile(optimizer=optimiser(FEWER), loss=squared_error)
    return model, encoder, quantiser, decoder


def indices_of(encoder, quantiser, images):
    """Return the index of the entry for each vector of each image: (n, VECTORS)."""
    vectors = predict(encoder, images).reshape(-1, SIZE)
    found = predict(lambda some: vector_quantise(some, quantiser.codebook)[0], vectors, 5000)
    return found.reshape(-1, VECTORS)


# %%
training.seed(4)
vq, vq_encoder, vq_layer, vq_decoder = build_vq()
vq_history = training.fit(vq, x_train, epochs=FEWER, batch_size=BATCH, name="12_vq")
used = np.bincount(indices_of(vq_encoder, vq_layer, x_few).ravel(), minlength=ENTRIES)
print(f"{np.sum(used > 0)} of {ENTRIES} entries are used")

# %% [markdown]
r"""
An entry that no vector chooses gets no gradient, so it stays where it is and is not chosen: a **dead entry**. At the
start the entries lie close together around 0, as in the paper, a few lie nearest to many vectors, and the others may
never come into play. The remedy is
plain: put a dead entry where vectors are.
"""

# %% [markdown]
"""
### Exercise 12.7: Revive dead entries

*Difficulty: ●●○ · about 15 minutes*

Return a new codebook: entries with a count above 0 as they are, and in the place of each other one a vector drawn from
the given ones, no vector twice. The same seed gives the same codebook, another one another; which generator draws is
your choice. The given arrays stay as they are.
"""


# %% nbgrader={"grade_id": "exercise-12-7", "solution": true}
def revive(codebook, counts, vectors, seed):
    """Return a codebook (K, d) without dead entries.

    codebook: (K, d); counts: (K,), how often each was chosen; vectors: (n, d), n ≥ K.
    """
    ### BEGIN SOLUTION
    dead = np.flatnonzero(counts == 0)
    rows = np.random.default_rng(seed).choice(len(vectors), len(dead), replace=False)
    revived = codebook.copy()
    revived[dead] = vectors[rows]
    return revived
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`counts == 0` says which entries are dead. `np.random.default_rng(seed).choice(n, m, replace=False)` draws m different
numbers below n.

</details>
<details><summary>Hint 2</summary>

Copy the codebook first, then set `revived[counts == 0] = vectors[rows]`.

</details>
"""


# %%
def alive_and_lengths(codebook, counts, vectors):
    """Return the entries that were alive, and how many others are vectors, and different ones."""
    revived = np.asarray(revive(codebook, counts, vectors, 0))
    new = revived[counts == 0]
    among = (np.abs(new[:, None] - vectors[None]) < 1e-6).all(axis=2).any(axis=1)
    return revived[counts > 0], int(among.sum()), len(np.unique(new, axis=0)), revived.shape


# %% nbgrader={"grade_id": "check-12-7", "grade": true, "points": 2}
with checks.exercise("12.7"):
    checks.same(alive_and_lengths, "alive_and_lengths")
    _rng = np.random.default_rng(12)
    book, some = _rng.normal(0, 1, (6, 5)), 10 + np.arange(100.0).reshape(20, 5)
    drawn = [revive(book, np.array([3, 0, 1, 0, 0, 2]), some, seed) for seed in (*range(200), 0)]
    rows = ((np.array(drawn[:-1])[:, [1, 3, 4], 0] - 10) / 5).round().astype(int)
    same = np.array_equal(drawn[0], drawn[-1]) and np.shape(drawn[0]) == (6, 5)
    assert same, "the same seed gives another codebook; use `seed`."
    varied = len(np.unique(rows, axis=0)) > 100
    assert varied, "other seeds give the same codebook; draw with a generator of this seed."
    often = np.bincount(rows.ravel(), minlength=20)[:20] / 600
    fair = often.min() > 0.01 and often.max() < 0.1
    assert fair, "the vectors are not drawn with equal chances; some come far too often."

    ### BEGIN HIDDEN TESTS
    def codebooks(rng):
        for k, d, n, dead in (
            (5, 3, 9, [1, 3]),
            (4, 2, 4, [0, 1, 2, 3]),
            (6, 1, 12, []),
            (3, 4, 8, [2]),
        ):
            counts = rng.integers(1, 9, k)
            counts[0] = 1  # an entry that is seldom chosen is alive
            counts[dead] = 0
            book, some = rng.normal(0, 1, (k, d)), rng.normal(0, 1, (n, d))
            yield checks.case(f"{k} entries, {len(dead)} of them dead", book, counts, some)

    checks.same(alive_and_lengths, "alive_and_lengths", codebooks)
    ### END HIDDEN TESTS


# %% [markdown]
"""
A callback does it after each epoch of the first three quarters; what is revived at the very end would have no time to
find its place.

**Question 12.3: Predict, run, explain.** The two trainings differ by the reviving alone. Before you run, predict: how
many of 512 entries does each use in the end, and which has the smaller error? Both spend 9 bits for each vector. What
do the *counted* bits say, and why is the gap between 9 and the counted bits a sign of waste or of a chance to save?
"""


# %%
class Revive(keras.callbacks.Callback):
    """After an epoch, put dead entries where vectors of training images are."""

    def on_epoch_end(self, epoch, logs=None):
        if epoch < 0.7 * FEWER:
            vectors = predict(alive_encoder, x_few).reshape(-1, SIZE)
            indices = indices_of(alive_encoder, alive_layer, x_few).ravel()
            counts = np.bincount(indices, minlength=ENTRIES)
            book = np.asarray(alive_layer.codebook)
            alive_layer.codebook.assign(revive(book, counts, vectors, seed=epoch))


training.seed(4)
alive, alive_encoder, alive_layer, alive_decoder = build_vq()
alive_history = training.fit(
    alive, x_train, epochs=FEWER, batch_size=BATCH, name="12_alive", callbacks=[Revive()]
)

# %%
for name, encoder, layer, decoder in (
    ("as it is", vq_encoder, vq_layer, vq_decoder),
    ("revived", alive_encoder, alive_layer, alive_decoder),
):
    known, symbols = (indices_of(encoder, layer, images) for images in (x_few, x_test))
    bits = coded_bits(known, symbols, ENTRIES).mean()
    entries = np.asarray(layer.codebook)[symbols].reshape(len(x_test), -1)
    psnr = metrics.psnr(x_test, predict(decoder, entries))
    count = len(np.unique(known))
    print(f"{name:<10}{count:4} entries used, 144 bits, counted {bits:.0f}; PSNR {psnr:.2f} dB")
    curves[f"vector quantiser, {name}"] = [(bits / 784, psnr)]

# %%
chosen = (
    "PCA",
    "autoencoder, trained for bits",
    "vector quantiser, as it is",
    "vector quantiser, revived",
)
plots.curves({name: curves[name] for name in chosen}, title="Entries and numbers", **labels)

# %% [markdown] nbgrader={"grade_id": "explain-12-3", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* (Numbers at quick effort.) Without reviving 287 of 512 entries are used; with it all are, or all but a
few. An entry that is never the nearest is in no loss, so no gradient moves it, and unless the vectors move to it, it
stays dead. All entries start close together around 0, while the vectors lie about 1 from it: at first a few entries at
the rim take everything, and are drawn outwards. More come into play as those leave the middle, so the waste shrinks
with time, but is not made up for.

With all entries in use the vectors are nearer to theirs: 22.3 dB against 21.9. The counted bits are 142 and 124 of 144.
Where a table finds less than 9 bits a vector, entries are used unevenly. Without reviving that is waste: the unused
entries were paid for with 9 bits a vector. With it the use is nearly even, so that little can be saved by a table.

**Rubric (3 points).** 1 point: numbers of used entries from the own run, and why a dead entry stays dead. 1 point: with
more entries in use the vectors lie nearer to theirs, so that the error falls; compares both PSNRs. 1 point: counted
bits below 9 a vector mean that entries are used unevenly; a table would save these bits, or a better codebook would use
them. A wrong prediction costs nothing.
"""

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

The first line has fewer entries and a lower PSNR than the second, at the same 144 bits. Compare the counted bits with
144: the smaller number is what a table would send. For the first line the gap is the price of entries that nobody
chooses; $\log_2$ of the number of used entries, times 16, is a limit for it. In the plot, compare both points with the
end of the curve of the network trained for bits, which rounds each number by itself: it comes about as far with fewer
bits. In vectors of only 2 numbers there is little that one entry can save on the rounding of both, and this loss has no
price for a bit, so that nothing asks for entries that a table makes cheap.

</details>
"""

# %% tags=["claim"]
psnr_as_is, psnr_revived = (
    curves[f"vector quantiser, {name}"][0][1] for name in ("as it is", "revived")
)
better = psnr_revived - psnr_as_is
assert better > 0.05, f"revived entries make the error smaller, in dB: {better:.2f}"
alone, after = (
    len(np.unique(indices_of(*parts, x_few)))
    for parts in ((vq_encoder, vq_layer), (alive_encoder, alive_layer))
)
far = curves["vector quantiser, revived"][0][0] > max(rate for rate, _ in trained)
apart = psnr_revived - max(psnr for _, psnr in trained)
assert far, "the quantiser's counted bits lie above those of the compressors"
assert abs(apart) < 0.3, f"trained for bits comes as far with fewer, in dB: {apart:.2f}"
assert alone < 400 < 480 < after, f"entries used without and with reviving: {alone}, {after}"

# %% [markdown]
r"""
## 7 More units than pixels, and still no copy

A bottleneck is one way to forbid copying. 1,024 units for 784 pixels are none: a linear network could pass each pixel
on. **Sparse codes** forbid it otherwise: of 1,024 units only $k$ may be other than 0 for any one image. Which ones they
are depends on the image, so all units are used over the set, and a picture is a sum of $k$ entries of a **dictionary**,
the rows of the decoder's matrix. (A penalty on the sum of absolute values, L1, is the gentler way to the same end; how
many units it leaves is then a result, where $k$ is a choice.)
"""

# %% [markdown]
"""
### Exercise 12.8: Keep the k largest

*Difficulty: ●●○ · about 10 minutes*

Write it with `keras.ops`: in each code the `k` largest numbers stay as they are, and all others become 0. Gradients
pass through the numbers that stay and through no other. Numbers that are equal at the border need no care.
"""


# %% nbgrader={"grade_id": "exercise-12-8", "solution": true}
def keep_largest(codes, k):
    """Return codes with all but the k largest numbers of each set to 0: (n, d) → (n, d)."""
    ### BEGIN SOLUTION
    border = ops.min(ops.top_k(codes, k)[0], axis=-1, keepdims=True)
    return ops.where(codes >= border, codes, 0.0)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`ops.top_k(codes, k)` returns the k largest of each row, sorted, and their places. The last of them is the border.

</details>
<details><summary>Hint 2</summary>

`border = ops.top_k(codes, k)[0][:, -1:]` keeps it as a column. `ops.where(condition, a, b)` takes a where the condition
holds.

</details>
"""

# %% nbgrader={"grade_id": "check-12-8", "grade": true, "points": 2}
with checks.exercise("12.8"):
    checks.same(keep_largest, "keep_largest")

    ### BEGIN HIDDEN TESTS
    def sizes(rng):
        for n, d, k in ((4, 6, 2), (3, 5, 1), (1, 7, 4), (3, 3, 3), (5, 40, 8)):
            codes = rng.normal(0, 2, (n, d)).astype("float32")
            yield checks.case(f"{n} codes of {d} numbers, {k} to keep", codes, k)
        yield checks.case("negative numbers alone", -np.abs(codes), 3)
        bright = np.float32([[1], [9], [1], [3], [5]])
        yield checks.case("some codes larger than others", bright * (1 + np.abs(codes)), 2)
        few = rng.normal(0, 2, (3, 6)).astype("float32")
        yield checks.gradient("codes, for derivatives", few, k=2)

    checks.same(keep_largest, "keep_largest", sizes)
    ### END HIDDEN TESTS


# %%
UNITS, K = 1024, 16


class KeepLargest(layers.Layer):
    """Keep the K largest numbers of each code."""

    def call(self, codes):
        return keep_largest(codes, K)


# %%
training.seed(6)
sparse_encoder = keras.Sequential(
    [
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(UNITS, activation="relu"),
        KeepLargest(),
    ]
)
sparse_decoder = keras.Sequential(
    [keras.Input((UNITS,)), layers.Dense(784), layers.Reshape((28, 28))]
)
sparse = keras.Sequential([sparse_encoder, sparse_decoder])

# %%
training.start_at_mean(sparse, x_train)
sparse.compile(optimizer=optimiser(FEWER), loss="mse")
sparse_history = training.fit(
    sparse, x_train, epochs=FEWER, batch_size=BATCH, validation=x_validation, name="12_sparse"
)

# %%
sparse_codes = predict(sparse_encoder, x_test)
active = (sparse_codes > 0).sum(axis=1)
in_use = (predict(sparse_encoder, x_few) > 0).mean(axis=0)
print(f"{active.mean():.1f} of {UNITS} units are other than 0 for an image, {active.max()} at most")
print(f"{np.sum(in_use > 0)} units are used by some image")
sparse_made = predict(sparse, x_test).clip(0, 1)
print(f"sparse, {K} of {UNITS}: PSNR {metrics.psnr(x_test, sparse_made):.2f} dB")
pca_made = pca_decode(pca_encode(x_test, K))
print(f"PCA with {K} numbers: PSNR {metrics.psnr(x_test, pca_made):.2f} dB")

# %% [markdown]
"""
The dictionary: what the units used most often add to a picture, with grey for nothing.
"""

# %%
dictionary = sparse_decoder.get_weights()[0][np.argsort(in_use)[::-1][:40]]
scaled = dictionary / np.abs(dictionary).max(axis=1, keepdims=True)
plots.image_grid(0.5 + 0.5 * scaled.reshape(-1, 28, 28), columns=10, title="Forty entries")

# %% [markdown]
r"""
Now the proof that nothing is copied: pictures that are no digits. A network that copies returns them.
"""

# %%
noise = np.random.default_rng(0).random((4, 28, 28), dtype="float32")
strange = np.concatenate([x_test[:4], garments[:3], noise[:3]])
rows = {"given": strange, "sparse": predict(sparse, strange)}
for name, images in (("digits", x_test[:500]), ("garments", garments), ("noise", noise)):
    share = metrics.mse(images, predict(sparse, images)) / images.var()
    print(f"{name:<10}error as a share of the variance: {share:.2f}")
plots.rows(rows, title="Digits, garments and noise through the sparse code")

# %% [markdown]
r"""
What gets through is what the dictionary can say. A digit is a sum of 16 strokes and spots of which the dictionary has
many. Garments and noise have no such parts: their errors are a large share of their variance, and noise comes out worse
than if one grey value stood for all of it (a share above 1). A network that copies would have errors near 0 in all
three lines. And another old acquaintance: most of the 1,024 units are used by no image. A unit that is never among the
largest gets no gradient, as an entry that nobody chooses. What revived entries would revive units too.

**Instant question.** How many bits does a sparse code take, of 16 numbers other than 0 among 1,024, if each has 5 bits?

- A: 16 · 5 = 80
- B: 1,024 · 5 = 5,120
- C: 16 · 5, and about 117 more for which 16 they are

<details><summary>Answer</summary>

C. There are $\binom{1024}{16}$ sets of 16 units, and $\log_2$ of that is about 115; naming each by 10 bits takes 160,
of which the order is not needed. A is what to forget costs: the numbers without their places say nothing. B spells out
a thousand zeros, which a table makes nearly free.

</details>
"""

# %% tags=["claim"]
errors = {
    name: metrics.mse(images, predict(sparse, images)) / images.var()
    for name, images in (("digits", x_test[:500]), ("garments", garments), ("noise", noise))
}
assert errors["digits"] < 0.3, f"digits get through: {errors['digits']:.2f}"
assert errors["garments"] > 2 * errors["digits"], f"garments do not: {errors['garments']:.2f}"
assert errors["noise"] > 1, f"noise comes out worse than one grey value: {errors['noise']:.2f}"
unused = np.mean(in_use == 0)
assert unused > 0.5, f"most units are used by no image: {unused:.2f}"
ahead = metrics.psnr(x_test, sparse_made) - metrics.psnr(x_test, pca_decode(pca_encode(x_test, K)))
assert ahead > 1, f"16 of 1,024 units say more than 16 numbers of PCA, in dB: {ahead:.2f}"

# %% [markdown]
r"""
## What to take away

- A code is compressed when its bits are counted, by a table that the receiver has; 32 numbers are no unit.
- At equal bits: a network or PCA that knows the kind of picture beats formats for any picture; the network wins where
  bits are few, PCA where they are many, and neither is of use for other pictures or without its decoder.
- Noise in the place of a rounding, and the bits in the loss, train for what is measured; that loss is a VAE's, and the
  weight of the divergence is the price of a bit.
- Entries of a codebook die when nothing chooses them; to put them where vectors are revives them.
- What forbids copying need not be a narrow layer: few units at a time will do.
"""

# %% [markdown]
"""
## Your progress
"""

# %%
progress.table("12_bits")

# %% [markdown]
"""
**Where next.** This is the last notebook. What it counts in bits, notebook 07 bounds in nats, and notebook 08 weighs.

**References.** C. Shannon, *A mathematical theory of communication*, 1948. G. Wallace, *The JPEG still picture
compression standard*, 1991. A. Makhzani and B. Frey, *k-sparse autoencoders*, 2014. J. Ballé, V. Laparra and
E. Simoncelli, *End-to-end optimized image compression*, 2017. A. van den Oord, O. Vinyals and K. Kavukcuoglu, *Neural
discrete representation learning*, 2017. Y. Bengio, N. Léonard and A. Courville, *Estimating or propagating gradients
through stochastic neurons for conditional computation*, 2013.
"""
