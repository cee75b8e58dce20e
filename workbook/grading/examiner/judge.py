"""The examiner's process: runs check cells, and never a line that a student wrote.

It knows the notebook's own cells only. What a check needs of the student's comes as plain data from the student's
process (`wire`, `exchange`), at the moment of the check; functions are called there, with inputs chosen here.

A check cell without a block is judged as a whole (`plain`). Else it is one `with checks.exercise(...)` block. Each of
its statements that asserts something is a *part* that counts by itself; the others prepare. A statement that failed
spoils the later ones that need what it should have made or changed. One that uses nothing of the student's cannot fail
by a student's mistake: then the check is at fault.
"""

import ast
import builtins
import contextlib
import copy
import inspect
import io
import random
import re
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from workbook.authoring.assignment import HIDDEN_MARKS, PARTS, asserts, hidden_lines, judging_calls, opened
from workbook.grading.examiner import plain
from workbook.grading.examiner.budget import Budget, TooLarge
from workbook.grading.examiner.fault import AtFault
from workbook.grading.examiner.reference import EXPECTED, Expecting, with_expected
from workbook.grading.examiner.student import Late, Student, Told, Unjudged
from workbook.grading.sandbox.inside import exchange
from workbook.grading.sandbox.inside.wire import Connection, Gone, WireError

MAX_VALUES = 4_000_000  # in one message of the student's process
MAX_SAID = 200  # of them, of what an instructor's own cell said
MAX_MESSAGE = 4_000  # characters of what is said of a part; the repr of an answer can have millions
NEEDS = "not looked at, because it needs what failed above."
# Nothing of the student's: neither a value nor an error's text, in which the hidden inputs could stand.
HIDDEN = "does not pass; what it looks at is not shown."
STOPPED = "the check could not be judged: the examiner stopped, by a fault of its own or of the check's"


class Examiner:
    """Run a notebook's own cells and its check cells, in this order, against one student's process.

    `tell` is told whether what happens next has to do with anything of the student's: whoever sees this process die may
    need to know whose doing it was.
    """

    def __init__(self, student: Student, tell: Callable[[bool], None] = lambda _: None):
        self.student, self.tell = student, tell
        self.names: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}

    def prepare(self, source: str) -> None:
        """Run one of the notebook's own cells, which uses nothing of the student's."""
        try:
            with _silent():
                exec(compile(_without_magics(source), "<notebook>", "exec"), self.names)
        except Exception as error:
            said = " ".join(str(error).split())[:MAX_SAID]
            begin = next((line for line in source.splitlines() if line.strip()), "")[:MAX_SAID]
            raise AtFault(f"`{begin}` stopped where checks are judged ({said or 'without a word'})") from error

    def check(
        self,
        source: str,
        from_student: list[str],
        functions: list[str],
        seed: str = "",
        seen: Iterable[str] = (),
        worked: str = "",
    ) -> list[dict[str, Any]]:
        """Run a check cell and return its parts: name, hidden, passed, message, counts.

        `from_student` names what the check uses of the student's, `functions` those of them that should be functions.
        With a `seed`, test images and random numbers are drawn from it, which no answer can know. But `seen` names what
        was made of the test images that everybody has: whatever depends on that is judged with those. `worked` is the
        code of the solutions that hidden tests compare with.
        """
        block = next(node for node in ast.parse(source).body if isinstance(node, ast.With))
        body: list[ast.stmt] = block.body
        on_seen = _dependent(body, set(seen)) if seed and "data" in _names(block, ast.Load) else []
        others = [statement for statement in body if statement not in on_seen]
        parts: dict[int, dict[str, Any]] = {}
        self.worked, self.number = worked, opened(source) or ""
        if any(map(asserts, others)):
            parts |= self._judged(source, body, others, from_student, functions, seed)
        if any(map(asserts, on_seen)):
            self.student.forget()
            found = self._judged(source, body, _needed(body, on_seen), from_student, functions)
            parts |= {statement.lineno: found[statement.lineno] for statement in on_seen if asserts(statement)}
        return [parts[line] for line in sorted(parts)]

    def _judged(
        self,
        source: str,
        body: list[ast.stmt],
        statements: list[ast.stmt],
        from_student: list[str],
        functions: list[str],
        seed: str = "",
    ) -> dict[int, dict[str, Any]]:
        """Run some of a check's statements, and return the parts among them by their lines."""
        from helpers import checks, data
        from helpers.expected import Missing
        from workbook.grading.examiner.unseen import Unseen

        hidden = hidden_lines(source)
        names = dict(self.names)
        if seed and names.get("data") is data:
            names["data"] = Unseen(seed)
        expect = Expecting(self.worked, names, seed)
        names |= {EXPECTED: expect}
        spoilt: dict[str, str] = {}  # names without a value, and why
        self.tell(told := bool(from_student))
        for name in from_student:
            names.pop(name, None)
            try:
                names |= self.student.name(name, is_function=name in functions)
            except (Gone, Late):
                raise
            except (Told, WireError) as error:
                spoilt[name] = f"does not pass yet: `{name}` is {str(error).rstrip('.')}."
        tainted = set(from_student)
        own = set().union(*(_names(statement, ast.Store) for statement in body))
        secret = [s for s in body if hidden[0] < s.lineno < hidden[1] and asserts(s)]
        touched: set[str] = set()  # what was at hand where something of theirs was
        parts: dict[int, dict[str, Any]] = {}
        for statement in statements:
            used, bound = _used(statement), _names(statement, ast.Store)
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                bound = {statement.name}
            is_hidden = hidden[0] < statement.lineno < hidden[1]
            message = said = ""
            if (theirs := bool(used & (tainted | touched))) is not told:
                self.tell(told := theirs)
            missing = sorted(used & spoilt.keys())
            if missing:
                message = NEEDS if is_hidden else spoilt[missing[0]]
            else:
                try:
                    ready = with_expected(_salted(statement, seed)) if is_hidden else _salted(statement, seed)
                    with _silent(), checks.numbered(self.number):
                        exec(compile(ast.Module([ready], []), "<check>", "exec"), names)
                except (Gone, Late, AtFault):
                    raise
                except Exception as error:
                    if not theirs or isinstance(error, Missing):
                        where = f"line {statement.lineno} of the check"
                        raise AtFault(
                            f"{where} stopped, though it looks at nothing of the student's; mend it"
                        ) from error
                    if _out_of_memory(error):
                        error = TooLarge("it takes more memory than there is")
                    message = checks.explain(error).removeprefix("does not pass yet.\n")
                    if isinstance(error, NameError) and error.name in own:
                        message = NEEDS
                    if isinstance(error, checks.Differs):
                        said = f"does not give what it should, given {error.words}."
            if message and is_hidden:
                message = message if message == NEEDS else said or _hint(statement, names, own - tainted) or HIDDEN
            if message:
                spoils = bound if asserts(statement) else bound | (_changed(statement) & tainted)
                spoilt.update(dict.fromkeys(spoils, NEEDS if asserts(statement) else message))
            else:
                for name in bound:
                    spoilt.pop(name, None)
            of_student = bool(used & tainted)
            made = _made_of(statement, tainted)
            if isinstance(statement, ast.Assign):
                tainted -= bound
            tainted |= made
            if of_student:
                touched |= used & own
            if asserts(statement):
                number = secret.index(statement) + 1 if is_hidden else 0
                parts[statement.lineno] = {
                    "name": _name(statement, source, is_hidden, number),
                    "hidden": is_hidden,
                    "passed": not message,
                    "message": message[:MAX_MESSAGE],
                    "of student": of_student,
                }
        return parts

    def whole(
        self,
        source: str,
        from_student: list[str],
        helpers: list[str],
        possible: float,
        marks: tuple[str, str] = HIDDEN_MARKS,
        classes: Iterable[str] = (),
    ) -> dict[str, Any]:
        """Run a check cell without a block, and return its one part and the points that it earns.

        `helpers` are cells of definitions that use something of the student's. Hidden tests lie between `marks`.
        Of the names, `classes` are classes in the instructor's solution, too.
        """
        text = "\n".join([*helpers, source])
        helpers, source = list(map(_without_magics, helpers)), _plain_python(source)
        names, theirs = self.names | {"__builtins__": plain.BUILTINS}, set(from_student)
        self.student.whole, message, earned = True, "", 0.0
        self.tell(bool(from_student))
        try:
            for name in from_student:
                names.pop(name, None)
                with contextlib.suppress(Told):
                    names |= self.student.name(name, is_class=name in classes)
            with _silent(), plain.Watched(self.student, text, names, theirs):
                for cell in helpers:
                    exec(compile(plain.seen(cell), "<notebook>", "exec"), names)
                earned = plain.points(plain.run(source, names, self.student, theirs), possible)
        except (Gone, Late, Unjudged):
            raise
        except SystemExit:
            message = "the check was ended."
        except BaseException as error:  # pytest's failures are no Exception
            if plain.is_beyond(error):
                raise Unjudged("the check does with an object of the student's what can only be done there") from None
            absent = isinstance(error, FileNotFoundError) and not isinstance(error, Told)
            if absent or plain.FILES.search(text):
                raise plain.no_file() from None
            if self.student.altered:
                raise Unjudged("the student's code changed what the check gave it, which shows only there") from None
            if _out_of_memory(error):
                error = TooLarge("it takes more memory than there is")
            message = HIDDEN if plain.is_hidden(error, source, marks) else _said(error)
        finally:
            self.student.whole = False
        if Unjudged.raised:  # also where the check's own `except:` has taken it
            raise Unjudged.raised[0]
        part = {"name": plain.PASSES, "hidden": False, "passed": not message, "of student": bool(from_student)}
        return {"parts": [part | {"message": message[:MAX_MESSAGE]}], "earned": earned}


def _said(error: BaseException) -> str:
    """Say what ended a check; what an assertion shows may be an object of the student's, whose text is an error."""
    try:
        said = plain.words(error, explainer()).removeprefix("does not pass yet.\n")
        return said if said.strip() else "does not pass yet."  # without a word it would be one that passed
    except (Gone, Late):
        raise
    except Exception:
        return f"does not pass: {type(error).__name__}, and what it shows of your answer has no text."


def explainer() -> Callable[[Any], str] | None:
    """Return the course's own way to say what stopped a check, where its helpers are installed."""
    try:
        from helpers import checks
    except ImportError:
        return None
    return checks.explain


def serve(grader: Connection, student: Connection) -> None:
    """Do what the grader asks, until it hangs up."""
    # These were seeded before the fork, and the student's process has them too.
    random.seed()
    np.random.seed()  # noqa: NPY002 - it is this one that has to be seeded
    student.values = MAX_VALUES
    examiner = Examiner(Student(student), lambda theirs: grader.send({"judging": theirs}))
    grader.send({"kind": "ready"})
    while True:
        request, blobs = grader.receive()
        reply: dict[str, Any] = {}
        try:
            if request["do"] == "files":
                exchange.put_files(request["names"], blobs)
            elif request["do"] == "prepare":
                examiner.prepare(request["source"])
            elif request["do"] == "check":
                examiner.student.begin(request["seconds"], Budget.of(request["budget"]))
                if opened(request["source"]):
                    given = (request[key] for key in ("source", "names", "functions", "seed", "seen", "worked"))
                    reply["parts"] = examiner.check(*given)
                else:
                    asked = ("source", "names", "helpers", "points", "marks", "classes")
                    reply |= examiner.whole(*(request[key] for key in asked))
                reply["doubts"] = examiner.student.doubts()
        except (Gone, Late):
            reply["gone"] = True
        except Unjudged as error:
            reply["fault"] = str(error)
        except Exception as error:
            reply |= {"fault": str(error) if isinstance(error, AtFault) else STOPPED, "trace": traceback.format_exc()}
        with contextlib.suppress(Gone):
            if request["do"] == "check":
                student.send({"do": "finished"})
        grader.send(reply)


def _plain_python(source: str) -> str:
    """Return a check's text as Python.

    Raises
    ------
    AtFault
        If it is none.
    """
    if magic := re.match(r"\s*(%%(?!time\b|timeit\b|prun\b|capture[ \t]*$).*)", source, re.MULTILINE):
        raise AtFault(f"`{magic[1][:MAX_SAID]}` cannot be judged here; write the check in Python alone")
    try:
        ast.parse(source := _without_magics(source))
    except SyntaxError as error:
        line = (error.text or "").strip()[:MAX_SAID]
        raise AtFault(f"the check is no Python that can be read: `{line}`, line {error.lineno}; mend it") from error
    return source


def _without_magics(source: str) -> str:
    # A magic command (installing on Colab) becomes `pass` at its place.
    lines = source.splitlines()
    return "\n".join(
        line[: len(line) - len(line.lstrip())] + "pass" if line.lstrip().startswith(("%", "!")) else line
        for line in lines
    )


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


def _out_of_memory(error: BaseException) -> bool:
    """Tell whether it was here that memory did not suffice, and not in the student's process."""
    return not isinstance(error, Told) and (
        isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError"
    )


def _names(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, context)}


def _used(statement: ast.AST) -> set[str]:
    """Return the names that a statement looks up, also those to which it adds something."""
    added = [node.target for node in ast.walk(statement) if isinstance(node, ast.AugAssign)]
    return _names(statement, ast.Load).union(*(_names(target, ast.Store) for target in added))


def _made_of(statement: ast.stmt, theirs: set[str]) -> set[str]:
    """Return the names that a statement makes of such names: of several at once, each of its own value."""
    match statement:
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)) if len(targets) == len(values):
            pairs = zip(targets, values, strict=True)
            return set().union(*(_names(target, ast.Store) for target, value in pairs if _used(value) & theirs))
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name} if _used(statement) & theirs else set()
    return _names(statement, ast.Store) if _used(statement) & theirs else set()


def _changed(statement: ast.stmt) -> set[str]:
    """Return the names of what a statement changes without giving a name to it: those whose methods it calls.

    What a loop goes through changes with its variable.
    """
    calls = [n.value.func for n in ast.walk(statement) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call)]
    names = set().union(*(_names(call, ast.Load) for call in calls if isinstance(call, ast.Attribute)))
    for loop in ast.walk(statement):
        if isinstance(loop, ast.For) and names & _names(loop.target, ast.Store):
            names |= _names(loop.iter, ast.Load)
    return names


def _salted(statement: ast.stmt, seed: str) -> ast.stmt:
    if not seed:
        return statement
    from workbook.grading.examiner.unseen import Salted

    changed: ast.stmt = Salted(seed).visit(copy.deepcopy(statement))
    return changed


def _dependent(body: list[ast.stmt], names: set[str]) -> list[ast.stmt]:
    """Return the statements for which these names matter."""
    found, own = [], names.union(*(_names(statement, ast.Store) for statement in body))
    for statement in body:
        if _names(statement, ast.Load) & names:
            found.append(statement)
            names = names | (_given(statement) & own)
    return found


def _needed(body: list[ast.stmt], wanted: list[ast.stmt]) -> list[ast.stmt]:
    """Return the statements without which some of them cannot be run, these included."""
    found: list[ast.stmt] = []
    names: set[str] = set()
    own = set().union(*(_names(statement, ast.Store) for statement in body))
    for statement in reversed(body):
        if statement in wanted or _given(statement) & names & own:
            found.insert(0, statement)
            names |= _names(statement, ast.Load)
    return found


def _given(statement: ast.stmt) -> set[str]:
    """Return the names to which a statement gives a value, or of which it changes a part."""
    named = {statement.name} if isinstance(statement, ast.FunctionDef | ast.ClassDef) else set()
    parts = [n for n in ast.walk(statement) if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store)]
    return named.union(_names(statement, ast.Store), _changed(statement), *(_names(p, ast.Load) for p in parts))


def _name(statement: ast.stmt, source: str, hidden: bool, number: int) -> str:
    """Say what a part is about, without giving a hidden test away."""
    if hidden:
        return f"hidden test {number}"
    called = next(judging_calls(statement), None)
    if called and isinstance(statement, ast.Expr | ast.Assign):
        function, node = called
        position = 2 if function in ("close", "diagnosed", "below") else 1
        words = node.args[position] if len(node.args) > position else None
        about = _literal(words, source)
        return PARTS[function].format(about) if about else PARTS[function].format("it")
    if isinstance(statement, ast.Assert):
        return " ".join((ast.get_source_segment(source, statement.test) or "").split())
    return " ".join((ast.get_source_segment(source, statement) or "").split("\n")[0].split()).rstrip(":")


def _literal(node: ast.AST | None, source: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return (ast.get_source_segment(source, node) or "").removeprefix("f").strip("\"'")
    return ""


def _hint(statement: ast.stmt, names: dict[str, Any], own: set[str]) -> str:
    """Return the hint of a hidden test, if it is the instructor's alone: a text, or an own name for one."""
    from helpers import checks

    hints = [statement.msg] if isinstance(statement, ast.Assert) else []
    for function, call in judging_calls(statement):
        given = {k.arg: k.value for k in call.keywords if k.arg}
        hints.append(
            inspect.signature(getattr(checks, function)).bind_partial(*call.args, **given).arguments.get("because")
        )
    found = {names.get(h.id) if isinstance(h, ast.Name) and h.id in own else getattr(h, "value", None) for h in hints}
    return hint if len(found) == 1 and isinstance(hint := found.pop(), str) else ""
