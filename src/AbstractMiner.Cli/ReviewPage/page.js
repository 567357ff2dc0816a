// The review page: shows one abstract at a time, sends each decision to the ledger at once, and builds every element from
// text nodes, so that markup inside an abstract is only ever shown.
"use strict";

const $ = id => document.getElementById(id);
const state = { fields: [], abstracts: [], shown: [], abstract: null, finding: -1, undo: [] };

async function call(path, body) {
  const response = await fetch(path, body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error || `The program answered ${response.status}. Is it still running?`);
  return answer;
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function say(text, error = false) {
  $("message").textContent = text;
  $("message").className = error ? "error" : "";
}

function guarded(action) {
  return async (...given) => { try { await action(...given); } catch (error) { say(error.message, true); } };
}

// The list of abstracts

function filter() {
  const below = $("below").value === "" ? Infinity : Number($("below").value);
  const flag = $("flag").value;
  state.shown = state.abstracts.filter(item =>
    item.confidence < below && (flag === "" || item.flags.includes(flag)) && (!$("open-only").checked || item.open > 0));
  const list = document.createDocumentFragment();
  for (const item of state.shown) {
    const button = element("button", { type: "button", title: item.title, className: item.open === 0 ? "done" : "" },
      `${item.title} (${item.total - item.open}/${item.total})`);
    button.dataset.id = item.id;
    button.onclick = () => open(item.id);
    list.append(button);
  }
  $("abstracts").replaceChildren(list);
  markCurrent();
}

function markCurrent() {
  for (const button of $("abstracts").children) {
    const current = state.abstract !== null && button.dataset.id === state.abstract.id;
    button.setAttribute("aria-current", current);
    if (current) button.scrollIntoView({ block: "nearest" });
  }
}

function showProgress(decided, total) {
  $("progress").max = Math.max(1, total);
  $("progress").value = decided;
  $("progress-text").textContent = `${decided} of ${total}`;
}

// One abstract

const open = guarded(async id => {
  state.abstract = await call(`api/abstracts/${encodeURIComponent(id)}`);
  state.finding = -1;
  markCurrent();
  showText();
  showFindings();
  select(visible()[0] ?? -1);
  $("text").scrollTop = 0;
});

// Overlapping spans are cut at every border; the innermost (the last to start) gives the colour.
function showText() {
  const { text, spans } = state.abstract;
  const borders = [...new Set([0, text.length, ...spans.flatMap(span => [span.start, span.end])])].sort((a, b) => a - b);
  const parts = document.createDocumentFragment();
  for (let i = 0; i + 1 < borders.length; i++) {
    const [from, to] = [borders[i], borders[i + 1]];
    const over = spans.filter(span => span.start <= from && span.end >= to);
    const piece = text.slice(from, to);
    if (over.length === 0) { parts.append(piece); continue; }
    const inner = over.reduce((a, b) => b.start >= a.start ? b : a);
    const mark = element("mark", { className: inner.kind, title: inner.label }, piece);
    mark.dataset.start = from;
    mark.dataset.end = to;
    mark.onclick = () => {
      const index = state.abstract.findings.findIndex(item => item.start <= from && item.end >= to);
      if (index >= 0) select(index);
    };
    parts.append(mark);
  }
  $("text").replaceChildren(parts);
}

function visible() {
  const below = $("below").value === "" ? Infinity : Number($("below").value);
  const flag = $("flag").value;
  return state.abstract.findings.map((_, index) => index).filter(index => {
    const item = state.abstract.findings[index];
    return item.confidence < below && (flag === "" || item.flags.includes(flag)) && (!$("open-only").checked || item.status === "unreviewed");
  });
}

function sentence(values) {
  const spread = values.spread_low ? ` (${[values.ci_level && `${values.ci_level}%`, values.spread_kind].filter(Boolean).join(" ")} ${values.spread_low}${values.spread_high ? ` to ${values.spread_high}` : ""})` : "";
  const counts = values.n ? ` [${values.n}${values.N ? `/${values.N}` : ""}]` : "";
  const p = values.p_operator ? ` p ${values.p_operator} ${values.p_value ?? ""}` : "";
  return `${values.value ?? ""} ${values.unit ?? ""}${spread}${counts}${p}`;
}

function showFindings() {
  const cards = visible().map(index => {
    const item = state.abstract.findings[index];
    const values = item.values;
    const card = element("div", { className: `finding ${item.status}`, tabIndex: 0 },
      element("span", { className: "status" }, `${item.status} · ${item.confidence.toFixed(2)}`),
      element("h3", {}, values.outcome || "(no outcome)"),
      element("p", {}, `${values.statistic}: ${sentence(values)}`),
      element("p", {}, [values.group, values.comparator && `vs ${values.comparator}`, values.time].filter(Boolean).join(" · ")),
      element("p", { className: "flags" }, item.flags.join(", ")));
    card.dataset.index = index;
    card.onclick = () => select(index);
    return card;
  });
  $("findings").replaceChildren(...cards);
  markFinding();
}

function select(index) {
  state.finding = index;
  markFinding();
}

function markFinding() {
  for (const card of $("findings").children) {
    const here = Number(card.dataset.index) === state.finding;
    card.classList.toggle("here", here);
    if (here) card.scrollIntoView({ block: "nearest" });
  }
  const item = state.abstract?.findings[state.finding];
  let first = null;
  for (const mark of $("text").querySelectorAll("mark")) {
    const here = item !== undefined && Number(mark.dataset.start) >= item.start && Number(mark.dataset.end) <= item.end;
    mark.classList.toggle("here", here);
    if (here && first === null) first = mark;
  }
  first?.scrollIntoView({ block: "nearest" });
}

// Decisions

function reviewer() {
  const name = $("reviewer").value.trim();
  if (name === "") { $("reviewer").focus(); throw new Error("Who reviews? Type a name, then decide again."); }
  localStorage.setItem("reviewer", name);
  return name;
}

function applied(answer) {
  const findings = state.abstract.findings;
  const index = findings.findIndex(item => item.id === answer.id);
  if (answer.finding === null) findings.splice(index, 1);
  else if (index < 0) findings.push(answer.finding);
  else findings[index] = answer.finding;
  findings.sort((a, b) => a.start - b.start);
  const listed = state.abstracts.find(item => item.id === state.abstract.id);
  listed.open = findings.filter(item => item.status === "unreviewed").length;
  listed.total = findings.length;
  showProgress(answer.decided, answer.total);
  filter();
  showFindings();
}

const decide = guarded(async (decision, corrected = {}) => {
  const item = state.abstract?.findings[state.finding];
  if (item === undefined) return;
  applied(await call("api/decisions", { evidence_id: item.id, decision, corrected, reviewer: reviewer() }));
  state.undo.push(item.id);
  say(`${decision}: ${item.values.outcome || item.values.statistic}`);
  step(1);
});

const undo = guarded(async () => {
  const id = state.undo.pop();
  if (id === undefined) { say("Nothing to undo."); return; }
  applied(await call("api/decisions", { evidence_id: id, decision: "withdraw", corrected: {}, reviewer: reviewer() }));
  const index = state.abstract.findings.findIndex(item => item.id === id);
  if (index >= 0) select(index);
  say("Taken back.");
});

function form(values, save) {
  const made = element("form");
  for (const field of state.fields) {
    const input = field.choices.length > 0
      ? element("select", { name: field.name }, ...["", ...field.choices].map(choice => element("option", { value: choice }, choice)))
      : element("input", { name: field.name, autocomplete: "off" });
    input.value = values[field.name] ?? "";
    input.id = `field-${field.name}`;
    made.append(element("label", { htmlFor: input.id }, field.name), input);
  }
  made.append(element("button", {}, "Save"));
  made.onclick = event => event.stopPropagation();
  made.onsubmit = event => {
    event.preventDefault();
    const corrected = {};
    for (const field of state.fields) {
      const value = made.elements[field.name].value.trim();
      if (value !== (values[field.name] ?? "")) corrected[field.name] = value === "" ? null : value;
    }
    save(corrected);
  };
  return made;
}

function edit() {
  const item = state.abstract?.findings[state.finding];
  const card = $("findings").querySelector(".here");
  if (item === undefined || card === null || card.querySelector("form")) return;
  card.append(form(item.values, corrected => Object.keys(corrected).length === 0 ? showFindings() : decide("edit", corrected)));
  card.querySelector("form").elements[0].focus();
}

// The place of the selection in the text: the length of what stands before it.
function selectedPlace() {
  const selection = getSelection();
  if (selection.rangeCount === 0 || selection.isCollapsed || !$("text").contains(selection.anchorNode) || !$("text").contains(selection.focusNode)) return null;
  const range = selection.getRangeAt(0);
  const before = document.createRange();
  before.setStart($("text"), 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { start, end: start + range.toString().length };
}

function missing() {
  const place = selectedPlace();
  if (place === null) { say("Select the number in the text first.", true); return; }
  const words = state.abstract.text.slice(place.start, place.end);
  const number = /-?\d+(?:\.\d+)?/.exec(words.replace("\u2212", "-"))?.[0] ?? "";
  const card = element("div", { className: "finding here" }, element("h3", {}, `Missing: ${words}`));
  card.append(form({}, guarded(async corrected => {
    const answer = await call("api/missing", { abstract_id: state.abstract.id, ...place, corrected, reviewer: reviewer() });
    applied(answer);
    state.undo.push(answer.id);
    select(state.abstract.findings.findIndex(item => item.id === answer.id));
    say("Added.");
  })));
  $("findings").prepend(card);
  card.querySelector("form").elements["value"].value = number;
  card.querySelector("form").elements[0].focus();
}

function step(by) {
  const order = visible();
  if (order.length === 0) return;
  const at = order.indexOf(state.finding);
  select(order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + by))]);
}

function turn(by) {
  const at = state.shown.findIndex(item => item.id === state.abstract?.id);
  const next = state.shown[Math.min(state.shown.length - 1, Math.max(0, at + by))];
  if (next !== undefined) open(next.id);
}

const keys = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  n: () => turn(1), p: () => turn(-1),
  a: () => decide("accept"), r: () => decide("reject"), e: edit, m: missing, u: undo, "?": () => $("help").showModal(),
};

document.addEventListener("keydown", event => {
  if (event.key === "Escape" && event.target.closest("form")) { showFindings(); $("text").focus(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
  const action = keys[event.key];
  if (action !== undefined) { event.preventDefault(); action(); }
});

for (const id of ["below", "flag", "open-only"]) $(id).addEventListener("change", () => { filter(); if (state.abstract) { showFindings(); step(0); } });
$("help-button").onclick = () => $("help").showModal();
$("reviewer").value = localStorage.getItem("reviewer") ?? "";

guarded(async () => {
  const run = await call("api/run");
  state.fields = run.fields;
  state.abstracts = run.abstracts;
  $("flag").append(...run.flags.map(flag => element("option", { value: flag }, flag)));
  showProgress(run.decided, run.total);
  filter();
  if (state.shown.length > 0) await open(state.shown[0].id);
})();
