"""How a difference is put into words."""

import numpy as np
import pytest
import tensorflow as tf

from helpers.compare import agree, difference

NUMBERS = np.array([[0.1, 0.7, 0.2], [0.9, 0.4, 0.35]])


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (2, 2.0),
        (np.float32(0.5), 0.5),
        (tf.constant([1.0, 2.0]), np.array([1.0, 2.0])),
        ([[0.1, 0.7, 0.2], [0.9, 0.4, 0.35]], NUMBERS),
        ([NUMBERS, 3], (NUMBERS, 3)),
        ({"a": 1.0, "b": None}, {"b": None, "a": 1}),
        (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
        (np.bool_(True), True),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (1e6 + 1, 1e6),  # within 1e-5 of it
        ("same", "same"),
    ],
)
def test_what_agrees_has_no_difference(found, expected):
    assert difference(found, expected) == ""


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, "is None; give it back with `return`"),
        ("text", "expected numbers"),
        (NUMBERS[0], "shape (3,); expected (2, 3)"),
        (NUMBERS.ravel(), "The values are right"),
        (NUMBERS.T, "It is transposed"),
        (NUMBERS.sum(axis=1), "It is the sum of what is expected, over axis 1"),
        (-NUMBERS, "The sign is wrong"),
        (NUMBERS / 4, "Each is 1/4 of what is expected"),
        (NUMBERS * 255, "Each is 255 times what is expected"),
        (NUMBERS + 0.5, "Each is 0.5 too large"),
        (NUMBERS[::-1], "It is in the opposite order along axis 0"),
        (np.sort(NUMBERS, axis=1), "It is sorted along axis 1"),
        (NUMBERS**2, "It is the square of what is expected"),
        (np.sqrt(NUMBERS), "It is the square root of what is expected"),
        (np.round(NUMBERS), "It is rounded"),
        (np.where(NUMBERS > 0.5, np.nan, NUMBERS), "not finite"),
        (NUMBERS + np.array([0, 0, 1e-3]), "expected [[0.1, 0.7, 0.2], [0.9, 0.4, 0.35]]"),
    ],
)
def test_a_difference_is_named_by_its_cause_where_there_is_one(found, words):
    assert words in difference(found, NUMBERS)


@pytest.mark.parametrize(
    ("found", "expected", "words"),
    [
        (0.5, 1, "is 0.5; expected 1"),
        (np.array([1.0, 2.0]), np.array([1, 2]), "expected whole numbers"),
        (np.array([1, 0]), np.array([True, False]), "expected True and False"),
        ((1, 2), (1, 2, 3), "has 2 values; expected 3"),
        ((2, 1), (1, 2), "The values are right, but in another order"),
        ({"a": 1}, {"b": 1}, "expected ['b']"),
        ({"a": (1, 5)}, {"a": (1, 6)}, "the second value of 'a' is 5; expected 6"),
        (1.0, None, "expected None"),
    ],
)
def test_values_of_other_kinds_are_told_apart(found, expected, words):
    assert words in difference(found, expected)


def test_strictly_an_array_of_one_type_is_expected():
    right = np.ones(3, "float32")
    assert difference(right, right, strict=True) == ""
    assert "expected float32" in difference(np.ones(3), right, strict=True)
    assert "expected a NumPy array" in difference(tf.ones(3), right, strict=True)


def test_no_number_is_near_infinity():
    assert agree(np.inf, np.inf)
    assert not agree(100.0, np.inf)
    assert difference(0.0, float("inf")) == "it is 0; expected inf."


def test_agreement_is_in_proportion_above_one():
    assert agree([1000.005], [1000.0])
    assert not agree([1.0005], [1.0])
    assert not agree([0.0, 1.0], [[0.0, 1.0]])
