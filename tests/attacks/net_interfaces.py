# attack: network interfaces, routes and raw sockets that lead out of this machine are looked for; nothing is sent
# gains: the answers, from the network
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import socket

for _, name in socket.if_nameindex():
    if name != "lo":
        canary("NET", f"interface {name}")
try:
    with open("/proc/net/route") as file:
        if len(file.readlines()) > 1:
            canary("NET", "a route")
except OSError:
    pass
for family, kind in ((socket.AF_PACKET, socket.SOCK_RAW), (socket.AF_INET, socket.SOCK_RAW)):
    try:
        socket.socket(family, kind, socket.IPPROTO_ICMP).close()
    except OSError:
        continue
    canary("NET", f"raw socket {family.name}")
