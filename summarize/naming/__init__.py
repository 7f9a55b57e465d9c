"""Names what a point tells: labels from its tree, ranked as an editor would."""
