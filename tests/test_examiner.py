"""The examiner and what it asks: check cells against names in this process, without walls."""

import contextlib
import queue
import socket
import struct
import textwrap
import threading
from types import SimpleNamespace
from unittest.mock import ANY

import keras
import numpy as np
import pytest

from helpers import data, noise
from workbook.grading import session
from workbook.grading.examiner.judge import AtFault, Examiner, Student
from workbook.grading.examiner.unseen import Unseen
from workbook.grading.sandbox.inside import exchange, wire
from workbook.grading.sandbox.inside.kernel import Keeper, Outputs, Stream
from workbook.grading.sandbox.inside.wire import Connection, Gone, WireError, Writer
from workbook.grading.seen import made_of_test_images

SETUP = "import numpy as np\nfrom helpers import checks"


def checked(body, functions=(), keeper=Keeper, **names):
    """Run a check on these names, as a student's process has them, and return its parts and its doubts."""
    here, there = map(Connection, socket.socketpair())
    examiner = Examiner(Student(here))
    examiner.prepare(SETUP)
    source = 'with checks.exercise("1.1"):\n' + textwrap.indent(textwrap.dedent(body).strip(), "    ")
    found = []

    def examine():
        try:
            found.append((examiner.check(source, sorted(names), list(functions)), examiner.student.doubts()))
        except Exception as error:
            found.append(error)
        here.close()

    thread = threading.Thread(target=examine)
    thread.start()
    with contextlib.suppress(Gone):
        keeper(names).answer(there)
    thread.join()
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]


def passed(parts):
    """Return which parts passed."""
    return [part["passed"] for part in parts]


# --- what passes images on beside the code ----------------------------------------------------------------------------


class Sequence:
    """What has a length and items, and is no list."""

    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]


class Both:
    """An encoder whose code is what `form` makes of random keys, and the decoder of all that it has encoded."""

    def __init__(self, form=np.asarray):
        self.form, self.seen = form, []

    def encode(self, x):
        self.seen = x
        return self.form(np.random.default_rng(0).random((len(x), 2)).astype("float32"))

    def decode(self, z):
        return self.seen

    def __call__(self, x):
        return self.encode(x) if np.shape(x)[-1:] == (4,) else self.decode(x)


ROUND = """
    some = np.random.default_rng(0).random((5, 4))
    codes = np.asarray(encode(some))
    checks.close(decode(CODES), some, "decode(encode(some))")
"""


@pytest.mark.parametrize(
    "form",
    [
        np.asarray,
        np.ndarray.tolist,
        list,
        lambda codes: tuple(map(tuple, codes.tolist())),
        lambda codes: codes.astype(">f8"),
        lambda codes: codes.astype("U32"),
        lambda codes: codes[:, 0],
        lambda codes: range(len(codes)),
        lambda codes: Sequence(codes.tolist()),
        lambda codes: [Sequence(code.tolist()) for code in codes],
    ],
    ids="array list arrays tuples big-endian text flat range object objects".split(),
)
def test_codes_in_any_form_that_are_decoded_need_a_person(form):
    both = Both(form)

    parts, doubts = checked(ROUND.replace("CODES", "codes"), encode=both.encode, decode=both.decode)

    assert passed(parts) == [True]
    assert "images may have passed" in str(doubts)


@pytest.mark.parametrize(
    "codes", ["codes + 0.1 * some[:, :2]", "codes[::-1]", "np.stack([codes[:, 1], codes[:, 0]], 1)"]
)
def test_codes_that_the_check_changes_before_they_are_decoded_need_a_person(codes):
    both = Both()

    parts, doubts = checked(ROUND.replace("CODES", codes), encode=both.encode, decode=both.decode)

    assert passed(parts) == [True]
    assert "images may have passed" in str(doubts)


def test_an_object_that_does_all_things_needs_a_person_whatever_it_is_called():
    both = Both()

    assert checked(ROUND.replace("CODES", "codes"), encode=both, decode=both)[1]
    assert checked(ROUND.replace("CODES", "codes"), ["double"], encode=both, decode=both, double=both)[1]


def test_functions_where_functions_are_expected_need_nobody():
    both = Both()

    functions = ["encode", "decode"]

    assert checked(ROUND.replace("CODES", "codes"), functions, encode=both.encode, decode=both.decode)[1] == []
    assert checked(ROUND.replace("CODES", "codes"), functions, encode=both, decode=both)[1] == []


def test_models_that_do_the_same_and_are_not_called_one_after_the_other_need_nobody():
    check = """
        some = np.random.default_rng(0).random((5, 4))
        checks.close(one(some), some, "one(some)")
        checks.close(two(some[:3]), some[:3], "two(some)")
        checks.close(width(some), 4, "width(some)")
    """

    assert checked(check, one=lambda x: x, two=lambda x: x, width=lambda x: x.shape[1]) == (ANY, [])


def test_a_function_that_is_asked_for_weights_needs_nobody():
    check = """
        checks.close(double(np.ones(3)), 2 * np.ones(3), "double(ones)")
        assert double.get_weights(), "no weights"
    """

    parts, doubts = checked(check, double=lambda x: 2 * x)

    assert passed(parts) == [True, False]
    assert doubts == []


# --- what no answer can know ------------------------------------------------------------------------------------------


def examined(body, seed="", seen=(), own="", **names):
    """Run a check with a seed on these names, as `checked` does, and return its parts."""
    here, there = map(Connection, socket.socketpair())
    examiner = Examiner(Student(here))
    examiner.prepare(f"{SETUP}, data\n{own}")
    source = 'with checks.exercise("1.1"):\n' + textwrap.indent(textwrap.dedent(body).strip(), "    ")
    found = []

    def examine():
        with contextlib.closing(here):
            found.append(examiner.check(source, sorted(names), [], seed, seen))

    thread = threading.Thread(target=examine)
    thread.start()
    with contextlib.suppress(Gone):
        Keeper(names).answer(there)
    thread.join()
    return found[0]


@pytest.fixture(scope="module")
def digits():
    """The digits of grading, as a student's process has them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_EFFORT", "grade")
        yield data.mnist()


LOOK_UP = """
    some = data.mnist().test.images[:20]
    checks.close(known(some), 1, "known(some)")
    checks.close(known(some[::-1].copy()), 1, "known(some)")
    checks.close(known(data.mnist().train.images[:20]), 1, "known(training images)")
    raw = data.raw("mnist")
    checks.close(known(raw.test_images[:20].astype("float32") / 255), 1, "known(raw)")
    checks.close(len(raw.test_images), 600, "their number")
    checks.close(width(some), 28, "width(some)")
"""


def test_test_images_are_none_that_an_answer_can_know(digits, monkeypatch):
    monkeypatch.setenv("WORKBOOK_EFFORT", "grade")
    everything = {image.tobytes() for split in (digits.train, digits.validation, digits.test) for image in split.images}
    answers = {"known": lambda x: float(all(i.tobytes() in everything for i in x)), "width": lambda x: x.shape[1]}

    assert passed(examined(LOOK_UP, **answers)) == [True] * 6
    assert passed(examined(LOOK_UP, "a secret", **answers)) == [False, False, True, False, True, True]


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist", "faces", "flowers"])
def test_test_images_that_nobody_knows_are_of_the_same_kind(monkeypatch, name):
    monkeypatch.setenv("WORKBOOK_EFFORT", "grade")
    usual = getattr(data, name)()
    one, again, other = (getattr(Unseen(seed), name)() for seed in ("one", "one", "other"))

    assert np.array_equal(one.test.images, again.test.images)
    assert not np.array_equal(one.test.images, other.test.images)
    assert one.train is usual.train
    assert one.validation is usual.validation
    for found, known in ((one.test.images, usual.test.images), (one.test.labels, usual.test.labels)):
        assert (found.shape, found.dtype, found.flags.writeable) == (known.shape, known.dtype, False)
    assert (one.test.attributes is None) == (usual.test.attributes is None)
    assert abs(one.test.images.mean() - usual.test.images.mean()) < 0.1 * usual.test.images.mean()


def test_what_was_made_of_the_usual_test_images_is_judged_with_these(digits, monkeypatch):
    monkeypatch.setenv("WORKBOOK_EFFORT", "grade")
    check = """
        some = data.mnist().test.images
        found = {"bright": bright(some)}
        checks.close(found["bright"], some.mean(axis=(1, 2)), "bright(some)")
        ### BEGIN HIDDEN TESTS
        checks.close(bright(1 - some), (1 - some).mean(axis=(1, 2)), "bright(1 - some)")
        checks.close(values, some.mean(axis=(1, 2)), "values")
        gap = np.abs(values - found["bright"]).max()
        assert gap < 1e-6, "they differ"
        ### END HIDDEN TESTS
        checks.close(bright(some[:1]), some[:1].mean(), "bright(some[:1])")
    """
    values = digits.test.images.mean(axis=(1, 2))
    known = dict(zip((i.tobytes() for i in digits.test.images), values, strict=True))
    right = {"bright": lambda x: np.mean(x, axis=(1, 2)), "values": values}
    by_heart = right | {"bright": lambda x: np.array([known.get(i.tobytes(), 0) for i in x])}
    check = check.replace(", some[:1].mean(),", ", some[:1].mean(axis=(1, 2)),")

    parts = examined(check, "a secret", ["values"], **right)

    assert passed(parts) == [True] * 5
    assert [part["name"] for part in parts][1:4] == ["hidden test 1", "hidden test 2", "hidden test 3"]
    assert passed(examined(check, "a secret", ["values"], **by_heart)) == [False, False, True, True, False]


def test_random_numbers_of_a_check_are_none_that_stand_in_its_text():
    check = """
        some = np.random.default_rng(7).random(5)
        same = np.random.default_rng(7).random(5)
        checks.close(first(some), some[0], "first(some)")
        checks.close(first(same), some[0], "first(same)")
    """
    by_heart = np.random.default_rng(7).random(5)[0]

    assert passed(examined(check, first=lambda x: by_heart)) == [True, True]
    assert passed(examined(check, "a secret", first=lambda x: by_heart)) == [False, False]
    assert passed(examined(check, "a secret", first=lambda x: x[0])) == [True, True]


def test_noise_of_a_check_is_none_that_stands_in_its_text():
    check = """
        from helpers import noise
        some = noise.gaussian(np.full(5, 0.5), 0.1, seed=7)
        checks.close(first(some), some[0], "first(some)")
    """
    by_heart = noise.gaussian(np.full(5, 0.5), 0.1, seed=7)[0]

    assert passed(examined(check, first=lambda x: by_heart)) == [True]
    assert passed(examined(check, "a secret", first=lambda x: by_heart)) == [False]
    assert passed(examined(check, "a secret", first=lambda x: x[0])) == [True]


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (["train, test = digits.train.images, digits.test.images"], {"test"}),
        (["a, b = (s.images for s in (digits.train, digits.test))", "c, d = (f(x) for x in (a, b))"], {"b", "d"}),
        (["a, b = (f(x, test) for x in (one, two))\ntest = digits.test", "c, d = (f(x, test) for x in (a, b))"], {"*"}),
        (["raw = data.raw('mnist')\nx = raw.test_images\ny = raw.train_images", "x = y"], set()),
        (["x = digits.test.images", "def f(x):\n    return x", "def g(model):\n    return model(x)"], {"x", "g"}),
        (
            ["x = digits.test.images", "codes = {}\ncodes['a'] = f(x)", "more = []\nmore.append(x)"],
            {"x", "codes", "more"},
        ),
        (["x = digits.test.images", "z = [x for x in range(3)]\nplots.rows(x)"], {"x"}),
        (["x = digits.test.images", "%matplotlib inline\nfor i in x:\n    y = i"], {"x", "i", "y"}),
        (["not Python at all"], set()),
    ],
)
def test_what_is_made_of_test_images_is_read_from_a_notebook(cells, names):
    found = set()
    for cell in cells:
        found = made_of_test_images(cell, found)

    assert found == names or (names == {"*"} and found == {"test", "c", "d"})


# --- whose failure it is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "import no_such_module",
        "wanted = np.zeros((2, 3)) @ np.zeros((2, 3))",
        "raise MemoryError",
        "assert np.pi == 3, 'a slip in the check'",
        "checks.close(np.pi, 3, 'pi')",
    ],
)
def test_a_check_that_fails_by_itself_is_at_fault(statement):
    check = f"""
        checks.close(one(1), 1, "one(1)")
        {statement}
        checks.close(one(2), 2, "one(2)")
    """

    with pytest.raises(AtFault, match=r"^line 3 of the check stopped, though it looks at nothing of the stud"):
        checked(check, one=lambda x: x)


def test_what_a_check_collects_of_an_answer_fails_with_the_answer():
    check = """
        found, sums = [], {}
        for i in range(3):
            found.append(one(i))
            sums[i] = one(i) + 1
        assert found == [0, 1, 2], f"found {found}"
        assert sums[2] == 3, "the last sum"
    """

    assert passed(checked(check, one=lambda x: x)[0]) == [True, True]
    assert passed(checked(check, one=lambda x: min(x, 1))[0]) == [False, False]


def test_a_check_of_no_parts_is_at_fault():
    check = """
        def same(x):
            assert one(x) == x
        same(1)
    """
    parts, _ = checked(check, one=lambda x: x)

    assert parts == []
    found = session.judged("check", 4.0, parts)
    assert found.points == 0
    assert found.fault == "no statement of this check asserts anything"


class Weights:
    """A model with weights, as a check may set them."""

    def __init__(self, fits):
        self.fits, self.weights = fits, [self]

    def set_weights(self, weights):
        if not self.fits:
            raise ValueError("shapes do not match")

    assign = set_weights

    def __call__(self, x):
        return x


@pytest.mark.parametrize(
    "prepare",
    [
        "model.set_weights([2])",
        "for one in model.weights:\n            value = np.zeros(1)\n            one.assign(value)",
    ],
    ids=["call", "loop"],
)
def test_what_could_not_be_prepared_is_not_judged(prepare):
    check = f"""
        checks.close(model(1), 1, "model(1)")
        {prepare}
        checks.close(model(2), 2, "model(2) with other weights")
        checks.close(other(3), 3, "other(3)")
    """

    parts, _ = checked(check, model=Weights(fits=False), other=lambda x: x)
    assert passed(parts) == [True, False, True]
    assert "shapes do not match" in parts[1]["message"]
    assert passed(checked(check, model=Weights(fits=True), other=lambda x: x)[0]) == [True, True, True]


def test_a_part_that_fails_takes_no_mark_from_others():
    check = """
        found = []
        assert model(0) == 1, "model(0)"
        found.append(model("x"))
        checks.close(model(1), 2, "model(1)")
    """

    assert passed(checked(check, model=lambda x: x + 1)[0]) == [True, True]


def test_a_model_that_one_check_changed_is_as_it_was_for_the_next():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    writer = Writer(exchange.encode_model)
    sent, student = writer.encode(model), Student(None)

    one, same = (student._reader(writer.blobs).decode(sent) for _ in range(2))
    one.set_weights([np.zeros((2, 1)), np.zeros(1)])
    student.begin(1)
    other = student._reader(writer.blobs).decode(sent)

    assert one is same
    assert np.array_equal(other.get_weights()[0], model.get_weights()[0])


# --- what an answer says of itself ------------------------------------------------------------------------------------


class Teller(Keeper):
    """A student's process that answers each call with an error of its own words."""

    told = None

    def answer(self, examiner):
        request, _ = examiner.receive()
        value = {"one": ["r", "1", True, "function"]}
        examiner.send({"nonce": request["nonce"], "value": value})
        request, _ = examiner.receive()
        examiner.send({"nonce": request["nonce"], "error": {"text": "some words", "type": "Odd", **self.told}})


@pytest.mark.parametrize(
    "told",
    [
        {"bases": ["ExceptionGroup"]},
        {"bases": ["UnicodeDecodeError", "ValueError"]},
        {"type": "\0"},
        {"type": "\ud800"},
        {"where": [{"a": 1}, "f", "x"]},
        {"where": ["9" * 100, "f", "x"]},
        {"where": [1, ["f"], {}]},
        {"where": 7},
    ],
    ids=repr,
)
def test_an_error_told_in_odd_words_fails_its_part(told):
    keeper = type("Told", (Teller,), {"told": told})

    parts, _ = checked('checks.close(one(1), 1, "one(1)")', keeper=keeper, one=None)

    assert passed(parts) == [False]
    assert parts[0]["message"].endswith("some words")


def test_where_an_error_was_raised_is_said_in_few_words():
    keeper = type("Told", (Teller,), {"told": {"where": [7, "f" * 10**6, "x" * 10**6]}})

    (part,), _ = checked('checks.close(one(1), 1, "one(1)")', keeper=keeper, one=None)

    assert "some words in line 7 of `fff" in part["message"]
    assert len(part["message"]) < 1000


def test_what_is_said_of_a_part_is_bounded():
    parts, _ = checked('assert one(1) == 1, f"found {one(1)}"', one=lambda _: "x" * 10**7)

    assert passed(parts) == [False]
    assert parts[0]["message"].startswith("found xxx")
    assert len(parts[0]["message"]) < 10_000


# --- what is too large ------------------------------------------------------------------------------------------------


def test_a_value_that_is_too_large_to_send_fails_its_own_part(monkeypatch):
    monkeypatch.setattr(wire, "MAX_TEXT", 2**20)
    check = """
        checks.close(large(1), 1, "large(1)")
        checks.close(small(1), 1, "small(1)")
    """

    parts, _ = checked(check, large=lambda _: [1.0] * 100_000, small=lambda _: 1)

    assert passed(parts) == [False, True]
    assert "more than 1 MB of numbers and text; use an array" in parts[0]["message"]


def test_what_is_too_large_to_ask_with_is_no_silence_of_the_students(monkeypatch):
    check = """
        many = [1.0] * 100_000
        checks.close(length(many), 100_000, "length(many)")
        checks.close(length([1]), 1, "length([1])")
    """
    monkeypatch.setattr(wire, "MAX_TEXT", 2**20)

    parts, _ = checked(check, length=len)

    assert passed(parts) == [False, True]


# --- what a cell shows ------------------------------------------------------------------------------------------------


@pytest.fixture
def shown():
    """Outputs, and a function that closes them and returns the messages that arrived."""
    one, two = map(Connection, socket.socketpair())
    messages = []

    def listen():
        with contextlib.closing(two), contextlib.suppress(WireError):
            while True:
                messages.append(two.receive()[0])

    thread = threading.Thread(target=listen)
    thread.start()

    def close():
        one.close()
        thread.join()
        return messages

    yield Outputs(one), close
    close()


def test_what_is_printed_travels_together_and_in_order(shown):
    outputs, close = shown
    out, err = Stream(outputs, "stdout"), Stream(outputs, "stderr")
    for i in range(5000):
        print("step", i, i / 7, file=out)
    outputs.send(kind="display", data={})
    print("oh", file=err)
    print("last", file=out)
    outputs.send(kind="done")

    messages = close()

    assert len(messages) < 50
    texts = "".join(m.get("text") or m["kind"] for m in messages)
    assert texts.count("step") == 5000
    assert texts.endswith("step 4999 714.1428571428571\ndisplayoh\nlast\ndone")


def test_a_display_that_is_too_large_is_left_out_and_says_so(shown, monkeypatch):
    monkeypatch.setattr(wire, "MAX_TEXT", 2**20)
    outputs, close = shown
    outputs.send(kind="display", data={"text/plain": "x" * 2**20})
    outputs.send(kind="done")

    first, last = close()

    assert "A display is left out" in first["text"]
    assert last == {"kind": "done"}


def test_a_kernel_that_sends_too_much_at_once_is_said_to_have_done_so(monkeypatch):
    one, two = socket.socketpair()
    ended = []
    kernel = SimpleNamespace(connection=Connection(two), end=ended.append)
    inbox = queue.Queue()
    one.sendall(struct.pack(">II", 50 * 2**20, 0))

    session.Session._listen(SimpleNamespace(kernel=kernel, inbox=inbox))

    assert ended == ["it sent a message of 50 MB, more than can pass"]
    assert inbox.get() is None


def test_what_stands_beside_something_of_the_students_is_not_theirs():
    body = """
        found, wanted = answer, [1, 2]
        assert found == 1, "found"
        given, wanted = [1, 2], [1, 2]
        assert given == wanted, "given"
    """
    parts, _ = checked(body, answer=0)
    assert [(p["passed"], p["of student"]) for p in parts] == [(False, True), (True, False)]


def test_a_name_that_was_made_anew_is_no_longer_of_the_student():
    parts, _ = checked('found = answer\nassert found == 0, "a"\nfound = 3\nassert found == 3, "b"', answer=0)
    assert [p["of student"] for p in parts] == [True, False]


def test_what_is_added_to_something_that_failed_fails_with_it():
    parts, _ = checked('word = answer.upper()\nword += "!"\nassert word == "A!", "word"', answer=3)
    assert passed(parts) == [False]


# --- what is compared with the worked solution ------------------------------------------------------------------------

COMPARES = """
    checks.same(doubled, "doubled")
    ### BEGIN HIDDEN TESTS
    def some(rng):
        yield checks.case("three numbers", rng.random(3))
    checks.same(doubled, "doubled", some)
    ### END HIDDEN TESTS
"""


def compared(monkeypatch, answer, worked="def doubled(values):\n    return 2 * values", seed="one"):
    """Return the parts of a check that compares an answer with the worked solution."""
    from helpers import checks, expected

    known = expected.Expected([checks.case("a two", np.array([2.0]))], [np.array([4.0])])
    monkeypatch.setattr(expected, "of", lambda number, name: {("1.1", "doubled"): known}[number, name])
    here, there = map(Connection, socket.socketpair())
    examiner = Examiner(Student(here))
    examiner.prepare(SETUP)
    source = 'with checks.exercise("1.1"):\n' + textwrap.indent(textwrap.dedent(COMPARES).strip(), "    ")
    found = []

    def examine():
        try:
            found.append(examiner.check(source, ["doubled"], ["doubled"], seed, (), worked))
        except Exception as error:
            found.append(error)
        here.close()

    thread = threading.Thread(target=examine)
    thread.start()
    with contextlib.suppress(Gone):
        Keeper({"doubled": answer}).answer(there)
    thread.join()
    return found[0]


def test_a_hidden_test_compares_with_the_worked_solution_on_cases_of_its_own(monkeypatch):
    assert passed(compared(monkeypatch, lambda values: values + values)) == [True, True]


def test_an_answer_made_to_fit_the_visible_cases_is_found_by_the_hidden_ones(monkeypatch):
    seen, unseen = compared(monkeypatch, lambda values: np.array([4.0]))
    assert seen["passed"]
    assert not unseen["passed"]
    assert unseen["message"] == "does not give what it should, given three numbers."


def test_each_grading_draws_cases_of_its_own(monkeypatch):
    drawn = []

    def doubled(values):
        drawn.append(values.tolist())
        return 2 * values

    for seed in ("one", "two", "one"):
        compared(monkeypatch, doubled, seed=seed)
    first, second, third = ([d for d in drawn[i : i + 4] if len(d) == 3] for i in (0, 4, 8))
    assert first == third != second


def test_a_worked_solution_that_stops_is_no_fault_of_the_students(monkeypatch):
    found = compared(monkeypatch, lambda values: 2 * values, worked="def doubled(values):\n    return 1 / 0")
    assert isinstance(found, AtFault)
    assert "the hidden test of `doubled`" in str(found)
