# attack: 50,000 empty files and a folder in a folder 500 times, removed at the end
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import os
import shutil
import tempfile

folder = tempfile.mkdtemp()
try:
    for number in range(50_000):
        os.close(os.open(f"{folder}/{number}", os.O_CREAT))
    for _ in range(500):
        folder_within = tempfile.mkdtemp(dir=folder)
        os.chdir(folder_within)
except OSError as error:
    print(type(error).__name__)
os.chdir("/")
shutil.rmtree(folder, ignore_errors=True)
