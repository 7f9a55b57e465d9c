"""How sure a difference is: intervals, paired tests and what it would take to decide, all seeded and vectorised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

TRIALS = 10_000
SEED = 20_250
_CHUNK_CELLS = 2_000_000
_KEPT_CELLS = 5_000_000
Values = npt.NDArray[np.float64]
Draw = Callable[[np.random.Generator, int, int], Values]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A mean and the bounds that hold it with the confidence asked for."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A system against a baseline on the same articles.

    ``p`` is two-sided, by approximate randomisation, ``p_bootstrap`` the same by the paired bootstrap; ``detectable`` is the
    smallest sure difference, ``deviation`` the standard deviation of the differences.
    """

    difference: Interval
    p: float
    p_bootstrap: float
    n: int
    detectable: float
    more_articles: int | None
    deviation: float

    def corrected_for(self, n_comparisons: int, alpha: float = 0.05) -> Comparison:
        """The same with ``detectable`` and ``more_articles`` for one of several comparisons, each at its share of ``alpha``."""
        share = alpha / max(1, n_comparisons)
        more = _more(self.difference.mean, self.deviation, self.n, share)
        return replace(self, detectable=_detectable(self.deviation, self.n, share), more_articles=more)

    def is_decided(self, p: float | None = None, alpha: float = 0.05) -> bool:
        """Whether ``p`` (a corrected one, or its own) is below ``alpha`` and the difference's interval does not hold zero."""
        return (self.p if p is None else p) < alpha and not self.difference.low <= 0 <= self.difference.high

    def verdict(self, p: float | None = None, alpha: float = 0.05) -> str:
        """ "better", "worse" or "not decided", as ``is_decided`` has it."""
        if not self.is_decided(p, alpha):
            return "not decided"
        return "better" if self.difference.mean > 0 else "worse"


def bootstrap_interval(values: Sequence[float], *, confidence: float = 0.95, trials: int = TRIALS, seed: int = SEED) -> Interval:
    """The mean of ``values`` with its percentile bootstrap interval over articles.

    Raises:
        ValueError: ``values`` is empty.
    """
    array = _array(values)
    tail = (1 - confidence) / 2
    low, high = np.quantile(_resampled_means(array, trials, seed), [tail, 1 - tail])
    return Interval(mean=float(array.mean()), low=float(low), high=float(high))


def paired_bootstrap(system: Sequence[float], baseline: Sequence[float], *, trials: int = TRIALS, seed: int = SEED) -> float:
    """Two-sided p of the paired bootstrap: how often resampled articles shift the mean difference as far as observed.

    The resampled differences are centred on zero, the null hypothesis (Efron and Tibshirani 1993, 16.4).

    Raises:
        ValueError: the two are empty or of different lengths.
    """
    differences = _differences(system, baseline)
    centred = differences - differences.mean()
    return _share_as_extreme(_resampled_means(centred, trials, seed), float(differences.mean()))


def approximate_randomisation(
    system: Sequence[float], baseline: Sequence[float], *, trials: int = TRIALS, seed: int = SEED
) -> float:
    """Two-sided p of paired approximate randomisation: the two systems' scores change places at random, article by article.

    Raises:
        ValueError: the two are empty or of different lengths.
    """
    differences = _differences(system, baseline)
    means = [signs @ differences / differences.size for signs in _draws(_signs, trials, differences.size, seed)]
    return _share_as_extreme(np.concatenate(means), float(differences.mean()))


def quantile(values: Sequence[float], share: float) -> float:
    """The value that a share of ``values`` lies at or under, between two of them by straight line.

    Raises:
        ValueError: ``values`` is empty.
    """
    return float(np.quantile(_array(values), share))


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Holm's step-down correction of several p values, by the same names; none falls below what it was."""
    adjusted: dict[str, float] = {}
    highest = 0.0
    for rank, name in enumerate(sorted(p_values, key=lambda key: p_values[key])):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[name]))
        adjusted[name] = highest
    return {name: adjusted[name] for name in p_values}


def detectable_difference(differences: Sequence[float], *, alpha: float = 0.05, power: float = 0.8) -> float:
    """The smallest mean difference that this many articles would show with the given power; infinite for fewer than two."""
    return _detectable(_deviation(differences), len(differences), alpha, power)


def more_articles(differences: Sequence[float], *, alpha: float = 0.05, power: float = 0.8) -> int | None:
    """About how many more articles would decide a difference of the observed size; None where there is none to decide."""
    mean = sum(differences) / len(differences) if differences else 0.0
    return _more(mean, _deviation(differences), len(differences), alpha, power)


def compare(system: Sequence[float], baseline: Sequence[float], *, trials: int = TRIALS, seed: int = SEED) -> Comparison:
    """Everything about one metric of a system against a baseline, aligned by article; p by approximate randomisation.

    Raises:
        ValueError: the two are empty or of different lengths.
    """
    return _compare(tuple(system), tuple(baseline), trials, seed)


@lru_cache(maxsize=10_000)
def _compare(system: tuple[float, ...], baseline: tuple[float, ...], trials: int, seed: int) -> Comparison:
    differences = _differences(system, baseline)
    return Comparison(
        difference=bootstrap_interval(differences.tolist(), trials=trials, seed=seed),
        p=approximate_randomisation(system, baseline, trials=trials, seed=seed),
        p_bootstrap=paired_bootstrap(system, baseline, trials=trials, seed=seed),
        n=differences.size,
        detectable=detectable_difference(differences.tolist()),
        more_articles=more_articles(differences.tolist()),
        deviation=_deviation(differences.tolist()),
    )


def _deviation(differences: Sequence[float]) -> float:
    return float(np.std(differences, ddof=1)) if len(differences) > 1 else float("inf")


def _detectable(deviation: float, n: int, alpha: float = 0.05, power: float = 0.8) -> float:
    return _z_sum(alpha, power) * deviation / sqrt(n) if n > 1 else float("inf")


def _more(mean: float, deviation: float, n: int, alpha: float = 0.05, power: float = 0.8) -> int | None:
    if n < 2 or abs(mean) < 1e-12:
        return None
    return max(0, ceil((_z_sum(alpha, power) * deviation / mean) ** 2) - n)


def _array(values: Sequence[float]) -> Values:
    array = np.asarray(values, dtype=np.float64)
    if not array.size:
        raise ValueError("no values")
    return array


def _differences(system: Sequence[float], baseline: Sequence[float]) -> Values:
    if len(system) != len(baseline):
        raise ValueError(f"{len(system)} scores cannot be paired with {len(baseline)}")
    return _array(system) - _array(baseline)


def _chunks(trials: int, size: int) -> Iterator[int]:
    rows = max(1, _CHUNK_CELLS // size)
    for start in range(0, trials, rows):
        yield min(rows, trials - start)


def _resampled_means(array: Values, trials: int, seed: int) -> Values:
    draws = _draws(_picks, trials, array.size, seed)
    return np.concatenate([counts @ array / array.size for counts in draws])


def _draws(draw: Draw, trials: int, size: int, seed: int) -> Iterable[Values]:
    if trials * size <= _KEPT_CELLS:
        return _kept_draws(draw, trials, size, seed)
    return _fresh_draws(draw, trials, size, seed)


@lru_cache(maxsize=4)
def _kept_draws(draw: Draw, trials: int, size: int, seed: int) -> tuple[Values, ...]:
    return tuple(_fresh_draws(draw, trials, size, seed))


def _fresh_draws(draw: Draw, trials: int, size: int, seed: int) -> Iterator[Values]:
    generator = np.random.default_rng(seed)
    return (draw(generator, rows, size) for rows in _chunks(trials, size))


def _signs(generator: np.random.Generator, rows: int, size: int) -> Values:
    return (generator.integers(0, 2, size=(rows, size), dtype=np.int8) * 2 - 1).astype(np.float64)


def _picks(generator: np.random.Generator, rows: int, size: int) -> Values:
    """How often each article is drawn in each resample."""
    flat = generator.integers(0, size, size=(rows, size)) + size * np.arange(rows)[:, None]
    return np.bincount(flat.ravel(), minlength=rows * size).reshape(rows, size).astype(np.float64)


def _share_as_extreme(means: Values, observed: float) -> float:
    extreme = int(np.count_nonzero(np.abs(means) >= abs(observed) - 1e-12))
    return (extreme + 1) / (means.size + 1)


def _z_sum(alpha: float, power: float) -> float:
    normal = NormalDist()
    return normal.inv_cdf(1 - alpha / 2) + normal.inv_cdf(power)
