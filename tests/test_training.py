"""Training: the same result as Keras gives, what is shown of it, and how it goes on after an interrupt or a kill."""

import json
import os
import signal
import subprocess
import sys
import time

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from helpers import plots, training
from helpers.training import fitting, speed

keras = pytest.importorskip("keras")

IMAGES = np.random.default_rng(0).random((150, 6, 6), dtype="float32")
FLAT = IMAGES.reshape(150, 36)
# For other processes: the same data, the same model, and a line of losses.
COMMON = """
import json, numpy as np
from helpers import training
import keras
flat = np.random.default_rng(0).random((150, 36), dtype="float32")
training.seed(7)
model = keras.Sequential([keras.Input((36,)), keras.layers.Dense(5, "relu"), keras.layers.Dropout(0.2),
                          keras.layers.Dense(36, "sigmoid")])
model.compile(keras.optimizers.Adam(0.01), "mse")
"""


def build(units=5, optimizer=None, loss="mse"):
    layers = keras.layers
    model = keras.Sequential(
        [keras.Input((36,)), layers.Dense(units, "relu"), layers.Dropout(0.2), layers.Dense(36, "sigmoid")]
    )
    model.compile(optimizer or keras.optimizers.Adam(0.01), loss)
    return model


class Subclassed(keras.Model):
    """A model that has no weights before it sees data, and holds a lambda."""

    def __init__(self):
        super().__init__()
        self.code = keras.layers.Dense(5, activation=lambda x: keras.ops.relu(x))
        self.out = keras.layers.Dense(36)

    def call(self, x):
        return self.out(self.code(x))


def build_subclassed():
    model = Subclassed()
    model.compile("adam", "mse")
    return model


class Interrupt(keras.callbacks.Callback):
    """The stop button, in the middle of an epoch (counted from 1)."""

    def __init__(self, epoch):
        super().__init__()
        self.epoch = epoch

    def on_epoch_begin(self, epoch, logs=None):
        if epoch + 1 == self.epoch:
            raise KeyboardInterrupt


class Epochs(keras.callbacks.Callback):
    """Notes which epochs ran, and the weights each one began with."""

    def __init__(self):
        super().__init__()
        self.began = []
        self.weights = []
        self.iterations = []

    def on_epoch_begin(self, epoch, logs=None):
        self.began.append(epoch)
        self.weights.append(self.model.get_weights())
        self.iterations.append(int(self.model.optimizer.iterations))


@pytest.fixture(autouse=True)
def work_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path))
    return tmp_path


@pytest.fixture
def state(work_folder):
    """Return where the checkpoint named "lesson" is kept."""
    return work_folder / "checkpoints" / "lesson" / "state.npz"


@pytest.fixture(scope="module")
def after_two_epochs(tmp_path_factory):
    """Return the bytes of the checkpoint that `interrupted` leaves."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_WORK", str(folder))
        interrupted(build())
    return (folder / "checkpoints" / "lesson" / "state.npz").read_bytes()


@pytest.fixture
def kept(state, after_two_epochs):
    """Put that checkpoint in place."""
    state.parent.mkdir(parents=True)
    state.write_bytes(after_two_epochs)
    return state


def interrupted(model, *, after=2, epochs=4, **options):
    return training.fit(
        model, FLAT, epochs=epochs, batch_size=32, name="lesson", callbacks=[Interrupt(after + 1)], **options
    )


def resumed(model, *, epochs=4, **options):
    watch = Epochs()
    options = {"batch_size": 32, "callbacks": [watch]} | options
    return training.fit(model, FLAT, epochs=epochs, name="lesson", **options), watch


@pytest.mark.parametrize("few", [0, 100])
def test_the_losses_are_those_of_keras_to_the_last_digit(monkeypatch, few):
    monkeypatch.setattr(speed, "FEW", few)  # several batches in a call of the compiled function, or one
    training.seed(3)
    ours = training.fit(build(), FLAT, epochs=2, batch_size=8, validation=FLAT[:50])  # 19 batches, the last one short
    training.seed(3)
    held_out = {"validation_data": (FLAT[:50], FLAT[:50]), "validation_batch_size": fitting.AT_ONCE}
    theirs = build().fit(FLAT, FLAT, epochs=2, batch_size=8, verbose=0, **held_out)
    assert ours.history == theirs.history
    assert ours.epoch == theirs.epoch == [0, 1]


def test_the_fewest_batches_are_not_compiled_and_have_the_same_losses(monkeypatch):
    eager = []

    def loss(target, output):
        eager.append(not hasattr(output, "graph"))
        return keras.ops.mean(keras.ops.square(target - output))

    training.seed(3)
    model = build(loss=loss)
    ours = training.fit(model, FLAT, epochs=2, batch_size=75, validation=FLAT[:50])
    assert all(eager)
    assert not model.run_eagerly
    training.seed(3)
    theirs = build().fit(FLAT, FLAT, epochs=2, batch_size=75, validation_data=(FLAT[:50], FLAT[:50]), verbose=0)
    for name, losses in theirs.history.items():
        assert ours.history[name] == pytest.approx(losses, rel=1e-5)
    training.fit(model, FLAT, epochs=5, batch_size=75)
    assert not all(eager)


def test_the_training_step_is_traced_once():
    traced = []

    def loss(target, output):
        traced.append(output)
        return keras.ops.mean(keras.ops.square(target - output))

    training.fit(build(loss=loss), FLAT, epochs=2, batch_size=50)
    ours = len(traced)
    build(loss=loss).fit(FLAT, FLAT, epochs=2, batch_size=50, verbose=0)
    assert ours < len(traced) - ours


def test_the_compiled_model_is_left_as_it_was(monkeypatch):
    monkeypatch.setattr(speed, "FEW", 0)
    model = build()
    training.fit(model, FLAT, epochs=1, batch_size=8)
    assert model.steps_per_execution == 1
    steps = []
    model.fit(FLAT, FLAT, batch_size=50, verbose=0, callbacks=[batches(steps)])
    assert steps == [0, 1, 2]


def batches(steps):
    return keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: steps.append(batch))


def test_a_callback_sees_every_batch():
    steps = []
    training.fit(build(), FLAT, epochs=1, batch_size=50, callbacks=[batches(steps)])
    assert steps == [0, 1, 2]


def test_targets_and_a_pair_for_validation():
    training.seed(3)
    ours = training.fit(build(), FLAT, 1 - FLAT, epochs=1, batch_size=32, validation=(FLAT, FLAT))
    training.seed(3)
    theirs = build().fit(FLAT, 1 - FLAT, batch_size=32, validation_data=(FLAT, FLAT), verbose=0)
    assert ours.history == theirs.history


def test_outside_a_notebook_one_line_without_times_is_printed(capfd):
    training.fit(build(), FLAT, epochs=2, batch_size=32, validation=FLAT, show=FLAT[:3])
    out, err = capfd.readouterr()
    assert err == ""
    line, loss, validation = out.strip(), *[float(part.split()[-1]) for part in out.split(",")]
    assert line == f"2 epochs: loss {loss:g}, validation loss {validation:g}"


def test_the_same_seed_gives_the_same_losses():
    losses = []
    for _ in range(2):
        training.seed(5)
        losses.append(training.fit(build(), FLAT, epochs=2, batch_size=32).history["loss"])
    training.seed(6)
    assert losses[0] == losses[1] != training.fit(build(), FLAT, epochs=2, batch_size=32).history["loss"]


@pytest.mark.parametrize("make", [build, build_subclassed])
def test_after_an_interrupt_training_goes_on_where_it_was(make, state, capsys):
    model = make()
    history = interrupted(model)
    assert len(history.history["loss"]) == 2
    assert "Interrupted after 2 of 4 epochs: loss " in capsys.readouterr().out
    assert state.exists()
    weights = model.get_weights()

    keras.layers.Dense(1)  # in the next kernel, Keras numbers the layers differently
    again, watch = resumed(make())
    assert watch.began == [2, 3]
    for before, after in zip(weights, watch.weights[0], strict=True):
        np.testing.assert_array_equal(before, after)
    assert watch.iterations[0] == 2 * 5  # the optimizer's own state: 5 batches in an epoch
    assert again.history["loss"][:2] == history.history["loss"]
    assert again.epoch == [0, 1, 2, 3]
    assert "Going on after epoch 2" in capsys.readouterr().out
    assert not state.parent.exists()


def test_optimizer_moments_come_back(state):
    model = build()
    interrupted(model)
    other = build()
    resumed(other, callbacks=[Interrupt(3)])
    for kept, back in zip(model.optimizer.variables, other.optimizer.variables, strict=True):
        np.testing.assert_array_equal(kept, back)


def test_an_interrupt_inside_an_epochs_end_returns_the_history_so_far():
    def stop(epoch, logs):
        if epoch == 2:
            raise KeyboardInterrupt

    stopper = keras.callbacks.LambdaCallback(on_epoch_end=stop)
    model = build()
    history = training.fit(model, FLAT, epochs=5, batch_size=32, name="lesson", callbacks=[stopper])
    assert history.epoch == [0, 1]
    assert len(resumed(model, epochs=5)[0].history["loss"]) == 5


def test_an_interrupt_without_a_name_keeps_the_weights_and_says_so(capsys):
    model = build()
    before = model.get_weights()
    history = training.fit(model, FLAT, epochs=3, batch_size=32, callbacks=[Interrupt(2)])
    assert len(history.history["loss"]) == 1
    assert any((a != b).any() for a, b in zip(before, model.get_weights(), strict=True))
    assert "run this cell again to train it further" in capsys.readouterr().out


def test_a_model_that_is_trained_again_is_said_to_be_trained_further(capsys):
    model = build()
    training.fit(model, FLAT, epochs=1, batch_size=50)
    assert "before" not in capsys.readouterr().out
    training.fit(model, FLAT, epochs=1, batch_size=50)
    assert "has been trained before, for 3 batches, and is trained further." in capsys.readouterr().out
    model.compile("adam", "mse")
    training.fit(model, FLAT, epochs=1, batch_size=50)
    assert "before" not in capsys.readouterr().out


def test_a_learning_rate_that_has_ended_is_said_to_teach_nothing(capsys):
    rate = training.warmup_cosine(0.01, images=len(FLAT), batch_size=50, epochs=2)
    model = build(optimizer=keras.optimizers.Adam(rate))
    training.fit(model, FLAT, epochs=1, batch_size=50)
    training.fit(model, FLAT, epochs=1, batch_size=50)
    assert "the rate is 0" not in capsys.readouterr().out
    before = model.get_weights()
    training.fit(model, FLAT, epochs=1, batch_size=50)
    assert "its learning rate's schedule is over, and the rate is 0: nothing more is learned" in capsys.readouterr().out
    np.testing.assert_array_equal(before[0], model.get_weights()[0])


def test_a_training_that_goes_on_from_a_checkpoint_is_no_second_one(kept, capsys):
    first_epoch(build())
    assert "trained before" not in capsys.readouterr().out


def test_of_an_interrupt_in_the_first_epoch_whatever_asks_is_told():
    history = training.fit(build(), FLAT, epochs=3, batch_size=32, validation=FLAT, callbacks=[Interrupt(1)])
    assert history.epoch == []
    with pytest.raises(KeyError, match=r"interrupted before its first epoch\s+had ended"):
        history.history["val_loss"]
    assert "no 'loss'" not in plots.loss_curves({"mine": history}, baselines={"mean": 0.1}, log=True).alt


def test_an_error_is_not_swallowed_and_the_checkpoint_stays(state):
    def fail(epoch, logs):
        if epoch == 1:
            raise RuntimeError("mine")

    failing = keras.callbacks.LambdaCallback(on_epoch_end=fail)
    with pytest.raises(RuntimeError, match="mine"):
        training.fit(build(), FLAT, epochs=4, batch_size=32, name="lesson", callbacks=[failing])
    assert state.exists()
    assert first_epoch(build()) == 1


def first_epoch(model, data=FLAT, **options):
    """Return the epoch, from 0, at which training named "lesson" begins; stop it there."""
    watch = Epochs()
    stop = keras.callbacks.LambdaCallback(on_epoch_begin=lambda epoch, logs: signal.raise_signal(signal.SIGINT))
    options = {"epochs": 4, "batch_size": 32} | options
    training.fit(model, data, name="lesson", callbacks=[watch, stop], **options)
    return watch.began[0]


@pytest.mark.parametrize(
    ("make", "options", "word"),
    [
        (lambda: build(units=6), {}, "model"),
        (lambda: build(optimizer="sgd"), {}, "optimizer"),
        (lambda: build(optimizer=keras.optimizers.Adam(0.02)), {}, "optimizer"),
        (lambda: build(loss="mae"), {}, "loss"),
        (build, {"epochs": 6}, "number of epochs"),
        (build, {"batch_size": 30}, "batch size"),
        (build, {"data": 1 - FLAT}, "data"),
    ],
)
def test_the_checkpoint_of_another_training_is_set_aside(make, options, word, kept, capsys):
    content = kept.read_bytes()
    assert first_epoch(make(), **options) == 0
    assert f"is of another {word}: it is set aside" in capsys.readouterr().out
    assert not kept.exists()
    assert kept.with_name("set-aside.npz").read_bytes() == content


def test_the_activation_is_part_of_the_model(kept):
    model = build()
    model.layers[0].activation = keras.activations.tanh
    assert first_epoch(model) == 0


def test_a_checkpoint_of_the_same_training_is_used(kept, capsys):
    assert first_epoch(build()) == 2
    assert "Going on after epoch 2, from the checkpoint 'lesson'." in capsys.readouterr().out


@pytest.mark.parametrize("damage", ["truncated", "empty", "text", "one byte"])
def test_a_corrupt_checkpoint_is_one_sentence_and_a_fresh_start(damage, kept, capsys):
    content = kept.read_bytes()
    flipped = bytearray(content)
    flipped[flipped.index(b"\x93NUMPY", len(flipped) // 2) + 140] ^= 255  # inside a weight
    damaged = {"truncated": content[: len(content) // 2], "empty": b"", "text": b"hello", "one byte": bytes(flipped)}
    kept.write_bytes(damaged[damage])
    model = build()
    before = model.get_weights()
    assert first_epoch(model) == 0
    assert capsys.readouterr().out.count("cannot be read") == 1
    for a, b in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_kill_while_a_checkpoint_is_written_leaves_the_last_one(state, monkeypatch):
    original = np.savez
    calls = []

    def killed_the_second_time(stream, **arrays):
        calls.append(1)
        if len(calls) == 2:
            stream.write(b"half a file")
            raise SystemExit
        original(stream, **arrays)

    monkeypatch.setattr(np, "savez", killed_the_second_time)
    with pytest.raises(SystemExit):
        training.fit(build(), FLAT, epochs=4, batch_size=32, name="lesson")
    monkeypatch.setattr(np, "savez", original)
    assert first_epoch(build()) == 1


def test_a_disk_that_takes_no_checkpoint_does_not_stop_training(work_folder, capsys):
    (work_folder / "checkpoints").write_text("a file in the folder's place")
    history = training.fit(build(), FLAT, epochs=3, batch_size=32, name="lesson")
    assert len(history.history["loss"]) == 3
    assert capsys.readouterr().out.count("could not be written") == 1


def test_a_killed_process_is_taken_over_and_another_process_counts_the_same(state, capsys):
    code = COMMON + (
        "print(json.dumps(training.fit(model, flat, epochs=2, batch_size=32).history['loss']), flush=True)\n"
        "model.compile(keras.optimizers.Adam(0.01), 'mse')\n"
        "training.fit(model, flat, epochs=100_000, batch_size=32, name='lesson')\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    training.seed(7)
    ours = training.fit(build(), FLAT, epochs=2, batch_size=32).history["loss"]
    try:
        lines = [process.stdout.readline() for _ in range(2)]
        assert json.loads(lines[1]) == ours
        while not state.exists():
            assert process.poll() is None
            time.sleep(0.01)
        time.sleep(0.2)  # in the middle of some epoch, or of a write
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    with np.load(state) as stored:
        done = json.loads(str(stored["about"]))["epochs"]
    history, _ = resumed(build(), epochs=100_000, callbacks=[Interrupt(done + 3)])
    assert len(history.history["loss"]) == done + 2
    assert f"Going on after epoch {done}," in capsys.readouterr().out


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda m: training.fit(keras.Sequential([keras.layers.Dense(3)]), FLAT, epochs=1, batch_size=8), "compile"),
        (lambda m: training.fit(len, FLAT, epochs=1, batch_size=8), "must be a Keras model; found builtin"),
        (lambda m: training.fit(m, FLAT, epochs=0, batch_size=8), "epochs is 0; it must be a whole number, 1 or more"),
        (lambda m: training.fit(m, FLAT, epochs=1.5, batch_size=8), "epochs is 1.5"),
        (lambda m: training.fit(m, FLAT, epochs=1, batch_size=True), "batch_size is True"),
        (lambda m: training.fit(m, FLAT, epochs=1, batch_size=8, name="../a"), "name is '../a'"),
        (lambda m: training.fit(m, (FLAT * 255).astype("uint8"), epochs=1, batch_size=8), "uint8.* divide by 255"),
        (lambda m: training.fit(m, FLAT.astype(int), epochs=1, batch_size=8), "expected floating-point"),
        (lambda m: training.fit(m, FLAT[0], epochs=1, batch_size=8), r"the shape is \(36,\); expected \(n, ...\)"),
        (lambda m: training.fit(m, FLAT, FLAT[:9], epochs=1, batch_size=8), "150 inputs and 9 targets"),
        (lambda m: training.fit(m, IMAGES, epochs=1, batch_size=8), r"takes .* \(36,\), and inputs has \(6, 6\)"),
        (lambda m: training.fit(m, FLAT, IMAGES, epochs=1, batch_size=8), r"returns \(36,\) .* target has \(6, 6\)"),
        (
            lambda m: training.fit(m, FLAT, epochs=1, batch_size=8, validation=IMAGES),
            r"takes .* \(36,\), and validation inputs has \(6, 6\)",
        ),
        (
            lambda m: training.fit(m, FLAT, 1 - FLAT, epochs=1, batch_size=8, validation=FLAT),
            r"pass validation=\(inputs, targets\)",
        ),
    ],
)
def test_what_cannot_be_trained_is_refused_in_words(call, message):
    with pytest.raises(ValueError, match=message):
        call(build())


def test_a_last_axis_of_1_may_be_missing_as_in_keras():
    model = keras.Sequential([keras.Input((6, 6, 1)), keras.layers.Conv2D(1, 3, padding="same")])
    model.compile("adam", "mse")
    training.fit(model, IMAGES, epochs=1, batch_size=50)


def test_a_model_with_its_own_training_step_is_left_to_it(state):
    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.net = keras.Sequential([keras.Input((36,)), keras.layers.Dense(36)])

        def train_step(self, data):
            self.optimizer.apply(
                [keras.ops.ones_like(v) for v in self.net.trainable_variables], self.net.trainable_variables
            )
            return {"loss": keras.ops.sum(self.net.trainable_variables[1])}

    models = []
    for _ in range(2):
        models.append(Own())
        models[-1].compile("sgd")
    interrupted(models[0])
    history, watch = resumed(models[1])
    assert watch.began == [2, 3]
    assert len(history.history["loss"]) == 4


def test_in_a_notebook_one_output_changes_in_place_and_ends_without_times():
    cells = [
        COMMON,
        "history = training.fit(model, flat, epochs=3, batch_size=8, validation=flat)",
        "training.fit(model, flat, epochs=2, batch_size=32, show=flat[:4]);",
        "training.fit(model, flat, epochs=2, batch_size=32, show=flat[:16]);",
        # Many models, of few steps each: TensorFlow would warn of retracing.
        """
for units in range(1, 8):
    small = keras.Sequential([keras.Input((36,)), keras.layers.Dense(units), keras.layers.Dense(36)])
    small.compile("sgd", "mse")
    training.fit(small, flat, epochs=1, batch_size=150)
""",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    updates = []

    class Client(NotebookClient):
        def process_message(self, msg, cell, cell_index):
            if msg["msg_type"] == "update_display_data":
                updates.append(msg["content"]["data"].get("text/plain", ""))
            return super().process_message(msg, cell, cell_index)

    Client(notebook, kernel_name="python3").execute()
    (line,) = notebook.cells[1].outputs
    assert line.output_type == "display_data"
    assert set(line.data) == {"text/plain"}
    losses = [float(part.split()[-1]) for part in line.data["text/plain"].split(",")]
    assert line.data["text/plain"] == f"3 epochs: loss {losses[0]:g}, validation loss {losses[1]:g}"
    assert any("left" in text and "/3" in text for text in updates)

    for cell, alt in ((notebook.cells[2], "2 rows of 4 images: original, recon"), (notebook.cells[3], "Grid of 16")):
        again, line, picture = cell.outputs
        assert "has been trained before" in again.text
        assert line.data["text/plain"].startswith("2 epochs: loss ")
        assert set(picture.data) == {"image/png", "text/plain"}
        assert picture.metadata["image/png"]["alt"].startswith(f"Reconstructions. {alt}")

    assert [output.output_type for output in notebook.cells[4].outputs] == ["display_data"] * 7


def decoders():
    """Models whose outputs can start at a mean, each with the shape of its images."""
    layers, vector = keras.layers, keras.Input((36,))
    part = keras.Sequential([keras.Input((5,)), layers.Dense(36), layers.Activation("sigmoid"), layers.Reshape((6, 6))])
    image = keras.Sequential(
        [keras.Input((36,)), layers.Reshape((6, 6, 1)), layers.Conv2D(1, 3, activation="sigmoid", padding="same")]
    )
    return {
        "dense": (keras.Sequential([vector, layers.Dense(36, activation="sigmoid")]), FLAT**2),
        "linear": (keras.Sequential([vector, layers.Dense(36)]), FLAT**2 - 3),
        "nested": (keras.Model(vector, part(layers.Dense(5)(vector))), FLAT**2),
        "convolution": (image, FLAT**2),
        "subclassed": (Subclassed(), FLAT**2),
    }


@pytest.mark.parametrize("kind", ["dense", "linear", "nested", "convolution", "subclassed"])
def test_an_untrained_model_can_start_at_the_mean_of_its_targets(kind, capsys):
    training.seed(1)
    model, targets = decoders()[kind]
    training.start_at_mean(model, targets)
    zeros = np.asarray(model(np.zeros((1, 36), "float32"))).reshape(-1)
    mean = targets.mean(axis=0) if kind != "convolution" else targets.mean()
    np.testing.assert_allclose(zeros, mean, atol=1e-5)
    assert capsys.readouterr().out == ""


def test_pixels_that_are_always_black_get_a_finite_bias():
    model = keras.Sequential([keras.Input((36,)), keras.layers.Dense(36, activation="sigmoid")])
    training.start_at_mean(model, np.zeros((4, 36), "float32"))
    assert np.isfinite(model.get_weights()[1]).all()


@pytest.mark.parametrize("last", [{"activation": "tanh"}, {"use_bias": False}], ids=["tanh", "no bias"])
def test_a_last_layer_that_cannot_start_at_the_mean_is_left_as_it_is_with_a_word(last, capsys):
    model = keras.Sequential([keras.Input((36,)), keras.layers.Dense(36, **last)])
    before = model.get_weights()
    training.start_at_mean(model, FLAT)
    for old, new in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)
    assert "starts from the model as it is" in capsys.readouterr().out
