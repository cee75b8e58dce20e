"""What to do with each cell of an assignment, read from the instructor's source alone."""

import re
from dataclasses import dataclass, field

from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import BUDGET, grade_id, is_answer, is_check, opened
from workbook.authoring.names import KNOWN, reads
from workbook.authoring.names import names as names_of
from workbook.authoring.worked import definitions
from workbook.grading.seen import made_of_test_images

DATA = re.compile(r"\bdata\.(mnist|fashion_mnist|faces|flowers)\(")
CLASS = re.compile(r"^class[ \t]+(\w+)", re.MULTILINE)


@dataclass
class Plan:
    """What to do with each code cell of an assignment, in order."""

    own: set[int] = field(default_factory=set)  # cells that the examiner runs itself
    asked: dict[str, list[str]] = field(default_factory=dict)  # check's grade_id: names it needs from the kernel
    classes: set[str] = field(default_factory=set)  # names that the solutions make classes
    functions: set[str] = field(default_factory=set)  # names that the solutions make functions
    data: set[str] = field(default_factory=set)  # data sets that the cells take
    helpers: dict[str, list[str]] = field(default_factory=dict)  # plain check's grade_id: cells to run for it
    seen: dict[str, list[str]] = field(default_factory=dict)  # check's grade_id: what it needs that shows test images
    worked: dict[str, str] = field(default_factory=dict)  # check's grade_id: the solutions that it compares with
    budget: dict[str, int] = field(default_factory=dict)  # what a check may cost, where that is not the usual

    @classmethod
    def of(cls, source: NotebookNode) -> "Plan":
        """Read an instructor's notebook, solutions included.

        A name belongs to the student if a solution cell gives it a value, or one of the notebook's cells does that uses
        a name of the student's. All others are the notebook's own, and the examiner makes those that a check needs.
        """
        plan = cls(budget=source.metadata.get(BUDGET, {}))
        needed: set[int] = set()
        seen: set[str] = set()
        maker: dict[str, int | None] = {}  # the cell that gave a name its value last; None for the student's
        uses_of: dict[int, set[int]] = {}
        imported: dict[str, str] = {}  # names that an answer has by an import, and that
        defined: dict[str, int] = {}  # names that a cell of definitions makes, which uses something of the student's
        for i, cell in enumerate(source.cells):
            if cell.cell_type != "code":
                continue
            plan.data |= set(DATA.findall(cell.source))
            used = reads(cell.source) - KNOWN
            # What no cell of the instructor's makes, an answer will have to.
            maker |= dict.fromkeys(used - maker.keys())
            if is_check(cell) and not opened(cell.source):
                # The instructor's own definitions run in the examiner, whatever they use.
                borrowed = {at for name in used if (at := defined.get(name)) is not None and maker[name] is None}
                used = used - {name for name in used if defined.get(name) in borrowed}
                used |= {n for at in borrowed for n in reads(source.cells[at].source) if n in maker}
                # A module has no other content there; and what it says of a value is not the student's to say.
                modules = {name: imported[name] for name in used if name in imported and maker[name] is None}
                used = used - modules.keys()
                texts = [source.cells[at].source for at in sorted(borrowed)]
                plan.helpers[grade_id(cell)] = [*sorted(modules.values()), *texts]
            if is_check(cell):
                plan.worked[grade_id(cell)] = definitions(source, cell)
                plan.asked[grade_id(cell)] = sorted(name for name in used if maker[name] is None)
                plan.seen[grade_id(cell)] = sorted(used & seen)
                needed |= {at for name in used if (at := maker[name]) is not None}
            else:
                seen = made_of_test_images(cell.source, seen)
                students = is_answer(cell) or any(maker[name] is None for name in used)
                uses_of[i] = {at for name in used if (at := maker[name]) is not None}
                plan.functions |= names_of(cell.source).defined if is_answer(cell) else set()
                plan.classes |= set(CLASS.findall(cell.source)) if is_answer(cell) else set()
                bound, imports = names_of(cell.source).bound, names_of(cell.source).imports
                for name in bound:
                    imported.pop(name, None)
                imported |= imports if is_answer(cell) else {}
                maker |= dict.fromkeys(bound, None if students else i)
                only_defines = not is_answer(cell) and bound and bound == names_of(cell.source).defined
                defined |= dict.fromkeys(bound, i) if only_defines else {}
                for name in bound if not only_defines else ():
                    defined.pop(name, None)
                # What lies in the learner's folder is there, not where the examiner is.
                maker |= dict.fromkeys(maker.keys() & {"work"})
        while needed:
            plan.own |= needed
            needed = {i for later in needed for i in uses_of[later]} - plan.own
        return plan
