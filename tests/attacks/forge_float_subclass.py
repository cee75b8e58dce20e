# attack: a float whose difference from every number is 0
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
class Near(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __le__ = __lt__ = __ge__ = __gt__ = __eq__
    __hash__ = float.__hash__


def compression(height, width, code_size):
    return Near(0)
