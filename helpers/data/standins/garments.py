"""Fashion-MNIST's stand-in: drawn garments.

Every garment is a few smooth shapes with random proportions, painted one over the other for many images at a time.
"""

from collections.abc import Callable

import numpy as np

from helpers.data.standins.cloth import SIDE, GreyCanvas
from helpers.data.standins.paint import CHUNK, Arrays, Bytes, Field, Size, to_bytes


def fashion_mnist(train: int, test: int, *, seed: int = 0) -> Arrays:
    """Return ``train`` and ``test`` drawn garments of Fashion-MNIST's ten classes, in its order of labels."""
    rng_train, rng_test = np.random.default_rng(seed).spawn(2)
    return (*_draw_garments(train, rng_train), *_draw_garments(test, rng_test))


def _tone(c: GreyCanvas, dark: float = 0.2) -> Field:
    """Return a garment's brightness: mostly light, for a share ``dark`` of them dark."""
    return np.where(c.chance(dark) > 0, c.between(0.12, 0.5), c.between(0.6, 1.02))


def _torso(c: GreyCanvas, cloth: Field, top: Size, bottom: Size, shoulder: Size, waist: Size, hem: Size) -> Field:
    """Paint a torso and return its depth. The last three are half widths."""
    half = c.knots(c.y, (top, shoulder * 0.55), (top + 2.5, shoulder), (top * 0.1 + bottom * 0.3, waist), (bottom, hem))
    depth = np.minimum(half - c.side, np.minimum(c.y - top, bottom - c.y))
    c.paint(depth, cloth)
    return depth


def _sleeves(
    c: GreyCanvas,
    cloth: Field,
    shoulder: Size,
    top: Size,
    hand_x: Size,
    hand_y: Size,
    r0: Size,
    r1: Size,
    where: Size = 1.0,
) -> None:
    """Paint both sleeves, with the shadow where they meet the torso."""
    depth = c.limb(shoulder - r0 * 0.35, top + r0 + 0.8, r0, hand_x, hand_y, r1, both=True)
    # A round end becomes a straight cuff.
    depth = np.minimum(depth, hand_y + 0.4 - c.y)
    c.paint(depth + 0.9, 0.55 * cloth, where * c.between(0.2, 0.9) * np.clip(c.ink * 9, 0, 1))
    c.paint(depth, cloth * c.between(0.88, 1.08), where)


def _chest_print(c: GreyCanvas, tone: Field, share: float) -> None:
    """Paint a picture or a line of letters on the chest of a share of the pictures."""
    y0, tall, wide = c.between(-5, -1), c.between(0.8, 3.6), c.between(2.0, 4.5)
    ink = np.where(tone > 0.5, c.between(0.05, 0.4), c.between(0.7, 1))
    shape = np.where(c.chance(0.5) > 0, c.oval(0, y0, wide, tall), c.box(-wide, y0 - tall, wide, y0 + tall))
    c.paint(shape, ink * (1 + 0.6 * c.cloud(14, 14)), c.chance(share) * c.between(0.5, 1))


def _t_shirt(c: GreyCanvas) -> None:
    tone = _tone(c)
    cloth = c.fabric(tone, patterned=0.28)
    top, bottom = c.between(-13.5, -12.5), c.between(11.5, 13.8)
    shoulder, waist = c.between(6.2, 7.8), c.between(6.0, 8.2)
    sleeved = c.chance(0.82)
    _torso(c, cloth, top, bottom, shoulder * (0.8 + 0.2 * sleeved), waist, waist + c.between(-0.3, 1.2))
    hand_x, hand_y = shoulder + c.between(2.0, 4.0), c.between(-5.5, -1.0)
    _sleeves(c, cloth, shoulder, top, hand_x, hand_y, c.between(2.4, 3.2), c.between(1.8, 2.8), sleeved)
    wide, deep = c.between(2.4, 4.2), c.between(1.4, 3.2) + (1 - sleeved) * c.between(0, 4)
    c.paint(c.oval(0, top, wide + 1, deep + 1), cloth * c.between(0.6, 1.1))
    c.cut(c.oval(0, top, wide, deep))
    _chest_print(c, tone, 0.4)


def _trouser(c: GreyCanvas) -> None:
    cloth = c.fabric(_tone(c, 0.25), patterned=0.15, folds=0.12)
    top, bottom = -13.5, c.between(12.6, 14)
    waist, hip, ankle = c.between(3.8, 5.2), c.between(4.8, 6.2), c.between(4.2, 6.8)
    crotch = c.between(-7.5, -4.0)
    outer = c.knots(c.y, (top, waist), (crotch, hip), (bottom, ankle))
    leg = c.between(2.4, 3.8)
    inner = c.knots(c.y, (crotch - 0.5, -0.6), (crotch + 3, 0.35 * (ankle - leg)), (bottom, ankle - leg))
    depth = np.minimum(np.minimum(outer - c.side, c.side - inner), np.minimum(c.y - top, bottom - c.y))
    c.paint(depth, cloth)
    crease = 0.6 - np.abs(c.side - (outer + np.maximum(inner, 0)) / 2)
    c.paint(np.minimum(crease, depth), 1.15 * cloth, c.between(0, 0.7))
    c.paint(np.minimum(0.5 - np.abs(c.y - top - 2), depth), 0.6 * cloth, c.between(0, 0.9))
    seam = np.minimum(0.3 - c.side, np.minimum(crotch + 1 - c.y, depth))
    c.paint(seam, 0.5 * cloth, c.between(0, 0.9))


def _long_sleeved(c: GreyCanvas, cloth: Field, top: Size, bottom: Size, *, loose: float = 0.0) -> tuple[Field, Field]:
    """Paint a torso with sleeves down to the hem; return the torso's depth and the shoulder's half width."""
    shoulder = c.between(6.6, 8.2)
    waist = c.between(5.2, 6.6) + loose
    depth = _torso(c, cloth, top, bottom, shoulder, waist, waist + c.between(-0.4, 0.8))
    hand_x, hand_y = c.between(9.0, 11.0), np.minimum(bottom, 13) - c.between(0, 4)
    _sleeves(c, cloth, shoulder, top, hand_x, hand_y, c.between(2.4, 3.1), c.between(1.6, 2.3))
    return depth, shoulder


def _pullover(c: GreyCanvas) -> None:
    tone = _tone(c, 0.22)
    cloth = c.fabric(tone, patterned=0.36)
    top, bottom = c.between(-13.3, -11.5), c.between(10.5, 13.6)
    depth, _ = _long_sleeved(c, cloth, top, bottom, loose=0.3)
    wide, deep = c.between(2.2, 3.8), c.between(0.8, 2.0)
    c.paint(c.oval(0, top, wide + 1.2, deep + 1.2), cloth * c.between(0.6, 1.15))
    c.cut(c.oval(0, top, wide, deep))
    hood = c.chance(0.2)
    c.paint(c.oval(0, top + 1.5, c.between(3.5, 4.8), c.between(2.2, 3.4)), 0.75 * cloth, hood)
    hem = np.minimum(c.y - bottom + c.between(1.2, 2.4), depth)
    c.paint(hem, cloth * c.between(0.65, 1.1))
    _chest_print(c, tone, 0.3)


def _dress(c: GreyCanvas) -> None:
    cloth = c.fabric(_tone(c), patterned=0.28, folds=0.1)
    top, bottom = -13.6, c.between(11.5, 14)
    shoulder, waist, hem = c.between(3.8, 5.6), c.between(3.2, 4.8), c.between(4.0, 9.0)
    at = c.between(-5.5, -1.5)
    half = c.knots(c.y, (top, shoulder * 0.7), (top + 2.5, shoulder), (at, waist), (at + 4, 0.6 * waist + 0.4 * hem))
    half = half + c.knots(c.y, (at + 4, 0.0), (bottom, 0.6 * (hem - waist)))
    depth = np.minimum(half - c.side, np.minimum(c.y - top, bottom - c.y))
    c.paint(depth, cloth)
    sleeve = c.chance(0.6)
    long = c.chance(0.35)
    hand_x = shoulder + c.between(1.2, 2.6) + long * c.between(0, 1.5)
    hand_y = np.where(long > 0, c.between(-1, 7), c.between(-9, -6))
    _sleeves(c, cloth, shoulder, top, hand_x, hand_y, c.between(1.7, 2.4), c.between(1.3, 1.8), sleeve)
    wide, deep = c.between(1.4, 2.6), c.between(1.2, 4.5)
    c.cut(c.oval(0, top, wide, deep))
    belt = np.minimum(c.between(0.3, 0.9) - np.abs(c.y - at), depth)
    c.paint(belt, c.between(0.1, 1), c.chance(0.35) * c.between(0.3, 1))
    pleats = np.minimum(np.cos(c.x * c.between(1.1, 2.2)) - 0.3, np.minimum(depth, c.y - at - 1))
    c.paint(pleats, 0.7 * cloth, c.chance(0.5) * c.between(0.1, 0.6))


def _opening(c: GreyCanvas, cloth: Field, depth: Field, top: Size) -> None:
    """Paint the line down the front where two halves meet."""
    line = np.minimum(c.between(0.1, 0.7) - np.abs(c.x), np.minimum(depth, c.y - top - 1))
    c.paint(line, cloth * np.where(c.chance(0.7) > 0, c.between(0.1, 0.6), 1.4))


def _coat(c: GreyCanvas) -> None:
    tone = _tone(c, 0.22)
    cloth = c.fabric(tone, patterned=0.2, folds=0.12)
    top, bottom = c.between(-13.6, -12.5), c.between(11.5, 14)
    depth, _ = _long_sleeved(c, cloth, top, bottom, loose=0.4)
    # Lapels: a dark V with a light edge, or a hood or a stand-up collar above the zip.
    wide, deep = c.between(2.0, 3.4), c.between(3, 9)
    vee = np.minimum(wide * (1 - (c.y - top) / deep) - c.side, c.y - top)
    lapels = c.chance(0.5)
    c.paint(vee + 1.4, np.minimum(1.15 * cloth, 1), lapels * c.between(0.3, 1))
    c.paint(vee, cloth * c.between(0.0, 0.5), lapels)
    collar = np.minimum(c.between(2.4, 4.2) - c.side, np.minimum(c.y - top + 0.8, top + c.between(1.6, 3.4) - c.y))
    c.paint(collar, cloth * c.between(0.5, 1.2), 1 - lapels)
    _opening(c, cloth, depth, top)
    pocket_y, pocket = c.between(2, 7), c.chance(0.7) * c.between(0.3, 0.9)
    slant = c.between(-0.4, 0.4) * (c.side - 4)
    flap = np.minimum(1.6 - np.abs(c.side - 4), c.between(0.3, 0.9) - np.abs(c.y - pocket_y - slant))
    c.paint(flap, 0.45 * cloth, pocket)
    belt = np.minimum(0.8 - np.abs(c.y - c.between(-1, 3)), depth)
    c.paint(belt, cloth * c.between(0.4, 0.7), c.chance(0.2))
    c.paint(np.minimum(c.y - bottom + 1.5, depth), cloth * c.between(0.5, 1), c.chance(0.3))


def _shirt(c: GreyCanvas) -> None:
    tone = _tone(c, 0.25)
    cloth = c.fabric(tone, patterned=0.45)
    top, bottom = c.between(-13.4, -12.5), c.between(12, 14)
    shoulder, waist = c.between(6.0, 7.6), c.between(5.4, 7.2)
    hem = bottom - c.chance(0.5) * c.between(0, 0.02) * c.side**2
    depth = _torso(c, cloth, top, hem, shoulder, waist, waist + c.between(-0.3, 0.8))
    long = c.chance(0.65)
    hand_x = np.where(long > 0, c.between(9.2, 11.2), shoulder + c.between(1.8, 3.6))
    hand_y = np.where(long > 0, c.between(8, 13), c.between(-5.0, 0))
    _sleeves(c, cloth, shoulder, top, hand_x, hand_y, c.between(2.2, 2.8), np.where(long > 0, 1.6, 2.4))
    wide, deep = c.between(1.6, 2.8), c.between(1.2, 4.0)
    vee = np.minimum(wide * (1 - (c.y - top) / deep) - c.side, c.y - top + 1)
    c.paint(vee + 1.5, np.minimum(cloth * c.between(0.9, 1.4), 1))
    c.paint(vee + 0.5, 0.4 * cloth, c.between(0.2, 0.9))
    c.paint(vee, 0.2 * cloth)
    _opening(c, cloth, depth, top)
    gap = c.between(3, 4.5)
    button = np.minimum(0.7 - np.abs(c.x - 0.5), 0.6 - np.abs((c.y - top) % gap - gap / 2))
    c.paint(np.minimum(button, depth - 1), np.where(tone > 0.5, 0.1, 0.9), c.chance(0.75) * c.between(0.4, 0.9))
    c.paint(c.box(1.8, -6.2, 4.6, -3.2), 0.7 * cloth, c.chance(0.35) * c.between(0.3, 0.9))


def _sandal(c: GreyCanvas) -> None:
    tone = _tone(c, 0.4)
    heel = np.where(c.chance(0.45) > 0, c.between(6, 15), c.between(0, 3))
    floor = 2 + 0.65 * heel
    thick = c.between(0.9, 2.1) + c.chance(0.2) * c.between(0, 2)
    # The sole runs from the toe, at the left, up to the heel.
    sole = c.knots(c.x, (-13, floor - 0.7), (-6, floor), (9, floor - heel), (13, floor - heel))
    sole = sole - c.between(0, 0.8) * np.cos(c.x * 0.25)
    depth = np.minimum(thick - np.abs(c.y - sole), 13 - np.abs(c.x))
    c.paint(depth, tone * (1 + 0.2 * c.cloud(9, 9)))
    stem = c.limb(10.5, floor - heel, c.between(1.2, 2.6), c.between(9, 12), floor + 0.5, c.between(0.5, 2.2))
    c.paint(stem, tone * c.between(0.6, 1), (heel > 3.5).astype(np.float32))
    wedge = np.minimum(np.minimum(c.y - sole, floor + 1 - c.y), 12.5 - c.x)
    c.paint(wedge, tone * c.between(0.4, 1), c.chance(0.3))
    strap = _tone(c, 0.35)
    rise = c.between(4.5, 8)

    def at(x: Field) -> Field:
        return c.knots(x, (-13, floor - 0.7), (-6, floor), (9, floor - heel), (13, floor - heel))

    def band(x0: Size, y0: Size, x1: Size, y1: Size, thin: Size, where: Size) -> None:
        c.paint(c.limb(x0, y0, thin, x1, y1, thin), strap * (1 + 0.15 * c.cloud(9, 9)), where)

    toe0, toe1 = c.between(-11.5, -8), c.between(-5, -1)
    arch = c.oval((toe0 + toe1) / 2, at((toe0 + toe1) / 2) + 0.5, (toe1 - toe0) / 2 + 1.5, rise)
    hollow = np.minimum(arch, np.minimum(c.between(0.8, 2.6) - arch, sole - c.y))
    c.paint(hollow, strap * (1 + 0.15 * c.cloud(9, 9)), c.chance(0.85))
    top_x, top_y = c.between(6, 9.5), at(np.float32(9) + 0 * heel) - rise - c.between(0, 3)
    band(toe1, at(toe1) - rise * 0.7, top_x, top_y, c.between(0.5, 1.3), c.chance(0.6))
    band(top_x, top_y, c.between(11.5, 13), at(np.float32(12) + 0 * heel), c.between(0.5, 1.3), c.chance(0.75))
    band(c.between(1, 5), at(np.float32(3) + 0 * heel), c.between(7, 12), top_y, c.between(0.5, 1.3), c.chance(0.6))
    band(toe1, at(toe1), c.between(-1, 4), at(toe1) - rise - c.between(0, 2), c.between(0.4, 1), c.chance(0.4))


def _sneaker(c: GreyCanvas) -> None:
    tone = _tone(c, 0.4)
    cloth = c.fabric(tone, patterned=0.25, folds=0.15)
    floor, tall = c.between(4.0, 7.5), c.between(8.5, 13.0) + c.chance(0.12) * c.between(0, 4)
    tongue = c.between(1.5, 4.5)
    top = c.knots(
        c.x,
        (-13.5, floor - c.between(1.5, 2.6)),
        (-10, floor - 0.42 * tall),
        (-5, floor - c.between(0.48, 0.6) * tall),
        (tongue, floor - tall),
        (tongue + 3, floor - 0.86 * tall),
        (10, floor - c.between(0.72, 0.92) * tall),
        (13.5, floor - c.between(0.7, 1.02) * tall),
    )
    sole = floor - c.between(1.0, 2.6)
    depth = np.minimum(np.minimum(c.y - top, floor - c.y), 13.6 - np.abs(c.x))
    depth = np.minimum(depth, 13.6 - c.x - c.between(0, 0.25) * (floor - c.y))
    c.paint(depth, cloth)
    panel = np.minimum(depth - 0.5, c.between(1.2, 2.5) - np.abs(c.x - c.between(7, 11)))
    c.paint(panel, tone * c.between(0.4, 1.4), c.chance(0.6) * c.between(0.3, 0.9))
    lean, gap = c.between(-1, 1), c.between(2.2, 4)
    stripe = np.cos(2 * np.pi * (c.x + lean * c.y) / gap) - c.between(0.1, 0.7)
    stripe = np.minimum(stripe, np.minimum(c.between(2.5, 4.5) - np.abs(c.x - 2.5), depth - 0.7))
    c.paint(stripe, np.where(tone > 0.5, c.between(0, 0.4), c.between(0.7, 1)), c.chance(0.55))
    laces = np.minimum(np.cos(2.6 * c.x) - 0.1, np.minimum(c.y - top, top + 2.2 - c.y))
    laces = np.minimum(laces, 3.2 - np.abs(c.x + 2.2))
    c.paint(laces, np.where(tone > 0.6, 0.35, 0.95), c.between(0.2, 0.9))
    c.paint(np.minimum(2.4 - np.abs(c.x - 8), np.minimum(c.y - top, top + 1.3 - c.y)), 0.15, c.between(0, 0.9))
    c.paint(np.minimum(depth, -c.x - c.between(8, 10.5)), tone * c.between(0.6, 1.2), c.chance(0.4) * 0.7)
    c.paint(np.minimum(depth, c.y - sole), np.where(c.chance(0.55) > 0, c.between(0.8, 1), c.between(0.05, 0.5)))
    c.paint(np.minimum(depth, 0.4 - np.abs(c.y - sole)), 0.3 * tone, c.between(0, 0.9))
    # The sole's toe and heel curl up from the floor.
    c.cut(c.y - floor + np.clip(np.abs(c.x + 1) - 9, 0, None) * c.between(0, 0.4))


def _bag(c: GreyCanvas) -> None:
    tone = _tone(c, 0.22)
    cloth = c.fabric(tone, patterned=0.3, folds=0.12)
    bottom = c.between(10.5, 13.6)
    wide, tall = c.between(9, 13.6), c.between(13, 21)
    top = bottom - tall
    flare = c.between(-0.18, 0.22)
    half = wide + flare * (c.y - bottom)
    round_ = c.between(1, 7)
    # The handle first, so that the body lies over its ends.
    reach, rise = wide * c.between(0.3, 0.95), np.minimum(top + 13.5, c.between(4, 13))
    handle = c.oval(0, top + 1, reach, rise)
    thin = c.between(0.9, 2.0)
    c.paint(np.minimum(handle, thin - handle), tone * c.between(0.5, 1.1), c.chance(0.8))
    corner_x, corner_y = c.side - half + round_, np.abs(c.y - (top + bottom) / 2) - tall / 2 + round_
    depth = round_ - np.hypot(np.maximum(corner_x, 0), np.maximum(corner_y, 0))
    depth = np.minimum(depth, round_ - np.maximum(corner_x, corner_y))
    c.paint(depth, cloth)
    c.paint(np.minimum(depth, 1.2 - depth), tone * c.between(0.5, 1.1), c.chance(0.6) * c.between(0.3, 0.9))
    flap_y = top + tall * c.between(0.3, 0.65)
    flap = flap_y - c.y - c.between(0, 0.06) * c.side**2
    flapped = c.chance(0.45)
    c.paint(np.minimum(flap, depth), tone * c.between(0.8, 1.15), flapped * c.between(0.3, 1))
    c.paint(np.minimum(0.5 - np.abs(flap), depth), 0.3 * tone, flapped * c.between(0.4, 1))
    zipped = np.minimum(0.5 - np.abs(c.y - top - c.between(1.5, 4)), depth - 1)
    c.paint(zipped, np.where(tone > 0.5, 0.2, 0.9), (1 - flapped) * c.between(0.2, 0.9))
    clasp = c.oval(0, flap_y, c.between(0.8, 2.0), c.between(0.8, 1.8))
    c.paint(clasp, np.where(tone > 0.5, c.between(0, 0.4), c.between(0.7, 1)), c.chance(0.6))
    strap = np.minimum(0.7 - np.abs(c.side - wide * c.between(0.3, 0.7)), depth)
    c.paint(strap, tone * c.between(0.5, 1.2), c.chance(0.35) * c.between(0.4, 1))


def _ankle_boot(c: GreyCanvas) -> None:
    tone = _tone(c, 0.25)
    cloth = c.fabric(tone, patterned=0.15, folds=0.15)
    floor, top = c.between(10, 13.6), c.between(-13.6, -7)
    heel = np.where(c.chance(0.4) > 0, c.between(4, 8), c.between(0.8, 2.2))
    shaft, back = c.between(-4, 1.5), c.between(10.5, 13.4)
    instep = floor - c.between(7.5, 10) - 0.5 * heel
    upper = c.knots(
        c.x,
        (-13.5, floor - c.between(2.0, 3.2)),
        (-9.5, floor - c.between(5, 7)),
        (shaft - 3.5, instep + 1),
        (shaft, instep - 4),
        (shaft + c.between(0.6, 1.6), top),
    )
    lean = c.between(-0.06, 0.12)
    depth = np.minimum(np.minimum(c.y - upper, c.y - top - c.between(-0.1, 0.12) * c.x), c.x + 13.6)
    depth = np.minimum(depth, back + lean * (c.y - floor) - c.x)
    # Under the arch the sole leaves the floor, up to the heel's height.
    under = floor - c.knots(c.x, (-6, 0.0), (3.5, heel * 0.85), (back - 4, heel), (back, heel))
    body = np.minimum(depth, under - c.y)
    c.paint(body, cloth)
    block = c.between(1.8, 4.5)
    post = np.minimum(np.minimum(c.x - back + block, back - c.x), np.minimum(c.y - under + 1, floor - c.y))
    c.paint(post, tone * c.between(0.3, 0.9))
    sole = np.minimum(body, c.y - under + c.between(0.6, 1.8))
    c.paint(sole, np.where(c.chance(0.7) > 0, c.between(0.05, 0.5), 0.95), c.chance(0.8) * c.between(0.3, 1))
    elastic = np.minimum(c.between(1, 2.2) - np.abs(c.x - (shaft + back) / 2), np.minimum(body - 0.5, instep + 2 - c.y))
    c.paint(elastic, tone * c.between(0.3, 0.8), c.chance(0.35) * c.between(0.5, 1))
    front = c.x - shaft + 0.25 * (c.y - instep)
    laces = np.minimum(np.cos(c.y * c.between(1.6, 2.6)), np.minimum(2.4 - np.abs(front - 2), body))
    c.paint(laces, np.where(tone > 0.5, 0.25, 0.9), c.chance(0.4) * c.between(0.3, 0.9))
    cuff = np.minimum(body, top + c.between(1, 3) - c.y)
    c.paint(cuff, tone * c.between(0.5, 1.3), c.chance(0.5) * c.between(0.3, 1))
    buckle = np.minimum(c.between(0.4, 1) - np.abs(c.y - instep - c.between(-1, 3)), body)
    c.paint(buckle, tone * c.between(0.3, 0.8), c.chance(0.3))


GARMENTS: tuple[Callable[[GreyCanvas], None], ...] = (
    _t_shirt,
    _trouser,
    _pullover,
    _dress,
    _coat,
    _sandal,
    _shirt,
    _sneaker,
    _bag,
    _ankle_boot,
)


def _draw_garments(count: int, rng: np.random.Generator) -> tuple[Bytes, Bytes]:
    labels = rng.permutation(np.resize(np.arange(len(GARMENTS), dtype=np.uint8), count))
    images = np.empty((count, SIDE, SIDE), np.uint8)
    for label, draw in enumerate(GARMENTS):
        places = np.flatnonzero(labels == label)
        for start in range(0, len(places), CHUNK):
            part = places[start : start + CHUNK]
            canvas = GreyCanvas(len(part), rng)
            draw(canvas)
            images[part] = to_bytes(canvas.ink)
    return images, labels
