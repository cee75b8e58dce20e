"""Drive JupyterLab as a reader does: a server of its own, chromium without a window, mouse and keyboard.

What is pressed and typed goes through the page. What a notebook then holds is read from JupyterLab's own objects,
because the page itself keeps only the cells that are in view.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest

from workbook.term.course import SERVER_SECONDS, TOKEN, address

PROJECT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no chromium on this machine (Debian: apt install chromium)"
)
LAPTOP = {"width": 1366, "height": 768}
PATIENCE = 120_000  # milliseconds for anything that is waited for; reached only where something is wrong
# What pages fetch from elsewhere: notebooks a badge, nbgrader's own pages the program that draws formulas.
ELSEWHERE = {
    "https://colab.research.google.com/assets/colab-badge.svg": (
        "image/svg+xml",
        '<svg xmlns="http://www.w3.org/2000/svg" width="117" height="20"><rect width="117" height="20"/></svg>',
    ),
    "https://cdnjs.cloudflare.com/ajax/libs/mathjax/": (
        "text/javascript",
        "window.MathJax = {Hub: {Config() {}, Configured() {}, Queue() {}, Startup: {signal: {Interest() {}}}}};",
    ),
}
ARTEFACTS = Path(os.environ.get("WORKBOOK_ARTEFACTS") or PROJECT / "test-artefacts")

PANEL = "jupyterapp.shell.currentWidget"
CELLS = f"""() => {PANEL}.content.widgets.map(({{model}}) => ({{
    kind: model.type,
    source: model.sharedModel.source,
    tags: model.metadata.tags ?? [],
    grade_id: model.metadata.nbgrader?.grade_id,
    count: model.executionCount,
    outputs: model.type === "code" ? model.outputs.toJSON() : [],
}}))"""
# The kernel has answered for cell i: a cell that is running has no number.
HAS_RUN = f"""i => {{
    const {{model}} = {PANEL}.content.widgets[i];
    return model.executionCount !== null && model.executionState === "idle";
}}"""
ALL_HAVE_RUN = f"""() => {{
    const code = {PANEL}.content.widgets.map(w => w.model).filter(m => m.type === "code" && m.sharedModel.source);
    const failed = code.some(m => m.outputs.toJSON().some(o => o.output_type === "error"));
    return code.every(m => m.executionState === "idle") && (failed || code.every(m => m.executionCount !== null));
}}"""
CLOSE_ALL = """async () => {
    for (const widget of Array.from(jupyterapp.shell.widgets("main"))) {
        await widget.sessionContext?.shutdown();
        widget.dispose();
    }
}"""


def flags(target: str) -> list[str]:
    """Return what the Makefile's target tells JupyterLab."""
    text = (PROJECT / "Makefile").read_text(encoding="utf-8")
    variables = dict(re.findall(r"^(\w+) := (.*)$", text, re.MULTILINE))
    command = re.search(rf"^{target}:.*\n(?:\t@echo.*\n)*\t@\$\(call LAB,(.*)\)$", text, re.MULTILINE)[1]
    return shlex.split(re.sub(r"\$\((\w+)\)", lambda m: variables[m[1]], command))


@contextmanager
def server(folder: Path, target: str, **variables: str) -> Iterator[str]:
    """Run in a folder what ``make lab`` or ``make instructor`` runs, and yield the server's address."""
    own = folder.parent / f"{folder.name}-jupyter"
    runtime = own / "runtime"
    runtime.mkdir(parents=True)
    command = [*flags(target), "--no-browser", "--ip=127.0.0.1", "--port=0", f"--IdentityProvider.token={TOKEN}"]
    command += ["--LabApp.expose_app_in_browser=True"]
    command += ["--allow-root"] if os.geteuid() == 0 else []
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("WORKBOOK_", "NBGRADER_"))}
    environment |= {
        # Settings, trust and workspaces of whoever runs this stay out of it.
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "PYTHONPATH": str(PROJECT),
    }
    log = (own / "log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *command],
        cwd=folder,
        env=environment | variables,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # one group to end, kernels included
    )
    try:
        yield address(process, runtime, Path(log.name))
    finally:
        process.terminate()
        try:
            # No test asks how fast a server stops: one that takes too long is killed with its kernels.
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=SERVER_SECONDS)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, SIGKILL)
            log.close()


@contextmanager
def chromium() -> Iterator[Any]:
    """Run Debian's chromium without a window, and yield Playwright's handle of it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


class Window:
    """A page of the size of a laptop's screen, which keeps what goes wrong in it."""

    def __init__(self, browser: Any):
        self.page = browser.new_page(viewport=LAPTOP)
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self._complaint(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self._complaint(str(error)))
        self.page.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), self._elsewhere)

    def _complaint(self, words: str) -> None:
        if "Canceled future" not in words:  # what was asked of a kernel that `close_all` has ended
            self.complaints.append(words)

    def _elsewhere(self, route: Any) -> None:
        """Answer with a stand-in for what pages are known to fetch; there is no network for anything else."""
        for beginning, (kind, body) in ELSEWHERE.items():
            if route.request.url.startswith(beginning):
                route.fulfill(content_type=kind, body=body)
                return
        self.complaints.append(f"the page asked for {route.request.url}")
        route.abort()

    def go(self, url: str) -> None:
        """Load JupyterLab at an address of the server."""
        separator = "&" if "?" in url else "?"
        self.page.goto(f"{url}{separator}token={TOKEN}")
        self.page.locator(".jp-DirListing-content").wait_for()

    def open(self, *names: str) -> "Notebook":
        """Open a notebook from the file browser, by double clicks on folders and then on the file."""
        self.page.locator(".jp-BreadCrumbs-home").first.click()
        for depth, name in enumerate(names):
            # While a folder is being opened the one before it is still shown: an item's title says where it lies.
            folder = ".".join(re.escape(name) for name in names[:depth])  # Playwright cannot read a / there
            where = f"Path: {folder}\n" if folder else "(?!Path)"
            title = re.compile(rf"^Name: {re.escape(name)}\n(Size: .*\n)?{where}")
            self.page.locator(".jp-DirListing-content").get_by_title(title).dblclick()
        return self.notebook(names[-1])

    def notebook(self, name: str) -> "Notebook":
        """Wait until the notebook in front is the one of this name, with a kernel that is ready, and return it."""
        self.page.wait_for_function(
            f"""name => {PANEL}?.context?.isReady && {PANEL}.context.path.endsWith(name)
                && {PANEL}.sessionContext.session?.kernel?.status === "idle" """,
            arg=name,
        )
        return Notebook(self)

    def menu(self, *names: str) -> None:
        """Choose from the menu bar."""
        first, *rest = names
        self.page.get_by_role("menubar").get_by_role("menuitem", name=first, exact=True).click()
        for name in rest:
            self.page.locator(".lm-Menu").get_by_role("menuitem", name=name).first.click()

    def close_all(self) -> None:
        """Shut down all kernels and close what is open, unsaved."""
        self.page.evaluate(CLOSE_ALL)

    def shot(self, name: str) -> None:
        """Keep a picture of the window."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")


class Notebook:
    """The notebook in front."""

    def __init__(self, window: Window):
        self.window, self.page = window, window.page

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The notebook's cells, as they are now."""
        return self.page.evaluate(CELLS)

    def find(self, *, tag: str = "", grade_id: str = "", text: str = "") -> int:
        """Return the place of the one cell with this tag, grade id or text."""
        (place,) = (
            i
            for i, cell in enumerate(self.cells)
            if (tag and tag in cell["tags"]) or (grade_id and grade_id == cell["grade_id"])
            or (text and text in cell["source"])
        )  # fmt: skip
        return place

    def folded(self, i: int) -> bool:
        """Return whether a line stands for the cell's code."""
        return self.page.evaluate(f"i => {PANEL}.content.widgets[i].inputHidden", i)

    def go_to(self, i: int) -> Any:
        """Scroll to a cell, click beside it unless that would open it, and return it."""
        self.page.evaluate(
            f"async i => {{ const nb = {PANEL}.content; nb.deselectAll(); nb.activeCellIndex = i; nb.mode = 'command';"
            "await nb.scrollToItem(i, 'start'); nb.node.focus(); }",
            i,
        )
        cell = self.page.locator(".jp-Notebook:visible .jp-Cell.jp-mod-active")
        if not self.folded(i):
            cell.locator(".jp-InputPrompt").first.click()
        return cell

    def run(self, i: int) -> dict[str, Any]:
        """Run a cell by keyboard, and return it when it is done."""
        self.start(i)
        return self.finished(i)

    def start(self, i: int) -> None:
        """Start a cell by keyboard."""
        self.go_to(i)
        # The number may be the same after a run as before it, in a kernel that has just started.
        self.page.evaluate(f"i => {{ {PANEL}.content.widgets[i].model.executionCount = null; }}", i)
        self.page.keyboard.press("Control+Enter")

    def finished(self, i: int) -> dict[str, Any]:
        """Return a cell when it is done."""
        self.page.wait_for_function(HAS_RUN, arg=i)
        return self.cells[i]

    def write(self, i: int, text: str) -> None:
        """Replace a cell's text."""
        self.go_to(i)
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Escape")
        assert self.cells[i]["source"] == text

    def run_all(self) -> None:
        """Run all cells from the menu, after clearing the outputs of an earlier run."""
        self.window.menu("Edit", "Clear Outputs of All Cells")
        self.window.menu("Run", "Run All Cells")
        self.page.wait_for_function(ALL_HAVE_RUN)

    def cut_off(self, places: Sequence[int] = ()) -> list[str]:
        """Return the cells, of these or of all, with an output wider than the room it has; goes to each."""
        found = []
        for i, cell in enumerate(self.cells):
            if cell["outputs"] and (not places or i in places):
                wide = "e => [...e.querySelectorAll('.jp-OutputArea-output')].some(o => o.scrollWidth > o.clientWidth)"
                if self.go_to(i).evaluate(wide):
                    found.append(cell["source"])
        return found


def red(cells: Sequence[dict[str, Any]]) -> list[str]:
    """Return what stands on a red ground in the outputs of these cells."""
    outputs = [output for cell in cells for output in cell["outputs"]]
    return [o.get("evalue") or text(o) for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]


def text(output: dict[str, Any]) -> str:
    """Return the text of a stream's output."""
    return "".join(output.get("text", ""))


def printed(cell: dict[str, Any]) -> str:
    """Return what a cell printed."""
    return "".join(text(output) for output in cell["outputs"])
