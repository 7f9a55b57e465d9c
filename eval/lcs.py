"""Longest common subsequences by bit-parallel rows, choosing among equals exactly as ``rouge_score`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def token_masks(tokens: Sequence[str]) -> dict[str, int]:
    """For each token, the positions at which it stands, as bits of one integer."""
    masks: dict[str, int] = {}
    for position, token in enumerate(tokens):
        masks[token] = masks.get(token, 0) | 1 << position
    return masks


def lcs_length(tokens: Sequence[str], masks: Mapping[str, int], width: int) -> int:
    """Length of the longest common subsequence of ``tokens`` and the ``width`` tokens that ``masks`` was made from."""
    row = full = (1 << width) - 1
    for token in tokens:
        mask = masks.get(token)
        if mask:
            matched = row & mask
            row = ((row + matched) | (row - matched)) & full
    return width - row.bit_count()


def lcs_positions(tokens: Sequence[str], masks: Mapping[str, int], width: int) -> list[int]:
    """Positions in ``tokens`` of one longest common subsequence, found from the end as ``rouge_score`` finds it.

    A bit of a row is 0 where the table of lengths grows by one from the column before, so that the table's entry at
    column j is the number of zeros below j, and the table itself is never built. Tokens that the other text does not hold
    leave the row as it is and are passed over in both directions; on the way back, columns without a match or growth are too.
    """
    row = full = (1 << width) - 1
    rows = [row]
    shared = [(position, masks[token]) for position, token in enumerate(tokens) if token in masks]
    if len(shared) < 2:
        return [position for position, _ in shared]
    for _, mask in shared:
        matched = row & mask
        row = ((row + matched) | (row - matched)) & full
        rows.append(row)
    positions = []
    i, j = len(shared), width
    length = _zeros(row, j)
    while length:
        position, mask = shared[i - 1]
        if mask >> (j - 1) & 1:
            i -= 1
            j -= 1
            length -= 1
            positions.append(position)
            continue
        above = _zeros(rows[i - 1], j)
        if rows[i] >> (j - 1) & 1 and length > above:
            j = ((mask | ~rows[i]) & ((1 << (j - 1)) - 1)).bit_length()
        else:
            i -= 1
            length = above
    return positions


def _zeros(row: int, columns: int) -> int:
    return columns - (row & ((1 << columns) - 1)).bit_count()
