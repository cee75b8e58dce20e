"""What keeps a reader from a page, found in the page: controls without names, faint text, what a phone cuts off."""

from typing import Any

PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1366, "height": 768}

UNNAMED = """() => {
    const shown = (e) => e.checkVisibility({visibilityProperty: true});
    const text = (e) => (e.getAttribute("aria-label") || e.textContent || "").trim();
    const by = (e) => (e.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id))
        .filter((e) => e).map(text).join(" ");
    const named = (e) => text(e) || by(e) || [...(e.labels || [])].map(text).join("") || e.title;
    const control = "a[href], button, input, select, textarea, summary, dialog, [role=region], [role=img], [tabindex]";
    const found = [...document.querySelectorAll(control)].filter((e) => shown(e) && !named(e));
    found.push(...[...document.querySelectorAll("img")].filter((e) => !e.alt));
    return found.map((e) => e.outerHTML.slice(0, 100));
}"""
# By WCAG 2: 4.5, or 3 where it is large. A ground that lets another through is mixed with it.
FAINT = """() => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const rgba = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = (top, below) => top.slice(0, 3).map((v, i) => v * top[3] + below[i] * (1 - top[3]));
    const ground = (e) => {
        const below = e.parentElement ? ground(e.parentElement) : [255, 255, 255];
        return over(rgba(getComputedStyle(e).backgroundColor), below);
    };
    const light = (rgb) => {
        const [r, g, b] = rgb.map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const e = node.parentElement;
        if (!node.data.trim() || e.closest("script, style, option, title") || !e.checkVisibility()) continue;
        const style = getComputedStyle(e);
        const below = ground(e);
        const colour = e.closest("svg") ? style.fill : style.color;
        const pair = [light(over(rgba(colour), below)), light(below)].sort((a, b) => b - a);
        const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
        if (ratio < (large ? 3 : 4.5)) found.add(`${ratio.toFixed(2)} ${node.data.trim().slice(0, 40)}`);
    }
    return [...found];
}"""
# The page itself may not move sideways; a table or a long line within it may.
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def trouble(page: Any) -> dict[str, Any]:
    """Return what is wrong with a page, light and dark, on a laptop's and on a phone's screen."""
    found: dict[str, Any] = {"unnamed": page.evaluate(UNNAMED)}
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found[f"faint, {scheme}"] = page.evaluate(FAINT)
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)
        found[f"too wide at {size['width']}"] = page.evaluate(TOO_WIDE)
    return {what: of for what, of in found.items() if of}


def shots(page: Any, folder: Any, name: str) -> None:
    """Keep pictures of a page, light and dark, on both screens, to be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in (PHONE, LAPTOP):
        for scheme in ("dark", "light"):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=folder / f"{name}_{size['width']}_{scheme}.png")
