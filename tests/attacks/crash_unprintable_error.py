# attack: an error whose text, name and representation raise, hang together in a ring, or are no text
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
class Unprintable(Exception):
    def __str__(self):
        raise Unprintable

    __repr__ = __str__
    args = property(__str__)
    __traceback__ = property(__str__)
    _render_traceback_ = __str__


def compression(height, width, code_size):
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    raise ExceptionGroup("group", [Unprintable() if height > 2 else first])


raise Unprintable
