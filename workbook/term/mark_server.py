"""`workbook term mark`: a page on this machine, for the person who started it, on which answers are marked.

It listens on this machine only, and answers nobody who does not have the token that stands in the address it prints.
What students wrote comes to the page as text and pictures (`feedback.to_html`), and the page may run nothing but its
own script.
"""

import asyncio
import hmac
import json
import math
import secrets
import signal
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from sqlalchemy.exc import OperationalError
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from workbook.term import look, reading
from workbook.term.feedback import WEB, to_html
from workbook.term.marking import Answer, Mark, Marking, NotAsSeen
from workbook.term.reading import CannotRead
from workbook.term.rubrics import Guide

HERE = "127.0.0.1"
MAX_COMMENT = 10_000
PLACEHOLDERS = ("ASSIGNMENT", "NONCE", "STYLE", "SCRIPT")


class Refused(Exception):
    """A request that has no answer; the text says why."""


def command(root: Path, name: str, port: int, *, browser: bool) -> int:
    """Serve the page until it is stopped, and return the exit status."""
    try:
        with reading.term(root) as term:
            marking = Marking(term, name)
            if not marking.questions:
                print(f"A person marks no question of {name}.", file=sys.stderr)
                return 1
            return asyncio.run(_serve(marking, port, browser=browser))
    except CannotRead as error:
        print(error, file=sys.stderr)
        return 1


async def _serve(marking: Marking, port: int, *, browser: bool) -> int:
    token = secrets.token_urlsafe(32)
    try:
        sockets = bind_sockets(port, HERE)
    except OSError as error:
        print(f"Port {port}: {error.strerror}. Choose another by --port.", file=sys.stderr)
        return 1
    server = HTTPServer(application(marking, token))
    server.add_sockets(sockets)
    address = f"http://{HERE}:{sockets[0].getsockname()[1]}/?token={token}"
    print(f"Mark {marking.name} at {address}\nCtrl+C here ends it.", flush=True)
    if browser:
        webbrowser.open(address)
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # on Windows, where Ctrl+C raises
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    with suppress(KeyboardInterrupt):
        await stopped.wait()
    server.stop()
    return 0


def application(marking: Marking, token: str) -> Application:
    """Return what answers the page's requests."""
    shared = {"marking": marking, "token": token}
    api = [(f"/api/{name}", _Api, shared | {"does": does}) for name, does in DOES.items()]
    # No log of requests: the token stands in an address.
    return Application([("/", _Page, shared), *api], log_function=lambda handler: None)


class _Guarded(RequestHandler):
    marking: Marking
    token: str

    def initialize(self, marking: Marking, token: str, does: Callable[[Marking, Any], Any] | None = None) -> None:
        self.marking, self.token, self.does = marking, token, does

    def prepare(self) -> None:
        # Another name for this machine may be a page elsewhere that wants to be taken for this one.
        if self.request.host.rpartition(":")[0] not in (HERE, "localhost"):
            self.refuse(403, "This page is for this machine alone.")
        elif not hmac.compare_digest(self.given().encode(), self.token.encode()):
            self.refuse(403, "Open the address that `workbook term mark` has printed; it holds a token.")

    def given(self) -> str:
        raise NotImplementedError

    def refuse(self, status: int, words: str) -> None:
        self.set_status(status)
        self.finish({"error": words})

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Security-Policy", "default-src 'none'")

    def log_exception(self, *of: Any) -> None:
        # Without the token, which stands in the address of a request.
        print(f"{type(of[1]).__name__}: {of[1]}", file=sys.stderr)


class _Page(_Guarded):
    def given(self) -> str:
        return self.get_query_argument("token", "")

    def get(self) -> None:
        nonce = secrets.token_urlsafe(16)
        self.set_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        )
        self.write(page(self.marking.name, nonce))


class _Api(_Guarded):
    def given(self) -> str:
        return self.request.headers.get("Authorization", "").removeprefix("token ")

    def get(self) -> None:
        self._answer({name: self.get_query_argument(name) for name in self.request.query_arguments})

    def post(self) -> None:
        try:
            content = json.loads(self.request.body)
        except ValueError:
            content = None
        self._answer(content)

    def _answer(self, asked: Any) -> None:
        assert self.does is not None
        changes = self.does is _mark
        if changes != (self.request.method == "POST"):
            self.refuse(405, "A mark is sent, all else is asked for.")
            return
        try:
            found = self.does(self.marking, asked)
        except NotAsSeen as error:
            self.set_status(409)
            found = {"conflict": str(error), "answer": _shown(_one(self.marking, asked))}
        except (KeyError, TypeError, AttributeError):
            self.refuse(404, "There is no such answer.")
            return
        except Refused as error:
            self.refuse(400, str(error))
            return
        except OperationalError:
            self.refuse(503, "Somebody else is writing into the gradebook.")
            return
        self.set_header("Content-Type", "application/json")
        self.write(json.dumps(found))


def page(name: str, nonce: str) -> str:
    """Return the page itself, which asks for all else."""
    text = (WEB / "mark.html").read_text(encoding="utf-8")
    style = look.STYLE + (WEB / "mark.css").read_text(encoding="utf-8")
    script = (WEB / "mark.js").read_text(encoding="utf-8")
    for placeholder, value in zip(PLACEHOLDERS, (escape(name), nonce, style, script), strict=True):
        text = text.replace(placeholder, value)
    return text


# --- what is asked for ------------------------------------------------------------------------------------------------


def _questions(marking: Marking, asked: Any) -> Any:
    counts = marking.counts()
    found = []
    for question in marking.questions:
        marked, count = counts[question.notebook, question.name]
        title = marking.guide(question.notebook, question.name).title
        found.append(
            {"notebook": question.notebook, "name": question.name, "title": title, "marked": marked, "count": count}
        )
    return found


def _answers(marking: Marking, asked: Any) -> Any:
    notebook, name = asked["notebook"], asked["name"]
    replies = marking.replies_to(notebook, name)
    return {
        "guide": _guide(marking.guide(notebook, name)),
        "answers": [_shown(answer, replies.get(answer.student, "")) for answer in marking.answers(notebook, name)],
        "comments": marking.comments(notebook, name),
    }


def _figures(marking: Marking, asked: Any) -> Any:
    student = marking.student(asked["key"])
    marking.guide(asked["notebook"], asked["name"])
    return {"html": marking.figures(student, asked["notebook"], asked["name"])}


def _names(marking: Marking, asked: Any) -> Any:
    return marking.names()


def _mark(marking: Marking, asked: Any) -> Any:
    notebook, name = asked["notebook"], asked["name"]
    worth = marking.guide(notebook, name).worth
    points, comment, lines = asked["points"], asked["comment"], asked["lines"]
    if points is not None and not (_is_number(points) and 0 <= points <= worth):
        raise Refused(f"The points must lie between 0 and {worth:g}.")
    if not isinstance(comment, str) or len(comment) > MAX_COMMENT:
        raise Refused(f"A comment has at most {MAX_COMMENT:,} characters.")
    mark = Mark(None if points is None else float(points), comment.strip(), tuple(bool(line) for line in lines))
    answer = marking.save(marking.student(asked["key"]), notebook, name, mark, str(asked["seen"]))
    return {"answer": _shown(answer), "comments": marking.comments(notebook, name)}


DOES: dict[str, Callable[[Marking, Any], Any]] = {
    "questions": _questions,
    "answers": _answers,
    "figures": _figures,
    "names": _names,
    "mark": _mark,
}


def _one(marking: Marking, asked: Any) -> Answer:
    return next(a for a in marking.answers(asked["notebook"], asked["name"]) if a.key == asked["key"])


def _shown(answer: Answer, reply: str = "") -> dict[str, Any]:
    """Return of an answer what goes to the page: all but who wrote it."""
    return {
        "key": answer.key,
        "html": answer.html,
        "blank": answer.blank,
        "waiting": answer.waiting,
        "score": answer.mark.points,
        "said": answer.mark.comment,
        "lines": list(answer.mark.lines),
        "seen": answer.seen,
        "changed": answer.changed,
        "before": answer.before,
        "reply": to_html(reply) if reply else "",
    }


def _guide(guide: Guide) -> dict[str, Any]:
    return {
        "title": guide.title,
        "worth": guide.worth,
        "asked": _own(guide.asked),
        "model": _own(guide.model).strip(),
        "note": _own(guide.note),
        "lines": [{"points": line.points, "inline": _inline(line.text)} for line in guide.lines],
    }


def _own(text: str) -> str:
    """Return the instructor's own Markdown as HTML."""
    return to_html(text, nbformat.v4.new_markdown_cell("")) if text else ""


def _inline(text: str) -> str:
    """Return a line of Markdown as HTML that may stand in a label."""
    return _own(text).strip().removeprefix("<p>").removesuffix("</p>")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
