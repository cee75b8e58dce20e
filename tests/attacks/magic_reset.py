# attack: the namespace is emptied, of the names that a check uses and of whatever an agent put there
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
%reset -f
%reset -f in out dhist array
%xdel -n checks
