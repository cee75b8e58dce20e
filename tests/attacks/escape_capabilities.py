# attack: what this process is still allowed to do is read from the kernel: capabilities, new privileges, real root
# gains: the first step of every escape
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
with open("/proc/self/status") as file:
    status = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
if int(status["CapEff"], 16) or int(status["CapPrm"], 16):
    canary("ESCAPE", f"capabilities {status['CapEff']}")
if status["NoNewPrivs"] == "0":
    canary("ESCAPE", "a setuid program would give new privileges")
