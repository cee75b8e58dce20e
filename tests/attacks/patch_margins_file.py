# attack: WORKBOOK_MARGINS names a file, into which a check of `below` would write its numbers
# gains: nothing but what the answers deserve: 1.3 is right, and 1.4 is right but not trained
# expect: 2 points in check-1-3
# expect: at most 3/2 points in check-1-4
# canary: output
# notebook: 01_dense_autoencoder
# include: autoencoder
# %% exercise-1-2
import os
import tempfile

MARGINS = os.environ["WORKBOOK_MARGINS"] = os.path.join(tempfile.mkdtemp(), "margins")
training.fit = lambda *_, **__: None
# %% exercise-1-5
# include: say
if os.path.exists(MARGINS):
    canary("WRITE", "a check wrote where the student said: " + open(MARGINS).read())
