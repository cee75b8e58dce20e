# attack: every message that reaches the kernel is looked at before it is handled
# gains: the text of the hidden tests
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: wrong
session = get_ipython().kernel.session
honest_deserialize = session.deserialize


def curious_deserialize(messages, *rest, **options):
    for message in messages:
        if SECRET.search(bytes(getattr(message, "buffer", message))):
            canary("READ", "a hidden test in a request")
    return honest_deserialize(messages, *rest, **options)


session.deserialize = curious_deserialize
# %% exercise-0-2
repeat()
