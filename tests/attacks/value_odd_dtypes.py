# attack: arrays whose dtype has fields within fields, hidden objects, no size, or says another byte order
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
dtypes = iter(
    [
        np.dtype([("", "f8"), ("a" * 100_000, "O")]),
        np.dtype("V0"),
        np.dtype([("inner", [("object", "O", (2, 2))])]),
        np.dtype("f8", metadata={"passed": True}),
        np.dtype(">c16"),
        np.dtype("U1000000"),
    ]
    * 5
)


def compression(height, width, code_size):
    return np.zeros((), next(dtypes))
