/** _heapq, _bisect, _operator, _queue. */
import { defineModule } from '../dsl.ts';

export const heapq = defineModule({
  name: '_heapq', impl: 'modules/heapq/core', doc: 'Heap queue algorithm (a.k.a. priority queue).',
  constants: { __about__: 'Heap queues' },
  functions: {
    'heappush(module, heap, item, /)': 'heappush', 'heappop(module, heap, /)': 'heappop', 'heapreplace(module, heap, item, /)': 'heapreplace', 'heappushpop(module, heap, item, /)': 'heappushpop',
    'heapify(module, heap, /)': 'heapify', 'heappush_max(module, heap, item, /)': 'heappushMax', 'heappop_max(module, heap, /)': 'heappopMax',
    'heapreplace_max(module, heap, item, /)': 'heapreplaceMax', 'heappushpop_max(module, heap, item, /)': 'heappushpopMax', 'heapify_max(module, heap, /)': 'heapifyMax',
  },
});
const where = 'a, x, lo=0, hi=None, *, key=None';
export const bisect = defineModule({
  name: '_bisect', impl: 'modules/bisect/core', doc: 'Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort the list after each insertion.',
  functions: {
    [`bisect_right(module, ${where})`]: 'bisectRight', [`bisect_left(module, ${where})`]: 'bisectLeft',
    [`insort_right(module, ${where})`]: 'insortRight', [`insort_left(module, ${where})`]: 'insortLeft',
  },
});
const unary = { truth: 'truthOf', not_: 'notOf', neg: 'neg', pos: 'pos', inv: 'inv', invert: 'inv', abs: 'abs', index: 'index', is_none: 'isNone', is_not_none: 'isNotNone' };
const binary = {
  is_: 'isSame', is_not: 'isNot', add: 'add', sub: 'sub', mul: 'mul', matmul: 'matmul', floordiv: 'floordiv', truediv: 'truediv', mod: 'mod', pow: 'pow', lshift: 'lshift', rshift: 'rshift',
  and_: 'and', or_: 'or', xor: 'xor', iadd: 'iadd', isub: 'isub', imul: 'imul', imatmul: 'imatmul', ifloordiv: 'ifloordiv', itruediv: 'itruediv', imod: 'imod', ipow: 'ipow', ilshift: 'ilshift',
  irshift: 'irshift', iand: 'iand', ior: 'ior', ixor: 'ixor', concat: 'concat', iconcat: 'iconcat', contains: 'contains', countOf: 'countOf', indexOf: 'indexOf', getitem: 'getitem',
  delitem: 'delitem', lt: 'lt', le: 'le', eq: 'eq', ne: 'ne', gt: 'gt', ge: 'ge', _compare_digest: 'compareDigest',
};
export const operator = defineModule({
  name: '_operator', impl: 'modules/operator/functions',
  doc: "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
  functions: {
    ...Object.fromEntries(Object.entries(unary).map(([n, f]) => [`${n}(module, a, /)`, f])),
    ...Object.fromEntries(Object.entries(binary).map(([n, f]) => [`${n}(module, a, b, /)`, f])),
    'setitem(module, a, b, c, /)': 'setitem', 'length_hint(module, obj, default=0, /)': 'lengthHint', 'call(module, obj, /, *args, **kwargs)': 'callOf',
  },
  types: { itemgetter: 'itemgetter', attrgetter: 'attrgetter', methodcaller: 'methodcaller' },
});
export const queue = defineModule({
  name: '_queue', impl: 'modules/queue/core', doc: 'C implementation of the Python queue module.\nThis module is an implementation detail, please do not use it directly.',
  types: { SimpleQueue: 'SimpleQueue', Empty: 'Empty' },
});
