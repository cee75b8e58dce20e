# %% wrong: morph mixes the pixels
# cause: The pixels are mixed; mix the codes, then decode.
# replace: decode(interpolate(start, end, steps), name)
# by: interpolate(first, second, steps)
# %% wrong: morph fades between two decoded images
# cause: The morph fades between two decoded images; mix the codes and decode each point.
# replace: decode(interpolate(start, end, steps), name)
# by: interpolate(*decode(np.stack([start, end]), name), steps)
# %% wrong: morph reconstructs a cross-fade
# cause: Mixed pixels are sent through the network; mix the codes.
# replace: decode(interpolate(start, end, steps), name)
# by: decode(encode(interpolate(first, second, steps), name), name)
# %% wrong: morph runs backwards
# cause: The morph runs backwards; begin with the first image.
# replace: interpolate(start, end, steps)
# by: interpolate(end, start, steps)
# %% wrong: always the VAE
# cause: The VAE is used for every name; pass name on.
# replace: , name)
# by: , "VAE")
# %% wrong: decoded by the other network
# cause: The codes of one network are decoded by the other; pass the same name to both.
# replace: decode(interpolate(start, end, steps), name)
# by: decode(interpolate(start, end, steps), {"VAE": "autoencoder", "autoencoder": "VAE"}[name])
# %% wrong: morph ignores steps
# cause: The morph has seven frames whatever is asked; pass steps on to interpolate.
# replace: decode(interpolate(start, end, steps), name)
# by: decode(interpolate(start, end), name)
# %% wrong: cross-fade ignores steps
# cause: The cross-fade has seven frames whatever is asked; pass steps on to interpolate.
# replace: return interpolate(first, second, steps)
# by: return interpolate(first, second)
# %% wrong: cross-fade of reconstructions
# cause: The cross-fade mixes reconstructions; it mixes the images themselves, without a network.
# replace: return interpolate(first, second, steps)
# by: return interpolate(*decode(encode(np.stack([first, second]), "VAE"), "VAE"), steps)
# %% wrong: cross-fade is a morph
# cause: The cross-fade is a morph; it mixes the pixels, without a network.
# replace: return interpolate(first, second, steps)
# by: return morph(first, second, "VAE", steps)
# %% wrong: codes, not decoded
# cause: These are codes; decode them.
# replace: decode(interpolate(start, end, steps), name)
# by: interpolate(start, end, steps)
# %% wrong: the originals put at the ends
# cause: The originals stand at the ends; the morph begins and ends with reconstructions.
# replace: return decode(interpolate(start, end, steps), name)
# by: f = decode(interpolate(start, end, steps), name); f[0], f[-1] = first, second; return f
# %% wrong: cross-fade runs backwards
# cause: The cross-fade runs backwards; begin with the first image.
# replace: return interpolate(first, second, steps)
# by: return interpolate(second, first, steps)
# %% wrong: forgotten return
# cause: The cross-fade is not given back; begin the line with return.
# replace: return interpolate(first, second, steps)
# by: interpolate(first, second, steps)
# %% wrong: centred twice
# cause: 0.5 is subtracted before encode, which subtracts it again.
# replace: encode(np.stack([first, second]), name)
# by: encode(np.stack([first, second]) - np.float32(0.5), name)
# %% wrong: cut in the middle
# cause: The film is cut in the middle; each frame mixes both images.
# replace: return interpolate(first, second, steps)
# by: return np.stack([first if i < steps / 2 else second for i in range(steps)])
# %% wrong: in-place change of the images
# cause: -= changes the caller's second image; make a new array.
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
