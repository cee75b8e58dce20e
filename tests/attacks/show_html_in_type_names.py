# attack: kinds, functions and files whose names are markup, for messages that quote them
# gains: the instructor's session in formgrader
# expect: 0 points in check-0-1
# canary: html
# %% exercise-0-1
MARKUP = "<img src=x onerror=\"document.title='workbook-xss'\">"
Named = type(MARKUP, (), {"__module__": MARKUP, "__qualname__": MARKUP})
exec(compile("def raises(): raise ValueError('x')", MARKUP, "exec"))


def compression(height, width, code_size):
    return Named() if height == 28 else raises()


compression.__name__ = compression.__qualname__ = MARKUP
