"""What the notebooks of the autoencoder workbook import: data, noise, figures, widgets, training, checks, progress.

Nothing here knows about grading or releases. Importing the package is cheap: each module imports what it needs when it
is first used.
"""

# The one place of the course's version. With `.dev` in it, this is main, which changes; without, it is that release.
__version__ = "0.2.0.dev0"

from helpers.session import start

__all__ = ["start"]
