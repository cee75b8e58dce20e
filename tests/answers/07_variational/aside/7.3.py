# %% wrong: codes of two numbers only
# cause: The noise has two columns whatever the size of the code; the docstring has "mean, log_var: arrays (d,)".
def log_normal(z, mean, log_var):
    """Return log N(z; mean, exp(log_var)), summed over the last axis: arrays (..., d) → (...)."""
    terms = np.log(2 * np.pi) + log_var + (z - mean) ** 2 / np.exp(log_var)
    return -0.5 * np.sum(terms, axis=-1)


def kl_by_sampling(mean, log_var, draws, seed):
    """Return (estimate, standard error) of KL(N(mean, exp(log_var)) || N(0, I)), two numbers.

    mean, log_var: arrays (d,); draws: how many codes to draw; seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    z = mean + np.exp(log_var / 2) * rng.standard_normal((draws, 2))
    r = log_normal(z, mean, log_var) - log_normal(z, 0 * mean, 0 * log_var)
    return r.mean(), r.std() / np.sqrt(draws)
# %% wrong: variance of the differences as the error
# cause: The standard error is the standard deviation over the root of the number, "sd(r) / √S"; this is the variance over it.
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
    return r.mean(), r.var() / np.sqrt(draws)
