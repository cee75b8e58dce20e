"""The corpora of answers and attacks: each case can be made, and a sample of them is graded as it should be."""

import sys
from collections import Counter
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from workbook.__main__ import main
from workbook.audit import answers, attacks, audit, decoys, ratings, trivial
from workbook.authoring import build, corpus
from workbook.authoring.assignment import opened
from workbook.grading.results import Result

ROOT = Path(__file__).parents[1]
ASSIGNMENTS = build.assignments(ROOT)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.name)
def test_every_exercise_has_wrong_and_right_answers(assignment):
    for group in answers._groups(assignment.notebook):
        if number := opened(group[-1][1].source):
            kinds = Counter(case.kind for case in answers.cases(assignment, group))
            assert kinds["wrong"] >= 5, f"{number}: {kinds}"
            assert kinds["right"] >= 2, f"{number}: {kinds}"


@pytest.mark.parametrize(
    "text",
    ["# %% wrong\nx = 1\n", "# %% maybe: a case\nx = 1\n", "# %% wrong: gone\n# replace: nothing like it\n# by: 1\n"],
)
def test_a_case_that_cannot_be_made_is_named(tmp_path, text):
    (tmp_path / "1.1.py").write_text(text)

    with pytest.raises(corpus.CorpusError, match=r"1\.1\.py"):
        list(corpus.read(tmp_path / "1.1.py", "1.1", {"exercise-1-1": "x = 2"}))


@pytest.mark.long
@pytest.mark.walls
def test_a_sample_of_the_corpora_is_graded_as_it_should_be(capsys):
    # One wrong and one right answer for each exercise of these, and every 20th attack or so; `make audit` takes all.
    names = ["00_start_here", "03_linear_autoencoder_and_pca"]

    assert audit.audit(ROOT, names, sample=1) == 0, capsys.readouterr().out


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course of decoys; to make one takes seconds."""
    return decoys.Decoys(tmp_path_factory.mktemp("decoys"), ASSIGNMENTS[:1])


@pytest.fixture
def attack(course, tmp_path, monkeypatch):
    """Return a function that makes the corpus of attacks one of this header, which gains these problems."""
    tries = []
    monkeypatch.setattr(audit, "decoys", lambda _: nullcontext(course))

    def make(problems, header=""):
        head = f"# attack: a\n# gains: b\n# expect: same as blank\n# canary: points\n{header}"
        (tmp_path / "one.py").write_text(f"{head}# %% exercise-0-1\nx = 1\n")
        monkeypatch.setattr(audit, "corpus_of_attacks", lambda: attacks.attacks(tmp_path))
        monkeypatch.setattr(audit, "attempt", lambda *_: tries.append(1) or problems)
        return tries

    return make


@pytest.mark.parametrize(
    ("problems", "header", "surprised"),
    [
        ([], "", False),
        (["same as blank"], "", True),
        (["same as blank", "CANARY-X"], "# known: because\n", False),
        (["a decoy came out"], "# known: because\n", True),
        ([], "# known: because\n", True),
    ],
)
def test_what_an_attack_gains_is_a_surprise_unless_it_is_known(attack, capsys, problems, header, surprised):
    attack(problems, header)

    assert audit.audit(ROOT, ["00_start_here"], answers=False) == surprised
    assert ("surprise: one" in capsys.readouterr().out) == surprised


def test_an_audit_goes_on_where_it_was_stopped(attack, tmp_path):
    tries = attack([])
    for _ in range(2):
        assert audit.audit(ROOT, ["00_start_here"], answers=False, kept=tmp_path / "kept") == 0

    assert len(tries) == 1


def test_an_audit_that_is_stopped_says_how_to_go_on(monkeypatch, capsys):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(audit, "audit", stopped)
    monkeypatch.setattr(sys, "argv", ["workbook", "audit"])

    assert main() == 130
    assert capsys.readouterr().err.startswith("Stopped. What was judged is kept")


def test_a_decoy_that_was_changed_or_came_out_is_named():
    source = ASSIGNMENTS[0].notebook
    result = Result("00_start_here", "ada", "graded", (), (), {}, source)
    hidden = 'yield checks.case("28, 28 and 32", 28, 28, 32)'
    with decoys.decoys(ASSIGNMENTS[:1]) as course:
        assert course.changed() == []
        assert decoys.leaks(source, result, decoys.page(result, build.nbgrader_config(ROOT))) == []
        (course.folder / "gradebook.db").write_bytes(b"")
        (course.folder / "new").touch()
        assert [line.rpartition("/")[2] for line in course.changed()] == ["gradebook.db was changed", "new was changed"]
    assert decoys.leaks(source, replace(result, notes=(attacks.DECOY,)), "") == ["a decoy came out"]
    assert decoys.leaks(source, replace(result, notes=(f"{ROOT}/solutions",)), "") == ["the course's path came out"]
    assert decoys.leaks(source, replace(result, reasons=(hidden,)), "") == [f"a hidden test came out: {hidden}"]
    assert decoys.leaks(source, result, f"<p>{hidden}</p>") == [f"a hidden test came out: {hidden}"]


@pytest.mark.walls
def test_a_wrong_answer_called_right_is_found(monkeypatch, capsys):
    answer = "def compression(height, width, code_size):\n    return 7.0"
    case = corpus.Case("0.1", "right", "a constant", "exercise-0-1", answer)
    monkeypatch.setattr(answers, "cases", lambda _, group: [case] if opened(group[-1][1].source) == "0.1" else [])

    assert audit.audit(ROOT, ["00_start_here"], sample=1, attacks="") == 1
    assert "0.1: right answer rejected: a constant." in capsys.readouterr().out


def test_a_replacement_is_found_where_lines_are_broken_otherwise(tmp_path):
    file = tmp_path / "0.1.py"
    file.write_text("# %% wrong: other\n# replace: f(a, [b, c])\n# by: g(a)\n")
    solution = "x = f(\n    a,\n    [\n        b,\n        c,\n    ],\n)\n"
    (case,) = corpus.read(file, "0.1", {"exercise": solution})
    assert case.source == "x = g(a)\n"
    with pytest.raises(corpus.CorpusError, match="has no"):
        list(corpus.read(file, "0.1", {"exercise": "x = f(ab, [bc])\n"}))


def test_a_rating_belongs_to_a_message_and_not_to_its_numbers(tmp_path):
    case = corpus.Case("1.2", "wrong", "a title", "exercise-1-2", "x = 1", origin="outside")
    ratings.write([(case, "it is 3.1; expected 4", "C")], tmp_path / "ratings.tsv")
    ratings.write([(replace(case, title="other"), "no", "M")], tmp_path / "ratings.tsv")
    known = ratings.read(tmp_path / "ratings.tsv")

    assert ratings.of(known, case, "it is 3.2; expected 4") == "C"
    assert ratings.of(known, case, "another message") == ""
    assert len(known) == 2
    with pytest.raises(ValueError, match="is no rating"):
        ratings.write([(case, "m", "good")], tmp_path / "ratings.tsv")


@pytest.mark.parametrize("kind", trivial.RETURNED)
def test_a_trivial_answer_defines_all_that_the_solution_does(kind):
    solution = (
        "import numpy as np\n\ndef f(x, k=2):\n    return x\n\n\nclass Layer:\n    pass\n\n\ncodes, other = f(1), 2\n"
    )
    made = {}
    exec(trivial.answer(solution, trivial.RETURNED[kind]), made)
    assert {"f", "Layer", "codes", "other"} <= made.keys()
    made["f"](np.ones((2, 3)), k=4)
    made["Layer"](1)(2)
