# %% wrong: the mean is not subtracted
# cause: The covariance is made of vectors whose mean has not been subtracted.
# replace: centred = vectors - mean
# by: centred = vectors
# %% wrong: rising variance
# cause: The direction of largest variance comes last; `eigsh` sorts in rising order, so reverse its columns.
# replace: eigenvectors[:, ::-1].T
# by: eigenvectors.T
# %% wrong: directions as columns
# cause: The directions are columns; return them as rows, (code_size, d).
# replace: eigenvectors[:, ::-1].T
# by: eigenvectors[:, ::-1]
# %% wrong: rows and columns reversed
# cause: [::-1] reverses the numbers of each eigenvector; reverse the order of the columns, [:, ::-1].
# replace: eigenvectors[:, ::-1].T
# by: eigenvectors[::-1].T
# %% wrong: one mean for all
# cause: There is one mean for all numbers; average over the images, axis 0.
# replace: vectors.mean(axis=0)
# by: vectors.mean()
# %% wrong: the mean of each image
# cause: The mean of each image is taken; average over the images, axis 0.
# replace: vectors.mean(axis=0)
# by: vectors.mean(axis=1, keepdims=True)
# %% wrong: the first direction left out
# cause: The first direction is left out; begin with the one of largest variance.
# replace: eigsh(covariance, code_size)
# by: eigsh(covariance, code_size + 1)
# replace: eigenvectors[:, ::-1].T
# by: eigenvectors[:, -2::-1].T
# %% wrong: correlations in the place of covariances
# cause: The vectors are divided by their standard deviations; subtract the mean only.
# replace: centred = vectors - mean
# by: centred = (vectors - mean) / vectors.std(axis=0)
# %% wrong: the images' own matrix
# cause: This is the n × n matrix of the images; the covariance is d × d, with the transpose at the left.
# replace: centred.T @ centred
# by: centred @ centred.T
# %% wrong: directions scaled by their deviation
# cause: The rows are multiplied by the standard deviations; they must be orthonormal.
# replace: _, eigenvectors = eigsh(covariance, code_size)
# by: values, eigenvectors = eigsh(covariance, code_size); eigenvectors = eigenvectors * np.sqrt(values)
# %% wrong: code size ignored
# cause: There are always 3 directions; return code_size of them.
# replace: eigsh(covariance, code_size)
# by: eigsh(covariance, 3)
# %% wrong: one direction too few
# cause: There is a direction too few; return code_size of them.
# replace: eigsh(covariance, code_size)
# by: eigsh(covariance, code_size - 1)
# %% wrong: the eigenvalues in the place of the mean
# cause: The eigenvalues are returned in the place of the mean.
# replace: _, eigenvectors
# by: mean, eigenvectors
# %% wrong: swapped
# cause: The directions come first; return the mean first.
# replace: return mean, eigenvectors[:, ::-1].T
# by: return eigenvectors[:, ::-1].T, mean
# %% wrong: the axes in the place of the eigenvectors
# cause: These are the axes, not the eigenvectors of the covariance.
# replace: eigenvectors[:, ::-1].T
# by: np.eye(vectors.shape[1])[:code_size]
# %% wrong: forgotten return
# cause: Nothing is given back; return mean and directions.
# replace: return mean, eigenvectors[:, ::-1].T
# by: directions = eigenvectors[:, ::-1].T
# %% right: SVD in float64
def fit_pca(vectors, code_size):
    x = np.asarray(vectors, dtype=np.float64)
    mean = np.mean(x, axis=0)
    return mean, np.linalg.svd(x - mean, full_matrices=False)[2][:code_size]


mean, directions = fit_pca(x_train, 64)
# %% right: scikit-learn, with a warning
import warnings

from sklearn.decomposition import PCA


def fit_pca(vectors, code_size):
    warnings.warn("PCA", stacklevel=1)
    pca = PCA(n_components=code_size, svd_solver="arpack", random_state=0).fit(vectors)
    return pca.mean_, pca.components_


mean, directions = fit_pca(x_train, 64)
# %% right: sorted by eigenvalue, other signs
# replace: return mean, eigenvectors[:, ::-1].T
# by: print(_.max()); order = np.argsort(_)[::-1]; return mean, -eigenvectors.T[order]
# %% right: a covariance divided by n - 1
# replace: centred.T @ centred / len(vectors)
# by: np.cov(vectors, rowvar=False)
# %% wrong: the vectors are centred in place
# cause: -= changes the caller's vectors; make a new array.
# replace: centred = vectors - mean
# by: vectors -= mean; centred = vectors
# %% right: defined again in the next cell
# replace: centred = vectors - mean
# by: centred = vectors
# next cell
print(directions @ directions.T)
# next cell
def fit_pca(vectors, code_size):
    mean = vectors.mean(axis=0)
    return mean, np.linalg.svd(vectors - mean, full_matrices=False)[2][:code_size]


mean, directions = fit_pca(x_train, 64)
# %% right: defined again below an answer that fails
# replace: vectors.mean(axis=0)
# by: vectors.maen(axis=0)
# next cell
%%time
def fit_pca(vectors, code_size):
    mean = vectors.mean(axis=0)
    return mean, np.linalg.svd(vectors - mean, full_matrices=False)[2][:code_size]


mean, directions = fit_pca(x_train, 64)
# %% right: an item set below, and the answer's statement again
STEP = {"by": 1}


def fit_pca(vectors, code_size):
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    _, eigenvectors = eigsh(centred.T @ centred, code_size)
    return mean, eigenvectors[:, :: STEP["by"]].T


mean, directions = fit_pca(x_train, 64)
# next cell
STEP["by"] = -1
# next cell
for _ in range(1):
    mean, directions = fit_pca(x_train, 64)
