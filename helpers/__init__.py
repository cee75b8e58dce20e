"""What the notebooks of the autoencoder workbook import: data, noise, figures, widgets, training, checks, progress.

Nothing here knows about grading or releases. Importing the package is cheap: each module imports what it needs when it
is first used.
"""

from helpers.session import start

__all__ = ["start"]
