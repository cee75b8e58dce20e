# attack: a written answer with scripts, frames, forms and links in Markdown, HTML and mathematics
# gains: the instructor's session in formgrader
# expect: 0 points in check-1-3
# canary: html
# notebook: 01_dense_autoencoder
# %% explain-1-1
The loss stays near 0.693.

<script>document.title='workbook-xss'</script>
<img src=x onerror="document.title='workbook-xss'">
<iframe src="javascript:document.title='workbook-xss'"></iframe>
<form action="/formgrader" id="workbook-xss"><button formaction="javascript:document.title='workbook-xss'">next</button></form>
[marks](javascript:document.title='workbook-xss') ![x](x"onerror="document.title='workbook-xss')
<style>body { background: url("workbook-xss") }</style>
$$\href{javascript:document.title='workbook-xss'}{x} \unicode{<img src=x onerror="document.title='workbook-xss'">}$$
<svg><animate onbegin="document.title='workbook-xss'" attributeName=x dur=1s></svg>
<math><mtext></mtext><mglyph><style><img src=x onerror="document.title='workbook-xss'"></style></mglyph></math>
