# attack: an object that is equal to everything, smaller than everything, and 0 away from everything
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
class Yes:
    def __eq__(self, other):
        return True

    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    __hash__ = None

    def __ne__(self, other):
        return False

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__

    def __abs__(self):
        return 0.0

    def __float__(self):
        return 0.0


def compression(height, width, code_size):
    return Yes()
