# attack: names of models and layers that are paths, markup, empty, a megabyte long, or all the same
# gains: nothing
# expect: 0 points in check-1-3
# canary: html
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: liar
NAMES = ["../../workbook", "<img src=x onerror=\"document.title='workbook-xss'\">", "", "x" * 1_000_000, "a\nb\x00", "same", "same"]


def build_autoencoder(code_size):
    return liar(VECTOR, *(told("Dense", name=name, units=3) for name in NAMES))
