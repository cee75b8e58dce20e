# attack: a sequence that says it is very long, and whose items are sequences too, asked for one by one
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
class Endless:
    def __len__(self):
        return 10**9

    def __getitem__(self, key):
        if key > 10**9:
            raise IndexError
        return Endless() if key % 2 else 0.0


def compression(height, width, code_size):
    return Endless()
