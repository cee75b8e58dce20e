# attack: quit(), exit and ask_exit() end the kernel politely
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
get_ipython().ask_exit()
exit()
quit()
