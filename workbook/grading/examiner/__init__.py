"""The process that runs the check cells. It lives inside walls of its own, and executes nothing of a student's."""
