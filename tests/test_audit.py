"""The corpora of answers and attacks: each case can be made, and a sample of them is graded as it should be."""

from collections import Counter
from pathlib import Path

import pytest

from grading import audit, build, wall

ROOT = Path(__file__).parents[1]
ASSIGNMENTS = build.assignments(ROOT)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.name)
def test_every_exercise_has_wrong_and_right_answers(assignment):
    for group in audit._groups(assignment.notebook):
        if number := audit._number(group[-1][1]):
            kinds = Counter(case.kind for case in audit.cases(assignment, group))
            assert kinds["wrong"] >= 5, f"{number}: {kinds}"
            assert kinds["right"] >= 2, f"{number}: {kinds}"


@pytest.mark.parametrize(
    "text",
    ["# %% wrong\nx = 1\n", "# %% maybe: a case\nx = 1\n", "# %% wrong: gone\n# replace: nothing like it\n# by: 1\n"],
)
def test_a_case_that_cannot_be_made_is_named(tmp_path, text):
    (tmp_path / "1.1.py").write_text(text)

    with pytest.raises(audit.CorpusError, match=r"1\.1\.py"):
        list(audit.read(tmp_path / "1.1.py", "1.1", {"exercise-1-1": "x = 2"}))


@pytest.mark.skipif(bool(wall.missing()), reason=wall.missing() or "bubblewrap is here")
def test_a_sample_of_the_corpora_is_graded_as_it_should_be(capsys):
    # One wrong and one right answer for each exercise of these, and every 20th attack or so; `make audit` takes all.
    names = ["00_start_here", "01_dense_autoencoder", "03_linear_autoencoder_and_pca"]

    assert audit.audit(ROOT, names, sample=1) == 0, capsys.readouterr().out


@pytest.mark.skipif(bool(wall.missing()), reason=wall.missing() or "bubblewrap is here")
def test_a_wrong_answer_called_right_is_found(monkeypatch, capsys):
    answer = "def compression(height, width, code_size):\n    return 7.0"
    case = audit.Case("0.1", "right", "a constant", "exercise-0-1", answer)
    monkeypatch.setattr(audit, "cases", lambda _, group: [case] if audit._number(group[-1][1]) == "0.1" else [])

    assert audit.audit(ROOT, ["00_start_here"], sample=1, attacks="") == 1
    assert "0.1: right answer rejected: a constant." in capsys.readouterr().out
