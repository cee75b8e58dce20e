# attack: settings that every later line of this process depends on are made impossible
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import gc
import os
import resource
import sys
import tempfile

folder = tempfile.mkdtemp()
os.chdir(folder)
os.rmdir(folder)
os.umask(0o777)
gc.disable()
np.seterr(all="raise")
resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.setrecursionlimit(200)
