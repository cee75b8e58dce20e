# attack: random bytes are written to every socket and pipe of the process, before and while a check asks
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: channels


def compression(height, width, code_size):
    send(os.urandom(4000))
    return 0.0


send(os.urandom(4000))
