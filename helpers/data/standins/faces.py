"""A stand-in for photographs of faces: drawn portraits of 32×32 pixels in colour, of whose every feature is known.

A person keeps a skin tone, hair, the proportions of the face and perhaps glasses and a beard; each picture of that
person has its own expression, turn of the head, light, background and camera. The head is shaded as an ellipsoid and
features move over it when it turns, so that pictures vary as photographs do: first by brightness and by the light's
direction, then by hair, turn and mouth.
"""

from collections.abc import Callable

import numpy as np

from helpers.data.album import Album
from helpers.data.standins.paint import Canvas, Field, Size, blob, mix, oval, rgb

SIDE = 32
PICTURES = 4  # of one person, on average
AT_ONCE = 100  # pictures painted together
HAIR = ("bald", "short", "parted", "curly", "long")
SKIN = (rgb(1.00, 0.84, 0.74), rgb(0.91, 0.70, 0.56), rgb(0.74, 0.52, 0.39), rgb(0.45, 0.29, 0.21))


def faces(count: int, *, seed: int = 0) -> Album:
    """Return ``count`` drawn faces (n, 32, 32, 3), in no order.

    The label is the person's number. The attributes are ``glasses``, ``smile`` and ``beard`` (bool); ``hair`` (one of
    `HAIR`); ``skin_tone`` (0 light to 1 dark) and ``hair_tone`` (0 dark to 1 light); ``pose`` (-1 turned to the
    picture's left to 1 to its right) and ``light`` (-1 from the left to 1 from the right), all float32.
    """
    rng = np.random.default_rng(seed)
    people = max(1, count // PICTURES)
    person = _people(people, rng)
    labels = rng.permutation(np.concatenate([np.arange(people), rng.integers(0, people, count - people)]))
    images = np.empty((count, SIDE, SIDE, 3), np.uint8)
    known: list[dict[str, np.ndarray]] = []
    for start in range(0, count, AT_ONCE):
        part = labels[start : start + AT_ONCE]
        portrait = _Portrait({name: np.take(values, part, axis=-3) for name, values in person.items()}, rng)
        for paint in PARTS:
            paint(portrait)
        images[start : start + AT_ONCE] = portrait.images()
        known.append(portrait.known())
    attributes = {name: np.concatenate([k[name] for k in known]) for name in known[0]}
    names = tuple(f"drawn person {i + 1}" for i in range(people))
    return Album(images, labels.astype(np.int64), names, attributes)


def _people(count: int, rng: np.random.Generator) -> dict[str, Field]:
    """Return what stays with each person, as arrays (count, 1, 1) and colours (3, count, 1, 1)."""
    c = Canvas(count, 1, rng)
    grey = c.chance(0.15)
    hair_tone = np.where(grey > 0, c.between(0.55, 0.95), c.between(0, 1) ** 1.8)
    dark, light = mix(rgb(0.07, 0.05, 0.05), rgb(0.36, 0.21, 0.12), np.clip(2 * hair_tone, 0, 1)), rgb(0.86, 0.68, 0.42)
    colour = mix(dark, light, np.clip(2 * hair_tone - 1, 0, 1))
    colour = mix(colour, rgb(0.58, 0.25, 0.10), c.chance(0.12) * c.between(0.3, 0.8))  # red
    colour = mix(colour, hair_tone * rgb(0.86, 0.86, 0.88), grey)
    tone = c.between(0, 1)
    at = tone * (len(SKIN) - 1)
    skin = sum(np.clip(1 - np.abs(at - i), 0, 1) * SKIN[i] for i in range(len(SKIN)))
    skin = skin * (1 + c.normal(0.05) * rgb(0.3, -0.2, -0.8))
    brown = mix(rgb(0.16, 0.09, 0.05), rgb(0.35, 0.24, 0.12), c.between(0, 1))
    return {
        "skin_tone": tone,
        "skin": skin,
        "hair_tone": hair_tone,
        "hair_colour": colour,
        "hair": rng.choice(len(HAIR), (count, 1, 1), p=[0.1, 0.28, 0.22, 0.14, 0.26]),
        "part": np.sign(c.normal(1)) * c.between(0.25, 0.6),
        "volume": c.between(0, 1),
        "hairline": c.normal(0.8),
        "glasses": c.chance(0.25),
        "frame": c.between(0, 1),
        "beard": c.chance(0.22) * c.between(0.35, 0.95),
        "width": c.normal(0.55, 9.6),
        "height": c.normal(0.5, 12.4),
        "jaw": c.between(0.1, 0.42),
        "eyes": c.normal(0.3, 4.6),  # from the middle, as all lengths in pixels
        "eye": c.normal(0.12, 1.0),
        "iris": mix(brown, rgb(0.35, 0.48, 0.58), c.chance(0.3)),
        "brow": c.between(0.5, 1.1),
        "nose": c.normal(0.14, 1.0),
        "mouth": c.normal(0.25, 3.9),
        "lips": c.between(0.1, 0.9),
    }


class _Portrait(Canvas):
    """Portraits of these people, one of each: what varies from picture to picture is drawn by chance here."""

    glow: Field  # how the light falls on the head: `_head` finds it, and the parts in front use it

    def __init__(self, person: dict[str, Field], rng: np.random.Generator):
        super().__init__(len(person["skin_tone"]), SIDE, rng, edge=1.25)
        self.person = person
        self.turn = self.normal(0.22)  # radians
        self.nod = self.normal(0.09)
        self.smiles = self.chance(0.5)
        self.smile = np.where(self.smiles > 0, self.between(0.55, 1), self.between(-0.2, 0.15))
        self.open = np.where(self.smiles > 0, self.chance(0.85) * self.between(0.6, 1), self.chance(0.2) * 0.35)
        self.light = np.clip(self.normal(0.5), -1, 1)
        # The head's own coordinates: tilted, nearer or farther, a little off the middle.
        tilt, zoom = self.normal(0.06), 0.88 * np.exp(self.normal(0.04))
        x, y = self.x - self.normal(0.7), self.y - self.normal(0.7)
        self.flat_x, self.flat_y = np.broadcast_arrays(self.x, self.y)
        self.x = zoom * (x * np.cos(tilt) + y * np.sin(tilt))
        self.y = zoom * (y * np.cos(tilt) - x * np.sin(tilt)) - 0.9

    def known(self) -> dict[str, np.ndarray]:
        """Return the attributes of each picture."""
        p = self.person
        values = {
            "glasses": p["glasses"] > 0,
            "smile": self.smiles > 0,
            "beard": p["beard"] > 0,
            "hair": np.array(HAIR)[p["hair"]],
            "skin_tone": p["skin_tone"].astype(np.float32),
            "hair_tone": p["hair_tone"].astype(np.float32),
            "pose": (self.turn / 0.55).astype(np.float32),
            "light": self.light.astype(np.float32),
        }
        return {name: value.reshape(self.count) for name, value in values.items()}

    def across(self, place: Size) -> Field:
        """Return where on the picture a feature lies whose distance from the middle line is ``place``, in pixels."""
        wide = self.person["width"]
        a = np.clip(place / wide, -0.95, 0.95)
        x: Field = wide * (a * np.cos(self.turn) + np.sqrt(1 - a * a) * np.sin(self.turn))
        return x

    def narrowing(self, place: Size) -> Field:
        """Return how much narrower a feature looks there because the head is turned."""
        a = np.clip(place / self.person["width"], -0.95, 0.95)
        share: Field = np.clip(np.cos(np.arcsin(a) + self.turn) / np.sqrt(1 - a * a), 0.35, 1.2)
        return share

    def down(self, place: Size) -> Field:
        """Return the height on the picture of a feature, when the head nods."""
        return place + 11 * np.sin(self.nod)


def _background(f: _Portrait) -> None:
    def colour() -> Field:
        grey = f.between(0.12, 0.8)
        return np.clip(grey * (1 + 0.11 * f.colour()), 0, 1)

    angle = f.between(0, 2 * np.pi)
    across = 0.5 + (f.flat_x * np.cos(angle) + f.flat_y * np.sin(angle)) / 30
    cloud = 0.28 * f.between(0, 1) * f.cloud(5, 5)
    f.ink += mix(colour(), colour(), np.clip(across + cloud, 0, 1))


def _outline(f: _Portrait, grow: Size = 0.0) -> Field:
    """Return the depth in the head: an egg whose lower half narrows to the jaw."""
    p = f.person
    lower = np.clip(f.y / p["height"], 0, 1.3)
    wide = (p["width"] + grow) * (1 - p["jaw"] * lower**2 * 0.75)
    # Squarer than an ellipse, so that cheeks go down straight.
    u, v = np.abs(f.x) / wide, np.abs(f.y) / (p["height"] + grow)
    depth: Field = (p["width"] + grow) * (1 - (u**2.3 + v**2.3) ** (1 / 2.3))
    return depth


def _hair_behind(f: _Portrait) -> None:
    p = f.person
    long, curly = p["hair"] == HAIR.index("long"), p["hair"] == HAIR.index("curly")
    middle = f.x + 2.2 * np.sin(f.turn)
    grow = 1.4 + 1.8 * p["volume"]
    falling = np.minimum(p["width"] + grow - np.abs(middle) + 0.08 * f.y, f.y + 3)
    mass = np.maximum(oval(middle, f.y + 2, p["width"] + grow, p["height"] + 0.6), falling)
    # Curls stand off all around the head.
    round_ = oval(middle, f.y + 4, p["width"] + 1.6 + 2.6 * p["volume"], p["height"] - 0.5 + p["volume"])
    depth = np.where(long, mass, round_ + 0.5 * f.cloud(12, 12))
    f.paint(depth, _strands(f, 0.62), (long | curly).astype(np.float32))


def _strands(f: _Portrait, tone: float = 1.0) -> Field:
    """Return the colour of hair at each point: strands, and a gloss on the side of the light."""
    p = f.person
    gloss = blob(f.x - 5 * f.light, f.y + 10, 5, 3.5)
    field = tone * (1 + 0.11 * f.cloud(4, 20) + 0.06 * f.cloud(12, 12) + 0.25 * f.light * f.x / 14)
    return p["hair_colour"] * field + (0.14 * tone * gloss)


def _neck(f: _Portrait) -> None:
    p = f.person
    shift = 1.5 * np.sin(f.turn)
    cloth = np.clip(f.between(0.05, 0.9) * (1 + 0.3 * f.colour()), 0.02, 1)
    slope = 12.6 + 0.10 * np.abs(f.x + shift) ** 1.25
    f.paint(f.y - slope, cloth * (1 + 0.1 * f.cloud(6, 6)))
    neck = np.minimum(0.6 * p["width"] - np.abs(f.x + shift), f.y - 5)
    vee = np.minimum(neck, 15.5 + f.between(-1, 2) - f.y - 0.5 * np.abs(f.x + shift))
    f.paint(vee, 0.62 * p["skin"])


def _head(f: _Portrait) -> None:
    p = f.person
    for side in (-1, 1):
        near = p["width"] * (0.97 - 0.2 * np.clip(side * f.turn, -1, 1) * 2)
        ear = oval(f.x - side * near, f.y - f.down(0.6), 1.5, 2.7)
        f.paint(ear, 0.78 * p["skin"] * (1 + 0.3 * side * f.light))
    u, v = f.x / p["width"], f.y / p["height"]
    towards = np.sqrt(np.clip(1 - u * u - v * v, 0.02, 1))
    # Light from the side, from above and from the front on an ellipsoid (Lambert).
    up, front = f.between(0.1, 0.55), 0.8
    size = np.sqrt(f.light**2 + up**2 + front**2)
    lit = np.clip((f.light * u - up * v + front * towards) / size, 0, 1)
    f.glow = 0.50 + 0.62 * lit
    skin = p["skin"] * f.glow ** rgb(0.85, 1.0, 1.1)
    f.paint(_outline(f), skin)
    cheeks = blob(np.abs(f.x - f.across(0.0)) - 5.3, f.y - f.down(4.2), 2.2, 1.8)
    f.ink += (cheeks * f.between(0, 0.07)) * rgb(1, -0.2, -0.15)
    shine = blob(f.x - f.across(2.5 * f.light), f.y - f.down(-6.5), 3.2, 2.0)
    f.ink += 0.10 * f.between(0, 1) * shine


def _eyes(f: _Portrait) -> None:
    p = f.person
    level, tall = f.down(-1.4), p["eye"] * (1.05 - 0.28 * np.clip(f.smile, 0, 1))
    gaze = f.normal(0.35)
    for side in (-1, 1):
        place = side * p["eyes"]
        x, y = f.x - f.across(place), f.y - level
        wide = 2.15 * p["eye"] ** 0.5 * f.narrowing(place)
        f.shade(-0.22 * blob(x, y + 0.7, 1.5 * wide, 1.9), 0.15)
        white = oval(x, y, wide, tall)
        f.paint(white, 0.92 * f.glow * rgb(1, 0.98, 0.96))
        iris = np.minimum(oval(x - gaze - 0.6 * f.turn, y, 1.12, 1.12), white + 0.3)
        f.paint(iris + 0.15, p["iris"] * 0.8)
        lid = 0.42 - np.abs(y + tall * np.sqrt(np.clip(1 - (x / (wide + 0.3)) ** 2, 0, 1)))
        f.paint(np.minimum(lid, wide + 0.3 - np.abs(x)), 0.28 * p["skin"], 0.85)
        brow = f.y - f.down(-4.35 - 0.25 * p["brow"]) - 0.05 * x * x - 0.05 * side * x
        line = np.minimum(0.55 * p["brow"] + 0.15 - np.abs(brow), 1.35 * wide - np.abs(x - 0.3 * side))
        colour = mix(p["hair_colour"] * 0.8, 0.45 * p["skin"], 0.25 + 0 * p["brow"])
        f.paint(line, colour, 0.85)


def _nose(f: _Portrait) -> None:
    p = f.person
    tip_x, tip_y = f.across(0.0) * 1.28, f.down(3.4 * p["nose"])
    t = np.clip((f.y - f.down(-2.0)) / (tip_y - f.down(-2.0)), 0, 1.15)
    ridge = f.across(0.0) + t * (tip_x - f.across(0.0))
    x, along = f.x - ridge, np.clip(np.minimum(8 * t, 8 * (1.15 - t)), 0, 1)
    # Bright along the ridge, dark on the side away from the light.
    away = -np.sign(f.light + 1e-6)
    f.shade(0.12 * along * np.exp(-0.5 * (x / 0.9) ** 2))
    f.shade(-(0.10 + 0.24 * np.abs(f.light)) * along * np.exp(-0.5 * ((x - 1.7 * away) / 0.9) ** 2), 0.15)
    f.shade(-0.22 * blob(f.x - tip_x, f.y - tip_y - 1.4, 2.3, 0.8), 0.15)
    for side in (-1, 1):
        nostril = blob(f.x - tip_x - side * 1.25 * p["nose"], f.y - tip_y - 0.8, 0.65, 0.5)
        f.shade(-0.5 * nostril, 0.1)
    f.shade(0.13 * blob(f.x - tip_x + 0.4 * away, f.y - tip_y + 0.5, 0.9, 0.9))


def _mouth_curve(f: _Portrait) -> tuple[Field, Field, Field]:
    """Return x and y measured from the line of the mouth, and its half width."""
    p = f.person
    wide = (p["mouth"] + 0.95 * np.clip(f.smile, 0, 1)) * np.clip(np.cos(f.turn), 0.5, 1)
    x = f.x - f.across(0.0) * 1.05
    lift = 1.9 * f.smile * ((x / wide) ** 2 - 0.35)
    return x, f.y - f.down(7.4) + lift, wide


def _mouth(f: _Portrait) -> None:
    p = f.person
    x, y, wide = _mouth_curve(f)
    within = np.sqrt(np.clip(1 - (x / wide) ** 2, 0, 1))
    red = mix(p["skin"] * rgb(0.80, 0.58, 0.56), rgb(0.66, 0.22, 0.24), 0.5 * p["lips"])
    red = red * f.glow
    thick = (0.75 + 0.55 * p["lips"]) * within
    gap = 1.4 * f.open * within
    inside = wide - np.abs(x)
    f.paint(np.minimum(thick + gap - np.abs(y - 0.1), inside), red, 0.85)
    f.paint(np.minimum(gap + 0.25 - np.abs(y), inside - 0.4), 0.22 * p["skin"], 0.4 + 0.5 * np.sign(f.open))
    teeth = np.minimum(gap - 0.05 - np.abs(y + 0.15), inside - 0.9)
    f.paint(teeth, 0.93 * np.minimum(f.glow, 1.05) * rgb(1, 0.97, 0.92))
    f.shade(-0.16 * blob(x, y - 2.4 - gap, 2.2, 0.7), 0.15)  # below the lower lip
    for side in (-1, 1):  # the folds of a smile
        fold = x - side * (wide + 0.5 + 0.18 * (y + 2))
        f.shade(-0.26 * np.clip(f.smile, 0, 1) * blob(fold, y + 1.6, 0.6, 2.0), 0.15)


def _beard(f: _Portrait) -> None:
    p = f.person
    x, y, wide = _mouth_curve(f)
    head = _outline(f)
    jaw = np.minimum(y + 0.4 + 0.10 * np.clip(np.abs(x) - wide, 0, None) ** 1.5 * -2.2 + 0.6, head + 0.6)
    moustache = np.minimum(1.0 - np.abs(y + 2.0 + 0.04 * x * x), wide + 0.6 - np.abs(x))
    cover = np.clip(np.maximum(jaw, moustache) / 1.6 + 0.5, 0, 1) * p["beard"]
    hair = p["hair_colour"] * (0.9 + 0.12 * f.cloud(16, 16)) * f.glow
    f.ink += cover * (hair - f.ink)


def _hair(f: _Portrait) -> None:
    p = f.person
    style = p["hair"]
    line = -6.6 + p["hairline"] + 7 * np.sin(f.nod)
    x = f.x - 0.5 * f.across(0.0)
    short, parted, curly, long = (style == HAIR.index(name) for name in HAIR[1:])
    # The hairline: how far down hair reaches at each place across the forehead.
    temples = 0.075 * x * x
    sides = np.clip(np.abs(x) - 0.80 * p["width"], 0, 2.2) * 3.0
    fringe = np.where(short, line + 0.9 * sides + 0.03 * x * x, line - 0.6 + temples * 0.5 + 2 * sides)
    sweep = np.sign(p["part"]) * (x / 10 - p["part"])
    fringe = np.where(parted, line - 1.8 + np.clip(5.0 * np.sqrt(np.abs(sweep)), 0, 5.5) + 1.2 * sides, fringe)
    fringe = np.where(curly, line + 0.4 + 0.8 * f.cloud(9, 9) + sides * 0.7, fringe)
    middle = x / p["width"] - 0.3 * p["part"]
    curtain = line - 2.4 + 1.7 * np.clip(np.abs(middle) * 4, 0, 9) ** 1.35
    fringe = np.where(long, curtain, fringe)
    grow = np.float32(0.9) + np.float32(0.9) * curly + np.float32(0.4) * long + 0.9 * p["volume"]
    depth = np.minimum(fringe - f.y, _outline(f, grow))
    shadow = np.clip((fringe + 1.2 - f.y) / 2 + 0.5, 0, 1) * np.clip(_outline(f) + 0.5, 0, 1)
    hairy = (style != HAIR.index("bald")).astype(np.float32)
    f.shade(-0.25 * hairy * shadow, 0.1)
    f.paint(depth, _strands(f), hairy)
    stubble = np.minimum(line + 1 + sides * 2 - f.y, _outline(f, 0.1))
    f.paint(stubble, p["hair_colour"], 0.22 * (1 - hairy) * f.person["volume"])


def _glasses(f: _Portrait) -> None:
    p = f.person
    dark = mix(rgb(0.06, 0.05, 0.06), rgb(0.45, 0.30, 0.16), np.clip(2 * p["frame"] - 1, 0, 1))
    thick = np.where(p["frame"] < 0.6, np.float32(0.62), np.float32(0.42))
    level = f.down(-1.1)
    for side in (-1, 1):
        place = side * (p["eyes"] + 0.15)
        x, y = f.x - f.across(place) * 1.02, f.y - level
        wide = 3.35 * f.narrowing(place)
        ring = 2.8 * (1 - ((np.abs(x) / wide) ** 3 + (np.abs(y) / 2.75) ** 3) ** (1 / 3))
        f.shade(np.clip(ring, 0, 1) * p["glasses"] * 0.10)
        f.paint(thick - np.abs(ring - 0.1), dark, p["glasses"])
        glare = blob(x + y - 1.2 * side, x - y, 0.8, 2.2) * np.clip(ring, 0, 1)
        f.ink += 0.20 * p["glasses"] * f.between(0, 1) * glare
        outer = f.across(place) * 1.02 + side * wide
        temple = np.minimum(side * (f.x - outer), p["width"] - side * f.x)
        f.paint(np.minimum(0.4 - np.abs(y + 0.6), temple), dark, p["glasses"])
    inner = p["eyes"] * np.cos(f.turn) - 3.0
    bridge = np.minimum(0.4 - np.abs(f.y - level + 0.7), inner - np.abs(f.x - f.across(0.0) * 1.05))
    f.paint(bridge, dark, p["glasses"])


def _camera(f: _Portrait) -> None:
    gamma, gain = np.exp(f.normal(0.12, -0.18)), np.exp(f.normal(0.14))
    f.ink = np.clip(f.ink, 0.002, 1.2) ** gamma
    f.ink *= gain * (1 + 0.025 * f.colour())
    f.ink += 0.008 * f.rng.standard_normal(f.ink.shape, np.float32)


# From the back to the front.
PARTS: tuple[Callable[[_Portrait], None], ...] = (
    _background,
    _hair_behind,
    _neck,
    _head,
    _eyes,
    _nose,
    _beard,
    _mouth,
    _hair,
    _glasses,
    _camera,
)
