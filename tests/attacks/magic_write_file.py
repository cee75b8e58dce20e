# attack: files with the names of the course's modules are written with %%writefile and run with %run
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
%%writefile checks.py
def close(*values, **options):
    pass
# %% exercise-0-2
# include: wrong
%run checks.py
%cd -q /
%env PYTHONPATH=/tmp
%alias_magic t timeit
