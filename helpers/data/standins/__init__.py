"""Stand-ins for data sets that cannot be had: made on this machine, without a network, the same bytes each time.

``mnist`` and ``fashion_mnist`` return ``(train_images, train_labels, test_images, test_labels)``: uint8 images
(n, 28, 28), bright on black, and uint8 labels (n,), every class equally often as nearly as the numbers allow.
``faces`` and ``flowers`` return an `Album` of colour images.
"""

from helpers.data.standins.digits import mnist
from helpers.data.standins.faces import faces
from helpers.data.standins.flowers import flowers
from helpers.data.standins.garments import fashion_mnist

__all__ = ["faces", "fashion_mnist", "flowers", "mnist"]
