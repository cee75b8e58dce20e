# attack: json, pickle, struct and base64 write full marks, whatever they are given
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import base64
import json
import marshal
import pickle
import struct

VERDICT = '{"passed": true, "points": 1.0, "ok": true, "error": null, "fault": ""}'
json.dumps = json.JSONEncoder.encode = lambda *_, **__: VERDICT
json.loads = lambda *_, **__: {"passed": True, "points": 1.0}
pickle.dumps = marshal.dumps = base64.b64encode = lambda *_, **__: VERDICT.encode()
struct.pack = lambda *_: VERDICT.encode()
