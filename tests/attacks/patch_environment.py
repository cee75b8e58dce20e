# attack: variables that helpers, Python, TensorFlow and nbgrader read are changed for every later process
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import os
import tempfile

folder = tempfile.mkdtemp()
os.environ.update(
    WORKBOOK_EFFORT="full",
    WORKBOOK_SEED="not a number",
    WORKBOOK_WORK=folder,
    WORKBOOK_MARGINS=f"{folder}/margins",
    NBGRADER_EXECUTION="",
    PYTHONPATH=folder,
    PYTHONSTARTUP=f"{folder}/start.py",
    LD_PRELOAD=f"{folder}/nothing.so",
    KERAS_HOME=folder,
    KERAS_BACKEND="nothing",
    TMPDIR="/nowhere",
    HOME="/nowhere",
    PATH="",
)
