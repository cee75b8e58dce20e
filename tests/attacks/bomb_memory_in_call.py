# attack: memory is filled while a check calls the function, up to 8 GB, and refusals are swallowed
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
held = []


def compression(height, width, code_size):
    for _ in range(80):
        try:
            held.append(bytearray(b"x") * 100_000_000)
        except MemoryError:
            pass
    return 0.0
