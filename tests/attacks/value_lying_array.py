# attack: an object that looks like an array from outside and tells other sizes each time it is asked
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
class Lying(np.ndarray):
    shape = property(lambda self: (2**40,))
    nbytes = size = property(lambda self: -1)
    dtype = property(lambda self: "float64'); import os; ('")

    def tobytes(self, *_):
        return b"x" * 100_000_000

    def tolist(self):
        return [self]


def compression(height, width, code_size):
    return np.zeros(3).view(Lying)
