"""What decides a mark, and nothing else: from the bytes of a submission to those of its result.

`rebuild` makes the notebook that is run, `sandbox` runs it behind walls, `examiner` judges it from outside them.
"""
