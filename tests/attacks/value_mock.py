# attack: a mock, which has every attribute and method and returns mocks for ever
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome graded
# canary: points
# %% exercise-0-1
from unittest.mock import MagicMock

compression = MagicMock()
compression.return_value.__float__.return_value = 0.0
compression.return_value.__eq__ = lambda *_: True
