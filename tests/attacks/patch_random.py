# attack: random numbers are no longer random, so that inputs "chosen at that moment" can be known in advance
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import os
import random
import secrets

random.random = lambda: 0.5
random.seed(0)
os.urandom = secrets.token_bytes = lambda count: bytes(count)
np.random.default_rng = lambda *_: np.random.RandomState(0)
np.random.seed(0)
