# %% wrong: angles in radians
# cause: The angles are in radians; answer in degrees.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
    cosines = np.linalg.svd(q1.T @ q2, compute_uv=False)
    return np.arccos(np.clip(cosines, 0, 1))
# %% wrong: whole degrees
# cause: The angles are rounded to whole degrees; return them as they are.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
    cosines = np.linalg.svd(q1.T @ q2, compute_uv=False)
    return np.round(np.degrees(np.arccos(np.clip(cosines, 0, 1))))
