"""nbgrader's settings for this course; every nbgrader command started in this folder reads them."""

import sys
from pathlib import Path

from nbconvert.preprocessors import TagRemovePreprocessor
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ComputeChecksums,
    LockCells,
    SaveCells,
)

# nbgrader's commands do not look for modules in the folder they are started in.
sys.path.insert(0, str(Path(__file__).parent))

from workbook.authoring.stubs import NamedStubs
from workbook.term import settings

c = get_config()  # noqa: F821 - traitlets puts it into this file's namespace

c.CourseDirectory.course_id = "autoencoders"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
# Python files are an assignment's source text, which must not reach a student, or modules of a student's own, which
# must not stand in for real ones; beside it lies what `make claims` found. `work` holds a learner's checkpoints.
c.CourseDirectory.ignore = [
    *(".ipynb_checkpoints", "*.py", "*.pyc", "__pycache__", "claims.tsv", "unclaimed.tsv"),
    *("feedback", "work", "*.edited*.ipynb"),
]

# nbgrader's own list, with our stubs in the place of ClearSolutions.
c.GenerateAssignment.preprocessors = [
    TagRemovePreprocessor,
    LockCells,
    NamedStubs,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCells,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
]
# Cells with these tags are left out of what students get. With {"seen"}, "What you should have seen" is: the answers to
# questions for who studies alone.
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = set()
c.ClearSolutions.text_stub = "*Write your answer here.*"

# Submissions are collected, graded and returned by the course's own tools.
settings.use(c)

# `nbgrader zip_collect` takes STUDENT_NN_topic.ipynb from downloaded/NN_topic/archive, also from within archives.
c.FileNameCollectorPlugin.named_regexp = r".*[/\\](?P<student_id>[^/\\]+)_(?P<file_id>\d\d_\w+)\.ipynb$"

# The time of a cell, when it is graded; and of `nbgrader validate`, which students use, and which runs a notebook in
# nbgrader's own way. These limits end a cell that hangs.
c.Execute.timeout = 120
c.Execute.startup_timeout = 120
c.Execute.interrupt_on_timeout = True
