# attack: an object that offers memory which is not its own: NumPy reads where it says
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
class Elsewhere:
    __array_interface__ = {"shape": (2**40,), "typestr": "<f8", "data": (4096, False), "version": 3}


def compression(height, width, code_size):
    return Elsewhere()
