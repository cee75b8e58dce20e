"""The outputs of a cell, from what the kernel says while it runs."""

from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode

MAX_SHOWN = 1_000  # outputs of one cell


class Shown:
    """The outputs of a cell, as a notebook's front end would show them."""

    def __init__(self) -> None:
        self.outputs: list[NotebookNode] = []
        self.named: dict[str, list[NotebookNode]] = {}

    def add(self, message: dict[str, Any]) -> None:
        """Do what a message of the kernel's asks for."""
        match message["kind"]:
            case "stream":
                name = "stderr" if message["name"] == "stderr" else "stdout"
                last: Any = self.outputs[-1] if self.outputs else {}
                if last.get("name") == name and len(self.outputs) <= MAX_SHOWN:
                    # A list, because joining each time would take time with the square of their number.
                    last.text.append(str(message["text"]))
                else:
                    self._put("stream", name=name, text=[str(message["text"])])
            case "display" if message.get("update"):
                data = message["data"]
                for output in self.named.get(str(message.get("id")), []):
                    output.data = data
            case "display" | "result":
                kind = "display_data" if message["kind"] == "display" else "execute_result"
                new = self._put(kind, data=message["data"])
                if new and message.get("id"):
                    self.named.setdefault(str(message["id"]), []).append(new)
            case "clear":
                self.outputs.clear()
                self.named.clear()
            case "error":
                self._put(
                    "error",
                    ename=str(message["ename"]),
                    evalue=str(message["evalue"]),
                    traceback=message["traceback"],
                )

    def say(self, text: str) -> None:
        """Add a word of the grader's own."""
        self.outputs.append(nbformat.v4.new_output("stream", name="stderr", text=[text]))

    def _put(self, kind: str, **content: Any) -> NotebookNode | None:
        if len(self.outputs) < MAX_SHOWN:
            self.outputs.append(nbformat.v4.new_output(kind, **content))
            return self.outputs[-1]
        if len(self.outputs) == MAX_SHOWN:
            self.say(f"[More than {MAX_SHOWN:,} outputs; the others are left out.]\n")
        return None


def lean(message: dict[str, Any]) -> dict[str, Any]:
    """Return what of a message can be shown, or counts; the rest would only take memory."""
    kept: dict[str, Any] = {key: value for key, value in message.items() if isinstance(value, str | int)}
    if isinstance(data := message.get("data"), dict):
        kept["data"] = {form: value for form, value in data.items() if isinstance(value, str)}
    if isinstance(lines := message.get("traceback"), list):
        kept["traceback"] = [line for line in lines[:200] if isinstance(line, str)]
    return kept
