/**
 * The host call `compile`: Python source in memory → code image in memory, through the front end. The front end is the largest piece of JavaScript
 * there is, so it is asked for only at the first call (`load`), synchronously, in the worker.
 */
import { COMPILE_FLAGS, COMPILE_RESULT as R, ERRNO, type HostCalls } from '../../generated/host/calls.ts';
import type { CompileInput, CompileOutput } from '../contract/messages.ts';
import { decodeWtf8, encodeWtf8 as encode } from './wtf8.ts';
import type { WorkerContext } from '../contract/worker-context.ts';

export interface CompileWarning { category: string; msg: string; lineno: number; offset: number }
export interface CompileOptions { optimize: number; flags: number; fromBytes: boolean }
/** What the host needs of src/frontend/index.ts. */
export interface FrontEnd {
  setUnicodeNameLookup(lookup: (name: string) => string | null): void;
  compileSource(source: Uint8Array | string, filename: string, mode: 'exec' | 'eval' | 'single', options: Partial<CompileOptions>): { image: Uint8Array; warnings: readonly CompileWarning[] };
}
interface SyntaxErrorLike { pyType: string; msg: string; lineno: number; offset: number; end_lineno: number; end_offset: number; text: string | null; filename: string; warnings?: readonly CompileWarning[] }

const MODES = ['exec', 'eval', 'single'] as const;
/** Lays the result out: head, image, warnings, texts. */
export function packResult(image: Uint8Array | undefined, warnings: readonly CompileWarning[], error: SyntaxErrorLike | undefined): Uint8Array {
  const texts: [number, Uint8Array][] = []; // where the pair of words stands, and the text
  const imageAt = R.BYTES;
  const warningsAt = imageAt + (image?.length ?? 0);
  let end = warningsAt + warnings.length * R.WARNING_BYTES;
  const textAt = (at: number, text: string | null | undefined): void => { if (text !== null && text !== undefined) texts.push([at, encode(text)]); };
  warnings.forEach((w, i) => { textAt(warningsAt + i * R.WARNING_BYTES, w.category); textAt(warningsAt + i * R.WARNING_BYTES + 8, w.msg); });
  if (error !== undefined) {
    textAt(R.TYPE_TEXT, error.pyType);
    textAt(R.MESSAGE_TEXT, error.msg);
    textAt(R.LINE_TEXT, error.text);
    textAt(R.FILENAME_TEXT, error.filename);
  }
  const places = texts.map(([at, bytes]) => { const to = end; end += bytes.length; return [at, to, bytes] as const; });
  const out = new Uint8Array(end);
  const v = new DataView(out.buffer);
  const u32 = (at: number, value: number): void => v.setUint32(at, value, true);
  if (image !== undefined) { u32(R.IMAGE_AT, imageAt); u32(R.IMAGE_BYTES, image.length); out.set(image, imageAt); }
  u32(R.WARNINGS_AT, warnings.length === 0 ? 0 : warningsAt);
  u32(R.WARNING_COUNT, warnings.length);
  warnings.forEach((w, i) => { u32(warningsAt + i * R.WARNING_BYTES + 16, w.lineno); u32(warningsAt + i * R.WARNING_BYTES + 20, w.offset); });
  if (error !== undefined) { u32(R.LINENO, error.lineno); u32(R.OFFSET, error.offset); u32(R.END_LINENO, error.end_lineno); u32(R.END_OFFSET, error.end_offset); }
  for (const [at, to, bytes] of places) { u32(at, to); u32(at + 4, bytes.length); out.set(bytes, to); }
  return out;
}

export function compileTo(frontEnd: FrontEnd, i: CompileInput): CompileOutput {
  const name = decodeWtf8(i.filename);
  const level = i.flags & COMPILE_FLAGS.OPTIMIZE_MASK;
  try {
    const options = { optimize: level === 0 ? 0 : level - 1, flags: i.flags & ~COMPILE_FLAGS.OPTIMIZE_MASK, fromBytes: i.isBytes };
    const { image, warnings } = frontEnd.compileSource(i.isBytes ? i.source : decodeWtf8(i.source), name, MODES[i.mode], options);
    return { status: 0, blob: packResult(image, warnings, undefined) };
  } catch (e) {
    if (typeof (e as SyntaxErrorLike).pyType !== 'string') throw e;
    const error = e as SyntaxErrorLike;
    return { status: 1, blob: packResult(undefined, error.warnings ?? [], { ...error, pyType: error.pyType, msg: error.msg, filename: name }) };
  }
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((x, i) => x === b[i]);

/** `ahead`: what was compiled elsewhere meanwhile, asked for once, at the first call. It is taken if it is just what is wanted. */
export function compileCall(ctx: WorkerContext, load: () => FrontEnd, ahead: () => (CompileInput & CompileOutput) | undefined): Pick<HostCalls, 'compile'> {
  let frontEnd: FrontEnd | undefined;
  let asked = false;
  return {
    compile: (source, length, isBytes, filename, filenameLength, mode, flags, out) => {
      if (MODES[mode] === undefined) return -ERRNO.ENOTSUP;
      const wanted = { source: ctx.mem.copy(source, length), isBytes: isBytes !== 0, filename: ctx.mem.copy(filename, filenameLength), mode, flags };
      let result: CompileOutput | undefined;
      if (!asked) {
        asked = true;
        const there = ahead();
        if (there !== undefined && there.isBytes === wanted.isBytes && there.mode === mode && there.flags === flags && same(there.filename, wanted.filename) && same(there.source, wanted.source)) result = there;
      }
      if (result === undefined) {
        frontEnd ??= load();
        result = compileTo(frontEnd, wanted);
      }
      return ctx.blob(out, result.blob) ? result.status : -ERRNO.ENOMEM;
    },
  };
}
