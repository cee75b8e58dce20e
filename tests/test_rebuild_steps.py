"""The steps of rebuilding, each alone: from what is known of a small submission to a little more."""

from dataclasses import replace

import pytest

from workbook.authoring.names import names
from workbook.grading.rebuild.answer import Answer
from workbook.grading.rebuild.beside import own_below, take_along
from workbook.grading.rebuild.carry import carry, lacks
from workbook.grading.rebuild.cut import added, block, cut_added, cut_merged, pieces_of
from workbook.grading.rebuild.left_out import bounded, left_out
from workbook.grading.rebuild.places import Place, telling_lines
from workbook.grading.rebuild.recognise import recognise, recognise_edited, strangers
from workbook.grading.rebuild.remarks import Remark, doubts, if_lost, listed, notes, numbers
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
        task=False,
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
    ("texts", "chosen", "look"),
    [
        ([AREA, f"{AREA}  "], [0], "never"),
        (["def area(height, width):", "    return 1"], [0, 1], "never"),
        ([AREA, "print(area(1, 2))"], [0, 1], "never"),
        ([AREA, CHECK.text, "print(area(1, 2))"], [0], "never"),
        ([AREA, AREA.replace("*", "+")], [1], "if lost"),
        ([AREA, CHECK.text, AREA.replace("*", "+")], [0], "always"),
    ],
    ids=["the same", "two pieces", "with an experiment", "one whole", "the last counts", "two answers"],
)
def test_of_several_cells_with_a_mark_the_answer_is_chosen(texts, chosen, look):
    cells = [Cell(n, "code", t, None if t == CHECK.text else "exercise-1") for n, t in enumerate(texts)]
    sheet, _ = recognise(opened(PLACES, cells))
    choice = choose(sheet, FUNCTION, sheet.found[FUNCTION])
    assert [c.number for c in choice.cells] == chosen
    assert [(r.doubt, r.if_lost) for r in choice.remarks] == [(look == "always", look == "if lost")]


def test_each_answer_has_a_text_and_what_was_never_answered_its_stub():
    untouched = replace(STATEMENTS, id="other")
    _, answers, remarks = settle(known(TITLE, SETUP, FUNCTION, CHECK, untouched, WORDS))
    assert {p: a.text for p, a in answers.items()} == {FUNCTION: AREA, STATEMENTS: CODES_STUB, WORDS: "Because."}
    assert remarks == []


def test_an_answer_elsewhere_is_guessed_and_a_person_looks():
    _, answers, remarks = settle(known(TITLE, SETUP, CHECK, STATEMENTS, WORDS, AREA))
    assert answers[FUNCTION].text == AREA
    assert [(r.place, r.doubt) for r in remarks] == [(FUNCTION, True)]


# --- beside, complete ---


def test_what_gives_a_name_that_an_answer_uses_is_taken_along():
    sheet = known(SETUP, "def times(a, b):\n    return a * b", "print(1)", FUNCTION, CHECK)
    using = Cell(4, "code", AREA.replace("height * width", "times(height, width)"), "exercise-1")
    sheet, _ = recognise(replace(sheet, cells=(*sheet.cells[:3], using, sheet.cells[4])))
    cells, remarks = take_along(sheet, FUNCTION, [using], [using])
    assert [c.number for c in cells] == [2, 4]
    assert [r.sentence for r in remarks] == ["joined, as pieces of one answer: cells 2 and 4."]


def test_below_code_one_looks_as_far_as_the_check_for_cells_that_do_not_need_what_stands_between():
    between = place(3, "length = 3")
    check = replace(CHECK, index=4)
    texts = [FUNCTION, "print(1)", TITLE, "area.unit = 1", between, "length = 4", "area.unit = 2", check, "print(2)"]
    cells = handed_in(*texts).cells
    sheet, _ = recognise(opened([TITLE, SETUP, FUNCTION, between, check], cells))
    assert [c.number for c in own_below(sheet, FUNCTION, cells[0])] == [2, 4, 7]


def answered(sheet, texts):
    """Return answers of one cell each, by its number or as a new cell's text."""
    return {p: Answer(p, (sheet.cells[t - 1],), (sheet.cells[t - 1],)) for p, t in texts.items()}


USING = AREA.replace("height * width", "math.prod((height, width, LENGTH, unit, seen))")


@pytest.fixture
def using():
    """Return a sheet with an answer that uses a module, a constant, and a name of a check's."""
    sheet = known("import math, os", "unit = 1", "print(unit)", SETUP, FUNCTION, CHECK, STATEMENTS, "seen = 3")
    cells = (*sheet.cells[:4], Cell(5, "code", USING, "exercise-1"), *sheet.cells[5:])
    sheet, _ = recognise(replace(sheet, cells=cells))
    return sheet, {**answered(sheet, {FUNCTION: 5, STATEMENTS: 7}), WORDS: Answer(WORDS)}


def test_what_an_answer_lacks_is_carried_to_it(using):
    sheet, answers = using
    assert lacks(sheet, FUNCTION, answers) == {"math", "unit", "seen"}
    sheet, carried, remarks = carry(sheet, answers)
    assert carried[FUNCTION].text == f"import math\nunit = 1\n\n{USING}"
    assert carried[STATEMENTS].text == CODES
    assert lacks(sheet, FUNCTION, carried) == {"seen"}
    assert [r.sentence for r in remarks] == [
        "cell 2 of the student's own, which gives unit, was put above it.",
        "`import math` of cell 1 was put above it.",
    ]


def test_what_an_answer_may_lose_is_reported_for_the_case_that_it_does(using):
    sheet, answers = using
    remarks = left_out(sheet, answers)
    assert [(r.sentence, r.if_lost) for r in remarks if r.place is FUNCTION] == [
        ("It uses math, which only cell 1 gives; that cell is left out.", True),
        ("It uses unit, which only cell 2 gives; that cell is left out.", True),
        ("It uses seen, which only cell 8 gives; that cell is left out.", True),
    ]


def test_an_answer_longer_than_a_person_writes_is_left_out():
    long = Cell(1, "code", "x = 1\n" * 20_000)
    answers, remarks = bounded({FUNCTION: Answer(FUNCTION, (long,), (long,)), WORDS: Answer(WORDS)})
    assert answers[FUNCTION].text == AREA_STUB
    assert [(r.place, r.doubt) for r in remarks] == [(FUNCTION, True)]


# --- an answer's text ---


@pytest.mark.parametrize(
    ("chosen", "own", "apart"),
    [
        (["codes = 1"], ["codes.x = 1"], []),
        (["codes = area(1)"], ["codes = area(2)"], [0]),
        (["codes = area(1)"], ["codes = codes + 1"], []),
        ([], ["print(1)", "codes = 1"], [0]),
        ([], ["import math", "def f():\n    pass", "codes = 1"], []),
        (["codes = 1"], ["%%time\ncodes = 2"], [1]),
        (["%%time\ncodes = 1"], ["codes = 2"], []),
        (["%%bash\nls"], ["codes = 2"], [0, 1]),
        (["codes = (1"], ["codes = 2"], [0, 1]),
        (["codes = area(1)", "print(codes)"], [], []),
    ],
)
def test_a_cell_runs_by_itself_where_another_would_lose_by_its_errors(chosen, own, apart):
    cells = [Cell(n, "code", text) for n, text in enumerate([*chosen, *own])]
    text = Answer(STATEMENTS, tuple(cells), tuple(cells[: len(chosen)])).text
    assert [c.number for c in cells if f"# Cell {c.number} of the submission, by itself:" in text] == apart


@pytest.mark.parametrize(
    "text", ["a = 1\nprint(a)", "a = '\\n'\nprint(a)", "a = '''b'''\nprint(a)", "print(1)\na = 'b'"]
)
def test_a_cell_that_runs_by_itself_is_the_same_text(text):
    last = Cell(2, "code", "b = 2")
    ran = []
    shell = type("Shell", (), {"run_cell": staticmethod(ran.append)})
    exec(Answer(STATEMENTS, (Cell(1, "code", text), last), (last,)).text, {"get_ipython": lambda: shell})
    assert [cell.removesuffix("\n") for cell in ran] == [text]


# --- lines that were added ---


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("x\na\nb", ("x", "")),
        ("a\nx\nb\ny", ("", "x\ny")),
        ("a\n  b", ("", "")),
        ("a\nb", ("", "")),
    ],
)
def test_lines_that_were_added_are_found_where_nothing_else_was_changed(text, parts):
    assert added(text, "a\nb\n") == parts


def test_added_lines_become_cells_of_the_students_own_beside_the_instructors():
    sheet = known(TITLE, SETUP, FUNCTION)
    changed = Cell(2, "code", f"x = 1\n{SETUP.text}\n# a note\ny = 2", SETUP.grade_id, (SETUP.id,))
    noted = Cell(1, "code", f"{CHECK.text}\n# a note", CHECK.grade_id)
    sheet, _ = recognise(replace(sheet, cells=(noted, changed, sheet.cells[2])))
    cut = cut_added(sheet)
    assert [c.text for c in cut.cells] == [noted.text, "x = 1", changed.text, "# a note\ny = 2", AREA]
    assert cut.own == [c for c in cut.cells if c in cut.added]


# --- report, remarks ---


def test_what_is_missing_changed_empty_or_the_students_own_is_reported():
    empty = Cell(2, "code", "\n", "exercise-1")
    sheet = known("x = 1", FUNCTION, f"{SETUP.text}\ny = 1", "    return 1")
    sheet, _ = recognise(replace(sheet, cells=(sheet.cells[0], empty, *sheet.cells[2:])))
    sheet = sheet.holding([sheet.cells[2]], SETUP)
    answers = {FUNCTION: Answer(FUNCTION), STATEMENTS: Answer(STATEMENTS)}
    assert notes(report(sheet, answers)) == (
        "exercise-1: empty in the submission; it counts as not answered.",
        "exercise-2: missing in the submission; it counts as not answered.",
        "Left out, as the student's own: cells 1 and 4.",
        "Missing in the submission and put back: check-1.",
        "Changed in the submission and put back: id-1.",
    )
    assert list(doubts(report(sheet, answers))) == [""]


def test_remarks_become_notes_and_doubts_by_answer():
    remarks = [Remark("a.", FUNCTION), Remark("b.", FUNCTION, doubt=True), Remark("c."), Remark("d.", FUNCTION, True)]
    remarks.append(Remark("e.", FUNCTION, if_lost=True))
    assert notes(remarks) == ("exercise-1: a.", "c.")
    assert if_lost(remarks) == {"exercise-1": "e."}
    assert doubts(remarks) == {"exercise-1": "b. d."}


def test_cells_and_names_are_listed_as_in_a_sentence():
    cells = [Cell(n, "code", "") for n in (3, 1, 3, 2)]
    assert (numbers(cells[:1]), numbers(cells)) == ("cell 3", "cells 1, 2 and 3")
    assert listed([str(n) for n in range(13)]) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 3 more"
