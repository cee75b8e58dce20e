# attack: outputs with scripts, frames and links in every format that a page of feedback can show
# gains: the instructor's session in formgrader
# expect: 0 points in check-0-1
# canary: html
# %% exercise-0-1
# include: wrong
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display

ACT = "document.title='workbook-xss'"
display(HTML(f"<script>{ACT}</script><img src=x onerror=\"{ACT}\"><iframe srcdoc='<script>{ACT}</script>'></iframe>"))
display(HTML(f"<svg onload=\"{ACT}\"></svg><a href=\"javascript:{ACT}\">marks</a><meta http-equiv=refresh content=workbook-xss>"))
display(Javascript(ACT), Markdown(f"[marks](javascript:{ACT}) <b onmouseover=\"{ACT}\">x</b>"))
display(SVG(f"<svg xmlns='http://www.w3.org/2000/svg'><script>{ACT}</script></svg>"))
display(Latex(f"$\\href{{javascript:{ACT}}}{{x}}$ $\\unicode{{<script>{ACT}</script>}}$"))
display({"application/vnd.jupyter.widget-view+json": {"model_id": f"<script>{ACT}</script>"}}, raw=True)
display({"text/html": [f"<script>{ACT}</script>"], "image/png": f"\" onerror=\"{ACT}"}, raw=True)
