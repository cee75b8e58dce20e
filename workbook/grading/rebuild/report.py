"""Report what was found in a submission besides the answers, and which answers were not."""

from workbook.grading.rebuild.answer import Answers
from workbook.grading.rebuild.places import plain
from workbook.grading.rebuild.remarks import Remark, listed, numbers
from workbook.grading.rebuild.sheet import Sheet


def report(sheet: Sheet, answers: Answers) -> list[Remark]:
    """Report what is not answered, what is left out, and what was put back."""
    return [*_unanswered(sheet, answers), *_own(sheet), *_changed(sheet)]


def _unanswered(sheet: Sheet, answers: Answers) -> list[Remark]:
    """Report answers of which nothing was found but the stub, if even that."""
    remarks = []
    words = [c for c in sheet.own if c.kind != "code"]
    for place, answer in answers.items():
        if place not in sheet.found and place.written and words:
            why = f"Missing in the submission; perhaps it is in {numbers(words)}."
            remarks.append(Remark(why, place, doubt=True))
        elif place not in sheet.found:
            remarks.append(Remark("missing in the submission; it counts as not answered.", place))
        elif answer.text == place.text and not any(plain(c.text) for c in sheet.found[place]):
            remarks.append(Remark("empty in the submission; it counts as not answered.", place))
    return remarks


def _own(sheet: Sheet) -> list[Remark]:
    """Report the student's own cells."""
    remarks = []
    kept = {cell for cells in sheet.tasks.values() for cell in cells}
    if own := [c for c in sheet.own if c not in sheet.added and c not in kept]:
        remarks.append(Remark(f"Left out, as the student's own: {numbers(own)}."))
    torn = [c for c in own if c.kind == "code" and c.text.lstrip("\n")[:1].isspace() and not c.names.parses]
    if torn:
        why = f"It begins in the middle of something, and nothing was found that it goes on with: {numbers(torn)}."
        remarks.append(Remark(why, doubt=True))
    return remarks


def _changed(sheet: Sheet) -> list[Remark]:
    """Report the instructor's code cells that are changed or missing; the instructor's text is graded."""
    remarks = []
    code = [p for p in sheet.places if p.kind == "code" and not p.answer]
    if lost := [p.name for p in code if p not in sheet.found]:
        remarks.append(Remark(f"Missing in the submission and put back: {listed(lost)}."))
    changed = [p.name for p in code if p in sheet.found and plain(sheet.found[p][0].text) != plain(p.text)]
    if changed:
        remarks.append(Remark(f"Changed in the submission and put back: {listed(changed)}."))
    return remarks
