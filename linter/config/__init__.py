"""Configuration: files, globs, the command line, and the settings they come to."""
