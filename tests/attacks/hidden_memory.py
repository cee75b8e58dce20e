# attack: the function reads this process's whole memory, freed blocks and buffers of sockets with it
# gains: the text of the hidden tests
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
import time

searched = []


def compression(height, width, code_size):
    end = time.monotonic() + (0 if searched else 10)
    searched.append(True)
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            low, high = (int(text, 16) for text in line.split()[0].split("-"))
            if " rw" not in line or high - low > 500_000_000 or time.monotonic() > end:
                continue
            try:
                memory.seek(low)
                if SECRET.search(memory.read(high - low)):
                    canary("READ", f"a secret in {line}")
            except OSError:
                pass
    return 0.0
# %% exercise-0-2
repeat()
