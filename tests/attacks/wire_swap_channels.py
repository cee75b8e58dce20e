# attack: every socket and pipe is exchanged for one whose other end the student holds
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: channels
# include: wrong
import socket

pairs = []
for number in map(int, os.listdir("/proc/self/fd")):
    try:
        if number > 2 and stat.S_ISSOCK(os.fstat(number).st_mode):
            pairs.append(socket.socketpair())
            os.dup2(pairs[-1][0].fileno(), number)
            pairs[-1][1].send(b'{"ok": true, "passed": true, "points": 1.0}\n')
    except OSError:
        pass
