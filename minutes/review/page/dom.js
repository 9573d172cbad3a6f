// Elements made of data. Text is only ever text: nothing here, or anywhere else in the page, reads markup.

export function el(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "value" || name === "checked" || name === "selected" || name === "disabled") node[name] = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function button(text, act, given = {}) {
  return el("button", { type: "button", text, onclick: act, ...given });
}

// 00:12:34
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

// What a screen reader says of a row on which the focus is.
export function spoken(row) {
  const parts = [...row.querySelectorAll(".chip, .who, h3, p, .why")].map((one) => one.textContent);
  row.setAttribute("aria-label", parts.join("、"));
}

let timer = 0;

// A sentence for everybody: shown for a while and read aloud.
export function tell(text, wrong = false) {
  const place = document.getElementById("told");
  place.textContent = text;
  place.classList.toggle("wrong", wrong);
  place.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => place.classList.remove("shown"), wrong ? 12000 : 5000);
}
