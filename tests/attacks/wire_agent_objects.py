# attack: the agent's objects are found through the garbage collector: their limits lifted, their flags all set to true
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import gc

for thing in gc.get_objects():
    if type(thing).__module__.startswith("workbook"):
        for name, value in vars(thing).items() if hasattr(thing, "__dict__") else []:
            try:
                if isinstance(value, bool):
                    setattr(thing, name, True)
                elif isinstance(value, int | float):
                    setattr(thing, name, 10**12)
            except Exception as error:
                print(type(error).__name__)
