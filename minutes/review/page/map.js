// Who speaks when, as a strip: a lane for each speaker, marks where something is to be checked, and the playhead.

import { clock, el } from "./dom.js";

const LANES = 8;
const TOP = 10; // pixels for the marks
const STEP_S = 5;

// A colour for each speaker, the same in the strip and in the transcript; the name always stands beside it.
export function colours(store) {
  const spoken = new Map();
  for (const id of store.utterancesOrder) {
    const row = store.utterances[id];
    const who = row.name ?? row.voice;
    spoken.set(who, (spoken.get(who) ?? 0) + row.end - row.start);
  }
  const order = [...spoken].sort((one, other) => other[1] - one[1]).map(([who]) => who);
  return new Map(order.map((who, place) => [who, Math.min(place, LANES - 1)]));
}

export class SpeechMap {
  constructor(store, sound) {
    this.store = store;
    this.sound = sound;
    this.canvas = el("canvas", {
      class: "map",
      role: "slider",
      tabindex: 0,
      "aria-label": "録音の位置",
      "aria-valuemin": 0,
      "aria-valuemax": Math.round(store.duration),
      onpointerdown: (event) => this.point(event),
      onpointermove: (event) => event.buttons === 1 && this.point(event),
      onkeydown: (event) => this.key(event),
    });
    this.back = document.createElement("canvas"); // all but the playhead, drawn when something changes
    this.watch = new ResizeObserver(() => this.redraw());
    this.watch.observe(this.canvas);
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.dark.addEventListener("change", () => this.redraw());
  }

  close() {
    this.watch.disconnect();
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    this.sound.seek(((event.clientX - box.left) / box.width) * this.store.duration);
  }

  key(event) {
    const steps = { ArrowLeft: -STEP_S, ArrowRight: STEP_S, PageUp: -60, PageDown: 60 };
    if (!(event.key in steps) || event.ctrlKey || event.altKey) return;
    this.sound.move(steps[event.key]);
    event.preventDefault();
    event.stopPropagation();
  }

  redraw() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width) return;
    const scale = devicePixelRatio || 1;
    for (const one of [this.canvas, this.back]) {
      one.width = Math.round(width * scale);
      one.height = Math.round(height * scale);
    }
    const draw = this.back.getContext("2d");
    draw.setTransform(scale, 0, 0, scale, 0, 0);
    this.ink = getComputedStyle(this.canvas).getPropertyValue("--head");
    this.lanes(draw, width, height);
    this.marks(draw, width, height);
    this.head(this.sound.time, true);
  }

  lanes(draw, width, height) {
    const style = getComputedStyle(this.canvas);
    const lanes = colours(this.store);
    const count = Math.max(Math.min(lanes.size, LANES), 1);
    const lane = (height - TOP) / count;
    const per = width / Math.max(this.store.duration, 1);
    const inks = Array.from({ length: LANES }, (_, place) => style.getPropertyValue(`--voice-${place}`));
    for (const id of this.store.utterancesOrder) {
      const row = this.store.utterances[id];
      const place = lanes.get(row.name ?? row.voice);
      draw.fillStyle = inks[place];
      draw.fillRect(row.start * per, TOP + place * lane + 1, Math.max((row.end - row.start) * per, 1), lane - 2);
    }
  }

  marks(draw, width, height) {
    const style = getComputedStyle(this.canvas);
    const per = width / Math.max(this.store.duration, 1);
    draw.fillStyle = style.getPropertyValue("--check");
    for (const check of this.store.checks) draw.fillRect(check.at * per - 1, 0, 3, TOP - 2);
    draw.fillStyle = style.getPropertyValue("--ink");
    for (const item of this.store.items) {
      const begins = this.store.utterances[item.begins];
      if (begins && item.number > 1) draw.fillRect(begins.start * per, 0, 1, height);
    }
  }

  head(seconds, anyway = false) {
    const x = Math.round((seconds / Math.max(this.store.duration, 1)) * this.canvas.width);
    if ((x === this.x && !anyway) || !this.ink) return; // before the strip has its size there is nothing to draw on
    this.x = x;
    const draw = this.canvas.getContext("2d");
    draw.clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (this.back.width) draw.drawImage(this.back, 0, 0);
    draw.fillStyle = this.ink;
    draw.fillRect(x - 1, 0, Math.max(2, Math.round(devicePixelRatio || 1) * 2), this.canvas.height);
    this.canvas.setAttribute("aria-valuenow", Math.round(seconds));
    this.canvas.setAttribute("aria-valuetext", clock(seconds));
  }
}
