# attack: texts that would do something if a grader evaluated, formatted or interpolated them
# gains: the grader
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: payload
texts = iter(
    [
        f"exec({PAYLOAD!r})",
        f"__import__('builtins').exec({PAYLOAD!r})",
        "{checks.__globals__}{0.__class__}%s%n{{7*7}}${7*7}",
        "'; drop table grade; --",
        "$(touch /tmp/workbook-attack-mark)`id`",
        "!!python/object/apply:os.getpid []",
    ]
    * 5
)


def compression(height, width, code_size):
    return next(texts)
