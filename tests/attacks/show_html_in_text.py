# attack: plain output, error names, error texts and values that contain markup
# gains: the instructor's session in formgrader
# expect: 0 points in check-0-1
# canary: html
# %% exercise-0-1
MARKUP = "</pre></div><script>document.title='workbook-xss'</script><img src=x onerror=\"document.title='workbook-xss'\">"
print(MARKUP)


class Shown:
    def __repr__(self):
        return MARKUP


def compression(height, width, code_size):
    if height == 28:
        return MARKUP
    if height == 2:
        raise type(MARKUP, (Exception,), {})(MARKUP)
    return Shown()


Shown()
