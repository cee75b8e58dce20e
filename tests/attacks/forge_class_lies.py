# attack: an object that says it is a float, an array, or whatever is asked for
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
class AnyKind(type):
    def __instancecheck__(cls, value):
        return True

    def __subclasscheck__(cls, other):
        return True

    def __eq__(cls, other):
        return True

    __hash__ = type.__hash__


class Lie(metaclass=AnyKind):
    __class__ = property(lambda self: float)
    dtype = np.dtype("float64")
    shape, ndim, size, nbytes = (), 0, 1, 8

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return lambda *values, **options: self


def compression(height, width, code_size):
    return Lie()
