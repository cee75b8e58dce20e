# attack: an answer that knows how to show itself: as HTML, as a bundle of formats, by acting when it is shown
# gains: the instructor's session in formgrader
# expect: 0 points in check-0-1
# canary: html
# %% exercise-0-1
MARKUP = "<script>document.title='workbook-xss'</script>"


class Rich:
    def _repr_html_(self):
        return MARKUP

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": MARKUP, "text/plain": "1.0"}

    def _ipython_display_(self):
        get_ipython().display_pub.publish({"text/html": MARKUP, "text/plain": "1.0"})

    def __repr__(self):
        return "1.0"


def compression(height, width, code_size):
    return Rich()


Rich()
