"""Brings models from the hub, converts them, checks the conversion and removes them; ``pull`` alone uses the network."""
