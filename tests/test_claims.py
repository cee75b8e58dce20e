"""Claims: run over data and seeds, kept, missed where they lack, and in no product."""

import os
import shutil
import subprocess
import sys

import nbformat
import pytest

from helpers.data import forms
from workbook.authoring import address, book, build, claims, sentences, verify

NAME = "00_sums"
SOURCE = '''# %% [markdown]
r"""
# 00 · Sums

{{badge}} {{times}}

The sum of these numbers is lower than that of the model.
"""

# %% tags=["setup"]
if False:
    # %pip install {{install}}
    pass
import os

import numpy as np

seed = int(os.environ.get("WORKBOOK_SEED") or 0)
real = not os.environ.get("SCIKIT_LEARN_DATA", "").endswith("none")
rng = np.random.default_rng(seed)

# %%
np.random.seed(seed)
total = seed + 1

# %% tags=["claim"]
np.random.rand(7)
total_claimed = total
assert total_claimed == seed + 1, "one more than the seed"
assert total < 2, f"the total is below 2: {total}"
assert real, "the sets are real"
for number in range(total):
    assert number < total, "each is below the total"

# %% tags=["claim"]
undefined_name
assert True, "what could not be judged"

# %%
after = np.random.rand()
print(total, after, "total_claimed" in globals())

# %% [markdown]
"""
The model reached an error of 0.004, less than PCA.
"""
'''
SENTENCE = "The model reached an error of 0.004, less than PCA."


@pytest.fixture
def course(tmp_path, project, monkeypatch):
    """Return the root of a project with one notebook that claims something."""
    for name in ("pyproject.toml", "nbgrader_config.py"):
        shutil.copy(project / name, tmp_path / name)
    for room in ("workbook", "helpers"):
        shutil.copytree(project / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    for variable in ("KERAS_HOME", "SCIKIT_LEARN_DATA", "WORKBOOK_SEED", "WORKBOOK_EFFORT"):
        monkeypatch.delenv(variable, raising=False)
    write(tmp_path, SOURCE)
    return tmp_path


def write(root, source):
    path = assignment(root).source
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")


def assignment(root):
    return build.Assignment(root, NAME)


def sound(source=SOURCE):
    """Return the source without what is false in it."""
    return (
        source.replace("undefined_name\n", "")
        .replace('assert total < 2, f"the total is below 2: {total}"\n', "")
        .replace('assert real, "the sets are real"\n', "")
    )


def without_claims():
    """Return the source without its claims."""
    before, rest = SOURCE.split('# %% tags=["claim"]', 1)
    return before + rest[rest.index("# %%\nafter") :]


def keep(root, runs=claims.NEEDED, verdict="true"):
    """Keep a table as if these runs had ended so."""
    notebook = assignment(root).with_claims
    known = [claim.sentence for claim in claims.claims(notebook)]
    table = claims.Table(claims.digest(notebook), {name: dict.fromkeys(known, verdict) for name in runs})
    claims.table_file(assignment(root)).write_text(claims.as_text(table, known), encoding="utf-8")
    return table


def test_each_claim_is_judged_by_itself_in_each_run_and_the_verdicts_are_kept(course, capsys):
    assert claims.run(course, ["00"], seeds=2, data=list(claims.DATA), effort="quick") == 1
    table = claims.read(claims.table_file(assignment(course)))
    assert list(table.runs) == [f"quick {data} {seed}" for data in claims.DATA for seed in (0, 1)]
    first, second = table.runs["quick photographs 0"], table.runs["quick photographs 1"]
    assert first == {
        "one more than the seed": "true",
        "the total is below 2: …": "true",
        "the sets are real": "true",
        "each is below the total": "true",
        "what could not be judged": "false: not judged: NameError: name 'undefined_name' is not defined",
    }
    assert second["the total is below 2: …"] == "false: the total is below 2: 2"
    assert second["each is below the total"] == "true"
    assert table.runs["quick stand-ins 0"]["the sets are real"] == "false: the sets are real"
    shown = capsys.readouterr().out
    assert "+-+-  the total is below 2: …" in shown
    assert " 2 false: the total is below 2: 2" in shown
    assert "12 of 20 hold." in shown


def test_a_stopped_command_goes_on_after_the_runs_that_have_ended(course, monkeypatch):
    write(course, sound())
    played = []

    def play(assignment, *, effort, data, seed):
        if len(played) == 3:
            raise KeyboardInterrupt
        played.append((data, seed))
        return {claim.sentence: "true" for claim in claims.claims(assignment.with_claims)}

    monkeypatch.setattr(claims, "play", play)
    with pytest.raises(KeyboardInterrupt):
        claims.run(course, [], seeds=2, data=list(claims.DATA), effort="quick")
    before = played.copy()
    played.clear()
    assert claims.run(course, [], seeds=2, data=list(claims.DATA), effort="quick") == 0
    assert len(before) == 3
    assert played == [("stand-ins", 1)]
    write(course, sound().replace("seed + 1\n", "1 + seed\n"))
    played.clear()
    assert claims.run(course, [], seeds=1, data=["stand-ins"], effort="quick") == 0
    assert played == [("stand-ins", 0)]
    assert list(claims.read(claims.table_file(assignment(course))).runs) == ["quick stand-ins 0"]


def test_a_claims_cell_leaves_names_and_random_numbers_as_they_were(course):
    def printed(source):
        write(course, source)
        notebook, _ = claims.played(assignment(course), effort="quick", data="photographs", seed=3)
        return "".join(claims._printed(cell) for cell in build.code_cells(notebook) if "after" in cell.source)

    bare = printed(without_claims())
    assert bare.startswith("4 ")
    assert bare.endswith(" False\n")
    assert printed(sound()) == bare
    assert printed(sound().replace('tags=["claim"]', "")) != bare


def test_photographs_are_no_stand_ins(course):
    write(
        course,
        SOURCE.replace("total = seed + 1", f"total = seed + 1\nprint({forms.announcement('MNIST', 9, 'x', 'y')!r})"),
    )
    with pytest.raises(address.BuildError, match=r"it would run on stand-ins\. \*\*\* STAND-IN DATA"):
        claims.run(course, [], seeds=1, data=["photographs"], effort="quick")
    assert not claims.table_file(assignment(course)).exists()


def test_what_a_cell_that_fails_keeps_from_being_reached_is_false(course):
    write(course, SOURCE.replace("undefined_name\n", "").replace("total = seed + 1", "total = 1 / seed"))
    verdicts = claims.play(assignment(course), effort="quick", data="photographs", seed=0)
    assert verdicts["one more than the seed"] == "false: not reached: ZeroDivisionError: division by zero"


def test_no_product_knows_of_claims(course):
    write(course, without_claims())
    bare = [(cell.id, cell.source) for cell in assignment(course).notebook.cells]
    write(course, sound())
    assert [(cell.id, cell.source) for cell in assignment(course).notebook.cells] == bare
    keep(course)
    build.build(course, [])
    products = [assignment(course).solution, assignment(course).release]
    pages = [book.reading_version(assignment(course)), book.worked_answers(assignment(course))]
    for notebook in (*(nbformat.read(path, as_version=4) for path in products), *pages):
        text = build.as_text(notebook)
        assert "after = np.random.rand()" in text
        assert "total_claimed = total" not in text
        assert '"claim' not in text
    assert verify.problems(course) == []


def test_nbgraders_own_release_takes_no_table_along(course):
    write(course, sound())
    keep(course)
    sentences.unclaimed_file(assignment(course)).write_text("x\ty\n", encoding="utf-8")
    build.build(course, [])
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", NAME, "--force"]
    subprocess.run(command, cwd=course, check=True, capture_output=True, env=os.environ)
    assert [p.name for p in assignment(course).release.parent.iterdir()] == [f"{NAME}.ipynb"]


def test_a_table_that_is_old_short_or_false_is_a_fault(course):
    def found():
        return claims.problems(assignment(course))

    write(course, sound())
    assert found() == []  # nobody has run them yet
    keep(course)
    assert found() == []
    write(course, sound().replace("# %%\nafter", "# %%\nlater = after"))
    assert found() == ["claims.tsv is older than its source; run `workbook claims 00`."]
    write(course, sound().replace("one more than the seed", "more than the seed"))
    assert found() == ["claims.tsv is older than its source; run `workbook claims 00`."]
    write(course, sound().replace("The model reached", "The model came to"))
    assert found() == []
    keep(course, claims.NEEDED[1:])
    assert found() == ["claims.tsv lacks quick photographs 0; run `workbook claims 00`."]
    keep(course, verdict="false: it is not")
    assert "cell claim-1: it is not true in quick photographs 0, quick photographs 1" in found()[0]
    claims.table_file(assignment(course)).write_text("<<<<<<< ours\n", encoding="utf-8")
    assert found() == ["claims.tsv is older than its source; run `workbook claims 00`."]
    keep(course)
    write(course, sound().replace('tags=["claim"]', ""))
    assert found() == ["claims.tsv is there, and its source claims nothing; delete it."]
    claims.table_file(assignment(course)).unlink()
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (', "one more than the seed"', "", "`assert total_claimed == seed + 1` needs the sentence"),
        ("each is below the total", "one more than the seed", "2 claims say the same sentence: one more than the seed"),
        ('assert True, "what could not be judged"', "print(1)", "cell claim-2: it claims nothing"),
        ("print(total, after", "print(total_claimed, after", "the claim gives `total_claimed` a value, and cell"),
        ("assert True, ", "assert True,, ", "cell claim-2: line 1 is no Python"),
    ],
)
def test_a_claim_has_a_sentence_of_its_own_and_gives_nothing_to_others(course, old, new, problem):
    write(course, sound())
    keep(course)
    assert verify.claim_problems(assignment(course)) == []
    assert old in sound()
    write(course, sound().replace(old, new))
    assert problem in "\n".join(verify.claim_problems(assignment(course)))


@pytest.mark.parametrize(
    "sentence",
    [
        SENTENCE,
        "As you see, the reconstructions are blurred.",
        "The network comes within 2 % of PCA.",
        "Most angles are close to 0.",
        "On shifted digits the denoiser gains 3.2 dB.",
        "A fifth of the epochs lead as far as all of them did: nearly the same loss.",
        "The samples of the VAE are clearly sharper.",
    ],
)
def test_a_sentence_about_a_result_is_known(sentence):
    assert sentences.about_results(f"# A heading\n\nSome words.\n{sentence} Other words.") == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        "Will the error of the network be lower than that of PCA?",
        "Predict whether the error is lower than before.",
        "If the loss were lower, the network would be better.",
        "An autoencoder is a network that is trained to return its input.",
        "Subtract the mean face from each row.",
        "```\nthe error is lower than 0.004\n```",
        "$$\\text{the error of PCA is lower}$$",
        "<details><summary>Hint 1</summary>\n\nThe error is lower than before.\n\n</details>",
        "An answer.\n\n**Rubric.** 1 point: the error of the network is lower.",
        "*Prediction.* The error of the network is lower.",
        "**References.** A network with an error lower than 0.1.",
        "The practical trains the network with Adam at 0.01 for 80 epochs.",
        "# The error of the network is lower",
    ],
)
def test_what_is_no_sentence_about_a_result_is_left_alone(text):
    assert sentences.about_results(text) == []


def test_a_claim_stands_for_the_text_before_it(course):
    first = "The sum of these numbers is lower than that of the model."
    assert [sentence for _, sentence in sentences.uncovered(assignment(course).with_claims)] == [SENTENCE]
    write(course, SOURCE + '\n# %% tags=["claim"]\nassert True, "behind the last text"\n')
    assert sentences.uncovered(assignment(course).with_claims) == []
    hint = '\n# %% [markdown]\n"""\n### Try\n\n<details><summary>Hint</summary>\n\nMore.\n\n</details>\n"""\n'
    write(course, SOURCE + hint + '\n# %% tags=["claim"]\nassert True, "behind a hint"\n')
    assert sentences.uncovered(assignment(course).with_claims) == []
    write(course, SOURCE.replace('tags=["claim"]', ""))
    assert [sentence for _, sentence in sentences.uncovered(assignment(course).with_claims)] == [first, SENTENCE]


def test_where_reasons_are_listed_a_sentence_without_one_is_a_fault(course, capsys):
    def found():
        return sentences.problems(assignment(course))

    path = sentences.unclaimed_file(assignment(course))
    assert found() == []
    path.write_text("", encoding="utf-8")
    assert [problem.partition(": ")[2] for problem in found()] == [
        f"no claim stands behind this, and unclaimed.tsv gives no reason: {SENTENCE}"
    ]
    assert SENTENCE in sentences.listing(assignment(course))
    path.write_text(f"{SENTENCE}\t\n", encoding="utf-8")
    assert len(found()) == 1
    path.write_text(f"{SENTENCE}\tthe model is the book's\n", encoding="utf-8")
    assert found() == []
    assert f"{NAME}: 0 sentences" in sentences.listing(assignment(course))
    path.write_text(f"{SENTENCE}\tthe book's\nThe error was lower.\tgone\n", encoding="utf-8")
    assert found() == ["unclaimed.tsv lists what is not left without a claim: The error was lower."]


def test_a_notebook_that_is_not_there_is_named(course):
    with pytest.raises(address.BuildError, match="there is no source for 77; the course has 00_sums"):
        claims.run(course, ["77"], seeds=1, data=["stand-ins"], effort="quick")
