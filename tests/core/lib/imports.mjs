// The host calls the machinery needs.
const origin = performance.timeOrigin;
export function imports(memory) {
  const text = (p) => {
    p >>>= 0;
    const n = new Uint32Array(memory.buffer, p - 4, 1)[0] >>> 1;
    return String.fromCharCode(...new Uint16Array(memory.buffer.slice(p, p + 2 * n)));
  };
  const view = new BigInt64Array(memory.buffer);
  return {
    env: { memory },
    host: {
      panic: (p) => { throw new Error(`panic: ${text(p)}`); },
      clockMonotonic: (out) => { view[(out >>> 0) / 8] = BigInt(Math.round((origin % 1e9 + performance.now()) * 1e6)); return 0; },
    },
  };
}
