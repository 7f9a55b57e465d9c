"""Thousands of articles on one machine: ``summarize batch``, which loses nothing and does nothing twice.

::

    sources, rows      inputs -> rows, each an article or the reason why it is none
    ledger, scan       what each run saw, what it wants, which results there are (SQLite)
    work               articles -> records: the seam, without files or ledger
    worker, pool       the work in processes of its own, killed where it hangs
    batching           which articles go together
    shards, tree       records -> files: written aside, flushed, renamed, then committed
    runner             one run, from the lock to the manifest
"""
