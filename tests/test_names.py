"""What code binds and uses, also where it is no plain Python or was written to be hard to read."""

import subprocess
import sys

import pytest

from workbook.authoring.names import MAX_CODE, names, reads


@pytest.mark.parametrize(
    ("text", "bound", "used"),
    [
        ("a = b", "a", "b"),
        ("a, (b, *c) = d", "a b c", "d"),
        ("a += 1", "a", ""),
        ("for i in range(3):\n    a = i", "i a", "range"),
        ("with open(p) as f:\n    pass", "f", "open p"),
        ("if (n := f()):\n    pass", "n", "f"),
        ("import a.b, c as d", "a d", ""),
        ("from m import x as y", "y", ""),
        ("def f(x, y=d):\n    z = x + g\n    return z", "f", "d g"),
        ("def f():\n    global g\n    g = 1", "f g", ""),
        ("class C(B):\n    n = m\n    def f(self): return k", "C", "B m k"),
        ("squares = [i * s for i in r]", "squares", "s r"),
        ("{i: [j for j in i] for i in r if i}\nprint(i)", "", "r print i"),
        ("{(n := f(i)) for i in r}\n(i for i in i for k[i] in i)", "n", "f r i k"),
        ("def f(x: A = b) -> C:\n    return [i for i in x]", "f", "A b C"),
        ("x: A\ndel y", "x y", "A"),
        ("try:\n    pass\nexcept E as e:\n    from m import *", "e", "E"),
        ("match a:\n    case {'k': [b, *c], **d} | C(x=b):\n        pass", "b c d", "a C"),
        ("f = lambda x: x + y", "f", "y"),
        ("%matplotlib inline\n!ls\na = 1\nprint?", "a", ""),
        ("x = !ls\ny = %pwd\nz = x", "x y z", ""),
        ("if a:\n\tb, c\t=\t!ls", "b c", "a"),
        ("%%time\na = b", "a", "b"),
        ("%%bash\na=1", "", ""),
        ("%%timeit\na = b", "", ""),
        ("%time a = b\n%timeit c = d", "a", "b"),
        ("a = (b\n% c)", "a", "b c"),
    ],
)
def test_names_of_a_text(text, bound, used):
    found = names(text)
    assert (found.bound, found.used) == (set(bound.split()), set(used.split()))


def test_text_that_is_no_python_binds_what_its_lines_plainly_define():
    found = names("def f(x):\n    return (\n\nclass C:\n    def g(self): pass\nx = 1")
    assert not found.parses
    assert (found.bound, found.defined, found.used) == ({"f", "C"}, {"f", "C"}, set())


@pytest.mark.parametrize(
    ("text", "changed", "handed"),
    [
        ("a = b", "a", ""),
        ("a.b.c = 1", "a", ""),
        ("a[b] = c", "a", ""),
        ("a[b].c += d", "a", ""),
        ("del a[b], c", "a c", ""),
        ("a.fit(b)", "a", "b"),
        ("a.layers[0].kernel.assign(b)", "a", "b"),
        ("a.get_layer('b').set_weights(c)", "a", "c"),
        ("a.predict(b)\na.summary()\nprint(a, a.shape, len(b))", "", "b"),
        ("f(a, b.c, [d], e=g)", "", "a b d g"),
        ("next(a)", "", "a"),
        ("b = a\nb[0] = 1", "a b", ""),
        ("for b in a.parts:\n    b.c = 1", "a b", ""),
        ("for i, b in enumerate(a):\n    b.append(i)", "a b i", "i"),
        ("with f(a) as b, c as d:\n    d.e = 1", "b c d", "a"),
        ("[b.append(1) for b in a]", "a b", ""),
        ("def f():\n    a.b = 1", "a f", ""),
        ("def f():\n    global a\n    a = 1", "a f", ""),
        ("exec('a = 1')", "a exec", ""),
        ("globals()['a'] = 1", "a globals", ""),
        ("setattr(a, 'b', c)", "a b c setattr", "a c"),
    ],
)
def test_what_a_text_may_change(text, changed, handed):
    found = names(text)
    assert (found.changed, found.handed) == (set(changed.split()), set(handed.split()))


@pytest.mark.parametrize(
    ("text", "spent"),
    [
        ("f = f(1)", "f"),
        ("f = round(f(1))", "f"),
        ("f = 1 + x", "f"),
        ("f = [g]", "f"),
        ("for f in x:\n    pass", "f"),
        ("f = lambda x: f(x)", ""),
        ("f = g(f)", ""),
        ("f = g", ""),
    ],
)
def test_a_name_is_spent_where_it_is_surely_no_function_any_more(text, spent):
    assert names(text).spent == set(spent.split())


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("'Words.'\nimport a\nfrom b import c\nx = 1\ny = (x, [z])\n\ndef f(x):\n    return 1 / 0", True),
        ("f = lambda: g()", True),
        ("class C:\n    x = 1\n    def f(self): pass", True),
        ("class C:\n    x = f()", False),
        ("@f\ndef g(): pass", False),
        ("x = f()", False),
        ("x = [f()]", False),
        ("x.y = 1", False),
        ("x", False),
        ("x += 1", False),
    ],
)
def test_a_text_that_only_names_things_hardly_fails(text, safe):
    assert names(text).safe == safe


def test_a_long_chain_of_names_is_read_in_no_time():
    text = "\n".join(f"a{n} = a{n + 1}" for n in range(1_500)) + "\na0.b = 1"
    assert "a1" in names(text).changed


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("x = f(x)", "f x"),
        ("x = 1\ny = x + z", "z"),
        ("for i in r:\n    print(i)", "r print"),
        ("s = [i * k for i in r]", "k r"),
        ("def f(x):\n    return g(x)\nf(1)", "g"),
        ("with c(p) as q:\n    a = q + b", "b c p"),
        ("class C(B):\n    pass\nC()", "B"),
        ("%pip install x\na = b", "b"),
        ("[x for x in r]\nf = lambda x: x", "r"),
    ],
)
def test_what_a_cell_needs_from_before(text, needed):
    assert reads(text) == set(needed.split())


def test_imports_are_given_one_by_one():
    found = names("import numpy as np, os.path\nfrom keras import layers, ops as k\nfrom . import x")
    assert found.imports == {
        "np": "import numpy as np",
        "os": "import os.path",
        "layers": "from keras import layers",
        "k": "from keras import ops as k",
        "x": "from . import x",
    }


@pytest.mark.parametrize(
    "text",
    [
        "(" * 20_000,
        "-" * 20_000 + "1",
        "a" + ".b" * 12_000,
        "a" + "()" * 12_000,
        "1" + "+1" * 12_000,
        "lambda:" * 4_000 + "1",
        "lambda: a" + ".b" * 1_200,
        "9" * 5_000,
        "a\0b = 1",
        "a = 1\n" * MAX_CODE,
    ],
    ids=["brackets", "signs", "attributes", "calls", "sums", "lambdas", "inside", "digits", "nul", "long"],
)
def test_text_made_to_break_a_parser_has_no_names(text):
    assert not names(text).parses
    assert names(text).bound == set()


@pytest.mark.parametrize("pieces", [("", " "), ("x", " "), (" ", "x"), (" ", "x ", "= "), ("x = ", "%"), ("x", "?")])
def test_a_long_line_is_read_in_no_time(pieces):
    # As two and three halves of a text of the greatest length, a text that no pattern fits. Hours, if one goes back.
    text = "".join(piece * (MAX_CODE // len(pieces) // max(1, len(piece))) for piece in pieces) + "\n!"
    code = "import sys; from workbook.authoring.names import names; print(names(sys.stdin.read()).parses)"
    done = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() in ("True", "False"), done.stderr
