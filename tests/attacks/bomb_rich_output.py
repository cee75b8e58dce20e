# attack: one output of 100 MB, in seven formats, with a picture that unpacks to gigabytes
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import base64
import struct
import zlib

from IPython.display import display


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


header = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0))
picture = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(10_000_000))) + chunk(b"IEND", b"")
kinds = ("text/plain", "text/html", "text/latex", "text/markdown", "image/svg+xml", "application/json")
display({kind: "x" * 16_000_000 for kind in kinds} | {"image/png": base64.b64encode(picture).decode()}, raw=True)
