"""How the course's own pages look: readable on a phone and in the dark, with nothing fetched from anywhere."""

from collections.abc import Mapping
from html import escape

STYLE = """
:root { color-scheme: light dark; --ground: #ffffff; --text: #1b1b1b; --quiet: #555555; --line: #bbbbbb;
  --panel: #f3f4f6; --bar: #2563a8; --link: #1d4f91; --warn: #9a3412; --good: #1a6334; }
@media (prefers-color-scheme: dark) { :root { --ground: #16181c; --text: #e8e8e8; --quiet: #b4b8bf; --line: #575d68;
  --panel: #22262d; --bar: #7fb2ec; --link: #9cc4f5; --warn: #fdba8c; --good: #8fd6a5; } }
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; margin-top: 1.5rem; }
a { color: var(--link); }
.quiet { color: var(--quiet); } .warn { color: var(--warn); } .good { color: var(--good); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; }
pre { background: var(--panel); padding: 0.6rem; overflow-x: auto; font-size: 0.875rem; white-space: pre-wrap;
  overflow-wrap: anywhere; }
code { font-family: ui-monospace, monospace; }
figure { margin: 1rem 0; }
caption { text-align: left; padding: 0.3rem 0.6rem; }
svg { display: block; width: 100%; max-width: 32rem; height: auto; }
svg text { fill: var(--text); font: 11px system-ui, sans-serif; }
svg .bar { fill: var(--bar); } svg .axis { stroke: var(--line); }
math[display="block"] { overflow-x: auto; overflow-y: hidden; max-width: 100%; margin: 0.5rem 0; padding: 0.5rem 0; }
details { margin: 0.5rem 0; } summary { cursor: pointer; padding: 0.25rem 0; }
"""
WIDTH, LEFT, HIGH = 360, 60, 120


def page(title: str, body: str, *, style: str = "") -> str:
    """Return a whole page; the body is HTML."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def histogram(counts: list[int], labels: list[str], alt: str) -> str:
    """Return columns of these heights as a picture; a label stands below each."""
    most, step = max([*counts, 1]), (WIDTH - 20) / max(len(counts), 1)
    parts = []
    for i, (count, label) in enumerate(zip(counts, labels, strict=True)):
        height, x = count / most * HIGH, 10 + i * step
        parts.append(f'<rect class="bar" x="{x + 1:.1f}" y="{20 + HIGH - height:.1f}" width="{step - 2:.1f}"')
        parts.append(f' height="{height:.1f}"/>')
        middle = f'x="{x + step / 2:.1f}" text-anchor="middle"'
        parts.append(f'<text {middle} y="{36 + HIGH}">{escape(label)}</text>')
        parts.append(f'<text {middle} y="{14 + HIGH - height:.1f}">{count}</text>' if count else "")
    line = f'<line class="axis" x1="10" x2="{WIDTH - 10}" y1="{20 + HIGH}" y2="{20 + HIGH}"/>'
    return _picture(HIGH + 44, "".join(parts) + line, alt)


def bars(shares: Mapping[str, float | None], alt: str) -> str:
    """Return lines of these lengths, from 0 to 1, as a picture; a label stands before each."""
    parts, long = [], WIDTH - LEFT - 50
    for i, (label, share) in enumerate(shares.items()):
        y = 6 + 20 * i
        parts.append(f'<text x="{LEFT - 6}" y="{y + 11}" text-anchor="end">{escape(label)}</text>')
        length = max(0.0, min(share or 0.0, 1.0)) * long
        parts.append(f'<rect class="bar" x="{LEFT}" y="{y}" width="{length:.1f}" height="14"/>')
        words = "no marks" if share is None else f"{share:.0%}"
        parts.append(f'<text x="{LEFT + length + 5:.1f}" y="{y + 11}">{words}</text>')
    high = 12 + 20 * len(shares)
    return _picture(high, f'{"".join(parts)}<line class="axis" x1="{LEFT}" x2="{LEFT}" y1="0" y2="{high}"/>', alt)


def table(head: list[str], rows: list[list[str]], caption: str, *, numbers: int = 0) -> str:
    """Return a table, to be moved sideways where it is too wide; its cells are HTML, the last `numbers` are numbers."""
    first = len(head) - numbers

    def cells(tag: str, row: list[str]) -> str:
        kinds = [' class="number"' if i >= first else "" for i in range(len(row))]
        scope = ' scope="col"' if tag == "th" else ""
        return "".join(f"<{tag}{scope}{kind}>{cell}</{tag}>" for kind, cell in zip(kinds, row, strict=True))

    body = "\n".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table>\n'
        f"<caption>{escape(caption)}</caption>\n<thead><tr>{cells('th', head)}</tr></thead>\n<tbody>\n{body}\n"
        "</tbody>\n</table></div>"
    )


def _picture(high: int, inside: str, alt: str) -> str:
    return f'<figure><svg role="img" aria-label="{escape(alt)}" viewBox="0 0 {WIDTH} {high}">{inside}</svg></figure>'
