# attack: replies to requests that have not come yet are put on the shell and control channels
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
kernel = get_ipython().kernel
for stream in (getattr(kernel, name, None) for name in ("shell_stream", "control_stream", "stdin_socket")):
    for _ in range(50 if stream is not None else 0):
        try:
            kernel.session.send(
                stream,
                "execute_reply",
                {"status": "ok", "execution_count": 1, "user_expressions": {}, "payload": []},
                parent=kernel.get_parent("shell"),
            )
        except Exception as error:
            print(type(error).__name__)
            break
