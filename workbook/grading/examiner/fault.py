"""What is no fault of the student's."""


class AtFault(RuntimeError):
    """A check or a cell of the notebook's own stopped by itself; the text says which, and what to do."""
