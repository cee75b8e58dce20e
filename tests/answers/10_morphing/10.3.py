# %% wrong: morph mixes the pixels
# replace: decode(interpolate(start, end, steps), name)
# by: interpolate(first, second, steps)
# %% wrong: morph fades between two decoded images
# replace: decode(interpolate(start, end, steps), name)
# by: interpolate(*decode(np.stack([start, end]), name), steps)
# %% wrong: morph reconstructs a cross-fade
# replace: decode(interpolate(start, end, steps), name)
# by: decode(encode(interpolate(first, second, steps), name), name)
# %% wrong: morph runs backwards
# replace: interpolate(start, end, steps)
# by: interpolate(end, start, steps)
# %% wrong: always the VAE
# replace: , name)
# by: , "VAE")
# %% wrong: decoded by the other network
# replace: decode(interpolate(start, end, steps), name)
# by: decode(interpolate(start, end, steps), {"VAE": "autoencoder", "autoencoder": "VAE"}[name])
# %% wrong: morph ignores steps
# replace: decode(interpolate(start, end, steps), name)
# by: decode(interpolate(start, end), name)
# %% wrong: cross-fade ignores steps
# replace: return interpolate(first, second, steps)
# by: return interpolate(first, second)
# %% wrong: cross-fade of reconstructions
# replace: return interpolate(first, second, steps)
# by: return interpolate(*decode(encode(np.stack([first, second]), "VAE"), "VAE"), steps)
# %% wrong: cross-fade is a morph
# replace: return interpolate(first, second, steps)
# by: return morph(first, second, "VAE", steps)
# %% wrong: codes, not decoded
# replace: decode(interpolate(start, end, steps), name)
# by: interpolate(start, end, steps)
# %% wrong: the originals put at the ends
# replace: return decode(interpolate(start, end, steps), name)
# by: f = decode(interpolate(start, end, steps), name); f[0], f[-1] = first, second; return f
# %% wrong: cross-fade runs backwards
# replace: return interpolate(first, second, steps)
# by: return interpolate(second, first, steps)
# %% wrong: forgotten return
# replace: return interpolate(first, second, steps)
# by: interpolate(first, second, steps)
# %% wrong: centred twice
# replace: encode(np.stack([first, second]), name)
# by: encode(np.stack([first, second]) - np.float32(0.5), name)
# %% wrong: cut in the middle
# replace: return interpolate(first, second, steps)
# by: return np.stack([first if i < steps / 2 else second for i in range(steps)])
# %% wrong: in-place change of the images
# replace: return interpolate(first, second, steps)
# by: second -= first; return np.stack([first + a * second for a in np.linspace(0, 1, steps)])
# %% right: each image encoded alone
def morph(first, second, name, steps=7):
    start = encode(first[None], name)[0]
    end = encode(np.expand_dims(second, 0), name)[0]
    return decode(interpolate(end=end, start=start, steps=steps), name)


cross_fade = lambda first, second, steps=7: interpolate(first, second, steps)
# %% right: its own line, frame by frame, words on stderr
def morph(first, second, name, steps=7):
    import sys

    start, end = encode(np.array([first, second]), name)
    frames = []
    for i in range(steps):
        z = start + i / (steps - 1) * (end - start)
        frames.append(decode(z.reshape(1, -1), name)[0])
        print("frame", i, file=sys.stderr)
    return np.array(frames)


def cross_fade(first, second, steps=7):
    return np.linspace(first, second, steps)
# %% right: weights and products, in float64
def morph(first, second, name, steps=7):
    a = np.linspace(0, 1, steps)
    return decode(np.column_stack([1 - a, a]) @ encode(np.stack([first, second]), name), name)


def cross_fade(first, second, steps=7):
    """Mix the pixels."""
    a = np.linspace(0, 1, steps)[:, None, None, None]
    return np.clip(first * (1 - a) + second * a, 0, 1)
