/** The front end's bundle, with the names of characters lent to it. */
import type { FrontEnd } from '../common/compile-call.ts';
import type { UnicodeNames } from '../common/unicode-names.ts';
import { loadBundle } from './load-bundle.ts';
import { characterLookup } from './unicode-names.ts';

export function loadFrontEnd(dist: string, names: UnicodeNames): FrontEnd {
  const frontEnd = loadBundle(`${dist}/frontend.cjs`) as FrontEnd;
  frontEnd.setUnicodeNameLookup(characterLookup(names));
  return frontEnd;
}
