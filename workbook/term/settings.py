"""What a course's ``nbgrader_config.py`` sets to have its submissions collected, graded and returned by `workbook`.

Two lines are enough in the settings of any course of nbgrader's::

    from workbook.term import settings
    settings.use(c)
"""

import sys

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import GetGrades
from traitlets.config import Config

from workbook.term import archives, door, pages, penalties, questions
from workbook.term.autograder import install
from workbook.term.feedback import ForStudents
from workbook.term.guide import MarkingGuide


def use(c: Config) -> None:
    """Set what belongs to grading behind walls; what a course sets afterwards stays."""
    # Submissions are rebuilt, run behind walls, and judged outside: by `nbgrader autograde`, by formgrader's button,
    # and by `workbook autograde`, which shows its progress.
    install()
    c.HardenedAutograde.enabled = True
    # What stops `nbgrader generate_assignment` leaves the release as it was.
    questions.install()
    # Names and dates of a student's are checked where they come in, and wherever they are read again.
    door.install()
    # What students' own processes put into the exchange is copied with care, and what one left out of it keeps the
    # feedback from nobody else. Windows has no exchange.
    if sys.platform != "win32":
        c.ExchangeFactory.collect = "workbook.term.collect.PlainCollect"
        c.ExchangeCollect.update = True  # the newest, also of whom something was collected before
        c.ExchangeFactory.release_feedback = "workbook.term.return_feedback.ReturnToEach"
    # A page is made again where its marks have changed.
    pages.install()
    # nbgrader's own list, without the hidden tests; and nothing in a page that a browser runs.
    c.GenerateFeedback.preprocessors = [GetGrades, ForStudents, CSSHTMLHeaderPreprocessor]
    c.TemplateExporter.filters = {
        "markdown2html": "workbook.term.feedback.markdown2html",
        "highlight_code": "workbook.term.feedback.HighlightCode",
    }
    # Above each answer that a person marks, formgrader shows how to.
    c.HTMLExporter.preprocessors = [MarkingGuide]
    # Marks as CSV, in which no mark and 0 are different things.
    c.ExportApp.plugin_class = "workbook.term.export.CourseExport"
    # Due dates, extensions and penalties are those of calendar.toml, where a course has one, and follow the marks.
    c.AssignLatePenalties.plugin_class = penalties.ByCalendar
    penalties.install()
    # What a student packed for `nbgrader zip_collect` may hold anything, and so may the names in it.
    c.ZipCollectApp.extractor_plugin = "workbook.term.archives.BoundedExtractor"
    archives.install()
