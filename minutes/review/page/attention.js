// Minutes with attention, for the report: the server is told of each in which somebody looks at the page and uses it or listens.

import { mention } from "./api.js";

const SIGNS = ["keydown", "pointerdown", "wheel"];
const MINUTE_MS = 60_000;

export class Attention {
  constructor(store, sound) {
    this.path = `${store.path}/attention`;
    this.told = 0;
    this.sign = () => this.tell();
    for (const sign of SIGNS) document.addEventListener(sign, this.sign, { capture: true, passive: true });
    sound.heard.push(() => sound.playing && this.tell());
  }

  tell() {
    const minute = Math.floor(Date.now() / MINUTE_MS);
    if (document.hidden || minute === this.told) return;
    this.told = minute;
    mention(this.path);
  }

  close() {
    for (const sign of SIGNS) document.removeEventListener(sign, this.sign, { capture: true });
  }
}
