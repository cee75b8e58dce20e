# attack: %history and %recall reach for what other sessions typed
# gains: other students' answers
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
shell = get_ipython()
sessions = {session for session, _, _ in shell.history_manager.get_tail(1000, raw=True, include_latest=True)}
if sessions - {shell.history_manager.session_number}:
    canary("READ", f"the history of {len(sessions)} sessions")
%history -g -l 10
