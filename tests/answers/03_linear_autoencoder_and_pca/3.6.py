# %% wrong: radians
# cause: The angles are in radians; answer in degrees.
# replace: np.degrees(np.arccos(np.clip(cosines, 0, 1)))
# by: np.arccos(np.clip(cosines, 0, 1))
# %% wrong: the cosines
# cause: These are the cosines; take the arccosine.
# replace: np.degrees(np.arccos(np.clip(cosines, 0, 1)))
# by: cosines
# %% wrong: the largest angle first
# cause: The largest angle comes first; the smallest does.
# replace: np.degrees(np.arccos(np.clip(cosines, 0, 1)))
# by: np.degrees(np.arccos(np.clip(cosines, 0, 1)))[::-1]
# %% wrong: no orthonormal bases
# cause: The rows need not be orthonormal; make orthonormal bases first.
# replace: np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
# by: first.T, second.T
# %% wrong: rows of length one, not orthonormal
# cause: The rows have length one, but they are not at right angles to each other: use QR.
# replace: np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
# by: (first / np.linalg.norm(first, axis=1, keepdims=True)).T, (second / np.linalg.norm(second, axis=1, keepdims=True)).T
# %% wrong: only the first made orthonormal
# cause: The rows of `second` are used as they are; neither matrix need be orthonormal: QR for both.
# replace: np.linalg.qr(second.T)[0]
# by: second.T
# %% wrong: columns in the place of rows
# cause: QR is taken of the matrices as they are, which gives bases of their columns; take it of the transposes.
# replace: np.linalg.qr(first.T)[0], np.linalg.qr(second.T)[0]
# by: np.linalg.qr(first)[0], np.linalg.qr(second)[0]
# %% wrong: the diagonal in the place of the singular values
# cause: The diagonal of Q1ᵀQ2 pairs the vectors of two arbitrary bases, unsorted; the cosines are its singular values.
# replace: np.linalg.svd(q1.T @ q2, compute_uv=False)
# by: np.abs(np.diag(q1.T @ q2))
# %% wrong: arcsine
# cause: The arcsine of the cosines is taken; take the arccosine.
# replace: arccos
# by: arcsin
# %% wrong: no clip, so that equal subspaces give NaN
# cause: Rounding makes a cosine larger than 1, of which there is no arccosine; clip them.
# replace: np.clip(cosines, 0, 1)
# by: cosines
# %% wrong: the largest angle only
# cause: Only the largest angle is returned; return all c.
# replace: np.degrees(np.arccos(np.clip(cosines, 0, 1)))
# by: np.degrees(np.arccos(np.clip(cosines.min(), 0, 1)))
# %% wrong: the mean angle
# cause: All angles are replaced by their mean; return each.
# replace: np.degrees(np.arccos(np.clip(cosines, 0, 1)))
# by: np.full(len(cosines), np.degrees(np.arccos(np.clip(cosines, 0, 1))).mean())
# %% wrong: forgotten return
# cause: The angles are not given back; begin the line with return.
# replace: return np.degrees
# by: angles = np.degrees
# %% right: scipy, whose angles fall
# replace: q1, q2 =
# by: from scipy.linalg import subspace_angles; return np.degrees(subspace_angles(first.T, second.T))[::-1]; q1, q2 =
# %% right: bases from the SVD, squared cosines from eigenvalues
def basis(matrix):
    return np.linalg.svd(matrix, full_matrices=False)[2]


def principal_angles(first, second):
    products = basis(first) @ basis(second).T
    squares = np.linalg.eigvalsh(products @ products.T)[::-1]
    return 180 / np.pi * np.arccos(np.sqrt(np.clip(squares, 0, 1)))
# %% right: Gram and Schmidt, with a warning
import warnings


def orthonormal(rows):
    done = []
    for row in np.asarray(rows, dtype="float64"):
        for _ in range(2):
            row = row - sum((row @ other) * other for other in done)
        done.append(row / np.sqrt(row @ row))
    return np.stack(done)


def principal_angles(first, second):
    warnings.warn("angles", stacklevel=1)
    cosines = np.linalg.svd(orthonormal(first) @ orthonormal(second).T)[1]
    return np.array([np.degrees(np.arccos(min(c, 1.0))) for c in cosines])
