"""Find the sentences about results behind which no claim stands: ``workbook claims --uncovered``.

A rule of thumb reads a sentence: it compares, says a share or a measure, or what can be seen; it speaks of something
that a notebook runs; and it neither asks, nor commands, nor supposes. A claim stands behind it when one follows before
the next text. ``solutions/NN_topic/unclaimed.tsv`` lists what stays without one, each with a reason; where this file
is, ``make check`` holds the notebook to it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import RUBRIC, is_claim
from workbook.authoring.build import Assignment

# What is no prose: code and formulas, headings, tables, pictures, hints, a guess, what stands at a notebook's ends.
_NO_PROSE = re.compile(
    r"^```.*?^```|\$\$.*?\$\$|^#+ .*?$|^\|.*?$|^!?\[.*?\]\(.*?\)$|<details><summary>Hint.*?</details>|</?\w+[^>]*>"
    r"|^\*(?:A )?[Pp]rediction\.\*.*?(?:\n\n|\Z)"
    r"|^\*\*(?:References|Time|You should know|You will be able to).*?(?:\n\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
_FORMULA = re.compile(r"\$[^$]*\$|`[^`]*`")
_END = re.compile(r"(?<=[.?!])(?:\*\*|\*|\))?\s+(?=[\"*(]*[A-Z])|\n\n|\n(?=[-*] |\d\. )")

_FEWER = r"more|less|fewer|better|worse|lower|higher|larger|smaller|closer|nearer|faster|slower|sharper|\w+ier"
_RESULT = re.compile(
    # It compares,
    rf"\b(?:{_FEWER})\b|\bas (?:good|well|low|high|sharp|fast|many|much) as\b|\bthe same as\b|\balike\b"
    r"|\b(?:about|nearly|almost|hardly|barely|exactly) (?:the same|equal|as|all|any|none|no|reaches)\b"
    r"|\bthe (?:best|worst|lowest|highest|least)\b|(?<!at )\bmost\b|\b(?:beats?|loses?|wins?|gains?)\b|\bclose to\b"
    # says a share or a measure,
    r"|\b(?:twice|half|thirds?|quarters?|fifths?|tenths?|times) (?:as|of|the)\b|\bper cent\b|\d ?%|\bdB\b|\bnats?\b"
    r"|\b0\.\d{2,}|\b\d+ (?:seconds|minutes|epochs)\b|\b(?:about|near|nearly|some|almost) \d"
    # or what can be seen.
    r"|\byou (?:can )?s(?:ee|aw)\b|\b(?:clearly|visibly|readable|blurred|blurry|recognisable|no longer)\b"
    r"|\blooks? like\b|\b(?:is|are|be) (?:clearly )?(?:seen|visible)\b",
    re.IGNORECASE,
)
_OF_A_RUN = re.compile(
    r"\b(?:networks?|models?|autoencoders?|denoisers?|(?:de|en)coders?|reconstructions?|samples?|errors?|loss(?:es)?"
    r"|MSE|PSNR|PCA|VAE|curves?|figures?|pictures?|rows?|tables?|training|trained|angles?|eigenfaces?|morphs?|fades?"
    r"|frames?|search|recall|precision|neighbours?|epochs?|units?|posteriors?|digits|faces|flowers|garments|clusters)\b",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    # What a source's own recipe is, and what a check asks for, is no result.
    r"\?$|^The (?:assignment|book|lab|practical)\b[^;]* (?:trains|takes)\b[^;]*$|\bcheck (?:asks|is)\b|^Aim\b[^;]*$"
    r"|\b(?:would|could|should|might|may|must|if|unless|suppose|let|say whether|needs?|will|can|cannot)\b"
    r"|^\W*(?:Predict|Write|Return|Build|Compare|Run|Train|Take|Use|Choose|Look|Explain|Compute|Name|Give|Show|Try"
    r"|Measure|Say|Draw|Move|Click|Find|Set|Make|Then|Read|Note|Count|Compile|Encode|Decode|Add|Fill|Complete)\b",
    re.IGNORECASE,
)


def unclaimed_file(assignment: Assignment) -> Path:
    """Return where a notebook's sentences without a claim are listed, each with a reason."""
    return assignment.source.with_name("unclaimed.tsv")


def about_results(text: str) -> list[str]:
    """Return the sentences of a text cell that say what came out of a run."""
    prose = _NO_PROSE.sub("\n\n", text.partition(RUBRIC)[0])
    found = []
    for sentence in _sentences(prose):
        plain = _FORMULA.sub("it", sentence)
        if _RESULT.search(plain) and _OF_A_RUN.search(plain) and not _SUPPOSES.search(plain):
            found.append(sentence)
    return found


def uncovered(notebook: NotebookNode) -> list[tuple[str, str]]:
    """Return each sentence about a result behind which no claim stands, with its cell's id.

    notebook: with its claims.
    """
    found = []
    for i, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown" and not any(map(is_claim, _behind(notebook.cells[i + 1 :]))):
            found += [(cell.id, sentence) for sentence in about_results(cell.source)]
    return found


def reasons(path: Path) -> dict[str, str]:
    """Return the sentences that a file lists, each with its reason."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    pairs = [line.partition("\t") for line in lines if line.strip()]
    return {sentence.strip(): reason.strip() for sentence, _, reason in pairs}


def problems(assignment: Assignment) -> list[str]:
    """Return what breaks the list of a notebook's sentences without a claim; nothing of one that has no list."""
    path = unclaimed_file(assignment)
    if not path.exists():
        return []
    listed, left = reasons(path), uncovered(assignment.with_claims)
    found = [
        f"cell {cell}: no claim stands behind this, and unclaimed.tsv gives no reason: {sentence}"
        for cell, sentence in left
        if not listed.get(sentence)
    ]
    said = {sentence for _, sentence in left}
    found += [f"unclaimed.tsv lists what is not left without a claim: {s}" for s in listed if s not in said]
    return found


def listing(assignment: Assignment) -> str:
    """Return for a terminal the sentences of a notebook that are left without a claim and without a reason."""
    listed = reasons(unclaimed_file(assignment))
    left = [(cell, sentence) for cell, sentence in uncovered(assignment.with_claims) if not listed.get(sentence)]
    lines = [f"{assignment.name}: {len(left)} sentences about results have no claim behind them."]
    return "\n".join([*lines, *(f"  {cell}: {sentence}" for cell, sentence in left)])


def _sentences(prose: str) -> Iterator[str]:
    for part in _END.split(prose):
        if sentence := re.sub(r"\s+", " ", part).strip():
            yield sentence


def _behind(cells: list[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield the cells up to the next text; a hint is none, nor is a heading."""
    for cell in cells:
        if cell.cell_type == "markdown" and _NO_PROSE.sub("", cell.source).strip():
            return
        yield cell
