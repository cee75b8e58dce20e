// A picture with words. In mode "point" a point of its plane is moved, in mode "cells" one of its images is chosen;
// both by pointer and by keyboard. Everything else, such as what the picture shows, is decided in Python.

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const ACROSS = 40; // key presses from one edge of the plane to the other; a fifth of that with Shift

function element(tag, className, parent) {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
}

function place(node, [left, top, width, height]) {
  Object.assign(node.style, {
    left: `${100 * left}%`,
    top: `${100 * top}%`,
    width: `${100 * width}%`,
    height: `${100 * height}%`,
  });
}

// The handles of ipywidgets' sliders have no name for screen readers: give them that of the label beside them.
function nameSliders(el) {
  for (const slider of el.closest(".widget-vbox")?.querySelectorAll(".widget-inline-hbox") ?? []) {
    const label = slider.querySelector(".widget-label");
    const handle = slider.querySelector(".noUi-handle, .ui-slider-handle");
    if (label && handle) handle.setAttribute("aria-label", label.textContent);
  }
}

function render({ model, el }) {
  const id = `workbook-${Math.random().toString(36).slice(2)}`; // this module is loaded anew for each widget
  const stage = element("div", "workbook-stage", el);
  const image = element("img", "workbook-picture", stage);
  const caption = element("p", "workbook-caption", el);
  image.draggable = false;
  // A long line must not push this picture below the one beside it.
  image.addEventListener("load", () => (caption.style.maxWidth = `${Math.max(240, image.naturalWidth)}px`));
  caption.id = `${id}-caption`;
  caption.setAttribute("role", "status");

  function showPicture() {
    const old = image.src;
    image.src = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
    if (old) URL.revokeObjectURL(old);
  }
  function showWords() {
    image.alt = model.get("alt");
    caption.textContent = model.get("caption");
    nameSliders(el);
  }
  setTimeout(() => nameSliders(el), 1000); // once the controls beside this picture are there too
  const listeners = [["change:png", showPicture], ["change:alt change:caption", showWords]];

  if (model.get("mode") !== "view") {
    stage.tabIndex = 0;
    stage.setAttribute("aria-label", model.get("label"));
    stage.setAttribute("aria-describedby", caption.id);
    // JupyterLab would take the arrow keys for itself, to go to another cell.
    stage.dataset.lmSuppressShortcuts = "true";
    stage.addEventListener("keydown", (event) => event.stopPropagation());
  }
  if (model.get("mode") === "point") listeners.push(...movePoint(model, stage));
  if (model.get("mode") === "cells") listeners.push(...chooseCell(model, stage, id));

  for (const [names, listener] of listeners) {
    model.on(names, listener);
    listener();
  }
  return () => {
    for (const [names, listener] of listeners) model.off(names, listener);
    URL.revokeObjectURL(image.src);
  };
}

function movePoint(model, stage) {
  const plane = element("div", "workbook-area", stage);
  const mark = element("div", "workbook-mark", plane);
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-roledescription", "plane with a point, moved by the arrow keys");

  function set(point) {
    const [low, high] = [model.get("low"), model.get("high")];
    model.set("point", point.map((value, i) => Math.min(high[i], Math.max(low[i], value))));
    model.save_changes();
  }
  function follow(event) {
    const box = plane.getBoundingClientRect();
    const shares = [(event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height];
    const [low, high] = [model.get("low"), model.get("high")];
    set(shares.map((share, i) => low[i] + share * (high[i] - low[i])));
  }
  plane.addEventListener("pointerdown", (event) => {
    plane.setPointerCapture(event.pointerId);
    follow(event);
  });
  plane.addEventListener("pointermove", (event) => {
    if (plane.hasPointerCapture(event.pointerId)) follow(event);
  });
  stage.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const [low, high, point] = [model.get("low"), model.get("high"), model.get("point")];
    const share = (event.shiftKey ? 5 : 1) / ACROSS;
    set(point.map((value, i) => value + step[i] * share * (high[i] - low[i])));
  });
  function show() {
    const [low, high, point] = [model.get("low"), model.get("high"), model.get("point")];
    place(plane, model.get("area"));
    mark.style.left = `${(100 * (point[0] - low[0])) / (high[0] - low[0])}%`;
    mark.style.top = `${(100 * (high[1] - point[1])) / (high[1] - low[1])}%`;
  }
  return [["change:area change:low change:high change:point", show]];
}

function chooseCell(model, stage, id) {
  let cursor = model.get("selected");
  let options = [];
  stage.setAttribute("role", "listbox");

  function mark() {
    options.forEach((option, i) => {
      option.setAttribute("aria-selected", i === model.get("selected"));
      option.classList.toggle("workbook-cursor", i === cursor);
    });
    if (options.length) stage.setAttribute("aria-activedescendant", options[cursor].id);
  }
  function select(index) {
    cursor = index;
    model.set("selected", index);
    model.save_changes();
    mark();
  }
  // The cell nearest in the direction of the key: in that direction most, aside least.
  function neighbour([right, up]) {
    const cells = model.get("cells");
    const middle = ([left, top, width, height]) => [left + width / 2, top + height / 2];
    const [x, y] = middle(cells[cursor]);
    let best = cursor;
    let least = Infinity;
    cells.forEach((cell, i) => {
      const [dx, dy] = [middle(cell)[0] - x, middle(cell)[1] - y];
      const ahead = right * dx - up * dy;
      const aside = Math.abs(right ? dy : dx);
      if (ahead > 1e-6 && ahead + 10 * aside < least) [best, least] = [i, ahead + 10 * aside];
    });
    return best;
  }
  stage.addEventListener("keydown", (event) => {
    if (STEPS[event.key]) cursor = neighbour(STEPS[event.key]);
    else if (event.key === "Home") cursor = 0;
    else if (event.key === "End") cursor = options.length - 1;
    else if (event.key === "Enter" || event.key === " ") select(cursor);
    else return;
    event.preventDefault();
    mark();
  });
  function build() {
    options.forEach((option) => option.remove());
    options = model.get("cells").map((cell, i) => {
      const option = element("div", "workbook-cell", stage);
      option.id = `${id}-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-label", model.get("names")[i] ?? `image ${i}`);
      option.addEventListener("click", () => select(i));
      place(option, cell);
      return option;
    });
    cursor = Math.max(0, Math.min(cursor, options.length - 1));
    mark();
  }
  function selectedElsewhere() {
    cursor = model.get("selected");
    mark();
  }
  return [["change:cells change:names", build], ["change:selected", selectedElsewhere]];
}

export default { render };
