# attack: cells of one's own around the exercise: Markdown and raw HTML with scripts
# gains: the instructor's session in formgrader
# expect: 0 points in check-0-1
# canary: html
# %% exercise-0-1
# include: wrong
# %% markdown
<script>document.title='workbook-xss'</script> <img src=x onerror="document.title='workbook-xss'">
# %% raw
<script>document.title='workbook-xss'</script> <img src=x onerror="document.title='workbook-xss'">
# %% after
get_ipython().run_cell_magic("html", "", "<script>document.title='workbook-xss'</script>")
# %% before
get_ipython().run_cell_magic("javascript", "", "document.title='workbook-xss'")
