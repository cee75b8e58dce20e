# %% wrong: normal and strange exchanged
# cause: Normal and strange are exchanged: strange scores should be the higher ones.
def area_under_roc(normal, strange):
    normal, strange = np.sort(strange), normal
    below = np.searchsorted(normal, strange, side="left") + np.searchsorted(normal, strange, side="right")
    return np.mean(below) / 2 / len(normal)
# %% wrong: a tie counts nothing
# cause: A tie counts nothing here; it counts half.
# replace: np.mean(below + not_above) / 2 / len(normal)
# by: np.mean(below) / len(normal)
# %% wrong: a tie counts as a win
# cause: A tie counts as a win here; it counts half.
# replace: np.mean(below + not_above) / 2 / len(normal)
# by: np.mean(not_above) / len(normal)
# %% wrong: normal scores not sorted
# cause: The normal scores are not sorted, and a look-up needs that.
# replace: normal = np.sort(normal)
# by: normal = np.asarray(normal)
# %% wrong: never below a half
# cause: A value below 0.5 is turned round; return it as it is: the score is worse than none.
# replace: return np.mean(below + not_above) / 2 / len(normal)
# by: area = np.mean(below + not_above) / 2 / len(normal); return max(area, 1 - area)
# %% wrong: a number of pairs
# cause: This is a number of pairs; divide it by how many there are.
# replace: np.mean(below + not_above) / 2 / len(normal)
# by: np.sum(below + not_above) / 2
# %% wrong: not divided by the normal scores
# cause: The mean is not divided by the number of normal scores.
# replace: np.mean(below + not_above) / 2 / len(normal)
# by: np.mean(below + not_above) / 2
# %% wrong: both not halved
# cause: The two counts are added and not halved.
# replace: np.mean(below + not_above) / 2 / len(normal)
# by: np.mean(below + not_above) / len(normal)
# %% wrong: all pairs in one array
# cause: All pairs are compared in one array, which takes too much memory for many scores; sort, and look up.
def area_under_roc(normal, strange):
    gap = strange[:, None] - normal
    return np.mean(gap > 0) + np.mean(gap == 0) / 2
# %% wrong: accuracy at the best threshold
# cause: This is the best accuracy of a threshold; the area looks at all pairs.
def area_under_roc(normal, strange):
    cuts = np.unique(np.concatenate([normal, strange]))[-200:]
    right = [(np.mean(normal <= cut) + np.mean(strange > cut)) / 2 for cut in cuts]
    return max(right)
# %% wrong: strange scores above the mean of the normal ones
# cause: The strange scores are compared with the mean normal score; compare them with each.
def area_under_roc(normal, strange):
    return np.mean(strange > np.mean(normal)) + np.mean(strange == np.mean(normal)) / 2
# %% wrong: strange scores above all normal ones
# cause: The strange scores are compared with the largest normal score; compare them with each.
def area_under_roc(normal, strange):
    return np.mean(strange > np.max(normal))
# %% wrong: one pair for each place
# cause: Only scores at the same place are compared; compare each strange score with each normal one.
def area_under_roc(normal, strange):
    n = min(len(normal), len(strange))
    return np.mean(strange[:n] > normal[:n]) + np.mean(strange[:n] == normal[:n]) / 2
# %% wrong: ties in the order of the array
# cause: Tied scores get ranks in the order in which they stand; a tie counts half.
def area_under_roc(normal, strange):
    ranks = np.concatenate([normal, strange]).argsort(kind="stable").argsort() + 1
    m = len(strange)
    return (ranks[len(normal) :].sum() - m * (m + 1) / 2) / (m * len(normal))
# %% wrong: absolute scores
# cause: The scores lose their signs; compare them as they are.
def area_under_roc(normal, strange):
    normal, strange = np.sort(np.abs(normal)), np.abs(strange)
    below = np.searchsorted(normal, strange, side="left") + np.searchsorted(normal, strange, side="right")
    return np.mean(below) / 2 / len(normal)
# %% wrong: a sample of pairs
# cause: A sample of the pairs is compared; compare all of them.
def area_under_roc(normal, strange):
    rng = np.random.default_rng(0)
    a, b = rng.choice(normal, 1000), rng.choice(strange, 1000)
    return np.mean(b > a) + np.mean(b == a) / 2
# %% wrong: in per cent
# cause: This is in per cent; return a probability.
# replace: return np.mean
# by: return 100 * np.mean
# %% wrong: the normal array sorted in place
# replace: normal = np.sort(normal)
# by: normal.sort()
# %% right: scikit-learn's own
def area_under_roc(normal, strange):
    from sklearn.metrics import roc_auc_score

    known = np.r_[np.zeros(len(normal)), np.ones(len(strange))]
    return roc_auc_score(known, np.concatenate([normal, strange]))
# %% right: from mean ranks
def area_under_roc(normal, strange):
    from scipy.stats import rankdata

    n, m = len(normal), len(strange)
    ranks = rankdata(np.concatenate([normal, strange]))
    return (ranks[n:].sum() - m * (m + 1) / 2) / (n * m)
# %% right: strange scores one by one
def area_under_roc(normal, strange):
    wins = 0.0
    for score in strange:
        wins += np.mean(normal < score) + 0.5 * np.mean(normal == score)
    return wins / len(strange)
# %% right: the curve, and the trapezoids below it
def area_under_roc(normal, strange):
    cuts = np.concatenate([[np.inf], np.unique(np.concatenate([normal, strange]))[::-1]])
    normal, strange = np.sort(normal), np.sort(strange)
    false = 1 - np.searchsorted(normal, cuts) / len(normal)
    true = 1 - np.searchsorted(strange, cuts) / len(strange)
    return np.sum(np.diff(false) * (true[1:] + true[:-1]) / 2)
