r"""TeX as MathML, which browsers draw and screen readers say without a program from elsewhere.

It knows what the course's notebooks use and what is near to that. A formula with anything else is left as it was
written, and so is one that is longer than a person writes. Nothing of a formula but its characters reaches the page.
"""

import re
from collections.abc import Callable
from html import escape

MAX_LENGTH, MAX_DEPTH = 2_000, 30
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\d+(?:\.\d+)?|\s+|.", re.DOTALL)

_LETTERS = {
    **{
        name: chr(0x3B1 + i)
        for i, name in enumerate("alpha beta gamma delta epsilon zeta eta theta iota kappa".split())
    },
    **{"lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ"},
    **{"phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "epsilon": "ϵ", "varepsilon": "ε"},
    **{"ell": "ℓ", "partial": "∂", "nabla": "∇", "infty": "∞", "top": "⊤", "emptyset": "∅", "hbar": "ℏ"},
}
_UPRIGHT = {
    **{"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ"},
    **{"Psi": "Ψ", "Omega": "Ω", "dots": "…", "ldots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱"},
    **{"%": "%", "_": "_", "#": "#", "&": "&", "$": "$"},
}
_OPERATORS = {
    **{"cdot": "⋅", "times": "×", "pm": "±", "circ": "∘", "odot": "⊙", "otimes": "⊗", "oplus": "⊕", "setminus": "∖"},
    **{"le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "∼", "equiv": "≡"},
    **{"ll": "≪", "gg": "≫", "in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩"},
    **{"propto": "∝", "to": "→", "rightarrow": "→", "leftarrow": "←", "mapsto": "↦", "Rightarrow": "⇒", "mid": "∣"},
    **{"Leftrightarrow": "⇔", "forall": "∀", "exists": "∃", "perp": "⊥", "ast": "∗", "star": "⋆"},
}
_LARGE = {"sum": "∑", "prod": "∏", "bigcup": "⋃", "bigcap": "⋂"}
_INTEGRAL = {"int": "∫"}
_FENCES = {
    **{"|": "‖", "lVert": "‖", "rVert": "‖", "lvert": "|", "rvert": "|", "vert": "|", "Vert": "‖", "{": "{", "}": "}"},
    **{"langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lbrace": "{"},
    **{"rbrace": "}"},
}
_PLAIN_FENCES = "()[]|"
_FUNCTIONS = frozenset("log ln exp sin cos tan tanh sinh cosh arccos arcsin arctan det dim tr ker deg".split())
_FUNCTIONS_WITH_LIMITS = frozenset("min max inf sup lim arg argmin argmax".split())
_SPACES = {
    ",": 0.1667,
    ":": 0.2222,
    ">": 0.2222,
    ";": 0.2778,
    "!": -0.1667,
    " ": 0.25,
    "quad": 1,
    "qquad": 2,
    "~": 0.25,
}
_ACCENTS = {
    "hat": "^",
    "widehat": "^",
    "tilde": "~",
    "widetilde": "~",
    "bar": "¯",
    "overline": "¯",
    "vec": "→",
    "dot": "˙",
}
_SIZES = {
    **{f"{name}{side}": size for name, size in (("big", 1.2), ("Big", 1.8)) for side in ("", "l", "r", "m")},
    **{f"{name}{side}": size for name, size in (("bigg", 2.4), ("Bigg", 3.0)) for side in ("", "l", "r", "m")},
}
_DOUBLE = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
_SCRIPT = {"B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ"}
_MATRICES = {
    "matrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "vmatrix": ("|", "|"),
    "cases": ("{", ""),
}
_ALIGNED = frozenset({"aligned", "align", "align*", "gathered", "split"})
_WHOLE = re.compile(r"\\begin\{(?:align\*?|equation\*?|gather\*?)\}")


class _Unknown(Exception):
    """The formula has something in it that is not known here."""


def mathml(tex: str, *, display: bool) -> str | None:
    """Return a formula, given without its dollars, as MathML; None if not all of it is known."""
    if len(tex) > MAX_LENGTH or not tex.strip():
        return None
    reader = _Reader(tex, display=display)
    try:
        inside = reader.row(lambda token: token is None)
    except (_Unknown, RecursionError):
        return None
    block = ' display="block"' if display else ""
    return f'<math{block} alttext="{escape(" ".join(tex.split()), quote=True)}">{inside}</math>'


class _Reader:
    """A formula, read from left to right."""

    def __init__(self, tex: str, *, display: bool):
        self.tokens: list[str] = _TOKEN.findall(tex)
        self.at, self.depth, self.display = 0, 0, display

    def peek(self) -> str | None:
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def next(self) -> str:
        token = self.peek()
        if token is None:
            raise _Unknown
        self.at += 1
        return token

    def row(self, ends: Callable[[str | None], bool]) -> str:
        """Return all up to a token that ends it, as one element."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Unknown
        parts = []
        while not ends(token := self.peek()):
            if token is None:
                raise _Unknown
            parts.append(self.with_scripts())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"

    def with_scripts(self) -> str:
        """Return one thing, with what stands below and above it."""
        before = self.at
        base, limits, function = self.atom()
        if self.at == before:
            raise _Unknown
        below = above = ""
        while (token := self.peek()) in ("_", "^", "'"):
            if token == "'":
                primes = ""
                while self.peek() == "'":
                    primes += self.next() and "′"
                above += f"<mo>{primes}</mo>"
                continue
            self.next()
            script = self.argument()
            if token == "_" and not below:
                below = script
            elif token == "^":
                above += script
            else:
                raise _Unknown
        above = f"<mrow>{above}</mrow>" if above.count("<mo>′") and above.count("</") > 1 else above
        kinds = ("munder", "mover", "munderover") if limits else ("msub", "msup", "msubsup")
        if below and above:
            base = f"<{kinds[2]}>{base}{below}{above}</{kinds[2]}>"
        elif below or above:
            kind = kinds[0] if below else kinds[1]
            base = f"<{kind}>{base}{below or above}</{kind}>"
        if function and (self.peek() or ")") not in ("(", ")", "[", "]", ",", ".", "}") and not self._opens():
            base += '<mspace width="0.1667em"/>'
        return base

    def _opens(self) -> bool:
        name = (self.peek() or "").removeprefix("\\")
        return name in _SIZES or name in ("left", "right", "!", ",")

    def argument(self) -> str:
        """Return a group in braces, or one token."""
        if self.peek() == "{":
            self.next()
            inside = self.row(lambda token: token == "}")
            self.next()
            return inside
        token = self.peek() or ""
        if token.isdigit() and len(token) > 1:  # of a number TeX takes the first digit
            self.tokens[self.at : self.at + 1] = [token[0], token[1:]]
        return self.atom()[0]

    def text(self) -> str:
        """Return a group in braces as the characters that stand in it."""
        if self.next() != "{":
            raise _Unknown
        found = ""
        while True:
            if self.at >= len(self.tokens):
                raise _Unknown
            token = self.tokens[self.at]
            self.at += 1
            if token == "}":
                return found
            if token in ("{", "$") or (token.startswith("\\") and token[1:] not in ("_", "%", "#", "&", " ")):
                raise _Unknown
            found += token.removeprefix("\\")

    def atom(self) -> tuple[str, bool, bool]:
        """Return one thing, whether scripts stand above and below it, and whether it is a function's name."""
        token = self.peek()
        if token == "{":
            return self.argument(), False, False
        token = self.next()
        if token.startswith("\\"):
            return self.command(token[1:])
        if token.isdigit() or (token[0].isdigit() and len(token) > 1):
            return f"<mn>{token}</mn>", False, False
        if token == "~":
            return _space(token), False, False
        if token in _PLAIN_FENCES:
            return f'<mo stretchy="false">{token}</mo>', False, False
        if token in "^_&}#%$\\":
            raise _Unknown
        if token.isalpha():
            return f"<mi>{escape(token)}</mi>", False, False
        return f"<mo>{'−' if token == '-' else '∗' if token == '*' else escape(token)}</mo>", False, False

    def command(self, name: str) -> tuple[str, bool, bool]:
        """Return what a command makes, as `atom` does."""
        if name in _LETTERS:
            return f"<mi>{_LETTERS[name]}</mi>", False, False
        if name in _UPRIGHT:
            return f'<mi mathvariant="normal">{escape(_UPRIGHT[name])}</mi>', False, False
        if name in _OPERATORS:
            return f"<mo>{_OPERATORS[name]}</mo>", False, False
        if name in _LARGE:
            return f'<mo movablelimits="true">{_LARGE[name]}</mo>', True, False
        if name in _INTEGRAL:
            return f"<mo>{_INTEGRAL[name]}</mo>", False, False
        if name in _FENCES:
            return f'<mo stretchy="false">{escape(_FENCES[name])}</mo>', False, False
        if name in _FUNCTIONS:
            return f"<mi>{name}</mi>", False, True
        if name in _FUNCTIONS_WITH_LIMITS:
            return f'<mo movablelimits="true" lspace="0" rspace="0">{name}</mo>', True, True
        if name in _SPACES:
            return _space(name), False, False
        if name in _SIZES:
            size = _SIZES[name]
            return f'<mo minsize="{size}em" maxsize="{size}em" stretchy="true">{self.fence()}</mo>', False, False
        return self.construction(name)

    def construction(self, name: str) -> tuple[str, bool, bool]:
        """Return what a command makes of what follows it, as `atom` does."""
        if name in ("frac", "dfrac", "tfrac"):
            fraction = f"<mfrac>{self.argument()}{self.argument()}</mfrac>"
            small = f'<mstyle displaystyle="false">{fraction}</mstyle>'
            return small if name == "tfrac" else fraction, False, False
        if name == "binom":
            one_above_the_other = f'<mfrac linethickness="0">{self.argument()}{self.argument()}</mfrac>'
            return f"<mrow><mo>(</mo>{one_above_the_other}<mo>)</mo></mrow>", False, False
        if name == "sqrt":
            if self.peek() != "[":
                return f"<msqrt>{self.argument()}</msqrt>", False, False
            self.next()
            degree = self.row(lambda token: token == "]")
            self.next()
            return f"<mroot>{self.argument()}{degree}</mroot>", False, False
        if name in _ACCENTS:
            stretchy = "true" if name in ("overline", "widehat", "widetilde") else "false"
            accent = f'<mo stretchy="{stretchy}">{_ACCENTS[name]}</mo>'
            return f'<mover accent="true">{self.argument()}{accent}</mover>', False, False
        if name in ("underbrace", "overbrace"):
            tag, brace = ("munder", "⏟") if name == "underbrace" else ("mover", "⏞")
            return f'<{tag}>{self.argument()}<mo stretchy="true">{brace}</mo></{tag}>', True, False
        if name in ("mathbb", "mathcal", "mathbf"):
            letter = self.text() if self.peek() == "{" else self.next()
            return f'<mi mathvariant="normal">{"".join(_styled(name, c) for c in letter)}</mi>', False, False
        if name in ("mathrm", "operatorname"):
            letters = self.text() if self.peek() == "{" else self.next()
            if not letters.replace(" ", "").isalnum():
                raise _Unknown
            return f'<mi mathvariant="normal">{escape(letters.strip())}</mi>', False, name == "operatorname"
        if name in ("text", "texttt", "textit", "textbf", "mbox"):
            return f"<mtext>{escape(self.text()).replace(' ', '&#160;')}</mtext>", False, False
        if name in ("mathrel", "mathbin", "mathop"):
            return self.argument(), False, False
        if name == "left":
            opened = self.fence()
            inside = self.row(lambda token: token == "\\right")
            self.next()
            closed = self.fence()
            pair = [f'<mo fence="true" stretchy="true">{mark}</mo>' if mark else "" for mark in (opened, closed)]
            return f"<mrow>{pair[0]}{inside}{pair[1]}</mrow>", False, False
        if name == "begin":
            return self.environment(self.text()), False, False
        raise _Unknown

    def fence(self) -> str:
        """Return a bracket, or nothing for a full stop."""
        token = self.next()
        if token == ".":
            return ""
        if token.startswith("\\") and token[1:] in _FENCES:
            return escape(_FENCES[token[1:]])
        if token in _PLAIN_FENCES or token == "/":
            return token
        raise _Unknown

    def environment(self, name: str) -> str:
        """Return a matrix, cases, or lines that stand below each other."""
        if name not in _MATRICES and name not in _ALIGNED:
            raise _Unknown
        rows: list[list[str]] = [[]]
        while True:
            rows[-1].append(self.row(lambda token: token in ("&", "\\\\", "\\end", None)))
            token = self.next()
            if token == "\\\\":
                rows.append([])
            elif token == "\\end":
                break
        if self.text() != name:
            raise _Unknown
        if rows[-1] == ["<mrow></mrow>"]:
            rows.pop()
        left = name == "cases" or name in _ALIGNED
        align = ' columnalign="left"' if left else ""
        cells = ["".join(f"<mtd>{cell}</mtd>" for cell in row) for row in rows]
        style = ' displaystyle="true"' if name in _ALIGNED else ""
        table = f"<mtable{align}{style}>{''.join(f'<mtr>{row}</mtr>' for row in cells)}</mtable>"
        opened, closed = _MATRICES.get(name, ("", ""))
        pair = [f'<mo fence="true" stretchy="true">{mark}</mo>' if mark else "" for mark in (opened, closed)]
        return f"<mrow>{pair[0]}{table}{pair[1]}</mrow>"


def _space(name: str) -> str:
    return f'<mspace width="{_SPACES[name]}em"/>'


def _styled(style: str, letter: str) -> str:
    """Return a letter of an alphabet of its own."""
    capital = "A" <= letter <= "Z"
    if not capital and not (style == "mathbf" and "a" <= letter <= "z"):
        raise _Unknown
    if style == "mathbb":
        return _DOUBLE.get(letter) or chr(0x1D538 + ord(letter) - ord("A"))
    if style == "mathcal":
        return _SCRIPT.get(letter) or chr(0x1D49C + ord(letter) - ord("A"))
    return chr(0x1D400 + ord(letter) - ord("A")) if capital else chr(0x1D41A + ord(letter) - ord("a"))
