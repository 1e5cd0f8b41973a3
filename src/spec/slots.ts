/**
 * Type slots: the one table from which TypeObject's layout, slot inheritance, the slot wrappers (`list.__len__`) and the
 * Python-to-slot dispatchers (`slot_tp_…`) are made. CPython: Include/cpython/object.h and slotdefs in Objects/typeobject.c.
 */

/** Wasm shape of a slot function. V = Value (u64), P = address (u32), I = i32, L = i64. */
export const SLOT_SHAPES = {
  unary: { params: 'V', result: 'V' }, // new reference, NULL with an exception
  binary: { params: 'VV', result: 'V' },
  ternary: { params: 'VVV', result: 'V' },
  index: { params: 'VI', result: 'V' }, // (o, i32)
  len: { params: 'V', result: 'I' }, // -1 with an exception
  inquiry: { params: 'V', result: 'I' }, // 1, 0, -1 with an exception
  hash: { params: 'V', result: 'L' }, // -1 with an exception; never -1 otherwise
  compare: { params: 'VVI', result: 'V' }, // op: 0 <, 1 <=, 2 ==, 3 !=, 4 >, 5 >=
  set: { params: 'VVV', result: 'I' }, // (o, key or name, value; value NULL deletes) 0, or -1
  contains: { params: 'VV', result: 'I' }, // 1, 0, -1
  call: { params: 'VPIV', result: 'V' }, // (callable or type, args, nargs, kwnames: tuple or NULL); args: nargs positional Values then one per keyword; all borrowed
  init: { params: 'VPIV', result: 'I' }, // (self, args, nargs, kwnames)
  dealloc: { params: 'P', result: '' },
  visit: { params: 'P', result: '' }, // traverse: calls gcVisit(v) on each reference it owns; clear: drops them
  finalize: { params: 'V', result: '' },
} as const;
export type SlotShape = keyof typeof SLOT_SHAPES;

export interface Slot {
  /** CPython's name */
  readonly name: string;
  readonly shape: SlotShape;
  /** the dunder names that fill it, in slotdefs order; '' for none. For binary number slots: [left, reflected] */
  readonly dunders: readonly string[];
}
const s = (name: string, shape: SlotShape, ...dunders: string[]): Slot => ({ name, shape, dunders });

export const SLOTS: readonly Slot[] = [
  s('tp_dealloc', 'dealloc'), s('tp_traverse', 'visit'), s('tp_clear', 'visit'), s('tp_finalize', 'finalize', '__del__'),
  s('tp_repr', 'unary', '__repr__'), s('tp_str', 'unary', '__str__'), s('tp_hash', 'hash', '__hash__'), s('tp_call', 'call', '__call__'),
  s('tp_getattro', 'binary', '__getattribute__', '__getattr__'), s('tp_setattro', 'set', '__setattr__', '__delattr__'),
  s('tp_richcompare', 'compare', '__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'),
  s('tp_iter', 'unary', '__iter__'), s('tp_iternext', 'unary', '__next__'),
  s('tp_descr_get', 'ternary', '__get__'), s('tp_descr_set', 'set', '__set__', '__delete__'),
  s('tp_init', 'init', '__init__'), s('tp_new', 'call', '__new__'),
  s('am_await', 'unary', '__await__'), s('am_aiter', 'unary', '__aiter__'), s('am_anext', 'unary', '__anext__'),
  s('nb_add', 'binary', '__add__', '__radd__'), s('nb_subtract', 'binary', '__sub__', '__rsub__'), s('nb_multiply', 'binary', '__mul__', '__rmul__'),
  s('nb_remainder', 'binary', '__mod__', '__rmod__'), s('nb_divmod', 'binary', '__divmod__', '__rdivmod__'), s('nb_power', 'ternary', '__pow__', '__rpow__'),
  s('nb_negative', 'unary', '__neg__'), s('nb_positive', 'unary', '__pos__'), s('nb_absolute', 'unary', '__abs__'), s('nb_bool', 'inquiry', '__bool__'),
  s('nb_invert', 'unary', '__invert__'), s('nb_lshift', 'binary', '__lshift__', '__rlshift__'), s('nb_rshift', 'binary', '__rshift__', '__rrshift__'),
  s('nb_and', 'binary', '__and__', '__rand__'), s('nb_xor', 'binary', '__xor__', '__rxor__'), s('nb_or', 'binary', '__or__', '__ror__'),
  s('nb_int', 'unary', '__int__'), s('nb_float', 'unary', '__float__'), s('nb_index', 'unary', '__index__'),
  s('nb_floor_divide', 'binary', '__floordiv__', '__rfloordiv__'), s('nb_true_divide', 'binary', '__truediv__', '__rtruediv__'),
  s('nb_matrix_multiply', 'binary', '__matmul__', '__rmatmul__'),
  s('nb_inplace_add', 'binary', '__iadd__'), s('nb_inplace_subtract', 'binary', '__isub__'), s('nb_inplace_multiply', 'binary', '__imul__'),
  s('nb_inplace_remainder', 'binary', '__imod__'), s('nb_inplace_power', 'ternary', '__ipow__'), s('nb_inplace_lshift', 'binary', '__ilshift__'),
  s('nb_inplace_rshift', 'binary', '__irshift__'), s('nb_inplace_and', 'binary', '__iand__'), s('nb_inplace_xor', 'binary', '__ixor__'),
  s('nb_inplace_or', 'binary', '__ior__'), s('nb_inplace_floor_divide', 'binary', '__ifloordiv__'), s('nb_inplace_true_divide', 'binary', '__itruediv__'),
  s('nb_inplace_matrix_multiply', 'binary', '__imatmul__'),
  s('mp_length', 'len', '__len__'), s('mp_subscript', 'binary', '__getitem__'), s('mp_ass_subscript', 'set', '__setitem__', '__delitem__'),
  s('sq_length', 'len', '__len__'), s('sq_concat', 'binary', '__add__'), s('sq_repeat', 'index', '__mul__', '__rmul__'), s('sq_item', 'index', '__getitem__'),
  s('sq_contains', 'contains', '__contains__'), s('sq_inplace_concat', 'binary', '__iadd__'), s('sq_inplace_repeat', 'index', '__imul__'),
  /** (exporter, address of a 16-byte struct {u32 address, u32 length, u32 readonly, u32 reserved}): fills it or raises; see core/objects/buffer.ts */
  s('bf_getbuffer', 'contains'), s('bf_releasebuffer', 'finalize'),
];
export type SlotName = string;

/** tp_flags bits. Values are ours but for the names. */
export const TYPE_FLAGS = {
  HEAPTYPE: 1 << 0, BASETYPE: 1 << 1, HAVE_GC: 1 << 2, READY: 1 << 3, IMMUTABLE: 1 << 4, ABSTRACT: 1 << 5, DISALLOW_INSTANTIATION: 1 << 6,
  /** instances end in an InstanceTail with dict, weak list and inline values */ INLINE_VALUES: 1 << 7,
  SEQUENCE: 1 << 8, MAPPING: 1 << 9, METHOD_DESCRIPTOR: 1 << 10, HAS_DICT: 1 << 11, HAS_WEAKREF: 1 << 12, MATCH_SELF: 1 << 13,
  /** its __getattribute__ is object's own and there is no __getattr__: inline caches apply */ GENERIC_GETATTR: 1 << 14,
  GENERIC_SETATTR: 1 << 15,
  LONG_SUBCLASS: 1 << 16, LIST_SUBCLASS: 1 << 17, TUPLE_SUBCLASS: 1 << 18, BYTES_SUBCLASS: 1 << 19, UNICODE_SUBCLASS: 1 << 20,
  DICT_SUBCLASS: 1 << 21, BASE_EXC_SUBCLASS: 1 << 22, TYPE_SUBCLASS: 1 << 23, FLOAT_SUBCLASS: 1 << 24, SET_SUBCLASS: 1 << 25, BYTEARRAY_SUBCLASS: 1 << 26,
  /** a class that stands for a C type: messages say its module, too (tp_name of C) */ FULL_NAME: 1 << 27,
} as const;
