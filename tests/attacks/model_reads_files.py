# attack: built-in layers that read a file or a saved model when they are built, from a configuration
# gains: the grader's files
# expect: 0 points in check-1-3
# canary: output
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: say
# include: liar
import os
import tempfile
import threading
import time

PIPE = os.path.join(tempfile.mkdtemp(), "vocabulary.txt")
os.mkfifo(PIPE)


def watch():
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            # A pipe opens for writing only while somebody has it open for reading.
            os.close(os.open(PIPE, os.O_WRONLY | os.O_NONBLOCK))
            canary("READ", "somebody reads the file that a configuration named")
        except OSError:
            time.sleep(0.1)


threading.Thread(target=watch, daemon=True).start()


def build_autoencoder(code_size):
    return liar(
        told("InputLayer", batch_shape=[None, 1]),
        told("StringLookup", vocabulary="/etc/passwd", mask_token=None, num_oov_indices=1),
        told("TextVectorization", vocabulary=PIPE),
        told("IntegerLookup", vocabulary=PIPE),
        told("TFSMLayer", filepath=os.path.dirname(PIPE), call_endpoint="serve"),
    )
# %% exercise-1-4
repeat()
