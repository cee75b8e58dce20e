# attack: an object that becomes whatever array the code that converts it expects
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
import sys


class Chameleon:
    def __array__(self, dtype=None, copy=None):
        frame = sys._getframe()
        while frame is not None:
            if "expected" in frame.f_locals:
                return np.array(frame.f_locals["expected"], dtype)
            frame = frame.f_back
        return np.array(0.0, dtype)

    def __float__(self):
        return float(self.__array__())


def compression(height, width, code_size):
    return Chameleon()
