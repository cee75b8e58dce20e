# attack: the shell's compiler compiles nothing
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import ast
import builtins

shell = get_ipython()
shell.compile.ast_parse = lambda *_, **__: ast.parse("")
compile_as_it_was = builtins.compile
builtins.compile = lambda source, *rest, **options: compile_as_it_was("pass", *rest, **options)
