# %% [markdown]
r"""
# 07 · Variational autoencoders

{{badge}}

The decoder of an autoencoder turns two numbers into an image. So it should be able to *invent* images: choose two
numbers at random, decode them. You try that, find out where it goes wrong, and build the model that is trained for it.
The **variational autoencoder** (VAE) learns a probability distribution, and its loss is a bound on how probable it
makes the data.

Two numbers and a few epochs make no sharp digits, in either model. What the VAE changes is *where the codes lie*. So
look less at how crisp a sample is than at how its kind comes about, and read the tables.

**You will be able to**

- say why a plain autoencoder cannot be sampled, and show it in numbers;
- derive the evidence lower bound, with the signs right, and compute its two terms;
- write the Kullback–Leibler divergence in closed form, and check it by sampling;
- write a Keras layer that draws a random code and lets gradients through, and one that adds a term to the loss;
- say what each sum and each mean in the loss does, and what happens if one is exchanged for the other;
- judge samples by more than looking at them, and find out how tight the bound is.

**You should know** notebooks 01, 02 and 05: the functional API, binary cross-entropy, the plane of a two-dimensional
code, convolutions. Of probability you need expectation, variance and the normal distribution.

**Time.** {{times}} Reading and exercises take about 170 minutes.
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
x_train = mnist.train.images[..., None]
x_validation = mnist.validation.images[..., None]
x_test = mnist.test.images[..., None]
y_test = mnist.test.labels
print("images", x_train.shape)

# %%
from keras import ops  # functions on tensors, by NumPy's names, that let gradients through
from scipy.special import logsumexp
from scipy.stats import norm

# %% [markdown]
r"""
## 1 Drawing from a plain autoencoder

The networks of this notebook are those of notebook 05 with a code of two numbers. The encoder has three convolutions
with max pooling, of 16, 8 and 8 filters. Its part before the code, which makes 128 features of an image, is called the
**trunk** here, as two models will share its form.
"""


# %%
def conv(filters, padding="same", activation="relu"):
    """Return a convolution with filters of 3 × 3."""
    return layers.Conv2D(filters, 3, padding=padding, activation=activation)


def build_trunk():
    """Return a model from images (n, 28, 28, 1) to features (n, 128)."""
    trunk = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (16, 8, 8):
        trunk.add(conv(filters))
        trunk.add(layers.MaxPooling2D(2, padding="same"))
    trunk.add(layers.Flatten())
    return trunk


# %%
def build_decoder():
    """Return a model from codes (n, 2) to images (n, 28, 28, 1) in (0, 1)."""
    return keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(128, activation="relu"),
            layers.Reshape((4, 4, 8)),
            conv(8),
            layers.UpSampling2D(2),
            conv(8),
            layers.UpSampling2D(2),
            conv(16, padding="valid"),  # 16 × 16 → 14 × 14
            layers.UpSampling2D(2),
            conv(1, activation="sigmoid"),
        ]
    )


# %% [markdown]
"""
The plain autoencoder first. The rate climbs and falls as in notebook 01.
"""

# %%
EPOCHS = effort.pick(full=50, quick=4, grade=12)
BATCH = effort.pick(full=128, quick=128, grade=32)
PEAK = effort.pick(full=0.008, quick=0.008, grade=0.002)


def optimiser(epochs):
    """Return Adam with a rate that climbs to PEAK and falls within so many epochs on x_train."""
    rate = training.warmup_cosine(PEAK, images=len(x_train), batch_size=BATCH, epochs=epochs)
    return keras.optimizers.Adam(rate)


# %%
training.seed(1)
plain_encoder = keras.Sequential([build_trunk(), layers.Dense(2)])
plain_decoder = build_decoder()
plain = keras.Sequential([plain_encoder, plain_decoder])
plain_epochs = effort.pick(full=EPOCHS, quick=EPOCHS, grade=1)
plain.compile(optimizer=optimiser(plain_epochs), loss="binary_crossentropy")

# %%
plain_history = training.fit(
    plain,
    x_train,
    epochs=plain_epochs,
    batch_size=BATCH,
    validation=x_validation[:2000],
    name="07_plain",
)
plain_codes = predict(plain_encoder, x_test)
for i, numbers in enumerate(plain_codes.T, start=1):
    print(f"code {i}: from {numbers.min():.1f} to {numbers.max():.1f}, mean {numbers.mean():.1f}")

# %% [markdown]
r"""
To draw an image at random, we need a distribution from which to draw codes. Two candidates:

- the **standard normal** $\mathcal N(0, I)$: each of the two numbers from a normal distribution of mean 0 and variance
  1, independently. It knows nothing of the encoder;
- the **uniform distribution on the box** of the codes: each number between the smallest and the largest that the
  encoder gave to a set of images.
"""

# %% [markdown]
"""
### Exercise 7.1: Draw codes

*Difficulty: ●○○ · about 10 minutes*

Write both. Each returns `n` codes as a NumPy array of `float32`: the same ones for the same seed, others for another
seed. Which generator draws them is your choice.
"""


# %% nbgrader={"grade_id": "exercise-7-1", "solution": true}
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    ### BEGIN SOLUTION
    return np.random.default_rng(seed).standard_normal((n, 2), dtype="float32")
    ### END SOLUTION


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    return rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2)).astype("float32")
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`np.random.default_rng(seed)` makes a generator. It has methods `standard_normal` and `uniform`.

</details>
<details><summary>Hint 2</summary>

The box has a side of its own for each of the two numbers: `codes.min(axis=0)` holds the smallest of each. `uniform`
takes arrays as its two limits.

</details>
"""

# %% nbgrader={"grade_id": "check-7-1", "grade": true, "points": 2}
with checks.exercise("7.1"):
    checks.same(codes_from_box, "codes_from_box")  # boxes without a width
    low, side, n = np.array([2.3, -10.2]), np.array([1.8, 40.6]), 40_001
    corners = low + side * [[0.0, 0.0], [1.0, 0.5], [0.4, 1.0]]
    corners.flags.writeable = False
    mistakes = {
        "Each of the two numbers has limits of its own: axis=0.": [-10.2, -10.2, 30.4, 30.4],
        "The lower side is the smallest number, not minus the largest.": [-4.1, -30.4, 4.1, 30.4],
        "Scale by high - low, not by high.": [2.3, -10.2, 6.4, 20.2],
    }
    box = [codes_from_box(corners, n, seed) for seed in (0, 0, 2)]
    normal = [codes_from_normal(n, seed) for seed in (0, 0, 2)]
    for name, (drawn, again, other) in {"codes_from_normal": normal, "codes_from_box": box}.items():
        checks.array(drawn, name, shape=(n, 2), dtype="float32")
        if name == "codes_from_box":
            sides, because = [*drawn.min(axis=0), *drawn.max(axis=0)], "Draw up to them."
            checks.diagnosed(sides, [2.3, -10.2, 4.1, 30.4], "limits", mistakes, 0.03, because)
        seeds = (drawn == again).all() and not (drawn == other).any()
        assert seeds, f"`{name}`: the same seed gives the same, another seed others; use `seed`."
        levels = (drawn - low) / side if name == "codes_from_box" else norm.cdf(drawn)
        assert abs(np.corrcoef(levels.T)[0, 1]) < 0.05, f"`{name}`: one number follows the other."
        different = min(len(np.unique(numbers)) for numbers in levels.T) > 0.9 * n
        assert different, f"`{name}`: many numbers are the same; draw each."
        gap = np.abs(np.sort(levels, axis=0) - np.linspace(0, 1, n)[:, None]).max()
        fits = gap < 0.013 and levels.min() < 4e-4 and levels.max() > 0.9996
        assert fits, f"`{name}`: not the distribution asked for, or its tails are cut off."

    ### BEGIN HIDDEN TESTS
    def points(rng):
        for n in (5, 1, 8):
            point = rng.normal(0, 3, (1, 2)).round(2)
            yield checks.case(f"{n} draws from the box of one code", point, n, 3)
        point = np.repeat(point, 4, axis=0)
        yield checks.case("four codes that are the same", point.astype("float32"), 7, 4)

    checks.same(codes_from_box, "codes_from_box", points, strict=True)
    ### END HIDDEN TESTS


# %% [markdown]
r"""
**Question 7.1: Predict, run, explain.** You decode ten codes of each kind. Before you run the next cells, predict: how
many of the ten will be digits that you can read, from the normal distribution and from the box? The ranges printed
above say where the codes lie. Will all ten digits come equally often from $\mathcal N(0, I)$, and from the box? Run,
look at the plane of the codes, and explain both rows and the shares of the digits in the table below them. Does any
part of the loss bear on this? Say what it does see.
"""

# %% [markdown] nbgrader={"grade_id": "explain-7-1", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* (Numbers of one run at quick effort.) The normal distribution covers only a part of the codes, because
training was free to choose where their middle lies and how far they spread. So the first row has a few kinds of digit,
some of them broken, and the others are nearly missing: of a thousand samples one in a hundred is a 1, and a quarter
counts as a 6.

The box holds all codes, and much empty space. In its corners and between the groups the decoder was never trained, and
draws broken strokes and mixtures there. How often a digit comes depends on the area its group takes up: about a third
are 1s, one in a hundred is a 3. The distance to the nearest image is 0.15, less than for real images (0.17),
which is no merit: a single thin stroke is close to some 1 of the training set, whoever drew it.

No part of the loss could have prevented it. It compares an image with its reconstruction, so it sees only codes that
the encoder gives, and it does not say where these should lie.

**Rubric (3 points).** 1 point: the normal distribution covers only a part of the codes, so only some digits appear. 1
point: the box has regions without codes, where the decoder was never trained and draws something unreadable. 1 point:
nothing in the loss says where codes should lie or what the decoder does elsewhere. A wrong prediction costs nothing.
"""

# %%
plain_samples = {
    "plain, N(0, I)": predict(plain_decoder, codes_from_normal(1000, seed=2)),
    "plain, box": predict(plain_decoder, codes_from_box(plain_codes, 1000, seed=2)),
}
pictures = {"test image": x_test, "its reconstruction": predict(plain, x_test[:10])}
title = "Ten reconstructions, and ten codes of each kind drawn at random"
plots.rows(pictures | plain_samples, title=title)

# %% [markdown]
"""
The reconstructions show what this decoder can do with the code of a real image. They are blurred, too: two numbers say
little of an image, and training was short. Judge the samples against these, not against the originals. Where a sample
is worse than they are, its code is the cause.

In the next figure each digit has a colour, a marker and, at its middle, its name. Some colours are close to each other,
and in the middle the groups overlap: there the marker tells more.
"""

# %%
title = "Plain autoencoder: 1,000 test images in the plane"
plots.code_scatter(plain_codes[:1000], y_test[:1000], mnist.class_names, title=title)

# %% [markdown]
r"""
Pictures of ten samples can flatter. The table judges a thousand by three numbers. Distances are root-mean-square
differences per pixel, on average over the images.

- The distance from each **sample to the nearest training image** is small when samples look like something real.
- The distance from each **test image to the nearest sample** is small when the samples cover all that is real.
- The **share of each digit**: a sample counts as the digit of its nearest training image.

To save time, only 10,000 of the training images are searched, for all rows alike.

The first row is for comparison: real images that are not among the training images. A first distance *below* that row's
is no sign of better samples: a stroke that is simple, or a picture that is blurred, is near to many images.
"""


# %%
def judge(samples):
    """Return (mean distance to the nearest image, that from test images, shares of the digits)."""
    to_images, nearest = metrics.nearest(samples, x_train[:10_000])
    from_images, _ = metrics.nearest(x_test[:1000], samples)
    shares = np.bincount(mnist.train.labels[nearest], minlength=10) / len(samples)
    return to_images.mean(), from_images.mean(), shares


# %%
def print_table(all_samples):
    """Print a row of what `judge` finds for each name's samples."""
    digits = "".join(f"{digit:>5}" for digit in range(10))
    print(f"{'distance':>25}{'distance':>12}    share of each digit")
    print(f"{'to image':>25}{'from image':>12}    {digits}")
    for name, samples in all_samples.items():
        to_images, from_images, shares = judge(samples)
        row = "".join(f"{share:5.0%}" for share in shares)
        print(f"{name:<14}{to_images:11.3f}{from_images:12.3f}    {row}")


# %%
print_table({"real images": x_validation[:1000]} | plain_samples)

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

In your plane, imagine a circle of radius 2 around the origin: it holds most draws from $\mathcal N(0, I)$. A digit
comes often if its group fills much of that circle, seldom if other groups crowd it into a small part, and hardly ever
if it lies outside. Which digits these are is chance: another seed of the training turns and moves the plane. The box
holds all groups, but also corners and gaps in which no code lies; there the strokes break or mix. A digit whose group
is wide, usually the 1, takes a large part of the box and of its samples. So the shares are uneven in both rows of the
plain autoencoder, for different reasons.

</details>
"""

# %% tags=["claim"]
inside = (np.linalg.norm(codes_from_normal(1000, seed=2), axis=1) < 2).mean()
assert inside > 0.8, f"a circle of radius 2 holds most draws from N(0, I): {inside:.2f}"
of_normal, of_box = (judge(part)[2] for part in plain_samples.values())
assert of_box.max() > 0.18, f"one digit takes a large part of the box: {of_box.max():.2f}"
assert of_normal.min() < 0.05, f"some digits hardly come from N(0, I): {of_normal.min():.3f}"
assert of_box.min() < 0.05, f"some digits hardly come from the box: {of_box.min():.3f}"

# %% [markdown]
r"""
## 2 A model of images, and a bound

Start from what we want: a recipe that makes images.

1. Draw a code $z$ from the **prior** $p(z) = \mathcal N(0, I)$.
2. The decoder makes of it 784 numbers $\hat x_i(z)$ in $(0, 1)$. Make each pixel white with that probability (the
   pictures in this notebook show $\hat x$, the probabilities, and not pixels drawn from them):

$$p(x \mid z) = \prod_i \hat x_i^{\,x_i} (1 - \hat x_i)^{1 - x_i}, \qquad -\log p(x \mid z) = \sum_i \bigl( -x_i \log
\hat x_i - (1 - x_i) \log (1 - \hat x_i) \bigr).$$

The right-hand side is the binary cross-entropy, *summed* over the pixels. (For grey pixels, with values between 0 and
1, this is no probability of an image in the strict sense. It is used all the same, and works.)

Training should make the images of the training set probable under the recipe: the **evidence** of each image,

$$p(x) = \int p(x \mid z)\, p(z)\, dz,$$

should be large. The integral is the difficulty: for nearly all $z$ the image $x$ is hopelessly improbable, and codes
drawn from the prior hardly ever hit the few that matter. So the encoder shall say where they are. It gives for each
image a whole distribution of codes,

$$q(z \mid x) = \mathcal N\bigl(\mu(x), \mathrm{diag}(\sigma_1^2(x), \sigma_2^2(x))\bigr),$$

which approximates the **posterior** $p(z \mid x)$: which codes could have made this image.

**The bound.** Since $p(x) = p(x \mid z)\, p(z) / p(z \mid x)$ for every $z$, we may take the logarithm and average over
$z$ drawn from $q = q(z \mid x)$; the left-hand side does not change. Multiply and divide by $q$:

$$\log p(x) = \mathbb E_q \log \frac{p(x \mid z)\, p(z)}{p(z \mid x)}
= \underbrace{\mathbb E_q \log p(x \mid z) - \mathbb E_q \log \frac{q(z \mid x)}{p(z)}}_{\text{ELBO}}
+ \underbrace{\mathbb E_q \log \frac{q(z \mid x)}{p(z \mid x)}}_{\mathrm{KL}(q(z \mid x) \,\|\, p(z \mid x))}.$$

$\mathrm{KL}(q \,\|\, p) = \mathbb E_q [\log q - \log p]$ is the **Kullback–Leibler divergence**, which is never
negative and is 0 only for equal distributions: by Jensen's inequality $-\mathrm{KL}(q \,\|\, p) = \mathbb E_q \log
\frac{p}{q} \le \log \mathbb E_q \frac{p}{q} = \log 1 = 0$. The last term is the one we cannot compute, and we drop it.
What remains is the **evidence lower bound**:

$$\log p(x) \ge \mathbb E_q \log p(x \mid z) - \mathrm{KL}\bigl(q(z \mid x) \,\|\, p(z)\bigr).$$

The loss to be minimised is its negative, a *sum* of two terms: **summed cross-entropy plus KL**. The first asks that
codes drawn from $q$ decode to the image. The second keeps each $q(z \mid x)$ near the prior. Both are measured in
**nats**, the unit of a natural logarithm: one nat more of loss makes the bound on $p(x)$ smaller by the factor $e$.
"""

# %% [markdown]
r"""
For the two normal distributions, the second term is an integral that can be solved. With $d$ numbers in a code

$$\mathbb E_q \log q = -\tfrac12 \sum_{j=1}^d \bigl(\log 2\pi + \log \sigma_j^2 + 1\bigr), \qquad
\mathbb E_q \log p = -\tfrac12 \sum_{j=1}^d \bigl(\log 2\pi + \mu_j^2 + \sigma_j^2\bigr),$$

because $\mathbb E_q (z_j - \mu_j)^2 = \sigma_j^2$ and $\mathbb E_q z_j^2 = \mu_j^2 + \sigma_j^2$. The difference is

$$\mathrm{KL}(q \,\|\, p) = \tfrac12 \sum_{j=1}^d \bigl(\mu_j^2 + \sigma_j^2 - 1 - \log \sigma_j^2\bigr).$$

A variance is positive and the output of a dense layer need not be. So the encoder returns the **log-variance**
$\ell_j = \log \sigma_j^2$, which may be any number. Keep the three apart:

| | log-variance | variance | standard deviation |
| --- | --- | --- | --- |
| from $\ell$ | $\ell$ | $\sigma^2 = e^{\ell}$ | $\sigma = e^{\ell / 2}$ |
| example | $-4$ | $0.018$ | $0.135$ |
"""

# %% [markdown]
"""
### Exercise 7.2: The divergence in closed form

*Difficulty: ●○○ · about 10 minutes*

Write the formula with `keras.ops`, so that gradients can flow through it. For each image it gives one number, for codes
of any size.
"""


# %% nbgrader={"grade_id": "exercise-7-2", "solution": true}
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    ### BEGIN SOLUTION
    return 0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`ops.square`, `ops.exp` and `ops.sum` work as in NumPy. The variance is the exponential of the log-variance; the
logarithm in the formula needs no call at all.

</details>
<details><summary>Hint 2</summary>

Sum over the numbers of a code, the last axis: `ops.sum(..., axis=-1)`. Do not forget the one half.

</details>
"""

# %% nbgrader={"grade_id": "check-7-2", "grade": true, "points": 3}
with checks.exercise("7.2"):
    checks.same(kl_divergence, "kl_divergence")

    ### BEGIN HIDDEN TESTS
    def posteriors(rng):
        for n, d in ((3, 2), (4, 5), (1, 2), (2, 1)):
            mean, log_var = rng.normal(0, 1.5, (2, n, d)).astype("float32")
            yield checks.case(f"means and log-variances of shape ({n}, {d})", mean, log_var)
        narrow = rng.uniform(-60, -20, (2, 3)).astype("float32")
        yield checks.case("log-variances below -20", mean.mean() + 0 * narrow, narrow)
        wide = rng.uniform(11, 14, (2, 3)).astype("float32")
        yield checks.case("log-variances above 11", mean.mean() + 0 * wide, wide)
        mean, log_var = rng.normal(0, 1, (2, 3, 2)).astype("float32")
        yield checks.gradient("means and log-variances, for derivatives", mean, log_var)

    checks.same(kl_divergence, "kl_divergence", posteriors)
    ### END HIDDEN TESTS


# %% [markdown]
r"""
A formula deserves a second opinion. The divergence is a mean, $\mathbb E_q [\log q(z) - \log p(z)]$, and a mean can be
estimated by drawing: a **Monte-Carlo estimate**. With $z^{(1)}, \dots, z^{(S)}$ from $q$,

$$\widehat{\mathrm{KL}} = \frac1S \sum_{s=1}^S r_s, \qquad r_s = \log q(z^{(s)}) - \log p(z^{(s)}).$$

Its standard error, which says how far such estimates lie from the mean they estimate, is $\mathrm{sd}(r) / \sqrt S$:
about two in three lie within one, and 19 in 20 within two. The log-density of a normal distribution with
independent components is

$$\log \mathcal N(z; \mu, \sigma^2) = -\tfrac12 \sum_j \Bigl( \log 2\pi + \log \sigma_j^2 + \frac{(z_j -
\mu_j)^2}{\sigma_j^2} \Bigr).$$
"""

# %% [markdown]
"""
### Exercise 7.3: A second opinion by sampling

*Difficulty: ●●○ · about 20 minutes*

Write the log-density and the estimate; NumPy is enough here. The estimate must not use the closed form, not even for a
part of it. It is the same for the same seed, and another one for another seed. Which generator draws the codes is your
choice.
"""


# %% nbgrader={"grade_id": "exercise-7-3", "solution": true}
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    ### BEGIN SOLUTION
    return -0.5 * np.sum(np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var), axis=-1)
    ### END SOLUTION


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    ### BEGIN SOLUTION
    z = mean + np.exp(log_var / 2) * np.random.default_rng(seed).standard_normal((draws, len(mean)))
    prior = log_normal(z, np.zeros_like(mean), np.zeros_like(log_var))
    ratios = log_normal(z, mean, log_var) - prior
    return ratios.mean(), ratios.std() / np.sqrt(draws)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

Drawing from a normal distribution of mean `m` and standard deviation `s`: `m + s * standard_normal`. Here the standard
deviation is `np.exp(log_var / 2)`.

</details>
<details><summary>Hint 2</summary>

The codes are drawn from q. The prior's log-density is the same function with mean 0 and log-variance 0.

</details>
<details><summary>Hint 3</summary>

Draw all codes at once, as an array `(draws, d)`. `log_normal` then returns one number for each draw; return the mean of
the differences, and their standard deviation divided by the root of their number.

</details>
"""

# %% nbgrader={"grade_id": "check-7-3", "grade": true, "points": 3}
with checks.exercise("7.3"):
    checks.same(log_normal, "log_normal")
    m, v = np.array([1.0, -2.0, 0.5]), np.array([-4.0, -3.0, -5.0])
    _found = np.array([kl_by_sampling(m, v, 1000, seed) for seed in [*range(60), 0]], float)
    causes = {
        -7.162: "The sign is wrong: average log q - log p.",
        -190: "Draw the codes from q; these are drawn from the prior.",
        8.589: "exp(log_var) is the variance; draw with sigma, exp(log_var / 2).",
        -2349: "log_var is taken for sigma; draw with sigma, exp(log_var / 2).",
        6.979: "The prior's log-variance is 0, as its variance is 1.",
        86.02: "The prior has the log-variance 0, not that of q.",
        7.492: "This is the median of the differences; take their mean.",
        1.283: "This is the standard deviation; divide by the root of the number of draws.",
        0.052: "Take the standard deviation, not the variance.",
        0.066: "All numbers of a code get the same noise; draw an array (draws, d).",
    }
    for name, wanted, each in zip(("estimate", "standard error"), (7.162, 0.0406), _found.T):
        found = each.mean(axis=-1)
        because = "Take mean, and sd over the root of `draws`, of log q - log p for draws from q."
        because = next((c for x, c in causes.items() if np.allclose(found, x, 0.03)), because)
        checks.close(found, wanted, f"the mean {name} of 61 seeds", 0.02 * wanted, because)
    seeds = _found[0, 0] == _found[60, 0] and len(np.unique(_found[:, 0])) == 60
    assert seeds, "the same seed gives the same estimate, another one another: use `seed`."
    near = [kl_by_sampling(np.array([0.1, 0]), np.zeros(2), 9, seed)[0] for seed in range(40)]
    fits = min(near) < 0 < max(near) < 1 and 0.025 < _found[:, 0].std() < 0.065
    assert fits, "the estimates do not vary as means of log q - log p; leave all as it is drawn."

    ### BEGIN HIDDEN TESTS
    def densities(rng):
        for words, z, m in (
            ("one code of two numbers", (2,), (2,)),
            ("five codes and one mean", (5, 3), (3,)),
            ("three codes for each of four images", (4, 3, 2), (4, 1, 2)),
            ("codes of one number", (3, 1), (3, 1)),
        ):
            mean, log_var = rng.normal(0, 1, m), rng.normal(0, 1, m)
            yield checks.case(words, rng.normal(0, 1, z), mean, log_var)
        z, log_var = rng.normal(0, 1, (4, 2)), rng.uniform(-22, -18, 2)
        narrow = np.round(z) + np.exp(log_var / 2) * z
        yield checks.case("log-variances near -20", narrow, np.round(z), log_var + 0 * z)

    checks.same(log_normal, "log_normal", densities)
    m, v = np.array([0.5, -1.0]), np.array([0.5, -1.5])
    found = np.array([kl_by_sampling(m, v, 500, seed) for seed in range(60)])
    wanted = 0.5 * np.sum(m**2 + np.exp(v) - 1 - v)
    error = np.sqrt(np.sum(m**2 * np.exp(v) + 0.5 * (np.exp(v) - 1) ** 2) / 500)
    checks.close(found.mean(axis=0) / [wanted, error], [1, 1], "estimate and error", 0.04)
    spread = found[:, 0].std() / error
    assert 0.6 < spread < 1.5, "the estimates do not differ as draws from q make them"
    ### END HIDDEN TESTS


# %%
some_mean, some_log_var = np.array([1.0, -2.0]), np.array([-4.0, -3.0])
exact = float(kl_divergence(some_mean[None], some_log_var[None])[0])
counts = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000]
estimates = [kl_by_sampling(some_mean, some_log_var, n, seed) for seed, n in enumerate(counts)]
for count, (estimate, error) in zip(counts, estimates):
    print(f"{count:>6} draws: {estimate:.3f} ± {error:.3f}      closed form {exact:.3f}")

# %%
values, errors = np.transpose(estimates)
plots.intervals(
    [f"{count:,} draws" for count in counts],
    {
        "estimate ± 2 errors": np.stack([values, 2 * errors], axis=1),
        "closed form": [(exact, 0)] * len(counts),
    },
    xlabel="divergence",
    title="The divergence, estimated and exact",
)

# %% [markdown]
r"""
What is printed behind ± is one standard error, so with eight estimates expect two or three that are further away than
that. Two errors, the bars of the figure, should reach the closed form nearly always. Two independent computations then
agree. That does not prove the formula, but a lost factor or a wrong sign would show at once. Where there is no closed
form, the estimate is all there is.
"""

# %% [markdown]
r"""
**Instant question.** Somebody maximises the ELBO with a divergence that has lost its factor $\tfrac12$. What does
the result bound?

- (a) Still $\log p(x)$, from below, but less tightly.
- (b) $\log p(x)$ from above.
- (c) Nothing: the sign of the term is wrong.

<details><summary>Answer</summary>

(a). The divergence is never negative, so twice the divergence takes more away: the number is at most the ELBO, which is
at most $\log p(x)$. Not (b): nothing was added to the ELBO. Not (c): the sign is right, the size is not. The optimum
moves, though: posteriors are drawn more strongly to the prior.

</details>

**Instant question.** The encoder gives for *every* image exactly the prior, $\mu = 0$ and $\ell = 0$. What does a code
tell of its image?

- (a) Everything, as the divergence is 0.
- (b) Nothing, as the divergence is 0.
- (c) That cannot be said from the divergence.

<details><summary>Answer</summary>

(b). The draw comes from the same distribution whatever the image was. The divergence is the price of what a code says;
codes that cost nothing say nothing, so (a) has it upside down, and as to (c), with 0 it can be said.

</details>
"""

# %% [markdown]
r"""
## 3 Drawing a code, with gradients

During training the decoder gets a code drawn from $q(z \mid x) = \mathcal N(\mu, \mathrm{diag}(\sigma^2))$, and the
gradient has to pass through the draw: how would the code change if $\mu$ did? A generator that only hands out a number
cannot say. The way out is to draw noise that depends on nothing, and to compute the code from it:

$$z = \mu + \sigma\, \varepsilon, \qquad \varepsilon \sim \mathcal N(0, I), \qquad \sigma = e^{\ell / 2}.$$

$z$ has the right distribution, and now $\partial z / \partial \mu = 1$ and $\partial z / \partial \sigma =
\varepsilon$. The randomness is an input like another. This is the **reparameterisation**.

In Keras a random layer keeps its generator's state in a `keras.random.SeedGenerator`. Each call of
`keras.random.normal(shape, seed=generator)` takes new noise from it and moves the state on. A whole number as `seed`
would give the *same* noise at each call. The shape is that of the batch at hand, `ops.shape(mean)`: while a model is
built, `mean.shape` has `None` in the place of the number of images.

(`keras.random.normal` takes a `mean` and a `stddev` as well, and gradients pass through them, because inside it does
the same: standard noise, times `stddev`, plus `mean`. Here you write it out.)
"""

# %% [markdown]
"""
### Exercise 7.4: A layer that draws

*Difficulty: ●●○ · about 15 minutes*

Complete the layer. It gets the means and log-variances of a batch, and returns one code for each, with noise of its own
for every image, every number of the code, and every call; a new layer of the same seed begins anew. A code may have any
size.
"""


# %% nbgrader={"grade_id": "exercise-7-4", "solution": true}
class Sampling(layers.Layer):
    """Draw a code for each image of a batch: (n, d) and (n, d) → (n, d)."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.generator = keras.random.SeedGenerator(seed)
        ### END SOLUTION

    def call(self, mean, log_var):
        ### BEGIN SOLUTION
        drawn = keras.random.normal(ops.shape(mean), seed=self.generator)
        return mean + ops.exp(log_var / 2) * drawn
        ### END SOLUTION


def draw_codes(mean, log_var, calls=1, seed=0, compiled=False):
    """Return what a new Sampling layer gives at so many calls: (calls, n, d)."""
    layer = Sampling(seed)
    if compiled:  # in a model, for any number of images
        inputs = [keras.Input(mean.shape[1:]), keras.Input(log_var.shape[1:])]
        model = keras.Model(inputs, layer(*inputs))
        each = [model.predict([mean, log_var], batch_size=100, verbose=0) for _ in range(calls)]
        return np.stack(each)
    return np.stack([np.asarray(layer(mean, log_var)) for _ in range(calls)])


# %% [markdown]
"""
<details><summary>Hint 1</summary>

In `__init__`, make a `keras.random.SeedGenerator(seed)` and keep it as an attribute of the layer. A generator made in
`call` would start anew each time.

</details>
<details><summary>Hint 2</summary>

`ops.shape(mean)` is the shape of the batch at hand, also where the number of images is not known in advance. Ask
`keras.random.normal` for noise of that shape, with your generator as `seed`.

</details>
<details><summary>Hint 3</summary>

Return the mean plus `ops.exp(log_var / 2)` times the noise.

</details>
"""


# %%
def log_distance(mean, log_var):
    """Return log (z - mean)² of a draw z, whose derivatives are the same for all noise: 0 and 1."""
    z = Sampling(seed=3)(mean, log_var)
    return ops.log(ops.square(z - mean)) + 0 * (mean + log_var)


# %% nbgrader={"grade_id": "check-7-4", "grade": true, "points": 3}
with checks.exercise("7.4"):
    checks.same(draw_codes, "draw_codes")  # with log-variances of -80, the means
    m, v = (np.full((4000, 2), pair, "float32") for pair in ([3, -1], [-4, 2]))
    drawn = draw_codes(m, v, calls=2)
    standard = (drawn - m) / np.exp(v / 2)
    single = np.abs(draw_codes(m[:1], v[:1]) - m[:1]).min()
    because = "all images get the same noise" if single else "a single image gets no noise"
    noisy = single and standard.std(axis=1).max() > 1e-3
    assert noisy, f"{because}; draw it for ops.shape(mean)."
    because = "get the same noise; draw it with the layer's generator, for ops.shape(mean)."
    assert abs(standard.prod(axis=2).mean()) < 0.15, f"the numbers of a code {because}"
    assert abs(standard.prod(axis=0).mean()) < 0.15, f"two calls {because}"
    causes = {
        "exp(log_var) is the variance; sigma is exp(log_var / 2).": [0.0183, 7.389],
        "log_var is taken for sigma; sigma is exp(log_var / 2).": [4, 2],
    }
    sd, because = drawn.std(axis=(0, 1)), "Multiply keras.random.normal by exp(log_var / 2)."
    because = next((c for c, x in causes.items() if np.allclose(sd, x, rtol=0.06)), because)
    gap = np.abs(norm.cdf(np.sort(standard.ravel())) - np.linspace(0, 1, 16_000)).max()
    normal = gap < 0.02 and np.abs(standard).max() > 3
    assert normal, f"the codes do not come from N(mean, exp(log_var)). {because}"
    inside = len(np.unique(draw_codes(m[:300], v[:300], compiled=True)[0][:, 0]))
    assert inside > 290, "in a model, images get the same noise; use keras.random in `call`."
    again = normal and np.abs(draw_codes(m, v, calls=2) - drawn).max() < 1e-5
    assert again, "a layer of the same seed gives other codes; pass `seed` on."
    checks.same(log_distance, "log_distance")

    ### BEGIN HIDDEN TESTS
    def certain(rng):
        for n, d, compiled in ((3, 2, False), (1, 1, False), (4, 5, False), (120, 3, True)):
            mean = rng.normal(0, 2, (n, d)).astype("float32")
            place = "in a model" if compiled else "by itself"
            words = f"{n} means of {d} numbers and log-variances of -80, {place}"
            log_var = np.full_like(mean, -80)
            yield checks.case(words, mean, log_var, calls=2, seed=n, compiled=compiled)

    def spread(rng):
        mean, log_var = rng.normal(0, 1, (2, 4, 3)).astype("float32")
        yield checks.gradient("means and log-variances, for derivatives", mean, log_var)

    checks.same(draw_codes, "draw_codes", certain)
    checks.same(log_distance, "log_distance", spread, tolerance=1e-3)
    ### END HIDDEN TESTS


# %% [markdown]
"""
The encoder has two outputs, and a `Sequential` has one. So it needs the **functional API** of notebook 01: start from
`keras.Input(shape)`, call layers and models on what you have, and close with `keras.Model(inputs, outputs)`, where
`outputs` may be a list.
"""

# %% [markdown]
"""
### Exercise 7.5: An encoder of two heads

*Difficulty: ●○○ · about 10 minutes*

Build an encoder that returns two things for each image: the mean of its code and the log-variance. It is a new trunk,
as `build_trunk` makes it, followed by two layers side by side, each `Dense(2)` on the trunk's features. Neither has an
activation, and nothing stands between. How weights begin is your choice.
"""


# %% nbgrader={"grade_id": "exercise-7-5", "solution": true}
def build_encoder():
    """Return a model: images (n, 28, 28, 1) → a list of means (n, 2) and log-variances (n, 2)."""
    ### BEGIN SOLUTION
    images = keras.Input((28, 28, 1))
    features = build_trunk()(images)
    return keras.Model(images, [layers.Dense(2)(features), layers.Dense(2)(features)])
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`build_trunk()` is a model, and a model can be called on an input like a layer. Two layers called on the same features
make a fork.

</details>
<details><summary>Hint 2</summary>

`keras.Model(images, [a, b])` has two outputs. `a` and `b` come from two different `Dense` layers.

</details>
"""


# %%
def shared_weights():
    """Return how many weights a new encoder shares with another one and with `plain`."""
    one, other = build_encoder(), build_encoder()
    known = {id(v) for model in (other, plain) for v in model.variables}
    return sum(id(v) in known for v in one.variables)


# %% nbgrader={"grade_id": "check-7-5", "grade": true, "points": 2}
with checks.exercise("7.5"):
    checks.same(build_encoder, "build_encoder")
    because = "make trunk and heads inside of build_encoder."
    assert shared_weights() == 0, f"encoders share weights, or take the plain one's: {because}"

    ### BEGIN HIDDEN TESTS
    def pictures(rng):
        yield checks.outputs(
            "random images", inputs=rng.normal(0, 30, (3, 28, 28, 1)).astype("float32")
        )

    checks.same(build_encoder, "build_encoder", pictures, tolerance=1e-4)
    ### END HIDDEN TESTS


# %% [markdown]
r"""
## 4 The loss, and who takes which mean

The loss of one image is $\sum_i \text{BCE}_i + \mathrm{KL}$; that of a batch is the *mean over its images*. Both halves
of that sentence are easily lost in code, because there are three things to add up or average over: pixels, numbers of a
code, and images.

- **What `compile(loss=f)` does.** Keras calls `f(targets, outputs)` and averages *all* numbers that `f` returns. If `f`
  returns one number for each image, that is the mean over images. If it returns one for each pixel, as
  `keras.losses.binary_crossentropy` does for images $(n, 28, 28, 1)$, the mean is over pixels too: the term is 784
  times too small.
- **What `self.add_loss(t)` does.** Keras adds the number `t` to the loss as it is. A layer that adds the *sum* of the
  divergences over a batch of 128 makes that term 128 times too large.

Both mistakes run without an error, and both change the balance between the two terms.

**Instant question.** In Exercise 7.6 you write a loss that returns one number for each image, the first term; in 7.7 a
layer adds the batch's *mean* divergence with `add_loss`. You double the batch size. What happens to the balance between
the two terms?

- (a) The divergence counts twice as much.
- (b) It counts half as much.
- (c) Nothing.

<details><summary>Answer</summary>

(c). Both terms are means over the images of a batch, so its size drops out. (a) would happen with the *sum* of the
divergences; (b) if the first term were summed over the images and the divergence averaged.

</details>
"""

# %% [markdown]
"""
### Exercise 7.6: The reconstruction term

*Difficulty: ●○○ · about 5 minutes*

Return the binary cross-entropy of each image, *summed* over its pixels. You may use
`keras.losses.binary_crossentropy(images, outputs)`, which averages over the last axis.
"""


# %% nbgrader={"grade_id": "exercise-7-6", "solution": true}
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    ### BEGIN SOLUTION
    return ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

The last axis has length 1, so averaging over it only removes it: what remains has shape (n, 28, 28).

</details>
<details><summary>Hint 2</summary>

`ops.sum(..., axis=(1, 2))` sums over the rows and columns of each image.

</details>
"""

# %% nbgrader={"grade_id": "check-7-6", "grade": true, "points": 2}
with checks.exercise("7.6"):
    checks.same(reconstruction_loss, "reconstruction_loss")

    ### BEGIN HIDDEN TESTS
    def pixels(rng):
        for words, n in (("three images and outputs", 3), ("one image and one output", 1)):
            images, outputs = rng.random((2, n, 28, 28, 1)).astype("float32")
            yield checks.case(words, images, outputs)
        white = rng.integers(0, 2, (2, 28, 28, 1)).astype("float32")
        yield checks.case("black and white images, and outputs equal to them", white, white)
        yield checks.gradient(
            "an image and an output, for derivatives", images, 0.02 + 0.96 * outputs
        )

    checks.same(reconstruction_loss, "reconstruction_loss", pixels, tolerance=1e-3)
    ### END HIDDEN TESTS


# %% [markdown]
"""
### Exercise 7.7: Put the model together

*Difficulty: ●●● · about 20 minutes*

Complete two things.

- `KLTerm` is a layer that passes the mean on unchanged and adds the batch's *mean* divergence to the model's loss, with
  `self.add_loss`. Your `kl_divergence` gives that of each image.
- `build_vae` returns the whole model from images to reconstructions, and its encoder and decoder: `build_encoder`,
  `KLTerm`, `Sampling`, `build_decoder`, and nothing between. All are new, and the model is not compiled.
"""


# %% nbgrader={"grade_id": "exercise-7-7", "solution": true}
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        ### BEGIN SOLUTION
        self.add_loss(ops.mean(kl_divergence(mean, log_var)))
        return mean
        ### END SOLUTION


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    ### BEGIN SOLUTION
    encoder, decoder = build_encoder(), build_decoder()
    images = keras.Input((28, 28, 1))
    mean, log_var = encoder(images)
    codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(codes)), encoder, decoder
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`KLTerm` needs two lines: `self.add_loss(...)` with one number, and `return mean`.

</details>
<details><summary>Hint 2</summary>

`encoder(images)` gives two tensors. The code is `Sampling(seed=7)(..., ...)`, and the decoder is called on the code.

</details>
<details><summary>Hint 3</summary>

A layer whose result goes nowhere is left out of a functional model, and its loss with it. Give `Sampling` the mean that
`KLTerm` returns.

</details>
"""

# %% [markdown]
"""
Two functions for the check, which comes before the training: what the layer adds and passes on for given numbers, and
what a new model does.
"""


# %%
def kl_term(mean, log_var):
    """Return what a KLTerm layer adds to the loss for this batch, and what it passes on."""
    layer = KLTerm()
    passed_on = layer(mean, log_var)
    return sum(layer.losses), passed_on


def untrained(images, bias):
    """Return what a new model gives, with this bias in one head and 1.5 of it in the other.

    In training and else: what it adds to the loss, and its reconstructions. Then means and
    log-variances; the decoder's images of these and of NumPy's draws; how many weights it shares.
    """
    model, new_encoder, new_decoder = build_vae()
    heads = [weight for weight in new_encoder.weights if tuple(weight.shape) == (2,)]
    for weight, number in zip(heads, (bias, 1.5 * bias)):
        weight.assign([number, number])
    added, outputs = [], []
    for in_training in (True, False):
        outputs.append(np.asarray(model(images, training=in_training)))
        added.append(float(sum(model.losses)))
    mean, log_var = (np.asarray(part) for part in new_encoder(images))
    z = mean + np.exp(log_var / 2) * np.random.default_rng(77).standard_normal(mean.shape)
    decoded = [np.asarray(new_decoder(part)) for part in (mean, log_var, z)]
    other = build_vae()[0]
    known = {id(v) for v in [*other.variables, *plain.variables]}
    return added, outputs, (mean, log_var), decoded, sum(id(v) in known for v in model.variables)


# %% nbgrader={"grade_id": "check-7-7", "grade": true, "points": 4}
with checks.exercise("7.7"):
    checks.same(kl_term, "kl_term")
    checks.same(build_vae, "build_vae")
    images = np.random.default_rng(7).random((3, 28, 28, 1)).astype("float32")
    _, outputs, _, decoded, shared = untrained(images, -40.0)
    because = "Make encoder and decoder inside of build_vae."
    assert shared == 0, f"a new model has weights of another one, or of the plain one. {because}"
    added, draws, (mean, log_var), of_draws, _ = untrained(images[:1].repeat(500, axis=0), 2.0)
    pairs = (mean, log_var), (log_var, mean)
    kl, turned = (0.5 * (a**2 + np.exp(b) - 1 - b).sum(axis=1).mean() for a, b in pairs)
    mistakes = {
        "A layer whose result goes nowhere is left out: pass on what KLTerm returns.": [0, 0],
        "Outside of training nothing is added; validation needs it too.": [kl, 0],
        "The model contains KLTerm twice.": [2 * kl, 2 * kl],
        "The mean comes first, then the log-variance.": [turned, turned],
    }
    other = 0 < max(added) < 1 and "The encoder that is returned is not the model's."
    because = other or "Give KLTerm both outputs of the encoder, as they are."
    checks.diagnosed(added, [kl, kl], "what a model adds to its loss", mistakes, kl / 1000, because)
    mistakes = {"Sampling gets the mean first, then the log-variance.": [decoded[1]] * 2}
    because = "For variances near 0 they should be what the returned decoder makes of the means."
    checks.diagnosed(outputs, [decoded[0]] * 2, "reconstructions", mistakes, 1e-3, because)
    away, right = (np.abs(these - of_draws[0]).mean() for these in (draws[1], of_draws[2]))
    found = f"reconstructions differ from the mean code's by {away:.3f} on average"
    because = "Decode what Sampling draws, which gets the log-variance as it is."
    assert 0.75 < away / right < 1.25, f"{found}; expected {right:.3f}. {because}"

    ### BEGIN HIDDEN TESTS
    def batches(rng):
        for words, n, d, scale in (
            ("three", 3, 2, 1),
            ("one", 1, 2, 1),
            ("five", 5, 3, 1),
            ("four", 4, 2, 0.1),
        ):
            mean, log_var = rng.normal(0, scale, (2, n, d)).astype("float32")
            yield checks.case(
                f"{words} means and log-variances, with a scale of {scale}", mean, log_var
            )
        yield checks.gradient("means and log-variances, for derivatives", mean + 1, log_var + 1)

    def models(rng):
        given = [
            None,
            rng.normal(0, 1, (3, 28, 28, 1)).astype("float32"),
            rng.normal(0, 2, (3, 2)).astype("float32"),
        ]
        words = "random images for its encoder and codes for its decoder"
        yield checks.outputs(words, inputs=given, parts=(1, 2), compiled=True)

    checks.same(kl_term, "kl_term", batches)
    checks.same(build_vae, "build_vae", models, tolerance=1e-4)
    ### END HIDDEN TESTS


# %% [markdown]
"""
The model is trained on images alone: they are inputs and targets. The metric records the first term by itself, so that
the second is what remains of the loss. While it runs, one picture shows how ten test images are rebuilt after each
epoch.
"""

# %%
training.seed(2)
vae, encoder, decoder = build_vae()
vae.compile(optimizer=optimiser(EPOCHS), loss=reconstruction_loss, metrics=[reconstruction_loss])
before = vae.evaluate(x_validation[:2000], x_validation[:2000], verbose=0, return_dict=True)
history = training.fit(
    vae,
    x_train,
    epochs=EPOCHS,
    batch_size=BATCH,
    validation=x_validation[:2000],
    name="07_vae",
    show=x_test[:10],
)

# %% [markdown]
r"""
**Question 7.2: Predict, run, explain.** The loss has two terms. Before you run the next cells, sketch both against the
epoch: which falls, which rises, and from where? The last of them prints five numbers. Does the validation loss in the
history contain the divergence, and how do the first four show it? Why may this loss not be compared with the plain
autoencoder's?
"""

# %% [markdown] nbgrader={"grade_id": "explain-7-2", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* Before training every pixel is near 0.5, which costs about 784 log 2 = 543 nats, and the divergence is
near 0, as both heads return numbers near 0. Then the first term falls, and the second rises, to 4 or 5 nats within the
first epoch and slowly afterwards. A code that tells images apart needs posteriors that differ from each other, so most
must differ from the prior. That information has its price, and training buys it as long as a nat of divergence saves
more than a nat of cross-entropy.

The validation loss contains the divergence: loss and reconstruction term differ by what the encoder's own outputs give.
`add_loss` counts whenever a loss is computed, in validation too. The plain autoencoder's loss is a mean over pixels,
784 times smaller, has no second term, and its decoder sees the encoder's one code and not a drawn one.

**Rubric (3 points).** 1 point: reconstruction falls and divergence rises from near 0, because information about the
image has to be paid for. 1 point: the difference of the two recorded numbers is the divergence computed from the
encoder. 1 point: another scale (sum against mean over pixels), an extra term, or a drawn code. A wrong prediction costs
nothing.
"""

# %%
kept = {key: np.array([before[key], *history.history[f"val_{key}"]]) for key in before}
reconstruction = kept["reconstruction_loss"]
divergence = kept["loss"] - reconstruction
epochs = range(len(divergence))  # from 0: before training

# %%
labels = {"xlabel": "epoch", "ylabel": "nats for each image"}
title = "The reconstruction term on validation images"
plots.sweep(epochs, {"validation": reconstruction}, title=title, **labels)

# %%
title = "The divergence on validation images"
plots.sweep(epochs, {"validation": divergence}, title=title, **labels)

# %%
validation_kl = np.asarray(kl_divergence(*encoder(x_validation[:2000]))).mean()
print(f"validation loss in the history           {kept['loss'][-1]:8.2f}")
print(f"its reconstruction term                  {reconstruction[-1]:8.2f}")
print(f"the difference                           {divergence[-1]:8.2f}")
print(f"divergence, computed from the encoder    {validation_kl:8.2f}")
pictures = x_validation[:2000, ..., 0]
lazy = 784 * metrics.mean_image_baseline(mnist.train.images, pictures, metrics.bce)
print(f"the mean image's loss, to compare        {lazy:8.2f}")

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Two curves that start far apart and move against each other. The first term drops steeply in the first epoch, from the
cost of a picture that is grey everywhere. The divergence starts next to 0, because a new encoder says the same of every
image, and jumps to a few nats: saying something has a price. The third and the fourth number of the list agree, so the
recorded difference is the divergence. If your divergence stays near 0 and the first term near the mean image's loss,
the training has collapsed: run it again with another seed.

</details>
"""

# %% tags=["claim"]
assert divergence[0] < 1, f"the divergence starts next to 0: {divergence[0]:.3f}"
assert 2 < divergence[-1] < 15, f"the divergence comes to a few nats: {divergence[-1]:.2f}"
first = (reconstruction[0] - reconstruction[1]) / (reconstruction[0] - reconstruction[-1])
assert first > 0.6, f"most of the first term's fall is in the first epoch: {first:.2f}"
apart = abs(divergence[-1] - validation_kl)
assert apart < 0.1, f"the recorded difference is the encoder's divergence: {apart:.3f}"
gain = reconstruction[-1] / lazy
assert gain < 0.9, f"the first term ends below the mean image's loss: {gain:.2f}"

# %% [markdown]
"""
The book on machine learning in ecology from which this network comes trains it with Adamax at the default rate of 0.001
for 50 epochs. Here it is Adam, with the rate that climbs and falls, and a peak eight times as high. Higher is not
always better. While the decoder is poor, the code is worth little to it and has its price all the same. Large steps can
then drive all posteriors to the prior, and little leads back from there. Section 6 shows what that looks like.
"""

# %% [markdown]
r"""
## 5 The plane, and what comes out of it

The encoder gives each image a cloud of codes. First their centres, the posterior means, coloured by digit: labels the
network has never seen.
"""

# %%
test_mean, test_log_var = (np.asarray(part) for part in encoder(x_test[:5000]))
test_sd = np.exp(test_log_var / 2)
title = "VAE: posterior means of 1,000 test images"
plots.code_scatter(test_mean[:1000], y_test[:1000], mnist.class_names, title=title)

# %% [markdown]
r"""
Now the clouds themselves, for 150 images: each ellipse is one standard deviation of $q(z \mid x)$, and the dashed
circles are one, two and three standard deviations of the prior.
"""

# %%
few = slice(0, 150)
title = "VAE: posteriors of 150 test images"
plots.posteriors(test_mean[few], test_sd[few], y_test[few], mnist.class_names, title=title)

# %% [markdown]
"""
The ellipses are small beside the prior's circles, and differ in size and shape. Two forces place them. Where two clouds
overlap, the decoder has to give one image for both, which costs little between two 1s and much between a 1 and a 0. And
every cloud is pulled to the middle, so that room there is scarce. Trained for longer, the clouds come nearer to sharing
out the disc among them. See how far yours are from that: where within the second circle is it empty, and where do
clouds of different digits crowd? A code drawn from an empty place decodes to something that training has never
corrected, one from a crowd to a mixture.
"""

# %% tags=["claim"]
width = np.median(test_sd)
assert width < 0.4, f"the ellipses are small beside the prior's circles: {width:.2f}"

# %% [markdown]
r"""
**Question 7.3: Predict, run, explain.** Two contests between the plain autoencoder and the VAE, which have the same
decoder. Predict the winner of each and guess by how much: (a) reconstruct test images; (b) draw new ones from $\mathcal
N(0, I)$. Run the next cells. For (a), compare the plain autoencoder with the VAE's mean codes and with its *drawn*
codes, which it was trained on: what does the VAE's training ask of it that the plain autoencoder's does not, and what
has that cost? (A gap of a nat or two may come out otherwise on the next run.) For (b) read all columns of the table:
which sampler has two good distances and is still a bad one? How do you know, and why do the distances not show it?
"""

# %% [markdown] nbgrader={"grade_id": "explain-7-3", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* (Numbers at quick effort.) (a) Nearly a tie: about 154 nats for the plain autoencoder, and for the VAE's
mean codes as much or up to 3 more, by run and machine; from drawn codes about one more again. Beside the 50 nats that
both save on the mean image this is little. Most expect the VAE to lose clearly, as it has more to do: it decodes drawn
codes, so all codes of an ellipse must give a picture of the same image, and it pays for the divergence. With two
numbers for an image and a short training, asking for a smooth plane costs little.

(b) Codes from N(0, I) suit the VAE and not the plain autoencoder. The plain one is farther from real images in both
distances (0.19 and 0.21, against 0.17 and 0.20 for real images), and only one in a hundred of its samples is a 1. The
VAE comes close to the real images in both (0.17 and 0.20) and draws all digits, though few 2s and 4s.

The box is the trap: 0.15 and 0.20, two good distances. The first is small because about a third of its samples are
1s, which are near to each other. The second is small because the box holds every code of a real image, whatever else it
holds. The shares and the picture give it away. A blurred picture, too, is near to many images, so that a small first
distance is no proof of sharpness.

**Rubric (3 points).** 1 point: (a) with numbers; the VAE decodes drawn codes and pays for the divergence. 1 point: (b)
with distances and shares from the reader's table. 1 point: says why a small distance can mislead, as with the box. A
wrong prediction costs nothing.
"""

# %%
plain_images = predict(plain, x_test[:5000])
vae_images = predict(decoder, test_mean)
noise = np.random.default_rng(4).standard_normal(test_mean.shape)
drawn_images = predict(decoder, (test_mean + test_sd * noise).astype("float32"))
compared = {"plain": plain_images, "VAE, mean": vae_images, "VAE, drawn": drawn_images}
for name, images in compared.items():
    print(f"{name:<12}cross-entropy per image {784 * metrics.bce(x_test[:5000], images):7.2f}")
pictures = {"original": x_test, "plain": plain_images, "VAE, mean code": vae_images}
plots.rows(pictures, title="Reconstructions")

# %%
samples = plain_samples | {"VAE, N(0, I)": predict(decoder, codes_from_normal(1000, seed=2))}
print_table({"real images": x_validation[:1000]} | samples)
plots.rows(samples, title="Drawn at random: ten codes each")

# %% [markdown] tags=["seen"]
r"""
<details><summary>What you should have seen</summary>

(a) The two are close, and from drawn codes the VAE is a little worse than from mean codes. That is the blur which the
width of its clouds costs, the price of a plane in which neighbours decode alike. Compare these differences with what
either saves against the mean image, whose loss section 4 prints.

(b) No row is sharp throughout; the VAE's samples are mixtures where its plane is crowded. So compare the rows of the
table. The VAE's two distances should both be near those of real images. How far away the plain one's row from $\mathcal
N(0, I)$ is depends on where its codes happen to lie: nothing in its training cares. The VAE's shares are still uneven,
as after few epochs the codes of some digits have little room. One sampler comes out well by distance: look at its
shares, and at section 1's warning about small first distances.

</details>
"""

# %% tags=["claim"]
of_plain, of_mean, of_drawn = (
    784 * metrics.bce(x_test[:5000], images) for images in compared.values()
)
saved = lazy - of_plain
close = abs(of_mean - of_plain) / saved
assert close < 0.25, f"both reconstruct nearly as well, beside what they save: {close:.2f}"
worse = (of_drawn - of_mean) / saved
assert 0 < worse < 0.25, f"from drawn codes a little worse than from mean codes: {worse:.3f}"
real, box, ours = (
    np.array(judge(some)[:2])
    for some in (x_validation[:1000], samples["plain, box"], samples["VAE, N(0, I)"])
)
off = np.abs(ours - real).max()
assert off < 0.03, f"the VAE's two distances are near those of real images: {off:.3f}"
assert box[0] < real[0] + 0.01, f"the box comes out well by distance: {box[0] - real[0]:.3f}"

# %% [markdown]
r"""
Draw from $\mathcal N(0, T^2 I)$ in the place of the prior, and move the temperature $T$. (Where nothing can be moved,
you see a row for each of five temperatures.) At 0 every code is the origin; at 1 the codes are drawn from the prior, as
before; above 1 they lie further out. At which temperature are the pictures sharpest, and which digits are they? At
which are they mixtures, and what does your plane of posterior means show at the origin?
"""

# %%
from helpers import widgets

widgets.sample(decoder, 2, title="VAE: samples by temperature")

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Small temperatures are the least varied and, with two numbers, the most blurred: around the origin the groups of many
digits meet, and the decoder draws their mean. Farther out one digit has the place for itself, so the pictures become
sharper, and more and more of them are of the few kinds that lie at the rim. Beyond that nothing was trained, and
strokes thicken, fade or break. A low temperature gives better pictures only where the middle of the prior is a good
place, as in models with many numbers and a long training.

</details>
"""

# %% tags=["claim"]
of_prior = codes_from_normal(500, seed=1)
cold, warm = (predict(decoder, (t * of_prior).astype("float32")) for t in (0.5, 2))
grey = [(images * (1 - images)).sum() / images.sum() for images in (cold, warm)]
assert grey[0] > grey[1], (
    f"T = 0.5 is more blurred than 2, by undecided ink: {grey[0] / grey[1]:.2f}"
)
varied = warm.std(axis=0).mean() / cold.std(axis=0).mean()
assert varied > 1, f"T = 2 is more varied than 0.5, by the spread of pixels: {varied:.2f}"

# %% [markdown]
r"""
Instead of drawing, one can go through the plane in order. Equal steps in $z$ would give most of a picture to corners
that the prior hardly ever visits. Equal steps in *probability* are fairer: cut the normal distribution into 15 parts of
the same probability, and take the middle of each, its quantile $\Phi^{-1}\bigl(\frac{k + 1/2}{15}\bigr)$ for $k = 0,
\dots, 14$, with $\Phi$ the distribution function of the standard normal (in code, `norm.ppf`). In this picture every
image stands for the same share of what the model draws.
"""

# %% tags=["readme"]
edge = 0.5 / 15
plots.decoded_grid(
    lambda shares: decoder(norm.ppf(shares)),
    low=(edge, edge),
    high=(1 - edge, 1 - edge),
    labels=("share of the prior below code 1", "share of the prior below code 2"),
    title="VAE: the plane, by quantiles of the prior",
)

# %% [markdown]
"""
The same for the plain autoencoder, whose codes have no distribution to cut: equal steps over its box. Which of the two
figures has more pictures that are no digit?
"""

# %%
low, high = plain_codes.min(axis=0), plain_codes.max(axis=0)
title = "Plain autoencoder: the box of its codes"
plots.decoded_grid(plain_decoder, low=low, high=high, title=title)

# %% [markdown]
"""
The VAE's plane once more, in equal steps of the code. Choose a picture and enlarge around it: from one digit to the
next it goes in small steps. Or go below 1 ×, out to where the prior hardly ever draws a code.
"""

# %%
widgets.grid(decoder, title="VAE: the plane from -3 to 3")

# %% [markdown]
r"""
Why the prior can be sampled: each $q(z \mid x)$ is narrow and far from $\mathcal N(0, I)$, but *together* they should
make it up. Draw an image at random and then a code from its posterior, and the code has the **aggregate posterior**

$$q(z) = \frac1N \sum_{n=1}^N q(z \mid x_n).$$

The decoder was trained on codes from $q(z)$; new images are decoded from $p(z)$. Samples are good as far as the two
agree. The mean and the variance of $q(z)$ follow from those of its parts by the law of total variance, for each number
of the code:

$$m = \frac1N \sum_n \mu_n, \qquad s^2 = \underbrace{\frac1N \sum_n \sigma_n^2}_{\text{within}} +
\underbrace{\frac1N \sum_n (\mu_n - m)^2}_{\text{between}}.$$
"""

# %% [markdown]
"""
### Exercise 7.8: The mean and spread of all codes

*Difficulty: ●●○ · about 10 minutes*

Return the mean and the standard deviation of the aggregate posterior, for each number of the code.
"""


# %% nbgrader={"grade_id": "exercise-7-8", "solution": true}
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    ### BEGIN SOLUTION
    within, between = np.exp(log_var).mean(axis=0), mean.var(axis=0)
    return mean.mean(axis=0), np.sqrt(within + between)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`array.var(axis=0)` is the mean squared distance from the mean, for each number of the code: the part between.

</details>
<details><summary>Hint 2</summary>

The part within is the mean of the variances, not of the log-variances. Take the root at the very end.

</details>
"""

# %% nbgrader={"grade_id": "check-7-8", "grade": true, "points": 2}
with checks.exercise("7.8"):
    checks.same(aggregate_posterior, "aggregate_posterior")

    ### BEGIN HIDDEN TESTS
    def posteriors(rng):
        for n, d in ((4, 2), (3, 5), (1, 2), (1200, 1)):
            mean, log_var = rng.normal(1, 1.5, (2, n, d)).astype("float32")
            yield checks.case(f"means and log-variances of shape ({n}, {d})", mean, log_var)
        equal, log_var = np.tile(rng.normal(size=3), (5, 1)), rng.normal(-12, 1, (5, 3))
        yield checks.case("equal means, log-variances near -12", equal, log_var)

    checks.same(aggregate_posterior, "aggregate_posterior", posteriors)
    ### END HIDDEN TESTS


# %%
# The plain encoder's codes have no spread: sigma is exp(-25).
certain = np.full_like(plain_codes, -50.0)
print("                       mean             sd         divergence from N(0, I)")
for name, codes in {"plain": (plain_codes, certain), "VAE": (test_mean, test_log_var)}.items():
    m, s = aggregate_posterior(*codes)
    away = float(kl_divergence(m[None], 2 * np.log(s)[None])[0])
    print(f"{name:<14}{m[0]:8.2f}{m[1]:8.2f}{s[0]:9.2f}{s[1]:6.2f}{away:16.3f}")

# %% [markdown]
r"""
The last column is your closed form again, for a normal distribution with the mean and the standard deviations of
$q(z)$. It is blind to holes, which the scatter plots show, to the difference between a round cloud and a ring, and to
any correlation between the two numbers: with it the divergence can only be larger. A number near 0 is necessary for
good samples, not sufficient.
"""

# %% [markdown]
r"""
## 6 A mean in the place of a sum

In notebooks 01, 02 and 05 the loss was given as the string `"binary_crossentropy"`, a mean over the pixels. The next
cell trains a second VAE with it, of the same layers. It has another seed and fewer epochs, since what it shows comes
within the first.

**Question 7.4: Predict, run, explain.** The first term is now 784 times smaller, and the divergence is not. Before you
run: what will the encoder do, and what will the decoder draw for ten different codes? Which loss will be lower, this
one or the first VAE's? Run the cells, and explain what you see from the two terms: what does the code cost, and what is
it worth? How would you notice this mistake in a model of your own?
"""

# %% [markdown] nbgrader={"grade_id": "explain-7-4", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* The divergence is 0 to four digits: all posteriors are the prior, whatever the image. The code carries
nothing, and the decoder draws the same grey picture for all codes, close to the mean of the training images. This is
called **posterior collapse**.

A code that tells images apart costs about 5 nats. In the sum over pixels it saves about 45 (from 204, the mean
image's, to about 159), a bargain. In the mean it saves 45 / 784, or 0.06, for the same price of 5. Not to use the code
is the best answer to this loss. The loss looks far better, 0.26 against 164, and is in another unit: 0.26 times 784 is
about 205, no better than the mean image.

Signs to look for: a divergence near 0, outputs that do not change with the code, and a reconstruction term equal to the
mean image's.

**Rubric (3 points).** 1 point: the divergence is near 0 and all samples are alike, whatever the code. 1 point: weighs
what the code costs in divergence against what it saves in cross-entropy, with the factor 784. 1 point: a sign by which
to notice it, other than the loss itself. A wrong prediction costs nothing.
"""

# %%
training.seed(3)
mean_vae, mean_encoder, mean_decoder = build_vae()
mean_epochs = effort.pick(full=10, quick=1, grade=1)
mean_vae.compile(optimizer=optimiser(mean_epochs), loss="binary_crossentropy")
some = x_train[: effort.pick(full=None, quick=None, grade=128)]
mean_history = training.fit(
    mean_vae,
    some,
    epochs=mean_epochs,
    batch_size=BATCH,
    validation=x_validation[:2000],
    name="07_mean",
)

# %%
mean_mean, mean_log_var = (np.asarray(part) for part in mean_encoder(x_test[:150]))
mean_kl = abs(float(ops.mean(kl_divergence(mean_mean, mean_log_var))))
print(f"mean divergence: {mean_kl:.5f}")
some = predict(mean_decoder, codes_from_normal(10, seed=2))
pictures = {"mean over pixels": some, "sum over pixels": samples["VAE, N(0, I)"]}
plots.rows(pictures, title="Ten codes, two losses")

# %%
mean_sd = np.exp(mean_log_var / 2)
title = "Posteriors, with the mean over pixels"
plots.posteriors(mean_mean, mean_sd, y_test[:150], mnist.class_names, title=title)

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Ten times the same grey blob, a divergence that is 0 to several digits, and all ellipses on one and the same circle of
the prior. Nothing has gone wrong in the training: it has found the cheapest answer to the question it was asked. Divide
what your section 4 saved against the mean image by 784, and compare that with the nats of divergence it took. And the
small loss is no sign of quality: multiply it by 784, and compare it with the mean image's.

</details>
"""

# %% tags=["claim"]
assert mean_kl < 1e-3, (
    f"with the mean over pixels the divergence is 0 to several digits: {mean_kl:.6f}"
)
alike = some.std(axis=0).max()
assert alike < 0.02, f"ten codes give the same picture: {alike:.4f}"
ratio = 784 * mean_history.history["val_loss"][-1] / lazy
assert 0.95 < ratio < 1.1, f"times 784, the small loss is the mean image's: {ratio:.3f}"

# %% [markdown]
r"""
## 7 How tight is the bound?

The loss is an upper bound of $-\log p(x)$. Is the model bad where the loss is large, or only the bound? The gap is
$\mathrm{KL}(q(z \mid x) \,\|\, p(z \mid x))$, which we could not compute. But we can get around it.

Since $p(x) = \int p(x \mid z)\, p(z)\, dz = \mathbb E_q \left[ \frac{p(x \mid z)\, p(z)}{q(z \mid x)} \right]$, the
evidence is the mean of **weights** $w = p(x \mid z)\, p(z) / q(z \mid x)$ of codes drawn from $q$. The mean of $K$
weights is an estimate of it, and by Jensen's inequality its logarithm is too small on average:

$$\mathbb E \log \frac1K \sum_{k=1}^K w_k \le \log \mathbb E \frac1K \sum_{k=1}^K w_k = \log p(x).$$

For $K = 1$ the left-hand side is the ELBO. With more codes it rises towards $\log p(x)$. This is the
**importance-weighted bound**.

The weights themselves are risky to store: $e^{-150}$ is far below what `float32` can hold, and $e^{-1000}$, which a
larger image may have, is below `float64`. Their logarithms can always be stored. So take out the largest, $a = \max_k
\log w_k$:

$$\log \frac1K \sum_k w_k = a + \log \sum_k e^{\log w_k - a} - \log K.$$
"""

# %% [markdown]
"""
### Exercise 7.9: The logarithm of a mean of tiny numbers

*Difficulty: ●●○ · about 10 minutes*

Return the importance-weighted bound of each image, from the logarithms of its weights. SciPy's `logsumexp`, imported at
the top, does most of it in one call; written out, it is the formula above. Either will do.
"""


# %% nbgrader={"grade_id": "exercise-7-9", "solution": true}
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    ### BEGIN SOLUTION
    return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

The largest of each row, kept as a column: `log_weights.max(axis=1, keepdims=True)`.

</details>
<details><summary>Hint 2</summary>

Subtract it, take exponentials, sum each row, take the logarithm, add the largest again, and subtract `np.log(K)`.
`logsumexp` of SciPy, imported above, does all of this in one call but the last, if told to sum along `axis=1`.

</details>
"""

# %% nbgrader={"grade_id": "check-7-9", "grade": true, "points": 2}
with checks.exercise("7.9"):
    checks.same(weighted_bound, "weighted_bound")

    ### BEGIN HIDDEN TESTS
    def weights(rng):
        yield checks.case("two weights for each of three images", rng.normal(0, 1, (3, 2)))
        yield checks.case("five weights for each of four images", rng.normal(0, 2, (4, 5)))
        yield checks.case("one weight for each image", rng.normal(-150, 20, (3, 1)))
        yield checks.case("one image", rng.normal(-150, 20, (1, 6)))
        near = rng.normal(0, 1, (3, 4)) + np.array([[-1000], [0], [1000]])
        yield checks.case("logarithms near -1000, 0 and 1000", near)
        wide = np.full((3, 5), -1500.0)
        wide[[0, 1, 2], [2, 0, 4]] = rng.normal(0, 5, 3)
        yield checks.case("logarithms of -1500 and one near 0", wide)
        far = np.concatenate([rng.normal(-150, 1, (2, 1)), rng.normal(-163, 1, (2, 40))], axis=1)
        yield checks.case("one weight far above forty others", far)
        none = np.where(np.arange(4) == 2, -np.inf, rng.normal(0, 1, (3, 4)))
        yield checks.case("a weight of 0, whose logarithm is minus infinity", none)

    checks.same(weighted_bound, "weighted_bound", weights, tolerance=1e-6)
    ### END HIDDEN TESTS


# %% [markdown]
r"""
Now the weights of some test images (200 at effort `quick`), from 100 codes each. And since the code has only two
numbers, we can do what is out of the question for larger codes: compute the integral over the plane as a sum over a
fine grid from −5 to 5. That is the evidence, as long as the posterior does not reach beyond the grid; where it does,
the sum is too small and the gap is larger than printed.
"""

# %%
count = effort.pick(full=400, quick=200, grade=50)
bound_images = x_test[:count]


def log_likelihood(images, codes):
    """Return log p(x|z) of images (n, 28, 28, 1) at codes of their own (n, K, 2), as (n, K)."""
    decoded = predict(decoder, codes.reshape(-1, 2).astype("float32"))
    repeated = np.repeat(images, codes.shape[1], axis=0)
    return -np.asarray(reconstruction_loss(repeated, decoded)).reshape(codes.shape[:2])


# %%
m, v = test_mean[:count, None], test_log_var[:count, None]
z = m + np.exp(v / 2) * np.random.default_rng(5).standard_normal((count, 100, 2))
log_weights = log_likelihood(bound_images, z) + log_normal(z, 0 * z, 0 * z) - log_normal(z, m, v)

# %%
side = effort.pick(full=251, quick=201, grade=101)
line = np.linspace(-5, 5, side)
grid = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2).astype("float32")
pixels = np.clip(predict(decoder, grid).reshape(-1, 784), 1e-7, 1 - 1e-7)
flat = bound_images.reshape(-1, 784)
at_grid = flat @ np.log(pixels).T + (1 - flat) @ np.log1p(-pixels).T
at_grid = at_grid + log_normal(grid, 0 * grid, 0 * grid)
evidence = logsumexp(at_grid, axis=1) + 2 * np.log(line[1] - line[0])

# %%
ks = (1, 2, 5, 10, 20, 50, 100)
# The 100 weights of an image, in groups of k.
bounds = [weighted_bound(log_weights.reshape(-1, k)).mean() for k in ks]
plots.sweep(
    ks,
    {"importance-weighted bound": bounds},
    xlabel="codes for each image, K",
    ylabel="nats for each image",
    log_x=True,
    baselines={"ELBO": log_weights.mean(), "log p(x)": evidence.mean()},
    title="From the ELBO to the evidence",
)

# %%
gaps = evidence - log_weights.mean(axis=1)
order = np.argsort(gaps)
print("nats on average:")
print(f"ELBO {log_weights.mean():.2f}, log p(x) {evidence.mean():.2f}, gap {gaps.mean():.2f}")
chosen = np.concatenate([order[:5], order[-5:]])
title = "The five smallest gaps and the five largest"
plots.image_grid(bound_images[chosen], titles=[f"{gaps[i]:.1f}" for i in chosen], title=title)

# %% [markdown]
"""
The average hides how different the images are. The next figure has the gaps of all of them, sorted.
"""

# %%
plots.sweep(
    100 * (np.arange(count) + 0.5) / count,
    {"gap": gaps[order]},
    xlabel="share of the images, per cent",
    ylabel="gap in nats",
    baselines={"mean": gaps.mean()},
    title="The gaps of all images, sorted",
)

# %% [markdown]
r"""
Now the cause, for the image of the smallest gap, one in the middle and the one of the largest. The upper row is the
encoder's ellipse, the lower one the posterior $p(z \mid x)$, computed on the grid; each picture is the plane from −5
to 5. Shown is the fourth root of the density, which makes narrow clouds wide enough to be seen.
"""

# %%
three = order[[0, count // 2, -1]]
of_encoder = log_normal(grid[None], test_mean[three, None], test_log_var[three, None])
clouds = {}
for name, logs in {"encoder": of_encoder, "posterior": at_grid[three]}.items():
    density = np.exp((logs - logs.max(axis=1, keepdims=True)) / 4)
    clouds[name] = density.reshape(-1, len(line), len(line))[:, ::-1]  # code 2 upwards
title = "The encoder's cloud and the true one"
plots.rows(clouds, titles=[f"gap {gaps[i]:.1f}" for i in three], title=title)

# %% [markdown]
r"""
Where the gap is small, the two clouds lie in the same place and have the same form. Where it is large, they do not: one
encoder serves all images, and for an unusual one it puts the cloud in a wrong place, or one cloud where there should be
two, while a code elsewhere in the plane would decode better. There the loss blames the decoder for a mistake of the
encoder. More weights help only where some draws reach the right place: in the figure *From the ELBO to the evidence*,
compare how far the curve has climbed at 100 codes with what is missing to $\log p(x)$.

In two dimensions a grid finds this out. With ten numbers in a code a grid of 200 points each way would need
$200^{10}$ images, and the bound is what there is.
"""

# %% tags=["claim"]
peaks = grid[at_grid[three].argmax(axis=1)]
away = np.linalg.norm(peaks - test_mean[three], axis=1)
assert away[0] < 0.4, f"at the smallest gap the clouds lie in the same place: {away[0]:.2f}"
assert away[-1] > away[0], f"at the largest gap they do not: {away[-1]:.2f}"
share = np.median(gaps) / gaps.mean()
assert share < 1, f"the mean gap is above that of the middle image: {share:.2f}"
assert (np.diff(bounds) > 0).all(), (
    f"more weights bring the bound nearer: {np.diff(bounds).min():.3f}"
)

# %% [markdown]
r"""
**Instant question.** A VAE's loss is 160 nats on test images, another one's is 158. May you conclude that the second
makes the images more probable?

- (a) Yes, the loss is $-\log p(x)$.
- (b) No: each loss is an upper bound of $-\log p(x)$, and the gaps may differ.
- (c) Yes, if both have the same decoder.

<details><summary>Answer</summary>

(b). The gap depends on how well the encoder meets the posterior; a better encoder alone lowers the loss and leaves
$p(x)$ as it is. (a) forgets the gap. (c) is a good example of it: with the very same decoder both make the images
equally probable, and the difference is all gap.

</details>
"""

# %% [markdown]
r"""
## What to take away

- A plain autoencoder's loss says nothing of where codes lie. So no distribution is known from which to draw them.
- The VAE's loss is the summed cross-entropy plus the divergence from the prior: an upper bound of $-\log p(x)$.
- Draw noise, not the code: $z = \mu + \sigma \varepsilon$ lets gradients pass.
- A sum exchanged for a mean changes the weight between the two terms, and the code may collapse.
- Samples are as good as the agreement of the aggregate posterior with the prior; their blur is that of reconstructions.
"""

# %% [markdown]
"""
## Your progress
"""

# %%
progress.table("07_variational")

# %% [markdown]
"""
**Where next.** Notebook 08 gives the posterior a full covariance matrix, colours its images, and turns the weight of
the divergence on purpose. Notebook 10 walks along lines through the codes of faces.

**References.** D. Kingma and M. Welling, *Auto-encoding variational Bayes*, 2014. D. Rezende, S. Mohamed and
D. Wierstra, *Stochastic backpropagation and approximate inference in deep generative models*, 2014. Y. Burda,
R. Grosse and R. Salakhutdinov, *Importance weighted autoencoders*, 2016. M. Hoffman and M. Johnson, *ELBO surgery*,
2016.
"""
