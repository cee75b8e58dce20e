"""What is expected of an answer for cases that stand nowhere: the worked solution runs beside it.

A hidden `checks.same(answer, "answer", cases)` gets what the solution makes of cases drawn from the seed of this
grading. The solution runs here, in a namespace of its own, to which nothing of the student's comes.
"""

import ast
import copy
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from workbook.authoring.assignment import judging_calls
from workbook.grading.examiner.fault import AtFault

EXPECTED = "__expected__"


class Expecting:
    """Say what is expected, when a hidden test asks."""

    def __init__(self, worked: str, names: dict[str, Any], seed: str):
        self.worked, self.names, self.seed = worked, dict(names), seed
        self._made: dict[str, Any] = {}

    def __call__(self, name: str, cases: Callable[[np.random.Generator], Iterable[Any]], **settings: Any) -> Any:
        """Return the cases and what the worked solution gives for them.

        Raises
        ------
        AtFault
            If the solution stops, or cases cannot be made.
        """
        from helpers import expected, probes
        from workbook.grading.examiner.unseen import number

        try:
            if not self._made:
                self._made = dict(self.names)
                exec(compile(self.worked, "<solution>", "exec"), self._made)
            made = list(cases(np.random.default_rng(number(self.seed, f"cases {name}"))))
            outcomes = [probes.tried(self._made[name], expected.copied(case)) for case in made]
        except Exception as error:
            raise AtFault(f"the cases of the hidden test of `{name}` cannot be made ({error}); mend it") from error
        return expected.Expected(made, outcomes, **settings)


def with_expected(statement: ast.stmt) -> ast.stmt:
    """Return a hidden test whose calls of `checks.same` are told what is expected."""
    changed = copy.deepcopy(statement)
    for function, call in judging_calls(changed):
        if function == "same" and len(call.args) == 3:
            asked = ast.Call(ast.Name(EXPECTED, ast.Load()), call.args[1:], list(call.keywords))
            call.keywords.append(ast.keyword("known", asked))
    return ast.fix_missing_locations(changed)
