# %% wrong: clean digits as input
# replace: (digit_denoiser, d_noisy_train, d_train,
# by: (digit_denoiser, d_train, d_train,
# %% wrong: input and target swapped
# replace: (digit_denoiser, d_noisy_train, d_train,
# by: (digit_denoiser, d_train, d_noisy_train,
# %% wrong: noisy digits as targets
# replace: (digit_denoiser, d_noisy_train, d_train,
# by: (digit_denoiser, d_noisy_train, d_noisy_train,
# %% wrong: garments
# replace: d_noisy_train, d_train,
# by: f_noisy_train, f_train,
# %% wrong: the garment denoiser, as it is
digit_denoiser = denoiser
# %% wrong: the garment denoiser, trained on
# replace: digit_denoiser = build_denoiser()
# by: digit_denoiser = denoiser
# %% wrong: never trained
digit_denoiser = build_denoiser()
# %% wrong: trained on test digits
# replace: d_noisy_train, d_train,
# by: d_noisy_test, d_test,
# %% wrong: the first denoiser is trained once more
digit_denoiser = build_denoiser()
digit_history = train_denoiser(denoiser, d_noisy_train, d_train, (d_noisy_validation, d_validation), "04_digits")
# %% wrong: twenty digits
# replace: d_noisy_train, d_train,
# by: d_noisy_train[:20], d_train[:20],
# %% right: arguments by name, and words on stderr
import sys
import warnings

warnings.warn("digits now", stacklevel=1)
print("training the second denoiser", file=sys.stderr)
pair = d_noisy_validation, d_validation
digit_history = train_denoiser(
    model=(digit_denoiser := build_denoiser()), clean=d_train, noisy=d_noisy_train, name="04_digits", validation=pair
)
# %% right: a function of the student's own, float64
training.seed(33)


def make(noisy, clean, pair):
    model = build_denoiser()
    return model, train_denoiser(model, noisy.astype("float64"), clean, pair, "04_digits")


digit_denoiser, digit_history = make(d_noisy_train, d_train, (d_noisy_validation, d_validation))
