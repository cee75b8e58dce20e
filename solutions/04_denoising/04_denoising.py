# %% [markdown]
r"""
# 04 · Denoising

{{badge}}

A network with a bottleneck copies what it has seen. A **denoiser** gets a damaged image as input and is trained to
return the clean one. You make the damage yourself and measure it, train denoisers for garments and digits, and find out
how far they get beyond a filter and beyond the best linear map, and where they stop working.

**You will be able to**

- add Gaussian noise of a given mean and standard deviation, and show by statistics that it is right;
- say what clipping to $[0, 1]$ does to that mean and standard deviation;
- measure a denoiser in decibels, against the noisy input, the mean image, a filter and a linear map;
- train a denoiser on the right pairs, and tell from its errors when the pairs were wrong;
- say what a denoiser does at a noise level it was not trained for, and why.

**You should know** notebooks 01 and 02: dense networks, binary cross-entropy, the learning rate that climbs and falls.

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

from helpers import checks, data, effort, metrics, noise, plots, progress, training
from helpers.predict import predict

# %%
fashion = data.fashion_mnist()
f_train = fashion.train.images
f_validation = fashion.validation.images
f_test = fashion.test.images
mnist = data.mnist()
d_train = mnist.train.images
d_validation = mnist.validation.images
d_test = mnist.test.images
print("garments", f_train.shape, " digits", d_train.shape)

# %% [markdown]
r"""
## 1 Noise made to order

**Additive Gaussian noise** adds to every pixel a number of its own, drawn from a normal distribution:

$$y_i = x_i + m + \sigma \varepsilon_i, \qquad \varepsilon_i \sim \mathcal N(0, 1) \text{ independently.}$$

$m$ is the mean of the noise and $\sigma$ its **standard deviation**. Its variance is $\sigma^2$. The distribution is
written $\mathcal N(m, \sigma^2)$, with the variance, while code asks for the standard deviation: a common source of
error.

NumPy draws random numbers from a **generator**: `rng = np.random.default_rng(seed)`. Two generators with the same seed
give the same numbers; without a seed (`None`) each generator gives others.
"""

# %% [markdown]
"""
### Exercise 4.1: Add Gaussian noise

*Difficulty: ●○○ · about 10 minutes*

Return the images with noise as `float32`, without clipping, and leave the given array as it is. The same seed, 0 too,
gives the same noise, another seed other noise. Which numbers these are, and how you draw them, is up to you.
"""


# %% nbgrader={"grade_id": "exercise-4-1", "solution": true}
def add_gaussian(images, sigma, mean=0.0, seed=None):
    """Return images + noise, float32, of the same shape.

    images: float array of any shape; sigma, mean: of the noise; seed: a whole number, or None for
    noise that is new at each call.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    drawn = rng.standard_normal(images.shape, dtype="float32")
    return (images + mean + sigma * drawn).astype("float32")
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`rng.normal(mean, sigma, size)` draws an array of numbers. `size` is a shape, such as `images.shape`.

</details>
<details><summary>Hint 2</summary>

`images + noise` is a new array; `images += noise` would change the one that was given. End with `.astype("float32")`.

</details>
"""

# %% nbgrader={"grade_id": "check-4-1", "grade": true, "points": 2}
with checks.exercise("4.1"):
    rng = np.random.default_rng(41)
    sigma, mean = rng.uniform((0.1, 0.4), (0.3, 0.7)).round(2)
    for shape, m in (((300, 12, 9), mean), ((40_000,), -mean)):
        noisy = add_gaussian(given := (clean := rng.random(shape)).copy(), sigma, m, seed=0)
        checks.array(noisy, "add_gaussian(images, ...)", shape=shape, dtype="float32")
        assert (given == clean).all(), "the given array was changed; return a new one."
        assert noisy.min() < 0 or noisy.max() > 1, "no pixel is outside [0, 1]; do not clip."
        causes = {"`mean` is not added.": (0, sigma), "Mean and sigma are swapped.": (sigma, m)}
        causes |= {"sigma is squared.": (m, sigma**2), "This is sigma's root.": (m, sigma**0.5)}
        found = np.array([np.mean(noisy - clean), np.std(noisy - clean)])
        checks.diagnosed(found, (m, sigma), "mean and sd of the noise", causes, sigma / 40)
    zeros = np.zeros((400, 20, 20), dtype="float32")
    first, again, other = (np.ravel(add_gaussian(zeros, 1.0, seed=seed)) for seed in (0, 0, 1))
    for words, a, b, wanted in (
        *(("Each pixel needs its own number.", first[k:], first[:-k], 0) for k in (1, 20)),
        ("Seed 0 was given twice: it must give the same noise.", first, again, 1),
        ("Seeds 0 and 1 were given: make the generator from `seed`.", first, other, 0),
        ("Seed 1 repeats seed 0: one generator for all images.", first[400:], other[:-400], 0),
        ("No seed was given twice: pass None on.", *(add_gaussian(zeros, 1.0) for _ in "12"), 0),
    ):
        found = np.corrcoef(np.ravel(a), np.ravel(b))[0, 1]
        checks.close(found, wanted, "the correlation of two pieces of noise", 0.02, words)
    assert len(np.unique(first)) > 0.9 * first.size, "noise repeats; each pixel needs its own."
    for far, share, *others in ((1, 0.3173, 0.4226, 0.2431), (3, 0.0027, 0, 0.0144)):
        causes = dict(zip(("It is uniform, or cut off.", "It is Laplace's."), others))
        what, room = f"the share of noise beyond {far} sigma", 5 * (share / first.size) ** 0.5
        checks.diagnosed(np.mean(np.abs(first) > far), share, what, causes, room)
        assert abs(add_gaussian(np.zeros(2), 1, seed=1).sum()) > 1e-6, "Do not standardise noise."

# %% [markdown]
"""
The same garments at four levels. What lies outside [0, 1] is shown as black or white.
"""

# %%
levels = {}
for sigma in (0, 0.01, 0.1, 0.5):
    levels[f"sigma {sigma}"] = np.clip(add_gaussian(f_test[:10], sigma, seed=1), 0, 1)
plots.rows(levels, title="Gaussian noise: 0.01 cannot be seen, 0.5 hides the details")

# %% [markdown]
r"""
A picture shows that there is noise. Whether its mean and standard deviation are right takes statistics. From $n$
differences $d_i = y_i - x_i$,

$$\bar d = \frac1n \sum_i d_i, \qquad s = \sqrt{\frac1n \sum_i (d_i - \bar d)^2}.$$

These are estimates, and they vary from one sample to the next. The standard deviation of $\bar d$, called its
**standard error**, is $s / \sqrt n$; that of $s$ is about $s / \sqrt{2n}$ for normal noise. A right noise function
gives a $\bar d$ within two standard errors of $m$ in 95 of 100 samples, and hardly ever five away.
"""

# %% [markdown]
"""
### Exercise 4.2: Measure the noise

*Difficulty: ●○○ · about 5 minutes*

Return the mean of the differences, their standard deviation, and the standard error of the mean, over all pixels of all
images, by the formulas above and not rounded.
"""


# %% nbgrader={"grade_id": "exercise-4-2", "solution": true}
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    ### BEGIN SOLUTION
    difference = noisy - clean
    sd = difference.std()
    return difference.mean(), sd, sd / np.sqrt(difference.size)
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`array.mean()` and `array.std()` work over all elements when no axis is given.

</details>
<details><summary>Hint 2</summary>

`array.size` is the number of all elements; `len(array)` would be the number of images only.

</details>
"""

# %% nbgrader={"grade_id": "check-4-2", "grade": true, "points": 1}
with checks.exercise("4.2"):
    checks.same(noise_statistics, "noise_statistics")

    ### BEGIN HIDDEN TESTS
    def pairs(rng):
        for words, shape in (
            ("images of 3 × 4", (5, 3, 4)),
            ("two images of 2 × 5", (2, 2, 5)),
            ("vectors", (4, 6)),
            ("colour images", (2, 3, 4, 3)),
        ):
            clean = rng.random(shape)
            yield checks.case(words, clean, clean + rng.normal(-0.3, 0.7, shape))
        clean = rng.random((4, 3, 5)).round()
        yield checks.case(
            "images of which half the pixels are as they were",
            clean,
            np.where(rng.random(clean.shape) < 0.5, clean, rng.random(clean.shape)),
        )

    checks.same(noise_statistics, "noise_statistics", pairs)
    ### END HIDDEN TESTS

# %%
print("sigma    mean of the noise     standard deviation")
for seed, sigma in enumerate((0.01, 0.1, 0.5, 1)):
    mean, sd, error = noise_statistics(f_test, add_gaussian(f_test, sigma, seed=seed))
    print(f"{sigma:<7}{mean:+10.6f} ± {error:.6f}{sd:12.5f}")

# %% [markdown]
r"""
## 2 What clipping does

Pixels live in $[0, 1]$, so noisy images are **clipped**: what falls below 0 becomes 0, what exceeds 1 becomes 1.

$$y = \min(1, \max(0, x + m + \sigma \varepsilon))$$

A clipped value is above a threshold $t \in [0, 1)$ exactly when the unclipped one is. Since the mean of a variable in
$[0, 1]$ is the integral of its probability of exceeding $t$,

$$\mathbb E[y \mid x] = \int_0^1 P(x + m + \sigma\varepsilon > t)\, dt
= \int_0^1 \Phi\!\left(\frac{x + m - t}{\sigma}\right) dt,$$

with $\Phi$ the distribution function of the standard normal. With its density $\varphi$ and
$G(z) = z\,\Phi(z) + \varphi(z)$, whose derivative is $\Phi(z)$, the integral is

$$\mathbb E[y \mid x] = \sigma \left[ G\!\left(\frac{x + m}{\sigma}\right)
- G\!\left(\frac{x + m - 1}{\sigma}\right) \right].$$

For the mean square, the probability is weighted with $2t$:
$\mathbb E[y^2 \mid x] = \int_0^1 2t\, P(x + m + \sigma\varepsilon > t)\, dt$. The standard deviation after clipping
is the root of $\mathbb E[y^2 \mid x] - \mathbb E[y \mid x]^2$. A guess needs none of these formulas; the cells below
compare them with a million draws.

**Question 4.1: Predict, run, explain.** A black pixel ($x = 0$) gets noise of mean 0 and standard deviation 1, and is
clipped. Guess its mean and its standard deviation after clipping. Then guess, for noise of mean 0.5 and standard
deviation 0.5, how often a black and how often a white pixel keeps its exact value. Run the next two cells, and explain
the numbers. What has become of the contrast, the difference between the means of white and black, under each of the two
noises?
"""

# %% [markdown] nbgrader={"grade_id": "explain-4-1", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* The unclipped noise has mean 0 and standard deviation 1. A black pixel can only get brighter: the
negative half of the noise is cut to 0, so half of the pixels stay exactly black and the mean rises to 0.316. White
pixels mirror this: 0.684. The contrast shrinks from 1 to 0.37: the clipped images are not only noisy but flat and grey.
The standard deviation falls to 0.40, because clipping leaves only values between 0 and 1, and there it can never exceed
0.5.

With mean 0.5 and standard deviation 0.5 the two ends differ. A black pixel stays black only when the noise is below 0,
that is one standard deviation below its mean: 16 %. Its mean is 0.5. A white pixel becomes darker only when the noise
is below 0, also 16 %, so 84 % stay exactly white. The ground is destroyed and the ink survives: after clipping, the
damage depends on the image.

**Rubric (3 points).** 1 point: the mean moves away from 0 because one side of the noise is cut off. 1 point: the
standard deviation is smaller than sigma because the values are confined to [0, 1]. 1 point: contrast reduced, or black
and white pixels affected differently, with a number. A wrong prediction costs nothing.
"""

# %%
print("noise           pixel     mean   standard deviation   unchanged")
for mean, sigma in ((0, 1), (0.5, 0.5)):
    for word, value in (("black", 0), ("white", 1)):
        pixels = np.full(1_000_000, value)
        clipped = np.clip(add_gaussian(pixels, sigma, mean, seed=3), 0, 1)
        share = np.mean(clipped == pixels)
        name = f"N({mean}, {sigma}²)"
        print(f"{name:<16}{word}{clipped.mean():9.3f}{clipped.std():14.3f}{share:18.0%}")

# %%
from scipy.stats import norm

t = (np.arange(10_000) + 0.5) / 10_000
print("by the integrals         mean   standard deviation")
for mean, sigma in ((0, 1), (0.5, 0.5)):
    for word, value in (("black", 0), ("white", 1)):
        above = norm.cdf((value + mean - t) / sigma)  # the probability that y exceeds t
        centre = above.mean()
        spread = np.sqrt((2 * t * above).mean() - centre**2)
        print(f"{f'N({mean}, {sigma}²)':<16}{word}{centre:9.3f}{spread:14.3f}")

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Noise of mean 0 is negative in half of all draws, and there clipping gives a black pixel its old value back; in the
other half the pixel gets brighter. So its mean lies far above 0, and that of a white pixel as far below 1: take the
difference. For the standard deviation, ask how large it can be at most if all values lie between 0 and 1. The integrals
agree with the draws to two or three decimals.

With mean 0.5 and standard deviation 0.5 the noise is negative only where it falls more than one standard deviation
below its mean. That is one draw in six, so few black pixels come back to 0, while most white ones are pushed above 1
and cut back to it.

</details>
"""

# %%
brightness = np.linspace(0, 1, 21)
many = np.tile(brightness, (100_000, 1))
means = {}
for mean, sigma in ((0.5, 0.5), (0, 0.1), (0, 0.5), (0, 1)):
    clipped = np.clip(add_gaussian(many, sigma, mean, seed=4), 0, 1)
    means[f"N({mean}, {sigma}²)"] = clipped.mean(axis=0)

# %%
plots.sweep(
    brightness,
    means,
    xlabel="brightness of the pixel",
    ylabel="mean after clipping",
    title="Clipping moves the mean",
)

# %% [markdown]
"""
Without clipping, all lines of mean 0 would be the diagonal, and the other would lie 0.5 above it. So a denoiser of
clipped images has two jobs: to take out the random part, and to undo a systematic change of brightness.
"""

# %% [markdown]
"""
### Exercise 4.3: Salt, pepper and black rectangles

*Difficulty: ●●○ · about 15 minutes*

Not all damage is additive. **Salt and pepper** turns each pixel white with probability `fraction / 2`, black with
probability `fraction / 2`, and leaves the rest. A **black rectangle** covers one place of each image, wholly inside it
and drawn at random for each image, all places as likely.

Write both. Return new arrays of floats, and let the seed decide as in Exercise 4.1.
"""


# %% nbgrader={"grade_id": "exercise-4-3", "solution": true}
def salt_and_pepper(images, fraction, seed=None):
    """Return images (n, h, w) with white and black pixels.

    fraction: the share of the pixels that become white or black, each as likely.
    """
    ### BEGIN SOLUTION
    draw = np.random.default_rng(seed).random(images.shape)
    return np.where(draw < fraction / 2, 1, np.where(draw < fraction, 0, images)).astype("float32")
    ### END SOLUTION


def black_rectangles(images, height, width, seed=None):
    """Return images (n, h, w), each with one black rectangle at a random place.

    height, width: of the rectangles, in pixels.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    covered = images.copy()
    for image in covered:
        top = rng.integers(0, image.shape[0] - height, endpoint=True)
        left = rng.integers(0, image.shape[1] - width, endpoint=True)
        image[top : top + height, left : left + width] = 0
    return covered
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

One uniform number for each pixel decides its fate: `draw = rng.random(images.shape)`. Where `draw < fraction / 2`, the
pixel becomes white; where it lies between `fraction / 2` and `fraction`, black. `np.where` chooses.

</details>
<details><summary>Hint 2</summary>

Copy the images, then loop: `for image in covered:` gives each image in turn, and writing into `image` changes
`covered`.

</details>
<details><summary>Hint 3</summary>

The first row of a rectangle can be any from 0 to `h - height`, both included: `rng.integers(0, h - height + 1)`.

</details>
"""

# %% nbgrader={"grade_id": "check-4-3", "grade": true, "points": 3}
with checks.exercise("4.3"):
    share, seeds = round(np.random.default_rng(43).uniform(0.3, 0.5), 2), (0, 0, 1, None)
    grey = np.full((400, 14, 10), 0.5, dtype="float32")
    first, again, *others = (salt_and_pepper(grey, share, seed=seed) for seed in seeds)
    apart = all((np.ravel(first)[k:] != np.ravel(first)[:-k]).any() for k in (1, 10, 140))
    for value, right in ((1, share / 2), (0, share / 2), (0.5, 1 - share)):
        white, together = "White and black get `fraction / 2` each.", share / 2 * (1 - share / 2)
        causes = {white: share, "Let one number decide each pixel's fate.": together}
        what = f"the share of pixels of value {value}, for a fraction of {share},"
        checks.array(first, "salt_and_pepper(...)", shape=grey.shape)
        assert apart, "salt_and_pepper damages all images, or all their rows, at the same pixels."
        checks.diagnosed(np.mean(first == value), right, what, causes, 0.008)
        assert (grey == 0.5).all(), "salt_and_pepper changed what it was given."
        assert (again == first).all(), "salt_and_pepper gives two results for one seed."
        assert all((o != first).any() for o in others), "salt_and_pepper ignores its seed."
    for h, w, height, width, kind in ((8, 6, 6, 3, "float32"), (5, 9, 4, 7, "float64")):
        grey, right = np.full((4000, h, w), 0.5, dtype=kind), (height * width, height, width)
        first, again, *others = (black_rectangles(grey, height, width, seed=s) for s in seeds)
        rows, columns = (first == 0).any(axis=2), (first == 0).any(axis=1)
        found = [*zip((first == 0).sum(axis=(1, 2)), rows.sum(axis=1), columns.sum(axis=1))]
        odd = next((one for one in found if one != right), right)
        checks.close(odd, right, "an image's black pixels, and their rows and columns", 0)
        assert (grey == 0.5).all(), "black_rectangles changed what it was given."
        place = rows.argmax(axis=1) * (w - width + 1) + columns.argmax(axis=1)
        shares = np.bincount(place, minlength=(h - height + 1) * (w - width + 1)) / 4000
        because = f"All places are as likely; {sum(shares == 0)} of them never occur."
        checks.close(shares, 0 * shares + 1 / shares.size, "how often each occurs", 0.03, because)
        by_seed = [(o[:-1] != first[i:][:3999]).any() for o in others for i in (0, 1)]
        assert all([(again == first).all(), *by_seed]), "One seed, two results, or two seeds, one."

# %%
damaged = {
    "clean": f_test,
    "Gaussian 0.5": np.clip(add_gaussian(f_test[:10], 0.5, seed=5), 0, 1),
    "salt, pepper 0.2": salt_and_pepper(f_test[:10], 0.2, seed=5),
    "rectangle": black_rectangles(f_test[:10], 10, 10, seed=5),
}
plots.rows(damaged, title="Three kinds of damage")

# %% [markdown]
"""
They differ in what they leave. Gaussian noise spreads over the whole image. Salt and pepper leaves most pixels exact.
A rectangle leaves nothing of one part, which can only be guessed from the rest. The method below works for all
three. This notebook trains on Gaussian noise; section 6 gives the denoiser the other two.

**Instant question.** Images get noise of mean 0 and standard deviation 0.1, and are clipped. Which pixels' mean does
the clipping move most?

- the black and the white ones
- the mid-grey ones
- all alike

<details><summary>Answer</summary>

The black and the white ones: half of their noise is cut off. A pixel of 0.5 lies five standard deviations from both
ends, so hardly any of its noise is, and its mean stays. They would be alike only if nothing were clipped.

</details>
"""

# %% [markdown]
r"""
## 3 Decibels, and what there is to beat

Errors of images are often given as **peak signal-to-noise ratio** (PSNR), in decibels. For pixels in $[0, 1]$

$$\mathrm{PSNR} = 10 \log_{10} \frac{1}{\mathrm{MSE}} = -10 \log_{10} \mathrm{MSE},$$

with the MSE taken over all pixels of all images. Higher is better. A tenth of the squared error is 10 dB more; half
of it is 3 dB more.
"""

# %% [markdown]
"""
### Exercise 4.4: Compute the PSNR

*Difficulty: ●○○ · about 5 minutes*

Compute it from two arrays of the same shape, whatever that is, and do not round. Equal arrays have no error; return
`float("inf")` for them.
"""


# %% nbgrader={"grade_id": "exercise-4-4", "solution": true}
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    ### BEGIN SOLUTION
    mse = np.mean((np.asarray(clean) - np.asarray(other)) ** 2)
    return float("inf") if mse == 0 else float(-10 * np.log10(mse))
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`np.mean((a - b) ** 2)` is the mean squared error over all elements. The logarithm to base 10 is `np.log10`.

</details>
<details><summary>Hint 2</summary>

Treat an error of 0 first, with an `if`: its logarithm does not exist.

</details>
"""

# %% nbgrader={"grade_id": "check-4-4", "grade": true, "points": 1}
with checks.exercise("4.4"):
    checks.same(psnr, "psnr")

    ### BEGIN HIDDEN TESTS
    def pairs(rng):
        for words, shape, spread in (
            ("images of 3 × 4", (5, 3, 4), 0.3),
            ("two vectors", (2, 9), 0.1),
            ("colour images", (2, 4, 3, 3), 0.5),
            ("arrays that differ by 0.0001", (3, 4, 5), 1e-4),
        ):
            clean = 0.8 * rng.random(shape)
            sizes = rng.uniform(0.1, 1, (len(clean), *[1] * (len(shape) - 1)))  # not all alike
            yield checks.case(words, clean, clean + spread * sizes * rng.choice([-1, 1], shape))
        dark = 0.3 * rng.random((4, 2, 3))
        other = dark[::-1].copy()
        other[0] = dark[0]
        yield checks.case("dark images, one pair of them equal", dark, other)
        yield checks.case("equal arrays", dark, dark.copy())
        yield checks.case("arrays that are nearly equal", dark, dark + 1e-7)

    checks.same(psnr, "psnr", pairs)
    ### END HIDDEN TESTS

# %% [markdown]
r"""
Now the task of this notebook's first half: Fashion-MNIST with noise of mean 0 and standard deviation 1, clipped. Each
set gets a seed of its own, so that no two images share their noise.
"""

# %%
f_noisy_train = np.clip(add_gaussian(f_train, 1.0, seed=10), 0, 1)
f_noisy_validation = np.clip(add_gaussian(f_validation, 1.0, seed=11), 0, 1)
f_noisy_test = np.clip(add_gaussian(f_test, 1.0, seed=12), 0, 1)

# %%
plots.rows({"clean": f_test, "noisy": f_noisy_test}, title="Noise of standard deviation 1, clipped")

# %% [markdown]
r"""
A network deserves credit only for what simpler means cannot do. Four of them:

- the **mean image**, which does not look at the input at all;
- a **Gaussian filter**, which replaces each pixel by a weighted mean of its neighbours. Its width is chosen on
  validation images, so that the corrected filter of the next point is best; the plain filter would be a little better
  with a narrower one;
- the same filter with the **levels corrected**: $a \cdot \text{filtered} + b$, with $a$ and $b$ fitted by least
  squares. Without this the filter would be blamed for the grey veil of the clipping;
- the best **linear map** from the 784 noisy pixels to the 784 clean ones, $\hat x = W y + b$, fitted by least squares
  with a small penalty on $W$ (*ridge regression*). It is a network of one layer without activation, solved exactly.
"""

# %%
from scipy.ndimage import gaussian_filter
from sklearn.linear_model import Ridge


def fit_filter(noisy, clean):
    """Return (width, a, b) of the best Gaussian filter: the error of a * blurred + b is least."""
    fits = {}
    for width in (0.5, 1, 1.5, 2, 2.5, 3):
        blurred = gaussian_filter(noisy, (0, width, width))
        a, b = np.polyfit(blurred.ravel().astype(float), clean.ravel(), 1)
        fits[metrics.mse(clean, a * blurred + b)] = width, a, b
    return fits[min(fits)]


# %%
def linear_map(noisy, clean):
    """Return the best linear map from noisy to clean images, as a function of images."""
    ridge = Ridge(alpha=100).fit(noisy.reshape(-1, 784), clean.reshape(-1, 784))
    return lambda images: np.clip(ridge.predict(images.reshape(-1, 784)), 0, 1).reshape(-1, 28, 28)


def simple_results(noisy_train, train, noisy_validation, validation, noisy):
    """Return what four simple denoisers make of the images `noisy`, fitted on the other arrays."""
    width, a, b = fit_filter(noisy_validation[:2000], validation[:2000])
    filtered = gaussian_filter(noisy, (0, width, width))
    return {
        "noisy input": noisy,
        "mean image": np.broadcast_to(train.mean(axis=0), noisy.shape),
        f"filter, width {width}": filtered,
        "filter, levels": np.clip(a * filtered + b, 0, 1),
        "linear map": linear_map(noisy_train, train)(noisy),
    }


# %%
f_results = simple_results(f_noisy_train, f_train, f_noisy_validation, f_validation, f_noisy_test)
for name, images in f_results.items():
    print(f"{name:<20}{psnr(f_test, images):6.2f} dB")

# %%
plots.rows({"clean": f_test} | f_results, title="What there is to beat")

# %% tags=["claim"]
widths = (0.5, 1, 1.5, 2, 2.5, 3)
narrow = max(psnr(f_test, gaussian_filter(f_noisy_test, (0, w, w))) for w in widths)
plain = next(psnr(f_test, f_results[key]) for key in f_results if key.startswith("filter, width"))
assert 0 <= narrow - plain < 1, f"alone the filter gains a little more: {narrow - plain:.2f} dB"

# %% [markdown]
"""
Two lessons before any network. The mean image, which knows nothing of the input, beats the noisy input by several
decibels, and even the plain filter by a little: the PSNR of a *bad* image is easily raised, and "better than before" is
no proof. And the linear map is far ahead of the filter, because it knows where garments are and how their pixels hang
together.
"""

# %% tags=["claim"]
quality = {name: psnr(f_test, images) for name, images in f_results.items()}
lead = quality["mean image"] - quality["noisy input"]
assert lead > 2, f"the mean image beats the noisy input by several decibels: {lead:.2f}"
lead = quality["mean image"] - max(quality[key] for key in quality if key.startswith("filter, w"))
assert 0 < lead < 1, f"the mean image beats the plain filter by a little: {lead:.2f} dB"
lead = quality["linear map"] - quality["filter, levels"]
assert lead > 1, f"the linear map is far ahead of the filter: {lead:.2f} dB"

# %% [markdown]
r"""
## 4 Noisy in, clean out

Let $x$ be a clean image, drawn at random from all garments, and $y$ its noisy version. Which function $f$ of $y$ has
the least mean squared error? Add and subtract the conditional mean $\mathbb E[x \mid y]$, the average of all clean
images that could lie behind this $y$, each weighted by its probability. The cross term is twice the mean of
$(f(y) - \mathbb E[x \mid y]) \cdot (\mathbb E[x \mid y] - x)$. It is 0: given $y$, the first factor is fixed, and the
second has mean 0. What remains is

$$\mathbb E \lVert f(y) - x \rVert^2 = \mathbb E \bigl\lVert f(y) - \mathbb E[x \mid y] \bigr\rVert^2 +
\mathbb E \bigl\lVert \mathbb E[x \mid y] - x \bigr\rVert^2 .$$

Only the first term depends on $f$. The best denoiser is $f(y) = \mathbb E[x \mid y]$, and the second term is a floor
that no denoiser can get below. The binary cross-entropy has the same minimiser. For one pixel, write $p = f(y)$ and
$\mu = \mathbb E[x \mid y]$. Its mean is $-\mu \log p - (1 - \mu) \log(1 - p)$, with derivative
$\frac{p - \mu}{p (1 - p)}$, which is 0 at $p = \mu$.

Two consequences:

- The **input must be noisy and the target clean**. On other pairs the same loss leads to another function, the mean of
  *their* targets given *their* inputs. Clean images for both: a copier that was never asked about noisy ones. The same
  noisy image for both: a copier of the noise. Targets whose noise is another one than the input's: the mean of the
  noisy images, grey veil included. You will see all three below.
- The answer is an **average**. Where the noise leaves several possibilities, the best denoiser mixes them, and the
  mixture of sharp images is blurred.

The noise takes over the part that the bottleneck had so far: copying the input no longer makes the loss small,
so the hidden layer need not be narrow.
"""

# %% [markdown]
"""
### Exercise 4.5: Build a denoiser

*Difficulty: ●○○ · about 5 minutes*

A dense network of your own from images to images: `Flatten`, one or more `Dense` layers with relu, a last `Dense` of
784 outputs with a sigmoid, and a `Reshape`. How many hidden layers, how wide, with dropout or without, is up to you; a
single one of 256 works well. The next exercise compiles it.
"""


# %% nbgrader={"grade_id": "exercise-4-5", "solution": true}
def build_denoiser():
    """Return a model from noisy images (n, 28, 28) to images (n, 28, 28) in (0, 1).

    It has up to 2,000,000 parameters.
    """
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`keras.Sequential([...])`, as in Exercise 2.3: the encoder's first lines and the decoder's last ones.

</details>
<details><summary>Hint 2</summary>

Five entries: `keras.Input((28, 28))`, `Flatten()`, `Dense(256, activation="relu")`, `Dense(784, activation="sigmoid")`,
`Reshape((28, 28))`.

</details>
"""

# %% nbgrader={"grade_id": "check-4-5", "grade": true, "points": 1}
with checks.exercise("4.5"):
    built = build_denoiser()
    because = "End with Reshape((28, 28))."
    images = checks.maps(built, "build_denoiser()", (28, 28), (28, 28), because=because)
    checks.ends_in_sigmoid(built, "build_denoiser()", (28, 28))
    hidden = sum(weights.ndim > 1 for weights in built.get_weights()) - 1
    assert hidden > 0, "there is no hidden layer; put a Dense layer with relu before the last."
    wide = 3 * np.random.default_rng(45).normal(size=(50, 28, 28)).astype("float32")
    because = "Use Dense layers with relu, one after the other, the last alone with a sigmoid."
    outputs = checks.run_network(built, "build_denoiser()", checks.dense_network, wide, because)
    spread = outputs.std(axis=0).max() if np.size(images) else 0
    assert spread > 0, "the output is the same for all images: no gradient moves zero weights."
    size = built.count_params() if spread else np.inf
    assert size <= 2_000_000, (
        f"the model has {size:,} parameters; use at most 2,000,000, which train in a minute or so."
    )

# %% [markdown]
"""
### Exercise 4.6: Train it on the right pairs

*Difficulty: ●●○ · about 10 minutes*

Complete the function: train the compiled model once with `training.fit`, on all pairs, for `EPOCHS` epochs in batches
of `BATCH`, and return the history. Decide what the inputs are and what the targets are. `validation` is a pair (noisy,
clean) already; pass it on, and `name`, by which a training that was cut off goes on (the check does not look at it).
The check first tries your function on a small network of its own, and prints the losses of that one.
"""

# %%
EPOCHS = effort.pick(full=30, quick=5, grade=15)
BATCH = effort.pick(full=128, quick=128, grade=64)


# %% nbgrader={"grade_id": "exercise-4-6", "solution": true}
def train_denoiser(model, noisy, clean, validation, name):
    """Compile the model, train it to denoise, and return the history.

    noisy, clean: arrays (n, 28, 28) of the same images; validation: a pair of such arrays;
    name: of the checkpoint.
    """
    rate = training.warmup_cosine(0.004, images=len(clean), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    ### BEGIN SOLUTION
    return training.fit(
        model, noisy, clean, epochs=EPOCHS, batch_size=BATCH, validation=validation, name=name
    )
    ### END SOLUTION


training.seed(1)
denoiser = build_denoiser()
history = train_denoiser(
    denoiser, f_noisy_train, f_train, (f_noisy_validation, f_validation), "04_fashion"
)

# %% [markdown]
"""
<details><summary>Hint 1</summary>

`training.fit(model, inputs, targets, ...)`. When the targets are left out, the model learns to copy its inputs.

</details>
<details><summary>Hint 2</summary>

The input is what you will have when you use the denoiser: the noisy image. The target is what you want to get.

</details>
<details><summary>Hint 3</summary>

`return training.fit(model, ..., ..., epochs=EPOCHS, batch_size=BATCH, validation=validation, name=name)`

</details>
"""

# %%
losses = history.history["loss"] if history else []
print("training loss after each epoch:", " ".join(f"{loss:.3f}" for loss in losses))

# %% nbgrader={"grade_id": "check-4-6", "grade": true, "points": 3}
with checks.exercise("4.6"):
    few, targets, held_out, wanted = np.random.default_rng(46).random((4, 60, 28, 28), "float32")
    _dense = keras.layers.Dense(28, "sigmoid", bias_initializer="ones")
    small = keras.Sequential([keras.Input((28, 28)), _dense])
    fresh, on_clean = checks.run(small, few), checks.run(small, targets)
    trial = train_denoiser(small, few, targets, (held_out, wanted), "04_trial")
    causes = {
        "It learns to copy the noisy images: the targets are clean.": metrics.bce(few, fresh),
        "It learns to copy clean images: the inputs are noisy.": metrics.bce(targets, on_clean),
        "Inputs and targets are exchanged.": metrics.bce(few, on_clean),
    }
    first, right = trial.history["loss"][0], metrics.bce(targets, fresh)
    because = "Train the given model, once, on all of the given pairs and no others."
    checks.diagnosed(first, right, "the loss of a first epoch", causes, 1e-4, because)
    found, right = checks.run(trial.model, held_out), checks.run(trial.model, wanted)
    causes = {"The pair for validation is turned round.": metrics.bce(held_out, right)}
    what, last = "the last validation loss", trial.history.get("val_loss", [np.nan])[-1]
    checks.diagnosed(last, metrics.bce(wanted, found), what, causes, 1e-3, "Pass it on as it is.")
    new = noise.gaussian(clean := data.fashion_mnist().test.images, 1.0, seed=4601)
    output = checks.run_network(denoiser, "denoiser", checks.dense_network, new)
    limit = 0.7 * metrics.mean_image_baseline(data.fashion_mnist().train.images, clean)
    limit, error = limit * (denoiser.count_params() <= 2_000_000), metrics.mse(clean, output)
    what = "The MSE on noisy images (0.7 of the mean image's; 0 with over 2,000,000 parameters)"
    checks.below(error, limit, what, "Train a model of build_denoiser().")
    epochs, steps = len(history.history["loss"]) if error < limit else 0, history.params["steps"]
    wanted = EPOCHS, -(-len(data.fashion_mnist().train.images) // BATCH)
    because = "Train on all of f_noisy_train and f_train, in batches of BATCH, for EPOCHS epochs."
    checks.close((epochs, steps), wanted, "epochs, and steps in each, of `history`", 0, because)
    ### BEGIN HIDDEN TESTS
    again = noise.gaussian(clean[:500], 1.0, seed=4602)
    others = checks.run_network(denoiser, "denoiser", checks.dense_network, again)
    checks.below(metrics.mse(clean[:500], others), limit, "The MSE on other noise")
    # Noise that a training has seen is known by heart.
    limit = 1.03 * metrics.mse(clean, checks.run(denoiser, f_noisy_test))
    what = "The MSE on new noise (limit: 1.03 times that on f_noisy_test)"
    checks.below(error, limit, what, "Train on f_train.")
    # The images' own details, not one picture for all:
    assert output.std(axis=0).mean() > 0.3 * clean.std(axis=0).mean(), (
        "the output is nearly the same for all images."
    )
    ### END HIDDEN TESTS

# %%
plots.loss_curves({"denoiser": history}, title="Noisy in, clean out")

# %% [markdown]
"""
In the first epoch the training loss is the higher one, as it is averaged while the network still improves. Then it
falls below the validation loss, and the gap widens. Each training image carries the same noise in every epoch, and the
network begins to learn that noise by heart. Noise drawn anew for every epoch prevents this; the denoiser of notebook 06
is trained so.
"""

# %% tags=["claim"]
both = [(history.history["loss"][i], history.history["val_loss"][i]) for i in (0, -1)]
assert both[0][0] > both[0][1], f"in the first epoch the training loss is the higher one: {both[0]}"
assert both[1][0] < both[1][1], f"at last the training loss is the lower one: {both[1]}"

# %%
f_results["denoiser"] = predict(denoiser, f_noisy_test)
for name in ("noisy input", "filter, levels", "linear map", "denoiser"):
    print(f"{name:<16}{psnr(f_test, f_results[name]):6.2f} dB")

# %%
plots.rows(
    {"clean": f_test, "noisy": f_noisy_test, "denoised": f_results["denoiser"]},
    title="Test garments: clean, noisy, denoised",
)

# %% [markdown]
"""
**Question 4.2.** How much of the gain over the noisy input, in decibels, does the linear map already reach? Which parts
of a garment come back and which do not? Use the formula at the head of this section, the sum of two terms, to explain
why the result is blurred, and say whether a better network could make it sharp.
"""

# %% [markdown] nbgrader={"grade_id": "explain-4-2", "grade": true, "points": 3, "solution": true}
"""
On the real garments the denoiser gains 9.3 dB over the noisy input, and the linear map 8.7 of them. Most of what can be
had here is linear: which pixels are usually bright together. The network adds what depends on the kind of garment, such
as a firmer outline and a darker ground around it.

Kind, outline and overall brightness come back. Prints, buttons, straps and creases do not: at this noise they leave no
trace that could be told from chance. What the denoiser is driven to is the mean of all clean images that fit the noisy
one. They agree on the outline and disagree on the print, and the mean of many prints is an even grey. The second term
of the formula is what this costs, and no network gets below it. A better network comes nearer to the mean; the mean
itself is blurred. Sharpness needs another loss, or a model that draws one of the possibilities instead of averaging
them.

**Rubric (3 points).** 1 point: numbers from the reader's own table for linear map and denoiser. 1 point: coarse
structure back, fine detail lost, with an example. 1 point: the best answer to squared error is an average over possible
clean images, so that a better network does not make it sharp.
"""

# %% tags=["claim"]
gains = {
    k: psnr(f_test, f_results[k]) - psnr(f_test, f_noisy_test) for k in ("denoiser", "linear map")
}
assert gains["linear map"] > 7, f"most of the gain is linear: {gains}"

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Subtract the first line of the table from the others: the linear map has nine tenths of the gain or so, and what the
network adds is a fraction of a decibel. With this much noise most of what can be known is which pixels tend to be
bright together.

Look at what returns: the sort of garment, its contour, how bright it is on the whole. What was finer than that,
letters, checks, laces, is gone; a stroke of noise looks just like it. Where several garments could lie behind one noisy
image, the least squared error is that of their average, and averages have soft edges. The second term is there for any
network, large or small.

</details>
"""

# %% tags=["claim"]
gains = {
    k: psnr(f_test, f_results[k]) - psnr(f_test, f_noisy_test) for k in ("denoiser", "linear map")
}
share = gains["linear map"] / gains["denoiser"]
assert 0.87 < share < 1.05, f"the linear map has nine tenths of the gain or so: {share:.3f}"
more = gains["denoiser"] - gains["linear map"]
assert more < 1, f"the network adds a fraction of a decibel: {more:.2f}"

# %% [markdown]
"""
### Wrong pairs

A linear map is a denoiser of one layer, solved exactly, so it shows in seconds what each kind of pair leads to. The
next cell fits five of them: with the right pairs, with clean images for both, with inputs and targets exchanged, with
the same noisy image for both, and with targets that carry other noise. It prints the error that training sees, to the
pair's own targets, and then what counts: the decibels on noisy test garments.

**Predict before you run it.** Which will have the least error to their own targets? Which will denoise?
"""

# %%
other_noise = np.clip(add_gaussian(f_train[:10_000], 1.0, seed=13), 0, 1)
noisy_few, clean_few = f_noisy_train[:10_000], f_train[:10_000]
kinds = {
    "noisy → clean": (noisy_few, clean_few),
    "clean → clean": (clean_few, clean_few),
    "clean → noisy": (clean_few, noisy_few),
    "noisy → the same": (noisy_few, noisy_few),
    "noisy → other noise": (noisy_few, other_noise),
}
linear_maps = {kind: linear_map(*pair) for kind, pair in kinds.items()}

# %%
print(f"{'pairs':<22}MSE to own targets   PSNR on noisy test garments")
for kind, (inputs, targets) in kinds.items():
    own = metrics.mse(targets, linear_maps[kind](inputs))
    print(f"{kind:<22}{own:>18.4f}{psnr(f_test, linear_maps[kind](f_noisy_test)):>27.2f} dB")

# %%
outputs = {kind: linear(f_noisy_test[:10]) for kind, linear in linear_maps.items()}
plots.rows({"clean": f_test, "noisy": f_noisy_test} | outputs, title="Right pairs and wrong ones")

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

The two copiers, noisy → the same and clean → clean, have the least error to their own targets, and neither denoises:
the first returns the noise as it was, the second lets much of it pass. Where the target carries noise that the input
does not hold, the error is by far the greatest, as nobody can guess a draw. From clean inputs such pairs teach to turn
contrast down, and the noise comes out pale; from noisy inputs they return garments, under the grey veil of clipping.
Compare each with the mean image of section 3, which looks at nothing: what stays below it is no denoiser.

So a training loss does not tell whether the pairs were right: a very low one may be a copier's, and one that hardly
falls may be that of noisy targets. What tells is the error on noisy images that were not trained on, to their clean
originals, beside the mean image.

</details>
"""

# %% tags=["claim"]
own = {k: metrics.mse(b, linear_maps[k](a)) for k, (a, b) in kinds.items()}
right, *wrong = (psnr(f_test, linear_maps[k](f_noisy_test)) for k in kinds)
ratio = max(own["clean → clean"], own["noisy → the same"]) / own["noisy → clean"]
assert ratio < 1, f"the two copiers have the least error to their own targets: {ratio:.2f}"
ratio = min(own["clean → noisy"], own["noisy → other noise"]) / own["noisy → clean"]
assert ratio > 2, f"targets with noise of another draw have by far the greatest: {ratio:.1f}"
assert right - max(wrong) > 2, f"only the right pairs denoise: {right:.2f} against {max(wrong):.2f}"

# %% [markdown]
"""
**Instant question.** Two clean images fit a noisy one equally well. In one of them a pixel is 0, in the other it is 1.
Which output for this pixel has the least expected squared error?

- 0 or 1, drawn at random
- 0.5
- always 1, since a bright pixel is ink

<details><summary>Answer</summary>

0.5: its squared error is 0.25 in either case. A value of 0 or of 1 is right in half of the cases and has an error of 1
in the others, 0.5 on average, whether it is drawn or always the same. Averages win, and look grey.

</details>
"""

# %% [markdown]
r"""
## 5 Digits, with noise of your own

The second task is MNIST with noise $\mathcal N(0.5, 0.5^2)$, clipped. As Question 4.1 showed, it leaves most of the
white ink as it is and ruins the black background.
"""

# %% [markdown]
"""
### Exercise 4.7: Corrupt the digits

*Difficulty: ●○○ · about 5 minutes*

Return the images with noise of mean 0.5 and standard deviation 0.5 added, then clipped to [0, 1]. Leave the given array
as it is. Choose a whole number of your own, 0 or more, as `MY_NUMBER`, so that your noise is yours.
"""


# %% nbgrader={"grade_id": "exercise-4-7", "solution": true}
def corrupt(images, seed):
    """Return images (n, 28, 28) plus noise N(0.5, 0.5²), clipped to [0, 1], float32."""
    ### BEGIN SOLUTION
    return np.clip(add_gaussian(images, 0.5, mean=0.5, seed=seed), 0, 1)
    ### END SOLUTION


### BEGIN SOLUTION
MY_NUMBER = 1729
### END SOLUTION
d_noisy_train = corrupt(d_train, MY_NUMBER)
d_noisy_validation = corrupt(d_validation, MY_NUMBER + 1)
d_noisy_test = corrupt(d_test, MY_NUMBER + 2)

# %% [markdown]
"""
<details><summary>Hint</summary>

Use your function `add_gaussian` and then `np.clip(array, 0, 1)`. A second line sets `MY_NUMBER`.

</details>
"""

# %% nbgrader={"grade_id": "check-4-7", "grade": true, "points": 2}
with checks.exercise("4.7"):
    whole = isinstance(MY_NUMBER, int | np.integer) and MY_NUMBER >= 0
    seeds = 0, 0, (MY_NUMBER if whole else 0) or 7
    # Black above, white below: their means, and the shares of them that stay as they were.
    images = np.repeat([[[0.0], [1]]] * 400, 10, axis=1) * np.ones(20)
    causes = {
        "The noise has mean 0; it should be 0.5.": (0.1953, 0.8047, 0.5, 0.5),
        "The sd is 0.25, the variance; it should be 0.5.": (0.5, 0.9979, 0.0228, 0.9772),
        "The noise is uniform; it should be normal.": (0.5, 1, 0, 1),
        "Clip the sum, not the noise.": (0.5, 1, 0.1587, 1),
    }
    for noisy in (made := [corrupt(images, seed) for seed in seeds]):
        assert whole, f"MY_NUMBER is {MY_NUMBER!r}; choose a whole number, 0 or more."
        checks.array(noisy, "corrupt(images, seed)", shape=images.shape, dtype="float32")
        assert images.sum() == 80_000, "the given array was changed; return a new one."
        checks.in_range(noisy, "corrupt(images, seed)", because="Clip the sum to [0, 1].")
        dark, light = noisy[:, :10], noisy[:, 10:]
        found = np.array([dark.mean(), light.mean(), np.mean(dark == 0), np.mean(light == 1)])
        right = 0.5, 0.9583, 0.1587, 0.8413
        checks.diagnosed(found, right, "means, and shares that stay as they were", causes, 0.01)
    for words, a, b, share in (
        ("Seed 0 was given twice: it must give the same noise.", made[0], made[1], 1),
        ("Two seeds were given: use `seed`.", made[0], made[2], 0.379),
        ("Two images need different noise.", made[0][1:], made[0][:-1], 0.379),
    ):
        checks.close(np.mean(a == b), share, "the share of equal pixels", 0.02, words)
    right = corrupt(d_test, MY_NUMBER + 2)
    checks.close(d_noisy_test, right, "d_noisy_test", 0, "Corrupt d_test with MY_NUMBER + 2.")

# %%
plots.rows(
    {"clean": d_test, "noisy": d_noisy_test},
    title=f"Digits with noise N(0.5, 0.5²), seed {MY_NUMBER + 2}",
)

# %% [markdown]
"""
First ask a network that has never seen noise: the autoencoder with dropout of notebook 02, section 2, trained to copy
clean digits through 32 numbers. If you ran that notebook here, the next cells use the network you trained in it. If
not, they train a smaller one.
"""

# %%
from helpers import work


def trained_to_copy():
    """Return a small autoencoder, trained to copy clean digits."""
    training.seed(2)
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(32),
            layers.Dense(64, activation="relu"),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28)),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.002), loss="binary_crossentropy")
    epochs = effort.pick(full=10, quick=4, grade=10)
    training.fit(model, d_train, epochs=epochs, batch_size=128, name="04_clean")
    return model


# %%
clean_trained = work.saved_model("02_autoencoder")
if clean_trained is None:
    clean_trained = trained_to_copy()
    print("Clean-trained network: a small one, trained just now; notebook 02 has saved none here.")
else:
    print("Clean-trained network: the one you trained in notebook 02.")

# %%
print(f"It copies clean test digits at {psnr(d_test, predict(clean_trained, d_test)):.1f} dB.")

# %% [markdown]
"""
**Question 4.3: Predict, run, explain.** The code has 32 numbers, too few to describe the noise of 784 pixels. One might
hope that the bottleneck lets the digit through and keeps the noise out. Before you run the next two cells, predict:
will the output be a digit? Will its PSNR be higher or lower than the noisy input's, and than the mean image's? Run, and
explain. What would you have concluded from "before" and "after" alone?
"""

# %% [markdown] nbgrader={"grade_id": "explain-4-3", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess.

*Explanation.* The output is no digit but a blot or a tangle of strokes, much alike for all inputs. The encoder was
trained on clean digits only. A noisy digit, with half of its ground grey or white, lies far from all of them, and
training said nothing about what the encoder should do there; it returns some code, and the decoder draws strokes for
it. The bottleneck does keep the noise out, and the digit with it.

The PSNR rises all the same, from 5 dB to 9 or 10. Before and after alone look like a success. But the mean image, which
ignores the input, reaches nearly 12 dB: the clean-trained network does worse than one that does not look. The rise
comes from removing the grey ground, which nearly any dark picture does.

**Rubric (3 points).** 1 point: the picture fails, and training on clean digits says nothing about inputs far from them.
1 point: PSNR above the noisy input's, yet below the mean image's. 1 point: concludes that a before-and-after comparison
needs a baseline. A wrong prediction costs nothing.
"""

# %%
d_results = simple_results(d_noisy_train, d_train, d_noisy_validation, d_validation, d_noisy_test)
d_results["clean-trained"] = predict(clean_trained, d_noisy_test)
for name in ("noisy input", "clean-trained", "mean image"):
    print(f"{name:<16}{psnr(d_test, d_results[name]):6.2f} dB")

# %%
plots.rows(
    {"clean": d_test, "noisy": d_noisy_test, "clean-trained": d_results["clean-trained"]},
    title="A network trained on clean digits meets noisy ones",
)

# %% tags=["claim"]
rise = psnr(d_test, d_results["clean-trained"]) - psnr(d_test, d_noisy_test)
assert rise > 2, (
    f"the clean-trained network's PSNR is several decibels above the input's: {rise:.2f}"
)

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Compare the scrawls with each other, and with the digits above: which are more alike? For the numbers, take all three
printed lines. And for the reason of the rise, try it: `psnr(d_test, 0 * d_test)` is that of a black picture.

</details>
"""

# %% tags=["claim"]
scrawls = d_results["clean-trained"]
short = psnr(d_test, d_results["mean image"]) - psnr(d_test, scrawls)
assert short > 0, f"the clean-trained network falls short of the mean image: {short:.2f} dB"
ratio = metrics.mse(scrawls, np.roll(scrawls, 1, axis=0)) / metrics.mse(d_test, scrawls)
assert ratio < 1, f"its outputs differ less from each other than from the digits: {ratio:.2f}"

# %% [markdown]
"""
### Exercise 4.8: Train a denoiser of digits

*Difficulty: ●○○ · about 5 minutes*

Train a new denoiser on the noisy digits, with your two functions and the digits' pair for validation, and leave the
first one as it is. Call the model `digit_denoiser`, what the training returns `digit_history`, and its checkpoint
`"04_digits"`. (A name stands for one training; the check does not look at it.)
"""

# %% nbgrader={"grade_id": "exercise-4-8", "solution": true}
training.seed(3)
### BEGIN SOLUTION
digit_denoiser = build_denoiser()
digit_history = train_denoiser(
    digit_denoiser, d_noisy_train, d_train, (d_noisy_validation, d_validation), "04_digits"
)
### END SOLUTION

# %% [markdown]
"""
<details><summary>Hint</summary>

The same two lines that made `denoiser`, with the arrays whose names begin with `d_`.

</details>
"""

# %% nbgrader={"grade_id": "check-4-8", "grade": true, "points": 2}
with checks.exercise("4.8"):
    clean, garments = data.mnist().test.images, data.fashion_mnist().test.images
    new = noise.gaussian(clean, 0.5, mean=0.5, seed=4801)  # noise that no training has seen
    output = checks.run_network(digit_denoiser, "digit_denoiser", checks.dense_network, new)
    lazy = metrics.mean_image_baseline(data.mnist().train.images, clean)
    error = metrics.mse(clean, output)
    limit = 0.75 * lazy * (digit_denoiser.count_params() <= 2_000_000)
    cause = "Train it on d_noisy_train as inputs, with d_train as targets."
    what = "The MSE on noisy digits (0.75 of the mean image's; 0 with over 2,000,000 parameters)"
    checks.below(error, limit, what, cause)
    new = noise.gaussian(garments, 1.0, seed=4802)
    still = metrics.mse(garments, checks.run(denoiser, new))
    still = still / metrics.mean_image_baseline(data.fashion_mnist().train.images, garments)
    worse = max(still, error / lazy)  # that the first is as it was is worth nothing alone
    what = "The worse MSE, of `denoiser` and `digit_denoiser`, over the mean image's"
    checks.below(worse, 0.75, what, "Train a new model; leave the first as it is.")
    one, other = denoiser.get_weights()[0].ravel(), digit_denoiser.get_weights()[0].ravel()
    alike = np.corrcoef(one, other)[0, 1] if one.shape == other.shape else 0
    because = "It went on from the first one's weights; train a model of build_denoiser()."
    checks.below(max(alike, error / lazy), 0.75, "The correlation of both models' weights", because)
    epochs = len(digit_history.history["loss"]) if error < limit else 0
    steps, last = digit_history.params["steps"], digit_history.history.get("val_loss", [np.nan])[-1]
    per_epoch = -(-len(data.mnist().train.images) // BATCH)
    right = metrics.bce(d_validation, checks.run(digit_denoiser, d_noisy_validation))
    what = "epochs, steps in each, and last validation loss, of `digit_history`"
    because = "Use train_denoiser, all training digits, and (d_noisy_validation, d_validation)."
    checks.close((epochs, steps, last), (EPOCHS, per_epoch, right), what, 1e-3, because)
    ### BEGIN HIDDEN TESTS
    again = noise.gaussian(clean[:500], 0.5, mean=0.5, seed=4803)
    output = checks.run_network(digit_denoiser, "digit_denoiser", checks.dense_network, again)
    checks.below(metrics.mse(clean[:500], output), 0.75 * lazy, "The MSE on other noise", cause)
    # Noise that a training has seen is known by heart.
    limit = 1.03 * metrics.mse(clean, checks.run(digit_denoiser, d_noisy_test))
    what = "The MSE on new noise (limit: 1.03 times that on d_noisy_test)"
    checks.below(error, limit, what, "Train on d_train.")
    ### END HIDDEN TESTS

# %%
d_results["denoiser"] = predict(digit_denoiser, d_noisy_test)
for name, images in d_results.items():
    print(f"{name:<20}{psnr(d_test, images):6.2f} dB")

# %% tags=["readme"]
chosen = ("noisy input", "clean-trained", "linear map", "denoiser")
plots.rows(
    {"clean": d_test} | {name: d_results[name] for name in chosen},
    title="Test digits: noisy, and from two networks and a linear map",
)

# %% [markdown]
"""
Less than a decibel lies between the linear map and the network. The pictures show what it is made of: the network's
strokes are firmer and its background is darker. Both are far ahead of the filter, which knows neighbourhoods but no
digits.
"""

# %% tags=["claim"]
quality = {k: psnr(d_test, d_results[k]) for k in ("denoiser", "linear map", "filter, levels")}
more = abs(quality["denoiser"] - quality["linear map"])
assert more < 1, f"less than a decibel lies between linear map and network: {more:.2f}"
lead = min(quality["denoiser"], quality["linear map"]) - quality["filter, levels"]
assert lead > 1, f"both are far ahead of the filter: {lead:.2f} dB"

# %% [markdown]
r"""
## 6 At a noise level it was not trained for

A denoiser answers the question it was trained on: *which clean image lies behind this one, if the noise was of standard
deviation 1?* What if the noise was weaker, or there was none?

The next two cells train a second denoiser of garments, of the same size and for as many epochs, on five noise levels at
once: a fifth of the images each. Its training loss is a mean over five levels, two of them easy; the validation images
have $\sigma = 1$, as before. So the gap between its two losses says nothing of learning by heart.

**Question 4.4: Predict, run, explain.** Before you run the cells below: you give the first denoiser, trained at
$\sigma = 1$, a *clean* garment. Will the result be better or worse than for a noisy one? Sketch its error against
$\sigma$ from 0 to 2, that of the second denoiser, and that of the linear map fitted at $\sigma = 1$. Run, compare,
explain. Think of both jobs that section 2 names below its figure: the random part and the brightness.
"""

# %% [markdown] nbgrader={"grade_id": "explain-4-4", "grade": true, "points": 3, "solution": true}
"""
*Prediction.* A first guess; most expect less noise to mean less error.

*Explanation.* The error of the first denoiser is least near the level it was trained at, or a little below, and grows
on both sides. A clean garment comes out *worse* than a noisy one, with about twice the error. The denoiser has learned
to undo what noise of standard deviation 1 does after clipping: it takes the contrast to be reduced to a third and
raises it, so a garment whose contrast was never reduced comes out glaring and hard, with its grey tones gone. It also
replaces details, which it takes for chance, by what garments usually look like. Below about sigma 0.25 it would be
better to leave the image alone.

The second denoiser has seen all levels and has to judge from the image itself which one it is. It is a little worse at
sigma 1, as it spends its units on five tasks and has a fifth of the examples for each, and far better below. Even so it
does not return a clean image unharmed, which would be easy with no noise: prints and stripes are lost in 256 hidden
units that also serve the other levels.

**Rubric (3 points).** 1 point: least error near the level of training, as the reader's figure shows; worse for clean
images. 1 point: a reason, such as the contrast it corrects for or details taken for noise. 1 point: the mixed training
costs little at sigma 1 and gains below, with a reason. A wrong prediction costs nothing.
"""

# %%
mixed_levels = (0, 0.25, 0.5, 1, 2)
parts = np.array_split(f_train, len(mixed_levels))
noisy_parts = []
for i, sigma in enumerate(mixed_levels):
    noisy_parts.append(np.clip(add_gaussian(parts[i], sigma, seed=20 + i), 0, 1))
mixed = np.concatenate(noisy_parts)

# %%
training.seed(4)
mixed_denoiser = build_denoiser()
mixed_history = train_denoiser(
    mixed_denoiser, mixed, f_train, (f_noisy_validation, f_validation), "04_mixed"
)

# %%
sigmas = (0, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2)
clean = f_test[:2000]
at_level = {sigma: np.clip(add_gaussian(clean, sigma, seed=30), 0, 1) for sigma in sigmas}
errors = {"left alone": [metrics.mse(clean, images) for images in at_level.values()]}
denoisers = {"trained at sigma 1": denoiser, "trained at five levels": mixed_denoiser}
for name, model in denoisers.items():
    errors[name] = [metrics.mse(clean, predict(model, images)) for images in at_level.values()]
linear = linear_maps["noisy → clean"]
errors["linear map of sigma 1"] = [metrics.mse(clean, linear(x)) for x in at_level.values()]

# %%
plots.sweep(
    sigmas,
    errors,
    xlabel="sigma of the test noise",
    ylabel="MSE",
    title="A denoiser away from its noise level",
)

# %%
pictures = {
    "clean input": f_test,
    "trained at 1": predict(denoiser, f_test[:10]),
    "at five levels": predict(mixed_denoiser, f_test[:10]),
}
plots.rows(pictures, title="Clean garments through two denoisers")

# %% tags=["claim"]
curve = errors["trained at sigma 1"]
ratio = curve[0] / min(curve)
assert 1.5 < ratio < 3, f"a clean garment has about twice the least error: {ratio:.2f}"
crossing = errors["left alone"][2] / curve[2], errors["left alone"][3] / curve[3]
assert crossing[0] < 1.1 < crossing[1], f"it pays from about sigma 0.25 on: {crossing}"

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

The first denoiser has its least error at the level it was trained at or somewhat below, where the noise hides less and
the contrast is still nearly what it expects. Towards 0 the error rises, though the task gets easier: the denoiser goes
on raising a contrast that nobody has lowered, and the garments turn white. The linear map does the same, less harshly.
The second denoiser has met these levels, sees from the image which one it is, and pays little for that at sigma 1.

Compare with the line "left alone". Where there is hardly any noise, nothing beats it, not even the second denoiser:
what it puts out is garments as its hidden layer can describe them, without letters and checks.

</details>
"""

# %% tags=["claim"]
curve, mixed_curve = errors["trained at sigma 1"], errors["trained at five levels"]
best = sigmas[int(np.argmin(curve))]
assert best in (0.5, 0.75, 1), f"the least error is at its own level or somewhat below: {best}"
ratio = errors["linear map of sigma 1"][0] / curve[0]
assert ratio < 0.8, f"the linear map harms a clean garment less: {ratio:.2f}"
ratio = mixed_curve[5] / curve[5]
assert ratio < 1.4, f"the second denoiser pays little at sigma 1: {ratio:.2f}"
ratio = mixed_curve[0] / curve[0]
assert ratio < 0.5, f"the second denoiser gains far below: {ratio:.2f}"
ratio = errors["left alone"][1] / min(mixed_curve[1], curve[1])
assert ratio < 1, f"at sigma 0.1 nothing beats leaving the image alone: {ratio:.2f}"

# %% [markdown]
"""
Set the noise yourself, from none at all to a sigma of 2, and follow both rows of results. At which levels would you use
which denoiser? Their decibels stand under the picture as you move the slider. (Where nothing can be moved, you see one
garment at eight levels, without decibels.)
"""

# %%
from helpers import widgets

widgets.noise(
    {"trained at 1": denoiser, "at five levels": mixed_denoiser},
    f_test,
    lambda images, sigma: np.clip(add_gaussian(images, sigma, seed=31), 0, 1),
    title="Two denoisers at all noise levels",
)

# %% [markdown]
"""
**Predict before you run the next cell.** Exercise 4.3 made two other kinds of damage. Neither denoiser has met them.
Will their results be nearer to the clean images than the damaged ones are?
"""

# %%
garments = f_test[:2000]
damage = {
    "salt, pepper 0.2": salt_and_pepper(garments, 0.2, seed=50),
    "rectangle": black_rectangles(garments, 10, 10, seed=50),
}
print(f"{'PSNR in dB':<20}left alone   trained at 1   at five levels")
for name, images in damage.items():
    results = images, predict(denoiser, images), predict(mixed_denoiser, images)
    alone, one_level, five_levels = (psnr(garments, x) for x in results)
    print(f"{name:<20}{alone:>10.2f}{one_level:>15.2f}{five_levels:>17.2f}")

# %%
pictures = {"clean": f_test}
for name, images in damage.items():
    pictures |= {name: images, f"{name}, result": predict(mixed_denoiser, images[:10])}
plots.rows(pictures, title="Damage of another kind, through the denoiser of five levels")

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Salt and pepper: yes, and the denoiser of five levels gains most. Single pixels that are much too bright or too dark
look like noise as it knows it. The rectangle: hardly, or not at all. Holes are filled in part, often by a dark smear,
and all that was exact around them is drawn anew, without its details. To these denoisers a plain black area is no
damage: much of each garment's picture is black, and nothing in their training asked them to fill it. Pairs with
rectangles would.

</details>
"""

# %% tags=["claim"]
gain = {
    (name, label): psnr(garments, predict(model, images)) - psnr(garments, images)
    for name, images in damage.items()
    for label, model in denoisers.items()
}
speckled = gain["salt, pepper 0.2", "trained at five levels"]
assert speckled > 2, f"salt and pepper is taken out: {speckled:.2f} dB"
other = gain["salt, pepper 0.2", "trained at sigma 1"]
assert speckled > other, f"the denoiser of five levels gains most: {speckled:.2f}, {other:.2f}"
most = max(gain["rectangle", label] for label in denoisers)
assert most < 1.5, f"rectangles: hardly a gain, or none: {most:.2f} dB"

# %% [markdown]
"""
**Predict before you run the next cell.** It feeds the denoisers noise with nothing behind it: images of one grey, as
bright as a garment's picture is on average, with noise of standard deviation 1. What will they return: grey, black, or
something else?
"""

# %%
nothing = np.full((10, 28, 28), f_train.mean())
nothing = np.clip(add_gaussian(nothing, 1.0, seed=40), 0, 1)
pictures = {
    "pure noise": nothing,
    "trained at 1": predict(denoiser, nothing),
    "at five levels": predict(mixed_denoiser, nothing),
}
plots.rows(pictures, title="Pure noise through two denoisers")

# %% [markdown] tags=["seen"]
"""
<details><summary>What you should have seen</summary>

Ghosts of garments, more or less dim. The conditional mean is taken over garments, because no training image was
anything else; chance patterns in the noise make some of them likelier than others. A denoiser does not find out whether
there is a garment. It assumes one. That is harmless in an exercise, and worth remembering before a denoised medical or
legal image is taken for evidence.

It is also the beginning of something larger: a denoiser knows what images of its kind look like. Diffusion models start
from pure noise and denoise in many small steps, at a falling noise level, until an image stands there.

</details>
"""

# %% [markdown]
"""
**Instant question.** A denoiser is trained at five noise levels. Its training loss is 0.31, its validation loss,
measured at sigma 1 alone, 0.33. What follows?

- It learns its training images by heart.
- Nothing about that: the two losses are measured on different noise.
- It needs more hidden units.

<details><summary>Answer</summary>

Nothing. The training loss averages over easy and hard levels, the validation loss is that of one of the harder ones. To
judge whether it learns by heart, measure both at the same level; to judge its size, compare with a wider one.

</details>
"""

# %% [markdown]
"""
## Your progress
"""

# %%
progress.table("04_denoising")

# %% [markdown]
"""
## What to take away

- Noise is judged by statistics with their standard errors; the eye sees neither a wrong mean nor a wrong spread.
- Clipping makes the damage depend on the image: it moves the means and flattens the contrast.
- The least squared error is reached by the mean of all clean images that fit the noisy one. It is blurred, and under
  strong noise a linear map gets most of the way to it.
- "Better than before" proves nothing: compare with the mean image, a filter and a linear map.
- A denoiser knows the images and the noise of its training. Elsewhere it returns them all the same.
"""

# %% [markdown]
"""
**Where next.** Notebook 05 replaces dense layers by convolutions, which use neighbourhoods as the filter did and learn
what to do with them; its denoisers meet the same noise.

**References.** P. Vincent, H. Larochelle, Y. Bengio and P.-A. Manzagol, *Extracting and composing robust features with
denoising autoencoders*, 2008. G. Alain and Y. Bengio, *What regularized auto-encoders learn from the data-generating
distribution*, 2014. J. Ho, A. Jain and P. Abbeel, *Denoising diffusion probabilistic models*, 2020.
"""
