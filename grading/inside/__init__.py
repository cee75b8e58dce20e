"""What is seen inside the walls: the one part of `grading` that a submission's processes can read.

Nothing here knows of solutions, hidden tests, marks or other submissions. `zygote` starts the processes, `kernel` runs
a student's cells, `examiner` runs check cells, and `wire` is the plain data they exchange.
"""
