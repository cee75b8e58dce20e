# %% [markdown]
r"""
# 00 · Start here

{{badge}}

This notebook says what an autoencoder is, shows one at work, and lets you try the parts of the workbook: a cell to
fill in, a check, a hint.

**You will be able to**

- say what $\hat x = d(e(x))$ means, and what *data-specific*, *lossy* and *unsupervised* mean;
- load MNIST and Fashion-MNIST, bring the pixels into $[0, 1]$, and set validation images apart;
- fill in an exercise, read what its check says, and hand the notebook in.

**You should know** Python functions and NumPy arrays. No knowledge of neural networks is needed here.

**Time.** {{times}} Reading and exercises take about 30 minutes.
"""

# %% [markdown]
"""
## Set-up

Run the next two cells first: click the first one and press Shift+Enter twice. The first, folded to a line that opens
when you click it, prepares the notebook and prints the versions, the device and the effort level you are working with;
the second imports what is used below. Both are safe to run twice.
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
r"""
## 1 What an autoencoder is

An autoencoder is a function that copies its input to its output, built so that copying is hard. It has two parts:

- the **encoder** $e$ turns an input $x$ into a short list of numbers, the **code** $z = e(x)$;
- the **decoder** $d$ turns the code back into something of the input's shape, the **reconstruction** $\hat x = d(z)$.

Together

$$\hat x = d(e(x)).$$

The code is shorter than the input. This narrow place is the **bottleneck**: the 784 pixels of a small image must pass
through, say, 32 numbers.

Both parts are **neural networks**: functions with many adjustable numbers, the **weights**. Training adjusts the
weights of both parts together, to make a **loss** $L(x, \hat x)$ small. The loss says how far the reconstruction is
from the input, averaged over the training images.
"""

# %%
plots.layer_widths(
    [("image x", 784), ("code z", 32), ("reconstruction x̂", 784)], title="An autoencoder"
)

# %% [markdown]
r"""
An autoencoder has three properties. Section 5 shows the first two.

- **Lossy.** What does not fit through the bottleneck is gone. In general $\hat x \neq x$.
- **Data-specific.** The network learns what its training images have in common and spends its code on how they differ.
  On images of another kind it fails. The JPEG format, by contrast, works on any picture.
- **Unsupervised.** The target of the training is the input itself, so nobody has to label anything. Images without
  labels are plentiful; labels cost work. A code learned without labels can later serve tasks that have few.
"""

# %% [markdown]
r"""
## 2 How an exercise works

An exercise has up to five parts: a short idea, a **cell to fill in**, **hints**, a **check**, and something to look at.

- In the cell to fill in, replace the line `raise NotImplementedError(...)` by your code and run the cell.
- A hint opens when you click it. The first one nudges; the last one nearly gives the answer away.
- The check is the locked cell below, folded to a line such as *Check 0.1: run me*. Run it as it is, as any other cell;
  nothing in it is for you to change. A click opens it, should you want to read it. It either says *passed*, or says
  what it expected and what it found. You may run it as often as you like. When the notebook is graded, further tests
  of what the exercise asks run as well.

If the cell to fill in itself shows an error, mend that first: the check may be looking at the result of an earlier run.
Cells further down often need your answer, and their errors disappear once the exercise is done.

Here is a first one.
"""

# %% [markdown]
r"""
### Exercise 0.1: Work out the compression

An image of $h \times w$ pixels is encoded as `code_size` numbers. Return how many pixels there are for each number of
the code: $hw / \texttt{code\_size}$, as a float and not rounded. (This is the one exercise of this notebook that
counts: 1 point.)
"""


# %% nbgrader={"grade_id": "exercise-0-1", "solution": true}
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    ### BEGIN SOLUTION
    return height * width / code_size
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

How many pixels has an image of 28 rows and 28 columns?

</details>
<details><summary>Hint 2</summary>

A function gives its answer with `return`. Division in Python is `/`.

</details>
"""

# %% nbgrader={"grade_id": "check-0-1", "grade": true, "points": 1}
with checks.exercise("0.1"):
    checks.same(compression, "compression")
    ratio = compression(28, 28, 16)
    right = isinstance(ratio, float | np.floating) and ratio == 49
    found = f"compression(28, 28, 16) is {ratio!r}"
    assert right, f"{found}; expected 49.0, a float: return what / gives, as it is."

    ### BEGIN HIDDEN TESTS
    def images(rng):
        yield checks.case("28, 28 and 32", 28, 28, 32)
        yield checks.case("2, 3 and 4", 2, 3, 4)
        yield checks.case("a code longer than the image: 2, 2 and 7", 2, 2, 7)
        for _ in range(4):
            numbers = rng.choice(np.arange(2, 90), 3, replace=False).tolist()
            yield checks.case("{}, {} and {}".format(*numbers), *numbers)

    checks.same(compression, "compression", images)
    ### END HIDDEN TESTS

# %% [markdown]
"""
To see a failing check, change your answer to something wrong, run it, run the check, and read. Then put it right.
"""

# %% [markdown]
"""
## 3 MNIST: handwritten digits

MNIST holds 60,000 training and 10,000 test images of handwritten digits. `data.raw` loads it as its authors published
it and says where it came from. Without an internet connection it makes a stand-in of the same shapes from other digits,
and says so.
"""

# %%
mnist = data.raw("mnist")
print("training images", mnist.train_images.shape, mnist.train_images.dtype)
print("test images    ", mnist.test_images.shape, mnist.test_images.dtype)
print("pixel values from", mnist.train_images.min(), "to", mnist.train_images.max())

# %% [markdown]
r"""
The shape `(n, 28, 28)` reads: `n` images, each of 28 rows and 28 columns. The type `uint8` holds whole numbers from 0
(black) to 255 (white). A network learns better from small numbers, about −1 to 1, and the output layers of the next
notebooks produce values between 0 and 1. So the first step is always to bring the pixels into $[0, 1]$.
"""

# %% [markdown]
r"""
### Exercise 0.2: Normalise the images

Map the smallest value of an array to 0 and the largest to 1, in a straight line between them:

$$x' = \frac{x - \min x}{\max x - \min x}.$$

Take the minimum and the maximum over the *whole* array, not image by image, so that dark images stay dark. Return a
NumPy array of the same shape and of type `float32`, the type Keras computes with, and leave the given one as it is.
"""


# %% nbgrader={"grade_id": "exercise-0-2", "solution": true}
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1,
    which are not equal.
    """
    ### BEGIN SOLUTION
    images = images.astype("float32")
    return (images - images.min()) / (images.max() - images.min())
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint 1</summary>

`images.min()` is the smallest value of the whole array, whatever its shape. `images.astype("float32")` converts.

</details>
<details><summary>Hint 2</summary>

Convert before you subtract: `int8` numbers end at 127, so that 100 − (−100) becomes −56.

</details>
<details><summary>Hint 3</summary>

Three steps: convert; subtract the minimum; divide by (maximum − minimum).

</details>
"""

# %% nbgrader={"grade_id": "check-0-2", "grade": true, "points": 0}
with checks.exercise("0.2"):
    checks.same(normalise, "normalise")

    ### BEGIN HIDDEN TESTS
    def arrays(rng):
        yield checks.case("uint8 images of 2 × 3", rng.integers(50, 200, (3, 2, 3), dtype="uint8"))
        dark = rng.integers(3, 250, (3, 2, 2), dtype="uint8")
        dark[0] //= 9
        yield checks.case("a dark image and two bright ones", dark)
        yield checks.case("one image", rng.integers(0, 200, (1, 3, 4), dtype="uint8"))
        yield checks.case("a row of int8", np.array([-100, *rng.integers(-99, 99, 4), 100], "int8"))
        yield checks.case("uint16", rng.integers(0, 65536, (2, 2, 1, 2), dtype="uint16"))
        yield checks.case("float32", rng.normal(0, 2, (4, 3)).astype("float32"))
        yield checks.case("float64 between 0.2 and 0.3", rng.uniform(0.2, 0.3, (2, 3, 2)))

    checks.same(normalise, "normalise", arrays, strict=True)
    ### END HIDDEN TESTS

# %% [markdown]
"""
Look at some images to confirm that they are still digits, white on black, and that the label above each fits.
"""

# %%
digits = normalise(mnist.train_images)
labels = [str(label) for label in mnist.train_labels[:20]]
plots.image_grid(digits[:20], titles=labels, title="MNIST, with labels")

# %% [markdown]
"""
## 4 Fashion-MNIST: garments

Fashion-MNIST has the shapes of MNIST and harder content: photographs of shirts, shoes and bags. An autoencoder needs no
labels, so here you keep the images only.

Three sets of images have three jobs. The **training** images fit the weights. The **validation** images decide between
models and tell when to stop. The **test** images are looked at once, at the end, to report an error that no decision
has touched.
"""

# %% [markdown]
"""
### Exercise 0.3: Set validation images apart

Fashion-MNIST comes as 60,000 training and 10,000 test images. Normalise both with your function, then split the
training images: the first 80 % stay training images (48,000) and the last 20 % become validation images (12,000). The
function takes any share that leaves images for both: the boundary is at `len(images) * (1 - validation_share)`, rounded
to the nearest whole number, and the images keep their order.
"""


# %% nbgrader={"grade_id": "exercise-0-3", "solution": true}
def split(images, validation_share):
    """Return (train, validation).

    validation_share: which share of the images, the last ones, is for validation, such as 0.2.
    """
    ### BEGIN SOLUTION
    boundary = round(len(images) * (1 - validation_share))
    return images[:boundary], images[boundary:]
    ### END SOLUTION


fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)
print("training  ", fashion_train.shape)
print("validation", fashion_validation.shape)
print("test      ", fashion_test.shape)

# %% [markdown]
"""
<details><summary>Hint 1</summary>

`images[:n]` are the first `n` images and `images[n:]` the rest.

</details>
<details><summary>Hint 2</summary>

Make the boundary a whole number with `round`: 10 · (1 − 0.9) is 0.9999… for the computer, and `int` would make it 0.

</details>
"""

# %% nbgrader={"grade_id": "check-0-3", "grade": true, "points": 0}
with checks.exercise("0.3"):
    checks.same(split, "split")
    wanted = data.fashion_mnist()
    for found, right, name in (
        (fashion_train, wanted.train.images, "fashion_train"),
        (fashion_validation, wanted.validation.images, "fashion_validation"),
        (fashion_test, wanted.test.images, "fashion_test"),
    ):
        shapes = f"`{name}` has shape {np.shape(found)}; expected {right.shape}."
        because = (
            "Split the training images with a share of 0.2; fashion.test_images are for testing."
        )
        assert np.shape(found) == right.shape, f"{shapes} {because}"
        mistakes = {"It is not normalised: call `normalise`.": 255 * right[::50]}
        because = 'Is it made of data.raw("fashion_mnist"), test images of its own, in their order?'
        checks.diagnosed(found[::50], right[::50], name, mistakes, because=because)
        checks.array(found, name, dtype="float32")

    ### BEGIN HIDDEN TESTS
    def shares(rng):
        for count, share in (
            (10, 0.3),
            (10, 0.9),
            (100, 0.29),
            (100, 0.42),
            (8, 0.25),
        ):
            words = f"{count} numbers and a share of {share}"
            yield checks.case(words, rng.permutation(count), share)
        pictures = rng.integers(0, 256, (10, 3, 2), dtype="uint8")
        yield checks.case("ten pictures and a share of 0.2", pictures, 0.2)

    checks.same(split, "split", shares)
    ### END HIDDEN TESTS

# %%
plots.image_grid(fashion_train[:20], title="Fashion-MNIST: the first training images")

# %% [markdown]
"""
## 5 A first autoencoder at work

The next cell builds and trains a small autoencoder on digits. How it works is the subject of notebook 01; here you only
watch. The row of progress counts **epochs**: passes over all training images.
"""

# %%
training.seed(0)
vectors = digits.reshape(-1, 784)
first_autoencoder = keras.Sequential(
    [
        keras.Input((784,)),
        layers.Dense(32, activation="relu"),
        layers.Dense(784, activation="sigmoid"),
    ]
)
first_autoencoder.compile(optimizer=keras.optimizers.Adam(0.003), loss="binary_crossentropy")
epochs = effort.pick(full=20, quick=5, grade=2)
history = training.fit(first_autoencoder, vectors, epochs=epochs, batch_size=256)

# %%
test_digits = normalise(mnist.test_images)[:10]
reconstructions = predict(first_autoencoder, test_digits.reshape(-1, 784))
plots.rows(
    {"original": test_digits, "reconstruction": reconstructions},
    title="Lossy: test digits through 32 numbers",
)

# %% [markdown]
"""
Most reconstructions are legible, but softer or fainter than the originals: 784 pixels went through 32 numbers.

**Predict before you run the next two cells.** The network has seen digits only. What will it return for a garment? For
pure noise? The first cell prints the **mean squared error** between images and reconstructions, which is 0 for a
perfect copy; the second draws both.
"""

# %%
noise_images = np.random.default_rng(0).random((5, 28, 28)).astype("float32")
kinds = {"digits": test_digits, "garments": fashion_test[:5], "noise": noise_images}
for kind, images in kinds.items():
    x = images.reshape(-1, 784)
    print(f"{kind:<9} mean squared error {metrics.mse(x, predict(first_autoencoder, x)):.3f}")

# %% tags=["readme"]
strangers = np.concatenate([fashion_test[:5], noise_images])
reconstructions = predict(first_autoencoder, strangers.reshape(-1, 784))
plots.rows(
    {"original": strangers, "reconstruction": reconstructions},
    title="Data-specific: garments and noise through an autoencoder of digits",
)

# %% [markdown]
"""
<details><summary>What you should see, and why</summary>

The garments come back as blurred heaps of pen strokes, and the noise as almost nothing: the decoder can only combine
the patterns that helped it to draw digits. The error on such images is far larger than on digits, which has a use of
its own. An unusually high reconstruction error marks an input unlike the training data.

</details>
"""

# %% [markdown]
"""
## 6 What autoencoders are good for

1. **Compress and visualise.** The code is a short description of an image. Two numbers can be drawn as a point in the
   plane (notebook 02); codes can be compared to find similar images (09).
2. **Denoise.** Trained with a damaged image as input and the clean one as target, the network learns to repair (04, 05,
   06).
3. **Generate.** Decode a code that no image was encoded to, and a new image appears. A plain autoencoder does this
   badly; a variational autoencoder is built for it (07, 08), and mixing two codes morphs one face into another (10).
"""

# %% [markdown]
"""
## 7 Handing in

1. Choose *Kernel → Restart Kernel and Run All Cells* (on Colab, *Runtime → Restart session and run all*). Cells run
   from top to bottom in a fresh kernel, as in grading; a notebook that only works in the order you happened to click
   will show it now.
2. In JupyterLab, press **Validate** in the toolbar of the notebook. It runs the notebook on small stand-in data, which
   takes seconds, and names each exercise that does not pass.
3. Save. If your course uses nbgrader's *Assignment List*, press **Submit** there; otherwise hand in the file
   `00_start_here.ipynb` as your instructor asks. On Colab, *File → Download → Download .ipynb* gives you that file.

Answers in words, which the notebooks from 01 on ask for, are read by a person. What you change in a locked cell is
undone before grading, and cells that you add are run but carry no points.
"""

# %% [markdown]
"""
## Your progress
"""

# %%
progress.table("00_start_here")

# %% [markdown]
"""
**Where next.** Notebook 01 takes the network of section 5 apart and has you build it.

**References.** Y. LeCun, C. Cortes and C. Burges, *The MNIST database of handwritten digits*. H. Xiao, K. Rasul and
R. Vollgraf, *Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms*, 2017.
I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, chapter 14, 2016.
"""
