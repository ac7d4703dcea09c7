// Keys for the review console. Everything here has its button; nothing needs this file.
const defaults = {
  next: "j", previous: "k", nextalert: "]", quick: "d", claim: "c", release: "x", false: "n", true: "m", unsure: "u", reason: "r", text: "t",
  goodguy: "w", together: "l", approve: "p", escalate: "e", note: "o", search: "/", back: "b", help: "?", select: "s", preview: "v",
};
const words = {
  next: "Next item", previous: "Previous item", nextalert: "Next alert", quick: "Go to: record what the comparison shows", claim: "Claim", release: "Release", false: "False positive", true: "True match", unsure: "Inconclusive",
  reason: "Choose a reason (then a digit)", text: "Write the reason", goodguy: "Good-guy entry", together: "All listings of the party at once", approve: "Go to: confirm as second person", escalate: "Escalate", note: "Note",
  search: "Search", back: "Back to alerts", help: "Shortcuts", select: "Select the row", preview: "Preview beside the queue",
};
const store = {
  read() { try { return JSON.parse(localStorage.getItem("compliance.keys") ?? "{}"); } catch { return {}; } },
  write(value) { localStorage.setItem("compliance.keys", JSON.stringify(value)); },
};
const settings = store.read();
const enabled = () => settings.off !== true;
const keyOf = (act) => settings.keys?.[act] ?? defaults[act];
const find = (act) => document.querySelector(`main [data-key="${act}"]`) ?? document.querySelector(`[data-key="${act}"]`);

function move(step) {
  const items = [...document.querySelectorAll("[data-item]")];
  if (items.length === 0) return;
  let at = items.indexOf(document.activeElement);
  if (at < 0) at = items.findIndex((item) => item.hasAttribute("aria-current"));
  const target = items[at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + step))];
  target.focus();
  target.scrollIntoView({ block: "nearest" });
}

function conclude(act) {
  const radio = find(act);
  if (!radio) return false;
  radio.checked = true;
  radio.focus();
  narrow();
  return true;
}

// Leaves only the reasons that support the chosen conclusion, and numbers them.
function narrow() {
  const select = find("reason");
  const chosen = document.querySelector('input[name="disposition"]:checked')?.value;
  if (!select || !chosen) return;
  let number = 0;
  for (const group of select.querySelectorAll("optgroup")) {
    const fits = [...group.children].some((option) => option.dataset.for === chosen);
    group.hidden = group.disabled = !fits;
    for (const option of group.children) {
      option.dataset.text ??= option.textContent;
      option.textContent = fits ? `${++number} ${option.dataset.text}` : option.dataset.text;
      if (!fits && option.selected) select.value = "";
    }
  }
}

function choose(digit) {
  const select = find("reason");
  const chosen = document.querySelector('input[name="disposition"]:checked')?.value;
  if (!select || !chosen) return false;
  const option = [...select.options].filter((one) => one.dataset.for === chosen)[digit - 1];
  if (!option) return false;
  select.value = option.value;
  suggest();
  find("text")?.focus();
  return true;
}

// Offers a first sentence made of the values on the page; whatever the officer wrote stays.
function suggest() {
  const select = find("reason");
  const text = select?.form?.elements.namedItem("text");
  if (!text || (text.value.trim() !== "" && text.value !== text.dataset.suggested)) return;
  text.value = text.dataset.suggested = select.selectedOptions[0]?.dataset.suggest ?? "";
}

function help() {
  let dialog = document.querySelector("dialog.help");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.className = "help";
    dialog.setAttribute("aria-label", "Keys");
    const table = document.createElement("table");
    const rows = [...Object.keys(defaults).map((act) => [keyOf(act), words[act]]), ["1-9", "Choose the reason of that number"], ["Ctrl Enter", "Record"], ["Ctrl Shift Enter", "Record, then the next alert"], ["Ctrl K", "Find a page or an action"], ["Enter", "Open the item"]];
    for (const [key, word] of rows) {
      const row = table.insertRow();
      const cell = row.appendChild(document.createElement("th"));
      cell.scope = "row";
      cell.appendChild(document.createElement("kbd")).textContent = key;
      row.insertCell().textContent = word;
    }
    const close = document.createElement("button");
    close.textContent = "Close";
    close.addEventListener("click", () => dialog.close());
    const heading = document.createElement("h2");
    heading.textContent = "Keys";
    dialog.append(heading, table, close);
    document.body.append(dialog);
  }
  dialog.showModal();
}

// Everything that can be done here by its name: pages, buttons and items of this page. Opened with Ctrl K; the arrows choose.
function choices() {
  const found = [];
  for (const link of document.querySelectorAll(".menu a")) found.push([link.textContent.trim(), "page", () => link.click()]);
  for (const link of document.querySelectorAll(".counts a")) found.push([link.textContent.replace(/\s+/g, " ").trim(), "view", () => link.click()]);
  for (const link of document.querySelectorAll("main .facts a[data-key]")) found.push([link.textContent.trim(), "link", () => link.click()]);
  for (const button of document.querySelectorAll("main button[type=submit]")) {
    const name = button.cloneNode(true);
    for (const key of name.querySelectorAll("kbd")) key.remove();
    if (button.offsetParent !== null && !button.closest("details:not([open])")) found.push([name.textContent.trim(), "act", () => (button.form?.reportValidity() === false ? undefined : button.click())]);
  }
  for (const fold of document.querySelectorAll("main .decision details, main .acts details")) found.push([fold.querySelector("summary").textContent.trim(), "form", () => { fold.open = true; fold.querySelector("textarea, input:not([type=hidden])")?.focus(); }]);
  for (const item of document.querySelectorAll("[data-item]")) found.push([item.textContent.replace(/\s+/g, " ").trim(), "item", () => item.click()]);
  return found.filter(([text]) => text !== "");
}

function palette() {
  const dialog = document.createElement("dialog");
  dialog.className = "palette";
  dialog.setAttribute("aria-label", "Do or open");
  const input = Object.assign(document.createElement("input"), { type: "text", autocomplete: "off", placeholder: "Do or open" });
  const list = Object.assign(document.createElement("ul"), { id: "palette-list" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Choices");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-label", "Do or open");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "true");
  const all = choices();
  let shown = [];
  let at = 0;
  const mark = () => {
    [...list.children].forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
    if (list.children[at]) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); } else input.removeAttribute("aria-activedescendant");
  };
  const show = () => {
    const parts = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = all.filter(([text, kind]) => parts.every((part) => `${text} ${kind}`.toLowerCase().includes(part))).slice(0, 40);
    const sought = input.value.trim();
    if (sought && document.querySelector(".find")) shown.push([`Search everything for “${sought}”`, "search", () => { location.href = `/app/search?q=${encodeURIComponent(sought)}`; }]);
    at = 0;
    list.replaceChildren(...shown.map(([text, kind], i) => {
      const one = Object.assign(document.createElement("li"), { id: `choice-${i}` });
      one.setAttribute("role", "option");
      one.append(Object.assign(document.createElement("span"), { textContent: text }), Object.assign(document.createElement("span"), { className: "hint", textContent: kind }));
      one.addEventListener("click", () => run(i));
      return one;
    }));
    mark();
  };
  const run = (i) => { dialog.close(); shown[i]?.[2](); };
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { at = Math.max(0, Math.min(shown.length - 1, at + (event.key === "ArrowDown" ? 1 : -1))); mark(); event.preventDefault(); }
    if (event.key === "Enter") { run(at); event.preventDefault(); }
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(input, list);
  document.body.append(dialog);
  show();
  dialog.showModal();
}

function act(name) {
  switch (name) {
    case "next": move(1); return true;
    case "previous": move(-1); return true;
    case "help": help(); return true;
    case "select": { const box = document.activeElement?.closest("tr")?.querySelector(".pick"); if (!box) return false; box.click(); return true; }
    case "preview": { const button = document.getElementById("previewing"); if (!button) return false; button.click(); return true; }
    case "false": case "true": case "unsure": return conclude(name);
    default: {
      const target = find(name);
      if (!target) return false;
      if (target.tagName === "DETAILS") { target.open = true; target.querySelector("textarea, input:not([type=hidden])")?.focus(); return true; }
      if (name === "approve" || name === "quick" || name === "export" || /^(TEXTAREA|SELECT)$/.test(target.tagName) || target.type === "search" || target.type === "text") { target.focus(); return true; }
      target.click();
      return true;
    }
  }
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !document.querySelector("dialog[open]")) { event.preventDefault(); palette(); return; }
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = document.activeElement?.form ?? document.querySelector('[data-form="disposition"]');
    if (form?.matches('[data-form="disposition"]')) { event.preventDefault(); form.requestSubmit(event.shiftKey ? find("submit-next") : find("submit")); }
    return;
  }
  if (!enabled() || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || document.querySelector("dialog[open]")) return;
  const at = event.target;
  if (at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement || (at instanceof HTMLInputElement && !/^(radio|checkbox)$/.test(at.type))) {
    if (event.key === "Escape") at.blur();
    if (at === find("reason") && enabled() && !event.ctrlKey && !event.altKey && !event.metaKey && /^[1-9]$/.test(event.key) && choose(Number(event.key))) event.preventDefault();
    return;
  }
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && at.closest?.(".queue tr") && !/^(radio|checkbox)$/.test(at.type)) { move(event.key === "ArrowDown" ? 1 : -1); event.preventDefault(); return; }
  const name = Object.keys(defaults).find((one) => keyOf(one) === event.key);
  if ((name && act(name)) || (/^[1-9]$/.test(event.key) && choose(Number(event.key)))) event.preventDefault();
});

for (const radio of document.querySelectorAll('input[name="disposition"]')) radio.addEventListener("change", narrow);
find("reason")?.addEventListener("change", suggest);
narrow();
// A choice among filters applies at once; with the keyboard, where every arrow is a choice, when the field is left. Without scripts the button does it.
let byKey = false;
document.addEventListener("keydown", () => { byKey = true; }, true);
document.addEventListener("pointerdown", () => { byKey = false; }, true);
for (const select of document.querySelectorAll("form.filters[method=get] select")) {
  const before = select.value;
  select.addEventListener("change", () => { if (!byKey) select.form.requestSubmit(); });
  select.addEventListener("blur", () => { if (byKey && select.value !== before) select.form.requestSubmit(); });
}
if (/Mac|iP(hone|ad)/.test(navigator.platform)) for (const key of document.querySelectorAll("kbd")) key.textContent = key.textContent.replace("Ctrl", "⌘");
// Times are written in UTC; what they are here stands behind them where there is room, and in the title everywhere.
function local(time) {
  const at = new Date(time.dateTime);
  if (Number.isNaN(at.getTime()) || time.dateTime.length <= 10) return;
  const here = at.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  time.title = `${time.title} · ${here} here`;
  if (!time.hasAttribute("data-utc") || at.getTimezoneOffset() === 0 || time.nextElementSibling?.className === "here") return;
  const sameDay = at.getDate() === at.getUTCDate();
  const clock = at.toLocaleString(undefined, { ...(sameDay ? {} : { month: "short", day: "numeric" }), hour: "2-digit", minute: "2-digit" });
  time.after(Object.assign(document.createElement("span"), { className: "here", textContent: ` (${clock} here)` }));
}
for (const time of document.querySelectorAll("time")) local(time);
const hint = document.querySelector(".keys-hint");
if (hint && enabled()) hint.hidden = false;
if (!enabled()) for (const key of document.querySelectorAll("main kbd")) key.hidden = true;
document.querySelector(".problem")?.scrollIntoView({ block: "center" });

// How the queue is shown is kept in this browser: dense rows, and a preview of the row in hand beside it. On a narrow window rows open their page.
const kept = { read: (name) => { try { return localStorage.getItem(`compliance.${name}`) === "1"; } catch { return false; } }, write: (name, on) => { try { localStorage.setItem(`compliance.${name}`, on ? "1" : "0"); } catch { /* It is not kept. */ } } };
const [split, aside] = [document.querySelector(".split"), document.querySelector(".preview")];
function toggle(id, name, apply) {
  const button = document.getElementById(id);
  if (!button) return;
  const set = (on) => { button.setAttribute("aria-pressed", String(on)); apply(on); };
  set(kept.read(name));
  button.addEventListener("click", () => { const on = button.getAttribute("aria-pressed") !== "true"; kept.write(name, on); set(on); });
}
const views = document.querySelector(".views");
if (views) views.hidden = false;
toggle("dense", "dense", (on) => document.documentElement.classList.toggle("dense", on));
let wanted = "";
let waiting = 0;
const wide = matchMedia("(min-width: 75rem)");
const previews = () => split?.classList.contains("on") && wide.matches;
async function preview(link) {
  wanted = link.href;
  let shown = [];
  try {
    const answer = await fetch(link.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    shown = answer.ok ? [page.querySelector("main .facts"), ...page.querySelectorAll(".centre > .banner, .centre > section")].filter(Boolean).slice(0, 3) : [];
  } catch { shown = []; }
  if (wanted !== link.href) return;
  const heading = Object.assign(document.createElement("h2"), { textContent: link.textContent.trim() });
  for (const one of shown) for (const named of [one, ...one.querySelectorAll("[id], [aria-labelledby], [data-key], [data-item]")]) for (const name of ["id", "aria-labelledby", "data-key", "data-item"]) named.removeAttribute(name);
  aside.replaceChildren(heading, ...(shown.length ? shown : [Object.assign(document.createElement("p"), { textContent: "The alert could not be read; open it." })]));
  for (const time of aside.querySelectorAll("time")) local(time);
  for (const row of document.querySelectorAll(".queue tr[data-shown]")) delete row.dataset.shown;
  link.closest("tr").dataset.shown = "";
}
toggle("previewing", "preview", (on) => { split?.classList.toggle("on", on); if (aside) { aside.hidden = !previews(); const first = document.querySelector(".queue [data-item]"); if (previews() && first) void preview(first); } });
wide.addEventListener("change", () => { if (aside) aside.hidden = !previews(); });
document.querySelector(".queue")?.addEventListener("focusin", (event) => {
  const link = event.target.closest("tr")?.querySelector("[data-item]");
  if (!previews() || !link || link.href === wanted) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => void preview(link), 150);
});
const boxes = [...document.querySelectorAll(".pick")];
for (const box of boxes) box.addEventListener("change", () => { const picked = boxes.filter((one) => one.checked).length; document.querySelector(".picked").textContent = picked ? ` (${picked})` : ""; });

const panel = document.getElementById("key-settings");
if (panel) {
  panel.hidden = false;
  const on = document.getElementById("keys-on");
  const problem = document.getElementById("key-problem");
  on.checked = enabled();
  on.addEventListener("change", () => { settings.off = !on.checked; store.write(settings); });
  const rows = document.getElementById("key-rows");
  for (const name of Object.keys(defaults)) {
    const row = rows.insertRow();
    const label = document.createElement("label");
    label.htmlFor = `key-${name}`;
    label.textContent = words[name];
    row.insertCell().append(label);
    const input = document.createElement("input");
    Object.assign(input, { id: `key-${name}`, value: keyOf(name), maxLength: 1, size: 3, autocomplete: "off" });
    input.addEventListener("change", () => {
      const taken = Object.keys(defaults).find((other) => other !== name && keyOf(other) === input.value);
      problem.hidden = input.value.length === 1 && input.value !== " " && !/^[1-9]$/.test(input.value) && !taken;
      problem.textContent = taken ? `“${input.value}” already stands for: ${words[taken]}.` : "One character that is not a blank and not a digit from 1 to 9.";
      if (!problem.hidden) { input.value = keyOf(name); return; }
      settings.keys = { ...settings.keys, [name]: input.value };
      store.write(settings);
    });
    row.insertCell().append(input);
  }
  document.getElementById("keys-reset").addEventListener("click", () => { localStorage.removeItem("compliance.keys"); location.reload(); });
}
