# %% [markdown]
r"""
# 03 · The linear autoencoder and PCA

{{badge}}

Take the activations away and the autoencoder becomes a product of two thin matrices. For such products the best
possible error is known: principal component analysis (PCA) reaches it. So here, for once, you can say exactly how far a
trained network is from the optimum, and look at what it found instead.

**You will be able to**

- write PCA as a product of two thin matrices that minimises a squared error, and compute it;
- build and train a linear autoencoder for faces in colour;
- prove that its error on the training images cannot be lower than that of PCA, and say what its biases do;
- compare two subspaces by their principal angles, and explain why nearly equal errors do not mean equal subspaces.

**You should know** notebooks 01 and 02, eigenvectors, and the singular value decomposition (SVD).

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
## 1 Faces in colour

The images are faces of 32 × 32 pixels with three channels, red, green and blue: 3,072 numbers each. Where they can be
had, they are photographs (*Labelled Faces in the Wild*, Huang et al., 2007, cut to the face); otherwise they are
drawn by a program, and the line that the next cell prints says so. The first time, the photographs are downloaded,
about 230 MB, and cut, which takes minutes; later they come from your disk.

A tenth of all images, chosen with seed 42, is for testing; a tenth of the others is for validation. Pictures are
chosen, not people: of somebody with many photographs, some lie in each set. So the test error is that of new pictures,
not of strangers.
"""

# %%
faces = data.faces()
for name in ("train", "validation", "test"):
    images = getattr(faces, name).images
    print(f"{name:<11}{images.shape}  from {images.min():.2f} to {images.max():.2f}")

# %%
plots.image_grid(faces.train.images[:20], columns=10, title="Training faces")

# %% [markdown]
"""
### Exercise 3.1: Centre the images

*Difficulty: ●○○ · about 5 minutes*

The network below has no sigmoid at its end: its outputs may have any sign, and with its first weights they lie around
0. So should its targets, or the first epochs would go into a brightness that all share. Shift the pixels
from [0, 1] to [-0.5, 0.5], all by the same number, whatever the images hold. The given images stay as they are. The
lines below the function use it for all three sets.
"""


# %% nbgrader={"grade_id": "exercise-3-1", "solution": true}
def centre(images):
    """Return the images (n, 32, 32, 3), in [0, 1], shifted to [-0.5, 0.5]; both are float32."""
    ### BEGIN SOLUTION
    return images - np.float32(0.5)
    ### END SOLUTION


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)

# %% [markdown]
"""
<details><summary>Hint</summary>

Subtract the middle of the range. It is the same number for every pixel; nothing needs to be measured.

</details>
"""

# %% nbgrader={"grade_id": "check-3-1", "grade": true, "points": 1}
with checks.exercise("3.1"):
    checks.same(centre, "centre")
    own = data.faces()
    _sets = {"train": own.train, "validation": own.validation, "test": own.test}
    _sets = {name: split.images[:5] for name, split in _sets.items()}
    for name, found in (("train", train), ("validation", validation), ("test", test)):
        wrong = {f"Use `centre` for `{name}` too.": _sets[name]}
        for other in _sets.keys() - {name}:
            wrong[f"These are the {other} faces."] = _sets[other] - np.float32(0.5)
        wanted = _sets[name] - np.float32(0.5)
        checks.diagnosed(found[:5], wanted, f"the first 5 images of `{name}`", wrong, 1e-6)

    ### BEGIN HIDDEN TESTS
    def pictures(rng):
        ramp = np.linspace(0, 1, 5, dtype="float32").reshape(1, 1, 5, 1)
        yield checks.case("a row of pixels from 0 to 1", ramp)
        some = rng.random((3, 4, 4, 3), dtype="float32")
        yield checks.case("3 images", some)
        yield checks.case("dark images", np.float32(0.4) * some)
        yield checks.case("bright images", 1 - np.float32(0.3) * some)
        yield checks.case("a white image", np.ones((1, 3, 3, 3), "float32"))

    checks.same(centre, "centre", pictures, strict=True)
    ### END HIDDEN TESTS

# %% [markdown]
r"""
This is not the centring that PCA speaks of. PCA subtracts the **mean image** $\mu$, a different number for each pixel
and channel, so that every column of the data has mean zero.
"""

# %%
x_train, x_test = (images.reshape(len(images), -1) for images in (train, test))
mean_face = x_train.mean(axis=0)
print(f"pixels of the mean face run from {mean_face.min():.2f} to {mean_face.max():.2f}")
plots.image_grid(mean_face.reshape(1, 32, 32, 3) + 0.5, columns=1, title="The mean face")

# %% [markdown]
r"""
## 2 PCA: the best product of two thin matrices

Write one image per row: $X$ is $n \times d$ with $d = 3072$, and $\tilde X$ is the same after the mean $\mu$ has been
subtracted from each row. A linear code of $c$ numbers needs a matrix that encodes, $A$ of $d \times c$, and one that
decodes, $B$ of $c \times d$. PCA chooses both so that the mean squared error is smallest:

$$\min_{A \in \mathbb{R}^{d \times c},\; B \in \mathbb{R}^{c \times d}}
\; \frac{1}{nd}\,\bigl\lVert \tilde X - \tilde X A B \bigr\rVert_F^2 ,$$

where $\lVert \cdot \rVert_F^2$ is the sum of the squares of all entries of a matrix.

The product $\tilde X A B$ has rank at most $c$. The best approximation of that rank is the SVD of $\tilde X$, cut off
after $c$ terms (Eckart and Young, 1936), and it has the required form. With the covariance matrix

$$C = \frac1n \tilde X^\top \tilde X, \qquad C\,v_j = \lambda_j v_j, \qquad \lambda_1 \ge \lambda_2 \ge \dots \ge 0,$$

with eigenvectors $v_j$ of length 1 at right angles to one another, and $V = (v_1, \dots, v_c)$, a solution is $A = V$,
$B = V^\top$, and the smallest error is what the other directions hold:

$$E_c = \frac1d \sum_{j > c} \lambda_j = \frac1d \Bigl(\operatorname{tr} C - \sum_{j \le c} \lambda_j\Bigr).$$

The $v_j$, which are the rows of this $B$, are called **principal directions**, or **eigenfaces** when the images are
faces (Turk and Pentland, 1991). Other solutions have the same error and other rows; section 5 comes back to them.
"""

# %% [markdown]
"""
### Exercise 3.2: Compute PCA

*Difficulty: ●●○ · about 15 minutes*

Return the mean of the given vectors and their first `code_size` principal directions as rows, the one of largest
variance first. `eigsh(matrix, k)` returns the `k` largest eigenvalues of a covariance matrix, **in rising order**, and
the eigenvectors as columns. It finds them to rounding error without computing the other three thousand. Another way
that is as exact will do. The signs of the directions are free; the given vectors stay as they are.
"""

# %%
from scipy.sparse.linalg import eigsh


# %% nbgrader={"grade_id": "exercise-3-2", "solution": true}
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    ### BEGIN SOLUTION
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    covariance = centred.T @ centred / len(vectors)
    _, eigenvectors = eigsh(covariance, code_size)
    return mean, eigenvectors[:, ::-1].T
    ### END SOLUTION


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)

# %% [markdown]
"""
<details><summary>Hint 1</summary>

Subtract the mean over the images, `vectors.mean(axis=0)`, before multiplying. The covariance is d × d: the transpose
stands at the left.

</details>
<details><summary>Hint 2</summary>

`values, columns = eigsh(covariance, code_size)`. Reverse the columns' order with `columns[:, ::-1]`, then transpose.

</details>
"""

# %% [markdown]
"""
A function for the check. The signs of the directions are free, and so are directions in which nothing varies.
"""


# %%
def fitted(vectors, code_size, varying):
    """Return the mean, the first `varying` directions without signs, and all products of two."""
    mean, directions = fit_pca(vectors, code_size)
    return mean, np.abs(directions[:varying]), directions @ directions.T


# %% nbgrader={"grade_id": "check-3-2", "grade": true, "points": 3}
with checks.exercise("3.2"):
    checks.same(fitted, "fitted")

    ### BEGIN HIDDEN TESTS
    def samples(rng):
        sizes = np.array([3, 1, 6, 5.8, 0.5, 2, 0.9])
        for n, c, varying in ((700, 3, 7), (90, 5, 7), (40, 5, 3)):
            x = rng.normal(size=(n, 7)) * sizes * (np.arange(7) < varying)
            x[400:, 1] *= 9
            x = x @ np.linalg.qr(rng.normal(size=(7, 7)))[0] + 20 * rng.normal(size=7)
            words = f"{n} vectors of 7 numbers that vary in {varying} directions, and {c}"
            yield checks.case(words, x, c, min(c, varying))

    checks.same(fitted, "fitted", samples, tolerance=1e-4)
    ### END HIDDEN TESTS


# %% [markdown]
"""
The first eigenfaces, with grey for zero. PCA describes a face as the mean face plus a number times each eigenface: a
positive number brightens what is bright in the picture below and darkens what is dark, a negative number does the
opposite. So the sign of an eigenface means nothing; turn it round, and its number changes sign.

Say of the first six what each changes: how bright the whole is, or face against background, the tint, the hair, from
which side the light comes, which way the head is turned. Not all six have a name.
"""

# %%
scaled = directions[:24] / np.abs(directions[:24]).max(axis=1, keepdims=True)
plots.image_grid(
    0.5 + 0.5 * scaled.reshape(-1, 32, 32, 3),
    titles=range(1, 25),
    columns=8,
    title="Eigenfaces, in the order of falling variance",
)

# %% [markdown]
"""
### Exercise 3.3: Encode and decode with PCA

*Difficulty: ●○○ · about 5 minutes*

Write the encoder and the decoder of PCA, for any mean and any directions they are given. The code of the mean face is
zero. The arrays that they are given stay as they are.
"""


# %% nbgrader={"grade_id": "exercise-3-3", "solution": true}
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    ### BEGIN SOLUTION
    return (vectors - mean) @ directions.T
    ### END SOLUTION


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    ### BEGIN SOLUTION
    return codes @ directions + mean
    ### END SOLUTION


# %% [markdown]
r"""
<details><summary>Hint 1</summary>

For one row: $z = (x - \mu)V$ and $\hat x = zV^\top + \mu$.

</details>
<details><summary>Hint 2</summary>

`directions` is $V^\top$. The encoder multiplies by its transpose, the decoder by itself.

</details>
"""

# %% nbgrader={"grade_id": "check-3-3", "grade": true, "points": 2}
with checks.exercise("3.3"):
    checks.same(pca_encode, "pca_encode")
    checks.same(pca_decode, "pca_decode")

    ### BEGIN HIDDEN TESTS
    def sizes(rng):
        for n, d, c in ((2, 3, 2), (5, 4, 3), (1, 4, 2), (4, 3, 1)):
            rows = np.linalg.qr(rng.normal(size=(d, c)))[0].T
            yield f"{n} of {d} numbers, {c} directions", n, rng.normal(0, 2, d), rows
        signs = rng.choice([-1.0, 1.0], (40, 1))
        rows = signs * np.eye(45)[rng.permutation(45)[:40]]
        yield "2 of 45 numbers, 40 directions", 2, rng.normal(size=45), rows

    def points(rng):
        for words, n, middle, rows in sizes(rng):
            yield checks.case(words, middle + rng.normal(0, 3, (n, len(middle))), middle, rows)

    def places(rng):
        for words, n, middle, rows in sizes(rng):
            yield checks.case(words, rng.normal(0, 3, (n, len(rows))), middle, rows)

    checks.same(pca_encode, "pca_encode", points, tolerance=1e-6)
    checks.same(pca_decode, "pca_decode", places, tolerance=1e-6)
    ### END HIDDEN TESTS

# %% [markdown]
r"""
PCA for one code size contains that for all smaller ones: the first $c$ of 64 directions are the best $c$. One fit is
enough for the whole curve, and the error on the training images must agree with the formula for $E_c$.
"""


# %%
def pca_error(vectors, code_size):
    """Return the MSE of PCA with the first `code_size` directions."""
    codes = pca_encode(vectors, mean, directions[:code_size])
    return metrics.mse(vectors, pca_decode(codes, mean, directions[:code_size]))


variances = pca_encode(x_train, mean, directions).var(axis=0)
remaining = (x_train.var(axis=0, dtype=np.float64).sum() - variances[:32].sum()) / 3072
print(f"code size 32: error {pca_error(x_train, 32):.6f}, by the formula {remaining:.6f}")

# %%
code_sizes = [1, 2, 4, 8, 16, 32, 64]
errors = {
    "training": [pca_error(x_train, c) for c in code_sizes],
    "test": [pca_error(x_test, c) for c in code_sizes],
}
plots.sweep(
    code_sizes,
    errors,
    xlabel="code size",
    ylabel="MSE",
    log_x=True,
    baselines={"mean face": metrics.mean_image_baseline(x_train, x_test)},
    title="The error of PCA",
)

# %% [markdown]
"""
The cell after the question shows the same in pictures: choose a code size and compare with the originals. Tones and
outlines come first, details last.

**Instant question.** PCA with 64 directions has been computed. What is needed for PCA with 16?

- A: another eigenvalue problem, since the best 16 directions are others
- B: the first 16 of the 64
- C: any 16 of the 64

<details><summary>Answer</summary>

B. The smallest error leaves out the directions of smallest variance, so the best 16 are those of largest variance, and
these are the first. C would leave out some that hold more. A is wrong: the best 16 are among the 64. Only a network
with a code of 16 has to be trained anew.

</details>
"""

# %%
from helpers import widgets

pca_faces = {}
for c in code_sizes:
    vectors = pca_decode(pca_encode(x_test[:8], mean, directions[:c]), mean, directions[:c])
    pca_faces[c] = vectors.reshape(-1, 32, 32, 3) + 0.5
widgets.codesize(
    pca_faces,
    original=test[:8] + 0.5,
    measures={"MSE on the test images": errors["test"]},
    title="Test faces through 1 to 64 principal components",
)

# %% [markdown]
r"""
## 3 The linear autoencoder

A `Dense` layer without activation multiplies rows by its matrix of weights and adds its biases. Two of them make

$$\hat x = (x A + a) B + b, \qquad A: 3072 \times 32,\quad B: 32 \times 3072 .$$

**Its error on the training images cannot be lower than that of PCA.** The map is $\hat x = xM + t$ with $M = AB$ of
rank at most 32 and $t = aB + b$. For a given $M$ the squared error is smallest when the residuals $x - xM - t$ have
mean zero, that is, for $t = \mu - \mu M$; and then

$$\sum_i \lVert x_i - x_i M - t \rVert^2 = \bigl\lVert \tilde X - \tilde X M \bigr\rVert_F^2
\;\ge\; \sum_{j > 32} n \lambda_j = n d\,E_{32} .$$

So the biases do what subtracting the mean does for PCA (the first one, $a$, could be left out, since $aB + b$ can be
any vector without it), and the rest is the problem of section 2, now solved by gradient descent. Baldi and Hornik
(1989) show that this can work: the squared error of such a network has no local minimum besides the global one.
"""

# %%
names = ["image", "code", "reconstruction"]
plots.layer_widths(list(zip(names, [3072, 32, 3072])), title="Two Dense layers without activation")

# %% [markdown]
"""
### Exercise 3.4: Build the linear autoencoder

*Difficulty: ●○○ · about 5 minutes*

Return an encoder and a decoder. Encoder: `Flatten`, then a dense layer of `code_size` outputs. Decoder: a dense layer
of 3,072 outputs, then `Reshape`. No activation anywhere, and no other layer. Sequential, functional or subclassed is up
to you, and so are the first weights.
"""

# %%
CODE_SIZE = 32


# %% nbgrader={"grade_id": "exercise-3-4", "solution": true}
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    ### BEGIN SOLUTION
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(3072),
            layers.Reshape((32, 32, 3)),
        ]
    )
    ### END SOLUTION
    return encoder, decoder


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten(), ...])`.

</details>
<details><summary>Hint 2</summary>

The decoder is `Input((code_size,))`, `Dense(32 * 32 * 3)`, `Reshape((32, 32, 3))`.

</details>
"""

# %% nbgrader={"grade_id": "check-3-4", "grade": true, "points": 2}
with checks.exercise("3.4"):
    checks.same(build_linear, "build_linear")

    ### BEGIN HIDDEN TESTS
    def images_and_codes(rng):
        size = int(rng.integers(3, 20))
        images = rng.integers(-2, 3, (2, 32, 32, 3)).astype("float32")
        codes = rng.normal(size=(1, size)).astype("float32")
        yield checks.outputs(f"a code of {size}", size, inputs=[images, codes])

    checks.same(build_linear, "build_linear", images_and_codes, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
### Exercise 3.5: Compile it

*Difficulty: ●○○ · about 5 minutes*

Return the two given models joined into one, with nothing between or around them, compiled with the mean squared error
and the optimiser Adamax, whose learning rate follows the schedule `RATE`. The cell after the hints trains it. The
assignment that this lesson goes back to takes Adamax at its default rate for 15 epochs; such a schedule, known from
notebook 01, comes closer to the optimum, at effort `quick` in ten. (`effort.pick` takes what belongs to your effort;
`grade` is the effort of automatic grading, which trains briefly.)
"""

# %%
EPOCHS, PEAK = effort.pick(full=(15, 0.005), quick=(10, 0.005), grade=(6, 0.024))
RATE = training.warmup_cosine(PEAK, images=len(train), batch_size=32, epochs=EPOCHS)


# %% nbgrader={"grade_id": "exercise-3-5", "solution": true}
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    ### BEGIN SOLUTION
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="mse")
    return autoencoder
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Models can be the layers of a `keras.Sequential`, as in notebook 02.

</details>
<details><summary>Hint 2</summary>

`autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="mse")`.

</details>
"""

# %%
training.seed(1)
encoder, decoder = build_linear(CODE_SIZE)
autoencoder = compiled(encoder, decoder)
history = training.fit(
    autoencoder, train, epochs=EPOCHS, batch_size=32, validation=validation, name="03_linear"
)

# %% nbgrader={"grade_id": "check-3-5", "grade": true, "points": 3}
with checks.exercise("3.5"):
    own = data.faces().train.images - np.float32(0.5)
    both = checks.run(decoder, checks.run(encoder, own[:50]))
    because = "Join the two that are given, alone: no copies."
    checks.close(checks.run(autoencoder, own[:50]), both, "autoencoder(x)", because=because)
    _in = keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten(), layers.Dense(2)])
    _out = keras.Sequential([keras.Input((2,)), layers.Dense(3072), layers.Reshape((32, 32, 3))])
    _steps = checks.step("", _in, _out, inputs=own[:8], targets=own[:8], steps=3)

    def after(loss, kind, *rate):
        def build(*parts):
            (model := keras.Sequential(parts)).compile(getattr(keras.optimizers, kind)(*rate), loss)
            return model

        return np.hstack([np.ravel(v) for v in checks.outcome(build, _steps)[0].value.values()])

    found, stopped = checks.outcome(compiled, _steps)
    assert not stopped, f"`compiled`, given two small models: {stopped}"
    found = np.hstack([np.ravel(found.value[key]) for key in ("loss", "outputs")])
    _rate = training.warmup_cosine(PEAK, images=len(own), batch_size=32, epochs=EPOCHS)
    tries = {"": [_rate], "Adamax at its default rate": [], "Adamax at PEAK throughout": [PEAK]}
    tries = {words: ("mse", "Adamax", *rate) for words, rate in tries.items()}
    tries |= {name: ("mse", name, _rate) for name in ("Adam", "Nadam", "SGD")}
    tries |= {f"the loss {w}": (w, "Adamax", _rate) for w in ("mae", "huber", "bce")}
    tries[f"a loss of {found[0]:.4g} (mse {after(*tries[''])[0]:.4g}), and other steps"] = ()
    cause = next(w for w, t in tries.items() if not t or np.allclose(after(*t), found, 0, 2e-3))
    assert not cause, f"expected steps of Adamax at RATE with mse, no other layer; found: {cause}"
    limit = 1.5 * metrics.pca_baseline(*[own.reshape(len(own), -1)] * 2, 32)
    checks.below(metrics.mse(own, checks.run(autoencoder, own)), limit, "The MSE (1.5 × PCA's)")

# %%
optimum = pca_error(x_train, CODE_SIZE)
plots.loss_curves(
    {"linear autoencoder": history},
    log=True,
    baselines={"PCA, on the training images": optimum},
)

# %% [markdown]
"""
At the end the training loss nearly touches the dotted line of PCA; the last code cell of section 4 prints how far they
are apart.

Test faces, their codes, the network's reconstructions, and those of PCA with 32 directions. A code is 32 numbers; as a
picture of 4 × 8 fields, grey is zero.
"""

# %% tags=["readme"]
codes = predict(encoder, test[:10])
fields = 0.5 + 0.5 * codes.reshape(-1, 4, 8) / np.abs(codes).max()
from_pca = pca_decode(pca_encode(x_test[:10], mean, directions[:32]), mean, directions[:32])
pictures = {
    "original": test[:10] + 0.5,
    "code": np.kron(fields, np.ones((1, 8, 4))),
    "reconstruction": predict(decoder, codes) + 0.5,
    "PCA": from_pca.reshape(-1, 32, 32, 3) + 0.5,
}
plots.rows(pictures, title="Test faces through 32 numbers")

# %% [markdown]
"""
**Question 3.1.** Which features of a face survive 32 numbers, and which are lost? Compare the last two rows: can you
tell them apart? Can you read anything off the picture of a code, and would the same field mean the same after training
again from other random weights?
"""

# %% [markdown] nbgrader={"grade_id": "explain-3-1", "grade": true, "points": 3, "solution": true}
"""
The large, smooth features survive: the tones of skin, and of background and hair where they show, the side the light
comes from, the turn of the head. Small ones are lost or are only hinted at: the rims of glasses, teeth, the
direction of the eyes, strands of hair. The reconstructions of the network and of PCA look the same.

The picture of the code cannot be read: nothing orders the 32 numbers, and each is a mixture of features. After another
training the fields would mean other mixtures, because any invertible mixing of the code, undone by the decoder, gives
the same reconstructions.

**Rubric (3 points).** 1 point: coarse or smooth features kept and fine ones lost, with an example from the reader's own
figure. 1 point: the rows of the network and of PCA are (nearly) the same. 1 point: the fields have no fixed meaning or
order; training again gives others.
"""

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Go down a column. What differs between the first row and the third differs in the same way between the first and the
fourth. What covers many pixels has come through, what covers few has not: for the loss, each pixel counts alike. For
the code, try it: write another number in `training.seed(1)` above the training, run from there, and compare the second
row with what it was. The reconstructions stay; the fields do not.

</details>
"""

# %% [markdown]
r"""
## 4 Do the subspaces agree?

All reconstructions of the network lie in $b + {}$ the span of the 32 rows of $B$; those of PCA lie in $\mu + {}$ the
span of the first 32 eigenfaces. Two subspaces are compared by their **principal angles** $0 \le \theta_1 \le \dots \le
\theta_{32} \le 90°$: $\theta_1$ is the smallest angle between a vector of one and a vector of the other, $\theta_2$ the
smallest among vectors at right angles to that pair, and so on. If $Q_1$ and $Q_2$ are matrices with orthonormal columns
that span the two subspaces, then $\cos\theta_k$ is the $k$-th singular value of $Q_1^\top Q_2$ (Björck and Golub,
1973). All angles are 0 exactly when the subspaces are equal.

**Question 3.2: Predict, run, explain.** The error of the network is close to the optimum. Before you compute them,
predict the 32 angles: all small, all large, or some of each? Write it down now, in the answer cell at the end of this
section. Then do Exercise 3.6, run the cells after its check, and explain what you see. The last code cell of this
section prints three variances. The variance along eigenface j is the eigenvalue λ_j; the last two help.
"""

# %% [markdown]
"""
### Exercise 3.6: Compute the principal angles

*Difficulty: ●●● · about 15 minutes*

The rows of the two given matrices span the subspaces, but neither's need be orthonormal. Rounding must not make an
angle NaN.
"""


# %% nbgrader={"grade_id": "exercise-3-6", "solution": true}
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    ### BEGIN SOLUTION
    q1, q2 = np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
    cosines = np.linalg.svd(q1.T @ q2, compute_uv=False)
    return np.degrees(np.arccos(np.clip(cosines, 0, 1)))
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`np.linalg.qr(matrix.T)[0]` has orthonormal columns that span the rows of `matrix`.

</details>
<details><summary>Hint 2</summary>

`np.linalg.svd(q1.T @ q2, compute_uv=False)` returns the cosines, the largest first. Rounding can make one of them
1.0000001, of which there is no arccosine: `np.clip(cosines, 0, 1)`.

</details>
"""

# %% nbgrader={"grade_id": "check-3-6", "grade": true, "points": 2}
with checks.exercise("3.6"):
    checks.same(principal_angles, "principal_angles")

    ### BEGIN HIDDEN TESTS
    def subspaces(rng):
        tilted = np.array([[1.0, 0, 0, 0], [0, 5 * np.cos(0.5), 0, 5 * np.sin(0.5)]])
        yield checks.case("two planes, one tilted by 0.5 radians", np.eye(4)[:2], tilted)
        yield checks.case("subspaces at right angles", 2 * np.eye(6)[:3], np.eye(6)[[4, 3, 5]])
        flat = rng.normal(size=(3, 6))
        yield checks.case("equal subspaces", flat, rng.normal(size=(3, 3)) @ flat)
        for c, d in ((4, 9), (3, 4), (1, 5)):
            yield checks.case(f"{c} and {c} rows of {d}", *rng.normal(size=(2, c, d)))
        many = rng.normal(size=(20, 30))
        yield checks.case("equal subspaces of 20", many, rng.normal(size=(20, 20)) @ many)

    checks.same(principal_angles, "principal_angles", subspaces, tolerance=1e-3)
    ### END HIDDEN TESTS

# %%
B = decoder.get_weights()[0]
angles = principal_angles(B, directions[:32])
plots.sweep(
    range(1, 33),
    {"network and PCA": angles},
    xlabel="number of the angle",
    ylabel="degrees",
    baselines={"right angle": 90},
    title="Principal angles between the two subspaces",
)

# %% [markdown]
r"""
Which eigenfaces does the network have, and which not? Let $Q$ have orthonormal columns that span the network's
subspace; the next cell makes it of $B$, as in the exercise. The share of $v_j$ that lies in the subspace is
$\lVert Q^\top v_j \rVert^2$: 1 when it is contained, 0 when it is at right angles. The network has room for 32. In the
figure, look from 25 to 40: do the shares fall in one step between 32 and 33?
"""

# %%
Q = np.linalg.qr(B.T)[0]
shares = ((directions @ Q) ** 2).sum(axis=1)
plots.sweep(
    range(1, 65),
    {"share": shares},
    xlabel="eigenface",
    ylabel="share inside",
    title="How much of each eigenface the network's subspace contains",
)

# %%
residuals = x_train - predict(autoencoder, train).reshape(x_train.shape)
error = np.mean(residuals**2)
print(f"error of the network {error:.6f}, of PCA {optimum:.6f}: {error / optimum - 1:.2%} more")
largest = np.abs(residuals.mean(axis=0)).max()
print(f"largest mean residual of a pixel, 0 at the optimum: {largest:.4f}")
for number in (1, 32, 33):
    print(f"variance along eigenface {number}: {variances[number - 1]:.3f}")
cost = (variances[31] - variances[32]) / 3072
print(f"taking 33 in the place of 32 costs {cost / optimum:.2%} of PCA's error")

# %% [markdown] nbgrader={"grade_id": "explain-3-2", "grade": true, "points": 3, "solution": true}
r"""
*Prediction.* A first guess. Most people expect all angles to be small, since the errors agree.

*Explanation.* Most angles are close to 0, and the last one or few are large, some tens of degrees. The network contains
the first twenty or more eigenfaces completely; around number 32 the shares fall, and eigenfaces just beyond 32 are
partly contained in their place. The error hardly notices: replacing $v_{32}$ by $v_{33}$ adds $(\lambda_{32} -
\lambda_{33})/d$ to it, a fraction of a per cent, because the two eigenvalues are nearly equal. The gradient that would
tell the two apart is just as small, so it takes very long to rotate the last directions into place. The directions of
large variance, by contrast, were learned first. A nearly optimal error therefore says that the important directions
were found; it does not say that the subspace is the same.

**Rubric (3 points).** 1 point: describes the own figure, small angles first and a few large ones at the end. 1 point:
the eigenvalues near 32 are nearly equal, so that the exchange costs almost nothing. 1 point: concludes that nearly
equal errors do not imply equal subspaces, or that directions of small difference are learned slowly. The prediction
earns nothing and costs nothing.
"""

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

The angles are near 0 for most of the way, and rise at the end. How many rise, and how far, differs from data to data
and from training to training; the second figure shows that it happens around eigenface 32.

Turn $v_{32}$ by an angle $\theta$ towards $v_{33}$, and the error grows by $(\lambda_{32} - \lambda_{33}) \sin^2\theta
/ d$. Put your own variances and your largest angle into it, and compare the result with the error itself. What does a
gradient as small as that do in so few steps?

Of the printed excess over PCA, this is only a part. With `centred = x_train - mean`, the line
`np.mean((centred - centred @ Q @ Q.T) ** 2) / optimum - 1` gives the part that the subspace costs; what is left is the
work of an encoder and of biases that are not quite at their best.

</details>
"""

# %% [markdown]
r"""
**Instant question.** Two networks have the same error on the training images, 0.5 % above the optimum. What do you
know of the angles between their subspaces?

- A: all are small
- B: those between directions that hold much of the variance are small; of the others, nothing
- C: all are 0, since the optimum is unique

<details><summary>Answer</summary>

B. To miss a direction of large variance would cost far more than 0.5 %; to exchange two of small and nearly equal
variance costs next to nothing. A forgets the exchange. Against C: where $\lambda_{32} > \lambda_{33}$ the optimal
subspace is unique, but neither network is at the optimum.

</details>
"""

# %% [markdown]
r"""
## 5 Where are the eigenfaces?

The rows of $B$, which are what each number of the code adds to an image, drawn like the eigenfaces above:
"""

# %%
patterns = B / np.abs(B).max(axis=1, keepdims=True)
plots.image_grid(
    0.5 + 0.5 * patterns[:24].reshape(-1, 32, 32, 3),
    columns=8,
    title="What each number of the code adds",
)

# %% [markdown]
r"""
Each is a mixture of many eigenfaces, in no order. Some look like an eigenface, and yet none is one.
Nothing asks them to be: for every invertible $32 \times 32$ matrix $T$,

$$(\tilde X A\,T)(T^{-1} B) = \tilde X A B,$$

so the network with $AT$, $aT$ and $T^{-1}B$ in the place of $A$, $a$ and $B$ has the same reconstructions and the same
error. The loss fixes the subspace, not a basis of it. PCA settles the matter by asking for more: orthonormal directions
with uncorrelated codes, sorted by variance. That can be had afterwards. Take an orthonormal basis $Q$ of the network's
subspace, express the reconstructions in it, and turn it so that their covariance becomes diagonal:
"""

# %%
inside = (predict(autoencoder, train).reshape(x_train.shape) - mean) @ Q
_, turn = np.linalg.eigh(np.cov(inside.T))
turned = (Q @ turn[:, ::-1]).T
# Signs are arbitrary: take those of PCA.
turned *= np.sign(np.sum(turned * directions[:32], axis=1, keepdims=True))

# %%
both = np.stack([turned[:10], directions[:10]]).reshape(2, 10, 32, 32, 3)
both = 0.5 + 0.5 * both / np.abs(both).max(axis=(2, 3, 4), keepdims=True)
plots.rows({"network, turned": both[0], "PCA": both[1]}, title="The eigenfaces were in the network")

# %% [markdown]
"""
## 6 Does depth help?

Put more layers around the same code, still without activations. The table at the end of this section has PCA twice:
fitted to the training images, as in section 2, and fitted to the test images. Each is measured on both sets.
"""

# %%
training.seed(2)
deep_encoder = keras.Sequential(
    [
        keras.Input((32, 32, 3)),
        layers.Flatten(),
        layers.Dense(128),
        layers.Dense(32),
    ]
)
deep_decoder = keras.Sequential(
    [
        keras.Input((32,)),
        layers.Dense(128),
        layers.Dense(3072),
        layers.Reshape((32, 32, 3)),
    ]
)
print(f"{encoder.count_params() + decoder.count_params():,} parameters before,")
print(f"{deep_encoder.count_params() + deep_decoder.count_params():,} with the two layers of 128")

# %% [markdown]
"""
**Question 3.3: Predict, run, explain.** The deeper network has about four times as many parameters. Predict: will
its error on the training images be clearly lower than that of the first network, about the same, or higher? And can
either of them beat PCA on the *test* images? Run the two cells below, then explain, using the table's last line: PCA
fitted to the test images themselves, by its mean and its directions.
"""

# %%
deep = compiled(deep_encoder, deep_decoder)
# Grading needs no good rivals.
deep_epochs, few = effort.pick(full=(EPOCHS, None), quick=(EPOCHS, None), grade=(1, 96))
deep_history = training.fit(
    deep, train[:few], epochs=deep_epochs, batch_size=32, validation=validation, name="03_deep"
)

# %%
networks = {"linear autoencoder": autoencoder, "deep linear": deep}
table = {
    name: [metrics.mse(images, predict(network, images)) for images in (train, test)]
    for name, network in networks.items()
}
table |= {
    "PCA of the training set": [pca_error(x_train, 32), pca_error(x_test, 32)],
    "PCA of the test set": [metrics.pca_baseline(x_test, x, 32) for x in (x_train, x_test)],
}
print(f"{'MSE':<26}training    test")
for name, (on_train, on_test) in table.items():
    print(f"{name:<26}{on_train:.6f}    {on_test:.6f}")

# %% [markdown] nbgrader={"grade_id": "explain-3-3", "grade": true, "points": 3, "solution": true}
r"""
*Prediction.* A first guess.

*Explanation.* About the same. A product of matrices is a matrix: the deeper network still computes $xM + t$, and $M$
has rank at most 32 because everything passes through the code. The bound of section 3 holds for it without any change,
and the first network was already within a few per cent of it. The extra parameters only describe the same set of maps
in more ways. What depth can change is how fast training gets there. To go below PCA, a network needs activations.

On the test images there is no such bound by the PCA of the *training* images: its directions are the best for those,
not for others, so another linear map may do a little better by luck. The bound that does hold for every linear or
affine map with a code of 32 is the PCA fitted to the test images themselves, the last line, and nobody can have it in
advance.

**Rubric (3 points).** 1 point: a product of matrices is a matrix of rank at most 32, so depth without activations adds
nothing. 1 point: the bound by PCA holds on the images that PCA was fitted to. 1 point: on test images PCA of the
training images can be beaten, PCA of the test images cannot.
"""

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

In the first column the two networks differ little, and neither lies below PCA of the training set. If one of them is
nearer to it, it came further in the same number of steps: that is speed, and one training of each does not say which is
faster as a rule (Saxe et al., 2014, work out how depth changes the speed of linear networks). What can be reached is
the same for both. In the second column a network may lie on either side of PCA of the training set, and stays above PCA
of the test set.

</details>
"""

# %% [markdown]
"""
**Instant question.** In the deep linear network you give the code 256 numbers and leave the layers of 128. What is
the smallest error it can reach on the training images?

- A: that of PCA with 32 directions
- B: that of PCA with 128 directions
- C: that of PCA with 256 directions

<details><summary>Answer</summary>

B. Everything passes through 128 numbers, before the code and behind it, so the product of the matrices has rank 128 at
most. For C, no layer may be narrower than the code. A was the bound while the code was the narrowest place.

</details>
"""

# %% [markdown]
"""
## Your progress
"""

# %%
progress.table("03_linear_autoencoder_and_pca")

# %% [markdown]
"""
## What to take away

- Without activations an autoencoder is an affine map of limited rank, and PCA gives the smallest squared error such a
  map can have on the images it was fitted to.
- Biases do the work of subtracting the mean.
- The loss fixes the subspace at most, never a basis of it: single numbers of the code mean nothing.
- An error near the optimum does not make a subspace the optimal one; what costs little is learned last.
- Depth without activations adds parameters, and no map that one layer on each side could not express.

**Where next.** Notebook 04 changes the task instead of the network: noisy images in, clean images out.

**References.** C. Eckart and G. Young, *The approximation of one matrix by another of lower rank*, 1936. P. Baldi and
K. Hornik, *Neural networks and principal component analysis: learning from examples without local minima*, 1989. M.
Turk and A. Pentland, *Eigenfaces for recognition*, 1991. Å. Björck and G. H. Golub, *Numerical methods for computing
angles between linear subspaces*, 1973. A. M. Saxe, J. L. McClelland and S. Ganguli, *Exact solutions to the nonlinear
dynamics of learning in deep linear neural networks*, 2014. G. B. Huang, M. Ramesh, T. Berg and E. Learned-Miller,
*Labeled Faces in the Wild*, 2007.
"""
