"""By what an attack's success is known: expectations that do not hold, canaries, and what should not be there."""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from workbook.audit.attacks import Attack

MARK = "workbook-xss"
PROCESS = "wb-attack"


def broken(attack: Attack, outcome: str, points: Mapping[str, float], unsure: Collection[str] = ()) -> list[str]:
    """Return the expectations that a result does not meet. A check without points counts as 0.

    `unsure` names the checks at which a person is told to look.
    """
    return [line for line in attack.expect if not _holds(line, outcome, points, unsure)]


def canaries(notebook: Mapping[str, Any]) -> set[str]:
    """Return the canaries in a graded notebook's outputs, such as ``CANARY-READ``."""
    outputs = [cell.get("outputs", []) for cell in notebook["cells"]]
    return set(re.findall(r"CANARY-\w+", json.dumps(outputs)))


def active_html(page: str) -> list[str]:
    """Return what of the attacks' markup would act if this page were opened. Text that only shows it is fine."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    return reader.found


def control_characters(text: str) -> set[str]:
    """Return the characters of a message that a terminal obeys or that turn the direction of text.

    For messages of checks, reasons and what a command prints. Outputs of cells may contain colour codes.
    """
    return {c for c in text if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cf", "Cs")}


def left_processes() -> list[int]:
    """Return the processes of attacks that are running."""
    found = []
    for path in Path("/proc").glob("[0-9]*/comm"):
        try:
            if path.read_text().strip() == PROCESS:
                found.append(int(path.parent.name))
        except OSError:  # it has just ended
            continue
    return found


def _holds(line: str, outcome: str, points: Mapping[str, float], unsure: Collection[str]) -> bool:
    if line == "same as blank":
        return not any(points.values())
    if found := re.fullmatch(r"outcome (\w+(?: or \w+)*)", line):
        return outcome in found[1].split(" or ")
    if found := re.fullmatch(r"(at most )?(\d+(?:/\d+)?) points in (\S+)( or a person)?", line):
        earned, said = points.get(found[3], 0) or 0, float(Fraction(found[2]))
        if found[4] and found[3] in unsure:
            return True
        return earned <= said + 1e-6 and (found[1] is not None or earned >= said - 1e-6)
    raise ValueError(f"an attack expects {line!r}, which says nothing that can be tested.")


class _Page(HTMLParser):
    """Collects what would act: scripts, handlers, frames, addresses and styles that contain the mark."""

    ACTING = frozenset({"base", "embed", "form", "iframe", "link", "math", "meta", "object"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[str] = []
        self._inert = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        # A script of another type is data, which a page may hold in quotes.
        self._inert = tag == "script" and "json" in given.get("type", "")
        self._open.append(tag)
        for name, value in given.items():
            address = re.sub(r"[\s\x00-\x1f]", "", value).lower()
            acts = name.startswith("on") or name in ("style", "srcdoc") or tag in self.ACTING
            if MARK in name + value and (acts or address.startswith(("javascript:", "data:", "vbscript:"))):
                self.found.append(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        runs = inside in ("script", "style") and not self._inert and MARK in data
        # MathJax makes a link of this wherever it is not code.
        shown = not {"pre", "code", "script"} & set(self._open)
        if runs or (shown and re.search(r"\\(?:href|unicode)\{[^}]*" + MARK, data)):
            self.found.append(f"in <{inside}>: {data.strip()[:100]!r}")
