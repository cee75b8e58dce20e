# attack: the shell's class reports success for every later cell and runs none
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell


async def nothing(*_, **__):
    return ExecutionResult(None)


InteractiveShell.run_cell_async = nothing
InteractiveShell.run_cell = lambda *_, **__: ExecutionResult(None)
