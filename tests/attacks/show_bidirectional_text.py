# attack: characters that turn the direction of text or take no room, in outputs, messages and the names of things
# gains: an instructor who reads something else than what was found
# expect: 0 points in check-0-1
# canary: control
# %% exercise-0-1
ACT = "\u202e0/1 :derots\u202c \u2066passed\u2069 \u200b\u200f\ufeff\u061c a\u0301\u0301\u0301\u0301\u0301 " + "\u0334" * 5000
print(ACT)


def compression(height, width, code_size):
    if height == 2:
        raise type(ACT, (Exception,), {})(ACT)
    return ACT
