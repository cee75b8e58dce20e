# attack: children started through the shell go on: nohup, setsid, another session, a copy under another name
# gains: nothing
# expect: 0 points in check-0-1
# canary: process
# %% exercise-0-1
# include: wrong
import subprocess

rename = "printf wb-attack > /proc/$$/comm; sleep 300 & wait"
for start in (["setsid", "sh", "-c"], ["nohup", "sh", "-c"], ["sh", "-c"]):
    subprocess.Popen([*start, rename], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
