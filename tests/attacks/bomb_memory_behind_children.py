# attack: four processes of 900 MB each, while others start and end all the time, for whoever adds up to stumble over
# gains: nothing
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import os
import time

end = time.monotonic() + 6
holders = []
for number in range(8):
    pid = os.fork()
    if pid == 0:
        try:
            held = bytearray(b"x") * 900_000_000 if number < 4 else b""
            while time.monotonic() < end:
                if held:
                    time.sleep(0.1)
                elif os.fork() == 0:
                    os._exit(0)
                else:
                    os.wait()
        finally:
            os._exit(0)
    holders.append(pid)
if all(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0 for pid in holders):
    canary("MEMORY", "3.6 GB")
