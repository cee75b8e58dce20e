"""The form in which a colour set comes, photographed or drawn, and how it is divided."""

from dataclasses import dataclass

import numpy as np

SEED = 42
SHARE = 0.1  # of the images for testing, and of the others for validation


@dataclass(frozen=True, eq=False)
class Album:
    """Colour images uint8 (n, h, w, 3), labels int64 (n,), the classes' names, and what else is known of each image.

    ``attributes`` maps a name to an array (n,); it is None where nothing more is known.
    """

    images: np.ndarray
    labels: np.ndarray
    class_names: tuple[str, ...]
    attributes: dict[str, np.ndarray] | None = None


def division(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the indices of the training, validation and test images.

    The test images are those of ``sklearn.model_selection.train_test_split(images, test_size=0.1, random_state=42)``,
    and validation takes the last tenth of the others, in the order in which that function returns them.
    """
    from sklearn.model_selection import train_test_split  # takes a second

    rest, test = train_test_split(np.arange(count), test_size=SHARE, random_state=SEED)
    train, validation = np.split(rest, [len(rest) - round(SHARE * len(rest))])
    return train, validation, test
