# attack: control characters that clear a terminal, retitle it, write its clipboard, hide text and fake a last line
# gains: an instructor who reads something else than what was found
# expect: 0 points in check-0-1
# canary: control
# %% exercise-0-1
ACT = (
    "\x1b[2J\x1b[H\x1b]0;workbook\x07\x1b]52;c;d29ya2Jvb2s=\x07\x1b[8mhidden\x1b[0m"
    "\x1b]8;;http://127.0.0.1/\x07link\x1b]8;;\x07\x9b2J\rgraded: 1 of 1\x08\x08\x00\x7f\x0c\x0b"
)
print(ACT)


def compression(height, width, code_size):
    if height == 2:
        raise ValueError(ACT)
    return ACT
