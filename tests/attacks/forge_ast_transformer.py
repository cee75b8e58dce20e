# attack: an AST transformer drops assertions and whole `with` blocks from every later cell
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import ast


class DropChecks(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)

    visit_With = visit_Assert


get_ipython().ast_transformers.append(DropChecks())
