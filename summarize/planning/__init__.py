"""Chooses which sentences each bullet is written from."""
