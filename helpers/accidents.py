"""What happens to a kernel without anybody meaning it, in sentences that say which cell repairs it."""

import ast
import builtins
import dis
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from importlib.machinery import PathFinder
from pathlib import Path
from types import FrameType, ModuleType, TracebackType
from typing import Any

OPTIMIZED = (
    "this Python was told to leave out all assertions (PYTHONOPTIMIZE or -O), of which checks consist: each would say "
    "that you passed. Unset PYTHONOPTIMIZE, start JupyterLab anew, and run the set-up cell."
)
REPAIR = "Run the set-up cell at the top of the notebook, which puts it back"
_NOTHING = object()


def shell() -> Any:
    """Return the IPython shell, or None where there is none."""
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None


def behind(error: BaseException) -> str:
    """Name the accident that an error may come from: one sentence or more, or an empty text.

    These are: a name that a cell had imported, or one of Python's own, and that stands for something else now, where
    the code that stopped looks it up; and a file with a module's name, which Python took for the module.
    """
    used = {name for link in _chain(error) for frame in _frames(link.__traceback__) for name in _globals(frame)}
    words = [_overwritten(name, right) for name, right in overwritten().items() if name in used]
    return "\n".join([*words, *_taken_for_a_module(error)])


def behind_anything() -> list[str]:
    """Name what may be behind any failure: settings that a cell has changed for all others."""
    return [
        f"By the way: {words} was changed for everything. Run the set-up cell, which sets it back, then the cells that "
        "make what is checked."
        for words in (changed_settings() if shell() else ())
    ]


def missing(name: str | None, maker: str) -> str:
    """Say which cell is to be run where a name is missing that a cell of the notebook makes."""
    return (
        f"there is no `{name}` yet. Since the kernel was started, {maker} has not run, or not to its end. Run it, or "
        "all cells above this one (in JupyterLab: Run → Run All Above Selected Cell)."
    )


# --- names ------------------------------------------------------------------------------------------------------------


def overwritten() -> dict[str, Any]:
    """Return the names that stand for something else than what a cell imported by them, with what that was.

    And those of Python's own functions that were given to a value, such as `sum`.
    """
    if not (kernel := shell()):
        return {}
    now = kernel.user_ns
    values = {name: vars(builtins)[name] for name in now if not name.startswith("_") and name in vars(builtins)}
    lost = {name: right for name, right in values.items() if callable(right) and not callable(now[name])}
    return lost | {name: right for name, right in _imported(kernel).items() if now.get(name, _NOTHING) is not right}


def put_back() -> None:
    """Let names stand for what they were imported as, and say of which that was done."""
    if kernel := shell():
        for name, right in overwritten().items():
            if right is vars(builtins).get(name):
                del kernel.user_ns[name]
            else:
                kernel.user_ns[name] = right
            print(f"`{name}` is {_what(right)} again; a cell had overwritten it.")


def _imported(kernel: Any) -> dict[str, Any]:
    """Return what this kernel's cells have imported outside functions, by their names for it; the last one counts."""
    found: dict[str, Any] = {}
    for text in kernel.history_manager.input_hist_parsed:
        with suppress(SyntaxError, ValueError):
            for statement in _statements(ast.parse(text).body):
                found |= dict(_bindings(statement))
    return {name: value for name, value in found.items() if value is not None}


def _statements(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    for statement in body:
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.expr):
            yield statement
            yield from _statements(ast.iter_child_nodes(statement))


def _bindings(statement: ast.AST) -> Iterator[tuple[str, Any]]:
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            first = alias.name.partition(".")[0]
            yield alias.asname or first, sys.modules.get(alias.name if alias.asname else first)
    elif isinstance(statement, ast.ImportFrom) and not statement.level and statement.module:
        for alias in statement.names:
            part = sys.modules.get(f"{statement.module}.{alias.name}")
            yield alias.asname or alias.name, getattr(sys.modules.get(statement.module), alias.name, part)


def _overwritten(name: str, right: Any) -> str:
    now = shell().user_ns.get(name, _NOTHING)
    if now is _NOTHING:
        return f"`{name}` was {_what(right)}, and a cell has deleted it. {REPAIR}."
    return (
        f"`{name}` was {_what(right)}, and a cell has overwritten it: now it is of type {type(now).__name__}. "
        f"{REPAIR}; then give what is yours another name."
    )


def _what(value: Any) -> str:
    if isinstance(value, ModuleType):
        return f"the module {value.__name__}"
    own = "Python's own" if getattr(value, "__module__", "") == "builtins" else "an imported"
    return f"{own} {'class' if isinstance(value, type) else 'function' if callable(value) else 'value'}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__


def _frames(trace: TracebackType | None) -> Iterator[FrameType]:
    while trace:
        yield trace.tb_frame
        trace = trace.tb_next


def _globals(frame: FrameType) -> set[str]:
    """Return the global names that a cell's code looks up; of other code none."""
    if not shell() or frame.f_globals is not shell().user_ns:
        return set()
    return {i.argval for i in dis.get_instructions(frame.f_code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")}


# --- files ------------------------------------------------------------------------------------------------------------


def in_the_way() -> dict[str, Path]:
    """Return the files beside the notebook that Python takes, or would take, for a module of their name."""
    found: dict[str, Path] = {}
    with suppress(OSError):
        here = Path.cwd()
        elsewhere = [place for place in sys.path if Path(place).resolve() != here]
        for path in sorted(here.iterdir()) if len(elsewhere) < len(sys.path) else ():
            name = path.name.partition(".")[0]
            is_module = path.suffix in (".py", ".so", ".pyd") or (path / "__init__.py").exists()
            if not is_module or not name.isidentifier():
                continue
            loaded = getattr(sys.modules.get(name), "__file__", None)
            spec = PathFinder.find_spec(name, elsewhere)
            if spec and spec.origin and (loaded is None or Path(loaded) in (path, path / "__init__.py")):
                found[name] = path
    return found


def rename(path: Path, name: str) -> str:
    """Say what to do about a file that is in the way."""
    return (
        f"{path} has the name of the module {name}, and Python imports it in the module's place. Rename it, restart "
        "the kernel, and run the notebook from the set-up cell on."
    )


def _taken_for_a_module(error: BaseException) -> Iterator[str]:
    if isinstance(error, ImportError | AttributeError):
        files = [frame.f_code.co_filename for frame in _frames(error.__traceback__)]
        for name, path in in_the_way().items():
            if f"'{name}'" in str(error) or f"'{name}." in str(error) or any(f.startswith(str(path)) for f in files):
                yield rename(path, name)


# --- settings ---------------------------------------------------------------------------------------------------------

_ERRORS: Any = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
_OF_KERAS = {
    "floatx": "float32",
    "epsilon": 1e-7,
    "image_data_format": "channels_last",
    "dtype_policy": "float32",
    "max_epochs": None,
    "max_steps_per_epoch": None,
}


def changed_settings() -> dict[str, Callable[[], object]]:
    """Return the settings that are not as the notebooks need them, in words, each with what sets it right."""
    import numpy as np

    found: dict[str, Callable[[], object]] = {}
    if np.geterr() != _ERRORS:
        found["np.seterr"] = partial(np.seterr, **_ERRORS)
    for name, now in keras_settings().items():
        if now != (right := _OF_KERAS[name]):
            found[f"Keras' {name} ({now!r})"] = partial(set_keras, {name: right})
    if "tensorflow" in sys.modules:
        import tensorflow as tf

        if tf.config.functions_run_eagerly():
            found["TensorFlow's run_functions_eagerly"] = partial(tf.config.run_functions_eagerly, False)
    return found


def keras_settings() -> dict[str, Any]:
    """Return what Keras is set to for everything, if it is loaded."""
    if "keras" not in sys.modules:
        return {}
    from keras import config

    found = {name: getattr(config, name)() for name in _OF_KERAS if hasattr(config, name)}
    return {name: getattr(value, "name", value) for name, value in found.items()}


def set_keras(settings: Mapping[str, Any]) -> None:
    """Set Keras to these settings, where it is set otherwise."""
    now = keras_settings()
    for name, value in settings.items():
        if now[name] != value:
            getattr(sys.modules["keras"].config, f"set_{name}")(value)
