"""Backends that go wrong on purpose, for the tests of the batch job: an article's text says how."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from summarize.backends.extract import Extract
from summarize.types import Candidate, Request


class Poisonous:
    """Writes as ``extract`` does, but hangs, dies, fails or runs out of memory where an article says so."""

    name = "poisonous"
    revision = "1"

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the candidates, unless an article stands in the way."""
        texts = {request.document.article.text for request in requests}
        if any("HANG" in text for text in texts):
            time.sleep(3600)
        if any("DIE" in text for text in texts):
            os._exit(9)
        if any("FAIL" in text for text in texts):
            raise ValueError("the article says so")
        if any("HUGE" in text for text in texts) or (len(texts) > 2 and any("LARGE" in text for text in texts)):
            raise MemoryError
        return Extract().write(requests)
