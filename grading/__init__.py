"""What instructors and authors run: building, verifying, releasing and grading the notebooks."""
