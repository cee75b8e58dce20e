# attack: dictionaries with keys that are no text, that cannot be hashed twice, that are equal to all others
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
class Key(str):
    hashes = 0

    def __hash__(self):
        Key.hashes += 1
        return Key.hashes

    def __eq__(self, other):
        return True


def compression(height, width, code_size):
    return {Key("class_name"): "Lambda", Key("value"): 24.5, None: None, (1, (2,)): 3, float("nan"): [], b"": {}}
