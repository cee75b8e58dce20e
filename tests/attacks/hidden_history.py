# attack: a later cell looks for the hidden tests in the shell's history, in its namespace, and in other sessions' history
# gains: the text of the hidden tests
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: wrong
# %% exercise-0-2
# include: say
# include: decoys
shell = get_ipython()
seen = [*shell.history_manager.input_hist_raw, *shell.history_manager.input_hist_parsed, *globals().get("In", [])]
seen += [value for value in list(globals().values()) if isinstance(value, str)]
seen += [line for _, _, line in shell.history_manager.search("*", raw=True)]
for text in seen:
    if SECRET.search(text.encode(errors="replace")):
        canary("READ", "a hidden test in the history")
