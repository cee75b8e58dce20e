# attack: shell commands look for the course and for the network's interfaces
# gains: the course's files
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
found = !find / -xdev -name gradebook.db -not -path '/proc/*' 2>/dev/null | head -5
for path in found:
    canary("READ", path)
devices = !cat /proc/net/dev | tail -n +3 | cut -d: -f1
for device in devices:
    if device.strip() != "lo":
        canary("NET", device)
