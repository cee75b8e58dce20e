# attack: the function is asynchronous and returns what must be awaited
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
async def compression(height, width, code_size):
    return 0.0
