"""Checks without a block, as nbgrader has them: judged in this process, without walls."""

import contextlib
import random
import socket
import sys
import textwrap
import threading

import nbformat
import pytest

from workbook.authoring.assignment import grade_id
from workbook.grading.examiner import judge
from workbook.grading.examiner import student as student_side
from workbook.grading.examiner.judge import Examiner
from workbook.grading.examiner.student import Student, Unjudged
from workbook.grading.plan import Plan
from workbook.grading.sandbox.inside.kernel import Keeper
from workbook.grading.sandbox.inside.wire import Connection, Gone, Writer


def judged(check, answer="", helpers=(), own="", possible=2.0, classes=()):
    """Return what a check finds in the names that an answer makes: points, message, doubts.

    `classes` are names that the instructor's own answer makes classes.
    """
    here, there = map(Connection, socket.socketpair())
    student = Student(here)
    examiner = Examiner(student)
    examiner.prepare(textwrap.dedent(own))
    names, found = {"__name__": "__main__"}, []
    exec(compile(textwrap.dedent(answer), "<answer>", "exec"), names)
    check = textwrap.dedent(check).strip()
    theirs = sorted(set(names) - {"__name__", "__builtins__"})

    def examine():
        try:
            reply = examiner.whole(check, theirs, [textwrap.dedent(h) for h in helpers], possible, classes=classes)
            found.append((reply["earned"], reply["parts"][0]["message"], student.doubts()))
        except BaseException as error:
            found.append(error)
        here.close()

    thread = threading.Thread(target=examine)
    thread.start()
    with contextlib.suppress(Gone):
        Keeper(names).answer(there, 30)
    thread.join()
    if isinstance(found[0], BaseException):
        raise found[0]
    return found[0]


def _notebook(cells):
    notebook = nbformat.v4.new_notebook()
    for name, kind, text in cells:
        cell = nbformat.v4.new_code_cell(text)
        if name:
            cell.metadata.nbgrader = {"grade_id": name, kind: True, "points": 2, "schema_version": 3}
        notebook.cells.append(cell)
    return notebook


SQUARE = "def square(x):\n    return x * x\n"
WRONG = "def square(x):\n    return x + x\n"


@pytest.mark.parametrize(
    "check",
    [
        "assert square(3) == 9",
        "for n in range(5):\n    assert square(n) == n * n, n",
        "def close(a, b):\n    return abs(a - b) < 1e-9\n\nassert close(square(0.1), 0.01)",
        "import numpy as np\nnp.testing.assert_allclose(square(np.arange(3.0)), [0, 1, 4])",
        "import unittest\nunittest.TestCase().assertEqual(square(5), 25)",
        "%%time\nassert square(3) == 9",
        "import pytest\nwith pytest.raises(TypeError):\n    square('a', 'b')\nassert square(3) == 9",
        "try:\n    assert square(3) == 9\nexcept TypeError:\n    pass",
        "assert [square(n) for n in (1, 3)] == [1, 9]",
        "assert callable(square)\nassert type(square(3)) is int and isinstance(square(3), int)\nassert square(3) == 9",
    ],
)
def test_ordinary_assertions_are_judged_as_a_whole(check):
    assert judged(check, SQUARE)[0] == 2
    earned, message, _ = judged(check, WRONG)
    assert earned == 0
    assert message


@pytest.mark.parametrize(
    ("last", "points"),
    [("0.5", 0.5), ("1", 1), ("square(1)", 1), ("None", 2), ("'good'", 2), ("print('x')", 2), ("7", 2), ("-1", 0)],
)
def test_the_number_at_the_end_gives_the_points(last, points):
    assert judged(f"assert square(3) == 9\n{last}", SQUARE)[0] == points


def test_a_check_without_an_assertion_passes_also_without_an_answer():
    assert judged('print("Success!")')[0] == 2


def test_a_name_that_is_not_there_fails():
    earned, message, _ = judged("assert cube(2) == 8")
    assert earned == 0
    assert "cube" in message


def test_a_name_that_a_check_deletes_or_rebinds_is_so_in_the_students_process():
    answer = SQUARE + "def sums(n):\n    return sum(square(i) for i in range(n + 1))\n"
    check = """
        orig = square
        del square
        try:
            sums(1)
        except NameError:
            pass
        else:
            raise AssertionError("sums does not use square")
        finally:
            square = orig
        assert sums(2) == 5
    """
    assert judged(check, answer)[0] == 2
    assert judged(check, answer.replace("square(i)", "i * i"))[0] == 0


CLASS = """
class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)
        return self

    def pop(self):
        if not self.items:
            raise IndexError("empty")
        return self.items.pop()

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)

    def __add__(self, other):
        made = Stack()
        made.items = self.items + other.items
        return made
"""


@pytest.mark.parametrize(
    "check",
    [
        "s = Stack()\ns.push(1)\nassert s.pop() == 1 and len(s) == 0",
        "assert Stack().push(1).push(2).items == [1, 2]",
        "assert list(Stack().push(1).push(2)) == [1, 2]",
        "assert (Stack().push(1) + Stack().push(2)).items == [1, 2]",
        "s = Stack()\ns.items = [4, 5]\nassert s.pop() == 5",
        "import pytest\nwith pytest.raises(IndexError, match='empty'):\n    Stack().pop()",
    ],
)
def test_objects_of_the_students_own_class_answer_there(check):
    earned, _, doubts = judged(check, CLASS)
    assert earned == 2
    assert not doubts


def test_generators_are_read():
    answer = "def squares(n):\n    for i in range(n):\n        yield i * i\n"
    check = "found = squares(4)\nassert next(found) == 0\nassert list(found) == [1, 4, 9]"
    assert judged(check, answer)[0] == 2
    assert judged(check, answer.replace("i * i", "i"))[0] == 0


@pytest.mark.parametrize("check", ["assert answer == 3", "assert answer", "assert 3 in answer", "assert answer > 2"])
def test_what_only_an_object_of_the_students_decides_is_for_a_person(check):
    always = "__eq__ __ne__ __lt__ __gt__ __contains__ __bool__".split()
    answer = "class Liar:\n" + "".join(f"    {name} = lambda self, *_: True\n" for name in always) + "answer = Liar()"
    earned, _, doubts = judged(check, answer)
    assert earned == 0 or doubts


def test_what_depends_on_a_class_that_stays_there_is_not_guessed():
    with pytest.raises(Unjudged, match="cannot be seen here"):
        judged("assert type(s) is list", CLASS + "s = Stack()")
    with pytest.raises(Unjudged, match="cannot be seen here"):
        judged("try:\n    assert issubclass(Stack, dict)\nexcept Exception:\n    pass", CLASS)


def test_the_students_word_for_a_class_is_believed_aloud():
    earned, _, doubts = judged("assert isinstance(s, Stack) and not isinstance(s, list)", CLASS + "s = Stack()")
    assert earned == 2
    assert doubts


def test_a_hidden_test_that_fails_shows_nothing():
    check = "assert square(1) == 1\n### BEGIN HIDDEN TESTS\nassert square(31) == 961, 'secret'\n### END HIDDEN TESTS"
    assert judged(check, SQUARE)[0] == 2
    wrong = "def square(x):\n    return 1\n"
    earned, message, _ = judged(check, wrong)
    assert earned == 0
    assert "secret" not in message
    assert "31" not in message


def test_an_instructors_helper_that_uses_an_answer_runs_with_the_check():
    cells = [
        ("answer", "solution", SQUARE),
        ("", "", "def works(n):\n    return square(n) == n * n"),
        ("check", "grade", "assert works(3)"),
    ]
    notebook = _notebook(cells)
    assert grade_id(notebook.cells[2]) == "check"
    plan = Plan.of(notebook)
    assert plan.asked == {"check": ["square"]}
    assert plan.helpers == {"check": [cells[1][2]]}
    assert judged("assert works(3)", SQUARE, plan.helpers["check"])[0] == 2
    assert judged("assert works(3)", WRONG, plan.helpers["check"])[0] == 0


@pytest.mark.parametrize("answer", [WRONG, SQUARE])
def test_where_the_helpers_are_missing_a_bare_assertion_fails_as_well(answer, monkeypatch):
    monkeypatch.setitem(sys.modules, "helpers", None)
    earned, message, _ = judged("assert square(3) == 9", answer)
    assert (earned, bool(message)) == ((2, False) if answer == SQUARE else (0, True))


def test_what_a_check_imports_is_its_own():
    cells = [("check", "grade", "from hashlib import sha1\nassert sha1(str(a).encode()).hexdigest()[:4] == '356a'")]
    assert Plan.of(_notebook(cells)).asked == {"check": ["a"]}
    assert judged(cells[0][2], "a = 1")[0] == 2


def test_a_module_that_an_answer_imports_is_not_asked_what_it_says():
    answer = "import math\nfrom math import isclose as near\ndef root(x):\n    return x**0.5"
    check = "assert math.isclose(root(4), 2) and near(root(9), 3)"
    plan = Plan.of(_notebook([("answer", "solution", answer), ("check", "grade", check)]))
    assert plan.asked == {"check": ["root"]}
    assert judged(check, "def root(x):\n    return x**0.5", plan.helpers["check"])[0] == 2
    assert judged(check, "def root(x):\n    return x", plan.helpers["check"])[0] == 0


def test_a_function_of_the_checks_own_in_the_place_of_a_students_is_for_a_person():
    with pytest.raises(Unjudged, match="cannot be passed on"):
        judged("square = lambda x: 0\nassert square(1) == 0", SQUARE)


LIAR = """
class Right:
    def __sub__(self, other):
        return 0.0

    __rsub__ = __truediv__ = __sub__

    def __mul__(self, other):
        return self

    __rmul__ = __radd__ = __mul__

def answer(*_):
    return Right()
"""


@pytest.mark.parametrize(
    "check",
    [
        "assert abs(answer(2) - 4) < 1e-9",
        "assert abs(4 - answer(2)) < 1e-9",
        "import numpy as np\nnp.testing.assert_almost_equal(answer(2), 4)",
        "2 * answer(2)",
        "assert answer(2) / 4 == 0",
    ],
)
def test_an_object_that_is_told_the_right_value_is_believed_aloud(check):
    earned, _, doubts = judged(check, LIAR)
    assert earned == 0 or doubts


@pytest.mark.parametrize("number", ["np.float64(0)", "np.float32(0)", "np.int64(0)", "np.array(0.0)", "float('nan')"])
def test_a_number_is_a_number_of_whatever_kind(number):
    earned, *_ = judged("answer(1)", f"import numpy as np\ndef answer(x):\n    return {number}\n")
    assert earned == 0


@pytest.mark.parametrize(
    "check", ["for a, b in zip(map(f, [1, 2]), [1, 2]):\n    assert a == b", "assert all(map(f, [1, 2]))"]
)
def test_an_error_of_the_students_ends_no_loop_of_the_checks(check):
    assert judged(check, "def f(x):\n    raise StopIteration\n")[0] == 0


@pytest.mark.parametrize(
    "check", ["import pytest\nwith pytest.raises(ValueError):\n    square(1)", "import pytest\npytest.fail('no')"]
)
def test_what_pytest_raises_ends_the_check_and_not_the_examiner(check):
    earned, message, _ = judged(check, SQUARE)
    assert earned == 0
    assert message in ("DID NOT RAISE ValueError", "DID NOT RAISE <class 'ValueError'>", "no")


TALKS = """
class Talks:
    def __init__(self, *told):
        self.told = told

    def __repr__(self):
        return f"<b>{self.told}"

    def __str__(self):
        raise ValueError(self.told)

def answer(x):
    return Talks(x)
"""


@pytest.mark.parametrize(
    "test",
    ["type(answer(12345)) is int", "isinstance(answer(12345), np.ndarray)", "issubclass(answer(12345), int)"],
)
def test_what_is_for_a_person_repeats_no_word_of_the_students(test):
    check = f"import numpy as np\n### BEGIN HIDDEN TESTS\nassert {test}\n### END HIDDEN TESTS"
    with pytest.raises(Unjudged) as caught:
        judged(check, TALKS)
    assert "12345" not in str(caught.value)
    assert "<b>" not in str(caught.value)


def test_an_object_without_a_text_does_not_call_for_a_person():
    earned, message, _ = judged("assert answer(1) == 2, answer(1)", TALKS)
    assert earned == 0
    assert message


@pytest.mark.parametrize(
    "marks", [("# BEGIN HIDDEN TESTS", "# END HIDDEN TESTS"), ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")]
)
def test_hidden_tests_are_where_nbgrader_sees_them(marks):
    begin, end = marks
    check = (
        f"{begin}\nassert square(1) == 1\n{end}\nassert square(2)\n{begin}\nassert square(31) == 961, 'secret'\n{end}"
    )
    earned, message, _ = judged(check, "def square(x):\n    return 1\n")
    assert earned == 0
    assert "secret" not in message


def test_a_helper_asks_the_student_for_the_class_of_an_object_too():
    helper = "def looks(x):\n    answer\n    if isinstance(x, int):\n        assert x == 4\n"
    earned, _, doubts = judged("looks(answer(1))", TALKS, [helper])
    assert earned == 0 or doubts


@pytest.mark.parametrize(
    "check",
    [
        "assert apply(lambda x: x + 1, 1) == 2",
        "import inspect\nassert len(inspect.signature(apply).parameters) == 2",
        "import copy\nassert copy.deepcopy(it)",
        "class Below(It):\n    pass\nassert Below()",
        "numbers = [2, 1]\norder(numbers)\nassert numbers == [1, 2]",
    ],
)
def test_what_right_work_cannot_show_from_there_is_for_a_person(check):
    answer = """
        class Own(Exception):
            pass

        class It:
            def __enter__(self):
                return self

            def __exit__(self, *_):
                pass

        it = It()

        def fails():
            raise Own

        def apply(function, x):
            return function(x)

        def order(numbers):
            numbers.sort()
    """
    with pytest.raises(Unjudged):
        judged(check, answer)


@pytest.mark.parametrize(
    "check",
    [
        "assert neuron.weights == [1, 2]",
        "assert text(1) == b'1'",
        "assert root() == 1j",
        "assert text.__name__ == 'text' and text.__doc__ == 'Bytes.'",
        "numbers = [2, 1]\nassert middle(numbers) == 2 and numbers == [2, 1]",
    ],
)
def test_right_work_passes_without_a_person(check):
    answer = """
        class Neuron:
            weights = [1, 2]

        neuron = Neuron()

        def text(n):
            "Bytes."
            return str(n).encode()

        def root():
            return 1j

        def middle(numbers):
            numbers.sort()
            return numbers[len(numbers) // 2]
    """
    earned, _, doubts = judged(check, answer)
    assert earned == 2
    assert not doubts


def test_a_function_has_no_docstring_but_its_own():
    assert judged("assert square.__doc__", SQUARE)[0] == 0


@pytest.mark.parametrize(("printed", "points"), [("hello\n", 2), ("other\n", 0)])
def test_a_check_reads_what_a_call_prints(printed, points):
    here, there = map(Connection, socket.socketpair())
    examiner = Examiner(Student(here))
    replies = {"names": {"greet": ["r", "0x1", True, "function"]}, "call": [None, False, False, printed]}

    def answer():
        with contextlib.suppress(Gone):
            while True:
                request, _ = there.receive()
                there.send({"value": replies[request["do"]], "nonce": request["nonce"]})

    thread = threading.Thread(target=answer)
    thread.start()
    check = "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as out:\n    greet()\n"
    found = examiner.whole(f"{check}assert out.getvalue() == 'hello\\n'", ["greet"], [], 2.0)
    here.close()
    thread.join()
    assert found["earned"] == points


def test_a_call_passes_on_what_it_prints(capsys):
    keeper = Keeper({})
    on = keeper._keep(lambda: print("hello"), Writer())
    request = {"do": "call", "on": on, "arguments": ["l", []], "options": ["d", []]}
    assert keeper._carry_out(request, [], Writer())[-1] == "hello\n"
    assert capsys.readouterr().out == "hello\n"


@pytest.mark.parametrize(
    "error", ["assert square(3) == 9", "assert square(3) == 9, ''", "import pytest\npytest.fail('')"]
)
def test_a_check_that_fails_without_a_word_has_failed(error, monkeypatch):
    monkeypatch.setattr(judge, "explainer", lambda: None)  # as where the course's helpers are not installed
    earned, message, _ = judged(error, WRONG)
    assert earned == 0
    assert message


ANSWER = """
import asyncio, random
import numpy as np

class Own(ValueError):
    def __init__(self, missing):
        super().__init__(f"{missing} missing")
        self.missing = missing

class Account:
    def __init__(self, balance):
        self.balance = balance

    def take(self, amount):
        if amount > self.balance:
            raise Own(amount - self.balance)
        self.balance -= amount
        return True

    def has(self, amount):
        return amount <= self.balance

    def __iadd__(self, amount):
        self.balance += amount
        return self

    def __hash__(self):
        return hash(self.balance)

    def __eq__(self, other):
        return self.balance == other.balance

    def __enter__(self):
        self.open = True
        return self

    def __exit__(self, kind, error, trace):
        self.open = False
        return kind is not None

def same(x):
    return x

def new(n):
    return Account(n)

def late(x):
    async def later():
        await asyncio.sleep(0)
        return x
    return later()

async def counted(n):
    for i in range(n):
        yield i

def ask():
    return int(input("Number: ")) + 1

def dice():
    return random.randint(1, 10**9), np.random.rand()

made, last = 0, []

def make():
    global made
    made += 1
    last.append(made)

def count(path):
    with open(path) as file:
        return len(file.read().split())
"""


@pytest.mark.parametrize(
    "check",
    [
        "a = Account(5)\na += 3\nassert a.balance == 8",
        "a = Account(5)\nassert a.has(4) and not a.has(6)",
        "a = Account(5)\nassert a.__dict__ == vars(a) == {'balance': 5}",
        "a = Account(5)\ndel a.balance\nassert not hasattr(a, 'balance') and hasattr(Account, '__iadd__')",
        "assert 'take' in dir(Account) and callable(Account) and not callable(Account(1))",
        "try:\n    Account(1).take(3)\nexcept Own as error:\n    assert error.missing == 2\nelse:\n    assert False",
        "import pytest\nwith pytest.raises(Own, match='2 missing') as caught:\n    Account(1).take(3)\n"
        "assert caught.value.missing == 2 and Own(7).missing == 7 and issubclass(Own, ValueError)",
        "with Account(5) as a:\n    assert a.open\nassert not a.open",
        "assert await late(3) == 3",
        "assert [i async for i in counted(3)] == [0, 1, 2]",
        "from unittest.mock import patch\nwith patch('builtins.input', side_effect=['4', '5']) as asked:\n"
        "    assert ask() == 5 and ask() == 6\nasked.assert_called_with('Number: ')",
        "import builtins\nbuiltins.input = lambda prompt: '4'\nassert ask() == 5",
        "import io, sys\nsys.stdin = io.StringIO('4\\n')\nassert ask() == 5",
        "import tempfile, pathlib\nwith tempfile.TemporaryDirectory() as folder:\n"
        "    path = pathlib.Path(folder) / 'a' / 'text'\n    path.parent.mkdir()\n    path.write_text('a b')\n"
        "    assert count(str(path)) == 2",
        "make()\nmake()\nassert made == 2 and last == [1, 2]",
        "def test():\n    before = made\n    make()\n    assert made == before + 1\n\ntest()",
        "x = None\nassert same(x) is None and same(True) is True and type(same(1)) is int",
    ],
)
def test_what_checks_of_a_first_course_ask_is_judged(check):
    earned, message, doubts = judged(check, ANSWER, classes=["Account", "Own"])
    assert (earned, doubts) == (2, []), message


@pytest.mark.parametrize(
    ("check", "word"),
    [
        ("assert same(x := [1]) is not x", "copies"),
        ("assert id(same('a')) == id('a')", "memory"),
        ("import numpy as own\nassert not own.shares_memory(same(x := own.ones(2)), x)", "memory"),
        ("try:\n    assert same(x := [1]) is not x\nexcept BaseException:\n    pass", "copies"),
        ("try:\n    type(new(1)) is int\nexcept:\n    pass", "cannot be seen"),
        ("assert new(1).__class__.__name__ == 'Account'", "cannot be seen"),
        ("from unittest.mock import patch\nwith patch('random.randint', return_value=1):\n    dice()", "randint"),
        ("import os\nos.environ['A_NAME'] = '1'\ntry:\n    same(1)\nfinally:\n    del os.environ['A_NAME']", "environ"),
        ("import inspect\nassert inspect.isfunction(same)", "isfunction"),
        ("assert eval(same('1 + 1')) == 2", "as code"),
        ("import pickle\nassert pickle.loads(same(b'N.')) is None", "as code"),
        ("assert open('no-such-file').read()", "in one cell of your own"),
        ("import os\nassert os.path.exists('no-such-file')", "in one cell of your own"),
    ],
)
def test_what_cannot_be_told_from_here_is_for_a_person_with_what_to_write_instead(check, word):
    with pytest.raises(Unjudged, match=word):
        judged(check, ANSWER)


def test_the_students_code_draws_what_a_seed_of_the_checks_gives():
    check = "import random\nrandom.seed(3)\nfirst = draw()\nrandom.seed(3)\nassert draw() == first"
    answer = "import random as there\nown = there.Random(3)\ndef draw():\n    return 1\n"
    Keeper({})._carry_out({"do": "seed", "of": "random", "value": Writer().encode(3)}, [], Writer())
    assert random.random() == random.Random(3).random()
    asked = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Student, "seed", lambda self, of, value: asked.append((of, value)))
        judged(check, answer)
    assert asked == [("random", 3), ("random", 3)]


def test_code_that_asks_without_end_fails(monkeypatch):
    monkeypatch.setattr(student_side, "MAX_REQUESTS", 50)
    check = "import builtins\nbuiltins.input = lambda *_: 'x'\ndrain()"
    assert "without end" in judged(check, "def drain():\n    while True:\n        input()\n")[1]


def test_a_file_that_the_students_code_does_not_find_fails_it():
    assert judged("count('no-such-file')", ANSWER)[0] == 0


def test_the_same_object_is_the_same_by_the_students_word():
    earned, _, doubts = judged("a = new(1)\nassert same(a) is a", ANSWER)
    assert earned == 2
    assert doubts


def test_a_yes_of_what_a_function_made_is_believed_aloud():
    earned, _, doubts = judged("assert new(4).has(4)", ANSWER, classes=["Account"])
    assert earned == 2
    assert doubts


def test_no_object_of_the_students_takes_back_a_verdict():
    assert judged("with Account(5) as a:\n    assert a.balance == 6", ANSWER)[0] == 0
    assert judged("with Account(5) as a:\n    a.take(9)", ANSWER)[2]


FRAME = """
class Column:
    def tolist(self):
        return [1, 2]

Series = type("Series", (Column,), {})

class DataFrame:
    columns, shape = ["a"], (2, 1)

    def __getitem__(self, name):
        return Series()

    def __eq__(self, other):
        return self

    def equals(self, other):
        return True

df = DataFrame()
"""


def test_numbers_of_a_frame_are_judged():
    check = "assert df.shape == (2, 1) and list(df.columns) == ['a'] and df['a'].tolist() == [1, 2]"
    assert judged(check, FRAME)[0] == 2
    assert judged("assert df['a'].tolist() == [1, 3]", FRAME)[0] == 0


@pytest.mark.parametrize(
    "check",
    [
        "assert (df == 3)",
        "assert 3 in df",
        "assert isinstance(df, type('DataFrame', (), {}))",
        "assert df.equals(type('DataFrame', (), {})())",
    ],
)
def test_a_frame_is_for_a_person_with_what_to_compare_instead(check):
    with pytest.raises(Unjudged, match="to_numpy"):
        judged(check, FRAME)


def test_a_range_without_an_end_in_sight_is_not_gone_through():
    earned, message, _ = judged("assert sum(far()) == 3", "def far():\n    return range(10**18)\n")
    assert earned == 0
    assert "range" in message
    assert judged("assert list(far()) == [0, 1, 2]", "def far():\n    return range(3)\n")[0] == 2


@pytest.mark.parametrize("check", ["assert square(3) = 9", "%%bash\nls", "%%capture out\nassert out"])
def test_a_check_that_is_no_python_is_at_fault(check):
    with pytest.raises(judge.AtFault, match="check"):
        judged(check, SQUARE)
