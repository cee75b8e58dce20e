"""See what an answer may lose because cells of the student's own are left out."""

from workbook.authoring.names import names
from workbook.grading.rebuild.answer import Answer, Answers
from workbook.grading.rebuild.carry import above, gives, lacks, own_code
from workbook.grading.rebuild.places import Place, plain
from workbook.grading.rebuild.remarks import Remark, listed
from workbook.grading.rebuild.sheet import Sheet
from workbook.grading.rebuild.submitted import MAX_ANSWER, Cell, shown


def left_out(sheet: Sheet, answers: Answers) -> list[Remark]:
    """Report, for each answer, the cells that it may need, for a person to look if it loses points."""
    own = own_code(sheet)
    remarks: list[Remark] = []
    for place, answer in answers.items():
        if not place.written and not answer.blank:
            wanted = lacks(sheet, place, answers)
            for cell in own:
                remarks += [Remark(why, place, if_lost=True) for why in _reasons(sheet, answer, cell, wanted)]
            remarks += [Remark(why, place, if_lost=True) for why in _from_checks(sheet, place, wanted)]
    return remarks


def bounded(answers: Answers) -> tuple[Answers, list[Remark]]:
    """Leave out answers that are longer than a person writes."""
    long = {place: len(answer.text) for place, answer in answers.items() if len(answer.text) > MAX_ANSWER}
    why = "It has {:,} characters; at most {:,} are taken. Look at the submission."
    remarks = [Remark(why.format(length, MAX_ANSWER), place, doubt=True) for place, length in long.items()]
    return {p: Answer(p) if p in long else a for p, a in answers.items()}, remarks


def _reasons(sheet: Sheet, answer: Answer, cell: Cell, wanted: frozenset[str]) -> list[str]:
    place, its = answer.place, cell.names
    reasons = [
        f"It uses {shown(name)}, which only cell {cell.number} gives; that cell is left out."
        for name in sorted(wanted & gives(sheet, cell))
    ]
    if cell in sheet.of:
        return reasons
    if above(sheet, answer, cell):
        given = sheet.given - sheet.modules - place.promised - answer.names.bound
        if changed := its.changed & answer.names.used & given:
            reasons.append(
                f"It uses {listed(sorted(changed))}, which cell {cell.number} changes; that cell is left out."
            )
    elif plain(cell.text) not in plain(answer.text):
        if again := its.defined & names(place.text).defined & place.promised:
            reasons.append(f"Cell {cell.number}, below, defines {listed(sorted(again))} again; it is left out.")
        elif changed := its.changed & (place.promised | answer.names.bound):
            reasons.append(f"Cell {cell.number}, below, changes {listed(sorted(changed))}; it is left out.")
    return reasons


def _from_checks(sheet: Sheet, place: Place, wanted: frozenset[str]) -> list[str]:
    return [
        f"It uses {name}, which only {check.name} gives; checks do not run where answers do."
        for check in sheet.places[: place.index]
        if check.check
        for name in sorted(wanted & names(check.text).bound)
    ]
