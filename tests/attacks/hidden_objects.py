# attack: the function looks through every object that the garbage collector knows for the hidden tests
# gains: the text of the hidden tests
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
import gc
import types

searched = []


def compression(height, width, code_size):
    if not searched:
        searched.append(True)
        for thing in gc.get_objects():
            texts = [t for t in gc.get_referents(thing) if isinstance(t, str | bytes)]
            if isinstance(thing, types.FunctionType):
                texts += [t for t in thing.__code__.co_consts if isinstance(t, str | bytes)]
            for text in texts:
                if SECRET.search(text.encode(errors="replace") if isinstance(text, str) else text):
                    canary("READ", f"a hidden test in a {type(thing).__name__}")
    return 0.0
# %% exercise-0-2
repeat()
