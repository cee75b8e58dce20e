# attack: Unix sockets of the system, those without a file among them, are connected to
# gains: the desktop's, Docker's or the database's powers
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import socket

names = {"/run/docker.sock", "/var/run/docker.sock", "/run/dbus/system_bus_socket", "/run/systemd/private"}
names |= {"/run/containerd/containerd.sock", "/var/run/postgresql/.s.PGSQL.5432", "/tmp/.X11-unix/X0", "\0/tmp/.X11-unix/X0"}
try:
    with open("/proc/net/unix") as file:
        # Only sockets without a file: those with one include this kernel's own.
        names |= {"\0" + line.split()[7][1:] for line in file.readlines()[1:] if "@" in line}
except OSError:
    pass
for name in names:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(1)
        try:
            caller.connect(name)
        except OSError:
            continue
        canary("NET", repr(name))
