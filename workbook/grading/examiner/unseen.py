"""Test images that stand nowhere: drawn for one check, from a seed that only the grader has.

Grading uses stand-ins, which anybody can make: an answer could know all of their test images. The same programs draw
others, of the same kind, from any other seed.
"""

import ast
import dataclasses
import hmac
from typing import Any

from helpers import data
from helpers.data import standins
from helpers.data.forms import Dataset, RawImages, Split, read_only, to_float


class Unseen:
    """`helpers.data`, with other test images than the student's process can make."""

    def __init__(self, seed: str):
        self._seed = seed
        self._made: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        """Return a function that makes a set, or whatever else `helpers.data` has."""
        found = getattr(data, name)
        if name == "raw":
            return lambda of: self._once(f"raw {of}", lambda: self._raw(found(of)))
        if name in ("mnist", "fashion_mnist", "faces", "drawn_faces", "flowers"):
            return lambda: self._once(name, lambda: self._other(found()))
        return found

    def _once(self, name: str, make: Any) -> Any:
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def _other(self, dataset: Dataset) -> Dataset:
        if dataset.real:
            return dataset
        count, seed = len(dataset.test), number(self._seed, dataset.name)
        if dataset.name in ("faces", "flowers"):
            album = getattr(standins, dataset.name)(count, seed=seed)
            attributes = album.attributes and {key: read_only(values) for key, values in album.attributes.items()}
            test = Split(to_float(album.images), read_only(album.labels), attributes)
        else:
            _, _, images, labels = getattr(standins, dataset.name)(1, count, seed=seed)
            test = Split(to_float(images), read_only(labels.astype("int64")))
        return dataclasses.replace(dataset, test=test)

    def _raw(self, images: RawImages) -> RawImages:
        name = next(n for n in ("mnist", "fashion_mnist") if data.raw(n) is images)
        if images.real:
            return images
        count, seed = len(images.test_images), number(self._seed, name)
        _, _, test, labels = getattr(standins, name)(1, count, seed=seed)
        return dataclasses.replace(images, test_images=read_only(test), test_labels=read_only(labels))


def number(seed: str, name: str) -> int:
    """Return a number that nobody can tell who does not know the seed."""
    return int.from_bytes(hmac.digest(seed.encode(), name.encode(), "sha256")[:8])


class Salted(ast.NodeTransformer):
    """Let the random numbers of a check depend on the seed besides.

    `np.random.default_rng(3)` and `noise.gaussian(..., seed=3)` stand in its text.
    """

    def __init__(self, seed: str):
        self.salt = number(seed, "salt")

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Change one call."""
        self.generic_visit(node)
        match node:
            case ast.Call(func=ast.Attribute(attr="default_rng"), args=[ast.Constant(value=int()) as first]):
                node.args = [self._with_salt(first)]
            case ast.Call(func=ast.Attribute(value=ast.Name(id="noise"))):
                for keyword in node.keywords:
                    match keyword:
                        case ast.keyword(arg="seed", value=ast.Constant(value=int()) as first):
                            keyword.value = self._with_salt(first)
        return node

    def _with_salt(self, first: ast.expr) -> ast.expr:
        pair = ast.copy_location(ast.List([first, ast.Constant(self.salt)], ast.Load()), first)
        return ast.fix_missing_locations(pair)
