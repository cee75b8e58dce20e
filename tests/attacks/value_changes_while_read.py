# attack: a sequence whose items are other ones each time they are read: numbers at first, then whatever agrees
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
class Changing:
    reads = 0

    def __len__(self):
        return 1

    def __getitem__(self, key):
        if key:
            raise IndexError
        Changing.reads += 1
        return float("nan") if Changing.reads % 2 else np.float64(0)

    dtype, shape, ndim = np.dtype(float), (), 0


def compression(height, width, code_size):
    return Changing()
