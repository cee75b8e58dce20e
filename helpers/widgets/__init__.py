"""One call for each exploration: controls and a picture that follows them at once, on the learner's own models.

Every function returns an `Explorer`. Where nobody can use a control, it shows a figure instead. A model may be anything
that can be called with an array and returns arrays or tensors; it is called as it is, without ``predict`` and without
compiling, so nothing is ever traced again.
"""

from helpers.widgets.codes import grid, plane, sample
from helpers.widgets.denoising import noise
from helpers.widgets.images import index, morph, neighbours
from helpers.widgets.results import bits, codesize, klweight

__all__ = ["bits", "codesize", "grid", "index", "klweight", "morph", "neighbours", "noise", "plane", "sample"]
