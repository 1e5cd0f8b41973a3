/** Milliseconds as a word of a reply: the bits of a 32-bit float, since more than 24 days are more than a word has, and half of one is not nothing. */
export function packMs(ms: number): number { return new Int32Array(Float32Array.of(ms).buffer)[0]; }
/** To the microsecond again. */
export function unpackMs(word: number): number { return Math.round(new Float32Array(Int32Array.of(word).buffer)[0] * 1000) / 1000; }

/** The process's alarm clock (signal.setitimer with ITIMER_REAL, signal.alarm): in the supervisor, whose event loop is free. When it is over the process sends SIGALRM to itself, as the kernel would. */
export class AlarmClock {
  #timer: NodeJS.Timeout | undefined;
  #due = 0;
  #interval = 0;

  /** Milliseconds until the signal (0 stops the clock, negative only asks) and between further ones. What was left and the old interval. */
  set(ms: number, interval: number): [number, number] | undefined {
    const left = this.#timer === undefined ? 0 : Math.max(1, Math.ceil(this.#due - performance.now()));
    const old: [number, number] = [left, this.#timer === undefined ? 0 : this.#interval];
    if (ms >= 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#interval = interval;
      if (ms > 0) this.#start(ms);
    }
    return old;
  }

  #start(ms: number): void {
    this.#due = performance.now() + ms;
    // setTimeout counts in 31 bits
    this.#timer = setTimeout(() => {
      const more = this.#due - performance.now();
      if (more > 1) { this.#start(more); return; }
      if (this.#interval > 0) this.#start(this.#interval);
      else this.#timer = undefined;
      process.kill(process.pid, 'SIGALRM');
    }, Math.min(ms, 0x7fffffff));
    this.#timer.unref();
  }
}
