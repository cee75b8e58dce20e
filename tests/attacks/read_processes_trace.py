# attack: other processes are attached to with ptrace
# gains: control over the grader
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: others
# include: wrong
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
SEIZE = 0x4206  # unlike ATTACH it does not stop the process, and ends with the child that asked for it


def program(process):
    try:
        return os.path.basename(os.readlink(f"/proc/{process}/exe"))
    except OSError:
        return ""


for process in others():
    child = os.fork()
    if child == 0:
        os._exit(libc.ptrace(SEIZE, process, None, None) == 0)
    # A first process that only waits for this one, as bubblewrap's own does, has nothing to give.
    if os.waitpid(child, 0)[1] and program(process).startswith("python"):
        canary("PROCESS", f"attached to {process}")
