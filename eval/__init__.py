"""The evaluation workbench: datasets, metrics, statistics and the quality gate, run as ``python -m eval``."""
