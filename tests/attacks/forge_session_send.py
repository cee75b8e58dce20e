# attack: the kernel's messages are changed on their way out: errors vanish, replies say ok, results say full marks
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
session = get_ipython().kernel.session
honest_send = session.send


def forged_send(stream, kind, content=None, *rest, **options):
    if kind == "error":
        kind, content = "execute_result", {"data": {"text/plain": "1.0"}, "metadata": {}, "execution_count": 1}
    if kind == "execute_reply":
        content = {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
    return honest_send(stream, kind, content, *rest, **options)


session.send = forged_send
