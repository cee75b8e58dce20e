"""A stand-in for photographs of faces: drawn portraits of 32×32 pixels in colour, of whose every feature is known.

A person keeps a skin tone, hair, the proportions of the face and perhaps glasses and a beard; each picture of that
person has its own expression, turn of the head, light, background and camera. The head is shaded as an ellipsoid and
features move over it when it turns, so that pictures vary as photographs do: first by brightness and by the light's
direction, then by hair, turn and mouth.
"""

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
    known: list[dict[str, Field]] = []
    for start in range(0, count, AT_ONCE):
        part = labels[start : start + AT_ONCE]
        portrait = _Portrait({name: np.take(values, part, axis=-3) for name, values in person.items()}, rng)
        portrait.draw()
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

    def known(self) -> dict[str, Field]:
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

    def draw(self) -> None:
        """Paint everything, from the back to the front."""
        self._background()
        self._hair_behind()
        self._neck()
        self._head()
        self._eyes()
        self._nose()
        self._beard()
        self._mouth()
        self._hair()
        self._glasses()
        self._camera()

    # Places on the head ---------------------------------------------------------------------------------------

    def _across(self, place: Size) -> Field:
        """Return where on the picture a feature lies whose distance from the middle line is ``place``, in pixels."""
        wide = self.person["width"]
        a = np.clip(place / wide, -0.95, 0.95)
        x: Field = wide * (a * np.cos(self.turn) + np.sqrt(1 - a * a) * np.sin(self.turn))
        return x

    def _narrowing(self, place: Size) -> Field:
        """Return how much narrower a feature looks there because the head is turned."""
        a = np.clip(place / self.person["width"], -0.95, 0.95)
        share: Field = np.clip(np.cos(np.arcsin(a) + self.turn) / np.sqrt(1 - a * a), 0.35, 1.2)
        return share

    def _down(self, place: Size) -> Field:
        """Return the height on the picture of a feature, when the head nods."""
        return place + 11 * np.sin(self.nod)

    # Parts ----------------------------------------------------------------------------------------------------

    def _background(self) -> None:
        def colour() -> Field:
            grey = self.between(0.12, 0.8)
            return np.clip(grey * (1 + 0.11 * self.colour()), 0, 1)

        angle = self.between(0, 2 * np.pi)
        across = 0.5 + (self.flat_x * np.cos(angle) + self.flat_y * np.sin(angle)) / 30
        cloud = 0.28 * self.between(0, 1) * self.cloud(5, 5)
        self.ink += mix(colour(), colour(), np.clip(across + cloud, 0, 1))

    def _outline(self, grow: Size = 0.0) -> Field:
        """Return the depth in the head: an egg whose lower half narrows to the jaw."""
        p = self.person
        lower = np.clip(self.y / p["height"], 0, 1.3)
        wide = (p["width"] + grow) * (1 - p["jaw"] * lower**2 * 0.75)
        # Squarer than an ellipse, so that cheeks go down straight.
        u, v = np.abs(self.x) / wide, np.abs(self.y) / (p["height"] + grow)
        depth: Field = (p["width"] + grow) * (1 - (u**2.3 + v**2.3) ** (1 / 2.3))
        return depth

    def _hair_behind(self) -> None:
        p = self.person
        long, curly = p["hair"] == HAIR.index("long"), p["hair"] == HAIR.index("curly")
        middle = self.x + 2.2 * np.sin(self.turn)
        grow = 1.4 + 1.8 * p["volume"]
        falling = np.minimum(p["width"] + grow - np.abs(middle) + 0.08 * self.y, self.y + 3)
        mass = np.maximum(oval(middle, self.y + 2, p["width"] + grow, p["height"] + 0.6), falling)
        # Curls stand off all around the head.
        round_ = oval(middle, self.y + 4, p["width"] + 1.6 + 2.6 * p["volume"], p["height"] - 0.5 + p["volume"])
        depth = np.where(long, mass, round_ + 0.5 * self.cloud(12, 12))
        self.paint(depth, self._strands(0.62), (long | curly).astype(np.float32))

    def _strands(self, tone: float = 1.0) -> Field:
        """Return the colour of hair at each point: strands, and a gloss on the side of the light."""
        p = self.person
        gloss = blob(self.x - 5 * self.light, self.y + 10, 5, 3.5)
        field = tone * (1 + 0.11 * self.cloud(4, 20) + 0.06 * self.cloud(12, 12) + 0.25 * self.light * self.x / 14)
        return p["hair_colour"] * field + (0.14 * tone * gloss)

    def _neck(self) -> None:
        p = self.person
        shift = 1.5 * np.sin(self.turn)
        cloth = np.clip(self.between(0.05, 0.9) * (1 + 0.3 * self.colour()), 0.02, 1)
        slope = 12.6 + 0.10 * np.abs(self.x + shift) ** 1.25
        self.paint(self.y - slope, cloth * (1 + 0.1 * self.cloud(6, 6)))
        neck = np.minimum(0.6 * p["width"] - np.abs(self.x + shift), self.y - 5)
        vee = np.minimum(neck, 15.5 + self.between(-1, 2) - self.y - 0.5 * np.abs(self.x + shift))
        self.paint(vee, 0.62 * p["skin"])

    def _head(self) -> None:
        p = self.person
        for side in (-1, 1):
            near = p["width"] * (0.97 - 0.2 * np.clip(side * self.turn, -1, 1) * 2)
            ear = oval(self.x - side * near, self.y - self._down(0.6), 1.5, 2.7)
            self.paint(ear, 0.78 * p["skin"] * (1 + 0.3 * side * self.light))
        u, v = self.x / p["width"], self.y / p["height"]
        towards = np.sqrt(np.clip(1 - u * u - v * v, 0.02, 1))
        # Light from the side, from above and from the front on an ellipsoid (Lambert).
        up, front = self.between(0.1, 0.55), 0.8
        size = np.sqrt(self.light**2 + up**2 + front**2)
        lit = np.clip((self.light * u - up * v + front * towards) / size, 0, 1)
        self.glow = 0.50 + 0.62 * lit
        skin = p["skin"] * self.glow ** rgb(0.85, 1.0, 1.1)
        self.paint(self._outline(), skin)
        cheeks = blob(np.abs(self.x - self._across(0.0)) - 5.3, self.y - self._down(4.2), 2.2, 1.8)
        self.ink += (cheeks * self.between(0, 0.07)) * rgb(1, -0.2, -0.15)
        shine = blob(self.x - self._across(2.5 * self.light), self.y - self._down(-6.5), 3.2, 2.0)
        self.ink += 0.10 * self.between(0, 1) * shine

    def _eyes(self) -> None:
        p = self.person
        level, tall = self._down(-1.4), p["eye"] * (1.05 - 0.28 * np.clip(self.smile, 0, 1))
        gaze = self.normal(0.35)
        for side in (-1, 1):
            place = side * p["eyes"]
            x, y = self.x - self._across(place), self.y - level
            wide = 2.15 * p["eye"] ** 0.5 * self._narrowing(place)
            self.shade(-0.22 * blob(x, y + 0.7, 1.5 * wide, 1.9), 0.15)
            white = oval(x, y, wide, tall)
            self.paint(white, 0.92 * self.glow * rgb(1, 0.98, 0.96))
            iris = np.minimum(oval(x - gaze - 0.6 * self.turn, y, 1.12, 1.12), white + 0.3)
            self.paint(iris + 0.15, p["iris"] * 0.8)
            lid = 0.42 - np.abs(y + tall * np.sqrt(np.clip(1 - (x / (wide + 0.3)) ** 2, 0, 1)))
            self.paint(np.minimum(lid, wide + 0.3 - np.abs(x)), 0.28 * p["skin"], 0.85)
            brow = self.y - self._down(-4.35 - 0.25 * p["brow"]) - 0.05 * x * x - 0.05 * side * x
            line = np.minimum(0.55 * p["brow"] + 0.15 - np.abs(brow), 1.35 * wide - np.abs(x - 0.3 * side))
            colour = mix(p["hair_colour"] * 0.8, 0.45 * p["skin"], 0.25 + 0 * p["brow"])
            self.paint(line, colour, 0.85)

    def _nose(self) -> None:
        p = self.person
        tip_x, tip_y = self._across(0.0) * 1.28, self._down(3.4 * p["nose"])
        t = np.clip((self.y - self._down(-2.0)) / (tip_y - self._down(-2.0)), 0, 1.15)
        ridge = self._across(0.0) + t * (tip_x - self._across(0.0))
        x, along = self.x - ridge, np.clip(np.minimum(8 * t, 8 * (1.15 - t)), 0, 1)
        # Bright along the ridge, dark on the side away from the light.
        away = -np.sign(self.light + 1e-6)
        self.shade(0.12 * along * np.exp(-0.5 * (x / 0.9) ** 2))
        self.shade(-(0.10 + 0.24 * np.abs(self.light)) * along * np.exp(-0.5 * ((x - 1.7 * away) / 0.9) ** 2), 0.15)
        self.shade(-0.22 * blob(self.x - tip_x, self.y - tip_y - 1.4, 2.3, 0.8), 0.15)
        for side in (-1, 1):
            nostril = blob(self.x - tip_x - side * 1.25 * p["nose"], self.y - tip_y - 0.8, 0.65, 0.5)
            self.shade(-0.5 * nostril, 0.1)
        self.shade(0.13 * blob(self.x - tip_x + 0.4 * away, self.y - tip_y + 0.5, 0.9, 0.9))

    def _mouth_curve(self) -> tuple[Field, Field, Field]:
        """Return x and y measured from the line of the mouth, and its half width."""
        p = self.person
        wide = (p["mouth"] + 0.95 * np.clip(self.smile, 0, 1)) * np.clip(np.cos(self.turn), 0.5, 1)
        x = self.x - self._across(0.0) * 1.05
        lift = 1.9 * self.smile * ((x / wide) ** 2 - 0.35)
        return x, self.y - self._down(7.4) + lift, wide

    def _mouth(self) -> None:
        p = self.person
        x, y, wide = self._mouth_curve()
        within = np.sqrt(np.clip(1 - (x / wide) ** 2, 0, 1))
        red = mix(p["skin"] * rgb(0.80, 0.58, 0.56), rgb(0.66, 0.22, 0.24), 0.5 * p["lips"])
        red = red * self.glow
        thick = (0.75 + 0.55 * p["lips"]) * within
        gap = 1.4 * self.open * within
        inside = wide - np.abs(x)
        self.paint(np.minimum(thick + gap - np.abs(y - 0.1), inside), red, 0.85)
        self.paint(np.minimum(gap + 0.25 - np.abs(y), inside - 0.4), 0.22 * p["skin"], 0.4 + 0.5 * np.sign(self.open))
        teeth = np.minimum(gap - 0.05 - np.abs(y + 0.15), inside - 0.9)
        self.paint(teeth, 0.93 * np.minimum(self.glow, 1.05) * rgb(1, 0.97, 0.92))
        self.shade(-0.16 * blob(x, y - 2.4 - gap, 2.2, 0.7), 0.15)  # below the lower lip
        for side in (-1, 1):  # the folds of a smile
            fold = x - side * (wide + 0.5 + 0.18 * (y + 2))
            self.shade(-0.26 * np.clip(self.smile, 0, 1) * blob(fold, y + 1.6, 0.6, 2.0), 0.15)

    def _beard(self) -> None:
        p = self.person
        x, y, wide = self._mouth_curve()
        head = self._outline()
        jaw = np.minimum(y + 0.4 + 0.10 * np.clip(np.abs(x) - wide, 0, None) ** 1.5 * -2.2 + 0.6, head + 0.6)
        moustache = np.minimum(1.0 - np.abs(y + 2.0 + 0.04 * x * x), wide + 0.6 - np.abs(x))
        cover = np.clip(np.maximum(jaw, moustache) / 1.6 + 0.5, 0, 1) * p["beard"]
        hair = p["hair_colour"] * (0.9 + 0.12 * self.cloud(16, 16)) * self.glow
        self.ink += cover * (hair - self.ink)

    def _hair(self) -> None:
        p = self.person
        style = p["hair"]
        line = -6.6 + p["hairline"] + 7 * np.sin(self.nod)
        x = self.x - 0.5 * self._across(0.0)
        short, parted, curly, long = (style == HAIR.index(name) for name in HAIR[1:])
        # The hairline: how far down hair reaches at each place across the forehead.
        temples = 0.075 * x * x
        sides = np.clip(np.abs(x) - 0.80 * p["width"], 0, 2.2) * 3.0
        fringe = np.where(short, line + 0.9 * sides + 0.03 * x * x, line - 0.6 + temples * 0.5 + 2 * sides)
        sweep = np.sign(p["part"]) * (x / 10 - p["part"])
        fringe = np.where(parted, line - 1.8 + np.clip(5.0 * np.sqrt(np.abs(sweep)), 0, 5.5) + 1.2 * sides, fringe)
        fringe = np.where(curly, line + 0.4 + 0.8 * self.cloud(9, 9) + sides * 0.7, fringe)
        middle = x / p["width"] - 0.3 * p["part"]
        curtain = line - 2.4 + 1.7 * np.clip(np.abs(middle) * 4, 0, 9) ** 1.35
        fringe = np.where(long, curtain, fringe)
        grow = np.float32(0.9) + np.float32(0.9) * curly + np.float32(0.4) * long + 0.9 * p["volume"]
        depth = np.minimum(fringe - self.y, self._outline(grow))
        shadow = np.clip((fringe + 1.2 - self.y) / 2 + 0.5, 0, 1) * np.clip(self._outline() + 0.5, 0, 1)
        hairy = (style != HAIR.index("bald")).astype(np.float32)
        self.shade(-0.25 * hairy * shadow, 0.1)
        self.paint(depth, self._strands(), hairy)
        stubble = np.minimum(line + 1 + sides * 2 - self.y, self._outline(0.1))
        self.paint(stubble, p["hair_colour"], 0.22 * (1 - hairy) * self.person["volume"])

    def _glasses(self) -> None:
        p = self.person
        dark = mix(rgb(0.06, 0.05, 0.06), rgb(0.45, 0.30, 0.16), np.clip(2 * p["frame"] - 1, 0, 1))
        thick = np.where(p["frame"] < 0.6, np.float32(0.62), np.float32(0.42))
        level = self._down(-1.1)
        for side in (-1, 1):
            place = side * (p["eyes"] + 0.15)
            x, y = self.x - self._across(place) * 1.02, self.y - level
            wide = 3.35 * self._narrowing(place)
            ring = 2.8 * (1 - ((np.abs(x) / wide) ** 3 + (np.abs(y) / 2.75) ** 3) ** (1 / 3))
            self.shade(np.clip(ring, 0, 1) * p["glasses"] * 0.10)
            self.paint(thick - np.abs(ring - 0.1), dark, p["glasses"])
            glare = blob(x + y - 1.2 * side, x - y, 0.8, 2.2) * np.clip(ring, 0, 1)
            self.ink += 0.20 * p["glasses"] * self.between(0, 1) * glare
            outer = self._across(place) * 1.02 + side * wide
            temple = np.minimum(side * (self.x - outer), p["width"] - side * self.x)
            self.paint(np.minimum(0.4 - np.abs(y + 0.6), temple), dark, p["glasses"])
        inner = p["eyes"] * np.cos(self.turn) - 3.0
        bridge = np.minimum(0.4 - np.abs(self.y - level + 0.7), inner - np.abs(self.x - self._across(0.0) * 1.05))
        self.paint(bridge, dark, p["glasses"])

    def _camera(self) -> None:
        gamma, gain = np.exp(self.normal(0.12, -0.18)), np.exp(self.normal(0.14))
        self.ink = np.clip(self.ink, 0.002, 1.2) ** gamma
        self.ink *= gain * (1 + 0.025 * self.colour())
        self.ink += 0.008 * self.rng.standard_normal(self.ink.shape, np.float32)
