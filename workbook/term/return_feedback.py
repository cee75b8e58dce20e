"""Put feedback into the exchange for each student by themselves.

nbgrader finds a student's place there by two small files of what was handed in, and ends where one has left them out.
"""

import glob
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback

from workbook.grading.rebuild.submitted import shown


class ReturnToEach(ExchangeReleaseFeedback):  # type: ignore[misc]
    """nbgrader's release_feedback, which what one student left out ends for nobody else."""

    src_path: str

    def copy_files(self) -> None:
        """Go from student to student."""
        for folder in sorted(glob.glob(self.src_path)):
            self.src_path = glob.escape(folder)
            try:
                super().copy_files()
            except FileNotFoundError as error:
                self.log.warning(
                    "Feedback not released: %s has no %s, by which nbgrader finds the student's place in the exchange. "
                    "Send it by other means.",
                    shown(folder, 200),
                    Path(error.filename).name,
                )
