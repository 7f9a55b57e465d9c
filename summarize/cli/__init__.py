"""The command line: reads arguments, calls the rest of the program, and turns errors into lines and exit codes."""
