"""What a widget's call returns: controls and pictures where somebody can use them, and a figure everywhere else.

A notebook's output holds both, as ipympl's does: ``application/vnd.jupyter.widget-view+json``, which JupyterLab, Colab
and VS Code prefer while a kernel runs, and ``image/png`` with a text, which GitHub, nbconvert and any other viewer
shows. Where nobody can answer, there are no controls at all: nothing is made that a page could not use.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.plots.figure import Bundle, Figure
    from helpers.widgets.picture import Picture

VIEW = "application/vnd.jupyter.widget-view+json"


def answered() -> bool:
    """Tell whether somebody can use a control: a front end runs this cell, and a person sits before it.

    nbconvert, nbgrader, papermill and the build run cells with ``allow_stdin`` off, as nobody can type there. Colab
    asks for input in a way of its own.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    kernel = getattr(shell, "kernel", None)
    if kernel is None or os.environ.get("NBGRADER_EXECUTION"):
        return False
    if "google.colab" in sys.modules:
        return True
    request = kernel.get_parent() if hasattr(kernel, "get_parent") else {}
    return bool((request or {}).get("content", {}).get("allow_stdin"))


class Panel:
    """Controls and pictures of one widget, and what happens when one changes.

    Attributes
    ----------
    controls, pictures
        Each control and each picture by its label.
    """

    def __init__(self) -> None:
        self.controls: dict[str, Any] = {}
        self.pictures: dict[str, Picture] = {}

    def slider(self, label: str, low: float, high: float, step: float, value: float) -> Any:
        """Add a slider of numbers."""
        import ipywidgets

        return self._add(label, ipywidgets.FloatSlider, value=value, min=low, max=high, step=step)

    def number(self, label: str, high: int, value: int = 0) -> Any:
        """Add a slider of whole numbers from 0 to `high`."""
        import ipywidgets

        return self._add(label, ipywidgets.IntSlider, value=value, min=0, max=high)

    def choice(self, label: str, options: Sequence[tuple[str, Any]], value: Any) -> Any:
        """Add a slider over named values."""
        import ipywidgets

        return self._add(label, ipywidgets.SelectionSlider, value=value, options=list(options))

    def button(self, label: str, action: Callable[[], None]) -> Any:
        """Add a button."""
        import ipywidgets

        button = self.controls[label] = ipywidgets.Button(description=label)
        button.on_click(lambda _: self._guarded(action))
        return button

    def play(self, label: str, slider: Any, milliseconds: int) -> Any:
        """Add buttons that move a slider from end to end."""
        import ipywidgets

        steps = round((slider.max - slider.min) / slider.step)
        player = self.controls[label] = ipywidgets.Play(
            value=0, min=0, max=steps, interval=milliseconds, description=label
        )

        def move(change: dict[str, Any]) -> None:
            slider.value = slider.min + change["new"] * slider.step

        player.observe(move, "value")
        return player

    def picture(self, label: str, **traits: Any) -> "Picture":
        """Add a picture."""
        from helpers.widgets.picture import Picture

        picture = self.pictures[label] = Picture(label=label, **traits)
        return picture

    def update(self, action: Callable[[], None], *watched: tuple[Any, str] | Any) -> None:
        """Do something now, and whenever one of these changes: a control's value, or another trait (widget, name)."""
        action()
        for entry in watched:
            widget, trait = entry if isinstance(entry, tuple) else (entry, "value")
            widget.observe(lambda _: self._guarded(action), trait)

    def box(self, name: str) -> Any:
        """Return everything in one box, which wraps where the page is narrow."""
        import ipywidgets

        wrapped = ipywidgets.Layout(flex_flow="row wrap", align_items="flex-start")
        parts = [ipywidgets.HBox(list(group.values()), layout=wrapped) for group in (self.controls, self.pictures)]
        box = ipywidgets.VBox([part for part in parts if part.children])
        box.add_class(f"workbook-{name}")
        return box

    def _add(self, label: str, kind: type, **options: Any) -> Any:
        style = {"description_width": "initial"}
        control = self.controls[label] = kind(
            description=label, continuous_update=True, style=style, layout={"width": "340px"}, **options
        )
        return control

    def _guarded(self, action: Callable[[], None]) -> None:
        """Do something, and show the error if there is one: a callback's traceback would go where nobody looks."""
        try:
            action()
        except Exception as error:
            *_, result = self.pictures.values()
            result.caption = f"{type(error).__name__}: {error}"


class Explorer:
    """What a widget's call returns; a notebook shows it.

    Attributes
    ----------
    figure
        What is seen where no control works.
    panel, box
        Controls and pictures, and the outermost ipywidgets box, with the class ``workbook-NAME``: made when first asked
        for, or at once where somebody can use them.
    """

    def __init__(self, name: str, figure: "Figure", make: Callable[[Panel], None]) -> None:
        self.name, self.figure, self._make = name, figure, make
        self._panel: Panel | None = None
        self._box: Any = None
        self._answered = answered()
        if self._answered:  # now, so that what goes wrong in the learner's function stops this cell
            self.box  # noqa: B018

    @property
    def panel(self) -> Panel:
        """Controls and pictures."""
        if self._panel is None:
            panel = Panel()
            self._make(panel)
            self._panel = panel
        return self._panel

    @property
    def box(self) -> Any:
        """All of the panel, as ipywidgets shows it."""
        if self._box is None:
            self._box = self.panel.box(self.name)
        return self._box

    @property
    def alt(self) -> str:
        """The figure in words."""
        return self.figure.alt

    def png(self) -> bytes:
        """Return the figure as a PNG file."""
        return self.figure.png()

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> "Bundle":
        data, metadata = self.figure._repr_mimebundle_()
        if not self._answered:
            return data, metadata
        # anywidget knows what Colab needs to be told. (By its types a widget may have no view; a picture has one.)
        picture: Any = next(iter(self.panel.pictures.values()))
        view, more = picture._repr_mimebundle_()
        return data | {VIEW: view[VIEW] | {"model_id": self.box.model_id}}, metadata | more
