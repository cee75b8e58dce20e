"""What runs inside the walls. Of `workbook`, a submission's processes see this folder, `examiner` and `assignment`.

Nothing in these knows of solutions, hidden tests, marks or other submissions. `zygote` starts the processes,
`kernel` runs a student's cells, the examiner runs check cells, and `wire` is the plain data they exchange.
"""
