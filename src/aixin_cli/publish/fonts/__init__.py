"""The letters of charts and poster: part of an open font that comes with the program; an office's own come first."""
