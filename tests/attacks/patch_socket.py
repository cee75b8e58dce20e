# attack: what this process sends through sockets and os.write says passed where it said failed
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import os
import socket


def forged(data):
    return bytes(data).replace(b"false", b"true ").replace(b"error", b"valid").replace(b"failed", b"passed")


class Forger(socket.socket):
    def send(self, data, *rest):
        return super().send(forged(data), *rest)

    def sendall(self, data, *rest):
        return super().sendall(forged(data), *rest)


honest_write = os.write
os.write = lambda number, data: honest_write(number, forged(data))
socket.socket = Forger
