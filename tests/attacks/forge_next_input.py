# attack: a payload asks the front end to replace this cell's text and to add a check that passes
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
shell = get_ipython()
shell.set_next_input("1.0", replace=True)
shell.payload_manager.write_payload({"source": "set_next_input", "text": "1.0", "replace": False})
shell.payload_manager.write_payload({"source": "edit_magic", "filename": "/dev/null", "line_number": 0})
