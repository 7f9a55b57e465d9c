"""The checks of a point against its article, of its form, and of a whole box."""
