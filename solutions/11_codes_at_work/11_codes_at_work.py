# %% [markdown]
r"""
# 11 · Codes at work

{{badge}}

A code is made to restore its input. People use it for other things: to look at a set in a plane, to sort what nobody
has sorted, to learn from a few labels, to notice what does not belong. Nothing in the loss asks for any of that. So
each use is put to the test here, with a number, and against the rivals that a reader could have used instead: PCA,
t-SNE, the data themselves. The autoencoder does not always win, and where it loses there is a reason to learn from.

**You will be able to**

- judge a view of a set by how much of the neighbourhoods it keeps, and say what each kind of view is good for;
- write a loss for numbers of which most are exactly 0, and say why squared errors suit them badly;
- compare groupings with an index that is 0 for chance, and read what a code keeps gene by gene;
- draw a learning curve over few labels, with its spread;
- find outliers by the error of reconstruction, measure how well, and name the case in which this goes wrong.

**You should know** the plane of notebook 02 and PCA from notebook 03.

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
from keras import layers, ops

from helpers import checks, data, effort, plots, progress, training
from helpers.predict import predict

# %% [markdown]
"""
## 1 Views of a set

Images of digits, as vectors of 784 pixels. Two autoencoders learn from all training images, without a label: one with
a code of two numbers, the plane of notebook 02, and one with a code of 32. How a network begins and in which order it
meets the images is chance, so each is trained several times, from other random numbers. That takes most of this
notebook's time, so there are fewer trainings than draws of images below; the next cell says how many.
"""

# %%
mnist = data.mnist()
x_train, x_validation, x_test = (
    split.images.reshape(-1, 784) for split in (mnist.train, mnist.validation, mnist.test)
)
TRAININGS = effort.pick(full=5, quick=2, grade=1)
EPOCHS = effort.pick(full=30, quick=8, grade=6)
print(f"{len(x_train):,} training images; {TRAININGS} trainings of each network")


# %%
def build(widths):
    """Return (encoder, decoder) on vectors (n, 784); the last of the widths is the code's."""
    encoder = keras.Sequential([keras.Input((784,))])
    decoder = keras.Sequential([keras.Input((widths[-1],))])
    for width in widths[:-1]:
        encoder.add(layers.Dense(width, activation="relu"))
    encoder.add(layers.Dense(widths[-1]))
    for width in widths[-2::-1]:
        decoder.add(layers.Dense(width, activation="relu"))
    decoder.add(layers.Dense(784, activation="sigmoid"))
    return encoder, decoder


# %%
def trained(images, widths, seed, epochs=EPOCHS, batch=256):
    """Return (encoder, decoder), trained on images (n, 784)."""
    training.seed(seed)
    encoder, decoder = build(widths)
    autoencoder = keras.Sequential([encoder, decoder])
    training.start_at_mean(autoencoder, images)
    rate = training.warmup_cosine(0.005, images=len(images), batch_size=batch, epochs=epochs)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    training.fit(autoencoder, images, epochs=epochs, batch_size=batch)
    return encoder, decoder


# %%
planes = [trained(x_train, (100, 20, 2), seed)[0] for seed in range(TRAININGS)]

# %%
encoders = [trained(x_train, (256, 32), seed)[0] for seed in range(TRAININGS)]

# %% [markdown]
r"""
Four views, each a point of the plane for every image:

- **PCA**, the first two principal directions of the training images;
- **the plane**, the codes of the first network;
- **t-SNE** of pixels (van der Maaten and Hinton, 2008). It turns distances into probabilities of being neighbours, in
  the data and in the plane, and moves the points until the two agree. It has no encoder: it arranges the points that
  it is given, and a new image has no place. That takes seconds for hundreds of points, so some hundreds of test images
  are drawn here;
- **t-SNE of codes**: the same, given the 32 numbers of the second network in place of 784 pixels.
"""

# %%
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_limits

VIEWED = effort.pick(full=2000, quick=600, grade=200)
pca = PCA(32, svd_solver="randomized", random_state=0).fit(x_train)


def tsne(points, draw):
    """Return the view (n, 2) of points (n, d) that t-SNE finds."""
    with threadpool_limits(1):  # so few points are arranged sooner by one processor than by many
        return TSNE(random_state=draw).fit_transform(points)


def views_of(images, draw):
    """Return {name: points (n, 2)}, the four views of images (n, 784)."""
    codes = predict(encoders[draw % TRAININGS], images)
    return {
        "PCA": pca.transform(images)[:, :2],
        "the plane": predict(planes[draw % TRAININGS], images),
        "t-SNE of pixels": tsne(images, draw),
        "t-SNE of codes": tsne(codes, draw),
    }


# %%
def drawn(draw):
    """Return the places of VIEWED test images."""
    return np.random.default_rng(draw).choice(len(x_test), VIEWED, replace=False)


first = drawn(0)
views, labels = views_of(x_test[first], 0), mnist.test.labels[first]

# %%
plots.code_scatter(views["PCA"], labels, mnist.class_names, title="PCA")

# %%
plots.code_scatter(views["t-SNE of pixels"], labels, mnist.class_names, title="t-SNE of pixels")

# %% [markdown]
"""
The other two can be searched: press into the picture and move, or use the arrow keys, and see the image whose point is
nearest. Look for an image among those of another digit: what does it show? And compare what distance means in the two
views, within a group and from group to group.
"""

# %%
from sklearn.neighbors import NearestNeighbors

from helpers import widgets


def nearest_image(view, images):
    """Return a function from points (n, 2) to the images whose own points are nearest in a view."""
    index = NearestNeighbors(n_neighbors=1).fit(view)
    return lambda points: images[index.kneighbors(points, return_distance=False)[:, 0]]


# %% tags=["readme"]
view = views["t-SNE of codes"]
find = nearest_image(view, x_test[first])
widgets.plane(find, view, labels, mnist.class_names, title="t-SNE of codes")

# %%
view = views["the plane"]
find = nearest_image(view, x_test[first])
widgets.plane(find, view, labels, mnist.class_names, title="The plane of an autoencoder")

# %% [markdown]
"""
Which view shows the set "more clearly"? The eye likes gaps, and gaps can be made. Two numbers say more.

The first needs labels: for how many points does the nearest other point show the same digit? The views have not seen
the labels, so none of them was made to look good in this.
"""

# %% [markdown]
"""
### Exercise 11.1: Ask the nearest neighbour

*Difficulty: ●○○ · about 10 minutes*

Return the share of points whose nearest *other* point, by Euclidean distance, has the same label. A point is never its
own neighbour, even where another lies on the very same place. The points may have any number of coordinates.
"""

# %%
from scipy.spatial.distance import cdist


# %% nbgrader={"grade_id": "exercise-11-1", "solution": true}
def neighbour_accuracy(points, labels):
    """Return the share of points whose nearest other point has their label, a number in [0, 1].

    points: array (n, d); labels: array (n,) of whole numbers.
    """
    ### BEGIN SOLUTION
    distances = cdist(points, points)
    np.fill_diagonal(distances, np.inf)
    return np.mean(labels[distances.argmin(axis=1)] == labels)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`cdist(points, points)` returns all distances in an (n, n) array. What stands on its diagonal?

</details>
<details><summary>Hint 2</summary>

`np.fill_diagonal(distances, np.inf)` makes each point the farthest from itself, and `distances.argmin(axis=1)` then
says which other is nearest. Compare `labels[...]` with `labels`, and take the mean.

</details>
"""

# %% nbgrader={"grade_id": "check-11-1", "grade": true, "points": 2}
with checks.exercise("11.1"):
    checks.same(neighbour_accuracy, "neighbour_accuracy")

    ### BEGIN HIDDEN TESTS
    def groups(rng):
        kinds = rng.integers(0, 4, 90)
        near = rng.normal(size=(90, 2)) + 1.5 * np.eye(4)[kinds][:, :2]
        yield checks.case("90 points of 4 kinds", near, kinds)
        yield checks.case("60 points of 12 coordinates", rng.normal(size=(60, 12)), kinds[:60])
        stretched = rng.normal(size=(70, 2)) * [40, 1] + 2 * np.eye(4)[kinds[:70]][:, 1:3]
        yield checks.case("points in a long band", stretched, kinds[:70] % 3)
        yield checks.case("labels that begin at 5", near[:40], kinds[:40] + 5)
        twins = rng.normal(size=(25, 3)).round(2)
        pairs = np.concatenate([twins, twins])
        both = np.concatenate([np.arange(25) % 3, (np.arange(25) + np.arange(25) % 2) % 3])
        yield checks.case("25 places, two points in each", pairs, both)
        line = np.cumsum(rng.uniform(1, 2, 30))[:, None]
        yield checks.case("30 points on a line, far from 0", 500 + line, np.arange(30) // 2 % 2)

    checks.same(neighbour_accuracy, "neighbour_accuracy", groups, tolerance=1e-6)
    ### END HIDDEN TESTS

# %% [markdown]
r"""
The second number needs no labels. A view is *trustworthy* if those who are neighbours in it were near one another
before (Venna and Kaski, 2001). For point $i$ of $n$ let $r(i, j)$ be the rank of $j$ among all other points by their
distance from $i$ in the original space: 1 for the nearest, $n - 1$ for the farthest. Let $N_k(i)$ be the $k$ nearest
neighbours of $i$ *in the view*. Whoever is in $N_k(i)$ and has a rank above $k$ is an intruder, and costs
$r(i, j) - k$:

$$T(k) = 1 - \frac{2}{n k (2n - 3k - 1)} \sum_{i} \sum_{j \in N_k(i)} \max\bigl(0,\; r(i, j) - k\bigr).$$

The factor makes 0 the worst value that is possible, for $k < n/2$; 1 is the best, and points strewn at random have
about a half.
"""

# %% [markdown]
"""
### Exercise 11.2: Measure trustworthiness

*Difficulty: ●●● · about 20 minutes*

Write T(k) for any two arrays of the same points, by Euclidean distances. All distances of a point differ, so no rank is
shared.
"""


# %% nbgrader={"grade_id": "exercise-11-2", "solution": true}
def trust(vectors, view, k):
    """Return the trustworthiness T(k) of a view.

    vectors: array (n, d), the points in the original space; view: array (n, 2), the same points in
    the plane, in the same order; k: a whole number below n / 2.
    """
    ### BEGIN SOLUTION
    far, near = cdist(vectors, vectors), cdist(view, view)
    np.fill_diagonal(far, -1)  # so that each point has rank 0 for itself
    np.fill_diagonal(near, np.inf)
    ranks = far.argsort(axis=1).argsort(axis=1)
    neighbours = near.argsort(axis=1)[:, :k]
    excess = np.maximum(np.take_along_axis(ranks, neighbours, axis=1) - k, 0)
    n = len(vectors)
    return 1 - 2 * excess.sum() / (n * k * (2 * n - 3 * k - 1))
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`order = distances.argsort(axis=1)` lists for each point the others from near to far; row i begins with i itself, whose
distance is 0. The rank of j is the place of j in that list, and `order.argsort(axis=1)` turns a list of who stands
where into a list of where each stands.

</details>
<details><summary>Hint 2</summary>

With `ranks = cdist(vectors, vectors).argsort(axis=1).argsort(axis=1)` point i has rank 0 in its own row and the others
have 1 to n − 1. The neighbours in the view are `cdist(view, view).argsort(axis=1)[:, 1 : k + 1]`.

</details>
<details><summary>Hint 3</summary>

`np.take_along_axis(ranks, neighbours, axis=1)` looks up the ranks of the neighbours, shape (n, k). Subtract k, set what
is negative to 0 with `np.maximum`, and add up.

</details>
"""

# %% nbgrader={"grade_id": "check-11-2", "grade": true, "points": 3}
with checks.exercise("11.2"):
    checks.same(trust, "trust")

    ### BEGIN HIDDEN TESTS
    def flattened(rng):
        points = rng.normal(size=(40, 5)) * [3, 2, 1, 1, 1]
        yield checks.case("40 points, two of 5 coordinates, k = 5", points, points[:, :2], 5)
        yield checks.case("the same, k = 1", points, points[:, :2], 1)
        yield checks.case("the same, k = 19", points, points[:, :2], 19)
        yield checks.case("points strewn at random", points, rng.normal(size=(40, 2)), 4)
        turn = np.array([[0.6, -0.8], [0.8, 0.6]])
        yield checks.case("points turned and enlarged", points[:, :2], 7 * points[:, :2] @ turn, 3)
        folded = np.abs(points[:31, :2]) * [1, 30]
        yield checks.case("31 points, folded and stretched", points[:31], folded, 6)

    checks.same(trust, "trust", flattened, tolerance=1e-6)
    ### END HIDDEN TESTS

# %% [markdown]
"""
scikit-learn has the same measure as `trustworthiness`; it must agree with yours.
"""

# %%
from sklearn.manifold import trustworthiness

theirs = trustworthiness(x_test[first], views["PCA"], n_neighbors=10)
print(f"PCA: T(10) = {trust(x_test[first], views['PCA'], 10):.4f}, by scikit-learn {theirs:.4f}")

# %% [markdown]
"""
**Question 11.1: Predict, run, explain.** Before you run the next cells, order the four views twice: by trustworthiness,
and by the accuracy of the nearest neighbour. Will t-SNE do better with the codes or with the pixels? Run: for five
draws of test images, each with its own t-SNE, the figure shows the mean and the standard deviation over the draws. Then
explain: where does the autoencoder's plane stand, and what can it do that the view above it cannot? Why does it matter
that trustworthiness counts ranks among *pixels*?
"""

# %% [markdown] nbgrader={"grade_id": "explain-11-1", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess; many expect the autoencoder to show a set better than a method that only arranges points.

*Explanation.* Both t-SNE views come first in both numbers, by many standard deviations; the plane comes next and PCA
last. t-SNE has one purpose, to keep neighbourhoods, and places each point for itself. The autoencoder has to pass
everything that the decoder needs through two numbers of a function that is the same for all images, and neighbourhoods
are only a by-product. For that it is a map: a new image has a place at once, every point of the plane decodes to a
picture, and distances between groups are those that the decoder needs. In a t-SNE view new images have no place,
nothing can be decoded, and sizes of groups and gaps between them mean little. PCA has these merits as well, and is
linear: with two directions it leaves the digits on one another.

t-SNE of codes is about as trustworthy as t-SNE of pixels, although it never saw a pixel, and a little better by the
second number with the digits of MNIST: what 32 numbers leave out is mostly what two images of a digit need not
share. So a code can help a view. It does so as the input of a method made for views, not as a view of two numbers.

**Rubric (3 points).** 1 point: reads the figure with its spread, t-SNE above the plane above PCA. 1 point: a reason,
such as the purpose of t-SNE against that of a code; and one thing that the plane can do (new images, decoding). 1
point: trustworthiness has the pixels for its reference, so it favours what was made from pixels. A wrong prediction
costs nothing.
"""

# %%
DRAWS = effort.pick(full=10, quick=5, grade=2)
scores = {name: [] for name in ("trustworthiness", "nearest neighbour has the same label")}
for draw in range(DRAWS):
    places = drawn(draw)
    for view in (views if draw == 0 else views_of(x_test[places], draw)).values():
        kept = trustworthiness(x_test[places], view, n_neighbors=10)
        same = neighbour_accuracy(view, mnist.test.labels[places])
        for values, value in zip(scores.values(), (kept, same)):
            values.append(value)


# %%
def mean_and_spread(values):
    """Return (n, 2), the mean and the standard deviation of each row of values (n, draws)."""
    return np.stack([np.mean(values, axis=-1), np.std(values, axis=-1)], axis=-1)


summary = {name: mean_and_spread(np.reshape(v, (DRAWS, -1)).T) for name, v in scores.items()}
title = f"Four views of {VIEWED:,} digits: mean and standard deviation of {DRAWS} draws"
plots.intervals(list(views), summary, xlabel="share", title=title)

# %%
for name, vectors in (("pixels", x_test), ("codes", predict(encoders[0], x_test))):
    same = neighbour_accuracy(vectors[first], labels)
    print(f"without a view, nearest neighbour among {vectors.shape[1]} {name}: {same:.3f}")

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Both numbers put PCA last and the two t-SNE views first, with the autoencoder's plane between them, by more than the
spread. The last lines show what there was to keep, among all pixels and among all 32 numbers of the code. What would
you do with a new image in each of the four?

</details>
"""

# %% tags=["claim"]
_trust, _same = (summary[name][:, 0] for name in summary)
for _means, _what in ((_trust, "trust"), (_same, "neighbours")):
    _gap = min(_means[2:]) - _means[1]
    assert _gap > 0, f"by {_what} both t-SNE views are above the plane: {_gap:.3f}"
    _gap = _means[1] - _means[0]
    assert _gap > 0, f"by {_what} the plane is above PCA: {_gap:.3f}"

# %% [markdown]
"""
**Instant question.** Two groups in a t-SNE view lie far apart, two others touch. May you say that the first two are
more different?

- A. Yes: distances in the view stand for distances in the data.
- B. No: the view keeps who is near, and hardly how far the others are.
- C. Yes, if the trustworthiness is near 1.

<details><summary>Answer</summary>

B. The loss of t-SNE is about neighbours; two groups that share none may be put anywhere. C is wrong because
trustworthiness, too, looks only at the k nearest. For A a linear view such as PCA is the better choice.

</details>
"""

# %% [markdown]
r"""
## 2 Data that are not pictures

Blood cells of one donor: of each of 700 cells it was counted how many copies of the message of each of 765 genes were
caught in it. (The data are those of 10x Genomics, *Fresh 68k PBMCs (Donor A)*, under CC BY 4.0. Ten kinds of cell were
told apart by Zheng et al., 2017, who compared each cell with cells that had been sorted by hand.) The counts have been
divided by the cell's total, and $x = \ln(1 + \text{count})$ is what is given: a row for each cell, a column for each
gene. There is no picture to look at, and no convolution to use.
"""

# %%
cells = data.cells()
expression, kinds = cells.expression, cells.labels
print(f"{np.mean(expression == 0):.0%} of the numbers are 0;", end=" ")
print(f"the smallest of the others is {expression[expression > 0].min():.2f}")
for kind, count in zip(cells.class_names, np.bincount(kinds)):
    print(f"{count:5}  {kind}")

# %% [markdown]
r"""
### A loss for many zeros

Two thirds of the numbers are exactly 0, and then there is a gap: no number lies between 0 and 0.7. A copy is caught or
it is not. Only a small part of a cell's messages is caught, so most zeros say "missed", not "absent".

A squared error suits this badly. Let a gene be seen in a third of the cells of some kind, with $x$ around 1.5 there.
The best that a network can say under a squared error is the mean, 0.5: a value that no cell has, pulled down by
misses; and every miss costs as much as an error of 1 in the level.

So ask two questions, each with a loss of its own. Was the gene seen? The decoder gives a logit $a$, for a probability
$p = 1 / (1 + e^{-a})$. And if it was, at what level? The decoder gives $m$. If a gene that is seen has a normal
distribution around $m$ with standard deviation $\sigma$, the negative logarithm of the likelihood is, but for a
constant,

$$\ell(x, a, m) = \begin{cases} -\ln(1 - p) & \text{if } x = 0, \\[2pt]
-\ln p + \dfrac{(x - m)^2}{2 \sigma^2} & \text{if } x > 0. \end{cases}$$

Statisticians call this a **hurdle model**: a zero stays below the hurdle, and only what gets over it has a level. The
levels of a gene scatter with $\sigma \approx 0.5$ around their mean, so $2 \sigma^2 = 0.5$ here.
"""

# %%
seen = expression > 0
level = expression.sum(axis=0) / seen.sum(axis=0)  # of each gene, where it is seen
sigma = np.sqrt(np.mean((expression - level)[seen] ** 2))
print(f"around the level of its gene a number that is not 0 scatters by {sigma:.2f}")

# %% [markdown]
r"""
### Exercise 11.3: Write the loss

*Difficulty: ●●○ · about 15 minutes*

Return the mean of $\ell(x, a, m)$ over all cells and genes, with $2\sigma^2 = 0.5$, in `keras.ops`, so that gradients
flow to the outputs. Of the decoder's `2 * genes` outputs the first half are the logits $a$ and the second half the
levels $m$. The loss must stay finite and exact for any logit, up to ±200 in the check. The number of genes is that of
the given array.
"""


# %% nbgrader={"grade_id": "exercise-11-3", "solution": true}
def hurdle_loss(expression, outputs):
    """Return the mean loss, a number.

    expression: array (n, genes), 0 or above; outputs: array (n, 2 * genes), logits then levels.
    """
    ### BEGIN SOLUTION
    logits, levels = ops.split(outputs, 2, axis=-1)
    seen = ops.cast(expression > 0, outputs.dtype)
    detection = ops.softplus(logits) - seen * logits
    return ops.mean(detection + seen * (expression - levels) ** 2 / 0.5)
    ### END SOLUTION


# %% [markdown]
r"""
<details><summary>Hint 1</summary>

`logits, levels = ops.split(outputs, 2, axis=-1)` halves the outputs. `seen = ops.cast(expression > 0, outputs.dtype)`
is 1 where a gene was seen and 0 elsewhere: multiply with it what counts only there.

</details>
<details><summary>Hint 2</summary>

$-\ln(1 - p) = \ln(1 + e^a)$, which is `ops.softplus(a)` and never overflows, and $-\ln p = \ln(1 + e^a) - a$.
`ops.log(ops.sigmoid(a))` would be minus infinity for $a = -200$.

</details>
<details><summary>Hint 3</summary>

In one line for both cases: `ops.softplus(logits) - seen * logits + seen * (expression - levels) ** 2 / 0.5`.

</details>
"""

# %% nbgrader={"grade_id": "check-11-3", "grade": true, "points": 3}
with checks.exercise("11.3"):
    checks.same(hurdle_loss, "hurdle_loss")

    ### BEGIN HIDDEN TESTS
    def measured(rng):
        def some(n, genes, share):
            levels = rng.uniform(0.7, 4, (n, genes)) * (rng.random((n, genes)) < share)
            return levels.astype("float32"), rng.normal(0, 2, (n, 2 * genes)).astype("float32")

        x, outputs = some(6, 5, 0.4)
        yield checks.case("6 cells of 5 genes", x, outputs)
        yield checks.case("genes that are all seen", x + 1, outputs)
        yield checks.case("genes of which none is seen", 0 * x, outputs)
        yield checks.case("one cell of 4 genes", *some(1, 4, 0.5))
        far = np.where(np.arange(10) < 5, np.sign(outputs) * 200, outputs).astype("float32")
        yield checks.case("logits of 200 and -200", x, far)
        yield checks.case("small numbers that are not 0", x / 50, outputs)
        yield checks.gradient("6 cells of 5 genes", x, outputs)
        yield checks.gradient("logits of 200 and -200", x, far)

    checks.same(hurdle_loss, "hurdle_loss", measured, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
### Exercise 11.4: Build an autoencoder for cells

*Difficulty: ●●○ · about 10 minutes*

Return an encoder and a decoder, two models, and the autoencoder that calls one on the other, on the same weights; do
not compile them. The encoder: `Dropout(0.5)` on the genes, a dense layer of 128 with relu, and the code, linear. The
decoder: a dense layer of 128 with relu, and `2 * genes` outputs without an activation. The dropout, at work only in
training, treats the network to what the measurement does to cells, which is to miss genes at random. With 700 cells and
a network of 300,000 numbers it is needed.
"""


# %% nbgrader={"grade_id": "exercise-11-4", "solution": true}
def build_cell_autoencoder(genes, code_size):
    """Return (encoder, decoder, autoencoder).

    encoder: (n, genes) → (n, code_size); decoder: (n, code_size) → (n, 2 * genes); autoencoder:
    (n, genes) → (n, 2 * genes).
    """
    ### BEGIN SOLUTION
    encoder = keras.Sequential(
        [
            keras.Input((genes,)),
            layers.Dropout(0.5),
            layers.Dense(128, activation="relu"),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(2 * genes),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Two `keras.Sequential` models, each beginning with `keras.Input`, and `keras.Sequential([encoder, decoder])` for both.

</details>
<details><summary>Hint 2</summary>

The dropout stands right behind `keras.Input((genes,))`, before the first dense layer. The last layers of both models
have no `activation`.

</details>
"""

# %% nbgrader={"grade_id": "check-11-4", "grade": true, "points": 2}
with checks.exercise("11.4"):
    checks.same(build_cell_autoencoder, "build_cell_autoencoder")
    _encoder = build_cell_autoencoder(40, 3)[0]
    _sizes = [np.shape(w) for w in _encoder.get_weights()]
    _encoder.set_weights([np.full(s, (len(s) > 1) / s[0], "float32") for s in _sizes])
    # Each code is now the mean of the genes; where half are dropped, and the others doubled, it
    # scatters by the root of 1 / 40.
    _scatter = float(np.std(np.asarray(_encoder(np.ones((3000, 40), "float32"), training=True))))
    _ratio = _scatter * 40**0.5
    _found = (
        f"in training, codes scatter {_ratio:.2f} times as much as with `Dropout(0.5)` on genes"
    )
    assert 0.92 < _ratio < 1.08, f"{_found}: set its rate to 0.5, and drop nothing else."

    ### BEGIN HIDDEN TESTS
    def networks(rng):
        for genes, size in ((20, 3), (13, 2)):
            x = rng.normal(0, 2, (3, genes)).astype("float32")
            code = rng.normal(0, 2, (3, size)).astype("float32")
            given = [x, code, x]
            words = f"{genes} genes and a code of {size}"
            yield checks.outputs(words, genes, size, inputs=given, compiled=True)
        one = [x, code[:, :1], x]
        yield checks.outputs("a code of 1 that is shared", 13, 1, inputs=one, parts=(0, 1))

    checks.same(build_cell_autoencoder, "build_cell_autoencoder", networks, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
A hundred cells, drawn at random, are held out; the others are trained on. The last biases begin where a network would
be that knows nothing of a cell: at how often each gene is seen, and at its mean level. For comparison the same network
is trained with a squared error on the numbers themselves, and there the decoder ends in one number a gene.
"""

# %%
CELL_TRAININGS = effort.pick(full=10, quick=5, grade=1)
CELL_EPOCHS = effort.pick(full=60, quick=30, grade=15)
CODE = 5
order = np.random.default_rng(0).permutation(len(cells))
train_cells, test_cells = expression[order[100:]], expression[order[:100]]
share = np.clip((train_cells > 0).mean(axis=0), 0.001, 0.999)
levels = train_cells.sum(axis=0) / np.maximum((train_cells > 0).sum(axis=0), 1)
start = np.concatenate([np.log(share / (1 - share)), levels])


# %%
def train_on_cells(network, loss, first_biases):
    """Compile a network, let its last biases begin at these, and train it."""
    network.trainable_weights[-1].assign(first_biases)
    schedule = {"images": len(train_cells), "batch_size": 50, "epochs": CELL_EPOCHS}
    rate = training.warmup_cosine(0.003, **schedule)
    network.compile(optimizer=keras.optimizers.Adam(rate), loss=loss)
    network.fit(train_cells, train_cells, epochs=CELL_EPOCHS, batch_size=50, verbose=0)


# %%
cell_networks = []
for seed in range(CELL_TRAININGS):
    training.seed(seed)
    encoder, decoder, autoencoder = build_cell_autoencoder(len(cells.genes), CODE)
    train_on_cells(autoencoder, hurdle_loss, start)
    cell_networks.append((encoder, decoder))

# %%
squared_encoders = []
for seed in range(CELL_TRAININGS):
    training.seed(seed)
    encoder, _, _ = build_cell_autoencoder(len(cells.genes), CODE)
    ending = [layers.Dense(128, activation="relu"), layers.Dense(len(cells.genes))]
    autoencoder = keras.Sequential([encoder, *ending])
    train_on_cells(autoencoder, "mse", train_cells.mean(axis=0))
    squared_encoders.append(encoder)

# %% [markdown]
r"""
### Groups, and an index that knows chance

**k-means** puts each point to the nearest of k centres and each centre into the mean of its points, until nothing
changes. How well do such clusters agree with the known kinds? The names of clusters mean nothing, so look at pairs of
cells: in a good grouping two cells share a cluster when they share a kind. Let $n_{ij}$ be the number of cells of kind
$i$ in cluster $j$, $a_i$ the size of kind $i$, $b_j$ that of cluster $j$, and $n$ the number of all cells. Pairs that
share both are

$$S = \sum_{ij} \binom{n_{ij}}{2}, \qquad\text{with}\quad A = \sum_i \binom{a_i}{2}, \quad B = \sum_j \binom{b_j}{2}
\quad\text{that share the one or the other.}$$

If clusters of these sizes were drawn at random, $S$ would on average be $E = A B / \binom{n}{2}$. The **adjusted Rand
index** (Hubert and Arabie, 1985) is what was reached beyond that, as a share of what can be,

$$\mathrm{ARI} = \frac{S - E}{(A + B) / 2 - E} .$$

It is 1 for equal groupings, whatever the clusters are called, near 0 for random ones, and below 0 for worse than
random.
"""

# %% [markdown]
"""
### Exercise 11.5: Compute the adjusted Rand index

*Difficulty: ●●○ · about 15 minutes*

Return the index of two groupings of the same cells. Groups are named by whole numbers, any of them, and the two may
have different numbers of groups. Neither grouping puts all cells into one group, nor each into a group of its own.
"""


# %% nbgrader={"grade_id": "exercise-11-5", "solution": true}
def adjusted_rand(kinds, clusters):
    """Return the adjusted Rand index of two arrays (n,) of whole numbers."""
    ### BEGIN SOLUTION
    _, kind = np.unique(kinds, return_inverse=True)
    _, cluster = np.unique(clusters, return_inverse=True)
    table = np.zeros((kind.max() + 1, cluster.max() + 1))
    np.add.at(table, (kind, cluster), 1)

    def pairs(counts):
        return np.sum(counts * (counts - 1) / 2)

    both, of_kinds, of_clusters = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = of_kinds * of_clusters / pairs(len(kinds))
    return (both - chance) / ((of_kinds + of_clusters) / 2 - chance)
    ### END SOLUTION


# %% [markdown]
r"""
<details><summary>Hint 1</summary>

Make the table of $n_{ij}$ first: for each kind and each cluster `np.sum((kinds == i) & (clusters == j))`. Which occur
`np.unique(kinds)` lists. The table's sums along its two axes are $a_i$ and $b_j$.

</details>
<details><summary>Hint 2</summary>

$\binom{c}{2} = c (c - 1) / 2$. A function `pairs(counts)` that adds this up over an array serves for $S$, $A$, $B$ and,
given `len(kinds)`, for $\binom{n}{2}$.

</details>
"""

# %% nbgrader={"grade_id": "check-11-5", "grade": true, "points": 3}
with checks.exercise("11.5"):
    checks.same(adjusted_rand, "adjusted_rand")

    ### BEGIN HIDDEN TESTS
    def groupings(rng):
        kinds = rng.integers(0, 4, 60)
        mixed = np.where(rng.random(60) < 0.4, rng.integers(0, 4, 60), (kinds + 1) % 4)
        yield checks.case("60 cells, mostly of like groups", kinds, mixed)
        yield checks.case("equal groups under other names", kinds, np.array([7, -1, 40, 3])[kinds])
        yield checks.case("groups drawn at random", kinds, rng.integers(0, 3, 60))
        square = np.arange(36)
        yield checks.case("worse than chance", square // 6, square % 6)
        yield checks.case("two groups against nine", kinds % 2, 3 * kinds % 8 + 100 * (mixed // 2))
        sizes = np.repeat([0, 1, 2, 3], [50, 2, 9, 1])
        yield checks.case(
            "groups of 50, 2, 9 and 1", sizes, np.repeat([4, 2, 4, 9], [30, 20, 6, 6])
        )

    checks.same(adjusted_rand, "adjusted_rand", groupings, tolerance=1e-6)
    ### END HIDDEN TESTS

# %% [markdown]
"""
**Question 11.2: Predict, run, explain.** k-means gets five kinds of points: all 765 genes; five numbers of PCA; five
numbers of the autoencoder with the squared error; five of the one with the hurdle loss; and, for a comparison, thirty
of PCA. Predict the order of the adjusted Rand indices, and of the accuracy of the nearest neighbour. Will the spread
over seeds be of like size in all rows? Run the cells and explain: what do five numbers do that 765 do not? What did the
network gain over PCA here, with 700 cells, and why not more? What could have been expected of a million cells?
"""

# %% [markdown] nbgrader={"grade_id": "explain-11-2", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess; many expect the autoencoder with the right loss to win clearly.

*Explanation.* By the adjusted Rand index five numbers of PCA are first, near 0.6 and the same for all seeds; the genes
themselves are last or near it, and the codes of both networks come out between, at about 0.5, with more spread. By the
nearest neighbour, of what has five numbers the hurdle loss is first, as good as thirty of PCA, though all rows are
within a few hundredths. Five numbers leave out what no
cell shares with another: most of the variance of 765 genes is misses, and a distance among genes is the sum of hundreds
of them. PCA does this exactly and without chance. The networks' codes differ from training to training. They keep who
is next to whom as well as PCA or better; but nothing in a loss of reconstruction asks for round groups of like size,
which is what k-means looks for. Asked for fewer clusters, it finds in the codes groups that agree as well as PCA's.

With 700 cells and a network of 300,000 numbers little can be learned beyond the directions of largest variance before
chance is learned too; the dropout delays that. With a million cells the network could learn more, while PCA would stay
what it is.

**Rubric (3 points).** 1 point: reads the figure with its spread, and says that PCA at the same size holds its own or
wins. 1 point: why few numbers are better than 765 (noise of single genes is averaged out or left out). 1 point: the
number of cells against the number of parameters, or chance in training as the source of spread. A wrong prediction
costs nothing.
"""

# %%
from sklearn.cluster import KMeans

CELL_SEEDS = effort.pick(full=10, quick=5, grade=2)
gene_pca = PCA(30, random_state=0).fit(train_cells)


def spaces_of(seed):
    """Return {name: points of all cells}; the networks are those of this seed."""
    network = seed % CELL_TRAININGS
    return {
        "genes": expression,
        "PCA, 5 numbers": gene_pca.transform(expression)[:, :5],
        "PCA, 30 numbers": gene_pca.transform(expression),
        "squared error": predict(squared_encoders[network], expression),
        "hurdle loss": predict(cell_networks[network][0], expression),
    }


# %%
agreement = {"adjusted Rand index": [], "nearest neighbour is of the same kind": []}
for seed in range(CELL_SEEDS):
    for points in spaces_of(seed).values():
        kmeans = KMeans(len(cells.class_names), n_init=10, random_state=seed).fit(points)
        agreement["adjusted Rand index"].append(adjusted_rand(kinds, kmeans.labels_))
        agreement["nearest neighbour is of the same kind"].append(neighbour_accuracy(points, kinds))

# %%
groupings = {k: mean_and_spread(np.reshape(v, (CELL_SEEDS, -1)).T) for k, v in agreement.items()}
title = f"Kinds of blood cells: mean and standard deviation of {CELL_SEEDS} seeds"
plots.intervals(list(spaces_of(0)), groupings, xlabel="index or share", title=title)

# %% [markdown]
"""
Ten clusters, because there are ten kinds. But k-means knows nothing of kinds; what if it is asked for fewer or more?
"""

# %%
for name in ("PCA, 5 numbers", "hurdle loss"):
    points = spaces_of(0)[name]
    for k in (5, 7, 10, 14):
        found = [KMeans(k, n_init=10, random_state=s).fit_predict(points) for s in range(5)]
        each = [adjusted_rand(kinds, clusters) for clusters in found]
        print(f"{name:<16} {k:>2} clusters: {np.mean(each):.2f} ± {np.std(each):.2f}")

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

The autoencoder does not win here. Five numbers of PCA make the clusters that agree best with the known kinds, and make
them at every seed. The codes agree less, and not always to the same degree. By the nearest neighbour the order is
another one, and of the three with five numbers the codes of the hurdle loss are first: the cells of a kind do lie
together. Which of the two
judges asks what k-means is good at? The kinds have from 8 to 240 cells. And look at the last table: ten clusters are as
many as there are kinds, and not the number that fits best.

</details>
"""

# %% tags=["claim"]
_ari, _near = (dict(zip(spaces_of(0), values[:, 0])) for values in groupings.values())
_first = max(_ari, key=_ari.get)
assert _first == "PCA, 5 numbers", f"five numbers of PCA make the best clusters: {_first}"
_gap = _near["hurdle loss"] - _near["PCA, 5 numbers"]
assert _gap > 0, f"by the nearest neighbour the hurdle loss is above PCA: {_gap:.3f}"

# %% [markdown]
r"""
### What the code of a cell says about its genes

A network returns expected genes for a code: probability times level. How much of what varies in a gene is in the code?
For each gene that is the share of its variance that the prediction explains,

$$R^2_g = 1 - \frac{\sum_i (x_{ig} - \hat x_{ig})^2}{\sum_i (x_{ig} - \bar x_g)^2} ,$$

measured on the held-out cells, with $\bar x_g$ the mean of the gene among them. A share of 0 is what the mean would
have reached without any code, and a prediction that is worse than that has a negative share.
"""

# %% [markdown]
"""
### Exercise 11.6: Explain gene by gene

*Difficulty: ●○○ · about 10 minutes*

Return the share for each gene, negative ones as they are. For a gene that does not vary in the given cells, return 0.
"""


# %% nbgrader={"grade_id": "exercise-11-6", "solution": true}
def explained(expression, predicted):
    """Return the explained share of each gene's variance, an array (genes,).

    expression, predicted: arrays (n, genes).
    """
    ### BEGIN SOLUTION
    left = ((expression - predicted) ** 2).sum(axis=0)
    total = ((expression - expression.mean(axis=0)) ** 2).sum(axis=0)
    varies = np.ptp(expression, axis=0) > 0
    return np.where(varies, 1 - left / np.where(varies, total, 1), 0)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Both sums run over the cells, `axis=0`, and leave a number for each gene. The mean of a gene is that of the given
expression, `expression.mean(axis=0)`.

</details>
<details><summary>Hint 2</summary>

Where a gene does not vary, the denominator is 0, or nearly 0 by rounding. `varies = np.ptp(expression, axis=0) > 0`
tells which do; divide by `np.where(varies, total, 1)` and choose with `np.where(varies, ..., 0)`.

</details>
"""

# %% nbgrader={"grade_id": "check-11-6", "grade": true, "points": 2}
with checks.exercise("11.6"):
    checks.same(explained, "explained")

    ### BEGIN HIDDEN TESTS
    def predictions(rng):
        def some(n, genes):
            x = rng.uniform(0.7, 3, (n, genes)) * (rng.random((n, genes)) < 0.5)
            return x, x + rng.normal(0, 0.4, (n, genes)) + rng.normal(0, 0.2, genes)

        x, guess = some(30, 6)
        yield checks.case("30 cells of 6 genes", x, guess)
        yield checks.case("4 cells of 9 genes", *some(4, 9))
        yield checks.case("predictions worse than the mean", x, 3 - 2 * guess)
        yield checks.case("the means as predictions", x, np.tile(x.mean(axis=0), (30, 1)))
        same = np.array([0, 0, 1, 1.1, 0, 0.3])
        yield checks.case("genes of which four do not vary", np.where(same, same, x), guess)

    checks.same(explained, "explained", predictions, tolerance=1e-6)
    ### END HIDDEN TESTS


# %%
def expected_genes(decoder, codes):
    """Return what a hurdle decoder expects of each gene, (n, genes): probability times level."""
    logits, levels = np.split(predict(decoder, codes), 2, axis=-1)
    return levels / (1 + np.exp(-logits))


encoder, decoder = cell_networks[0]
few = PCA(CODE, random_state=0).fit(train_cells)
shares = {
    "autoencoder": explained(test_cells, expected_genes(decoder, predict(encoder, test_cells))),
    "PCA": explained(test_cells, few.inverse_transform(few.transform(test_cells))),
}

# %%
by_share = np.argsort(shares["PCA"])[::-1]
plots.sweep(
    np.arange(1, len(by_share) + 1),
    {name: share[by_share] for name, share in shares.items()},
    xlabel="gene, in PCA's order",
    ylabel="explained share of the variance",
    title=f"What {CODE} numbers say about each gene of held-out cells",
)

# %%
for name, share in shares.items():
    best = np.argsort(share)[::-1][:8]
    listed = ", ".join(f"{cells.genes[g]} {share[g]:.2f}" for g in best)
    print(
        f"{name}: {np.mean(share > 0.3):.0%} of the genes above 0.3, {np.mean(share < 0.05):.0%}",
        end=" ",
    )
    print(f"below 0.05; the best: {listed}")

# %% [markdown]
"""
So the code knows a few genes well and most hardly at all. Which does it know? Decode the mean code of a kind, and list
the genes that stand out most from the mean over all cells, by the decoder and, to compare, in the cells themselves:
"""

# %%
codes = predict(encoder, expression)
average = expected_genes(decoder, codes).mean(axis=0)
for kind in ("CD14+ Monocyte", "CD19+ B", "CD56+ NK"):
    of_kind = kinds == cells.class_names.index(kind)
    decoded = expected_genes(decoder, codes[of_kind].mean(axis=0, keepdims=True))[0] - average
    counted = expression[of_kind].mean(axis=0) - expression.mean(axis=0)
    for words, difference in (("decoded", decoded), ("counted", counted)):
        genes = [cells.genes[g] for g in np.argsort(difference)[::-1][:7]]
        print(f"{kind:<15} {words}: {', '.join(genes)}")

# %% [markdown]
"""
The decoder names nearly the genes by which these kinds are told apart, though no kind was ever named to it: CD79A and
CD79B belong to B cells, GNLY and NKG7 to natural killers. The figure above says the same from the other side: genes
that many others go along with are well explained, and half of all genes hardly at all. On most genes the network is
level with PCA; the peaks of its line are a few of which it explains much more.
"""

# %% tags=["claim"]
_codes = predict(encoder, expression)
for _kind, _marks in {"CD19+ B": ("CD79A", "CD79B"), "CD56+ NK": ("GNLY", "NKG7")}.items():
    _mean = _codes[kinds == cells.class_names.index(_kind)].mean(axis=0, keepdims=True)
    _more = expected_genes(decoder, _mean)[0] - expected_genes(decoder, _codes).mean(axis=0)
    _first = {cells.genes[g] for g in np.argsort(_more)[::-1][:7]}
    assert _first >= set(_marks), f"the decoder names the genes of {_kind}: {sorted(_first)}"
_low = np.mean(shares["autoencoder"] < 0.05)
assert 0.35 < _low < 0.65, f"half of all genes are hardly explained: {_low:.2f}"
_gain = shares["autoencoder"] - shares["PCA"]
assert abs(np.median(_gain)) < 0.03, f"on most genes it is level with PCA: {np.median(_gain):.3f}"
_more = np.sum(_gain > 0.2) - np.sum(_gain < -0.2)
assert _more > 0, f"of a few genes it explains much more: {_more} more than it loses"

# %% [markdown]
"""
**Instant question.** A gene is seen in 2 % of the cells, here and there, in no kind more than in another. What will a
good code of five numbers say about it?

- A. Nearly all: the network was trained to restore it.
- B. Nothing, and the decoder will give its mean whatever the code.
- C. Whether it was seen, but not at what level.

<details><summary>Answer</summary>

B. What varies in one gene alone can only be restored by a number of the code for it alone, and there are five for 765.
The loss is lowered most by what many genes have in common. That is why a code of a few numbers leaves noise out, and
also why it leaves out a rare signal that only one gene carries.

</details>
"""

# %% [markdown]
"""
## 3 Few labels

Labels cost money, images often do not. So learn a code from all training images, without labels, and then a classifier
on the codes of the few that have one. Are codes better for that than PCA, or than pixels?
"""

# %% [markdown]
"""
### Exercise 11.7: Draw a few labels

*Difficulty: ●○○ · about 10 minutes*

Return the indices of `per_class` images of each class, drawn at random with the given generator and without
repetition, in any order. Every image of a class has the same chance.
"""


# %% nbgrader={"grade_id": "exercise-11-7", "solution": true}
def draw_labelled(labels, per_class, rng):
    """Return indices, whole numbers (classes * per_class,), into the labels.

    labels: array (n,) of whole numbers, each class at least `per_class` times; rng: a NumPy
    generator, such as np.random.default_rng(0).
    """
    ### BEGIN SOLUTION
    return np.concatenate(
        [
            rng.choice(np.flatnonzero(labels == c), per_class, replace=False)
            for c in np.unique(labels)
        ]
    )
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`np.unique(labels)` lists the classes, and `np.flatnonzero(labels == c)` the places of one of them.

</details>
<details><summary>Hint 2</summary>

`rng.choice(places, per_class, replace=False)` draws without repetition. Keep the draws in a list, and end with
`return np.concatenate(draws)`.

</details>
"""

# %% [markdown]
"""
A function for the check: it counts over many draws.
"""


# %%
def counted_draws(labels, per_class, draws):
    """Return of many draws: their size, repetitions, images a class, how often each image came;

    and whether equal generators give equal draws.
    """
    rng = np.random.default_rng(0)
    found = np.stack([np.sort(draw_labelled(labels, per_class, rng)) for _ in range(draws)])
    repeated = sum(len(np.unique(row)) < len(row) for row in found)
    of_class = np.stack([(labels[found] == c).sum(axis=1) for c in np.unique(labels)])
    often = np.bincount(found.ravel(), minlength=len(labels)) / draws
    again = np.sort(draw_labelled(labels, per_class, np.random.default_rng(0)))
    equal = bool(np.array_equal(found[0], again))
    return found.shape[1], repeated, of_class.min(axis=1), of_class.max(axis=1), often, equal


# %% nbgrader={"grade_id": "check-11-7", "grade": true, "points": 2}
with checks.exercise("11.7"):
    checks.same(counted_draws, "counted_draws")

    ### BEGIN HIDDEN TESTS
    def label_sets(rng):
        few = rng.permutation(np.repeat([0, 1, 2], [8, 14, 5]))
        yield checks.case("27 labels of 3 classes, 2 of each", few, 2, 2000)
        yield checks.case("27 labels of 3 classes, 5 of each", few, 5, 2000)
        yield checks.case("labels that are sorted, 1 of each", np.sort(few), 1, 2000)
        yield checks.case("classes 3 and 7", np.where(few == 1, 3, 7), 4, 2000)

    checks.same(counted_draws, "counted_draws", label_sets, tolerance=0.07)
    ### END HIDDEN TESTS

# %% [markdown]
"""
Who competes:

- **pixels**, **PCA** with 32 numbers, and the autoencoder's **codes** of 32, each with a logistic regression. How
  strongly its weights are held near 0 matters with few labels. So all points are brought to the same size, and for that
  size the strength, one of the powers of ten, is the one that was best on validation images;
- **labels alone**: a network with a hidden layer of 256 that sees the labelled images and no others;
- **network on codes**: the same network, given the codes.

PCA and the autoencoder have seen all training images, without labels.
"""

# %%
import warnings

from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

PER_CLASS = [1, 5, 10, 100]
SEEDS = effort.pick(full=10, quick=5, grade=2)
TESTED = effort.pick(full=10_000, quick=3000, grade=300)


# %%
def inputs_of(images):
    """Return {name: points}: what a classifier gets, with the codes of the first network."""
    codes = predict(encoders[0], images)
    return {"pixels": images, "PCA": pca.transform(images), "codes": codes}


known, tested = inputs_of(x_train), inputs_of(x_test[:TESTED])
for name, points in known.items():
    middle = points.mean(axis=0)
    size = np.sqrt(((points - middle) ** 2).sum(axis=1).mean()) / 10
    known[name], tested[name] = (points - middle) / size, (tested[name] - middle) / size


# %%
def accuracy(classifier, name, chosen):
    """Return the share of test images that a classifier gets right, having learned from a few."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a training has ended at its last step
        classifier.fit(known[name][chosen], mnist.train.labels[chosen])
    return np.mean(classifier.predict(tested[name]) == mnist.test.labels[:TESTED])


# %%
rivals = [*known, "labels alone", "network on codes"]
found = {name: np.zeros((len(PER_CLASS), SEEDS)) for name in rivals}
for i, per_class in enumerate(PER_CLASS):
    for seed in range(SEEDS):
        chosen = draw_labelled(mnist.train.labels, per_class, np.random.default_rng(seed))
        for name in known:
            logistic = LogisticRegression(C=0.1, max_iter=100)
            found[name][i, seed] = accuracy(logistic, name, chosen)
        for rival, name in (("labels alone", "pixels"), ("network on codes", "codes")):
            network = MLPClassifier(256, alpha=1.0, max_iter=100, random_state=seed)
            found[rival][i, seed] = accuracy(network, name, chosen)

# %%
plots.intervals(
    [f"{10 * per_class:,} labels" for per_class in PER_CLASS],
    {name: mean_and_spread(values) for name, values in found.items()},
    xlabel="accuracy on test images",
    title=f"Learning from few labels: mean and standard deviation of {SEEDS} draws",
)

# %% [markdown]
"""
The spread is large, and most of it comes from which images got the labels. All rivals were given the same ones, so
compare them draw by draw, as in notebook 09:
"""

# %%
pairs = [("PCA", "pixels"), ("codes", "PCA"), ("labels alone", "codes")]
for one, other in [*pairs, ("network on codes", "labels alone")]:
    gaps = found[one] - found[other]
    words = ", ".join(f"{g.mean():+.3f} ± {g.std() / SEEDS**0.5:.3f}" for g in gaps)
    print(f"{one:<16} less {other:<12} with 10 to 1,000 labels: {words}")

# %% [markdown]
"""
What was learned without labels helps less than one might hope. Among MNIST's digits PCA, which has seen all images, is
ahead of pixels by about a hundredth with 10 labels, and behind them with 1,000: its 32 numbers lack what a linear
classifier can use of the other 752 once there are examples enough. Where the codes are ahead of PCA, it is by about a
hundredth at most. What the classifier can do matters as much. With 1,000 labels a network that knows labelled images
alone beats every linear classifier, and the same network on codes is better still.

Why so little? The code was made to restore pixels. What tells a 4 from a 9 is a few of them, and the code has no reason
to keep these better than others. It has to be asked for what is needed, as the denoisers of notebook 04 were.
"""

# %% tags=["claim"]
if mnist.real:
    _mean = {name: values.mean(axis=1) for name, values in found.items()}
    _gap = (_mean["codes"] - _mean["PCA"]).max()
    assert _gap < 0.02, f"codes are ahead of PCA by a hundredth or so at most: {_gap:.3f}"
    _gap = _mean["PCA"][0] - _mean["pixels"][0]
    assert _gap > 0, f"with 10 labels PCA is ahead of pixels: {_gap:.3f}"
    _gap = _mean["pixels"][-1] - _mean["PCA"][-1]
    assert _gap > 0, f"with 1,000 labels PCA is behind pixels: {_gap:.3f}"
    _last = {name: values[-1] for name, values in _mean.items()}
    _gap = _last["labels alone"] - max(_last[name] for name in known)
    assert _gap > 0, f"with 1,000 labels the network beats linear classifiers: {_gap:.3f}"
    _gap = _last["network on codes"] - _last["labels alone"]
    assert _gap > 0, f"with 1,000 labels the network is better on codes: {_gap:.3f}"

# %% [markdown]
"""
## 4 What does not belong

Train on one kind only, and show the network others. It never learned to restore them, so their errors should be larger.
That is how autoencoders are used to find faulty parts or odd heartbeats, of which there are too few to learn from. The
kind here is the digit 8, and every other digit is strange.

How good is a score for this? Draw a normal image and a strange one. The **area under the ROC curve** is the probability
that the strange one has the higher score, and a tie counts half: 1 is perfect, 0.5 is chance, and below 0.5 the score
is worse than none.
"""

# %% [markdown]
"""
### Exercise 11.8: Compute the area under the ROC curve

*Difficulty: ●●○ · about 10 minutes*

Return that probability, from the scores of some normal and some strange images. It must also work for many scores:
given 20,000 of each, with less than 20 MB of memory, so do not compare all pairs in one array.
"""


# %% nbgrader={"grade_id": "exercise-11-8", "solution": true}
def area_under_roc(normal, strange):
    """Return the probability that a strange score is above a normal one; a tie counts half.

    normal: array (n,); strange: array (m,).
    """
    ### BEGIN SOLUTION
    normal = np.sort(normal)
    below = np.searchsorted(normal, strange, side="left")
    not_above = np.searchsorted(normal, strange, side="right")
    return np.mean(below + not_above) / 2 / len(normal)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

For one strange score, count the normal scores below it, and half of those that equal it. In a sorted array one look-up
tells both.

</details>
<details><summary>Hint 2</summary>

`np.searchsorted(np.sort(normal), strange, side="left")` is, for each strange score, the number of normal ones that are
smaller; with `side="right"` it counts those that equal it as well. The mean of the two counts a tie half.

</details>
"""

# %% nbgrader={"grade_id": "check-11-8", "grade": true, "points": 2}
with checks.exercise("11.8"):
    checks.same(area_under_roc, "area_under_roc")

    ### BEGIN HIDDEN TESTS
    def two_sets(rng):
        normal, strange = rng.normal(0, 1, 40), rng.normal(0.7, 1.5, 25)
        yield checks.case("40 normal and 25 strange scores", normal, strange)
        yield checks.case("strange scores mostly lower", strange, normal - 1)
        yield checks.case("scores with many ties", *rng.integers(0, 4, (2, 30)).astype(float))
        yield checks.case("one normal score", normal[:1], strange)
        yield checks.case("one strange score", normal, strange[:1])
        yield checks.case("equal scores", np.full(5, 0.25), np.full(7, 0.25))
        yield checks.case("perfectly apart", normal, strange + 9)
        many = rng.integers(0, 50, (2, 20_000)) / 8
        yield checks.memory("20,000 scores of each", *many, megabytes=20)

    checks.same(area_under_roc, "area_under_roc", two_sets, tolerance=1e-6)
    ### END HIDDEN TESTS

# %%
from sklearn.metrics import roc_auc_score

a, b = np.random.default_rng(0).normal([[0], [1]], 1, (2, 500))
print(f"yours {area_under_roc(a, b):.4f},", end=" ")
print(f"scikit-learn's {roc_auc_score(np.repeat([0, 1], 500), np.concatenate([a, b])):.4f}")

# %% [markdown]
"""
Two scores: the autoencoder's squared error, with a code of 16; and the squared distance to the plane of the first 16
principal directions, which is the squared error of PCA. Both learn from the 8s among the training images.
"""

# %%
NORMAL, SMALL = 8, 16
OUTLIER_TRAININGS = effort.pick(full=5, quick=3, grade=1)
OUTLIER_EPOCHS = effort.pick(full=60, quick=30, grade=15)
eights = x_train[mnist.train.labels == NORMAL]
eight_pca = PCA(SMALL, svd_solver="randomized", random_state=0).fit(eights)
eight_networks = [
    trained(eights, (128, SMALL), seed, OUTLIER_EPOCHS, 50) for seed in range(OUTLIER_TRAININGS)
]


# %%
def errors_of(images):
    """Return {name: squared errors (n,)}, PCA's and those of each network."""
    restored = {"PCA": eight_pca.inverse_transform(eight_pca.transform(images))}
    for i, (encoder, decoder) in enumerate(eight_networks):
        restored[f"autoencoder {i}"] = predict(decoder, predict(encoder, images))
    return {name: ((images - made) ** 2).sum(axis=1) for name, made in restored.items()}


def areas_of(scores, digits, strange):
    """Return {name: area}: for one kind of strange digit, the areas of several scores."""
    return {
        name: area_under_roc(values[digits == NORMAL], values[digits == strange])
        for name, values in scores.items()
    }


# %% [markdown]
"""
**Question 11.3: Predict, run, explain.** Which digit will be told from an 8 best, and which worst? Is there one for
which the area is below 0.5? Will the autoencoder be better than PCA? Run the next cells: the areas for each digit; some
images, their reconstructions and errors; and the areas for another score, the error *as a share of the ink*, which is
the sum of the image's pixels. Explain the digit that fails, and say when the share can mend it and when it cannot.
"""

# %% [markdown] nbgrader={"grade_id": "explain-11-3", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess; many expect the strangest form, such as the 1, to be found most easily.

*Explanation.* Zeros are told from 8s almost always, by both. For most digits the autoencoder is better than PCA: curved
as it is, it fits the 8s more closely, so that others stand out. But the 1 fails, with an area below a half for both: it
is more often restored *better* than an 8. An 8 has a slanted stroke in its middle, and an encoder that makes 8s of
strokes can make that stroke alone. And a 1 is simple: what is black in it, most of the image, is restored at no cost,
and MNIST's 1s have half the ink of an 8, so half as much can be wrong. The error says how hard an image is to restore,
and not how rare it is; training asked for nothing else, and no term of the loss makes the network bad at what it has
never seen.

As a share of the ink the error of MNIST's 1s is large, and the area rises above a half. That worked because it was
known which way the strange images were simple. Drawn digits have about the same ink whatever they show, and there the
share changes little.

**Rubric (3 points).** 1 point: names the digit that fails in the reader's own figure, and says that its images are
restored well: a stroke that 8s have too, and little ink to get wrong. 1 point: the error measures how hard an image is
to restore, not how rare it is. 1 point: the share of the ink helps where the strange image has less ink than the normal
ones, and cannot where it has as much. A wrong prediction costs nothing.
"""

# %%
digits, others = mnist.test.labels, [d for d in range(10) if d != NORMAL]
errors = errors_of(x_test)


def summary_of(scores):
    """Return {name: (mean, spread) for each strange digit}, the networks taken together."""
    areas = [areas_of(scores, digits, d) for d in others]
    by_pca = [[area["PCA"]] for area in areas]
    by_networks = [[v for name, v in area.items() if name != "PCA"] for area in areas]
    return {"PCA": mean_and_spread(by_pca), "autoencoder": mean_and_spread(by_networks)}


# %%
plain = summary_of(errors)
title = f"Telling others from {NORMAL}s: mean and spread of {OUTLIER_TRAININGS} trainings"
plots.intervals(
    [f"digit {d}" for d in others], plain, xlabel="area under the ROC curve", title=title
)

# %%
encoder, decoder = eight_networks[0]
shown = np.concatenate([np.flatnonzero(digits == d)[:3] for d in (NORMAL, 1, 0)])
made = predict(decoder, predict(encoder, x_test[shown]))
plots.rows(
    {"image": x_test[shown].reshape(-1, 28, 28), "restored": made.reshape(-1, 28, 28)},
    titles=[f"error {error:.0f}" for error in errors["autoencoder 0"][shown]],
    title="Test images through a network that knows only 8s",
)

# %%
ink = x_test.sum(axis=1)
for digit in (NORMAL, 1, 0):
    print(f"{digit}: ink {ink[digits == digit].mean():.0f} on average,", end=" ")
    print(f"error {errors['autoencoder 0'][digits == digit].mean():.1f}")
by_ink = summary_of({name: values / ink for name, values in errors.items()})
title = "The same by the error as a share of the ink"
plots.intervals(
    [f"digit {d}" for d in others], by_ink, xlabel="area under the ROC curve", title=title
)

# %%
for words, areas in (("error", plain), ("share of the ink", by_ink)):
    worst = areas["autoencoder"][:, 0].argmin()
    area = areas["autoencoder"][worst, 0]
    verdict = "worse than chance" if area < 0.5 else "better than chance"
    print(
        f"by the {words} the autoencoder is worst for digit {others[worst]}: {area:.2f}, {verdict}"
    )

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

For most digits both scores do well, and the autoencoder mostly better than PCA. One digit lies left of a half, for
both: the 1. Look at its errors above the images, beside those of the 8s, which the network was trained on. What does a
1 have that an 8 does not? The printed lines say how much ink there is to get wrong, and whether a share of the ink puts
the 1 right with your digits. Was there anything in the training that made the network bad at strange images?

</details>
"""

# %% tags=["claim"]
_one, _zero = others.index(1), others.index(0)
for _name, _areas in plain.items():
    _area = _areas[_one, 0]
    assert _area < 0.5, f"by {_name} the area for the 1 is below a half: {_area:.2f}"
    _area = _areas[_zero, 0]
    assert _area > 0.9, f"by {_name} zeros are told from 8s almost always: {_area:.2f}"
_better = np.mean(plain["autoencoder"][:, 0] > plain["PCA"][:, 0])
assert _better > 0.5, f"for most digits the autoencoder is better than PCA: {_better:.2f}"
if mnist.real:
    _area = by_ink["autoencoder"][_one, 0]
    assert _area > 0.6, f"as a share of MNIST's ink the area for the 1 rises: {_area:.2f}"

# %% [markdown]
"""
**Instant question.** A factory's camera takes pictures of metal plates. An autoencoder that has seen good plates only
shall find faulty ones by its error. One fault is a plate that is missing: the picture shows an empty, evenly grey belt.
What will the error say?

- A. A large error: the network has never seen an empty belt.
- B. Perhaps a small one: an even surface is easy to restore.
- C. Nothing: the network cannot be applied to such a picture.

<details><summary>Answer</summary>

B. The error says how hard a picture is to restore, not how rare it is. What has no details has no details to get wrong.
A is the assumption behind the method, and this notebook has shown a case against it.

</details>

## What to take away

- A view is judged by a number. For neighbourhoods t-SNE is hard to beat; an encoder gives a map on which new images
  have a place and places have images.
- The loss says what counts. Where most numbers are exactly 0, ask first whether, then how much.
- With few examples PCA is a strong rival at the same size of code, and costs nothing. Compare with it, over seeds.
- An error of reconstruction measures how hard an image is to restore. What is strange and simple passes.
"""

# %% [markdown]
"""
## Your progress
"""

# %%
progress.table("11_codes_at_work")

# %% [markdown]
"""
**Where next.** Notebook 12 turns codes into bits and counts them: how good is an autoencoder at the one thing that it
seems to be made for, compression?

**References.** L. van der Maaten and G. Hinton, *Visualizing data using t-SNE*, 2008. J. Venna and S. Kaski,
*Neighborhood preservation in nonlinear projection methods*, 2001. G. X. Y. Zheng et al., *Massively parallel digital
transcriptional profiling of single cells*, 2017. J. Mullahy, *Specification and testing of some modified count data
models*, 1986, on hurdles. L. Hubert and P. Arabie, *Comparing partitions*, 1985. T. Fawcett, *An introduction to ROC
analysis*, 2006.
"""
