// Beside the transcript: the minutes by item, and the lists of what is to be checked.

import { button, clock, el, spoken } from "./dom.js";
import { Lessons } from "./lessons.js";
import { isOpen } from "./store.js";

export const KINDS = {
  explanation: "説明",
  question: "質問",
  answer: "回答",
  opinion: "意見",
  request: "要望",
  procedure: "進行",
  decision: "決定",
  action: "対応",
};
const TABS = [
  ["minutes", "議事録"],
  ["checks", "要確認"],
  ["terms", "用語"],
  ["unheard", "文字のない声"],
  ["unreflected", "未反映"],
  ["masks", "伏せる印"],
  ["lessons", "覚える"],
];

const TOGETHER = 40; // rows that are laid out or left out together (see transcript.js)
const AT_FIRST = 30;
const AT_ONCE_MS = 12;

export class Panels {
  constructor(store, open) {
    this.store = store;
    this.open = open;
    this.tab = "minutes";
    this.kept = new Map();
    this.learning = new Lessons(store, {
      proof: (id) => this.proof(id),
      row: (...given) => this.row(...given),
      empty,
      changed: () => this.render(),
    });
    this.limit = AT_FIRST;
    requestAnimationFrame(() => (this.timer = setTimeout(() => this.more())));
    this.tabs = el("div", { class: "tabs", role: "tablist", "aria-label": "議事録と確認の一覧", onkeydown: (event) => this.key(event) });
    this.body = el("div", { class: "panel", role: "tabpanel", id: "panel" });
    for (const [name, title] of TABS) {
      this.tabs.append(button(title, () => this.show(name), { role: "tab", data: { tab: name }, "aria-controls": "panel" }));
    }
    this.render();
  }

  count(name) {
    const { store } = this;
    if (name === "checks") return store.checks.length;
    if (name === "terms") return store.correctionsOrder.filter((id) => isOpen(store.corrections[id])).length;
    if (name === "unheard") return store.unheard.filter((one) => !one.listened).length;
    return { unreflected: store.unreflected.length, masks: store.masks.length, lessons: this.learning.rows.length }[name] ?? null;
  }

  show(name) {
    this.tab = name;
    this.render();
    this.body.scrollTop = 0;
  }

  key(event) {
    const names = TABS.map(([name]) => name);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    this.show(names[(names.indexOf(this.tab) + step + names.length) % names.length]);
    this.tabs.querySelector('[aria-selected="true"]').focus();
  }

  cycle() {
    const names = TABS.map(([name]) => name);
    this.show(names[(names.indexOf(this.tab) + 1) % names.length]);
    this.focusFirst();
  }

  render() {
    for (const tab of this.tabs.children) {
      const on = tab.dataset.tab === this.tab;
      const [, title] = TABS.find(([name]) => name === tab.dataset.tab);
      const count = this.count(tab.dataset.tab);
      tab.textContent = count === null ? title : `${title} ${count}`;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
    }
    const { activeElement } = document;
    const inside = this.body.contains(activeElement);
    const at = this.current;
    const place = inside && at ? [...this.body.querySelectorAll("[data-id]")].indexOf(at) : -1;
    this.put(this[this.tab]());
    if (inside && activeElement.isConnected) {
      if (document.activeElement !== activeElement) activeElement.focus({ preventScroll: true });
      if (at) at.tabIndex = 0;
      return;
    }
    const rows = [...this.body.querySelectorAll("[data-id]")];
    const again = rows.find((one) => one.dataset.id === at?.dataset.id) ?? rows[Math.min(Math.max(place, 0), rows.length - 1)];
    if (inside && again) this.focus(again, "nearest");
    else if (inside) this.tabs.querySelector('[aria-selected="true"]').focus();
    else if (again) {
      again.tabIndex = 0;
      spoken(again);
    }
  }

  // Rows that stay are not touched: to lay out a long list anew costs more than to make it.
  put(all) {
    const wanted = new Set(all);
    for (const row of this.body.querySelectorAll(":scope > .together > *")) if (!wanted.has(row)) row.remove();
    for (const part of [...this.body.children]) if (!part.firstChild) part.remove();
    let next = this.body.firstElementChild?.firstElementChild ?? null;
    for (const row of all) {
      if (row === next) next = after(next);
      else if (next) next.before(row);
      else this.room().append(row);
    }
  }

  // The part at the end that still takes a row.
  room() {
    const last = this.body.lastElementChild;
    if (last && last.childElementCount < TOGETHER) return last;
    const part = el("div", { class: "together" });
    this.body.append(part);
    return part;
  }

  // A row as it was made before, as long as what it is made of is the same.
  keep(key, of, make) {
    if (this.kept.get(key)?.of !== of) this.kept.set(key, { of, node: make() });
    const { node } = this.kept.get(key);
    node.tabIndex = -1;
    return node;
  }

  // ---- the lists -----------------------------------------------------------------------------------------------

  // At first only as many as are seen at once; the rest follows.
  minutes() {
    const { store } = this;
    const rows = [];
    for (const item of store.items) {
      rows.push(this.keep(`item ${item.number}`, item, () => this.title(item)));
      for (const id of store.linesOrder) {
        if (rows.length >= this.limit) return rows;
        if (store.lines[id].item === item.number) rows.push(this.line(id));
      }
    }
    return rows;
  }

  // The lines are made a few at a time while nothing else is to be done, and then shown together.
  more() {
    const begin = performance.now();
    const missing = this.store.linesOrder.filter((id) => !this.kept.has(id));
    for (const id of missing) {
      if (performance.now() - begin > AT_ONCE_MS) {
        this.timer = setTimeout(() => this.more());
        return;
      }
      this.line(id);
    }
    if (this.limit === Infinity) return;
    this.limit = Infinity;
    if (this.tab === "minutes") this.render();
  }

  title(item) {
    return this.row("item", `i${item.number}`, { class: "title" }, [
      el("h3", { text: `${item.number}　${item.title}` }),
      ...this.why(item.reasons),
    ]);
  }

  line(id) {
    const row = this.store.lines[id];
    return this.keep(id, row, () => this.lineOf(id, row));
  }

  lineOf(id, row) {
    const { part } = row;
    const whose = row.type === "action" ? part.owner : row.type === "decision" ? "" : part.speaker ?? "（発言者不明）";
    const kind = KINDS[part.kind ?? row.type];
    return this.row("line", id, { class: `line ${row.type}${row.reasons.length ? " check" : ""}` }, [
      el("span", { class: "head" }, [
        el("span", { class: "chip", text: kind }),
        whose && el("span", { class: "who", text: whose }),
        part.due && el("span", { class: "due", text: `期限：${part.due}` }),
        ...part.evidence.filter((one) => one in this.store.utterances).map((one) => this.proof(one)),
      ]),
      el("p", { text: part.text }),
      ...this.why(row.reasons),
    ]);
  }

  proof(id) {
    const at = clock(this.store.utterances[id].start);
    return button(at, () => this.open.evidence(id), { class: "when", tabindex: -1, "aria-label": `根拠の発言 ${at} を再生` });
  }

  checks() {
    const names = { utterance: "発言", line: "議事録", item: "議題", correction: "用語", unheard: "音声" };
    const rows = this.store.checks.map((check) =>
      this.keep(`check ${check.kind}:${check.id}`, `${check.at} ${check.what} ${check.text}`, () =>
        this.row("check", `${check.kind}:${check.id}`, { class: "line check" }, [
          el("span", { class: "head" }, [
            el("span", { class: "chip", text: names[check.kind] }),
            button(clock(check.at), () => this.open.check(check), { class: "when", tabindex: -1, "aria-label": `${clock(check.at)} へ` }),
          ]),
          el("p", { text: check.text }),
          ...this.why([check.what]),
        ]),
      ),
    );
    return rows.length ? rows : [empty("確かめる所は残っていません。「文書」で作り、「確定」で職・氏名を記録します。")];
  }

  terms() {
    const { store } = this;
    const ids = [...store.correctionsOrder].sort((one, other) => isOpen(store.corrections[other]) - isOpen(store.corrections[one]));
    const rows = ids.map((id) => this.term(id));
    return rows.length ? rows : [empty("用語の訂正はありません。")];
  }

  term(id) {
    const row = this.store.corrections[id];
    const said = this.store.utterances[row.utterance];
    const state = isOpen(row) ? "候補" : row.applied ? "訂正済み" : "採らない";
    return this.row("correction", id, { class: `line${isOpen(row) ? " check" : ""}` }, [
      el("span", { class: "head" }, [
        el("span", { class: "chip", text: state }),
        said && this.proof(row.utterance),
        !row.applied && button("採る", () => this.open.judge(id, true), { tabindex: -1 }),
        (row.applied || isOpen(row)) && button("採らない", () => this.open.judge(id, false), { tabindex: -1 }),
        this.alike(id).length > 1 && el("span", { class: "hint", text: `同じもの${this.alike(id).length}件（Shift+A・Shift+X でまとめて）` }),
      ]),
      el("p", { text: `${row.before} → ${row.after}` }),
    ]);
  }

  // The corrections that exchange the same words.
  alike(id) {
    const { before, after } = this.store.corrections[id];
    return this.store.correctionsOrder.filter((one) => {
      const other = this.store.corrections[one];
      return other.before === before && other.after === after;
    });
  }

  unheard() {
    const rows = this.store.unheard.map((one, place) =>
      this.row("unheard", String(place), { class: `line${one.listened ? "" : " check"}` }, [
        el("span", { class: "head" }, [
          button(clock(one.start), () => this.open.play(one.start), { class: "when", tabindex: -1, "aria-label": `${clock(one.start)} から再生` }),
          el("span", { text: `${(one.end - one.start).toFixed(1)}秒` }),
          one.listened ? el("span", { class: "chip", text: "聞いた" }) : button("聞いた", () => this.open.listened(place), { tabindex: -1 }),
        ]),
      ]),
    );
    const note = "声があるのに文字にできなかった所です。Enter で聞き、聞こえた言葉は前後の発言に書き足してください。";
    return rows.length ? [empty(note), ...rows] : [empty("声があるのに文字のない所はありません。")];
  }

  unreflected() {
    const rows = this.store.unreflected.map((one) => {
      const said = this.store.utterances[one.utterance];
      return this.row("unreflected", one.utterance, { class: "line" }, [
        el("span", { class: "head" }, [
          said && this.proof(one.utterance),
          said && el("span", { class: "who", text: said.name ?? "不明" }),
          button("議事録に加える", () => this.open.add([one.utterance]), { tabindex: -1 }),
        ]),
        el("p", { text: one.text }),
      ]);
    });
    return rows.length ? rows : [empty("議事録に反映していない発言はありません。")];
  }

  masks() {
    const rows = this.store.masks.map((mask, place) => {
      const said = this.store.utterances[mask.utterance];
      return this.row("mask", String(place), { class: "line" }, [
        el("span", { class: "head" }, [
          said && this.proof(mask.utterance),
          el("span", { class: "chip", text: mask.reason }),
          button("印を外す", () => this.open.unmask(place), { tabindex: -1 }),
        ]),
        el("p", { text: mask.text || said?.text || mask.utterance }),
      ]);
    });
    const note = "公開版に載せない発言と言葉です。発言を選んで O で印を付け、X で外します。";
    return [empty(note), ...rows];
  }

  lessons() {
    return this.learning.list();
  }

  why(reasons) {
    return reasons.map((reason) => el("span", { class: "why", text: `要確認：${reason}` }));
  }

  row(kind, id, given, children) {
    return el("div", { role: "group", tabindex: -1, data: { kind, id }, ...given }, children);
  }

  // ---- where one is --------------------------------------------------------------------------------------------

  get current() {
    return document.activeElement?.closest?.("#panel [data-id]") ?? this.body.querySelector('[tabindex="0"]');
  }

  focus(row, scroll = "nearest") {
    const before = this.body.querySelector('[tabindex="0"]');
    if (before) before.tabIndex = -1;
    row.tabIndex = 0;
    spoken(row);
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: scroll });
  }

  focusFirst() {
    const row = this.body.querySelector('[tabindex="0"]') ?? this.body.querySelector("[data-id]");
    if (row) this.focus(row);
    else this.tabs.querySelector('[aria-selected="true"]').focus();
  }

  focusId(tab, id) {
    this.limit = Infinity;
    if (this.tab !== tab) this.show(tab);
    else if (![...this.body.querySelectorAll("[data-id]")].some((one) => one.dataset.id === id)) this.render();
    const row = [...this.body.querySelectorAll("[data-id]")].find((one) => one.dataset.id === id);
    if (row) this.focus(row, "center");
  }

  step(count) {
    const rows = [...this.body.querySelectorAll("[data-id]")];
    const place = rows.indexOf(this.current);
    const next = rows[Math.min(Math.max(place + count, 0), rows.length - 1)];
    if (next) this.focus(next, "nearest");
  }
}

// The row after one, in the next part where its own ends.
function after(row) {
  if (row.nextElementSibling) return row.nextElementSibling;
  for (let part = row.parentNode.nextElementSibling; part; part = part.nextElementSibling) {
    if (part.firstElementChild) return part.firstElementChild;
  }
  return null;
}

const empty = (text) => el("p", { class: "note", text });
