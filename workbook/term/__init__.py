"""What an instructor does around the marks: collecting, bringing results into nbgrader, feedback, permissions."""
