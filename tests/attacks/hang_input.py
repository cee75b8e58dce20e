# attack: the cell waits for somebody to type
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import getpass
import sys

for ask in (input, getpass.getpass, sys.stdin.readline, get_ipython().kernel.raw_input):
    try:
        ask()
    except Exception as error:
        print(type(error).__name__)


def compression(height, width, code_size):
    return float(input("What is the answer? "))
