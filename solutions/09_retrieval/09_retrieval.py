# %% [markdown]
r"""
# 09 · Retrieval

{{badge}}

The encoder turns a face into a few numbers. Faces with nearly the same numbers should look alike, so a search for
similar faces becomes a search for near points. That works at once, and it leaves two questions, which this notebook
answers with measurements. Similar *in what*? And how do you search when the points are too many to look at each?

**You will be able to**

- find the exact nearest neighbours of many points in NumPy, within a fixed amount of memory;
- judge a search by its precision, with a chance level, a ceiling and a standard error over people, and compare two
  searches by the differences on the same queries, instead of by chosen examples;
- say what a distance between codes measures, and change it;
- write locality-sensitive hashing with random hyperplanes, and predict its recall before running it;
- tell when an approximate index is worth its trouble, from curves of recall against time.

**You should know** the encoder of notebook 06, PCA from notebook 03, and what a covariance matrix is.

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

from helpers import checks, data, effort, plots, progress
from helpers.predict import predict

# %% [markdown]
"""
The networks are your own if you ran notebook 06 here. If not, smaller ones are trained now. Either way the encoder
takes centred faces, with pixels in [-0.5, 0.5], and the exercises are the same with each; the numbers for the codes
differ somewhat.
"""

# %%
from helpers import pretrained

faces = data.faces()
encoder, decoder = pretrained.face_autoencoder()
CODE_SIZE = encoder.output_shape[-1]
print(f"{len(faces.train):,} training faces to search in")
print(f"{len(faces.test):,} test faces to ask about")
print(f"codes of {CODE_SIZE} numbers")

# %% [markdown]
"""
## 1 From a face to its neighbours

### Exercise 9.1: Encode the faces

*Difficulty: ●○○ · about 5 minutes*

Faces come as pixels in [0, 1]; the encoder was trained on centred ones, less 0.5. Return its codes as they are, in a
NumPy array, and leave the images as they are.
"""


# %% nbgrader={"grade_id": "exercise-9-1", "solution": true}
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    ### BEGIN SOLUTION
    return predict(encoder, images - np.float32(0.5))
    ### END SOLUTION


train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)

# %% [markdown]
"""
<details><summary>Hint 1</summary>

Centre as in notebook 03: subtract 0.5. Then `predict(encoder, ...)` applies the encoder in batches and returns an
array; `encoder.predict(..., verbose=0)` does too.

</details>
<details><summary>Hint 2</summary>

`return predict(encoder, images - np.float32(0.5))`

</details>
"""

# %% nbgrader={"grade_id": "check-9-1", "grade": true, "points": 1}
with checks.exercise("9.1"):
    _rng = np.random.default_rng(0)
    _trained, _tests = (split.images for split in (data.faces().train, data.faces().test))
    _some = _rng.random((131, 32, 32, 3), dtype="float32")
    tried = {"131 images": _some, "a dark image": 0.4 * _some[:1], "black and white": _some.round()}
    for words, some in tried.items():
        others = {
            "The encoder got pixels in [0, 1]; subtract 0.5 first.": some,
            "0.5 is added to the pixels; subtract it.": some + np.float32(0.5),
            "The sign is wrong: subtract 0.5 from the pixels.": np.float32(0.5) - some,
            "The mean of the given images is subtracted; subtract 0.5.": some - some.mean(),
            "The given images' mean is subtracted; subtract 0.5.": some - some.mean(axis=0),
            "The mean training face is subtracted; subtract 0.5.": some - _trained.mean(axis=0),
            "The pixels are stretched to [-1, 1]; only subtract 0.5.": 2 * some - 1,
            "The pixels are divided by 255, as if they were bytes.": some / 255 - np.float32(0.5),
            "Pixels near 0 and 1 are changed; only subtract 0.5.": some.clip(0.02, 0.98) - 0.5,
            "Test faces are encoded, not the given images.": np.resize(_tests, some.shape) - 0.5,
        }
        wrong = {cause: checks.run(encoder, given) for cause, given in others.items()}
        right, given = checks.run(encoder, some - np.float32(0.5)), some.copy()
        _lengths = np.linalg.norm(right, axis=1, keepdims=True)
        wrong["The codes are divided by their lengths; leave them."] = right / _lengths
        wrong["One image's codes lose an axis; return shape (n, CODE_SIZE)."] = right[0]
        codes = encode(given)
        because = "Apply `encoder` alone, the notebook's own, to the images less 0.5."
        checks.diagnosed(codes, right, f"encode({words})", wrong, 2e-4, because)
        checks.array(codes, f"encode({words})", dtype="float32")
        assert (given == some).all(), "`encode` changed the given images; make a new array."
    ### BEGIN HIDDEN TESTS
    for some in (_tests[:26], _tests[7:8] / 3):
        wanted = checks.run(encoder, some - np.float32(0.5))
        checks.close(encode(some), wanted, "encode(test faces)", 2e-4)
    ### END HIDDEN TESTS

# %% [markdown]
r"""
### Exact neighbours

In formulas a vector is a column, if it is not called a row; in arrays each vector is a row.

The **nearest neighbours** of a query $q$ are the vectors $x_j$ of the database with the smallest Euclidean distance
$\lVert q - x_j \rVert$. To find them exactly, compute all distances. For $m$ queries and $n$ vectors of $d$ numbers,
the obvious `queries[:, None] - database` makes an array of $m \times n \times d$ numbers: 600 queries among 5,000
images of 3,072 numbers would need 37 GB. Expanding the square avoids it:

$$\lVert q_i - x_j \rVert^2 = \lVert q_i \rVert^2 + \lVert x_j \rVert^2 - 2\, q_i^\top x_j .$$

The first term is one number for each query, the second one for each vector of the database, and the third is a product
of two matrices, which is what computers do fastest. The price is rounding: for $q_i = x_j$ a number is subtracted from
a sum that equals it, and what should be 0 comes out as a number that is small beside $\lVert q_i \rVert^2$. It can be
negative, and then its root is not a number.
"""

# %% [markdown]
"""
### Exercise 9.2: Compute squared distances

*Difficulty: ●●○ · about 10 minutes*

Set what rounding made negative to 0. Use the expansion, or another way that needs no m × n × d array, and keep the
precision of the vectors: do not round `float64` to `float32`.
"""


# %% nbgrader={"grade_id": "exercise-9-2", "solution": true}
def squared_distances(queries, database):
    """Return the squared Euclidean distances (m, n), none negative.

    queries: array (m, d); database: array (n, d).
    """
    ### BEGIN SOLUTION
    lengths = (queries**2).sum(axis=1)[:, None] + (database**2).sum(axis=1)
    return np.maximum(lengths - 2 * queries @ database.T, 0)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`(queries**2).sum(axis=1)` has shape (m,). Write `[:, None]` behind it for a column (m, 1), which is added to every
column of an (m, n) array.

</details>
<details><summary>Hint 2</summary>

The product of all pairs is `queries @ database.T`, of shape (m, n). `np.maximum(array, 0)` works element by element.

</details>
"""

# %% nbgrader={"grade_id": "check-9-2", "grade": true, "points": 2}
with checks.exercise("9.2"):
    checks.same(squared_distances, "squared_distances")
    # Rounding makes about half of the zeros among these negative.
    far = (100 + np.random.default_rng(0).normal(size=(200, 100))).astype("float32")
    _true, _found = ((far[:, None] - far) ** 2).sum(axis=2), squared_distances(far, far)
    near = np.shape(_found) == (200, 200) and np.allclose(_found, _true, rtol=0, atol=2)
    fine = near and np.min(_found) >= 0
    _least = f"the least of 200 × 200 squared distances far from 0 is {np.min(_found):.3g}"
    assert fine, f"{_least}; expected 0 or more: set what rounding made negative to 0."
    _zeros = np.mean(np.diagonal(_found) < 1e-6)
    _least = f"of 200 vectors {_zeros:.0%} are at distance 0 from themselves; rounding leaves half"
    assert _zeros > 0.35, f"{_least}: set what is negative to 0, and leave what is not."

    ### BEGIN HIDDEN TESTS
    def vectors(rng):
        corners = np.array([[0.0, 4.0], [3.0, 0.0], [0.0, 0.0]])
        yield checks.case("a triangle of sides 3, 4, 5", corners[[2, 1]], corners)
        yield checks.case("7 and 9 vectors", rng.normal(size=(7, 5)), rng.normal(2, 3, size=(9, 5)))
        yield checks.case("4 and 4 vectors", *rng.normal(size=(2, 4, 3)))
        yield checks.case("one query", rng.normal(size=(1, 3)), rng.normal(size=(3, 3)))
        yield checks.case("one vector to search", rng.normal(size=(3, 1)), rng.normal(size=(1, 1)))
        yield checks.case("vectors near each other", *rng.normal(0, 0.01, size=(2, 3, 2)))
        whole = rng.integers(-3, 4, (2, 3)).astype("float32")
        yield checks.case("queries in float32, vectors in float64", whole, rng.normal(size=(4, 3)))
        long = rng.integers(0, 2, (2, 30, 1500)).astype(float)
        yield checks.memory("30 and 30 long vectors", *long, megabytes=4)

    checks.same(squared_distances, "squared_distances", vectors, tolerance=1e-8)
    ### END HIDDEN TESTS

# %% [markdown]
r"""
### Exercise 9.3: Find the nearest

*Difficulty: ●●● · about 20 minutes*

An array of $m \times n$ can be too large as well. Take the queries in blocks of `block`, so that no more than `block` ×
$n$ distances exist at a time; the check measures the memory. Return distances, not their squares, the smallest first.
A query that is in the database finds itself. Which of two vectors at the same distance comes first does not matter.
"""


# %% nbgrader={"grade_id": "exercise-9-3", "solution": true}
def nearest(queries, database, k, block=100):
    """Return (distances, indices), both (m, k), of each query's k nearest vectors, nearest first.

    queries: array (m, d); database: array (n, d) with n >= k.
    """
    ### BEGIN SOLUTION
    distances, indices = [], []
    for start in range(0, len(queries), block):
        squared = squared_distances(queries[start : start + block], database)
        few = np.argpartition(squared, k - 1, axis=1)[:, :k]  # the k smallest, in no order
        of_few = np.take_along_axis(squared, few, axis=1)
        order = np.argsort(of_few, axis=1)
        distances.append(np.sqrt(np.take_along_axis(of_few, order, axis=1)))
        indices.append(np.take_along_axis(few, order, axis=1))
    return np.concatenate(distances), np.concatenate(indices)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`for start in range(0, len(queries), block)` and `queries[start : start + block]` give the blocks; the last one may be
shorter. Collect the results in two lists and join them with `np.concatenate`.

</details>
<details><summary>Hint 2</summary>

`indices = np.argsort(squared, axis=1)[:, :k]` holds the places of the k smallest of each row, and
`np.take_along_axis(squared, indices, axis=1)` the values there.

</details>
<details><summary>Hint 3</summary>

Sorting whole rows is more work than needed. `np.argpartition(squared, k - 1, axis=1)[:, :k]` finds the places of the k
smallest without sorting; sort only those. Section 5 is quicker with it; the check does not ask for it.

</details>
"""

# %% nbgrader={"grade_id": "check-9-3", "grade": true, "points": 3}
with checks.exercise("9.3"):
    checks.same(nearest, "nearest")
    points = np.random.default_rng(1).normal(size=(40, 3))
    distances, indices = nearest(points, np.concatenate([points, points]), 2, block=7)
    both = np.array_equal(np.sort(indices, axis=1), np.arange(40)[:, None] + [0, 40])
    both = both and np.allclose(distances, 0, atol=1e-6)
    assert both, "each point is twice in the database; a query misses a copy of it, at distance 0."

    ### BEGIN HIDDEN TESTS
    def searches(rng):
        points = rng.integers(-3000, 3000, (150, 2)) / 1024
        few = rng.normal(size=(6, 2))
        yield checks.case("4 queries, 6 vectors, k = 3", rng.normal(size=(4, 2)), few, 3)
        seven = rng.normal(size=(7, 2))
        yield checks.case("7 queries in blocks of 3", seven, points[:9], 4, block=3)
        yield checks.case("k = n", rng.normal(size=(3, 2)), points[:5], 5)
        yield checks.case("one query, k = 1", rng.normal(size=(1, 2)), points[:8], 1)
        yield checks.case("queries from the database", points[2:6], points[:8] + 0, 2)
        some, many = rng.normal(size=(60, 2)), rng.integers(-3000, 3000, (3000, 2)) / 1024
        yield checks.case("one query, k = 300 of 3,000", some[:1], many, 300)
        yield checks.memory("60 queries in blocks of 2", some, many, 1, block=2, megabytes=2.2)
        same = np.tile(rng.normal(size=(5, 2)), (300, 1))
        words = "1,500 queries in blocks of 150"
        yield checks.memory(words, same, points, 1, block=150, megabytes=4)

    checks.same(nearest, "nearest", searches)
    ### END HIDDEN TESTS

# %% [markdown]
"""
scikit-learn has the same search ready-made: `fit` keeps the database and `kneighbors` searches in it. The two must
agree.
"""

# %%
from sklearn.neighbors import NearestNeighbors

ready_made = NearestNeighbors(n_neighbors=10, algorithm="brute").fit(train_codes)
theirs, their_indices = ready_made.kneighbors(test_codes)
ours, our_indices = nearest(test_codes, train_codes, 10)
print(f"same neighbours: {np.mean(our_indices == their_indices):.2%}")
print(f"largest difference of a distance: {np.abs(ours - theirs).max():.1e}")

# %% [markdown]
"""
### Exercise 9.4: Find faces like this one

*Difficulty: ●○○ · about 5 minutes*

Put the pieces together: from one image to the training faces whose codes are nearest, nearest first. If the image is
itself a training face, it is one of them. The indices count in `faces.train.images`, and the distances are those
between codes, neither squared nor rounded. Leave the image as it is.
"""


# %% nbgrader={"grade_id": "exercise-9-4", "solution": true}
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    ### BEGIN SOLUTION
    distances, indices = nearest(encode(image[None]), train_codes, n_neighbors)
    return distances[0], indices[0]
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`encode` and `nearest` take arrays of several. `image[None]` is an array of one image.

</details>
<details><summary>Hint 2</summary>

`nearest` returns arrays of shape (1, n_neighbors) for one query. Return their first rows.

</details>
"""

# %% nbgrader={"grade_id": "check-9-4", "grade": true, "points": 2}
with checks.exercise("9.4"):
    gallery, _faces = data.faces().train.images, data.faces().test.images
    _codes, _amiss = (checks.run(encoder, x - np.float32(0.5)) for x in (gallery, _faces))
    _near = 1e-4 * np.linalg.norm(_codes, axis=1).max()
    _given = [(_faces[3],), ((_faces[8] + 1) / 3, 1), (_faces[9], 12), (_faces[3][:, ::-1],)]
    for image, *few in _given:
        n, kept = sum(few) or 5, image.copy()
        code = checks.run(encoder, image[None] - np.float32(0.5))
        away, amiss = (np.linalg.norm(x - code, axis=1) for x in (_codes, _amiss))
        right, pixels = np.sort(away), np.linalg.norm((gallery - image).reshape(-1, 3072), axis=1)
        wrong = {
            "These are distances to test faces; search in `train_codes`.": np.sort(amiss)[:n],
            "The nearest face is left out; return it as well.": right[1 : n + 1],
            "They are squared once more.": right[:n] ** 2,
            "The farthest of these comes first; begin with the nearest.": right[:n][::-1],
            "There are always 5; return `n_neighbors`.": right[:5],
            "They have an axis too many; return the row of the one query.": right[None, :n],
            "One neighbour loses its axis; its arrays have shape (1,).": right[0],
            "The pixels are compared; compare the codes.": np.sort(pixels)[:n],
            "These are the indices; return the distances first.": np.argsort(away)[:n],
            "They are rounded; return them as they are.": right[:n].round(2),
        }
        distances, indices = get_similar(kept, *few)
        checks.diagnosed(distances, right[:n], f"the {n} distances", wrong, _near)
        checks.array(indices, f"the {n} indices", shape=(n,))
        kind = indices.dtype
        assert kind.kind in "iu", f"the indices hold {kind}; return whole numbers, second."
        checks.close(away[indices % len(gallery)], right[:n], "distances at your indices", _near)
        assert (image == kept).all(), "the given image was changed; leave it as it is."


# %%
def show_similar(images, n_neighbors=8):
    """Draw each image and, beside it, the nearest training faces, with their distances above."""
    pictures, titles = [], []
    for image in images:
        distances, indices = get_similar(image, n_neighbors)
        pictures += [image, *faces.train.images[indices]]
        titles += ["query", *(f"{distance:.2f}" for distance in distances)]
    title = "Test faces, and the training faces nearest"
    columns = n_neighbors + 1
    return plots.image_grid(np.stack(pictures), titles=titles, columns=columns, title=title)


# %% tags=["readme"]
show_similar(faces.test.images[:5])

# %% [markdown]
"""
Choose a face, by mouse or with arrow keys and Enter, and see its neighbours with their distances. Find one whose
nearest neighbour is far away: what is unusual about it?
"""

# %%
from helpers import widgets

title = "A test face and the nearest faces"
widgets.neighbours(get_similar, faces.test.images[5:45], faces.train.images, title=title)

# %% [markdown]
"""
Some of these rows may look like success. Look again, at one thing at a time: background, direction of the light, hair,
glasses, mouth. For each face the eye picks the features that agree and forgives those that do not. A handful of
examples cannot settle what this search finds.

## 2 Similar in what?

A search is judged by its **precision at k**: the share of the first k results that are *relevant*. What counts as
relevant must be said beforehand. All that is written down about the photographs is who is in them. But some things can
be measured in any picture, and so there are several answers:

- *light*: the right half of the face less the left half, in mean brightness;
- *background*: the mean brightness beside the head, at the upper left and the upper right;
- *mouth*: the brightness of a small band where the mouth lies, less that of the skin above and below it;
- *detail*: how much neighbouring pixels differ, on a logarithmic scale: sharp pictures with many edges have much of it;
- *person*: another picture of the same person.

For the four measurements a result is relevant if its number is that of the query within a fifth of the standard
deviation among all training faces.
"""


# %%
def measurements(images):
    """Return {name: numbers (n,)}, which can be computed from any faces (n, 32, 32, 3)."""
    grey = images.mean(axis=3)

    def box(rows, columns):  # the mean brightness of a rectangle
        return grey[:, slice(*rows), slice(*columns)].mean(axis=(1, 2))

    skin = (box((18, 21), (12, 20)) + box((26, 29), (12, 20))) / 2
    edges = sum((np.diff(grey, axis=axis) ** 2).mean(axis=(1, 2)) for axis in (1, 2))
    return {
        "light": box((8, 24), (16, 24)) - box((8, 24), (8, 16)),
        "background": (box((0, 12), (0, 4)) + box((0, 12), (28, 32))) / 2,
        "mouth": box((22, 25), (12, 20)) - skin,
        "detail": np.log(edges),
    }


# %% [markdown]
"""
The measurements may be mistaken about a face, as labels may. So look at what they say: the test faces with the smallest
and the largest number of each.
"""

# %%
train_labels = measurements(faces.train.images) | {"person": faces.train.labels}
test_labels = measurements(faces.test.images) | {"person": faces.test.labels}
extremes = {}
for name in ("light", "background", "mouth", "detail"):
    places = np.argsort(test_labels[name])
    extremes[name] = faces.test.images[np.concatenate([places[:4], places[-4:]])]
titles = ["smallest"] * 4 + ["largest"] * 4
title = "Test faces with the smallest and the largest numbers"
plots.rows(extremes, count=8, titles=titles, title=title)

# %% [markdown]
"""
Which faces shall ask? Some people are in the set with one picture, some with dozens. If every test face asked, a person
with fifty pictures would ask fifty times, about the same face. So each *person* asks once, with the first of their test
faces, and results are looked for among all training faces.

Even a perfect search cannot always reach a precision of 1: a person with a single training picture has one right answer
among five. The **ceiling** is the best precision that any search could have.
"""

# %%
_, one_each = np.unique(faces.test.labels, return_index=True)


def alike(asked, known):
    """Return bool (m, n): which of n known labels are right for each of m that are asked."""
    if asked.dtype.kind == "f":  # a measured number
        return np.abs(asked[:, None] - known) <= 0.2 * known.std()
    return asked[:, None] == known


# %%
asked_for = {}
for name, known in train_labels.items():
    relevant = alike(test_labels[name][one_each], known)
    rows = relevant.any(axis=1)  # whoever has a right answer at all
    asked_for[name] = one_each[rows], relevant[rows]
    ceiling = np.minimum(relevant[rows].sum(axis=1), 5).mean() / 5
    print(f"{name:<11}{rows.sum():5} people ask; ceiling of the precision at 5: {ceiling:.2f}")

# %% [markdown]
r"""
A precision means nothing by itself. If a tenth of all faces are lit as the query is, a search that returns faces at
random has precision 0.1 for light. This **chance level** is the share of the whole database that is relevant, averaged
over the queries.

And the number varies with the queries that happened to be asked. With $p_i$ the precision of query $i$ of $m$ and $s$
the standard deviation of the $p_i$, the mean has the **standard error** $s / \sqrt m$, if the queries are independent.
The k results of one query resemble each other, so the unit is not the single result: $k m$ independent trials would
promise too much. The queries of one person resemble each other as well, so with several of them the unit is the person.
Here each person asks once, and the query *is* the person.
"""

# %% [markdown]
"""
### Exercise 9.5: Compute the precision at k

*Difficulty: ●●○ · about 10 minutes*

Return three numbers: the mean precision over the queries, its standard error, and the chance level. `relevant[i, j]`
says whether vector j of the database is right for query i; `indices[i]` is what a search found for it. In the standard
deviation, divide by m or by m − 1: both are usual.
"""


# %% nbgrader={"grade_id": "exercise-9-5", "solution": true}
def precision_at_k(relevant, indices):
    """Return (precision, standard error, chance level).

    relevant: bool (m, n); indices: what was found, (m, k).
    """
    ### BEGIN SOLUTION
    each = np.take_along_axis(relevant, indices, axis=1).mean(axis=1)
    return each.mean(), each.std() / np.sqrt(len(each)), relevant.mean()
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`np.take_along_axis(relevant, indices, axis=1)` is a bool array (m, k): which of the results are right. Its mean along
axis 1 is the precision of each query.

</details>
<details><summary>Hint 2</summary>

The standard error is that of m numbers: `each.std() / np.sqrt(len(each))`. The mean of a bool array is the share of
True.

</details>
"""

# %% nbgrader={"grade_id": "check-9-5", "grade": true, "points": 3}
with checks.exercise("9.5"):
    checks.same(precision_at_k, "precision_at_k")

    ### BEGIN HIDDEN TESTS
    def results(rng):
        right = np.array([[1, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 1]], bool)
        yield checks.case("1 of 2 and 1 of 2 right results", right, np.array([[0, 1], [1, 6]]))
        rates = rng.choice([0.1, 0.2, 0.3, 0.9], (800, 1), p=[0.4, 0.2, 0.2, 0.2])
        right, places = rng.random((800, 12)) < rates, np.argsort(rng.random((800, 12)), axis=1)
        yield checks.case("800 queries, k = 3", right, places[:, :3])
        yield checks.case("800 queries, k = 8", right, places[:, :8])
        kind = rng.random(700) < 0.7
        right = (kind[:, None] == np.arange(1100) % 3 // 2) | (np.arange(1100) > 1000)
        # All results of a query are of one kind.
        places = np.where(rng.random(700) < 0.6, kind, 1 - kind)[:, None] * 2 + 3 * np.arange(4)
        yield checks.case("700 queries, each with four equal results", right, places)

    checks.same(precision_at_k, "precision_at_k", results, tolerance=2e-5)
    ### END HIDDEN TESTS

# %% [markdown]
"""
Three searches will be compared: among the pixels themselves, 3,072 numbers a face; among PCA codes; and among the
encoder's codes, both of the same size. The first needs no learning at all, so it is what there is to beat.
"""

# %%
from sklearn.decomposition import PCA

x_train = faces.train.images.reshape(-1, 3072)
x_test = faces.test.images.reshape(-1, 3072)
pca = PCA(CODE_SIZE, svd_solver="randomized", random_state=0).fit(x_train)

# %%
spaces = {
    "pixels": (x_test, x_train),
    "PCA codes": (pca.transform(x_test), pca.transform(x_train)),
    "codes": (test_codes, train_codes),
}
found = {name: nearest(*pair, k=5)[1] for name, pair in spaces.items()}

# %% [markdown]
"""
How much would it matter if every test face asked? For the search among pixels and the label *person*, the next cell
computes the standard error twice: with the query as the unit, and with the person as the unit, where the deviations of
one person's queries are added up before they are squared.
"""

# %%
right = alike(faces.test.labels, faces.train.labels)
rows = right.any(axis=1)
hits = np.take_along_axis(right, found["pixels"], axis=1)[rows].mean(axis=1)
who = faces.test.labels[rows]
by_person = np.sqrt((np.bincount(who, hits - hits.mean()) ** 2).sum()) / len(hits)
most = np.bincount(who, hits).argmax()
print(f"{len(hits)} queries of {len(set(who.tolist()))} people, precision {hits.mean():.3f}")
print(f"standard error by query {hits.std() / np.sqrt(len(hits)):.4f}, by person {by_person:.4f}")
print(f"the person with the most right results asks {np.sum(who == most)} times", end="")
print(f" and has {hits[who == most].sum() / hits.sum():.0%} of them")

# %% [markdown]
"""
Where a few people have very many pictures, as among the photographs, the error by query is far too small, and the
precision is to a good part that of these few. (Each drawn person has only a few pictures; there the two errors are of
about the same size.)

Two searches that are compared are asked the same queries. Some queries are easy for both, some hard for both, and that
part of the chance cancels in the **paired difference**, the difference of the two precisions query by query. So do not
ask whether the intervals of two precisions overlap. Ask whether the mean paired difference is more than two of its own
standard errors away from 0.
"""


# %%
def compare(found, asked_for):
    """Print the precision at 5 of each search; return its paired differences from the first."""
    differences = {search: [] for search in list(found)[1:]}
    print(f"{'':<11}{'chance':>7}" + "".join(f"{search:>18}" for search in found))
    for name, (rows, relevant) in asked_for.items():
        line, each = "", []
        for indices in found.values():
            precision, error, chance = precision_at_k(relevant, indices[rows])
            line += f"{precision:>10.3f} ± {2 * error:.3f}"
            each.append(np.take_along_axis(relevant, indices[rows], axis=1).mean(axis=1))
        print(f"{name:<11}{chance:>7.3f}{line}")
        for search, other in zip(differences, each[1:]):
            gap = other - each[0]
            differences[search].append((gap.mean(), 2 * gap.std() / np.sqrt(len(gap))))
    return differences


# %% [markdown]
"""
**Question 9.1: Predict, run, explain.** Before you run the next cell, write down: which of the five will the pixel
search find best and which worst, compared with chance? At which will the codes beat the pixels, and at which will they
not? Run. The ± in the table is two standard errors; the figure shows the paired differences from the pixel search.
Then explain, for *background* and for *mouth*, what makes two faces near each other in pixels, and why the codes
differ.
"""

# %% [markdown] nbgrader={"grade_id": "explain-9-1", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess. Most expect the codes to beat the pixels at everything.

*Explanation.* Among the photographs the pixel search finds the background three times as often as chance does and the
light twice as often; the mouth about one and a half times, and detail hardly more often than chance. (The same person
is found many times more often than by chance, and still in about 2 of 100 results, where a perfect search would have
60: a search for similar pictures does not recognise people.) A squared pixel distance is a sum over 3,072 terms;
background and light change hundreds of pixels by much, a mouth a few dozen. What covers many pixels decides, whatever a
person would look at. Of detail it finds nothing: an edge that lies elsewhere in the other picture is counted twice, so
a smooth picture is nearer to a sharp one than another sharp one is.

The codes are worse at background and better at mouth (of photographs also at detail); these paired differences are
several standard errors. With 32 numbers for a face, what varies by chance from picture to picture and cannot be
described is left out of the code, so the fine features that remain get a larger share of the distance. For the person
the difference is within its error.

**Rubric (3 points).** 1 point: own numbers set against the chance level, and differences judged by their paired error.
1 point: the pixel distance is dominated by what changes many pixels (light, background). 1 point: a reason for the
codes' gain or the lack of it, feature by feature; "codes are better" alone is not enough. A wrong prediction costs
nothing.
"""

# %%
differences = compare(found, asked_for)
axis = "precision at 5, less that of the pixels, for the same queries"
title = "Two searches against pixels (bars: two standard errors)"
plots.intervals(asked_for, differences, xlabel=axis, title=title)

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

Of the four measurements every search is farthest above chance at the background. The pixel search is little above
chance at the mouth and, among photographs, even less at detail. For the person all are many times better than chance
and far below the ceiling. In the figure the codes lie left of 0 for background and right of it for mouth; what lies
within its bar of 0 is no difference that you have shown. Count the pixels that a background changes, and those that a
mouth does.

</details>
"""

# %% tags=["claim"]
gaps = {name: dict(zip(asked_for, points)) for name, points in differences.items()}
gap, bar = gaps["codes"]["background"]
assert gap < -bar, f"the codes find background less often than pixels do: {gap:.3f} ± {bar:.3f}"
gap, bar = gaps["codes"]["mouth"]
assert gap > 0, f"the codes find mouths more often than pixels do: {gap:.3f} ± {bar:.3f}"
over = {}
for name, (rows, relevant) in asked_for.items():
    precision, _, chance = precision_at_k(relevant, found["pixels"][rows])
    over[name] = precision / chance
four = {name: over[name] for name in over if name != "person"}
most = max(four, key=four.get)
assert most == "background", f"of four, pixels find background farthest above chance: {most}"
assert over["person"] > 5, f"pixels find persons many times above chance: {over['person']:.1f}"

# %% [markdown]
r"""
## 3 Another distance

The encoder was never told which faces are similar. Its codes had one purpose, to let the decoder restore pixels, and
the Euclidean distance gives every direction of the code the weight of its variance. How unequal are these weights?
"""

# %%
spectrum = np.linalg.eigvalsh(np.cov(train_codes.T))[::-1]
share = spectrum[:3].sum() / spectrum.sum()
print(f"the first 3 of {CODE_SIZE} directions hold {share:.0%} of the variance;", end=" ")
print(f"equal ones would hold {3 / CODE_SIZE:.0%}")
print(f"the first has {spectrum[0] / spectrum[-1]:.0f} times the variance of the last")
plots.sweep(
    range(1, CODE_SIZE + 1),
    {"codes": spectrum},
    xlabel="principal direction of the codes",
    ylabel="variance",
    title="The weights of the directions in the distance between codes",
)

# %% [markdown]
r"""
**Whitening** gives all directions the same weight. Here $z$ is a row, as in the arrays. With $m$ the mean of the codes
and $C = V \Lambda V^\top$ their covariance matrix,

$$w(z) = (z - m)\, V \Lambda^{-1/2}$$

has mean 0 and covariance $\Lambda^{-1/2} V^\top C\, V \Lambda^{-1/2} = I$. The Euclidean distance between whitened
codes is known as the **Mahalanobis distance**. A step along a direction counts by how unusual it is among the codes,
not by how many pixels it changes.
"""

# %% [markdown]
"""
### Exercise 9.6: Whiten the codes

*Difficulty: ●●○ · about 10 minutes*

Return the mean and the matrix, so that `(codes - mean) @ matrix` has the identity as its covariance, whatever the
scales of its directions. Any such matrix will do, and whether you divide by n or by n − 1 is up to you.
"""


# %% nbgrader={"grade_id": "exercise-9-6", "solution": true}
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    ### BEGIN SOLUTION
    variances, directions = np.linalg.eigh(np.cov(codes.T))
    return codes.mean(axis=0), directions / np.sqrt(variances)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`np.cov` wants one row for each variable: `np.cov(codes.T)` has shape (c, c). `np.linalg.eigh` returns the eigenvalues
of a symmetric matrix, which are the variances, and the eigenvectors as columns.

</details>
<details><summary>Hint 2</summary>

Dividing a (c, c) array by a (c,) array divides each *column* by its number: `directions / np.sqrt(variances)`.

</details>
"""

# %% [markdown]
"""
A function for the check: any matrix that whitens gives the same covariance.
"""


# %%
def whitened_covariance(codes):
    """Return the mean of `fit_whitening`, and the covariance of the codes that it whitens."""
    mean, matrix = fit_whitening(codes)
    covariance = np.cov(((codes - mean) @ matrix).T)
    by_n = covariance * (len(codes) - 1) / len(codes)
    return mean, by_n if np.isclose(np.trace(by_n), len(by_n), rtol=1e-4) else covariance


# %% nbgrader={"grade_id": "check-9-6", "grade": true, "points": 2}
with checks.exercise("9.6"):
    checks.same(whitened_covariance, "whitened_covariance")

    ### BEGIN HIDDEN TESTS
    def codes_of(rng):
        for n, c in ((600, 4), (40, 6), (2200, 3), (90, 40)):
            sizes = np.where(np.arange(n) > 499, 3, 1)[:, None]
            sizes = sizes * np.geomspace(50, 0.5 if c > 9 else 0.005, max(c, 6))[:c]
            turned = np.linalg.qr(rng.normal(size=(c, c)))[0]
            codes = rng.normal(size=(n, c)) * sizes @ turned + 3 * np.arange(1, c + 1)
            yield checks.case(f"{n} codes of {c} numbers", codes)

    checks.same(whitened_covariance, "whitened_covariance", codes_of, tolerance=1e-4)
    ### END HIDDEN TESTS

# %% [markdown]
"""
PCA codes can be whitened too. That makes a fair opponent: if the whitened codes of the network are better, is it the
network or the whitening?

**Question 9.2: Predict, run, explain.** Five searches now. First predict: which of the five rows will whitening
improve, and which will it worsen? Then a second kind of test: the queries are *training* faces, damaged in three ways,
and the search should return the original first. The damages are strong noise (standard deviation 0.8), 0.2 added to
each pixel (and clipped at 1), and a shift by three pixels. Which search survives which damage? Fill in a table of
guesses, 3 × 5, then run the cells, and explain the largest surprise in each test. Which distance would you use, and for
what?
"""

# %% [markdown] nbgrader={"grade_id": "explain-9-2", "grade": true, "points": 4, "solution": true}
r"""
*Prediction.* A first guess. Most expect the network's codes to survive noise and shifts, since they "understand" the
face.

*Labels.* Whitening lowers background by much, light too among photographs, and raises mouth and person: it takes weight
away from the few directions that stand for light and background and gives it to the many small ones. Whitened PCA codes
come out about as good as the network's. Most of the change is owed to the choice of the distance, and little of it to
the network.

*Damage.* The pixel search is nearly immune to noise and the codes are not. For noise $n$, $\lVert x + n - y \rVert^2 =
\lVert x - y \rVert^2 + 2\, n^\top (x - y) + \lVert n \rVert^2$. The last term is the same for every $y$ and changes no
order. For the original, $y = x$, the others are 0; for another face the middle one has standard deviation $2 \sigma
\lVert x - y \rVert$, about 10 at a distance of 6, where the first is 36: hardly ever is the sum negative, and the
nearest other faces are about 6 away. PCA codes keep of the noise only its part in 32 directions, and survive too. The
network never saw noise, and does strange things with it, most of all in the directions that whitening magnifies.
Brightness is the reverse: 0.2 more in every pixel is a distance of $0.2 \sqrt{3072} = 11$, a little less where it is
clipped, farther than the nearest other faces, so pixels fail; it moves the code mainly along one direction, of large
variance, which whitening shrinks. Shifted faces are lost to all in about half of the cases or more: nothing in these
distances knows that a picture moved by three pixels is the same face. A distance learns what it must not notice only by
being trained for it.

*Choice.* For near-copies in noise, pixels; for copies under another exposure, or for people and features, a whitened
code. There is no distance that is right for every purpose.

**Rubric (4 points).** 1 point: whitening gives small directions the weight of large ones, with the rows that gain and
those that lose. 1 point: whitened PCA codes nearly match the network's, so the credit goes to the distance. 1 point: a
reason for the pixels' immunity to noise or for the effect of brightness. 1 point: a choice that names the purpose. A
wrong prediction costs nothing.
"""


# %%
def whitened(pair):
    """Return (queries, database), whitened by the statistics of the database."""
    mean, matrix = fit_whitening(pair[1])
    return tuple((codes - mean) @ matrix for codes in pair)


# %%
spaces |= {f"{name}, white": whitened(spaces[name]) for name in ("PCA codes", "codes")}
found |= {name: nearest(*pair, k=5)[1] for name, pair in spaces.items() if name not in found}
differences = compare(found, asked_for)
title = "Four searches against pixels (bars: two standard errors)"
plots.intervals(asked_for, differences, xlabel=axis, title=title)

# %%
rng = np.random.default_rng(4)
asked = rng.choice(len(faces.train), 200, replace=False)
originals = faces.train.images[asked]

# %%
edges = np.pad(originals, ((0, 0), (0, 0), (3, 0), (0, 0)), mode="edge")
damaged = {
    "noise 0.8": originals + 0.8 * rng.standard_normal(originals.shape, dtype="float32"),
    "brighter by 0.2": np.clip(originals + np.float32(0.2), 0, 1),
    "shifted by 3": edges[:, :, :32],
}

# %%
_, two = nearest(originals.reshape(-1, 3072), x_train, 2)  # itself, and the nearest other
others = np.linalg.norm(originals.reshape(-1, 3072) - x_train[two[:, 1]], axis=1)
moved = np.linalg.norm((damaged["brighter by 0.2"] - originals).reshape(-1, 3072), axis=1)
print(f"pixel distance to the nearest other face: median {np.median(others):.1f};", end=" ")
print(f"to the brighter copy: median {np.median(moved):.1f}", end=" ")
print(f"({np.mean(damaged['brighter by 0.2'] == 1):.0%} of its numbers are clipped)")

# %%
pictures = {"original": originals} | damaged
plots.rows(pictures, count=8, title="Training faces, damaged in three ways")


# %%
def in_space(name, images):
    """Return images as points of one of the five spaces."""
    kind = name.removesuffix(", white")
    points = images.reshape(len(images), -1)
    if kind == "PCA codes":
        points = pca.transform(points)
    elif kind == "codes":
        points = encode(images)
    return points if kind == name else whitened((points, spaces[kind][1]))[0]


# %%
first_found = {}
print(f"{'original found first':<22}" + "".join(f"{name:>18}" for name in spaces))
for damage, images in damaged.items():
    firsts = [nearest(in_space(name, images), pair[1], 1)[1][:, 0] for name, pair in spaces.items()]
    shares = [np.mean(first == asked) for first in firsts]
    first_found[damage] = dict(zip(spaces, shares))
    errors = [2 * np.sqrt(p * (1 - p) / len(asked)) for p in shares]
    print(f"{damage:<22}" + "".join(f"{p:>11.2f} ± {e:.2f}" for p, e in zip(shares, errors)))

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

Whitening moves the points of background far to the left (light too, among photographs) and those of mouth and person to
the right. Compare what it does to the codes of PCA and to those of the network. Noise hardly harms the pixel search and
harms the network's codes, most of all the whitened ones; brightness ruins the pixel search, and the whitened codes
hardly notice it. Compare the two pixel distances that were printed: the brighter copy is farther away than the nearest
other face. For noise, expand $\lVert x + n - y \rVert^2$: which of its terms are the same for every $y$? No search is
safe from the shift.

</details>
"""

# %% tags=["claim"]
gaps = {name: dict(zip(asked_for, points)) for name, points in differences.items()}
for name in ("PCA codes, white", "codes, white"):
    gap, bar = gaps[name]["background"]
    assert gap < -2 * bar, f"{name}: background is found far less often: {gap:.3f} ± {bar:.3f}"
    least = min(gaps[name][label][0] for label in ("mouth", "person"))
    assert least > 0, f"{name}: mouth and person are found more often: {least:.3f}"
noise, bright, shift = first_found.values()
assert noise["pixels"] > 0.9, f"noise hardly harms the pixel search: {noise['pixels']:.2f}"
order_of = noise["codes, white"], noise["codes"], noise["pixels"]
assert order_of == tuple(sorted(order_of)), f"noise harms whitened codes most: {order_of}"
assert bright["pixels"] < 0.2, f"brightness ruins the pixel search: {bright['pixels']:.2f}"
least = min(bright["PCA codes, white"], bright["codes, white"])
assert least > 0.9, f"whitened codes hardly notice brightness: {least:.2f}"
assert max(shift.values()) < 0.75, f"no search is safe from the shift: {max(shift.values()):.2f}"
assert np.median(moved) > np.median(others), f"brighter is farther: {np.median(moved):.1f}"

# %% [markdown]
"""
### A set whose attributes we know

Do glasses count, in such a distance, or a beard? Nobody has said which of the photographs have them, and no simple
measurement tells. So here is a set in which a program drew every face and kept what it drew: glasses, beard and smile
(yes or no), hair (one of five styles), pose and light (a number). If your faces above are photographs, they stay as
they are, and the next cell announces the drawn ones as "a stand-in"; if yours are drawn, it is the same set. A network
trained on photographs has not seen drawn faces, so PCA stands in for it.

For glasses, beard and smile those ask who have them; otherwise everything is as before. Guess first: what does the
pixel search know about glasses?
"""

# %%
drawn = data.drawn_faces()
drawn_train, drawn_test = (part.images.reshape(-1, 3072) for part in (drawn.train, drawn.test))
drawn_pca = PCA(CODE_SIZE, svd_solver="randomized", random_state=0).fit(drawn_train)
pair = drawn_pca.transform(drawn_test), drawn_pca.transform(drawn_train)
drawn_spaces = {"pixels": (drawn_test, drawn_train), "PCA codes": pair}
drawn_spaces["PCA codes, white"] = whitened(pair)
drawn_found = {name: nearest(*pair, k=5)[1] for name, pair in drawn_spaces.items()}

# %%
_, first_of_each = np.unique(drawn.test.labels, return_index=True)
attributes = {}
for name in ("light", "pose", "hair", "glasses", "beard", "smile"):
    query = drawn.test.attributes[name][first_of_each]
    relevant = alike(query, drawn.train.attributes[name])
    rows = query if query.dtype == bool else relevant.any(axis=1)
    attributes[name] = first_of_each[rows], relevant[rows]
title = "Drawn faces: two searches against pixels (bars: two standard errors)"
of_drawn = compare(drawn_found, attributes)
plots.intervals(attributes, of_drawn, xlabel=axis, title=title)

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

For glasses, beard and smile the pixel search is at chance: faces with glasses find faces with glasses no more often
than a random choice does. The frame of a pair of glasses is a few dozen pixels. PCA codes find glasses more often, and
whitened ones about twice as often as pixels do. Light is the only one that whitening does not help: it covers the whole
face and has a large direction of its own. These are the two sides that you saw among measured labels: what covers many
pixels, and what covers few.

</details>
"""

# %% tags=["claim"]
for name in ("glasses", "beard", "smile"):
    rows, relevant = attributes[name]
    precision, error, chance = precision_at_k(relevant, drawn_found["pixels"][rows])
    assert abs(precision - chance) < 3 * error, f"pixels find {name} at chance: {precision:.3f}"
rows, relevant = attributes["glasses"]
twice = [precision_at_k(relevant, drawn_found[name][rows])[0] for name in drawn_spaces]
assert twice[0] < twice[1] < twice[2], f"glasses: pixels, PCA codes, whitened: {twice}"
assert 1.6 < twice[2] / twice[0] < 2.6, f"whitened about twice: {twice[2] / twice[0]:.2f}"

# %% [markdown]
"""
**Instant question.** Two searches were asked the same 500 queries. Their precisions are 0.20 ± 0.02 and 0.22 ± 0.02,
and the paired difference is 0.02 ± 0.01 (± is two standard errors). What follows?

- A. Nothing: the two intervals overlap.
- B. The second search is better, by more than chance explains.
- C. The second search is better for most of the queries.

<details><summary>Answer</summary>

B. The paired difference is four standard errors from 0. Not A: the overlap ignores that both met the same easy and the
same hard queries. Not C: a mean difference says nothing about most queries; on most of them the two may be equal.

</details>

**Another.** You whiten codes in which one direction has 100 times the variance of the others. A step of length 1 along
that direction changes the whitened distance

- A. more than a step of length 1 along another direction;
- B. less;
- C. equally.

<details><summary>Answer</summary>

B, a tenth as much: whitening divides each direction by its standard deviation. A would need
a multiplication by it. C is so before whitening: there a step of length 1 counts as 1 along every direction.

</details>
"""

# %% [markdown]
r"""
Whitening is an affine map, $w(z) = z A + b$ with $A = V \Lambda^{-1/2}$ and $b = -m A$, and that is what a dense layer
computes. It can become the encoder's last layer, as centring the pixels can become the first. A program that searches
by whitened codes then keeps a single model, from pictures to points.
"""

# %%
whitening = layers.Dense(CODE_SIZE)
white_encoder = keras.Sequential(
    [
        keras.Input((32, 32, 3)),
        layers.Rescaling(1.0, offset=-0.5),
        encoder,
        whitening,
    ]
)
mean, matrix = fit_whitening(train_codes)
whitening.set_weights([matrix, -mean @ matrix])
away = np.abs(predict(white_encoder, originals) - in_space("codes, white", originals)).max()
print(f"one model and two steps differ by {away:.1e} at most")

# %% [markdown]
r"""
## 4 Hashing directions

Exact search looks at every vector. A library of a billion pictures cannot do that for each query; it has to look at few
and risk missing some. **Locality-sensitive hashing** (LSH) sorts the database once into buckets, so that near vectors
share a bucket more often than far ones, and then looks into the query's bucket only.

The hash is a row of bits. Each bit belongs to a random **hyperplane** through the origin with normal $a$, all of whose
numbers are drawn from $\mathcal N(0, 1)$, and says on which side a vector lies:

$$h_a(z) = \begin{cases} 1 & a^\top z > 0 \\ 0 & \text{otherwise.} \end{cases}$$

**How often do two vectors agree in a bit?** Let $\theta$ be the angle between $u$ and $v$. Only the part of $a$ in the
plane of $u$ and $v$ matters, and since the distribution of $a$ looks the same from all sides, that part points in a
uniformly random direction. The bits differ when the line orthogonal to it passes between $u$ and $v$. A random line
does so with probability $\theta / \pi$. Hence

$$P\bigl(h_a(u) = h_a(v)\bigr) = 1 - \frac{\theta}{\pi} .$$

Only the angle counts, as seen from the origin. Codes whose mean is far from the origin all lie in similar directions
and get similar bits; so subtract the mean first. That changes no distance between codes, and it spreads the angles.
"""

# %%
middle = train_codes.mean(axis=0)
base, queries = train_codes - middle, test_codes[:200] - middle

# %% [markdown]
"""
### Exercise 9.7: Hash by hyperplanes

*Difficulty: ●○○ · about 5 minutes*

Return, for each vector and each plane, on which side of the plane the vector lies. The vectors come as they are to be
hashed: subtract nothing.
"""


# %% nbgrader={"grade_id": "exercise-9-7", "solution": true}
def hash_bits(vectors, planes):
    """Return the bits, a bool array (n, b): True where a product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    ### BEGIN SOLUTION
    return vectors @ planes.T > 0
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint</summary>

All products at once are a product of matrices, (n, d) times (d, b). Compare it with 0.

</details>
"""

# %% nbgrader={"grade_id": "check-9-7", "grade": true, "points": 1}
with checks.exercise("9.7"):
    checks.same(hash_bits, "hash_bits")

    ### BEGIN HIDDEN TESTS
    def sides(rng):
        axes = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
        yield checks.case("2 vectors and 3 planes", np.array([[2.0, -1.0], [-3.0, 1.0]]), axes)
        within = np.array([[0.0, 2.0], [1.0, -1.0], [0.0, 0.0]])
        yield checks.case("vectors in a plane", within, axes)
        yield checks.case("vectors far from 0", *(rng.normal(size=(2, 8, 4)) + [[[2.0]], [[0.5]]]))
        vectors, planes = rng.normal(size=(9, 4)), rng.normal(size=(6, 4))
        yield checks.case("9 vectors and 6 planes", vectors, planes)
        yield checks.case("very short vectors", 1e-12 * vectors, planes)
        yield checks.case("one vector, float32", vectors[:1].astype("float32"), planes[:4])
        yield checks.case("one plane", vectors[:5], planes[:1])
        yield checks.case("as many planes as numbers", vectors[:3], planes[:4])

    checks.same(hash_bits, "hash_bits", sides, strict=True)
    ### END HIDDEN TESTS

# %% [markdown]
"""
The formula against 20,000 random planes:
"""

# %%
planes = np.random.default_rng(6).standard_normal((20_000, 2))
degrees = np.arange(0, 181, 15)
turned = np.stack([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], axis=1)

# %%
agreement = (hash_bits(turned, planes) == hash_bits(turned[:1], planes)).mean(axis=1)
plots.sweep(
    degrees,
    {"measured": agreement, "1 − angle/π": 1 - degrees / 180},
    xlabel="angle in degrees",
    ylabel="share of equal bits",
    title="How often two vectors agree in a bit",
)

# %% [markdown]
r"""
One bit separates little. With $b$ bits to a bucket, far vectors rarely meet, but near ones are parted too. So several
**tables** are made, each with planes of its own, and a query looks into its bucket in each.
"""

# %% [markdown]
"""
### Exercise 9.8: How often do two vectors meet?

*Difficulty: ●●○ · about 10 minutes*

Return the probability that two vectors at the given angle share *all* bits of a bucket in *at least one* of the tables,
not rounded. All planes are drawn independently.
"""


# %% nbgrader={"grade_id": "exercise-9-8", "solution": true}
def meeting_probability(angle, bits, tables):
    """Return the probability of meeting in at least one of `tables` tables with `bits` bits each.

    angle: in radians, a number or an array; the result has its shape.
    """
    ### BEGIN SOLUTION
    return 1 - (1 - (1 - angle / np.pi) ** bits) ** tables
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Independent events all happen with the product of their probabilities: one bucket of `bits` bits is the power `bits` of
the probability of one bit.

</details>
<details><summary>Hint 2</summary>

"In at least one" is the opposite of "in none". The probability of meeting in none of the tables is a power as well.

</details>
"""

# %% nbgrader={"grade_id": "check-9-8", "grade": true, "points": 2}
with checks.exercise("9.8"):
    checks.same(meeting_probability, "meeting_probability")

    ### BEGIN HIDDEN TESTS
    def meetings(rng):
        for bits, tables in ((1, 1), (3, 1), (1, 2)):
            yield checks.case(f"π/2, {bits} bits, {tables} tables", np.pi / 2, bits, tables)
        angle, (bits, tables) = rng.uniform(0.3, 1.2), rng.integers([5, 10], [9, 30]).tolist()
        yield checks.case(f"{angle:.3f}, {bits} bits, {tables} tables", angle, bits, tables)
        yield checks.case("0, π/3 and π", np.array([0, np.pi / 3, np.pi]), 4, 3)
        yield checks.case("2 × 3 angles", rng.uniform(0.2, 2.5, (2, 3)), 2, 5)
        yield checks.case("1 × 4 wide angles", rng.uniform(2.2, 2.8, (1, 4)), 6, 4)

    checks.same(meeting_probability, "meeting_probability", meetings, tolerance=1e-7)
    ### END HIDDEN TESTS

# %% [markdown]
"""
**Question 9.3: Predict, run, explain.** The next cells measure the angles, seen from the middle of the codes, between
test faces and their ten nearest training faces. Guess the median first: less than 20 degrees, 20 to 60, or more? Then
guess how often a query and a neighbour at 45° fall into the same bucket of 12 bits. Run the cells. How many tables
would it take to find half of such neighbours, and what would you pay for it? Why would fewer bits also help, and what
do *they* cost?
"""

# %% [markdown] nbgrader={"grade_id": "explain-9-3", "grade": true, "points": 3, "solution": true}
r"""
*Prediction.* A first guess; most are too small for the angle and too large for the probability.

*Explanation.* In 32 dimensions even nearest neighbours are some 40 to 50 degrees apart: some thousand faces fill the
space thinly. Two vectors at 45° agree in a bit with probability 3/4, which sounds like much, and in all of 12 with
$0.75^{12} = 0.032$. To find half of these neighbours takes $L$ tables with $1 - (1 - 0.032)^L = 0.5$, so $L = \ln 0.5 /
\ln 0.968 \approx 21.3$, so 22. The price is memory for 22 tables, and the time to look into 22 buckets, which hold more
and more vectors that are not neighbours.

With fewer bits the probability rises, $0.75^6 = 0.18$, and so a few tables suffice. But a bucket then holds a larger
part of the database: vectors at a right angle, which most are, agree in 6 bits with probability 1/64 and in 12 with
1/4096. Bits make buckets small, tables win back what bits lose. Together they turn the straight line of one bit into a
step: near vectors nearly always, far ones hardly ever.

**Rubric (3 points).** 1 point: own median angle and the power of the agreement of one bit, about 3 % at 45° and 12
bits. 1 point: about 22 tables, with the computation. 1 point: the cost on both sides, tables as memory and time, fewer
bits as larger buckets. A wrong prediction costs nothing.
"""


# %%
def angles(queries, database, indices):
    """Return the angles in radians, (m, k), between queries and those vectors of the database."""
    vectors = database[indices]
    vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit = queries / np.linalg.norm(queries, axis=-1, keepdims=True)
    return np.arccos(np.clip((unit[:, None] * vectors).sum(axis=2), -1, 1))


# %%
_, exact = nearest(queries, base, 10)
to_neighbours = angles(queries, base, exact)
anyone = np.random.default_rng(7).integers(0, len(base), (len(queries), 10))
at_random = angles(queries, base, anyone)
for name, found_angles in (("ten nearest", to_neighbours), ("random faces", at_random)):
    low, mid, high = np.degrees(np.percentile(found_angles, [5, 50, 95]))
    print(f"{name:<13} median {mid:.0f}°, nine tenths between {low:.0f}° and {high:.0f}°")

# %%
theta = np.linspace(0, np.pi / 2, 19)
lines = {}
for bits, count in [(12, 1), (12, 8), (12, 64), (6, 1), (6, 8)]:
    lines[f"{bits} bits, tables: {count}"] = meeting_probability(theta, bits, count)

# %%
plots.sweep(
    np.degrees(theta),
    lines,
    xlabel="angle in degrees",
    ylabel="probability of meeting",
    title="Bits part vectors, tables bring them together again",
)

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

The median angle to the ten nearest is printed: between 40° and 50°, half of that between random faces, for photographs
and for drawn faces. "Near" is not a small angle in 32 dimensions. The figure answers the rest: at 45° the line of 12
bits and one table lies at 3 %, the one with 64 tables well above a half, and 6 bits with 8 tables do about as well. At
90°, where most other faces are, fewer bits let more strangers in: that is what they cost, as more tables cost memory
and time.

</details>
"""

# %% tags=["claim"]
mid = np.degrees(np.median(to_neighbours))
assert 38 < mid < 52, f"the ten nearest are between 40° and 50° away: {mid:.0f}°"
at_45 = [meeting_probability(np.pi / 4, 12, 1), meeting_probability(np.pi / 4, 12, 64)]
assert abs(at_45[0] - 0.03) < 0.005, f"12 bits, one table: 3 %: {at_45[0]:.3f}"
assert at_45[1] > 0.8, f"64 tables: well above a half: {at_45[1]:.2f}"

# %% [markdown]
"""
### Exercise 9.9: Build the tables, and look into them

*Difficulty: ●●● · about 20 minutes*

`planes` has shape (tables, bits, d): each table has planes of its own. `bucket_numbers` turns rows of bits into whole
numbers. Write two functions: one makes for each table a dictionary from a bucket's number to the indices of the vectors
in it, the other collects the **candidates** for one query, those that share its bucket in at least one table. Whether a
bucket's indices are an array or a list, and whether an empty bucket has a key, is up to you.
"""


# %%
def bucket_numbers(bits):
    """Return a whole number for each row of bits, (n, b) → (n,)."""
    return bits @ (1 << np.arange(bits.shape[1]))


# %% nbgrader={"grade_id": "exercise-9-9", "solution": true}
def build_tables(vectors, planes):
    """Return a list of dictionaries, one for each table: {bucket's number: indices in it}."""
    ### BEGIN SOLUTION
    tables = []
    for normals in planes:
        numbers = bucket_numbers(hash_bits(vectors, normals))
        order = np.argsort(numbers, kind="stable")
        present, starts = np.unique(numbers[order], return_index=True)
        tables.append(dict(zip(present.tolist(), np.split(order, starts[1:]))))
    return tables
    ### END SOLUTION


def candidates(query, tables, planes):
    """Return the indices of all vectors that share a bucket with the query (d,).

    They are an array of whole numbers; each occurs once, in rising order.
    """
    ### BEGIN SOLUTION
    found = [np.empty(0, int)]
    for table, normals in zip(tables, planes):
        number = int(bucket_numbers(hash_bits(query[None], normals))[0])
        if number in table:
            found.append(table[number])
    return np.unique(np.concatenate(found))
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

For one table: `numbers = bucket_numbers(hash_bits(vectors, normals))`, with `normals` one of `planes`. Then
`{number: np.flatnonzero(numbers == number) for number in set(numbers.tolist())}` is right, if slow for many buckets.

</details>
<details><summary>Hint 2</summary>

Quicker is one sort: `order = np.argsort(numbers, kind="stable")` brings equal numbers together,
`present, starts = np.unique(numbers[order], return_index=True)` says where each begins, and
`np.split(order, starts[1:])` cuts there. `dict(zip(present.tolist(), pieces))` is the table.

</details>
<details><summary>Hint 3</summary>

For one query, hash `query[None]` with each table's planes. A bucket may be missing: `table.get(number, empty)` with
`empty = np.empty(0, int)`. `np.unique(np.concatenate(parts))` joins the buckets without repetition.

</details>
"""

# %% [markdown]
"""
A function for the check: what your two functions do together.
"""


# %%
def tables_and_candidates(vectors, planes, queries):
    """Return pairs of a bucket's number and an index in it for each table, and the candidates."""
    tables = build_tables(vectors, planes)
    pairs = [
        np.array(sorted((int(number), int(i)) for number in table for i in table[number]))
        for table in tables
    ]
    return pairs, [candidates(query, tables, planes) for query in queries]


# %% nbgrader={"grade_id": "check-9-9", "grade": true, "points": 3}
with checks.exercise("9.9"):
    checks.same(tables_and_candidates, "tables_and_candidates")

    ### BEGIN HIDDEN TESTS
    def hashed(rng):
        for tables, bits, n in ((1, 1, 600), (6, 2, 60), (3, 9, 90), (1, 14, 60)):
            vectors, planes = rng.normal(size=(n, 5)), rng.normal(size=(tables, bits, 5))
            queries = np.concatenate([rng.normal(size=(5, 5)), vectors[:3] + 0.1])
            words = f"{tables} × {bits} planes and {n} vectors"
            yield checks.case(words, vectors, planes, queries)

    checks.same(tables_and_candidates, "tables_and_candidates", hashed, strict=True)
    ### END HIDDEN TESTS

# %% [markdown]
"""
Candidates are then ranked exactly. The recall of such a search is the share of the true ten nearest that it returns,
and by Exercise 9.8 it can be computed from the angles alone, before anything is hashed.
"""


# %%
def lsh_search(query, database, tables, planes, k=10):
    """Return the indices of the k nearest candidates, or of all when there are fewer."""
    few = candidates(query, tables, planes)
    if len(few) == 0:
        return few
    _, order = nearest(query[None], database[few], min(k, len(few)))
    return few[order[0]]


# %%
def recall(found, exact):
    """Return the share of the exact neighbours, (m, k), that are in the lists `found`."""
    return float(np.mean([np.isin(row, some).mean() for row, some in zip(exact, found)]))


# %%
counts = (1, 2, 4, 8, 16, 32)
lines, looked_at = {}, {}
for bits in (6, 10):
    shape = (max(counts), bits, CODE_SIZE)
    planes = np.random.default_rng(bits).standard_normal(shape, dtype="float32")
    tables = build_tables(base, planes)
    recalls, predicted, shares = [], [], []
    for n in counts:
        results = [lsh_search(q, base, tables[:n], planes[:n]) for q in queries]
        recalls.append(recall(results, exact))
        predicted.append(meeting_probability(to_neighbours, bits, n).mean())
        seen = [len(candidates(q, tables[:n], planes[:n])) for q in queries]
        shares.append(np.mean(seen) / len(base))
    lines |= {f"{bits} bits, measured": recalls, f"{bits} bits, predicted": predicted}
    looked_at[f"{bits} bits"] = list(zip(shares, recalls))

# %%
plots.sweep(
    counts,
    lines,
    xlabel="tables",
    ylabel="recall",
    log_x=True,
    title="The recall of LSH, measured and predicted",
)

# %%
plots.curves(
    looked_at,
    xlabel="share of the database that is looked at",
    ylabel="recall",
    title="What recall costs: each line runs from 1 table to 32",
)

# %% [markdown]
r"""
The prediction, which knows only angles, follows the measurement closely, though not exactly. It is an average over all
planes that could have been drawn, and each measured line of the figure *The recall of LSH* has drawn one set of them.
How much does that matter? Draw others:
"""

# %%
for bits in (6, 10):
    rates = []
    for seed in range(10):
        shape = (4, bits, CODE_SIZE)
        planes = np.random.default_rng(100 + seed).standard_normal(shape, dtype="float32")
        tables = build_tables(base, planes)
        rates.append(recall([lsh_search(query, base, tables, planes) for query in queries], exact))
    expected = meeting_probability(to_neighbours, bits, 4).mean()
    print(f"{bits} bits, 4 tables: predicted {expected:.3f}; ten draws of the planes", end=" ")
    print(f"{np.mean(rates):.3f} on average, from {min(rates):.3f} to {max(rates):.3f}")

# %% tags=["claim"]
away = abs(np.mean(rates) - expected)
assert away < 0.04, f"ten draws of the planes average what was predicted: {away:.3f}"

# %% [markdown]
r"""
The average comes out where it was predicted, and a single draw deviates by the luck of its planes: all queries share
them, so asking more queries would not help.

The figure "What recall costs" shows what hashing is worth apart from all questions of speed: many bits and many tables
find as many of the neighbours as few bits and few tables, and look at a smaller part of the database for it.

**Instant question.** You go from 6 bits to 12 and want the same recall for neighbours at 45°, where two vectors agree
in a bit with probability 3/4. Roughly how many times as many tables does it take?

- A. Twice as many: twice the bits.
- B. About six times as many.
- C. About 64 times as many.

<details><summary>Answer</summary>

B. A bucket of 12 bits is shared with probability 0.032 instead of 0.18, 5.6 times less often, and while these are small
the tables make up for it in proportion. A would hold if the bits were added, but their probabilities are multiplied. C
is the factor by which a bucket shrinks for vectors at a right angle, 2⁶: that is what the bits are for.

</details>

## 5 When does it pay?

Time decides. The next cells measure, for one query at a time, the time and the recall of

- the exact search, yours and that of a **KD tree**, which halves space again and again and skips the halves that are
  too far away;
- LSH, yours, with 2 to 32 tables;
- a ready-made approximate index: scikit-learn's k-means cuts the space into cells, and a search visits the cells whose
  centres are nearest. The number of cells that it visits trades time for recall.

The rival of a quick search should be at its best. If your `nearest` sorts whole rows with `np.argsort`, the third hint
of Exercise 9.3 makes it several times as fast on a large database.

<details><summary>If you have faiss</summary>

With **faiss** (`pip install faiss-cpu`) the next cells use two of its indices instead of the k-means cells: **HNSW**, a
graph of neighbours in which a search walks from vector to nearer vector, the wider the walk the surer, and faiss's own
LSH, which keeps nothing but bits and ranks by the number of equal ones. faiss's exact search is measured too.

</details>
"""

# %%
import time
from functools import partial

from sklearn.cluster import MiniBatchKMeans

# %%
try:
    import faiss

    # Queries come one at a time, and the graph is the same at each run.
    faiss.omp_set_num_threads(1)
    print(f"Ready-made indices: HNSW and LSH of faiss {faiss.__version__}.")
except ModuleNotFoundError:
    faiss = None
    print("Ready-made index: cells by scikit-learn's k-means, as faiss is not installed.")


# %%
def with_faiss(database):
    """Return {name: searches, each quicker and worse or slower and better than the others}."""
    graph = faiss.IndexHNSWFlat(CODE_SIZE, 16)
    flat = faiss.IndexFlatL2(CODE_SIZE)
    hashes = [faiss.IndexLSH(CODE_SIZE, bits) for bits in (64, 256, 1024)]
    for index in (graph, flat, *hashes):
        index.add(database)

    def walk(query, breadth):
        graph.hnsw.efSearch = breadth
        return graph.search(query[None], 10)[1][0]

    def look_up(query, index):
        return index.search(query[None], 10)[1][0]

    return {
        "HNSW, faiss": [partial(walk, breadth=breadth) for breadth in (10, 20, 40, 80, 160)],
        "bits only, faiss": [partial(look_up, index=index) for index in hashes],
        "exact, faiss": [partial(look_up, index=flat)],
    }


# %%
def with_scikit_learn(database):
    """Return {name: searches}, as `with_faiss` does."""
    cells = int(len(database) ** 0.5)
    kmeans = MiniBatchKMeans(cells, n_init=1, max_iter=5, batch_size=4096, random_state=0)
    cell = kmeans.fit(database[:50_000]).predict(database)
    order = np.argsort(cell, kind="stable")
    present, starts = np.unique(cell[order], return_index=True)
    members = np.split(order, starts[1:])
    centres = kmeans.cluster_centers_[present]

    def visit(query, count):
        few = np.concatenate([members[i] for i in nearest(query[None], centres, count)[1][0]])
        return few[nearest(query[None], database[few], min(10, len(few)))[1][0]]

    return {"k-means cells": [partial(visit, count=count) for count in (1, 2, 4, 8, 16)]}


# %%
def all_searches(database):
    """Return {name: searches} for one database."""
    bits = int(np.log2(len(database))) - 6  # about 64 vectors or more to a bucket
    planes = np.random.default_rng(9).standard_normal((32, bits, CODE_SIZE), dtype="float32")
    tables = build_tables(database, planes)
    tree = NearestNeighbors(n_neighbors=10, algorithm="kd_tree").fit(database)

    def hashed(n):
        return partial(lsh_search, database=database, tables=tables[:n], planes=planes[:n])

    own = {
        "exact, yours": [lambda query: nearest(query[None], database, 10)[1][0]],
        "exact, KD tree": [lambda query: tree.kneighbors(query[None], return_distance=False)[0]],
        "LSH, yours": [hashed(n) for n in (2, 4, 8, 16, 32)],
    }
    return own | (with_faiss if faiss else with_scikit_learn)(database)


# %%
def measured(database, queries):
    """Return {name: [(median milliseconds for a query, recall), ...]}."""
    exact = nearest(queries, database, 10)[1]
    points = {}
    for name, searches in all_searches(database).items():
        points[name] = []
        for search in searches:
            search(queries[0])  # the first call of a library takes longer
            found, times = [], []
            for query in queries:
                began = time.perf_counter()
                found.append(search(query))
                times.append(time.perf_counter() - began)
            # A median: now and then the machine is busy with something else.
            points[name].append((1000 * float(np.median(times)), recall(found, exact)))
        print(f"{name:<18}" + "".join(f"{r:7.2f} in {ms:5.2f} ms" for ms, r in points[name]))
    return points


# %% [markdown]
r"""
Your training faces are a small database, and there is no larger one at hand. So a large one is made of the codes: draw
a training code at random, pull it a little towards the mean and add a little noise of the codes' own covariance,

$$z' = \sqrt{1 - h^2}\, z + h\, \varepsilon, \qquad \varepsilon \sim \mathcal N(0, C), \quad h = 0.3,$$

with $z$ counted from the mean. That keeps mean and covariance as they are. These are not codes of faces, but they lie
where codes of faces lie, more densely, which is what matters for time and recall.
"""

# %%
LARGE = effort.pick(full=200_000, quick=100_000, grade=10_000)
rng = np.random.default_rng(10)
drawn = base[rng.integers(0, len(base), LARGE)]
noise = rng.standard_normal((LARGE, CODE_SIZE), dtype="float32")
jitter = noise @ np.linalg.cholesky(np.cov(base.T)).T
large = (np.sqrt(1 - 0.3**2) * drawn + 0.3 * jitter).astype("float32")
print(f"{LARGE:,} codes; standard deviation of their first numbers {large[:, 0].std():.3f},")
print(f"among the faces {base[:, 0].std():.3f}")

# %% [markdown]
"""
**Question 9.4: Predict, run, explain.** Two databases, your training faces and the large one, and two figures of recall
against time. Predict for both: how long does your exact search take for one query? Will your LSH reach a recall of 0.9
sooner than that? Will the tree? Run the cells. Explain what the size of the database changes for the exact search and
for hashing, and why on the large one the tree, which is exact and skips what it can, is slower than the approximate
searches at a recall of 0.9. The last of the cells prints how long the encoder takes for one face; what follows from it
for a database as small as the first?
"""

# %% [markdown] nbgrader={"grade_id": "explain-9-4", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess; most expect hashing to win on any database.

*Explanation.* Among some thousand faces the exact search takes about a millisecond, and LSH at a recall of 0.9 takes
as long or longer. Exact search is a product of matrices, a few calls that use the processor fully; LSH hashes into many
tables, looks into dictionaries and joins lists in Python, and that costs the same however few vectors it then compares.
In the large database the exact search takes many times longer, in proportion to the number of vectors or worse, while
the tables' own cost has stayed the same and only the candidates have grown. There LSH pays: several times as fast at a
recall of 0.9; such factors change from machine to machine. The ready-made index does better still: its graph or its
cells were made for these data, while random planes know nothing of them. (With faiss: ranking by bits alone has a poor
recall. Bits choose candidates well and order them badly. Its exact search, compiled for the purpose, is much quicker
than one in NumPy: the first thing to try is often a better exact search.)

The tree is exact, and on the small database slower than looking at everything. It can skip a half only if the query is
farther from the dividing plane than from its best neighbours so far. In 32 dimensions even those are far away, and
hardly any plane is farther: most halves are visited, with the bookkeeping on top. On the large one it may overtake a
NumPy search that goes over all distances several times, but its time grows with the database nearly as that one's does.

Encoding one face takes longer than the whole search among some thousand. A quicker search would gain nothing there that
a user could notice; the exact one is right, simple, and fast enough. An index is worth its memory, its lost neighbours
and its settings when the database is large, or the queries are many.

**Rubric (3 points).** 1 point: reads both figures at an equal recall, small: no or little gain, large: gain. 1 point:
fixed cost of hashing against cost in proportion to the database. 1 point: either the tree (distances in many
dimensions) or the encoder's time, with its consequence. A wrong prediction costs nothing.
"""

# %%
small_points = measured(base, queries[:100])
plots.curves(
    small_points,
    xlabel="milliseconds for one query",
    ylabel="recall",
    log_x=True,
    title=f"Searching {len(base):,} codes of faces",
)

# %%
large_points = measured(large, queries[:100])
plots.curves(
    large_points,
    xlabel="milliseconds for one query",
    ylabel="recall",
    log_x=True,
    title=f"Searching {LARGE:,} codes made from them",
)

# %%
began = time.perf_counter()
for image in faces.test.images[:20]:
    encode(image[None])
print(f"encoding one face: {1000 * (time.perf_counter() - began) / 20:.1f} ms")

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

Compare the two figures at a recall of 0.9. From the small database to the large one the time of the exact search grows
at least as the number of vectors does. That of your LSH grows far less: much of it is spent on looking into tables, and
that does not depend on how many vectors there are. So where the exact search takes about a millisecond or less, hashing
has little or nothing to gain; where it takes ten or more, it gains much. The tree has to visit most of its halves in 32
dimensions. And the encoder, which every query has to pass, takes longer than any search in the small database.

</details>
"""

# %% tags=["claim"]
grows = {name: large_points[name][-1][0] / small_points[name][-1][0] for name in small_points}
exact_grows, ours_grows = grows["exact, yours"], grows["LSH, yours"]
ratio = exact_grows / (len(large) / len(base))
assert ratio > 0.7, f"exact search grows at least as the database does: {ratio:.2f} of it"
assert ours_grows < exact_grows / 2, f"LSH grows far less: {ours_grows:.1f} times"

# %% [markdown]
"""
<details><summary>And with millions?</summary>

Among a million vectors your exact search takes about ten times as long as among 100,000, a tenth of a second or a good
part of one, and the vectors take 130 MB. Beyond that, libraries such as faiss compress the vectors too and keep parts
of the index on disk. All of them trade as you did here, and all should be judged as here: recall against exact search
on real queries, at the time you can afford. An index built for one distance is of no use for another, so the question
of section 2 comes first.

</details>
"""

# %% [markdown]
"""
## What to take away

- Say what is relevant before you search, and judge by the precision, between its chance level and its ceiling.
- The unit of error is what varies independently, here the person. Two searches are compared by paired differences.
- A distance between pixels goes by what covers many pixels. Whitening gives each direction of a code the same weight,
  and that changes what is found more than the choice between PCA and the network does.
- The recall of random hyperplanes follows from angles alone: bits make buckets small, tables win back what bits lose.
- An approximate index is worth its trouble when exact search is what takes the time.
"""

# %% [markdown]
"""
## Your progress
"""

# %%
progress.table("09_retrieval")

# %% [markdown]
"""
**Where next.** Notebook 10 walks through the space of codes instead of searching in it: what lies between two faces,
and is there a direction that puts glasses on a drawn face?

**References.** P. Indyk and R. Motwani, *Approximate nearest neighbors: towards removing the curse of dimensionality*,
1998. M. S. Charikar, *Similarity estimation techniques from rounding algorithms*, 2002. K. Beyer, J. Goldstein, R.
Ramakrishnan and U. Shaft, *When is "nearest neighbor" meaningful?*, 1999. Y. A. Malkov and D. A. Yashunin, *Efficient
and robust approximate nearest neighbor search using hierarchical navigable small world graphs*, 2018. J. Johnson, M.
Douze and H. Jégou, *Billion-scale similarity search with GPUs*, 2019. P. C. Mahalanobis, *On the generalized distance
in statistics*, 1936.
"""
