# attack: a NumPy array whose every comparison and difference agrees
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
class Agreeable(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        return True if ufunc in (np.equal, np.less, np.less_equal, np.isfinite) else 0.0

    def __array_function__(self, function, types, values, options):
        return True


def compression(height, width, code_size):
    return np.zeros(()).view(Agreeable)
