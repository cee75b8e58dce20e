# attack: a cell in another language defines nothing and leaves a process behind
# gains: nothing
# expect: 0 points in check-0-1
# canary: process
# %% exercise-0-1
%%bash --bg
printf wb-attack > /proc/$$/comm
sleep 120 &
wait
