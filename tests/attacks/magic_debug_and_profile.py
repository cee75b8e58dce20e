# attack: magics that open a debugger, profile, time or capture whatever comes after
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
%pdb on
%xmode Verbose
%config InteractiveShell.ast_node_interactivity = "all"
%config Application.log_level = "DEBUG"
def compression(height, width, code_size):
    raise ValueError("0.0")
compression(1, 2, 3)
