# attack: what a check calls is a class with lies about its name, module, code and signature
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
class Compression:
    __name__ = __qualname__ = "close"
    __module__ = "helpers.checks"
    __code__ = __wrapped__ = __signature__ = property(lambda self: self)
    __doc__ = 24.5

    def __call__(self, *sizes):
        return self

    def __getattr__(self, name):
        return self


compression = Compression()
