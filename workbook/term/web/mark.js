"use strict";
// All answers to one question stand in one page. What is said of one is saved while the next is read, and nothing that
// was typed goes before it is saved: it is kept in the browser until the gradebook has it.

const token = new URLSearchParams(location.search).get("token");
const assignment = document.body.dataset.assignment;
const byId = (id) => document.getElementById(id);
const SOON = 400; // milliseconds after the last key
const AGAIN = 3000; // until what could not be saved is tried once more

let questions = [];
let at = 0; // the question in front
let answers = [];
let current = 0;
let comments = [];
let names = null;
let showNames = false;
let showFigures = localStorage.getItem("mark:figures") !== "no";

// What builds the page. Texts are put in as texts; only what the server has made of Markdown comes as HTML.

function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "html") element.innerHTML = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...inside.filter((piece) => piece !== null));
  return element;
}

async function ask(path, parameters = {}, body = null) {
  const address = `api/${path}?${new URLSearchParams(parameters)}`;
  const headers = { Authorization: `token ${token}` };
  const options = body === null ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(address, options);
  const content = await answer.json();
  if (!answer.ok && answer.status !== 409) throw new Error(content.error ?? `The server said ${answer.status}.`);
  return content;
}

const plural = (n) => `${n} ${n === 1 ? "point" : "points"}`;
const place = () => ({ notebook: questions[at].notebook, name: questions[at].name });
const draftOf = (answer) => `mark:${assignment}:${answer.notebook}:${answer.name}:${answer.key}`;

// --- a question

function listQuestions() {
  const list = byId("question");
  list.replaceChildren(
    ...questions.map((q, i) => make("option", { value: i, selected: i === at }, `${q.title}: ${q.marked} of ${q.count}`)),
  );
}

async function open(number, key = "") {
  await Promise.all(answers.map((answer) => save(answer)));
  at = number;
  listQuestions();
  const found = await ask("answers", place());
  comments = found.comments;
  const guide = found.guide;
  byId("guide").replaceChildren(
    make("h2", {}, `${guide.title} (${plural(guide.worth)})`),
    make("details", {}, make("summary", {}, "The question"), make("div", { html: guide.asked })),
    make("h3", {}, "Rubric"),
    make("ol", {}, ...guide.lines.map((line) => make("li", {}, `${plural(line.points)}: `, make("span", { html: line.inline })))),
    make("div", { html: guide.note }),
    make("h3", {}, "Model answer"),
    make("div", { html: guide.model || "<p>There is none.</p>" }),
  );
  answers = found.answers.map((content, i) => article({ ...content, ...place() }, i, found.answers.length, guide));
  byId("answers").replaceChildren(...answers.map((answer) => answer.element));
  if (answers.length === 0) byId("answers").replaceChildren(make("p", {}, "There is no graded answer to this question."));
  progress();
  countUnsaved();
  if (showNames) await fillNames();
  const start = answers.findIndex((answer) => answer.key === key);
  const waiting = answers.findIndex((answer) => answer.waiting);
  go(start >= 0 ? start : Math.max(waiting, 0));
  answers.filter((answer) => answer.dirty).forEach((answer) => later(answer, 0));
}

function progress() {
  const marked = answers.filter((answer) => !answer.waiting).length;
  byId("progress").textContent = `${marked} of ${answers.length} marked`;
  const question = questions[at];
  [question.marked, question.count] = [marked, answers.length];
  byId("question").options[at].textContent = `${question.title}: ${marked} of ${answers.length}`;
}

function countUnsaved() {
  const count = answers.filter((answer) => answer.dirty).length;
  byId("unsaved").textContent = count ? `${count} not saved yet` : "";
}

// --- an answer

function article(answer, i, count, guide) {
  const id = `answer-${i}`;
  answer.worth = guide.worth;
  answer.version = 0;
  answer.boxes = guide.lines.map((line, n) =>
    make("input", { type: "checkbox", checked: Boolean(answer.lines[n]), onchange: () => byLines(answer) }),
  );
  answer.linePoints = guide.lines.map((line) => line.points);
  answer.points = make("input", {
    type: "number", min: 0, step: "any", value: answer.score ?? "", "aria-describedby": `${id}-status`,
    oninput: () => edited(answer),
  });
  answer.comment = make("textarea", { oninput: () => edited(answer) }, answer.said);
  answer.state = make("span", {});
  answer.status = make("p", { class: "status quiet", id: `${id}-status`, role: "status" });
  answer.again = make("div", { class: "again", role: "group", "aria-label": "Comments given before" });
  answer.who = make("span", { hidden: true });
  answer.seenFigures = make("div", {}, make("p", {}, "Loading."));
  answer.details = make(
    "details", { open: showFigures, ontoggle: () => i === current && loadFigures(answer) },
    make("summary", {}, "What the student saw"), answer.seenFigures,
  );
  answer.trouble = make("div", {});
  answer.element = make(
    "article", { id, tabindex: -1, "aria-labelledby": `${id}-title`, onfocusin: () => select(i) },
    make("h2", { id: `${id}-title` }, `Answer ${i + 1} of ${count} `, answer.who, " ", answer.state),
    answer.changed === "" ? null : make(
      "details", { open: true }, make("summary", {}, `Changed since it was marked (${answer.before})`),
      make("div", { class: "changed", html: answer.changed }),
    ),
    answer.reply === "" ? null : make(
      "div", {}, make("h3", {}, "The student replies to the last mark"), make("div", { html: answer.reply }),
    ),
    make("div", { class: "text", html: answer.blank ? "<p><em>As it was released: nothing is written.</em></p>" : answer.html }),
    make(
      "form", { onsubmit: (event) => event.preventDefault() },
      make(
        "fieldset", {}, make("legend", {}, "Rubric"),
        ...guide.lines.map((line, n) => make(
          "label", {}, answer.boxes[n], " ", make("kbd", {}, `${n + 1}`), ` ${plural(line.points)}: `,
          make("span", { html: line.inline }),
        )),
      ),
      make("p", {}, make("label", {}, "Points ", answer.points), ` of ${answer.worth}`),
      make("label", {}, "Comment, which the student reads ", answer.comment),
      answer.again, answer.trouble, answer.status,
    ),
    answer.details,
  );
  const draft = localStorage.getItem(draftOf(answer));
  if (draft !== null) fill(answer, JSON.parse(draft));
  stateOf(answer);
  return answer;
}

function stateOf(answer) {
  answer.state.textContent = answer.waiting ? "(not marked)" : `(marked: ${answer.score ?? "no points"})`;
  answer.state.className = answer.waiting ? "warn" : "good";
}

function fill(answer, draft) {
  answer.boxes.forEach((box, n) => { box.checked = Boolean(draft.lines[n]); });
  answer.points.value = draft.points ?? "";
  answer.comment.value = draft.comment;
  answer.seen = draft.seen;
  answer.dirty = true;
}

function written(answer) {
  const points = answer.points.value === "" ? null : Number(answer.points.value);
  return { points, comment: answer.comment.value.trim(), lines: answer.boxes.map((box) => box.checked), seen: answer.seen };
}

function byLines(answer) {
  answer.points.value = answer.boxes.reduce((sum, box, n) => sum + (box.checked ? answer.linePoints[n] : 0), 0);
  edited(answer);
}

function all(answer, given) {
  answer.boxes.forEach((box) => { box.checked = given; });
  answer.points.value = given ? answer.worth : 0;
  edited(answer);
}

// --- saving

function edited(answer) {
  answer.dirty = true;
  answer.version += 1;
  localStorage.setItem(draftOf(answer), JSON.stringify(written(answer)));
  answer.status.textContent = "Not saved yet.";
  countUnsaved();
  later(answer, SOON);
}

function later(answer, milliseconds) {
  clearTimeout(answer.timer);
  answer.timer = setTimeout(() => save(answer), milliseconds);
}

function save(answer) {
  // One at a time: the second builds on what the first has made of the mark.
  if (answer.saving === undefined) answer.saving = saveNow(answer).finally(() => { answer.saving = undefined; });
  return answer.saving;
}

async function saveNow(answer) {
  while (answer.dirty && !answer.conflict) {
    const version = answer.version;
    if (!answer.points.checkValidity()) {
      answer.status.textContent = "Not saved: the points must be a number that is not negative.";
      return;
    }
    let found;
    try {
      const { notebook, name, key } = answer;
      found = await ask("mark", {}, { notebook, name, key, ...written(answer) });
    } catch (error) {
      answer.status.textContent = `Not saved, and kept here; it is tried again. ${error.message}`;
      later(answer, AGAIN);
      return;
    }
    if (found.conflict) {
      ofTwo(answer, found);
      return;
    }
    Object.assign(answer, { seen: found.answer.seen, score: found.answer.score, waiting: found.answer.waiting });
    answer.dirty = version !== answer.version;
    if (answer.dirty) continue;
    localStorage.removeItem(draftOf(answer));
    answer.status.textContent = "Saved.";
    countUnsaved();
    comments = found.comments;
    stateOf(answer);
    if (answers.includes(answer)) progress();
    if (answers[current]) suggest(answers[current]);
  }
}

function ofTwo(answer, found) {
  answer.conflict = true;
  answer.status.textContent = "Not saved.";
  const theirs = found.answer;
  const mine = () => settle(answer, theirs.seen, true);
  const take = () => {
    fill(answer, { lines: theirs.lines, points: theirs.score, comment: theirs.said, seen: theirs.seen });
    Object.assign(answer, { score: theirs.score, waiting: theirs.waiting });
    settle(answer, theirs.seen, false);
  };
  const said = theirs.said === "" ? "" : `, with the comment: ${theirs.said}`;
  answer.trouble.replaceChildren(make(
    "div", { class: "conflict", role: "alert" },
    make("p", {}, `${found.conflict} It now has ${theirs.score === null ? "no points" : plural(theirs.score)}${said}.`),
    make("button", { type: "button", onclick: take }, "Take that"), " ",
    make("button", { type: "button", onclick: mine }, "Save what stands here"),
    make("details", {}, make("summary", {}, "The answer as it is now"), make("div", { html: theirs.html })),
  ));
}

function settle(answer, seen, mine) {
  answer.seen = seen;
  answer.conflict = false;
  answer.trouble.replaceChildren();
  answer.dirty = mine;
  if (mine) {
    edited(answer);
  } else {
    localStorage.removeItem(draftOf(answer));
    answer.status.textContent = "";
    stateOf(answer);
    progress();
    countUnsaved();
  }
}

// --- from answer to answer

function select(i) {
  if (i === current && answers[i].element.getAttribute("aria-current")) return;
  answers[current]?.element.removeAttribute("aria-current");
  answers[current]?.again.replaceChildren();
  if (answers[current]) answers[current].suggested = undefined;
  if (answers[current]) later(answers[current], 0);
  current = i;
  const answer = answers[i];
  answer.element.setAttribute("aria-current", "true");
  suggest(answer);
  if (answer.details.open) loadFigures(answer);
  const { notebook, name } = place();
  const where = [notebook, name, answer.key].map(encodeURIComponent).join("/");
  history.replaceState(null, "", `${location.pathname}${location.search}#${where}`);
}

function go(i) {
  if (i < 0 || i >= answers.length) return;
  select(i);
  answers[i].element.focus({ preventScroll: true });
  answers[i].element.scrollIntoView({ block: "start" });
}

function nextWaiting() {
  const order = [...answers.keys()].map((i) => (current + 1 + i) % answers.length);
  const next = order.find((i) => answers[i].waiting && !answers[i].dirty);
  if (next === undefined) byId("progress").textContent = "All answers to this question are marked.";
  else go(next);
}

function suggest(answer) {
  // What has a key keeps it as long as this answer is in front; what was saved meanwhile comes behind.
  const known = answer.suggested ?? [];
  const added = comments.filter((comment) => !known.includes(comment)).slice(0, 9 - known.length);
  answer.suggested = [...known, ...added];
  answer.again.append(...added.map((comment, n) => make(
    "button", { type: "button", onclick: () => insert(answer, comment), title: comment },
    make("kbd", {}, `Alt+${known.length + n + 1}`), ` ${comment.length > 60 ? `${comment.slice(0, 60)}…` : comment}`,
  )));
}

function insert(answer, comment) {
  const box = answer.comment;
  const before = box.value.slice(0, box.selectionStart ?? box.value.length);
  const between = before === "" || /\s$/.test(before) ? "" : " ";
  box.setRangeText(between + comment, before.length, box.selectionEnd ?? before.length, "end");
  edited(answer);
  box.focus();
}

async function loadFigures(answer) {
  if (answer.hasFigures) return;
  answer.hasFigures = true;
  try {
    const { notebook, name, key } = answer;
    answer.seenFigures.innerHTML = (await ask("figures", { notebook, name, key })).html;
  } catch (error) {
    answer.hasFigures = false;
    answer.seenFigures.textContent = error.message;
  }
}

async function fillNames() {
  names ??= await ask("names");
  for (const answer of answers) {
    answer.who.hidden = !showNames;
    answer.who.textContent = showNames ? names[answer.key] ?? "" : "";
  }
}

async function toggleNames() {
  showNames = !showNames;
  byId("names").setAttribute("aria-pressed", showNames);
  await fillNames();
}

function toggleFigures() {
  showFigures = !showFigures;
  localStorage.setItem("mark:figures", showFigures ? "yes" : "no");
  byId("figures").setAttribute("aria-pressed", showFigures);
  for (const answer of answers) answer.details.open = showFigures;
  if (showFigures && answers[current]) loadFigures(answers[current]);
  answers[current]?.element.scrollIntoView({ block: "start" });
}

// --- keys

document.addEventListener("keydown", (event) => {
  const answer = answers[current];
  const writing = event.target.closest("textarea, input:not([type=checkbox]), select");
  if (byId("keys").open) return;
  // On some keyboards a digit by itself is typed with Shift; here its key is enough.
  const byCode = event.shiftKey ? undefined : /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  const digit = /^[0-9]$/.test(event.key) ? event.key : byCode;
  if (event.altKey && !event.ctrlKey && digit > 0 && answer?.suggested?.[digit - 1] !== undefined) {
    insert(answer, answer.suggested[digit - 1]);
  } else if (event.ctrlKey && event.key === "Enter" && answer) {
    later(answer, 0);
    nextWaiting();
  } else if (event.key === "Escape" && answer && writing) {
    later(answer, 0);
    answer.element.focus({ preventScroll: true });
  } else if (event.ctrlKey || event.altKey || event.metaKey || writing || !byId("letters").checked) {
    return;
  } else if (answer && digit > 0 && answer.boxes[digit - 1]) {
    answer.boxes[digit - 1].checked = !answer.boxes[digit - 1].checked;
    byLines(answer);
  } else {
    const todo = {
      j: () => go(current + 1), k: () => go(current - 1), n: nextWaiting,
      0: () => answer && all(answer, false), f: () => answer && all(answer, true),
      c: () => answer?.comment.focus(), p: () => answer?.points.select(),
      "[": () => at > 0 && open(at - 1), "]": () => at + 1 < questions.length && open(at + 1),
      i: toggleNames, g: toggleFigures, "?": () => byId("keys").showModal(),
    }[digit ?? event.key];
    if (todo === undefined) return;
    todo();
  }
  event.preventDefault();
});
byId("question").addEventListener("change", (event) => open(Number(event.target.value)));
byId("names").addEventListener("click", toggleNames);
byId("figures").addEventListener("click", toggleFigures);
byId("help").addEventListener("click", () => byId("keys").showModal());
byId("close").addEventListener("click", () => byId("keys").close());
window.addEventListener("beforeunload", (event) => {
  if (answers.some((answer) => answer.dirty)) event.preventDefault();
});

(async () => {
  try {
    questions = await ask("questions");
    const [notebook, name, key] = location.hash.slice(1).split("/").map(decodeURIComponent);
    const there = questions.findIndex((q) => q.notebook === notebook && q.name === name);
    const waiting = questions.findIndex((q) => q.marked < q.count);
    byId("figures").setAttribute("aria-pressed", showFigures);
    if (questions.length) await open(there >= 0 ? there : Math.max(waiting, 0), key ?? "");
    else byId("answers").textContent = "A person marks no question of this assignment.";
  } catch (error) {
    byId("answers").textContent = error.message;
  }
})();
