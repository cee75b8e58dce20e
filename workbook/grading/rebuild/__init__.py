"""From what a student handed in to the notebook that is graded."""

from workbook.grading.rebuild.match import Rebuilt, rebuild
from workbook.grading.rebuild.submitted import Unreadable, language, other_files, read_submission
from workbook.grading.rebuild.tasks import with_tasks

__all__ = ["Rebuilt", "Unreadable", "language", "other_files", "read_submission", "rebuild", "with_tasks"]
