# attack: an array of objects, one of them the array itself, one that agrees with everything
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
class Yes:
    def __eq__(self, other):
        return True

    __le__ = __ge__ = __eq__
    __hash__ = None

    def __sub__(self, other):
        return 0.0


def compression(height, width, code_size):
    whole = np.empty((), dtype=object)
    whole[()] = whole if height == 28 else Yes()
    return whole
