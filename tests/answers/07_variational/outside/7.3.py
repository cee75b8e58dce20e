# %% wrong: the constant counts the rows of z
# cause: len(z) is the number of draws once z has two axes; log 2π stands once for each of the d numbers of a code, "summed over the last axis".
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = log_var + (z - mean) ** 2 / np.exp(log_var)
    return -0.5 * (len(z) * np.log(2 * np.pi) + np.sum(terms, axis=-1))


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = mean + np.exp(log_var / 2) * rng.standard_normal((draws, len(mean)))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    return r.mean(), r.std() / np.sqrt(draws)
# %% wrong: the constant for two numbers
# cause: log 2π is counted twice whatever d is; the sum over j has it once for each number: "arrays (..., d) → (...)".
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = log_var + (z - mean) ** 2 / np.exp(log_var)
    return -np.log(2 * np.pi) - 0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = mean + np.exp(log_var / 2) * rng.standard_normal((draws, len(mean)))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    return r.mean(), r.std() / np.sqrt(draws)
# %% wrong: all axes but the first are summed
# cause: For arrays of three axes the codes of an image are summed too; "summed over the last axis: arrays (..., d) → (...)": use axis=-1.
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
    axes = tuple(range(1, terms.ndim)) if terms.ndim > 1 else 0
    return -0.5 * np.sum(terms, axis=axes)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = mean + np.exp(log_var / 2) * rng.standard_normal((draws, len(mean)))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    return r.mean(), r.std() / np.sqrt(draws)
# %% wrong: a small constant in the variance
# cause: The variance has 1e-6 added, which is wrong for narrow normal distributions; the formula divides by the variance, exp(log_var): "Return log N(z; mean, exp(log_var))".
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    variance = np.exp(log_var) + 1e-6
    terms = np.log(2 * np.pi) + np.log(variance) + (z - mean) ** 2 / variance
    return -0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = mean + np.exp(log_var / 2) * rng.standard_normal((draws, len(mean)))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    return r.mean(), r.std() / np.sqrt(draws)
# %% wrong: the estimate is the closed form
# cause: "The estimate must not use the closed form": return the mean of the differences log q - log p of the draws.
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
    return -0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = mean + np.exp(log_var / 2) * rng.standard_normal((draws, len(mean)))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    estimate = 0.5 * np.sum(mean**2 + np.exp(log_var) - 1 - log_var)
    return estimate, r.std() / np.sqrt(draws)
# %% wrong: half of the estimate by formula
# cause: The mean of log q is taken from its solved integral; "The estimate must not use the closed form": average log q of the draws as well.
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
    return -0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = mean + np.exp(log_var / 2) * rng.standard_normal((draws, len(mean)))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    of_q = -0.5 * np.sum(np.log(2 * np.pi) + log_var + 1)
    return of_q - log_normal(z, 0 * mean, 0 * log_var).mean(), r.std() / np.sqrt(draws)
# %% wrong: the estimate takes no notice of the seed
# cause: Two calls with the same seed give two estimates; the docstring has "seed: of the generator", so use default_rng(seed).
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
    return -0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng()
    z = mean + np.exp(log_var / 2) * rng.standard_normal((draws, len(mean)))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    return r.mean(), r.std() / np.sqrt(draws)
# %% wrong: always a hundred thousand draws
# cause: The number of draws is fixed; the docstring has "draws: how many codes to draw".
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
    return -0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = mean + np.exp(log_var / 2) * rng.standard_normal((100_000, len(mean)))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    return r.mean(), r.std() / np.sqrt(len(r))
# %% wrong: the root of a fixed number
# cause: The standard error is divided by the root of 100,000 and not of draws; "Its standard error is sd(r) / √S".
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
    return -0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = mean + np.exp(log_var / 2) * rng.standard_normal((draws, len(mean)))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    return r.mean(), r.std() / np.sqrt(100_000)
# %% wrong: one noise for all numbers of a code
# cause: All numbers of a code get the same noise, so the codes are not draws from q, whose components are independent; draw an array (draws, d).
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
    return -0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = mean + np.exp(log_var / 2) * rng.standard_normal((draws, 1))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    return r.mean(), r.std() / np.sqrt(draws)
# %% wrong: codes drawn from the prior
# cause: The codes are drawn from the prior; the mean in the formula is over draws from q: "With z(1), ..., z(S) from q".
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
    return -0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = rng.standard_normal((draws, len(mean)))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    return r.mean(), r.std() / np.sqrt(draws)
# %% wrong: each number has an error of its own
# cause: estimate and error have one value for each number of the code; the docstring says "two numbers": sum over the code first.
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
    return -0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = mean + np.exp(log_var / 2) * rng.standard_normal((draws, len(mean)))
    q = -0.5 * (log_var + (z - mean) ** 2 / np.exp(log_var))
    r = q + 0.5 * z**2
    return r.mean(axis=0), r.std(axis=0) / np.sqrt(draws)
# %% right: SciPy's log-density and ddof 1
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    return norm.logpdf(z, loc=mean, scale=np.exp(np.asarray(log_var) / 2)).sum(axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = rng.normal(loc=mean, scale=np.exp(log_var / 2), size=(draws, len(mean)))
    zeros = np.zeros(len(mean))
    differences = log_normal(z, mean, log_var) - log_normal(z, zeros, zeros)
    return float(differences.mean()), float(differences.std(ddof=1) / draws**0.5)
# %% right: a draw at a time
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    z, mean, log_var = (np.asarray(part, dtype="float64") for part in (z, mean, log_var))
    scaled = (z - mean) * np.exp(-log_var / 2)
    return -(np.square(scaled) + log_var + np.log(2 * np.pi)).sum(-1) / 2


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    sd = np.exp(np.array(log_var) / 2)
    ratios = []
    for _ in range(draws):
        code = mean + sd * rng.standard_normal(len(sd))
        ratios.append(log_normal(code, mean, log_var) - log_normal(code, 0.0 * code, 0.0 * code))
    return np.mean(ratios), np.std(ratios) / np.sqrt(len(ratios))
# %% right: covariance matrix and a helper
def standard_error(values):
    """Return the standard error of the mean of values."""
    return np.std(values) / np.sqrt(np.size(values))


def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
    return -0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = rng.multivariate_normal(mean, np.diag(np.exp(log_var)), size=draws)
    log_q, log_p = log_normal(z, mean, log_var), log_normal(z, np.zeros_like(z), np.zeros_like(z))
    return np.mean(log_q - log_p), standard_error(log_q - log_p)
# %% wrong: the closed form with an error for show
# cause: The estimate is the closed form; average log q - log p over the draws.
def log_normal(z, mean, log_var):
    return -0.5 * np.sum(np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var), axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    z = mean + np.exp(log_var / 2) * np.random.default_rng(seed).standard_normal((draws, len(mean)))
    ratios = log_normal(z, mean, log_var) - log_normal(z, np.zeros_like(mean), np.zeros_like(log_var))
    return 0.5 * np.sum(mean**2 + np.exp(log_var) - 1 - log_var), ratios.std() / np.sqrt(draws)


# %% wrong: log 2π once
# cause: log 2π stands inside the sum: once for each number of the code.
# replace: np.sum(np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var), axis=-1)
# by: (np.log(2 * np.pi) + np.sum(log_var + (z - mean) ** 2 / np.exp(log_var), axis=-1))
# %% wrong: without the log-variance
# cause: The term log_var, the logarithm of the variance, is missing.
# replace: np.log(2 * np.pi) + log_var + (z
# by: np.log(2 * np.pi) + (z
# %% wrong: a small number added to the variance
# cause: Nothing is added to the variance: divide by exp(log_var) as it is.
# replace: / np.exp(log_var), axis=-1
# by: / (np.exp(log_var) + 1e-8), axis=-1
# %% wrong: sums over all axes
# cause: All is summed; sum over the last axis only, axis=-1.
# replace: / np.exp(log_var), axis=-1)
# by: / np.exp(log_var))
# %% wrong: the codes have two numbers, whatever is given
# cause: Codes have len(mean) numbers; these have two.
# replace: (draws, len(mean))
# by: (draws, 2)
# %% wrong: the same noise for all numbers of a code
# cause: All numbers of a code get the same noise; draw an array (draws, d).
# replace: (draws, len(mean))
# by: (draws, 1)
# %% wrong: the seed is ignored
# cause: Draw with the seed: default_rng(seed).
# replace: np.random.default_rng(seed)
# by: np.random.default_rng()
# %% wrong: always 100,000 draws
# cause: The number of draws is fixed; use draws.
def log_normal(z, mean, log_var):
    return -0.5 * np.sum(np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var), axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    draws = 100_000  # enough for a good estimate
    z = mean + np.exp(log_var / 2) * np.random.default_rng(seed).standard_normal((draws, len(mean)))
    ratios = log_normal(z, mean, log_var) - log_normal(z, np.zeros_like(mean), np.zeros_like(log_var))
    return ratios.mean(), ratios.std() / np.sqrt(draws)


# %% wrong: never below 0
# cause: Estimates below 0 are cut off; leave them as they are.
# replace: return ratios.mean(), ratios.std() / np.sqrt(draws)
# by: return max(ratios.mean(), 0.0), ratios.std() / np.sqrt(draws)
# %% wrong: each difference is made positive
# cause: The differences are made positive; average them as they are.
# replace: return ratios.mean(), ratios.std() / np.sqrt(draws)
# by: return np.abs(ratios).mean(), ratios.std() / np.sqrt(draws)
# %% wrong: standard deviation in place of standard error
# cause: This is the standard deviation; divide it by the root of draws.
# replace: ratios.std() / np.sqrt(draws)
# by: ratios.std()
# %% wrong: variance over the root
# cause: Take the standard deviation, not the variance.
# replace: ratios.std() / np.sqrt(draws)
# by: ratios.var() / np.sqrt(draws)
# %% wrong: the prior's log-variance is 1
# cause: The prior's log-variance is 0, as its variance is 1.
# replace: np.zeros_like(log_var)
# by: np.ones_like(log_var)
# %% wrong: the prior has the encoder's variance
# cause: The prior has the log-variance 0, not that of q.
# replace: np.zeros_like(log_var)
# by: log_var
# %% wrong: the log-variance is the spread of the draws
# cause: log_var is taken for sigma; draw with exp(log_var / 2).
# replace: np.exp(log_var / 2) * np.random
# by: log_var * np.random
# %% wrong: the median of the differences
# cause: This is the median; take the mean of the differences.
# replace: return ratios.mean(),
# by: return np.median(ratios),
# %% wrong: two standard errors
# cause: This is 1.96 standard errors; return one.
# replace: ratios.std() / np.sqrt(draws)
# by: 1.96 * ratios.std() / np.sqrt(draws)
# %% wrong: drawn from the prior
# cause: Draw the codes from q; these are drawn from the prior.
# replace: z = mean + np.exp(log_var / 2) * np.random
# by: z = np.random
# %% right: terms apart, normal() with mean and sd
import math


def log_normal(z, mean, log_var):
    variance = np.exp(log_var)
    quadratic = np.square(np.subtract(z, mean)) / variance
    constant = math.log(2 * math.pi)
    return np.sum(-(constant + log_var + quadratic) / 2, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    rng = np.random.default_rng(seed)
    z = rng.normal(loc=mean, scale=np.sqrt(np.exp(log_var)), size=(draws, mean.shape[0]))
    r = log_normal(z, mean, log_var) - log_normal(z, 0.0, np.zeros(mean.shape))
    return float(np.mean(r)), float(np.std(r, ddof=1) / math.sqrt(len(r)))


# %% right: SciPy's density
from scipy.stats import norm as gauss
from scipy.stats import sem


def log_normal(z, mean, log_var):
    return gauss.logpdf(z, loc=mean, scale=np.exp(0.5 * np.asarray(log_var))).sum(axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    noise_ = np.random.default_rng(seed).standard_normal(size=(draws, np.size(mean)))
    z = noise_ * np.exp(0.5 * log_var) + mean
    differences = log_normal(z, mean, log_var) - log_normal(z, mean * 0, log_var * 0)
    return np.mean(differences), sem(differences)


# %% right: a loop over the numbers of a code
def log_normal(z, mean, log_var):
    total = 0.0
    z, mean, log_var = np.broadcast_arrays(z, mean, log_var)
    for j in range(z.shape[-1]):
        gap = z[..., j] - mean[..., j]
        total = total - 0.5 * (np.log(2 * np.pi) + log_var[..., j] + gap**2 * np.exp(-log_var[..., j]))
    return total


def kl_by_sampling(mean, log_var, draws, seed):
    rng, sigma = np.random.default_rng(seed), np.exp(log_var / 2)
    z = np.stack([mean + sigma * rng.standard_normal(len(mean)) for _ in range(draws)])
    origin = np.zeros(len(mean))
    r = log_normal(z, mean, log_var) - log_normal(z, origin, origin)
    error = np.sqrt(((r - r.mean()) ** 2).sum() / draws**2)
    return [r.mean(), error]
