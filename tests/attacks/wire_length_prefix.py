# attack: messages announce 4 GB, 16 exabytes, and a negative length
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: channels


def compression(height, width, code_size):
    for head in (b"\xff\xff\xff\xff", b"\xff" * 8, b"\x7f" + b"\xff" * 7, b"\x80" + bytes(7), b"-1\n", b"99999999999\n"):
        send(head + b"x" * 100)
    return 0.0
