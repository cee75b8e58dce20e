# %% wrong: the morph ignores steps
# cause: "Frames (steps, 32, 32, 3)": pass steps on to interpolate in morph.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    start, end = encode(np.stack([first, second]), name)
    return decode(interpolate(start, end).astype("float32"), name)


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return interpolate(first, second, steps)
# %% wrong: the fade ignores steps
# cause: "Frames (steps, 32, 32, 3)": pass steps on to interpolate in cross_fade.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    start, end = encode(np.stack([first, second]), name)
    return decode(interpolate(start, end, steps).astype("float32"), name)


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return interpolate(first, second)
# %% wrong: other names are taken for the VAE
# cause: "By that network": a network added to `networks` under another name is replaced by the VAE in yours; pass name on.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    name = name if name in ("autoencoder", "VAE") else "VAE"
    start, end = encode(np.stack([first, second]), name)
    return decode(interpolate(start, end, steps).astype("float32"), name)


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return interpolate(first, second, steps)
# %% wrong: the fade changes its first image
# cause: The images must stay as they are: your cross-fade overwrites the first with the last frame.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    start, end = encode(np.stack([first, second]), name)
    return decode(interpolate(start, end, steps).astype("float32"), name)


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    frames = []
    step = (second - first) / (steps - 1)
    image = first
    for _ in range(steps):
        frames.append(image.copy())
        image += step
    return np.stack(frames)
# %% wrong: an even number of frames becomes odd
# cause: "Frames (steps, 32, 32, 3)": for an even number your morph returns one more, so that there is a middle.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    start, end = encode(np.stack([first, second]), name)
    return decode(interpolate(start, end, steps // 2 * 2 + 1).astype("float32"), name)


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return interpolate(first, second, steps)
# %% wrong: the nearest of seven frames
# cause: A frame for each of `steps` even values of a: above 7 steps yours shows the nearest of seven frames again.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    start, end = encode(np.stack([first, second]), name)
    frames = decode(interpolate(start, end).astype("float32"), name)
    return frames[np.round(np.linspace(0, 6, steps)).astype(int)]


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return interpolate(first, second, steps)
# %% wrong: frames of the fade in the type of the images
# cause: The mixed pixels of images of whole numbers need not be whole; yours are cast back to the type of the first image.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    start, end = encode(np.stack([first, second]), name)
    return decode(interpolate(start, end, steps).astype("float32"), name)


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return interpolate(first, second, steps).astype(first.dtype)
# %% wrong: the morph is not clipped
# cause: "Frames in [0, 1]": yours uses the decoder without clipping; use decode.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    start, end = encode(np.stack([first, second]), name)
    return predict(networks[name][1], interpolate(start, end, steps).astype("float32")) + 0.5


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return interpolate(first, second, steps)
# %% wrong: the morph mixes decoded ends
# cause: The codes are interpolated and each point is decoded; yours fades between the two reconstructions.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    start, end = encode(np.stack([first, second]), name)
    one, two = decode(np.stack([start, end]), name)
    return interpolate(one, two, steps)


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return interpolate(first, second, steps)
# %% wrong: the morph begins and ends with the originals
# cause: "The morph starts at the reconstruction of the first face and ends at that of the second"; yours puts the originals there.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    start, end = encode(np.stack([first, second]), name)
    frames = decode(interpolate(start, end, steps).astype("float32"), name)
    frames[0], frames[-1] = first, second
    return frames


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return interpolate(first, second, steps)
# %% wrong: a fade of reconstructions
# cause: The cross-fade mixes the pixels of the two images themselves, without a network.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    start, end = encode(np.stack([first, second]), name)
    return decode(interpolate(start, end, steps).astype("float32"), name)


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    one, two = decode(encode(np.stack([first, second]), "VAE"), "VAE")
    return interpolate(one, two, steps)
# %% right: one image at a time
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    ends = [encode(np.expand_dims(image, 0), name)[0] for image in (first, second)]
    codes = np.asarray(interpolate(*ends, steps=steps), dtype="float32")
    return np.concatenate([decode(code[None], name) for code in codes])


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return np.clip(interpolate(start=first, end=second, steps=steps), 0, 1)
# %% right: a helper for both
def ends_of(first, second):
    return np.concatenate([np.asarray(first)[None], np.asarray(second)[None]], axis=0)


def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    line = interpolate(*encode(ends_of(first, second), name), steps)
    frames = decode(line.astype("float32"), name)
    return frames


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    one, two = ends_of(first, second)
    return interpolate(one, two, steps)
# %% wrong: morph mixes the pixels
# cause: The pixels are mixed; mix the codes, then decode.
# replace: return decode(interpolate(start, end, steps), name)
# by: return interpolate(first, second, steps)
# %% wrong: morph fades between decoded images
# cause: The morph fades between two decoded images; mix the codes and decode each point.
# replace: return decode(interpolate(start, end, steps), name)
# by: return interpolate(*decode(np.stack([start, end]), name), steps)
# %% wrong: the mixed pixels sent through the network
# cause: Mixed pixels are sent through the network; mix the codes.
# replace: return decode(interpolate(start, end, steps), name)
# by: return decode(encode(interpolate(first, second, steps).astype("float32"), name), name)
# %% wrong: morph has seven frames always
# cause: The morph has seven frames whatever is asked; pass steps on to interpolate.
# replace: interpolate(start, end, steps)
# by: interpolate(start, end)
# %% wrong: cross-fade has seven frames always
# cause: The cross-fade has seven frames whatever is asked; pass steps on to interpolate.
# replace: interpolate(first, second, steps)
# by: interpolate(first, second)
# %% wrong: the VAE for every name
# cause: The VAE is used for every name; pass name on.
# replace: encode(np.stack([first, second]), name)
# by: encode(np.stack([first, second]), "VAE")
# replace: decode(interpolate(start, end, steps), name)
# by: decode(interpolate(start, end, steps), "VAE")
# %% wrong: encoded by one network, decoded by the other
# cause: The codes are decoded by the autoencoder whatever the name; pass name to decode too.
# replace: decode(interpolate(start, end, steps), name)
# by: decode(interpolate(start, end, steps), "autoencoder")
# %% wrong: backwards
# cause: The morph runs backwards; begin with the first image.
# replace: np.stack([first, second])
# by: np.stack([second, first])
# %% wrong: the ends are the original faces
# cause: The originals stand at the ends; the morph begins and ends with reconstructions.
# replace: return decode(interpolate(start, end, steps), name)
# by: frames = decode(interpolate(start, end, steps), name); frames[0], frames[-1] = first, second; return frames
# %% wrong: cross-fade of the reconstructions
# cause: The cross-fade mixes reconstructions; it mixes the images themselves, without a network.
# replace: return interpolate(first, second, steps)
# by: return interpolate(*decode(encode(np.stack([first, second]), "autoencoder"), "autoencoder"), steps)
# %% wrong: codes keep the axis of one image
# cause: The codes keep the axis of the one image, and so do the frames; take the first row, or encode both at once.
# replace: start, end = encode(np.stack([first, second]), name)
# by: start, end = encode(first[None], name), encode(second[None], name)
# %% wrong: cross-fade adds with full weights
# cause: The second image has its full weight throughout; weigh it with a.
# replace: return interpolate(first, second, steps)
# by: return np.clip(interpolate(first, 0 * first, steps) + second, 0, 1)
# %% wrong: only the middle frame differs
# cause: Only the middle frame is mixed; every frame mixes both images.
# replace: return interpolate(first, second, steps)
# by: return np.stack([first] * (steps // 2) + [(first + second) / 2] + [second] * (steps - 1 - steps // 2))
# %% right: encoded one by one, decoded one by one
def morph(first, second, name, steps=7):
    z0 = encode(first[np.newaxis], name)[0]
    z1 = encode(second[np.newaxis], name)[0]
    frames = [decode(z[np.newaxis], name)[0] for z in interpolate(z0, z1, steps).astype("float32")]
    return np.stack(frames)


def cross_fade(first, second, steps=7):
    return np.stack([(1 - a) * first + a * second for a in np.linspace(0, 1, steps)])
# %% right: linspace and float32
def morph(first, second, name, steps=7):
    codes = encode(np.concatenate([first[None], second[None]]), name)
    path = np.linspace(codes[0], codes[1], steps, dtype="float32")
    return decode(path, name)


def cross_fade(first, second, steps=7):
    return np.linspace(first, second, steps).astype("float32")
# %% right: weights as a matrix product
def _weights(steps):
    a = np.linspace(0, 1, steps, dtype="float32")
    return np.stack([1 - a, a], axis=1)


def morph(first, second, name, steps=7):
    print("morphing by", name)
    return decode(_weights(steps) @ encode(np.array([first, second]), name), name)


def cross_fade(first, second, steps=7):
    mixed = _weights(steps) @ np.array([first, second]).reshape(2, -1)
    return np.clip(mixed.reshape(steps, *first.shape), 0, 1)
