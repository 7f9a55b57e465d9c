"""Shortening by rules: words and tags, what may be cut, where an attribution goes, and which cuts to make."""
