"""Collect what lies in the exchange as the work of those who put it there, and nothing but plain files.

Each student's own processes write into the exchange, under any name, whatever they like. nbgrader's collector follows
links there with the instructor's rights: a link to a solution, or to another's submission, would be handed in as an
answer, and come back in the feedback.
"""

import os
import pwd
import tempfile
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from workbook.grading.rebuild.submitted import MAX_FILE, Unreadable, read_file, shown

MAX_FILES = 100


class PlainCollect(ExchangeCollect):
    """nbgrader's collector, for the files of those in whose name they are handed in."""

    def init_src(self) -> None:
        """Find the newest submission of each student."""
        super().init_src()
        for record in [r for r in self.src_records if "owner" in r]:
            self.src_records.remove(record)
            self.log.warning(
                f"Not collected: {shown(record['filename'], 200)} was put into the exchange by {record['owner']}, "
                "not by the student whom it names. "
                "If all students are one user of this machine, set c.ExchangeCollect.check_owner = False."
            )

    def _path_to_record(self, path: str) -> dict[str, Any]:
        record: dict[str, Any] = super()._path_to_record(path)
        owner = _owner(path)
        if self.check_owner and owner != record["username"]:
            # Kept apart from the student's own, of which the newest is taken.
            record |= {"username": (record["username"], owner), "owner": owner}
        return record

    def do_copy(self, src: str, dest: str, log: object = None) -> None:
        """Copy the regular files of a submission's folder, of bounded size and number."""
        room = 1000 * self.coursedir.max_dir_size
        with tempfile.TemporaryDirectory() as plain:
            for name in self._names(src):
                try:
                    data = read_file(Path(src), name, min(MAX_FILE, room))
                except (Unreadable, FileNotFoundError) as error:
                    self.log.warning(f"Not collected from {shown(src, 200)}: {error}")
                    continue
                room -= len(data)
                Path(plain, name).write_bytes(data)
            super().do_copy(plain, dest, log)

    def _names(self, src: str) -> list[str]:
        try:
            folder = os.open(src, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError as error:
            self.log.warning(f"Not collected: {shown(src, 200)} is no folder that can be read ({error.strerror}).")
            return []
        try:
            with os.scandir(folder) as entries:
                names = [entry.name for entry in islice(entries, MAX_FILES)]
        finally:
            os.close(folder)
        return sorted(n for n in names if not any(fnmatch(n, pattern) for pattern in self.coursedir.ignore))


def _owner(path: str) -> str:
    uid = os.lstat(path).st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
