# attack: comms are opened to whoever listens, with names and contents a grader might use for its own
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
from comm import create_comm

for name in ("jupyter.widget", "workbook", "agent", "wire", "check-0-1", "../../../etc/passwd"):
    channel = create_comm(target_name=name, data={"passed": True, "points": 1.0}, buffers=[b"x" * 100])
    channel.send({"ok": True, "value": 24.5, "points": 1.0})
