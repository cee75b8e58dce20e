# %% wrong: log 2π once instead of once for each number
# cause: log 2π stands inside the sum: once for each number of the code.
# replace: np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var), axis=-1)
# by: log_var + (z - mean) ** 2 / np.exp(log_var), axis=-1) - 0.5 * np.log(2 * np.pi)
# %% wrong: log 2π missing
# cause: The term log 2π is missing.
# replace: np.log(2 * np.pi) + log_var
# by: log_var
# %% wrong: divided by sigma
# cause: Divide by the variance, exp(log_var), not by sigma.
# replace: / np.exp(log_var), axis
# by: / np.exp(log_var / 2), axis
# %% wrong: log_var taken for sigma
# cause: log_var is taken for sigma; the variance is exp(log_var).
# replace: np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
# by: np.log(2 * np.pi) + np.log(log_var**2) + (z - mean) ** 2 / log_var**2
# %% wrong: sum over all draws
# cause: All is summed; sum over the last axis only, axis=-1.
# replace: , axis=-1)
# by: )
# %% wrong: mean for sum
# cause: This is the mean over the numbers of a code; sum over them.
# replace: -0.5 * np.sum
# by: -0.5 * np.mean
# %% wrong: sign of the density
# cause: The sign of the log-density is wrong: it begins with -1/2.
# replace: -0.5 * np.sum
# by: 0.5 * np.sum
# %% wrong: sign of the estimate
# cause: The sign is wrong: average log q - log p.
# replace: return ratios.mean()
# by: return -ratios.mean()
# %% wrong: codes drawn from the prior
# cause: Draw the codes from q; these are drawn from the prior.
# replace: z = mean + np.exp(log_var / 2) * np
# by: z = np
# %% wrong: drawn with the variance for sigma
# cause: exp(log_var) is the variance; draw with sigma, exp(log_var / 2).
# replace: np.exp(log_var / 2) * np
# by: np.exp(log_var) * np
# %% wrong: drawn with log_var for sigma
# cause: log_var is taken for sigma; draw with exp(log_var / 2).
# replace: np.exp(log_var / 2) * np
# by: log_var * np
# %% wrong: sd for the standard error
# cause: This is the standard deviation; divide it by the root of draws.
# replace: ratios.std() / np.sqrt(draws)
# by: ratios.std()
# %% wrong: divided by the number, not by its root
# cause: Divide by the root of the number of draws, not by the number.
# replace: / np.sqrt(draws)
# by: / draws
# %% wrong: variance for sd
# cause: Take the standard deviation, not the variance.
# replace: ratios.std()
# by: ratios.var()
# %% wrong: one noise for all numbers of a code
# cause: All numbers of a code get the same noise; draw an array (draws, d).
# replace: (draws, len(mean))
# by: (draws, 1)
# %% wrong: always ten thousand draws
# cause: The number of draws is fixed; use draws.
# replace: (draws, len(mean))
# by: (10_000, len(mean))
# %% wrong: seed forgotten
# cause: Draw with the seed: default_rng(seed).
# replace: np.random.default_rng(seed)
# by: np.random.default_rng()
# %% wrong: seed hard-coded
# cause: All seeds give the same estimate: default_rng(seed).
# replace: np.random.default_rng(seed)
# by: np.random.default_rng(1)
# %% wrong: the closed form as its own witness
# cause: The estimate is the closed form; average log q - log p over the draws.
# replace: return ratios.mean(), ratios
# by: return float(kl_divergence(mean[None], log_var[None])[0]), ratios
# %% wrong: estimate without its error
# cause: Return two numbers, the estimate and its standard error.
# replace: return ratios.mean(), ratios.std() / np.sqrt(draws)
# by: return ratios.mean()
# %% wrong: seed 0 taken for none
# cause: Seed 0 counts as none here: `seed or None` is None; pass `seed` on as it is.
# replace: np.random.default_rng(seed)
# by: np.random.default_rng(seed or None)
# %% right: densities from SciPy
import scipy.stats


def log_normal(z, mean, log_var):
    return scipy.stats.norm(mean, np.exp(0.5 * log_var)).logpdf(z).sum(-1)


def kl_by_sampling(mean, log_var, draws, seed):
    q = scipy.stats.norm(mean, np.exp(0.5 * log_var))
    z = q.rvs(size=(draws, len(mean)), random_state=seed)
    ratios = (q.logpdf(z) - scipy.stats.norm.logpdf(z)).sum(axis=1)
    return ratios.mean(), scipy.stats.sem(ratios)


# %% right: the constant taken out, the error from n - 1, a warning
import sys
import warnings


def log_normal(z, mean, log_var):
    standard = (z - mean) * np.exp(-log_var / 2)
    log_var = np.broadcast_to(log_var, standard.shape)
    return -(standard**2 + log_var).sum(axis=-1) / 2 - standard.shape[-1] * np.log(np.sqrt(2 * np.pi))


def kl_by_sampling(mean, log_var, draws, seed):
    warnings.warn("sampling")
    print("draws:", draws, file=sys.stderr)
    noise_of_all = np.random.RandomState(seed).normal(size=(draws, mean.size))
    z = mean + np.sqrt(np.exp(log_var)) * noise_of_all
    zeros = 0 * mean
    r = [float(number) for number in log_normal(z, mean, log_var) - log_normal(z, zeros, zeros)]
    return sum(r) / draws, np.std(r, ddof=1) / draws**0.5


# %% right: the logarithm of a product of densities, in a list
def log_normal(z, mean, log_var):
    variance = np.exp(log_var)
    return np.log(np.prod(np.exp(-((z - mean) ** 2) / (2 * variance)) / np.sqrt(2 * np.pi * variance), axis=-1))


def kl_by_sampling(mean, log_var, draws, seed):
    generator = np.random.default_rng(seed)
    z = generator.normal(mean, np.exp(log_var / 2), size=(draws, len(mean)))
    r = log_normal(z, mean, log_var) - log_normal(z, np.zeros(len(mean)), np.zeros(len(mean)))
    return [np.average(r), np.sqrt(np.var(r) / len(r))]
