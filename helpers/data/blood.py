"""Blood cells, in which genes were counted: the one set that the project carries with it."""

from functools import cache
from pathlib import Path

import numpy as np

from helpers.data.forms import Cells, read_only

FILE = Path(__file__).with_name("pbmc68k_reduced.npz")
SOURCE = (
    "Blood cells: {cells} of one donor, {genes} genes. Data: 10x Genomics, Fresh 68k PBMCs (Donor A), CC BY 4.0; "
    "labels: Zheng et al., Nature Communications 8, 14049 (2017)."
)


@cache
def cells() -> Cells:
    """Return the blood cells, and print whose data they are."""
    with np.load(FILE, allow_pickle=False) as arrays:
        expression, labels = read_only(arrays["expression"]), read_only(arrays["target"])
        genes, kinds = (tuple(arrays[name].tolist()) for name in ("genes", "target_names"))
    source = SOURCE.format(cells=len(expression), genes=len(genes))
    print(source)
    return Cells(expression, labels, genes, kinds, source)
