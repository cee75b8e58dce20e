"""The steps of rebuilding, each alone: from what is known of a small submission to a little more."""

from dataclasses import replace

import pytest

from workbook.grading.rebuild.beside import take_along
from workbook.grading.rebuild.complete import complete, lacks
from workbook.grading.rebuild.cut import block, cut_merged, pieces_of
from workbook.grading.rebuild.names import names
from workbook.grading.rebuild.places import Place, telling_lines
from workbook.grading.rebuild.recognise import recognise, recognise_edited, strangers
from workbook.grading.rebuild.remarks import Remark, doubts, listed, notes, numbers
from workbook.grading.rebuild.report import report
from workbook.grading.rebuild.search import in_gap, search
from workbook.grading.rebuild.settle import choose, settle
from workbook.grading.rebuild.sheet import opened
from workbook.grading.rebuild.submitted import Cell

AREA_STUB = "def area(height, width):\n    raise NotImplementedError('area')"
AREA = "def area(height, width):\n    return height * width"
CODES_STUB = "# Your codes here\nraise NotImplementedError('codes')"
CODES = "codes = area(3, 4)"


def place(index, text, name="", kind="code", promised="", check=False):
    answer = bool(name) and not check
    marks = frozenset(telling_lines(text)) if answer else frozenset()
    return Place(
        index=index,
        id=f"id-{index}",
        kind=kind,
        text=text,
        grade_id=name,
        answer=answer,
        check=check,
        statements=answer and not names(text).defined,
        promised=frozenset(promised.split()),
        marks=marks,
    )


TITLE = place(0, "# A title", kind="markdown")
SETUP = place(1, "import numpy as np\nLENGTH = 3")
FUNCTION = place(2, AREA_STUB, "exercise-1", promised="area")
CHECK = place(3, "assert area(2, 3) == 6\nseen = 1", "check-1", check=True)
STATEMENTS = place(4, CODES_STUB, "exercise-2", promised="codes")
WORDS = place(5, "Write your answer here.", "explain-1", kind="markdown")
PLACES = (TITLE, SETUP, FUNCTION, CHECK, STATEMENTS, WORDS)
ANSWERED = {FUNCTION: AREA, STATEMENTS: CODES, WORDS: "Because."}


def handed_in(*texts):
    """Return the sheet of a submission of these cells: places as they were or answered, and texts of the student's."""
    cells = [
        Cell(n, t.kind, ANSWERED.get(t, t.text), t.grade_id, (t.id,)) if isinstance(t, Place) else Cell(n, "code", t)
        for n, t in enumerate(texts, 1)
    ]
    return opened(PLACES, cells)


def known(*texts):
    return recognise(handed_in(*texts))[0]


def held(sheet):
    """Return, in the submission's order, the index of each cell's place."""
    return [sheet.of[c].index if c in sheet.of else None for c in sheet.cells]


# --- what is known ---


def test_cells_that_were_moved_are_not_in_order_and_gaps_lie_between_the_others():
    sheet = known(TITLE, CHECK, SETUP, "x = 1", STATEMENTS, WORDS)
    assert [sheet.of[c] for c in sheet.cells if c in sheet.in_order] == [TITLE, SETUP, STATEMENTS, WORDS]
    assert [([c.text for c in gap.free], gap.missing) for gap in sheet.gaps] == [
        ([], ()),
        ([], ()),
        (["x = 1"], (FUNCTION,)),
        ([], ()),
        ([], ()),
    ]
    assert sheet.fitting(CHECK, sheet.cells) == []
    assert sheet.fitting(SETUP, sheet.cells) == [sheet.cells[2]]
    assert not sheet.follow([sheet.cells[0], sheet.cells[2]])
    assert sheet.follow([sheet.cells[2], sheet.cells[3]])


def test_a_sheet_that_knows_more_leaves_the_other_as_it_was():
    sheet = known(*PLACES[:4], "x = 1")
    own = sheet.own
    more = sheet.holding(own, STATEMENTS)
    assert ([c.text for c in own], more.own, sheet.own) == (["x = 1"], [], own)
    assert (sheet.missing, more.missing) == ([STATEMENTS, WORDS], [WORDS])


# --- recognise ---


def test_a_mark_counts_more_than_a_text_and_a_text_more_than_an_id():
    cells = [
        Cell(1, "code", SETUP.text, "exercise-1", (CHECK.id,)),
        Cell(2, "code", SETUP.text, None, (CHECK.id,)),
        Cell(3, "code", AREA, None, (STATEMENTS.id,)),
        Cell(4, "code", "x = 1", "exercise-9", ("nowhere",)),
    ]
    sheet, remarks = recognise(opened(PLACES, cells))
    assert held(sheet) == [FUNCTION.index, SETUP.index, STATEMENTS.index, None]
    assert remarks == [Remark("Known by the cells' ids, for nbgrader's metadata are lost: exercise-2.")]


def test_of_the_instructors_cells_each_is_known_once_and_of_answers_all():
    changed = replace(SETUP, text=f"{SETUP.text}\nprint(1)")
    assert held(known(changed, SETUP, FUNCTION, FUNCTION)) == [None, 1, 2, 2]


def test_an_edited_cell_is_known_by_half_of_its_lines():
    texts = [f"{SETUP.text}\nx = 2\ny = 3", "LENGTH = 4"]
    assert held(recognise_edited(known(TITLE, *texts, FUNCTION))) == [0, 1, None, 2]


@pytest.mark.parametrize("lacking", [True, False])
def test_a_stranger_matters_where_an_answer_is_missing(lacking):
    sheet = known(*(PLACES[:-1] if lacking else PLACES))
    strange = replace(sheet, cells=(*sheet.cells, Cell(9, "code", "x", "exercise-9")))
    assert [r.doubt for r in strangers(strange)] == [lacking]
    assert strangers(sheet) == []


# --- cut ---


def test_a_block_is_made_of_whole_lines():
    assert block("aa\na\nb", "a\n") == (3, 4)
    assert block("aa\na\na", "a", 4) == (5, 6)
    assert block("aab", "a") is None


def test_a_merged_cell_is_cut_at_what_is_missing():
    merged = Cell(3, "code", f"{AREA}\n{CHECK.text}\nprint(1)", "exercise-1")
    sheet = replace(known(TITLE, SETUP), cells=(*known(TITLE, SETUP).cells, merged))
    sheet, _ = recognise(sheet)
    assert [(p.cell.text, p.place) for p in pieces_of(sheet, merged)] == [
        (AREA, FUNCTION),
        (CHECK.text, CHECK),
        ("print(1)", None),
    ]
    cut, remarks = cut_merged(sheet)
    assert held(cut) == [0, 1, 2, 3, None]
    assert [r.sentence for r in remarks] == ["Cut apart: cell 3, which holds exercise-1, check-1 and other text."]
    assert pieces_of(known(*PLACES), known(*PLACES).cells[2]) == []


# --- search ---


def test_an_answer_without_a_mark_is_known_by_its_first_lines():
    sheet, remarks = search(known(TITLE, SETUP, CHECK, STATEMENTS, WORDS, AREA))
    assert held(sheet)[-1] == FUNCTION.index
    assert [(r.place, r.doubt) for r in remarks] == [(FUNCTION, False)]


@pytest.mark.parametrize(
    ("text", "certain"), [("area = lambda h, w: h * w", True), ("print(3)", False)], ids=["gives the name", "does not"]
)
def test_an_answer_without_first_lines_is_known_by_its_place(text, certain):
    sheet = known(TITLE, SETUP, text, CHECK, STATEMENTS, WORDS)
    assert in_gap(sheet, FUNCTION) == ([sheet.cells[2]], certain)
    found, remarks = search(sheet)
    assert held(found)[2] == FUNCTION.index
    assert [r.doubt for r in remarks] == [not certain]
    assert in_gap(sheet, CHECK) == ([], True)


# --- settle ---


@pytest.mark.parametrize(
    ("texts", "chosen", "doubt"),
    [
        ([AREA, f"{AREA}  "], [0], False),
        (["def area(height, width):", "    return 1"], [0, 1], False),
        ([AREA, "print(area(1, 2))"], [0, 1], False),
        ([AREA, CHECK.text, "print(area(1, 2))"], [0], False),
        ([AREA, AREA.replace("*", "+")], [1], True),
    ],
    ids=["the same", "two pieces", "with an experiment", "one whole", "two answers"],
)
def test_of_several_cells_with_a_mark_the_answer_is_chosen(texts, chosen, doubt):
    cells = [Cell(n, "code", t, None if t == CHECK.text else "exercise-1") for n, t in enumerate(texts)]
    sheet, _ = recognise(opened(PLACES, cells))
    choice = choose(sheet, FUNCTION, sheet.found[FUNCTION])
    assert [c.number for c in choice.cells] == chosen
    assert [r.doubt for r in choice.remarks] == [doubt]


def test_each_answer_has_a_text_and_what_was_never_answered_its_stub():
    untouched = replace(STATEMENTS, id="other")
    _, texts, remarks = settle(known(TITLE, SETUP, FUNCTION, CHECK, untouched, WORDS))
    assert texts == {FUNCTION: AREA, STATEMENTS: CODES_STUB, WORDS: "Because."}
    assert remarks == []


def test_an_answer_elsewhere_is_guessed_and_a_person_looks():
    _, texts, remarks = settle(known(TITLE, SETUP, CHECK, STATEMENTS, WORDS, AREA))
    assert texts[FUNCTION] == AREA
    assert [(r.place, r.doubt) for r in remarks] == [(FUNCTION, True)]


# --- beside, complete ---


def test_what_gives_a_name_that_an_answer_uses_is_taken_along():
    sheet = known(SETUP, "def times(a, b):\n    return a * b", "print(1)", FUNCTION, CHECK)
    using = Cell(4, "code", AREA.replace("height * width", "times(height, width)"), "exercise-1")
    sheet, _ = recognise(replace(sheet, cells=(*sheet.cells[:3], using, sheet.cells[4])))
    cells, remarks = take_along(sheet, FUNCTION, [using], [using])
    assert [c.number for c in cells] == [2, 4]
    assert [r.sentence for r in remarks] == ["joined, as pieces of one answer: cells 2 and 4."]


def test_an_answer_gets_the_imports_that_it_lacks():
    text = AREA.replace("height * width", "math.prod((height, width, LENGTH, unit, seen))")
    sheet = known("import math, os", "unit = 1", SETUP, FUNCTION, CHECK, STATEMENTS)
    texts = {FUNCTION: text, STATEMENTS: CODES, WORDS: WORDS.text}
    assert lacks(sheet, FUNCTION, texts).wanted == {"math", "unit", "seen"}
    completed, remarks = complete(sheet, texts)
    assert completed == texts | {FUNCTION: f"import math\n{text}"}
    assert [r.sentence for r in remarks] == [
        "It uses unit, which only cell 2 gives; that cell is left out.",
        "`import math` of cell 1 was put above it.",
    ]
    assert [r.sentence for r in complete(sheet, texts | {STATEMENTS: "codes = seen"})[1]][-1:] == [
        "It uses seen, which only check-1 gives; checks do not run where answers do."
    ]


# --- report, remarks ---


def test_what_is_missing_changed_empty_or_the_students_own_is_reported():
    empty = Cell(2, "code", "\n", "exercise-1")
    sheet = known("x = 1", FUNCTION, f"{SETUP.text}\ny = 1", "    return 1")
    sheet, _ = recognise(replace(sheet, cells=(sheet.cells[0], empty, *sheet.cells[2:])))
    sheet = sheet.holding([sheet.cells[2]], SETUP)
    texts = {FUNCTION: AREA_STUB, STATEMENTS: CODES_STUB}
    assert notes(report(sheet, texts)) == (
        "exercise-1: empty in the submission; it counts as not answered.",
        "exercise-2: missing in the submission; it counts as not answered.",
        "Left out, as the student's own: cells 1 and 4.",
        "Missing in the submission and put back: check-1.",
        "Changed in the submission and put back: id-1.",
    )
    assert list(doubts(report(sheet, texts))) == [""]


def test_remarks_become_notes_and_doubts_by_answer():
    remarks = [Remark("a.", FUNCTION), Remark("b.", FUNCTION, doubt=True), Remark("c."), Remark("d.", FUNCTION, True)]
    assert notes(remarks) == ("exercise-1: a.", "c.")
    assert doubts(remarks) == {"exercise-1": "b. d."}


def test_cells_and_names_are_listed_as_in_a_sentence():
    cells = [Cell(n, "code", "") for n in (3, 1, 3, 2)]
    assert (numbers(cells[:1]), numbers(cells)) == ("cell 3", "cells 1, 2 and 3")
    assert listed([str(n) for n in range(13)]) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 3 more"
