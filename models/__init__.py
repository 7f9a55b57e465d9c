"""The training workbench: corpora, the planner, the writer and its export; run as ``python -m models.NAME``."""
