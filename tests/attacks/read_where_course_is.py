# attack: what the kernel, Python and the installed packages say about folders is shown, to find where the course lies
# gains: a path for a link or for a later attack; the audit looks for it in what is shown
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import glob
import os
import site
import sys

kernel = ["mountinfo", "mounts", "mountstats", "maps", "environ", "cmdline", "cgroup"]
places = [f"/proc/{process}/{name}" for process in ("self", "1") for name in kernel]
for folder in site.getsitepackages():
    for pattern in ("*.pth", "__editable__*", "*.egg-link", "*.dist-info/direct_url.json"):
        places += glob.glob(os.path.join(folder, pattern))
places += [os.path.join(sys.prefix, name) for name in ("pyvenv.cfg", "bin/activate", "bin/pip")]
for place in places:
    try:
        with open(place, errors="replace") as file:
            print(file.read(30_000).replace("\0", " "))
    except OSError:
        pass
print(sys.path, sys.prefix, sys.base_prefix, sys.executable, os.path.realpath(sys.executable))
for line in open("/proc/self/mountinfo"):
    # Of which folder of a disk it is, where it is not one of the system's.
    root, kind = line.split()[3], line.split(" - ")[1].split()[0]
    if kind not in ("proc", "tmpfs", "devtmpfs", "devpts") and not f"{root}/".startswith(("//", "/usr/", "/etc/")):
        canary("READ", root)
