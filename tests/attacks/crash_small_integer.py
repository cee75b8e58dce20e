# attack: ctypes changes a number that Python keeps one copy of, so that from here on 24 is 0
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: may run into the time limit
# %% exercise-0-1
# include: wrong
import ctypes

# In this version of Python the digit follows 24 bytes of header.
ctypes.c_uint32.from_address(id(24) + 24).value = 0
