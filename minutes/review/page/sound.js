// The recording: played from anywhere, with its part and time, and the word that is being spoken.

import { clock, tell } from "./dom.js";

const BACK_S = 3;
const SPEEDS = [0.5, 0.7, 0.85, 1, 1.2, 1.4, 1.7, 2, 2.5, 3];

export class Sound {
  constructor(store) {
    this.store = store;
    this.audio = new Audio();
    this.audio.preload = "metadata";
    this.audio.preservesPitch = true;
    if (store.audio) this.audio.src = `${store.path}/audio`;
    this.heard = [];
    for (const event of ["play", "pause", "seeked", "ratechange", "loadedmetadata", "ended"]) {
      this.audio.addEventListener(event, () => this.tick());
    }
    this.audio.addEventListener("error", () => this.lost());
    this.audio.addEventListener("play", () => this.run());
    if ("mediaSession" in navigator) {
      // keys of keyboards and foot pedals that are made for sound
      navigator.mediaSession.setActionHandler("play", () => this.toggle());
      navigator.mediaSession.setActionHandler("pause", () => this.toggle());
      navigator.mediaSession.setActionHandler("seekbackward", () => this.move(-BACK_S));
      navigator.mediaSession.setActionHandler("seekforward", () => this.move(BACK_S));
    }
  }

  get time() {
    return this.wanted ?? this.audio.currentTime;
  }

  get playing() {
    return !this.audio.paused;
  }

  // After the server was away the sound is loaded anew, from where it was.
  lost() {
    if (!this.store.audio || this.reloading) return;
    const at = this.time;
    this.reloading = setTimeout(() => {
      this.reloading = 0;
      this.audio.load();
      this.seek(at);
    }, 2000);
  }

  seek(seconds) {
    const at = Math.min(Math.max(seconds, 0), Math.max(this.store.duration - 0.05, 0));
    if (this.audio.readyState) {
      this.wanted = undefined;
      this.audio.currentTime = at;
    } else {
      this.wanted = at;
      this.audio.addEventListener(
        "loadedmetadata",
        () => {
          if (this.wanted !== undefined) this.audio.currentTime = this.wanted;
          this.wanted = undefined;
        },
        { once: true },
      );
      this.audio.preload = "auto";
    }
    this.tick();
  }

  play(seconds) {
    if (!this.store.audio) {
      tell("この会議には録音がありません（文字起こしから作られました）。", true);
      return;
    }
    if (seconds !== undefined) this.seek(seconds);
    this.audio.play().catch((error) => {
      if (error.name !== "AbortError") tell("録音を再生できません。少し待ってから、もう一度再生してください。", true);
    });
  }

  toggle() {
    if (this.playing) this.audio.pause();
    else this.play();
  }

  move(seconds) {
    this.seek(this.time + seconds);
  }

  speed(step) {
    const now = SPEEDS.findIndex((speed) => speed >= this.audio.playbackRate - 0.01);
    const next = SPEEDS[Math.min(Math.max(now + step, 0), SPEEDS.length - 1)];
    this.audio.playbackRate = next;
    this.audio.defaultPlaybackRate = next;
    tell(`再生の速さ：${next}倍`);
  }

  // 00:12:34（録音2.mp3 の 00:02:34）
  shown(seconds) {
    const { parts } = this.store;
    if (!parts.some((part) => part.start > 0)) return clock(seconds);
    const part = parts.findLast((one) => one.start <= seconds) ?? parts[0];
    return `${clock(seconds)}（${part.file} の ${clock(seconds - part.start)}）`;
  }

  run() {
    const step = () => {
      this.tick();
      if (this.playing && !this.store.closed) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  tick() {
    for (const hear of this.heard) hear(this.time);
  }

  close() {
    clearTimeout(this.reloading);
    this.heard = [];
    this.audio.pause();
    this.audio.removeAttribute("src");
    this.audio.load();
  }
}

export { BACK_S };
