# attack: all files, pipes and sockets of the process are closed while a check waits for an answer
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import os


def compression(height, width, code_size):
    os.closerange(0, 4096)
    return 24.5
