# %% [markdown]
r"""
# 10 · Morphing

{{badge}}

Take the codes of two faces, walk from one to the other in a straight line, and decode what lies on the way: one face
turns into another. It looks as if the network knew how faces change. Does it? You compare the walk with the simplest
rival there is, a cross-fade of pixels, first by eye and then by measurement, and learn how far to trust either.

**You will be able to**

- morph one face into another through an autoencoder and through a variational autoencoder (VAE);
- choose a fair rival for a method, and measure by how much the method departs from it;
- say why faces that are aligned fade well into each other, and predict how well from their mean;
- say why a straight line between two codes loses contrast, and interpolate along an arc instead;
- lead a path through several faces and show it as an animation;
- find the direction of an attribute from labels, apply it to a new face, and tell what else it changes.

**You should know** the convolutional autoencoder of notebook 06 and the KL divergence and the sampled code of 07.

**Time.** {{times}} Reading and exercises take about 100 minutes.
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
## 1 Two networks

The networks take faces of 32 × 32 pixels in colour, centred to [-0.5, 0.5] as in notebook 03. The first is the plain
autoencoder that you trained in notebook 06, if you ran that here; otherwise a small one is trained now. A line that
the next cell prints, "Face network: …", says which.
"""

# %%
from helpers import pretrained

faces = data.faces()
test = faces.test.images
encoder, decoder = pretrained.face_autoencoder()

# %% [markdown]
r"""
The second is a VAE, with three convolutions of stride 2, and three transposed ones back. Its encoder has two ends, a
mean $\mu$ and a log-variance; during training the decoder gets a code drawn from $\mathcal N(\mu, \sigma^2)$, and the
loss gets a second term, the KL divergence to the prior $\mathcal N(0, I)$. Both stand in one layer, which you know from
notebook 07.

Let the decoder's output be the mean of a Gaussian of standard deviation $s$ for each of the 3,072 numbers of an image.
Then the negative evidence lower bound is, up to a constant and a factor,

$$\mathrm{MSE} + \frac{2 s^2}{3072}\, \mathrm{KL} .$$

The weight of the KL term is thus a statement about $s$. By itself the model would ask for an $s$ as large as what the
decoder misses, the root of its mean squared error, 0.06 to 0.07 here. This one has $s = 0.17$, which makes the weight
$2 \cdot 10^{-5}$. That is chosen by hand: it is several times the weight that the model asks for, and draws the codes
closer to the prior, on which section 4 relies, at the price of some sharpness.
"""

# %%
from keras import ops

CODE_SIZE = 32


# %%
class SampledCode(layers.Layer):
    """Draw codes (n, c) with these means and log-variances, each (n, c).

    The layer adds the weighted KL divergence to the loss.
    """

    def __init__(self, weight):
        super().__init__()
        self.weight = weight
        self.seeds = keras.random.SeedGenerator(10)

    def call(self, mean, log_variance):
        kl = 0.5 * ops.sum(ops.square(mean) + ops.exp(log_variance) - 1 - log_variance, axis=-1)
        self.add_loss(self.weight * ops.mean(kl))
        noise = keras.random.normal(ops.shape(mean), seed=self.seeds)
        return mean + ops.exp(0.5 * log_variance) * noise


# %%
def build_decoder():
    """Return a model from codes (n, 32) to centred images (n, 32, 32, 3)."""
    return keras.Sequential(
        [
            keras.Input((CODE_SIZE,)),
            layers.Dense(4 * 4 * 128, activation="elu"),
            layers.Reshape((4, 4, 128)),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="elu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="elu"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same"),
        ]
    )


# %%
def build_vae(weight=2e-5):
    """Return (encoder to the mean, decoder, VAE) for centred images (n, 32, 32, 3)."""
    x = image = keras.Input((32, 32, 3))
    for width in (32, 64, 128):
        x = layers.Conv2D(width, 3, strides=2, padding="same", activation="elu")(x)
    x = layers.Flatten()(x)
    mean = layers.Dense(CODE_SIZE)(x)
    log_variance = layers.Dense(CODE_SIZE, kernel_initializer="zeros")(x)
    decoder = build_decoder()
    vae = keras.Model(image, decoder(SampledCode(weight)(mean, log_variance)))
    return keras.Model(image, mean), decoder, vae


# %%
EPOCHS = effort.pick(full=20, quick=8, grade=4)


def train_vae(dataset, name):
    """Return the encoder (to the mean) and the decoder of a VAE trained on a data set's images."""
    train = dataset.train.images - np.float32(0.5)
    validation = dataset.validation.images - np.float32(0.5)
    *parts, vae = build_vae()
    rate = training.warmup_cosine(0.005, images=len(train), batch_size=32, epochs=EPOCHS)
    vae.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    training.fit(vae, train, epochs=EPOCHS, batch_size=32, validation=validation, name=name)
    return parts


# %%
training.seed(10)
vae_encoder, vae_decoder = train_vae(faces, "10_vae")
networks = {"autoencoder": (encoder, decoder)}

# %% [markdown]
"""
### Exercise 10.1: Encode and decode

*Difficulty: ●○○ · about 5 minutes*

The rest of this notebook speaks of images in [0, 1]. Write the way from them to codes and back, as NumPy arrays, and
leave the images as they are. `networks[name]` is the pair of an encoder and a decoder; both work with images centred to
[-0.5, 0.5]. What leaves [0, 1] after decoding is clipped. Look the pair up at each call, since more come later: the
cell after the hints puts the VAE in. A name that is not there is an error, as a dictionary raises it.
"""


# %% nbgrader={"grade_id": "exercise-10-1", "solution": true}
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    ### BEGIN SOLUTION
    return predict(networks[name][0], images - np.float32(0.5))
    ### END SOLUTION


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    ### BEGIN SOLUTION
    return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`networks[name][0]` is the encoder, `networks[name][1]` the decoder. `predict(model, array)` calls a model in batches
and returns a NumPy array; `model.predict(array, verbose=0)` would do as well.

</details>
<details><summary>Hint 2</summary>

Subtract 0.5 before the encoder. After the decoder add 0.5, then `np.clip(array, 0, 1)`.

</details>
"""

# %%
networks["VAE"] = (vae_encoder, vae_decoder)

# %% nbgrader={"grade_id": "check-10-1", "grade": true, "points": 2}
with checks.exercise("10.1"):
    _some = np.random.default_rng(0).random((13, 32, 32, 3), dtype="float32")
    _ways = {"autoencoder": (encoder, decoder), "VAE": (vae_encoder, vae_decoder)}
    for _name, (to_code, to_image) in _ways.items():
        for given in (_some, 0.4 * _some[:1], np.ones_like(_some)):
            _kept, z = given.copy(), checks.run(to_code, given - np.float32(0.5))
            wrong = {
                "Subtract 0.5 before the encoder.": checks.run(to_code, given),
                "Do not stretch the pixels; only subtract 0.5.": checks.run(to_code, 2 * given - 1),
                "The VAE is used for every name.": checks.run(vae_encoder, given - np.float32(0.5)),
                "One image's codes lose an axis; return shape (1, c).": z[0],
            }
            checks.diagnosed(encode(given, _name), z, f"encode(images, {_name!r})", wrong, 2e-4)
            assert (given == _kept).all(), "`encode` changed the given images; make a new array."
            for _codes, near in ((z, 1e-3), (8 * z, 1e-3), (300 * z, 0.03)):
                x = checks.run(to_image, _codes)
                wrong = {
                    "Add 0.5 before clipping.": x.clip(0, 1),
                    "What leaves [0, 1] is not clipped.": x + 0.5,
                    "Clip behind adding 0.5, not before.": x.clip(0, 1) + 0.5,
                    "Clip the images; do not stretch them.": (x - x.min()) / np.ptp(x),
                }
                _found, words = decode(_codes, _name), f"decode(codes, {_name!r})"
                checks.diagnosed(_found, (x + 0.5).clip(0, 1), words, wrong, near)
        lost = checks.outcome(encode, checks.case("", _some, "?"))[1]
        lost = lost and checks.outcome(decode, checks.case("", z, "?"))[1]
        assert lost, "a name that `networks` lacks is taken for another; use networks[name]."
        _arrays = [isinstance(one, np.ndarray) for one in (encode(_some, _name), _found)]
        assert all(_arrays), "tensors come back; return NumPy arrays, as `predict` gives them."

# %%
reconstructions = {name: decode(encode(test, name), name) for name in networks}
for name, images in reconstructions.items():
    print(f"{name:<12}MSE on test faces {metrics.mse(test, images):.5f}")
plots.rows(
    {"original": test} | reconstructions, count=6, title="Test faces through the two networks"
)

# %% [markdown]
r"""
## 2 From one face to another

Let $z_0$ and $z_1$ be the codes of two faces. The straight line between them is

$$z(a) = (1 - a)\, z_0 + a\, z_1, \qquad 0 \le a \le 1,$$

with $z(0) = z_0$ and $z(1) = z_1$. Decoding $z(a)$ for a few values of $a$ gives the frames of a **morph**. The same
formula applied to the images themselves gives a **cross-fade**: at $a = \tfrac12$ two pictures exposed on one film.
"""

# %% [markdown]
"""
### Exercise 10.2: Interpolate

*Difficulty: ●○○ · about 5 minutes*

Return the points of the line at `steps` evenly spaced values of a, from 0 to 1 with both ends, in one NumPy array. Let
it work for arrays of any shape, codes and images alike, and of whole numbers too. `steps` is at least 2.
"""


# %% nbgrader={"grade_id": "exercise-10-2", "solution": true}
def interpolate(start, end, steps=7):
    """Return an array (steps, *shape): (1 - a) start + a end, for a from 0 to 1.

    start, end: arrays of equal shape.
    """
    ### BEGIN SOLUTION
    return np.stack([(1 - a) * start + a * end for a in np.linspace(0, 1, steps)])
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`np.linspace(0, 1, 7)` gives the seven values of a, with both ends. `np.stack` joins a list of arrays along a new first
axis.

</details>
<details><summary>Hint 2</summary>

`np.stack([... for a in np.linspace(0, 1, steps)])`, with the formula in place of the dots.

</details>
"""

# %% nbgrader={"grade_id": "check-10-2", "grade": true, "points": 2}
with checks.exercise("10.2"):
    checks.same(interpolate, "interpolate")
    film = interpolate(np.zeros((2, 3)), np.ones((2, 3)), 3)
    halves = np.shape(film) == (3, 2, 3) and np.allclose(film[1], 0.5)
    array = halves and isinstance(film, np.ndarray)
    assert array, (
        f"`interpolate` returns a {type(film).__name__}; join the points in a NumPy array."
    )

    ### BEGIN HIDDEN TESTS
    def ends(rng):
        start, end = np.array([0.0, 2.0, -4.0]), np.array([6.0, 2.0, 8.0])
        yield checks.case("two codes", start, end)
        yield checks.case("two codes of 5 numbers, steps = 4", *rng.normal(size=(2, 5)), 4)
        yield checks.case("two images, steps = 5", *rng.random((2, 4, 3, 3)), 5)
        yield checks.case("arrays of 1 × 4, steps = 2", *rng.normal(size=(2, 1, 4)), 2)
        yield checks.case("two codes, steps = 30", *rng.normal(size=(2, 2)), 30)
        yield checks.case("whole numbers, steps = 3", *rng.integers(-9, 9, (2, 6)), 3)
        bright, dark = np.array([[250, 200, 9], [3, 40, 9]], dtype="uint8")
        yield checks.case("bytes, from bright to dark, steps = 4", bright, dark, 4)

    checks.same(interpolate, "interpolate", ends, tolerance=1e-6)
    ### END HIDDEN TESTS

# %% [markdown]
"""
### Exercise 10.3: Morph and cross-fade

*Difficulty: ●●○ · about 10 minutes*

Write both, best with the functions you have. The morph starts at the *reconstruction* of the first face and ends at
that of the second. Both return `steps` frames and leave the images as they are.
"""


# %% nbgrader={"grade_id": "exercise-10-3", "solution": true}
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    ### BEGIN SOLUTION
    start, end = encode(np.stack([first, second]), name)
    return decode(interpolate(start, end, steps), name)
    ### END SOLUTION


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    ### BEGIN SOLUTION
    return interpolate(first, second, steps)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`encode` takes several images: `np.stack([first, second])`. Its result has one row for each.

</details>
<details><summary>Hint 2</summary>

`start, end = encode(np.stack([first, second]), name)`, then interpolate the codes, then decode all of them at once. The
cross-fade needs no network: interpolate the images.

</details>
"""

# %% nbgrader={"grade_id": "check-10-3", "grade": true, "points": 2}
with checks.exercise("10.3"):
    checks.same(cross_fade, "cross_fade")
    one, two = (2.5 * data.faces().test.images[[3, 11]] - 0.75).clip(0, 1)
    _kept, _half = np.stack([one, two]), np.float32(0.5)
    _ways = {"autoencoder": (encoder, decoder), "VAE": (vae_encoder, vae_decoder)}
    for _name, n in (("autoencoder", 7), ("VAE", 4), ("VAE", 10)):
        _a = np.linspace(0, 1, n, dtype="float32").reshape(-1, 1, 1, 1)
        raw, mixed = {}, (1 - _a) * one + _a * two
        for _by, (to_code, to_image) in _ways.items():
            z, y = checks.run(to_code, _kept - _half)
            raw[_by] = checks.run(to_image, (1 - _a[:, 0, 0]) * z + _a[:, 0, 0] * y) + _half
        _frames, (to_code, to_image) = raw[_name].clip(0, 1), _ways[_name]
        through = checks.run(to_image, checks.run(to_code, mixed - _half)) + _half
        wrong = {
            "It mixes the pixels; mix the codes, then decode.": mixed,
            "It runs backwards.": _frames[::-1],
            "It fades between decoded images.": (1 - _a) * _frames[0] + _a * _frames[-1],
            "It encodes mixed pixels; mix the codes.": through.clip(0, 1),
            "Its ends are the originals.": np.stack([one, *_frames[1:-1], two]),
            "It is not clipped; use `decode`.": raw[_name],
            "The VAE is used for every name; pass `name` on.": raw["VAE"].clip(0, 1),
        }
        _found = morph(one, two, _name) if n == 7 else morph(one, two, _name, n)
        checks.diagnosed(_found, _frames, f"morph by {_name}, {n} steps,", wrong, 5e-4)
        lost = checks.outcome(morph, checks.case("", one, two, "nobody"))[1]
        assert lost, "a name that `networks` lacks is taken for another; pass `name` on."
        assert (np.stack([one, two]) == _kept).all(), "`morph` changed the images."

    ### BEGIN HIDDEN TESTS
    def pairs_of_images(rng):
        yield checks.case("two images", *rng.random((2, 2, 3, 3)))
        yield checks.case("two images, steps = 4", *rng.random((2, 3, 2, 3)), 4)
        yield checks.case("images of 0 and 1, steps = 3", *rng.integers(0, 2, (2, 2, 4, 3)), 3)

    checks.same(cross_fade, "cross_fade", pairs_of_images)
    ### END HIDDEN TESTS

# %% [markdown]
"""
Five random pairs of test faces, seven frames each.
"""

# %%
STEPS = 7


def show(films, title):
    """Draw each film, STEPS frames, as a row, titled by a."""
    titles = [f"a = {a:.2f}" for a in np.linspace(0, 1, STEPS)]
    return plots.rows(films, count=STEPS, titles=titles, title=title)


# %%
pairs = np.random.default_rng(1).choice(len(test), (5, 2), replace=False)
morphs = {f"pair {k}": morph(*test[pair], "autoencoder") for k, pair in enumerate(pairs, start=1)}
show(morphs, "Five pairs of faces, morphed by the autoencoder")

# %% [markdown]
"""
Three ways between the same two faces, one above the other.
"""


# %%
def three_ways(first, second):
    """Return the frames of the two networks and of the cross-fade."""
    morphs = {name: morph(first, second, name) for name in networks}
    return morphs | {"cross-fade": cross_fade(first, second)}


# %%
show(three_ways(*test[pairs[0]]), "Three ways from one face to another")

# %% [markdown]
"""
Choose two faces and move *a*, or press play. Stop in the middle and look at outlines: of the hair, the chin, the ears,
glasses or a collar. Are they those of one face, or of two over each other?
"""

# %%
from functools import partial

from helpers import widgets

ways = {name: partial(morph, name=name) for name in networks} | {"cross-fade": cross_fade}
widgets.morph(ways, test, title="From one test face to another")

# %% [markdown]
"""
The middle is where the ways differ most. So here are middle frames, four times their size, between the two faces that
they belong to.
"""


# %%
def magnified(columns, title):
    """Draw images four times their size: a column for each label, and a row for each pair."""
    images = np.stack(list(columns.values()), axis=1)
    titles = list(columns) * len(images)
    images = images.reshape(-1, 32, 32, 3)
    return plots.image_grid(images, titles=titles, columns=len(columns), title=title, side=128)


# %%
few = pairs[:3]
one, other = test[few[:, 0]], test[few[:, 1]]
middle_codes = (encode(one, "VAE") + encode(other, "VAE")) / 2
columns = {
    "first face": one,
    "middle of the cross-fade": (one + other) / 2,
    "middle of the VAE's morph": decode(middle_codes, "VAE"),
    "last face": other,
}
magnified(columns, "Middle frames, magnified")

# %% [markdown]
r"""
Judge each middle frame twice: is it one face or two, and how sharp is it? The verdict of the eye is not clear. Where
eyes, noses and mouths of two photographs lie over each other, the cross-fade passes for one face, and a sharper one
than the morph; a second outline shows only where they do not, at the hair or the chin, at glasses, in the background.
Of drawn faces, which differ more in shape, the cross-fade shows both. The middle of a morph passes for a single face
here, but a blurred one. So has the network learned how to get from face to face? The eye cannot say.

## 3 Measure before you believe

A double exposure of two unrelated pictures is flat: each has only half of its contrast. Let $g$ be the differences
between neighbouring pixels of an image, and call the mean of their squares its **edge energy** $E = \overline{g^2}$.
Differences are linear, so those of the middle of a cross-fade are $\tfrac12 (g_0 + g_1)$, and

$$E_{1/2} = \tfrac14 E_0 + \tfrac14 E_1 + \tfrac12\, \overline{g_0\, g_1} .$$

If the edges of the two faces had nothing to do with each other, the last term would vanish, and the middle would have
half of the mean energy of the ends. If the edges lay in the same places, it would have more; a morph that moves eyes
and noses to where they belong would keep all of it.
"""

# %% [markdown]
r"""
### Exercise 10.4: Measure the edges

*Difficulty: ●○○ · about 5 minutes*

For each image, return the mean of the squared differences of horizontal neighbours, plus the mean of those of vertical
neighbours, over all pairs of pixels and all channels, not rounded.
"""


# %% nbgrader={"grade_id": "exercise-10-4", "solution": true}
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    ### BEGIN SOLUTION
    horizontal = np.diff(images, axis=2) ** 2
    vertical = np.diff(images, axis=1) ** 2
    return horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`np.diff(images, axis=2)` holds the differences of horizontal neighbours, `axis=1` of vertical ones.

</details>
<details><summary>Hint 2</summary>

Square, then `.mean(axis=(1, 2, 3))`: the axis of the images stays.

</details>
"""

# %% nbgrader={"grade_id": "check-10-4", "grade": true, "points": 2}
with checks.exercise("10.4"):
    checks.same(edge_energy, "edge_energy")

    ### BEGIN HIDDEN TESTS
    def _images(rng):
        ramp = np.broadcast_to(0.1 * np.arange(5).reshape(1, 1, 5, 1), (1, 3, 5, 3)).copy()
        yield checks.case("a ramp, 0.1 brighter from column to column", ramp)
        stripes = np.broadcast_to(np.arange(4).reshape(1, 4, 1, 1) % 2, (1, 4, 3, 3)).astype(float)
        yield checks.case("stripes, the rows 0, 1, 0, 1", stripes)
        yield checks.case("3 images of 3 × 5", rng.random((3, 3, 5, 3)))
        yield checks.case("2 images of 6 × 4", rng.random((2, 6, 4, 3)))
        yield checks.case("an image of little contrast", 0.5 + 0.05 * rng.random((1, 4, 4, 3)))

    checks.same(edge_energy, "edge_energy", _images, tolerance=1e-6)
    ### END HIDDEN TESTS

# %% [markdown]
"""
**Question 10.1: Predict, run, explain.** The cells below take up to 200 random pairs of test faces and print the edge
energy of the middle frame, divided by the mean energy of the first and the last. By the formula, what do you expect for
the cross-fade? From the pictures above, what for the two networks? Write the three numbers down before you run the
cells. Then explain the numbers and the figures: which rival of a morph is the fair one, and is the morph any better
than it?
"""

# %% [markdown] nbgrader={"grade_id": "explain-10-1", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* Half for the cross-fade, or more if faces agree in their edges; many expect nearly 1 for the networks.

*Explanation.* The cross-fade keeps a half and a little more (about 0.6 of photographs, 0.53 of drawn faces): the edges
of two faces agree in part, as eyes and mouths lie at about the same places. The networks keep somewhat more, about 0.7
(drawn: 0.57), far from 1. But their morphs start and end at *reconstructions*, so the fair rival is a cross-fade
between the reconstructions, not between the originals. It keeps the same share as the morph, within about 0.01, and the
figures show that it is nearly the same picture.

The eye was misled by blur. Reconstructions are blurred, and two blurred faces laid over each other show no double
edges, because there are few sharp edges to double. The comparison of the morph with the fade of sharp originals gave
the network credit for its blur.

**Rubric (3 points).** 1 point: numbers of the reader's own run, with a half or somewhat more for the cross-fade, by the
formula. 1 point: the fair rival fades between the reconstructions, where the morph starts and ends. 1 point: the morph
keeps about as much as this rival, within 0.01; what hides a second face is blur. A wrong prediction costs nothing.
"""

# %%
order = np.random.default_rng(2).permutation(len(test))
firsts, lasts = np.array_split(order[: 2 * min(200, len(test) // 2)], 2)


def share(middle, first, last):
    """Return the edge energy of the middle images as a share of the mean energy of the ends."""
    return 2 * edge_energy(middle).mean() / (edge_energy(first).mean() + edge_energy(last).mean())


# %%
middles = {}
for name in networks:
    middle_codes = (encode(test[firsts], name) + encode(test[lasts], name)) / 2
    middles[name] = decode(middle_codes, name)
fades = (test[firsts] + test[lasts]) / 2
print(f"cross-fade of originals {share(fades, test[firsts], test[lasts]):.3f}")
for name, images in reconstructions.items():
    first, last = images[firsts], images[lasts]
    print(f"{name:<12}morph {share(middles[name], first, last):.3f}", end="")
    print(f"   cross-fade of its reconstructions {share((first + last) / 2, first, last):.3f}")

# %%
by_vae = reconstructions["VAE"]
columns = {
    "cross-fade of the originals": fades[:3],
    "fade of the VAE's reconstructions": (by_vae[firsts[:3]] + by_vae[lasts[:3]]) / 2,
    "the VAE's morph": middles["VAE"][:3],
}
magnified(columns, "The middles of three of these pairs")

# %%
i, j = pairs[1]
both = {}
for name, images in reconstructions.items():
    both[f"{name}, morph"] = morph(test[i], test[j], name)
    both[f"{name}, fade of reconstructions"] = cross_fade(images[i], images[j])
show(both, "Morphs, and cross-fades between their own ends")

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

The cross-fade of originals keeps a half of the edge energy, or somewhat more; the two morphs keep a share that is a
little larger, and their own rival, the fade of reconstructions, keeps the same share within about 0.01. In the first
figure the second and the third column are hardly to be told apart, in the second each morph and the row below it. A
morph begins and ends at blurred pictures. Blur leaves few edges that could be seen double, and so it looks like one
face, with or without a network in the middle.

</details>
"""

# %% tags=["claim"]
of_fade = share(fades, test[firsts], test[lasts])
assert 0.48 < of_fade < 0.7, f"a cross-fade keeps a half or somewhat more: {of_fade:.3f}"
for name, _images in reconstructions.items():
    _first, _last = _images[firsts], _images[lasts]
    of_morph, rival = (
        share(middles[name], _first, _last),
        share((_first + _last) / 2, _first, _last),
    )
    assert of_morph > of_fade, f"{name}: the morph keeps a larger share: {of_morph:.3f}"
    away = abs(of_morph - rival)
    assert away < 0.02, f"{name}: the fade of reconstructions keeps the same share: {away:.3f}"

# %% [markdown]
r"""
### Why two aligned faces fade well

Why not exactly a half? The formula's last term, $\tfrac12\, \overline{g_0\, g_1}$, can be predicted. For two faces
drawn independently the mean of a product is the product of the means: averaged over many pairs, $g_0 g_1$ becomes $\bar
g \cdot \bar g$, where $\bar g$ are the differences of neighbouring pixels of the *mean face*. With $E$ the mean edge
energy of the faces, the middle of a fade keeps the share

$$\frac12 + \frac12\, \frac{E_{\text{mean face}}}{E} .$$

If faces lie anywhere in their pictures, the mean face is a grey cloud without edges, and a half is left. If each has
its eyes where all have them, eyes stand in the mean face too. The next cell compares the prediction with the
measurement. Then it spoils the alignment on purpose, moving the second face of each pair by six pixels or standing it
on its head.
"""

# %%
for name, images in ({"originals": test} | reconstructions).items():
    mean_face = images.mean(axis=0)
    kept = edge_energy(mean_face[None])[0] / edge_energy(images).mean()
    first, last = images[firsts], images[lasts]
    print(f"{name:<12}edge energy {edge_energy(images).mean():.4f}, of the mean face", end=" ")
    print(f"{kept:.0%} of it: predicted share {(1 + kept) / 2:.3f}", end="")
    print(f", measured {share((first + last) / 2, first, last):.3f}")

# %%
first, last = test[firsts], test[lasts]
moved = (first[:, :, 6:], last[:, :, :-6])
upside_down = (first, last[:, ::-1])
for words, (a, b) in {"six pixels apart": moved, "one upside down": upside_down}.items():
    print(f"originals, {words}: measured share {share((a + b) / 2, a, b):.3f}")
padded = np.pad(last, ((0, 0), (0, 0), (6, 0), (0, 0)), mode="edge")[:, :, :32]
columns = {
    "first face": first[:3],
    "last face": last[:3],
    "fade, aligned": fades[:3],
    "fade, six pixels apart": (first[:3] + padded[:3]) / 2,
    "fade, one upside down": (first[:3] + last[:3, ::-1]) / 2,
}
magnified(columns, "The same fades, with and without alignment")

# %% tags=["claim"]
for name, _images in ({"originals": test} | reconstructions).items():
    ratio = edge_energy(_images.mean(axis=0)[None])[0] / edge_energy(_images).mean()
    c, d = _images[firsts], _images[lasts]
    away = abs((1 + ratio) / 2 - share((c + d) / 2, c, d))
    assert away < 0.03, f"{name}: the share is predicted from the mean face: {away:.3f}"
spoilt = [share((c + d) / 2, c, d) for c, d in (moved, upside_down)]
aligned = share(fades, test[firsts], test[lasts])
assert max(spoilt) < aligned, f"without alignment the share falls: {max(spoilt):.3f}"
less = edge_energy(reconstructions["VAE"]).mean() / edge_energy(test).mean()
assert less < 0.7, f"reconstructions have less edge energy than originals: {less:.2f}"

# %% [markdown]
r"""
The prediction needs two edge energies, that of the mean face and the mean of all faces', and no pair at all, and holds
for random pairs of any kind. The photographs were turned and scaled by a program until eyes and mouths lay in the same
places; that work, not a network's, makes two of them fade into what may pass for one face. Spoil it, and the same two
pictures show two faces, and the share falls towards a half.

It also says why reconstructions keep a larger share than originals: they have less edge energy in all (the first number
of each line), and a larger part of what is left are edges that all faces have in common.

### A number for the difference

A morph and the fade of its reconstructions can hardly be told apart. A number should say how far apart they are. For
first frames $x_0$, last frames $x_1$ and middle frames $m$, over all pixels of all pairs, let the **departure from a
fade** be

$$\delta = \sqrt{\frac{\overline{\bigl(m - \tfrac12 (x_0 + x_1)\bigr)^2}}
{\overline{\bigl(\tfrac12 (x_1 - x_0)\bigr)^2}}} .$$

A fade has $\delta = 0$. A middle frame that simply repeats one of the ends has $\delta = 1$. A white spot on black that
really moves, so that it has left its first place and not yet reached its last, has $\delta = \sqrt 3 \approx 1.7$.
"""

# %% [markdown]
"""
### Exercise 10.5: Measure the departure from a fade

*Difficulty: ●○○ · about 5 minutes*

Return the number δ for three arrays of the same shape, neither rounded nor cut off. Both means go over all pixels and
channels of all pairs, before the division.
"""


# %% nbgrader={"grade_id": "exercise-10-5", "solution": true}
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    ### BEGIN SOLUTION
    apart = np.mean((middle - (first + last) / 2) ** 2)
    return float(np.sqrt(apart / np.mean(((last - first) / 2) ** 2)))
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`np.mean` without an axis takes the mean over everything. Both means are taken before the division.

</details>
<details><summary>Hint 2</summary>

`np.sqrt(np.mean((middle - (first + last) / 2) ** 2) / np.mean(((last - first) / 2) ** 2))`

</details>
"""

# %% nbgrader={"grade_id": "check-10-5", "grade": true, "points": 1}
with checks.exercise("10.5"):
    checks.same(departure, "departure")

    ### BEGIN HIDDEN TESTS
    def films(rng):
        one, two, other = rng.random((3, 4, 3, 3, 3)) * np.array([1, 3, 0.5, 2]).reshape(
            -1, 1, 1, 1
        )
        yield checks.case("frames of any kind", one, other + 0.3, two)
        yield checks.case("a fade", one, (one + two) / 2, two)
        yield checks.case("a middle that repeats the end", one, two.copy(), two)
        near = (one + two) / 2 + 0.01 * rng.normal(size=one.shape)
        yield checks.case("nearly a fade", one, near, two)
        spot = np.zeros((3, 1, 5, 5, 3))
        spot[[0, 1, 2], 0, 2, [0, 2, 4]] = 1
        yield checks.case("a spot that moves", *spot)
        yield checks.case("one pair", one[:1], other[:1], two[:1])

    checks.same(departure, "departure", films)
    ### END HIDDEN TESTS


# %%
def round_trip(images, name):
    """Return the MSE between images and their reconstructions."""
    return metrics.mse(images, decode(encode(images, name), name))


# %%
for name, images in reconstructions.items():
    first, last = images[firsts], images[lasts]
    delta = departure(first, middles[name], last)
    of_morph = round_trip(middles[name], name)
    of_fade = round_trip((first + last) / 2, name)
    print(f"{name:<12}departure of the morph from a fade {delta:.3f}")
    print(f"{'':<12}error of one more round trip: morph {of_morph:.5f}", end="")
    print(f", fade of reconstructions {of_fade:.5f}")

# %%
print(f"error of a round trip through the VAE: test faces {round_trip(test, 'VAE'):.5f}", end="")
print(f", cross-fades of two originals {round_trip(fades, 'VAE'):.5f}")

# %% tags=["claim"]
for name, _images in reconstructions.items():
    _first, _last = _images[firsts], _images[lasts]
    _delta = departure(_first, middles[name], _last)
    assert 0.04 < _delta < 0.2, f"{name}: the departure is about a tenth: {_delta:.3f}"
    ratio = round_trip(middles[name], name) / round_trip((_first + _last) / 2, name)
    assert ratio < 0.8, f"{name}: its error finds the morph more natural: {ratio:.2f}"
ratio = round_trip(fades, "VAE") / round_trip(test, "VAE")
assert 0.4 < ratio < 0.65, f"fades of two originals have about half the error: {ratio:.2f}"

# %% [markdown]
r"""
A departure of about a tenth, where the moving spot has 1.7: between two faces these decoders are **nearly affine**. For
an affine decoder, $D\bigl((1 - a) z_0 + a z_1\bigr) = (1 - a) D(z_0) + a D(z_1)$ exactly, and a morph is a cross-fade
of reconstructions, no more. PCA of notebook 03 is such a decoder. (A network of your own that was trained longer may
depart farther; your numbers decide.)

A warning. The network's own error does find the morph more natural than the fade of reconstructions: compare the two
errors of one more round trip. But the last line shows what that judge is worth: it reconstructs the fades of two
originals, which are no faces, with less error than true faces. That follows from the same property. If the round trip
is nearly affine, what it misses of a mixture is the mixture of what it misses of the parts. The two misses have nothing
to do with each other, so the mean of their squares is about halved. A low reconstruction error says "a mixture of what
I know", not "a face".

**Instant question.** A morph has a departure δ of 1.0. What may its middle frames look like?

- A. Like a cross-fade.
- B. Like the first face, unchanged.
- C. Neither; δ = 1 means that the face moved half of the way.

<details><summary>Answer</summary>

B is possible: a middle that repeats an end has δ = 1 exactly. Not A: a cross-fade has δ = 0. Not C: δ measures how far
a frame is from the fade, in units of half the distance of the ends, and not how far a face has moved. So a large δ says
"not a fade", and pictures must say what it is instead.

</details>

## 4 Along an arc

The middle frames of a morph are pale: of the edge energy of the ends they keep only the share that you measured, as a
fade does. The codes tell why. The prior of a VAE is $\mathcal N(0, I)$ in $c$ dimensions, here $c = 32$, and

$$\mathbb E \lVert z \rVert^2 = c, \qquad
\mathbb E \bigl\lVert \tfrac12 (z_0 + z_1) \bigr\rVert^2 = \tfrac14 (c + c) = \tfrac{c}{2}$$

for independent $z_0$, $z_1$. In many dimensions the norm hardly varies about its mean, so nearly all codes lie close to
a shell, and the middle of a straight line lies well inside it.
"""

# %% [markdown]
r"""
**Question 10.2: Predict, run, explain.** With $c = 32$, what is the norm of a typical code, and of the middle between
two? How many of 100,000 codes drawn from the prior would you expect to lie as near to 0 as that middle: half, a tenth,
one in a hundred, fewer? And the codes that the VAE's encoder gives for real faces: on the shell, inside, outside? Write
down your answers, run, and explain what the middle of a morph is like, in terms of the mean face.
"""

# %% [markdown] nbgrader={"grade_id": "explain-10-2", "grade": true, "points": 3, "solution": true}
r"""
*Prediction.* Many expect the middle to be an ordinary code.

*Explanation.* A code's norm is about $\sqrt{32} = 5.7$, that of a middle $\sqrt{16} = 4.0$. About 1 in 100 codes of the
prior is that near to 0: $\lVert z \rVert^2$ has mean 32 and standard deviation $\sqrt{2 \cdot 32} = 8$, so that 16 is
two standard deviations below. The middles of straight lines are unusual codes, all unusual in the same way. The
encoder's means are near the shell, with norms of 5.5 to 5.8, and their middles at 4.0 to 4.2.

Nearer to 0 means nearer to the mean face, because 0 is about the mean of all codes and the decoder is nearly affine.
All that distinguishes a face from the mean is scaled down by $4.0 / 5.7 = 0.71$, and its edge energy, a square, by 0.5.
The edges of the mean face itself stay. Together that is the share $\tfrac12 + \tfrac12 E_{\text{mean face}} / E$ that
was measured. So the straight line does not visit a typical face between the two; it visits a paler one.

**Rubric (3 points).** 1 point: 5.7 and 4.0, with the reason. 1 point: the middle is unusual among codes. 1 point:
shorter codes are decoded to faces nearer to the mean, paler ones. A wrong prediction costs nothing.
"""

# %%
drawn_codes = np.random.default_rng(3).standard_normal((100_000, CODE_SIZE))
norms = np.linalg.norm(drawn_codes, axis=1)
halfway = np.linalg.norm((drawn_codes[::2] + drawn_codes[1::2]) / 2, axis=1)
below = np.mean(norms < halfway.mean())
print(f"prior: norm {norms.mean():.2f} ± {norms.std():.2f}", end="")
print(f", of middles {halfway.mean():.2f} ± {halfway.std():.2f}")
print(f"codes of the prior with a norm below that of the average middle: {below:.4f}")

# %%
face_codes = encode(test, "VAE")
face_middles = (face_codes[firsts] + face_codes[lasts]) / 2
print(f"test faces, VAE: norm {np.linalg.norm(face_codes, axis=1).mean():.2f}", end="")
print(f", of middles {np.linalg.norm(face_middles, axis=1).mean():.2f}")

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

A code of the prior has a norm near √32 = 5.7 and hardly varies; a middle has one near 4, and fewer than one in a
hundred codes are as near to 0. The codes of test faces are close to the same shell, and their middles as far inside. So
all middles are unusual in the same way. For a nearly affine decoder a shorter code means less of what distinguishes
this face from the mean face: a paler picture, nearer to everybody.

</details>
"""

# %% tags=["claim"]
assert abs(norms.mean() - 5.65) < 0.1, (
    f"codes of the prior have a norm near 5.7: {norms.mean():.2f}"
)
assert below < 0.01, f"fewer than one in a hundred codes are as near to 0: {below:.4f}"
length = np.linalg.norm(face_codes, axis=1).mean()
assert 5 < length < 6.3, f"codes of test faces are close to the shell: {length:.2f}"
length = np.linalg.norm(face_middles, axis=1).mean()
assert 3.5 < length < 4.6, f"their middles are as far inside: {length:.2f}"

# %% [markdown]
r"""
**Spherical interpolation** (slerp) keeps to the shell. With $\Omega$ the angle between the two codes,
$\cos \Omega = z_0^\top z_1 / (\lVert z_0 \rVert \lVert z_1 \rVert)$,

$$z(a) = \frac{\sin\bigl((1 - a)\,\Omega\bigr)}{\sin \Omega}\, z_0 + \frac{\sin(a\,\Omega)}{\sin \Omega}\, z_1 .$$

For codes of equal norm this is the arc between them, run through at even speed. As $\Omega \to 0$ the factors tend to
$1 - a$ and $a$, but the fractions become 0/0. At $\Omega = 180°$ the sine is 0 as well, and there the arc could lead
around either side.
"""

# %% [markdown]
"""
### Exercise 10.6: Interpolate along the arc

*Difficulty: ●●● · about 15 minutes*

Rounding can put the cosine just outside [-1, 1], so clip it. For an angle below 0.0001 radians return the straight
line, also between codes of different lengths. Opposite codes have no arc of their own: any finite codes between them
will do.
"""


# %% nbgrader={"grade_id": "exercise-10-6", "solution": true}
def slerp(start, end, steps=7):
    """Return codes (steps, c) from one code (c,) to another, for evenly spaced a from 0 to 1."""
    ### BEGIN SOLUTION
    cosine = start @ end / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    if angle < 1e-4:
        return interpolate(start, end, steps)
    a = np.linspace(0, 1, steps)[:, None]
    return (np.sin((1 - a) * angle) * start + np.sin(a * angle) * end) / np.sin(angle)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`np.arccos(np.clip(cosine, -1, 1))` is the angle in radians; `start @ end` the scalar product. The formula takes the
cosine of the two *directions*, so divide by both norms.

</details>
<details><summary>Hint 2</summary>

With `a = np.linspace(0, 1, steps)[:, None]`, a column, one expression gives all rows:
`np.sin((1 - a) * angle) * start` has shape (steps, c).

</details>
"""

# %% nbgrader={"grade_id": "check-10-6", "grade": true, "points": 3}
with checks.exercise("10.6"):
    checks.same(slerp, "slerp")
    for code in np.random.default_rng(7).normal(size=(50, 32)).astype("float32"):
        _same, _opposite = slerp(code, code), slerp(code, -code)
        still = np.shape(_same) == (7, 32) and np.allclose(_same, code, atol=1e-4)
        assert still, (
            "between a float32 code and itself others than this one come: clip the cosine."
        )
        assert np.isfinite(_opposite).all(), (
            "between opposite float32 codes NaN comes: clip the cosine at -1 as well."
        )

    ### BEGIN HIDDEN TESTS
    def two_codes(rng):
        for degrees, length in ((120, 2), (179.6, 2), (0.4, 3), (90, 0.5)):
            angle = np.radians(degrees)
            end = length * np.array([np.cos(angle), np.sin(angle), 0])
            yield checks.case(f"an angle of {degrees}°", np.array([2.0, 0, 0]), end)
        one, two = rng.normal(size=(2, 6)) * [[1], [3]]
        yield checks.case("codes of 6 numbers, steps = 5", one, two, 5)
        yield checks.case("equal codes, steps = 3", one, one.copy(), 3)
        yield checks.case("one direction, two lengths, steps = 4", one, 2 * one, 4)
        yield checks.case("nearly one direction", one, 3 * one + 1e-7 * two)
        yield checks.case("short codes, steps = 3", 1e-4 * one, 1e-4 * two, 3)

    checks.same(slerp, "slerp", two_codes, tolerance=1e-7)
    ### END HIDDEN TESTS


# %%
def along(interpolation):
    """Return the VAE's edge energies and code norms, (STEPS,) each, averaged over 100 pairs."""
    ends = zip(face_codes[firsts[:100]], face_codes[lasts])
    paths = np.stack([interpolation(first, last, STEPS) for first, last in ends])
    images = decode(paths.reshape(-1, CODE_SIZE).astype("float32"), "VAE")
    energies = edge_energy(images).reshape(-1, STEPS)
    return energies.mean(axis=0), np.linalg.norm(paths, axis=2).mean(axis=0)


# %%
lines = {}
for words, interpolation in {"line": interpolate, "arc": slerp}.items():
    energy, norm = along(interpolation)
    lines |= {f"norm, {words}": norm / norm[0], f"edge energy, {words}": energy / energy[0]}
a = np.linspace(0, 1, STEPS)
plots.sweep(
    a,
    lines,
    xlabel="a",
    ylabel="share of the value at a = 0",
    title="Along a line and along an arc, 100 pairs",
)

# %%
start, end = face_codes[pairs[1]]
ways = {"straight line": interpolate(start, end), "arc": slerp(start, end)}
films = {words: decode(codes.astype("float32"), "VAE") for words, codes in ways.items()}
films["cross-fade"] = cross_fade(*test[pairs[1]])
show(films, "The VAE along a straight line and along an arc")

# %%
unit = face_codes / np.linalg.norm(face_codes, axis=1, keepdims=True)
omega = np.degrees(np.arccos((unit[firsts] * unit[lasts]).sum(axis=1)))
print(f"angles between the codes of two faces: {omega.mean():.0f}° ± {omega.std():.0f}°")

# %% tags=["claim"]
half = STEPS // 2
assert abs(omega.mean() - 90) < 6, f"two codes are nearly orthogonal: {omega.mean():.0f}°"
norm, energy = lines["norm, line"][half], lines["edge energy, line"][half]
assert 0.67 < norm < 0.78, f"on the line the norm falls to a little over 0.7: {norm:.2f}"
assert 0.5 < energy < 0.78, f"and the edge energy to section 3's share: {energy:.2f}"
norm, energy = lines["norm, arc"][half], lines["edge energy, arc"][half]
assert abs(norm - 1) < 0.08, f"the arc keeps the norm: {norm:.2f}"
assert 0.9 < energy < 1.17, f"the arc keeps the edge energy: {energy:.2f}"

# %% [markdown]
r"""
The arc restores what the line lost: norm and edge energy of its middle are near those of the ends, up to a tenth above
the start (the decoder is only nearly affine), and the middle frame is as distinct as a reconstructed face, with
features of both. On the line the two curves dip together, which does not make one proportional to the other. The norm
falls to a little over 0.7. The edge energy of what distinguishes a face falls to the square of that, to about a half,
and the edges of the mean face stay: section 3's share, which only happens to be near 0.7 for photographs and is lower
for drawn faces.

What the arc is *not* is evidence of motion. For a nearly affine decoder it shows a fade of the same two
reconstructions with larger weights, $\sin(\Omega/2) / \sin \Omega$ each instead of 0.5, measured from the mean face. In
32 dimensions two codes are nearly always close to orthogonal, as the angles show, and at 90° the weights are 0.71. An
arc needs an origin that means something. For a VAE that is the mean of the prior; for a plain autoencoder 0 is just a
point, and the formula would be applied in good hope.

**Instant question.** Two codes of norm 5.7 have an angle of 60°. What is the norm of the middle of the straight line?

- A. 5.7, as for any two codes on the shell.
- B. 4.9.
- C. 4.0, by the factor $1/\sqrt 2$.

<details><summary>Answer</summary>

B: $5.7 \cos 30°$. Not A: that is the middle of the arc. Not C: the factor $1/\sqrt 2$ is $\cos 45°$ and belongs to
orthogonal codes, which independent codes in many dimensions nearly are.

</details>

## 5 A path through several faces

Morphs can be joined into one path, from face to face and back to the first. As an animation it should run without a
stumble, so no frame may come twice in a row where two legs meet, nor where the film starts again.
"""

# %% [markdown]
"""
### Exercise 10.7: A closed path

*Difficulty: ●●○ · about 10 minutes*

Return the codes of a closed path in one array: `steps` evenly spaced codes for each leg, long or short, the first of
them the corner where the leg starts. The corner where it ends belongs to the next leg. After the last corner the path
returns to the first. Corners may be equal, or whole numbers.
"""


# %% nbgrader={"grade_id": "exercise-10-7", "solution": true}
def closed_path(corners, steps):
    """Return codes (k * steps, c) through the corners, codes (k, c), and on to the first one.

    The first one is not repeated at the end.
    """
    ### BEGIN SOLUTION
    legs = zip(corners, np.roll(corners, -1, axis=0))
    return np.concatenate([interpolate(start, end, steps + 1)[:-1] for start, end in legs])
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`interpolate(start, end, steps + 1)[:-1]` is one leg without its last code.

</details>
<details><summary>Hint 2</summary>

The corner after the last one is the first: `corners[(i + 1) % len(corners)]`, or `np.roll(corners, -1, axis=0)` for
all.

</details>
"""

# %% nbgrader={"grade_id": "check-10-7", "grade": true, "points": 2}
with checks.exercise("10.7"):
    checks.same(closed_path, "closed_path")
    path = closed_path(np.eye(3), 2)
    halfway = np.shape(path) == (6, 3) and np.allclose(path[5], [0.5, 0, 0.5])
    array = halfway and isinstance(path, np.ndarray)
    assert array, f"`closed_path` returns a {type(path).__name__}; join the codes in a NumPy array."

    ### BEGIN HIDDEN TESTS
    def corners_and_steps(rng):
        square = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]])
        yield checks.case("a square, 4 steps", square, 4)
        yield checks.case("3 corners of 5 numbers, 2 steps", rng.normal(size=(3, 5)), 2)
        yield checks.case("5 corners, 6 steps", rng.normal(size=(5, 3)), 6)
        yield checks.case("corners of which two are equal, 3 steps", square[[0, 1, 1, 3]], 3)
        yield checks.case("a last corner that is the first, 2 steps", square[[0, 1, 2, 0]], 2)
        yield checks.case("one corner, 3 steps", square[1:2], 3)
        yield checks.case("whole numbers, 3 steps", rng.integers(-5, 6, (4, 2)), 3)

    checks.same(closed_path, "closed_path", corners_and_steps)
    ### END HIDDEN TESTS

# %% [markdown]
"""
The film runs through five test faces, by the VAE and as a cross-fade of the originals. Watch it twice: once for second
outlines, at the hair, the chin and in the background, and once for how pale the faces are between the corners.
"""

# %% tags=["readme"]
from helpers import animation, work

corners = test[pairs[:, 0]]
films = {
    "VAE": decode(closed_path(encode(corners, "VAE"), 6), "VAE"),
    "cross-fade": closed_path(corners.reshape(5, -1), 6).reshape(-1, 32, 32, 3),
}
alt = "Five faces turn into one another, through the codes of a VAE and as a cross-fade of pixels."
journey = animation.play(films, seconds=6, alt=alt)
print("Kept in your work folder as", journey.save(work.folder() / "10_journey.gif").name)
journey

# %% [markdown]
"""
## 6 The direction of an attribute

So far the ends were given. Labels allow something else: find what distinguishes the codes of faces *with* an attribute
from those *without*, and add it to the code of a new face.

This needs a set whose attributes we know, and nobody has written down of the photographs who smiles. So this section is
an act of its own, with faces that a program drew: it kept for each of them whether it has glasses, a smile, a beard,
and the pose. If you have been working with photographs, the next cell makes the drawn faces, which it announces as "a
stand-in" (wanted on purpose here; your photographs are not lost), and trains a VAE on them. Skin tone is known for
drawn faces too and is not used: no lesson here needs to edit or sort faces by it.
"""

# %%
labelled, editor = faces, "VAE"
if faces.train.attributes is None:
    print("From here on, on purpose: drawn faces, and a VAE trained on them.")
    labelled, editor = data.drawn_faces(), "VAE of drawn faces"
    networks[editor] = train_vae(labelled, "10_vae_drawn")
known, new = labelled.train.attributes, labelled.test.attributes
ATTRIBUTES = ("glasses", "smile", "beard")
print({name: f"{known[name].mean():.0%} of the training faces" for name in ATTRIBUTES})

# %% [markdown]
r"""
### Exercise 10.8: Find the direction

*Difficulty: ●○○ · about 5 minutes*

Return the mean code of the faces with the attribute minus the mean code of those without, not scaled. Some
faces have it and some do not.
"""


# %% nbgrader={"grade_id": "exercise-10-8", "solution": true}
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    ### BEGIN SOLUTION
    return codes[has].mean(axis=0) - codes[~has].mean(axis=0)
    ### END SOLUTION


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}

# %% [markdown]
"""
<details><summary>Hint 1</summary>

`codes[has]` picks the rows where `has` is True, `codes[~has]` the others.

</details>
<details><summary>Hint 2</summary>

Take the means over the faces, `axis=0`, so that a code is left.

</details>
"""

# %% nbgrader={"grade_id": "check-10-8", "grade": true, "points": 2}
with checks.exercise("10.8"):
    checks.same(attribute_direction, "attribute_direction")

    ### BEGIN HIDDEN TESTS
    def faces_and_labels(rng):
        three = np.array([[1.0, 0.0, 2.0], [3.0, 0.0, 4.0], [0.0, 5.0, 1.0]])
        yield checks.case(
            "codes of 3 faces, of which 2 have it", three, np.array([True, True, False])
        )
        for n, c, share in ((11, 4, 0.3), (9, 40, 0.6), (160, 3, 0.2), (8, 1, 0.5)):
            has = rng.permutation(np.arange(n) < share * n)
            yield checks.case(f"{n} codes of {c}", rng.exponential(size=(n, c)), has)

    checks.same(attribute_direction, "attribute_direction", faces_and_labels, tolerance=1e-6)
    ### END HIDDEN TESTS

# %% [markdown]
"""
Now a new face: of the test faces that have none of the three, the one best reconstructed. The strength says how many
times the direction is added; at strength 1 the face moves by the whole difference of the two means. Compare the columns
0 and +2. Glasses are a dark band across the eyes, a beard darkens the chin, and a smile is small: a brighter curve at
the height of the mouth. At −1 each does the opposite: what the attribute would darken becomes lighter, and what it
would brighten darker; a face that has no glasses cannot have fewer, so a pale patch comes out.
"""

# %%
strengths = (-1, 0, 0.5, 1, 1.5, 2)


def show_edits(face_code, some_directions, title):
    """Draw a face moved by each direction, a row each, with all strengths."""
    rows = {}
    for label, direction in some_directions.items():
        moved = np.stack([face_code + s * direction for s in strengths])
        rows[label] = decode(moved.astype("float32"), editor)
    titles = [f"{s:+g}" if s else "0" for s in strengths]
    return plots.rows(rows, count=len(strengths), titles=titles, title=title)


# %%
test_codes = encode(labelled.test.images, editor)
errors = np.mean((decode(test_codes, editor) - labelled.test.images) ** 2, axis=(1, 2, 3))
errors[new["glasses"] | new["smile"] | new["beard"]] = np.inf
plain = test_codes[errors.argmin()]
show_edits(plain, directions, "A new face, moved along three directions")

# %% [markdown]
"""
What a direction changes is easier to see by itself: the picture after the step less the picture before, averaged over
all test faces without the attribute, three times as strong and upon grey. Where nothing changes, the grey stays.
"""

# %%
changes = {}
for name, direction in directions.items():
    without = test_codes[~new[name]]
    change = decode((without + direction).astype("float32"), editor) - decode(without, editor)
    changes[name] = 0.5 + 3 * change.mean(axis=0, keepdims=True)
magnified(changes, "What each direction changes, on average")

# %% [markdown]
"""
Does each direction change only what it should? For that we need judges that know neither the VAE nor the directions:
for each attribute a logistic regression, which makes a probability of a weighted sum of the pixels, fitted to the
labels of the training faces. Judges must be judged first, on true faces: how often each is right, and which probability
it gives on average to faces with the attribute and to those without. A judge that says 0.6 of faces with the attribute
and 0.4 of those without cannot say much of an edit either.
"""

# %%
from sklearn.linear_model import LogisticRegression


def vectors(images):
    """Return centred pixels (n, 3072)."""
    return images.reshape(len(images), -1) - 0.5


# %%
pixels, judges = vectors(labelled.train.images), {}
for name in ATTRIBUTES:
    judges[name] = LogisticRegression(C=0.01, max_iter=300).fit(pixels, known[name])
    has, says = new[name], judges[name].predict_proba(vectors(labelled.test.images))[:, 1]
    print(f"{name:<8} the judge is right about {np.mean((says > 0.5) == has):.0%}", end=" ")
    print("of the test faces; its mean probability:", end=" ")
    print(f"with {says[has].mean():.2f}, without {says[~has].mean():.2f}")

# %% [markdown]
"""
Now the table. A row is a direction, added once to all test faces that lack its attribute, so each row speaks of another
group. A column is a judge: what it says on average of these faces' reconstructions, before → after the step.
"""


# %%
def opinions(codes):
    """Return each judge's mean probability for the decoded codes."""
    shown = vectors(decode(codes.astype("float32"), editor))
    return np.array([judge.predict_proba(shown)[:, 1].mean() for judge in judges.values()])


def effects(label, attribute, direction):
    """Print what the judges say of faces without the attribute, before and after the step."""
    without = test_codes[~new[attribute]]
    change = zip(opinions(without), opinions(without + direction))
    print(f"{label:<18}" + "".join(f"{before:>9.2f} → {after:.2f}" for before, after in change))


# %%
header = f"{'direction added':<18}" + "".join(f"{'judge: ' + name:>16}" for name in ATTRIBUTES)
print(header)
for name, direction in directions.items():
    effects(name, name, direction)

# %%
serious = test_codes[~new["smile"]]
probabilities = np.array([opinions(serious + s * directions["smile"]) for s in strengths])
plots.sweep(
    strengths,
    dict(zip(ATTRIBUTES, probabilities.T)),
    xlabel="strength of the direction of the smile",
    ylabel="mean probability",
    title="What three judges say of faces without a smile",
)

# %% [markdown]
r"""
On the diagonal each direction raises what its own judge says, on faces that the networks have never seen. How far it
should rise, the judges' lines above say: to what a judge gives true faces with the attribute. The rest of the table
should not move, and for the direction of the smile it hardly does. But glasses lower the judge's probability of a
beard, and a beard that of glasses, although the two are independent among the drawn people. Is the direction at fault,
or the judge? Ask the judges about faces that nobody has edited.
"""

# %%
untouched = vectors(labelled.test.images)
for about, group in (("beard", "glasses"), ("glasses", "beard")):
    says = judges[about].predict_proba(untouched)[:, 1]
    for words, chosen in ((f"with {group}", new[group]), (f"without {group}", ~new[group])):
        opinion = says[~new[about] & chosen].mean()
        print(f"{about}, by the judge, of true faces without {about}, {words:<16}{opinion:.2f}")

# %% [markdown]
r"""
The judge takes true glasses for a sign against a beard too: they lower its opinion, and by about as large a part as
added glasses did. Presumably it weighs how dark the chin is against the rest of the face, and glasses darken the rest.
So the direction did what it should. A table of effects measures the judges as much as the directions.

### Labels that hang together

In collected data attributes are seldom independent. The next cell makes such a set from yours: it keeps all training
faces whose labels for smile and glasses agree, and one in ten of the others. It is as if the smiling pictures had been
collected at a meeting of people with glasses.

**Question 10.3: Predict, run, explain.** Most smiling faces of this set wear glasses. You take the direction of the
smile from it and add it to the codes of the test faces without a smile, with or without glasses. What will become of
the judges' opinions about smile, and about glasses? Predict, run the cell, and explain where the glasses come from.
Nobody asked for them, and no label said that a smile has glasses.
"""

# %% [markdown] nbgrader={"grade_id": "explain-10-3", "grade": true, "points": 2, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* The smile rises as before, and glasses rise from about a quarter to more than a half. The mean code of
the smiling faces is, in this set, mostly a mean of faces *with glasses*, and that of the others a mean of faces
without. The difference of the means holds whatever differs between the two groups: the smile in full, the glasses in
proportion to how much their shares differ (about three in four against one in thirty), and everything else that
happened to go with it. The calculation knows no causes. It cannot tell the attribute from its company.

**Rubric (2 points).** 1 point: glasses rise too, with numbers. 1 point: the difference of means contains every
difference between the two groups, in proportion to how unequally it is shared. A wrong prediction costs nothing.
"""

# %%
smile, glasses = known["smile"], known["glasses"]
kept = (smile == glasses) | (np.random.default_rng(4).random(len(smile)) < 0.1)
of_smiling, of_others = glasses[kept & smile].mean(), glasses[kept & ~smile].mean()
print(f"{kept.sum()} faces are kept; glasses:", end=" ")
print(f"{of_smiling:.0%} of the smiling, {of_others:.0%} of the others")
skewed = attribute_direction(train_codes[kept], smile[kept])
print(header)
effects("smile, all faces", "smile", directions["smile"])
effects("smile, skewed", "smile", skewed)

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

In the second row the judge of smiles rises as in the first, and the judge of glasses, which the first row leaves where
it was, rises to about a half. The reason stands in the line above the table: most of the smiling faces of this set wear
glasses, hardly any of the others do. What, then, is in the difference of the two mean codes besides the smile?

</details>
"""

# %% tags=["claim"]
serious = test_codes[~new["smile"]]
before_, plainly, with_glasses = (
    opinions(serious + step) for step in (np.zeros(CODE_SIZE), directions["smile"], skewed)
)
assert with_glasses[1] > before_[1] + 0.08, f"the smile rises: {with_glasses[1]:.2f}"
away = abs(plainly[0] - before_[0])
assert away < 0.05, f"the smile of all faces leaves glasses where they were: {away:.2f}"
assert 0.4 < with_glasses[0] < 0.75, f"glasses rise to about a half: {with_glasses[0]:.2f}"
assert of_smiling > 0.6 > 0.1 > of_others, f"most of the smiling wear glasses: {of_smiling:.2f}"

# %% [markdown]
"""
### Exercise 10.9: Hold the other attribute still

*Difficulty: ●●○ · about 10 minutes*

Take the difference of means twice, once among the faces that have the other attribute and once among those that have
not. In each group the other attribute is the same for all. Return the mean of the two differences: each counts for a
half, whatever the size of its group.
"""


# %% nbgrader={"grade_id": "exercise-10-9", "solution": true}
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    ### BEGIN SOLUTION
    return np.mean(
        [attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0
    )
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Among the faces with the other attribute: `attribute_direction(codes[other], has[other])`.

</details>
<details><summary>Hint 2</summary>

The same with `~other`; then add the two and halve.

</details>
"""

# %% nbgrader={"grade_id": "check-10-9", "grade": true, "points": 2}
with checks.exercise("10.9"):
    checks.same(balanced_direction, "balanced_direction")

    ### BEGIN HIDDEN TESTS
    def faces_and_two_labels(rng):
        for c, sizes in ((3, (9, 3, 4, 12)), (2, (4, 5, 17, 2)), (5, (6, 2, 1, 3))):
            group = rng.permutation(np.repeat(np.arange(4), sizes))
            has, other = group % 2 == 1, group // 2 == 1
            rows = rng.exponential(size=(sum(sizes), c)) + np.outer(has, rng.normal(size=c))
            rows += np.outer(other, rng.normal(0, 3, c)) + np.outer(has & other, rng.normal(size=c))
            yield checks.case(f"{len(has)} codes of {c}", rows, has, other)

    checks.same(balanced_direction, "balanced_direction", faces_and_two_labels, tolerance=1e-6)
    ### END HIDDEN TESTS

# %%
print(header)
mended = balanced_direction(train_codes[kept], smile[kept], glasses[kept])
effects("skewed", "smile", skewed)
effects("skewed, balanced", "smile", mended)

# %%
three = {"all faces": directions["smile"], "skewed": skewed, "skewed, balanced": mended}
show_edits(plain, three, "The direction of the smile, from three sets of labels")

# %% [markdown]
"""
Balancing works as far as the labels reach: it holds still what somebody thought of labelling. In photographs a smile
comes with age, with make-up, with the occasion, and with who was asked to smile. A direction takes all of them along.

### A judge that cannot see

The pose is labelled too, from -1, turned to the picture's left, to 1. One more judge is given: a ridge regression
(least squares with a penalty on large weights) from pixels to pose, linear like the others. It is shown the middle
frames between faces turned to the left and faces turned to the right. A good morph would show a face looking ahead, of
pose 0.

**Question 10.4: Predict, run, explain.** What pose will it report, on average, for the middle of the morphs, and for
the middle of the cross-fades, in which two heads look two ways? Run the cells. Prove in a line what it must say about a
cross-fade, whatever the pictures show. Which of this notebook's measurements could tell a turned head from two heads,
and which property must a judge have that can?
"""

# %% [markdown] nbgrader={"grade_id": "explain-10-4", "grade": true, "points": 3, "solution": true}
r"""
*Prediction.* One might expect a useful answer for the morph only.

*Explanation.* Both middles are reported near 0, "looking ahead". For the cross-fade this is no finding. The judge is
affine, $f(x) = w^\top x + b$, so $f\bigl(\tfrac12 (x_0 + x_1)\bigr) = \tfrac12 \bigl(f(x_0) + f(x_1)\bigr)$: it reports
the mean of the two poses for a double exposure, as it would for any two pictures at all. It cannot fail the test, so
passing it means nothing; and the same answer for the morph means as little.

The departure from a fade could tell: a head that turns takes its nose to places where neither end has one. It is near
0.1 here, measured against the fade of the reconstructions, the fair rival, so the heads do not turn; they fade. In
general the judge must not be affine in the pixels: it must be able to say something about a mixture other than the
mixture of what it says about the parts.

**Rubric (3 points).** 1 point: both near 0, with numbers. 1 point: the proof for an affine judge. 1 point: the
departure from a fade, or another measurement that is not affine in the pixels, with a reason.
"""

# %%
from sklearn.linear_model import Ridge

pose_judge = Ridge(alpha=10).fit(pixels, known["pose"])
by_pose, tenth = np.argsort(new["pose"]), len(new["pose"]) // 10
left, right = by_pose[:tenth], by_pose[-tenth:]
images, codes = labelled.test.images, test_codes

# %%
first, last = decode(codes[left], editor), decode(codes[right], editor)
turned = {
    "turned left": images[left],
    "middle of the morph": decode((codes[left] + codes[right]) / 2, editor),
    "middle of the fade of reconstructions": (first + last) / 2,
    "middle of the fade of originals": (images[left] + images[right]) / 2,
    "turned right": images[right],
}
for name, pictures in turned.items():
    print(f"{name:<38} pose by the judge {pose_judge.predict(vectors(pictures)).mean():+.2f}")

# %%
delta = departure(first, turned["middle of the morph"], last)
print(f"departure of the morphs from a fade of their reconstructions: {delta:.3f}")
plots.rows(turned, count=5, title="Between left and right")

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

The judge says about 0, "looking ahead", of all three kinds of middle frames, though in the fade of originals two heads
look two ways: write the judge as $f(x) = w^\top x + b$ and put a fade into it. The departure is near 0.1. The morph is
the fade of the reconstructions once more, which the second and the third row show; no head has turned.

</details>
"""

# %% tags=["claim"]
for name in list(turned)[1:-1]:
    pose = pose_judge.predict(vectors(turned[name])).mean()
    assert abs(pose) < 0.12, f"{name}: the judge says about 0: {pose:+.2f}"
assert 0.04 < delta < 0.2, f"the departure between left and right is about a tenth: {delta:.3f}"

# %% [markdown]
"""
## 7 What this is used for

With larger networks than these, the same steps make pictures that pass for photographs. A morph of two people's
passport photographs can match both of them at a border control. A face can be made to smile, age or speak where its
owner did not. Such pictures are used to deceive and to humiliate, and the person shown has no say in it.

So: morph and edit faces of people who have agreed to it, drawn faces, or your own. Say of a published picture that it
was made. And remember the glasses: an edit changes more than it was asked to, in ways that follow whoever was in the
training data.
"""

# %% [markdown]
"""
## What to take away

- A method is compared with the rival that has the same ends: a morph with the fade of its own reconstructions.
- Between two faces these decoders are nearly affine: their morphs are cross-fades, blurred ones.
- Faces that are aligned fade well, because they share the edges of their mean: the share is ½ + ½ E(mean face) / E.
- The middle of a straight line lies inside the shell where codes are, and is paler; an arc keeps the contrast, and
  still nothing moves.
- A direction found from labels takes along whatever goes with the label, and a judge that is affine cannot tell a face
  from two.
"""

# %% [markdown]
"""
## Your progress
"""

# %%
progress.table("10_morphing")

# %% [markdown]
"""
**Where next.** Notebook 11 puts codes to work, and notebook 12 counts their bits. From morphs three ways lead on.
Networks whose decoders are far from affine, such as generative adversarial networks and diffusion models, make morphs
that move: measure their departure from a fade. Disentangled representations ask for codes whose single numbers mean
something. And a path that follows the decoder's own geometry, a geodesic, replaces both the straight line and the arc.

**References.** K. Shoemake, *Animating rotation with quaternion curves*, 1985. D. P. Kingma and M. Welling,
*Auto-encoding variational Bayes*, 2014. A. Larsen, S. Sønderby, H. Larochelle and O. Winther, *Autoencoding beyond
pixels using a learned similarity metric*, 2016. T. White, *Sampling generative networks*, 2016. G. Arvanitidis, L. K.
Hansen and S. Hauberg, *Latent space oddity: on the curvature of deep generative models*, 2018. M. Ferrara, A. Franco
and D. Maltoni, *The magic passport*, 2014.
"""
