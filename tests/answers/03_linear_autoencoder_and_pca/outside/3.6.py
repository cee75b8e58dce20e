# %% wrong: first matrix taken as orthonormal
# cause: The rows of `first` are used as they are; neither matrix need be orthonormal: QR for both.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q2 = np.linalg.qr(second.T)[0]
    cosines = np.linalg.svd(first @ q2, compute_uv=False)
    return np.degrees(np.arccos(np.clip(cosines, 0, 1)))
# %% wrong: eigenvalues for singular values
# cause: The cosines are the singular values of Q1ᵀQ2, not the absolute values of its eigenvalues, which depend on the bases.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
    cosines = np.sort(np.abs(np.linalg.eigvals(q1.T @ q2)))[::-1]
    return np.degrees(np.arccos(np.clip(cosines, 0, 1)))
# %% wrong: angles of single vectors with the other space
# cause: These are the angles of the second basis' vectors with the first subspace; they depend on the basis. Take the singular values of Q1ᵀQ2.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
    cosines = np.linalg.norm(q1.T @ q2, axis=0)
    return np.sort(np.degrees(np.arccos(np.clip(cosines, 0, 1))))
# %% wrong: angles of the first basis' vectors
# cause: These are the angles of the first basis' vectors with the second subspace; take the singular values of Q1ᵀQ2.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
    cosines = np.sqrt(((q1.T @ q2) ** 2).sum(axis=1))
    return np.sort(np.degrees(np.arccos(np.minimum(cosines, 1))))
# %% wrong: a single angle loses its axis
# cause: For c = 1 the result is no array of shape (1,): return (c,) always.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
    cosines = np.linalg.svd(q1.T @ q2, compute_uv=False)
    return np.squeeze(np.degrees(np.arccos(np.clip(cosines, 0, 1))))
# %% wrong: largest angle first
# cause: The largest angle comes first; the smallest does.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
    cosines = np.linalg.svd(q1.T @ q2, compute_uv=False)
    return np.degrees(np.arccos(np.clip(cosines, 0, 1)))[::-1]
# %% wrong: rows normalised only
# cause: The rows have length one, but they are not at right angles to each other: use QR.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1 = first / np.linalg.norm(first, axis=1, keepdims=True)
    q2 = second / np.linalg.norm(second, axis=1, keepdims=True)
    cosines = np.linalg.svd(q1 @ q2.T, compute_uv=False)
    return np.degrees(np.arccos(np.clip(cosines, 0, 1)))
# %% wrong: rows as they come
# cause: The rows need not be orthonormal; make orthonormal bases first.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    cosines = np.linalg.svd(first @ second.T, compute_uv=False)
    return np.degrees(np.arccos(np.clip(cosines, 0, 1)))
# %% wrong: squared cosines
# cause: The arccosine is taken of the squared singular values; take it of the singular values.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
    values = np.linalg.svd(q1.T @ q2, compute_uv=False) ** 2
    return np.degrees(np.arccos(np.clip(values, 0, 1)))
# %% wrong: diagonal of the product
# cause: The diagonal of Q1ᵀQ2 pairs the vectors of two arbitrary bases; the cosines are its singular values.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
    cosines = np.abs(np.diag(q1.T @ q2))
    return np.sort(np.degrees(np.arccos(np.clip(cosines, 0, 1))))
# %% wrong: arcsine
# cause: The singular values are cosines; the arcsine gives 90° for equal subspaces.
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
    cosines = np.linalg.svd(q1.T @ q2, compute_uv=False)
    return np.sort(np.degrees(np.arcsin(np.clip(cosines, 0, 1))))
# %% right: scipy's subspace_angles
from scipy.linalg import subspace_angles


def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    return np.rad2deg(subspace_angles(np.transpose(first), np.transpose(second)))[::-1]
# %% right: bases from the SVD
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    bases = [np.linalg.svd(np.asarray(m, float), full_matrices=False)[2] for m in (first, second)]
    cosines = np.linalg.svd(bases[0] @ bases[1].T)[1]
    return np.sort(np.arccos(np.minimum(cosines, 1.0)) * 180 / np.pi)
# %% right: Gram-Schmidt in float64
def orthonormal_rows(matrix):
    """Return an orthonormal basis of the row space, by Gram and Schmidt, run twice."""
    rows = []
    for row in np.array(matrix, dtype="float64"):
        for _ in range(2):
            for other in rows:
                row = row - (row @ other) * other
            row = row / np.linalg.norm(row)
        rows.append(row)
    return np.array(rows)


def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = orthonormal_rows(first), orthonormal_rows(second)
    cosines = np.linalg.svd(q1 @ q2.T, compute_uv=False)
    return np.array([np.degrees(np.arccos(min(max(c, 0.0), 1.0))) for c in cosines])
# %% right: sines and cosines by arctan2
def principal_angles(first, second):
    """Return the principal angles between two row spaces in degrees, (c,), the smallest first.

    first, second: arrays (c, d) of rank c.
    """
    q1, q2 = (np.linalg.qr(m.T.astype("float64"))[0] for m in (first, second))
    left, cosines, right = np.linalg.svd(q1.T @ q2)
    gaps = np.linalg.norm(q2 @ right.T - (q1 @ left) * cosines, axis=0)
    return np.degrees(np.arctan2(gaps, cosines))
