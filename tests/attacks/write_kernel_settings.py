# attack: the kernel's settings, cgroups and devices are opened for writing
# gains: the machine
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: writable
# include: wrong
import glob
import stat

paths = ["/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/sys/vm/overcommit_memory", "/proc/1/oom_score_adj"]
paths += ["/sys/kernel/uevent_helper", "/sys/fs/cgroup/cgroup.procs", "/sys/kernel/mm/transparent_hugepage/enabled"]
paths += ["/sys/fs/cgroup/memory.max", "/dev/mem", "/dev/kmem", "/dev/kmsg", "/dev/fuse", "/dev/kvm", "/dev/loop-control"]
paths += [path for path in glob.glob("/dev/*") if stat.S_ISBLK(os.lstat(path).st_mode)]
for path in paths:
    if path != "/proc/1/oom_score_adj" and writable(path):
        canary("WRITE", path)
