// Questions to the clerk: one small form each, answered by keyboard alone, closed by Esc.

import { button, clock, el } from "./dom.js";
import { KINDS } from "./panels.js";

// Shows a form; what it gives is handed to `done`. Focus goes back to where it was.
// `missing`: what it still lacks, said instead of closing it.
export function ask(title, content, submit, done, missing = () => "") {
  const before = document.activeElement;
  const lacking = el("p", { class: "wrong", role: "alert" });
  const form = el("form", { method: "dialog" }, [
    el("h2", { text: title }),
    ...content,
    lacking,
    el("div", { class: "buttons" }, [
      button("やめる", () => dialog.close()),
      submit && el("button", { type: "submit", text: submit, class: "main" }),
    ]),
  ]);
  const dialog = el("dialog", { "aria-label": title }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    lacking.textContent = missing();
    if (lacking.textContent) return;
    dialog.close();
    done?.();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  (form.querySelector("[autofocus]") ?? form.querySelector("select, input, textarea, button"))?.focus();
  return dialog;
}

const labelled = (text, field) => el("label", {}, [el("span", { text }), field]);
const option = (value, text, selected) => el("option", { value, text, selected });

export function askSpeaker(store, id, done) {
  const row = store.utterances[id];
  const name = el("select", { size: Math.min(Math.max(store.roster.length + 1, 3), 10), autofocus: true, name: "speaker" }, [
    ...store.roster.map((one) => option(one.role, one.shown, one.role === row.name)),
    option("", "（名簿にない人・不明）", row.name === null || !store.roster.some((one) => one.role === row.name)),
  ]);
  const other = el("input", { type: "text", maxlength: 60, value: store.roster.some((one) => one.role === row.name) ? "" : row.name ?? "" });
  const reach = [
    ["this", "この発言だけ"],
    ["onward", "この声の、ここから後"],
    ["voice", "この声の全て"],
  ].map(([value, text], place) =>
    el("label", { class: "choice" }, [el("input", { type: "radio", name: "reach", value, checked: place === 0 }), text]),
  );
  const same = store.utterancesOrder.filter((one) => store.utterances[one].voice === row.voice).length;
  ask(
    "発言者を変える",
    [
      el("p", { class: "note", text: `${clock(row.start)}「${short(row.text)}」この声の発言は${same}件あります。` }),
      labelled("発言者（↑↓で選ぶ）", name),
      labelled("名簿にない人の呼び名（例：石田委員。分からないときは空のまま）", other),
      el("fieldset", {}, [el("legend", { text: "どこまで（Tab と↑↓で選ぶ）" }), ...reach]),
    ],
    "変える",
    () => {
      const chosen = reach.map((one) => one.querySelector("input")).find((one) => one.checked).value;
      done({ do: "speaker", utterance: id, reach: chosen, name: name.value || other.value.trim() || null });
    },
  );
}

export function askBoundary(store, id, done) {
  const choices = store.items.filter((item) => item.number > 1);
  const at = store.utterances[id].start;
  const likely = choices.find((item) => (store.utterances[item.begins]?.start ?? Infinity) >= at) ?? choices.at(-1);
  const item = el("select", { autofocus: true, size: Math.min(Math.max(choices.length, 2), 8) }, [
    ...choices.map((one) => option(one.number, `議題${one.number}　${one.title}`, one === likely)),
  ]);
  ask("議題の境目を動かす", [labelled("この発言から始まる議題", item)], "ここから始める", () =>
    done({ do: "boundary", item: Number(item.value), utterance: id }),
  );
}

export function askMask(store, id, words, done) {
  const reason = el("input", { type: "text", value: "個人に関する情報", required: true, autofocus: true, maxlength: 100 });
  const text = el("input", { type: "text", value: words, maxlength: 200 });
  ask(
    "公開版で伏せる",
    [labelled("理由", reason), labelled("伏せる言葉（空にすると、この発言の全て）", text)],
    "印を付ける",
    () => done({ do: "keep", mask: { utterance: id, text: text.value.trim(), reason: reason.value.trim() }, on: true }),
  );
}

// A line of the minutes: a new one from utterances, or one that is there.
export function askLine(store, given, done) {
  const { part } = given;
  const kind = el("select", {}, Object.entries(KINDS).map(([value, text]) => option(value, text, value === (part.kind ?? given.type))));
  const people = el("datalist", { id: "people" }, store.roster.map((one) => el("option", { value: one.role })));
  const whose = el("input", { type: "text", list: "people", value: part.speaker ?? part.owner ?? "", maxlength: 100 });
  const due = el("input", { type: "text", value: part.due ?? "", maxlength: 60 });
  const text = el("textarea", { value: part.text, rows: 4, required: true, autofocus: true });
  const item = el("select", {}, store.items.map((one) => option(one.number, `議題${one.number}　${one.title}`, one.number === given.item)));
  const evidence = [...new Set([...part.evidence, ...given.offered])]
    .filter((id) => id in store.utterances)
    .map((id) => {
      const row = store.utterances[id];
      const box = el("input", { type: "checkbox", value: id, checked: part.evidence.includes(id) });
      return el("label", { class: "choice" }, [box, `${clock(row.start)} ${row.name ?? "不明"}：${short(row.text, 60)}`]);
    });
  const proved = () => evidence.map((one) => one.firstChild).filter((box) => box.checked).map((box) => box.value);
  const isDue = labelled("期限（対応のとき）", due);
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
    event.preventDefault();
    text.form.requestSubmit();
  });
  ask(
    given.id ? "議事録の文を直す" : "議事録に文を加える",
    [
      labelled("文", text),
      el("div", { class: "row" }, [labelled("種類", kind), labelled("発言者・担当", whose), isDue]),
      !given.id && labelled("議題", item),
      el("fieldset", {}, [el("legend", { text: "根拠の発言（発言の側で V を押すと、ここで選べます）" }), ...evidence]),
      people,
    ].filter(Boolean),
    given.id ? "直す" : "加える",
    () => done(partOf(kind.value, text.value.trim(), whose.value.trim(), due.value.trim(), proved()), Number(item.value)),
    () => (proved().length ? "" : "根拠の発言を一つ以上選んでください。なければ、やめてから、発言を V で選んで、もう一度開きます。"),
  );
}

function partOf(kind, text, whose, due, evidence) {
  if (kind === "decision") return { text, evidence };
  if (kind === "action") return { text, owner: whose || null, due: due || null, evidence };
  return { kind, speaker: whose || null, text, evidence };
}

export function askName(done) {
  const name = el("input", { type: "text", value: localStorage.getItem("minutes.by") ?? "", maxlength: 60, autofocus: true });
  ask(
    "操作する人",
    [el("p", { class: "note", text: "誰が直したかの記録に残ります。空のときは、このパソコンの利用者名を残します。" }), labelled("職・氏名", name)],
    "決める",
    () => {
      localStorage.setItem("minutes.by", name.value.trim());
      done();
    },
  );
}

export function askPassword(wrong) {
  return new Promise((resolve) => {
    const password = el("input", { type: "password", required: true, autofocus: true, autocomplete: "current-password" });
    const said = wrong ? el("p", { class: "wrong", role: "alert", text: wrong }) : null;
    const dialog = ask("議事録の確認", [said, labelled("合言葉", password)].filter(Boolean), "入る", () => resolve(password.value));
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.querySelector(".buttons button").remove();
  });
}

export const short = (text, count = 30) => (text.length > count ? `${text.slice(0, count)}…` : text);
export { labelled };
