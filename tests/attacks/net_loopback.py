# attack: whatever listens on 127.0.0.1 or ::1 is connected to: servers, databases, schedulers, other kernels
# gains: services of the machine that trust local callers
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import socket

ports = {22, 80, 443, 631, 2375, 3306, 5432, 6379, 8000, 8081, 8686, 8786, 8787, 8888, 8889, 11434}
for table in ("/proc/net/tcp", "/proc/net/tcp6"):
    try:
        with open(table) as file:
            rows = [line.split() for line in file.readlines()[1:]]
    except OSError:
        continue
    ports |= {int(row[1].rsplit(":", 1)[1], 16) for row in rows if row[3] == "0A"}
for port in sorted(ports):
    for host in ("127.0.0.1", "::1"):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            continue
        canary("NET", f"{host} port {port}")
