"""Statistics of questions, against examples that were worked by hand."""

import math

import pytest

from workbook.term.items import FEWEST, Item, correlation, interval, item, reliability

# Ten students: the five who have the question right have 8 of the other 10 points on average, the others 5.
RIGHT, WRONG = (9, 8, 8, 7, 8), (6, 5, 4, 6, 4)
SHARES, OTHERS = [1.0] * 5 + [0.0] * 5, [points / 10 for points in (*RIGHT, *WRONG)]


def test_difficulty_and_discrimination_are_those_of_the_worked_example():
    """The point-biserial correlation by hand.

    The ten other scores have the mean 6.5 and the squares 13.25 + 15.25 = 28.5 about it, so a standard deviation of
    the square root of 2.85. (8 - 5) / 1.6882, times the root of 1/2 times 1/2, is 0.8885. By Fisher it is 1.4149, with
    1.96 / sqrt(10 - 3) = 0.7408 to each side: 0.6740 and 2.1557, which are correlations of 0.5877 and 0.9735.
    """
    found = item(SHARES, OTHERS)
    assert (found.count, found.mean, found.right) == (10, 0.5, 0.5)
    assert found.discrimination == pytest.approx(3 / math.sqrt(2.85) / 2)
    assert found.discrimination == pytest.approx(0.8885, abs=5e-5)
    assert found.interval == pytest.approx((0.5877, 0.9735), abs=5e-4)


def test_part_of_the_points_counts_as_a_part():
    found = item([1.0, 0.5, 0.5, 0.0], [None] * 4)
    assert (found.mean, found.right) == (0.5, 0.25)


def test_what_cannot_be_said_is_not_said():
    assert item([], []) == Item(0, None, None, None, None)
    assert item(SHARES[1:], OTHERS[1:]).discrimination is None  # nine students
    assert item([1.0] * FEWEST, OTHERS).discrimination is None  # all have it right
    assert item(SHARES, [None, *OTHERS[1:]]).discrimination is None  # of one, nothing else is marked
    assert reliability([[1, 2]]) is None
    assert reliability([[1, 0], [0, 1]]) is None  # all have as much


def test_a_question_that_only_the_weak_have_right_is_negative():
    assert item([1 - share for share in SHARES], OTHERS).discrimination == pytest.approx(-0.8885, abs=5e-5)


def test_a_perfect_correlation_has_an_interval():
    assert correlation([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert interval(1.0, 10) == (1.0, 1.0)


def test_alpha_is_that_of_the_worked_example():
    """Four students answer three questions, each right in one more question than the next.

    The questions' variances are 3/16, 4/16 and 3/16, together 10/16; that of the sums 3, 2, 1, 0 is 20/16. Alpha is
    3/2 times (1 - 10/20) = 0.75.
    """
    assert reliability([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]]) == pytest.approx(0.75)
