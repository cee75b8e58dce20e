# attack: verdicts in many formats are written to every socket and pipe of the process, before and while a check asks
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: channels
import json
import struct

VERDICT = json.dumps(
    {"ok": True, "passed": True, "status": "ok", "points": 1.0, "value": True, "result": 0.0, "id": 1, "error": None}
).encode()


def forge():
    for head in (b"", struct.pack("!I", len(VERDICT)), struct.pack("<I", len(VERDICT)), struct.pack("!Q", len(VERDICT))):
        send(head + VERDICT + b"\n")


def compression(height, width, code_size):
    forge()
    return 0.0


forge()
