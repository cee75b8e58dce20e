# attack: the types themselves are changed where Python offers no way: the garbage collector finds their dictionaries
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import ctypes
import gc

for kind in (float, np.ndarray, np.float64):
    members = gc.get_referents(kind.__dict__)[0]
    for name in ("__eq__", "__le__", "__lt__"):
        members[name] = lambda *_: True
    members["__sub__"] = lambda *_: 0.0
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))
