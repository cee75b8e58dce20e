"""A term of twelve students, played with the commands that an instructor types, for an instructor to watch."""
