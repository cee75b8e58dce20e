"""How sound the grading is: the command that judges answers and attacks, and says which got what they should not."""
