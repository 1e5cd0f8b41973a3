/**
 * The opcode table: the one place where the register code is defined. The compiler, the interpreter, the disassembler and the
 * JIT meet here and nowhere else.
 *
 * INSTRUCTION: one little-endian 64-bit word:  op:u8  x:u8  a:u16  b:u16  c:u16.  Words after it that belong to the instruction
 * (`words` below) are EXT words: an offset that did not fit, a second set of operands, or an inline cache (zero in the image).
 * Jump offsets count words from the word after the whole instruction (its EXT words included).
 *
 * REGISTER OPERANDS are byte offsets from the frame's register 0 (index * 8), so 8191 registers at most.
 * The register file of a frame, in order:   parameters | other locals | cell and free variables (they hold Cell objects) | temporaries.
 * `code.tempBase` is the byte offset of the first temporary.
 *
 * OWNERSHIP (the liveness format). At every instruction boundary a register holds NULL, an immediate, or one owned reference.
 * Temporaries are single-use and allocated as a stack: *an instruction that reads a temporary consumes it*: it moves the
 * reference out or drops it, and the register is NULL (or a stale immediate) afterwards. A local that is read is borrowed for
 * the duration of the instruction. Hence what is live at a pc is: all locals, and the first `depth` temporaries; the depth is implied by the
 * code and stated in the exception table, where the unwinder needs it. Writing to any register drops what it held.
 * Exceptions to the consumption rule are marked `keeps`.
 *
 * CONSTANTS are `k` operands: index into code.consts (u16 in one operand, or u32 over b and c). Names are interned strings in the same pool.
 *
 * Operand letters:  d register written · r register read (temporary: consumed) · l local only · t first of a run of temporaries
 *   k constant index (16 bits) · K constant index (32 bits in b,c) · i signed 16-bit integer · n unsigned count
 *   j signed 16-bit jump offset · J signed 32-bit jump offset (b low, c high) · - unused
 */
export interface Opcode {
  /** upper-case name, CPython's where it means the same */
  readonly name: string;
  /** letters for a, b, c (see above) */
  readonly operands: string;
  /** words that follow the instruction (inline cache or extension) */
  readonly words: number;
  /** may leave through an exception */
  readonly raises: boolean;
  /** may run Python code or block: a safepoint */
  readonly safepoint: boolean;
  /** in the interpreter's switch (hot) or behind the table of cold handlers */
  readonly hot: boolean;
  /** what x holds, if anything */
  readonly x?: string;
  /** operands that are read without being consumed even when they are temporaries */
  readonly keeps?: string;
  readonly meaning: string;
}

type Effects = '' | 'raises' | 'python';
function op(name: string, operands: string, effects: Effects, temperature: 'hot' | 'cold', meaning: string, more: { words?: number; x?: string; keeps?: string } = {}): Opcode {
  return {
    name, operands, words: more.words ?? 0, raises: effects !== '', safepoint: effects === 'python', hot: temperature === 'hot',
    ...(more.x ? { x: more.x } : {}), ...(more.keeps ? { keeps: more.keeps } : {}), meaning,
  };
}

/** x of COMPARE and of the fused compare-and-branch instructions */
export const COMPARE_OPS = ['<', '<=', '==', '!=', '>', '>='] as const;

/** x of BINARY_OP (cold: the operators without an opcode of their own) is the index here; the in-place forms add 0x80 */
export const BINARY_OPS = ['+', '-', '*', '/', '//', '%', '&', '|', '^', '<<', '>>', '**', '@'] as const;
export const INPLACE = 0x80;

/** x of CALL_INTRINSIC_1: one operand b, result to a */
export const INTRINSICS_1 = [
  'PRINT', // sys.displayhook(b), for mode 'single'
  'IMPORT_STAR', // from b import *, into the frame's locals
  'STOPITERATION_ERROR', // b is an exception leaving a generator: StopIteration and StopAsyncIteration become RuntimeError; returns what to re-raise
  'ASYNC_GEN_WRAP', // wrap a value that an async generator yields
  'UNARY_POSITIVE',
  'LIST_TO_TUPLE',
  'TYPEVAR', 'PARAMSPEC', 'TYPEVARTUPLE', // b = name
  'SUBSCRIPT_GENERIC', // b = tuple of type parameters: Generic[*b]
  'TYPEALIAS', // b = (name, type_params, compute_value function)
] as const;
/** x of CALL_INTRINSIC_2: operands b and c, result to a */
export const INTRINSICS_2 = [
  'PREP_RERAISE_STAR', // b = original exception, c = list of raised/unhandled: what to raise after except* clauses, or None
  'TYPEVAR_WITH_BOUND', 'TYPEVAR_WITH_CONSTRAINTS', // b = name, c = function computing it lazily
  'SET_FUNCTION_TYPE_PARAMS', // b = function, c = tuple; returns the function
  'SET_TYPEPARAM_DEFAULT', // b = type parameter, c = function computing the default; returns the parameter
] as const;
/** k of LOAD_SPECIAL's x */
export const SPECIAL_METHODS = ['__enter__', '__exit__', '__aenter__', '__aexit__'] as const;
/** x of LOAD_COMMON */
export const COMMON_CONSTANTS = ['AssertionError', 'NotImplementedError', 'tuple', 'all', 'any', 'list', 'set', '__build_class__'] as const;
/** x of SET_FUNCTION_ATTRIBUTE */
export const FUNCTION_ATTRIBUTES = ['defaults', 'kwdefaults', 'annotate', 'closure'] as const;
/** x of CONVERT_VALUE */
export const CONVERSIONS = ['', 'str', 'repr', 'ascii'] as const;

const BINARY_MEANING = 'a = b OP c; x=1: in place';
export const OPCODES: readonly Opcode[] = [
  // -- moves -------------------------------------------------------------------------------------------------------
  op('NOP', '---', '', 'hot', 'nothing'),
  op('RESUME', '---', 'python', 'hot', 'start of a function, or after a yield: polls the eval breaker. x: 0 start, 1 after yield, 2 after yield from, 3 after await', { x: 'where' }),
  op('COPY', 'dr-', '', 'hot', 'a = b, a new reference; b may be a temporary, which is kept', { keeps: 'b' }),
  op('MOVE', 'dr-', '', 'hot', 'a = b and b becomes NULL; b is a temporary (or a local known dead)'),
  op('LOAD_CONST', 'dK', '', 'hot', 'a = consts[K]'),
  op('CHECK_LOCAL', 'lk-', 'raises', 'hot', 'UnboundLocalError naming consts[b] if local a is NULL'),
  op('DELETE_LOCAL', 'lk-', 'raises', 'cold', 'UnboundLocalError if local a is NULL, else drop it'),
  op('CLEAR', 'd--', '', 'hot', 'drop what register a holds, if anything'),
  // -- variables ---------------------------------------------------------------------------------------------------
  op('LOAD_GLOBAL', 'dk-', 'python', 'hot', 'a = globals or builtins [consts[b]]; NameError', { words: 2 }),
  op('LOAD_NAME', 'dk-', 'python', 'cold', 'a = locals, globals or builtins [consts[b]]; NameError'),
  op('STORE_NAME', '-kr', 'python', 'cold', 'locals[consts[b]] = c'),
  op('DELETE_NAME', '-k-', 'python', 'cold', 'del locals[consts[b]]; NameError'),
  op('STORE_GLOBAL', '-kr', 'python', 'hot', 'globals[consts[b]] = c', { words: 1 }),
  op('DELETE_GLOBAL', '-k-', 'python', 'cold', 'del globals[consts[b]]; NameError'),
  op('LOAD_LOCALS', 'd--', 'raises', 'cold', 'a = the frame\'s locals mapping'),
  op('LOAD_FROM_DICT_OR_GLOBALS', 'dkr', 'python', 'cold', 'a = mapping c [consts[b]], else globals, else builtins'),
  op('LOAD_FROM_DICT_OR_DEREF', 'dlr', 'python', 'cold', 'a = mapping c [name of cell b], else the contents of cell register b; NameError'),
  op('MAKE_CELL', 'l--', 'raises', 'hot', 'register a = a new cell holding what register a held'),
  op('COPY_FREE_VARS', 'ln-', '', 'hot', 'the n cells of the function\'s closure go to registers a, a+8, …'),
  op('LOAD_DEREF', 'dl-', 'raises', 'hot', 'a = contents of the cell in register b; NameError/UnboundLocalError (the code object knows the name)'),
  op('STORE_DEREF', '-lr', '', 'hot', 'the cell in register b holds c'),
  op('DELETE_DEREF', '-l-', 'raises', 'cold', 'empty the cell in register b; NameError if empty'),
  op('LOAD_COMMON', 'd--', '', 'cold', 'a = a builtin object, whatever the program put into builtins', { x: 'COMMON_CONSTANTS' }),
  op('SETUP_ANNOTATIONS', '---', 'python', 'cold', 'locals[\'__annotations__\'] = {} if absent'),
  // -- attributes, items -------------------------------------------------------------------------------------------
  op('LOAD_ATTR', 'drk', 'python', 'hot', 'a = b.consts[c]', { words: 2 }),
  op('LOAD_METHOD', 'trk', 'python', 'hot', 'for a call: a = function, a+8 = b (self), or a = attribute, a+8 = NULL', { words: 2 }),
  op('LOAD_SUPER_ATTR', 'dtk', 'python', 'cold', 'a = super(b+8, b+16).consts[c] where b = the global named super, b+8 = class, b+16 = self; x bit 0: as LOAD_METHOD into a, a+8; bit 1: the call had two arguments', { x: 'bits' }),
  op('STORE_ATTR', 'rrk', 'python', 'hot', 'a.consts[c] = b', { words: 2 }),
  op('DELETE_ATTR', 'r-k', 'python', 'cold', 'del a.consts[c]'),
  op('BINARY_SUBSCR', 'drr', 'python', 'hot', 'a = b[c]'),
  op('STORE_SUBSCR', 'rrr', 'python', 'hot', 'a[b] = c'),
  op('DELETE_SUBSCR', 'rr-', 'python', 'cold', 'del a[b]'),
  op('BINARY_SLICE', 'dt-', 'python', 'cold', 'a = b[b+8 : b+16]'),
  op('STORE_SLICE', 't--', 'python', 'cold', 'a[a+8 : a+16] = a+24'),
  op('BUILD_SLICE', 'dtn', 'raises', 'cold', 'a = slice(b, b+8[, b+16]); c = 2 or 3'),
  // -- operators ---------------------------------------------------------------------------------------------------
  op('ADD', 'drr', 'python', 'hot', BINARY_MEANING, { x: 'in place' }),
  op('SUB', 'drr', 'python', 'hot', BINARY_MEANING, { x: 'in place' }),
  op('MUL', 'drr', 'python', 'hot', BINARY_MEANING, { x: 'in place' }),
  op('TRUEDIV', 'drr', 'python', 'hot', BINARY_MEANING, { x: 'in place' }),
  op('FLOORDIV', 'drr', 'python', 'hot', BINARY_MEANING, { x: 'in place' }),
  op('MOD', 'drr', 'python', 'hot', BINARY_MEANING, { x: 'in place' }),
  op('AND', 'drr', 'python', 'hot', BINARY_MEANING, { x: 'in place' }),
  op('OR', 'drr', 'python', 'hot', BINARY_MEANING, { x: 'in place' }),
  op('XOR', 'drr', 'python', 'hot', BINARY_MEANING, { x: 'in place' }),
  op('LSHIFT', 'drr', 'python', 'hot', BINARY_MEANING, { x: 'in place' }),
  op('RSHIFT', 'drr', 'python', 'hot', BINARY_MEANING, { x: 'in place' }),
  op('ADD_I', 'dri', 'python', 'hot', 'a = b + int c; x=1: in place', { x: 'in place' }),
  op('SUB_I', 'dri', 'python', 'hot', 'a = b - int c; x=1: in place', { x: 'in place' }),
  op('MUL_I', 'dri', 'python', 'hot', 'a = b * int c; x=1: in place', { x: 'in place' }),
  op('FLOORDIV_I', 'dri', 'python', 'hot', 'a = b // int c; x=1: in place', { x: 'in place' }),
  op('MOD_I', 'dri', 'python', 'hot', 'a = b % int c; x=1: in place', { x: 'in place' }),
  op('AND_I', 'dri', 'python', 'hot', 'a = b & int c; x=1: in place', { x: 'in place' }),
  op('LSHIFT_I', 'dri', 'python', 'hot', 'a = b << int c; x=1: in place', { x: 'in place' }),
  op('RSHIFT_I', 'dri', 'python', 'hot', 'a = b >> int c; x=1: in place', { x: 'in place' }),
  op('BINARY_OP', 'drr', 'python', 'cold', 'a = b OP c', { x: 'BINARY_OPS index | INPLACE' }),
  op('UNARY_NEGATIVE', 'dr-', 'python', 'hot', 'a = -b'),
  op('UNARY_INVERT', 'dr-', 'python', 'cold', 'a = ~b'),
  op('UNARY_NOT', 'dr-', 'python', 'hot', 'a = not b'),
  op('TO_BOOL', 'dr-', 'python', 'hot', 'a = bool(b)'),
  op('COMPARE', 'drr', 'python', 'hot', 'a = b OP c', { x: 'COMPARE_OPS index' }),
  op('IS_OP', 'drr', '', 'hot', 'a = b is c; x=1: is not', { x: 'negate' }),
  op('CONTAINS_OP', 'drr', 'python', 'hot', 'a = b in c; x=1: not in', { x: 'negate' }),
  // -- jumps -------------------------------------------------------------------------------------------------------
  op('JUMP', '-J', '', 'hot', 'go to J (forward)'),
  op('JUMP_BACK', '-J', 'python', 'hot', 'go to J (backward); polls the eval breaker; a hot loop is re-entered here'),
  op('JUMP_IF_TRUE', 'rJ', 'python', 'hot', 'if a is true go to J; consumes a'),
  op('JUMP_IF_FALSE', 'rJ', 'python', 'hot', 'if a is false go to J; consumes a'),
  op('JUMP_IF_TRUE_KEEP', 'rJ', 'python', 'hot', 'if a is true go to J; a stays in both ways', { keeps: 'a' }),
  op('JUMP_IF_FALSE_KEEP', 'rJ', 'python', 'hot', 'if a is false go to J; a stays in both ways', { keeps: 'a' }),
  op('JUMP_IF_NONE', 'rJ', '', 'hot', 'if a is None go to J; consumes a'),
  op('JUMP_IF_NOT_NONE', 'rJ', '', 'hot', 'if a is not None go to J; consumes a'),
  op('JUMP_IF_NONE_KEEP', 'rJ', '', 'hot', 'if a is None go to J; a stays in both ways', { keeps: 'a' }),
  op('JUMP_CMP', 'rrj', 'python', 'hot', 'if (a OP b) is x>>4 (0 false, 1 true) go to j; OP = COMPARE_OPS[x & 15]', { x: 'op | sense << 4' }),
  op('JUMP_CMP_I', 'rij', 'python', 'hot', 'the same with the small integer b', { x: 'op | sense << 4' }),
  // -- iteration ---------------------------------------------------------------------------------------------------
  op('GET_ITER', 'dr-', 'python', 'hot', 'a = iter(b)'),
  op('FOR_ITER', 'dtJ', 'python', 'hot', 'a = next(iterator b), b is kept; when exhausted drop b and go to the i32 offset in the EXT word (its low half; high half is a cache)', { words: 1, keeps: 'b' }),
  op('GET_AITER', 'dr-', 'python', 'cold', 'a = b.__aiter__()'),
  op('GET_ANEXT', 'dr-', 'python', 'cold', 'a = awaitable of b.__anext__(); b is kept', { keeps: 'b' }),
  op('END_ASYNC_FOR', 'rt-', 'raises', 'cold', 'a = exception caught from __anext__, b = the iterator: StopAsyncIteration ends the loop (both dropped, exception state as after POP_EXCEPT), anything else is re-raised'),
  // -- calls -------------------------------------------------------------------------------------------------------
  op('PUSH_NULL', 'd--', '', 'hot', 'a = NULL (the self slot of a call)'),
  op('CALL', 'dtn', 'python', 'hot', 'a = call of b with self b+8 (or NULL) and the c arguments at b+16…; all consumed', { words: 1 }),
  op('CALL_KW', 'dtn', 'python', 'hot', 'the same; the last arguments are keywords, their names the tuple consts[EXT word low 32 bits]', { words: 1 }),
  op('CALL_EX', 'dt-', 'python', 'cold', 'a = b(*b+16, **b+24); b+8 = NULL; b+16 is a tuple or any iterable, b+24 a dict or NULL'),
  op('CALL_INTRINSIC_1', 'dr-', 'python', 'cold', 'a = intrinsic(b)', { x: 'INTRINSICS_1 index' }),
  op('CALL_INTRINSIC_2', 'drr', 'python', 'cold', 'a = intrinsic(b, c)', { x: 'INTRINSICS_2 index' }),
  op('RETURN_VALUE', 'r--', '', 'hot', 'return a (a local is moved out, not copied: the frame is done)'),
  op('RETURN_CONST', '-K', '', 'hot', 'return consts[K]'),
  op('MAKE_FUNCTION', 'dK', 'raises', 'cold', 'a = function of the code object consts[K]'),
  op('SET_FUNCTION_ATTRIBUTE', 'rr-', '', 'cold', 'function a gets b; a is kept', { x: 'FUNCTION_ATTRIBUTES index', keeps: 'a' }),
  // -- generators and coroutines -----------------------------------------------------------------------------------
  op('RETURN_GENERATOR', '---', 'raises', 'cold', 'first instruction of a generator, coroutine or async generator: the frame moves to a new generator object, which is returned to the caller'),
  op('YIELD_VALUE', 'dr-', 'python', 'hot', 'yield b; when resumed a = the sent value. x=1: this yield is part of a yield from or await (SEND loop)', { x: 'delegating' }),
  op('SEND', 'dtr', 'python', 'hot', 'a = b.send(c) (next(b) if c is None), b is kept; if b ended: b is dropped, a = its return value, go to the i32 offset in the EXT word', { words: 1, keeps: 'b' }),
  op('GET_YIELD_FROM_ITER', 'dr-', 'python', 'cold', 'a = b if it is a generator (or a coroutine where allowed) else iter(b)'),
  op('GET_AWAITABLE', 'dr-', 'python', 'cold', 'a = the iterator that awaits b; x: 0 plain, 1 __aenter__, 2 __aexit__ (for the error text)', { x: 'where' }),
  op('CLEANUP_THROW', 'drr', 'raises', 'cold', 'in the handler around a SEND loop: b = sub-iterator, c = exception: if StopIteration, drop b and a = its value, else re-raise'),
  // -- displays ----------------------------------------------------------------------------------------------------
  op('BUILD_TUPLE', 'dtn', 'raises', 'hot', 'a = tuple of the c temporaries from b'),
  op('BUILD_LIST', 'dtn', 'raises', 'hot', 'a = list of the c temporaries from b'),
  op('BUILD_SET', 'dtn', 'python', 'cold', 'a = set of the c temporaries from b'),
  op('BUILD_MAP', 'dtn', 'python', 'cold', 'a = dict of c pairs (key, value) from b'),
  op('BUILD_STRING', 'dtn', 'raises', 'hot', 'a = the c strings from b joined'),
  op('LIST_APPEND', 'tr-', 'raises', 'hot', 'append b to the list a; a is kept', { keeps: 'a' }),
  op('SET_ADD', 'tr-', 'python', 'hot', 'add b to the set a; a is kept', { keeps: 'a' }),
  op('MAP_ADD', 'trr', 'python', 'hot', 'dict a [b] = c; a is kept', { keeps: 'a' }),
  op('LIST_EXTEND', 'tr-', 'python', 'cold', 'extend list a by iterable b; a is kept', { keeps: 'a' }),
  op('SET_UPDATE', 'tr-', 'python', 'cold', 'update set a by iterable b; a is kept', { keeps: 'a' }),
  op('DICT_UPDATE', 'tr-', 'python', 'cold', 'update dict a by mapping b (a ** in a display); a is kept', { keeps: 'a' }),
  op('DICT_MERGE', 'trr', 'python', 'cold', 'update dict a by mapping b (a ** in a call), TypeError on a repeated key; c = the callable, for the error text; a and c are kept', { keeps: 'ac' }),
  op('CONVERT_VALUE', 'dr-', 'python', 'hot', 'a = str/repr/ascii of b', { x: 'CONVERSIONS index' }),
  op('FORMAT_SIMPLE', 'dr-', 'python', 'hot', 'a = format(b, \'\')'),
  op('FORMAT_WITH_SPEC', 'drr', 'python', 'cold', 'a = format(b, c)'),
  op('BUILD_INTERPOLATION', 'dtn', 'raises', 'cold', 'a = Interpolation(value b, expression text b+8, conversion x, format spec b+16 if c=1)', { x: 'CONVERSIONS index' }),
  op('BUILD_TEMPLATE', 'drr', 'raises', 'cold', 'a = Template(strings tuple b, interpolations tuple c)'),
  op('UNPACK_SEQUENCE', 'rtn', 'python', 'hot', 'the exactly c items of a go to b, b+8, … (temporaries)'),
  op('UNPACK_EX', 'rtn', 'python', 'cold', 'c = before | after << 8: b… get the items before, then the list of the middle, then those after'),
  // -- exceptions --------------------------------------------------------------------------------------------------
  op('PUSH_EXC_INFO', 'dr-', '', 'cold', 'a = the exception being handled until now (or None); b (kept) is the one being handled from here on', { keeps: 'b' }),
  op('POP_EXCEPT', 'r--', '', 'cold', 'a becomes the exception being handled again'),
  op('CHECK_EXC_MATCH', 'drr', 'python', 'cold', 'a = exception b matches the type or tuple c; b is kept; TypeError if c is no exception type', { keeps: 'b' }),
  op('CHECK_EG_MATCH', 'trr', 'python', 'cold', 'except*: b = exception, c = type: a = the matching group or None, a+8 = the rest or None; b consumed'),
  op('RAISE', 'rr-', 'python', 'cold', 'x=0: re-raise the current one; x=1: raise a; x=2: raise a from b', { x: 'operands' }),
  op('RERAISE', 'r--', 'raises', 'cold', 'raise exception a again with its traceback; x=1: the frame\'s line number is that of the original instruction (the handler\'s entry has lasti)', { x: 'lasti' }),
  op('LOAD_SPECIAL', 'tr-', 'python', 'cold', 'a = method of type(b) named SPECIAL_METHODS[x], a+8 = self or NULL; b consumed; TypeError with CPython\'s text for with/async with', { x: 'SPECIAL_METHODS index' }),
  op('WITH_EXCEPT_START', 'dtr', 'python', 'cold', 'a = call of exit function b with self b+8 (or NULL) and (type, value, traceback) of exception c; b, b+8 and c are kept', { keeps: 'bc' }),
  // -- match -------------------------------------------------------------------------------------------------------
  op('GET_LEN', 'dr-', 'python', 'cold', 'a = len(b), b is kept', { keeps: 'b' }),
  op('MATCH_MAPPING', 'dr-', '', 'cold', 'a = b is a mapping, b is kept', { keeps: 'b' }),
  op('MATCH_SEQUENCE', 'dr-', '', 'cold', 'a = b is a sequence (not str, bytes, bytearray), b is kept', { keeps: 'b' }),
  op('MATCH_KEYS', 'drr', 'python', 'cold', 'a = tuple of b\'s values for the keys in tuple c, or None; b and c are kept', { keeps: 'bc' }),
  op('MATCH_CLASS', 'drr', 'python', 'cold', 'a = tuple of attributes of b if it is an instance of c, else None; EXT word: low 32 bits consts index of the tuple of keyword names, high 32 the number of positional patterns; b is kept, c consumed', { words: 1, keeps: 'b' }),
  // -- imports, classes --------------------------------------------------------------------------------------------
  op('IMPORT_NAME', 'dtk', 'python', 'cold', 'a = __import__(consts[c], globals, locals, fromlist b+8, level b)'),
  op('IMPORT_FROM', 'drk', 'python', 'cold', 'a = attribute consts[c] of module b, b is kept; ImportError', { keeps: 'b' }),
];

/** Exception-table entry, five u32 in the image: [start, end) and target in words, then `depth`: the number of temporaries that stay live
 *  (those above are dropped), and `reg`: byte offset of the register that receives the exception; bit 31 of depth set: lasti is wanted, an int of the
 *  raising instruction goes into reg + 8 (used by RERAISE x=1). The first entry in table order that covers the pc wins (the compiler sorts innermost first). */
export const EXCEPTION_ENTRY_WORDS = 5;

/** code.flags: CPython's CO_* values */
export const CODE_FLAGS = {
  OPTIMIZED: 0x1, NEWLOCALS: 0x2, VARARGS: 0x4, VARKEYWORDS: 0x8, NESTED: 0x10, GENERATOR: 0x20, COROUTINE: 0x80, ITERABLE_COROUTINE: 0x100,
  ASYNC_GENERATOR: 0x200, FUTURE_ANNOTATIONS: 0x1000000, HAS_DOCSTRING: 0x4000000, METHOD: 0x8000000,
} as const;

/** The front end's opcode numbers, by name: position in the table. */
export const OP: Readonly<Record<string, number>> = Object.fromEntries(OPCODES.map((o, i) => [o.name, i]));
