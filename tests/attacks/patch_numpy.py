# attack: NumPy's functions are replaced by ones that find no difference
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
zero = np.zeros(())
np.abs = np.max = np.sum = np.mean = np.subtract = lambda *_, **__: 0.0
np.allclose = np.isclose = np.array_equal = np.all = np.any = np.isfinite = lambda *_, **__: True
np.asarray = np.array = lambda *_, **__: zero
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *_, **__: None
