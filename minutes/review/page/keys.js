// Every key of the page, in one table: what is pressed, what it is called, and what is done (a method of the meeting).

import { el } from "./dom.js";
import { ask } from "./dialogs.js";

// [keys, what it does, method, also while typing]
export const KEYS = [
  ["録音", null],
  [["Space", "F9", "Ctrl+Space", "Pause"], "再生・一時停止", "toggle", ["F9", "Ctrl+Space", "Pause"]],
  [["ArrowLeft", "F7"], "3秒戻る", "back", ["F7"]],
  [["ArrowRight", "F10"], "3秒進む", "forward", ["F10"]],
  [["[", "Alt+ArrowDown"], "ゆっくり", "slower", ["Alt+ArrowDown"]],
  [["]", "Alt+ArrowUp"], "速く", "faster", ["Alt+ArrowUp"]],
  [["Enter"], "選んでいる所を再生", "playHere"],
  ["移る", null],
  [["ArrowDown", "j"], "次へ", "down"],
  [["ArrowUp", "k"], "前へ", "up"],
  [["PageDown"], "10件先へ", "farDown"],
  [["PageUp"], "10件前へ", "farUp"],
  [["n"], "次の要確認へ（録音も再生）", "nextCheck"],
  [["p"], "前の要確認へ（録音も再生）", "previousCheck"],
  [["g"], "文と根拠の発言を行き来する", "jump"],
  [["F6"], "発言の記録と右の欄を切り替える", "otherPane"],
  [["t"], "右の欄の一覧を切り替える", "nextTab"],
  [["h"], "再生中の発言へ移る", "toPlaying"],
  ["確かめる", null],
  [["a"], "よい（確認済みにする・採る・聞いた・覚える）→ 次の要確認へ", "accept"],
  [["x"], "よくない（文を消す・採らない・印を外す・覚えない）", "reject"],
  [["Shift+A"], "同じ用語の訂正を全て採る", "acceptAlike"],
  [["Shift+X"], "同じ用語の訂正を全て採らない", "rejectAlike"],
  [["u", "Ctrl+z"], "元に戻す", "undo"],
  [["r", "Ctrl+y", "Ctrl+Shift+Z"], "やり直す", "redo"],
  ["直す", null],
  [["e", "F2"], "言葉を直す（直している間は Ctrl+Enter で発言を分ける）", "edit"],
  [["s"], "発言者を変える（この発言・ここから後・声の全て）", "speaker"],
  [["m"], "次の発言とつなぐ", "merge"],
  [["b"], "議題の境目をこの発言にする", "boundary"],
  [["v"], "発言を選ぶ・選ぶのをやめる", "choose"],
  [["Shift+ArrowDown"], "下へ続けて選ぶ", "chooseDown"],
  [["Shift+ArrowUp"], "上へ続けて選ぶ", "chooseUp"],
  [["w"], "選んだ発言から議事録の文を加える", "add"],
  [["o"], "公開版で伏せる印を付ける", "mask"],
  ["画面", null],
  [["1"], "聞き取ったままを表示", "showHeard"],
  [["2"], "訂正後を表示", "showText"],
  [["3"], "整文を表示", "showEdited"],
  [["l"], "再生に合わせて表示を動かす・動かさない", "follow"],
  [["d"], "文書を作る", "document"],
  [["f"], "職・氏名を記録して確定する", "confirm"],
  [["q"], "会議の一覧へ戻る", "toList"],
  [["?", "F1"], "このキーの一覧", "help"],
];

const WAYS = new Map();
for (const [keys, , method, typing] of KEYS) {
  if (Array.isArray(keys)) for (const key of keys) WAYS.set(key, { method, typing: typing?.includes(key) ?? false });
}

function named(event) {
  const key = event.key === " " ? "Space" : event.key;
  const one = key.length === 1;
  const shift = event.shiftKey && (!one || /[A-Z]/.test(key)) ? "Shift+" : "";
  const plain = one && !event.shiftKey ? key.toLowerCase() : key; // whatever Caps Lock says
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shift}${plain}`;
}

export function listen(meeting) {
  const hear = (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const way = WAYS.get(named(event));
    if (!way) return;
    const { target } = event;
    const typing = target.matches("textarea, select, input, [contenteditable]");
    if (typing && !way.typing) return;
    if (target.matches("button, a, summary") && (event.key === "Enter" || event.key === " ")) return;
    event.preventDefault();
    meeting[way.method]();
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}

const SHOWN = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Space: "スペース", PageDown: "PageDown", PageUp: "PageUp" };
const shown = (key) => key.split("+").map((one) => SHOWN[one] ?? (one.length === 1 ? one.toUpperCase() : one)).join("+");

export function help() {
  const parts = [];
  let table = null;
  for (const [keys, what] of KEYS) {
    if (typeof keys === "string") {
      table = el("table", {}, el("caption", { text: keys }));
      parts.push(table);
    } else {
      table.append(
        el("tr", {}, [
          el("th", { scope: "row" }, keys.flatMap((key, place) => [place ? " " : "", el("kbd", { text: shown(key) })])),
          el("td", { text: what }),
        ]),
      );
    }
  }
  const columns = [parts.slice(0, 2), parts.slice(2, 4), parts.slice(4)].map((own) => el("div", {}, own));
  const pedal = "フットペダルは、F7（戻る）・F9（再生）・F10（進む）か、再生・一時停止のメディアキーに割り当てると、文字を入れている間も使えます。";
  const dialog = ask("キーの一覧", [el("p", { class: "note", text: pedal }), el("div", { class: "keys" }, columns)], "", null);
  dialog.classList.add("wide");
  dialog.querySelector(".buttons button").textContent = "閉じる";
  const heading = dialog.querySelector("h2");
  heading.tabIndex = -1;
  heading.focus();
}

