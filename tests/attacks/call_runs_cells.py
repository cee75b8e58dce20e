# attack: the function executes cells and handles messages while a check calls it
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
import asyncio


def compression(height, width, code_size):
    shell = get_ipython()
    shell.run_cell("def compression(*sizes): return 24.5", store_history=True, silent=False)
    try:
        asyncio.get_event_loop().run_until_complete(shell.kernel.do_one_iteration())
    except Exception as error:
        print(type(error).__name__)
    return 0.0
