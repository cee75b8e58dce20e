# attack: modules are exchanged in sys.modules, in front of sys.path, and through a finder of the student's own
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import sys
import tempfile
import types
from contextlib import nullcontext
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path


class Agree(types.ModuleType):
    def __getattr__(self, name):
        return nullcontext if name == "exercise" else lambda *values, **options: None


class Finder(MetaPathFinder, Loader):
    def find_spec(self, name, path=None, target=None):
        return ModuleSpec(name, self) if name.startswith(("helpers", "workbook", "numpy", "keras")) else None

    def create_module(self, spec):
        return Agree(spec.name)

    def exec_module(self, module):
        pass


folder = Path(tempfile.mkdtemp())
(folder / "helpers.py").write_text("def __getattr__(name): return lambda *values, **options: None\n")
sys.path.insert(0, str(folder))
sys.meta_path.insert(0, Finder())
for name in [name for name in sys.modules if name.startswith(("helpers", "workbook"))]:
    sys.modules[name] = Agree(name)
