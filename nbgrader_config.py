"""nbgrader's settings for this course; every nbgrader command started in this folder reads them."""

import sys
from pathlib import Path

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ComputeChecksums,
    GetGrades,
    LockCells,
    SaveCells,
)

# nbgrader's commands do not look for modules in the folder they are started in.
sys.path.insert(0, str(Path(__file__).parent))

from workbook.authoring.stubs import NamedStubs
from workbook.term import door
from workbook.term.autograder import install
from workbook.term.feedback import ForStudents

c = get_config()  # noqa: F821 - traitlets puts it into this file's namespace

c.CourseDirectory.course_id = "autoencoders"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
# Python files are an assignment's source text, which must not reach a student, or modules of a student's own, which
# must not stand in for real ones. `work` holds a learner's checkpoints.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.py", "*.pyc", "__pycache__", "feedback", "work", "*.edited*.ipynb"]

# nbgrader's own list, with our stubs in the place of ClearSolutions.
c.GenerateAssignment.preprocessors = [
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
c.ClearSolutions.text_stub = "*Write your answer here.*"

# Submissions are rebuilt, run behind walls, and judged outside: by `nbgrader autograde`, by formgrader's button, and by
# `workbook autograde`, which shows its progress.
install()
c.HardenedAutograde.enabled = True

# Names and dates of a student's are checked where they come in, and wherever they are read again.
door.install()

# What students' own processes put into the exchange is copied with care, and what one left out of it keeps the feedback
# from nobody else. Windows has no exchange.
if sys.platform != "win32":
    c.ExchangeFactory.collect = "workbook.term.collect.PlainCollect"
    c.ExchangeFactory.release_feedback = "workbook.term.return_feedback.ReturnToEach"

# nbgrader's own list, without the hidden tests; and nothing in a page that a browser runs.
c.GenerateFeedback.preprocessors = [GetGrades, ForStudents, CSSHTMLHeaderPreprocessor]
c.TemplateExporter.filters = {
    "markdown2html": "workbook.term.feedback.markdown2html",
    "highlight_code": "workbook.term.feedback.HighlightCode",
}

# What `nbgrader zip_collect` finds in downloaded/NN_topic/archive: STUDENT_NN_topic.ipynb, also inside archives. What a
# student packed may hold anything.
c.ZipCollectApp.extractor_plugin = "workbook.term.archives.BoundedExtractor"
c.ZipCollectApp.collector_plugin = "workbook.term.archives.ByFolder"
c.FileNameCollectorPlugin.named_regexp = r".*[/\\](?P<student_id>[^/\\]+)_(?P<file_id>\d\d_\w+)\.ipynb$"

# `nbgrader validate`, which students use, runs a notebook in nbgrader's own way. These limits end a cell that hangs.
c.Execute.timeout = 60
c.Execute.startup_timeout = 120
c.Execute.interrupt_on_timeout = True
