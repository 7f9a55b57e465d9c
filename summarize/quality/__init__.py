"""Estimates whether an editor would print a shortened sentence as it stands, without another text to compare it with.

A logistic regression (``models.quality``) over what the cut did to the sentence's tree, how it begins and ends, and which of the
article's likely words it keeps, learnt from verdicts on cuts of news sentences. (In machine translation this task is called
quality estimation.)
"""

from summarize.quality.cut import Cut, Setting, fault_kinds
from summarize.quality.estimator import estimator, probability

__all__ = ["Cut", "Setting", "estimator", "fault_kinds", "probability"]
