"""What classical test theory says of one question. Pure functions of marks."""

from collections.abc import Sequence
from statistics import StatisticsError, correlation, fmean

FEWEST = 10  # below this a correlation is chance


def difficulty(marks: Sequence[float]) -> float:
    """Return the mean mark from 0 (nobody was right) to 1 (everybody was); `marks` must not be empty."""
    return fmean(marks)


def discrimination(marks: Sequence[float], totals: Sequence[float]) -> float | None:
    """Return the correlation of the marks for one question with the points for the others, from −1 to 1.

    The corrected item-total correlation: for marks of 0 and 1 a point-biserial, without the question's own part in the
    total (Henrysson 1963, “Correction of item-total correlations in item analysis”, Psychometrika 28, 211–218). `totals`
    are the points of the same attempts with the question in them. None for fewer than `FEWEST` attempts, or where all
    marks or all the other points are the same: then there is nothing to correlate.
    """
    if len(marks) < FEWEST:
        return None
    others = [total - mark for mark, total in zip(marks, totals, strict=True)]
    try:
        return correlation(marks, others)
    except StatisticsError:
        return None
