# The inputs with which the visible check of 0.1 calls an answer; the expected values beside the notebook show them.
PUBLISHED = [
    (28, 28, 16),
    (28, 28, 32),
    (2, 3, 4),
    (2, 2, 7),
    (78, 25, 26),
    (23, 47, 12),
    (5, 8, 31),
    (82, 86, 63),
]
