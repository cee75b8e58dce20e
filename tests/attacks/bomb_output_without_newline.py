# attack: a progress line that is rewritten 300,000 times, and 20 MB of backspaces
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
for number in range(300_000):
    print(f"\r{number}", end="")
print("\b" * 20_000_000)
