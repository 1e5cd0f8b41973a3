/**
 * The code image: what the compiler writes and the loader reads. A loader can be written from this file and `opcodes.ts` alone.
 *
 * Everything is little-endian. An image is a header and then `objectCount` records, one behind the other without gaps.
 * Each record begins at a multiple of 8 from the start of the image, and so does every 64-bit word inside it: load an image at an
 * address that is a multiple of 8 and it can be read, and its instructions executed, in place.
 *
 * NO RECURSION. The records are the objects of the whole image (module, its functions, all their constants), numbered from 0 in the
 * order in which they stand, and *an object refers only to objects before it*. So the loader makes one pass, keeps an
 * array of the objects made so far, and is done; the root (the module's code object) is the last record. Equal constants of equal type
 * are one record, shared by all code objects (0.0 and -0.0, 1 and 1.0 and True are not equal here).
 *
 *   HEADER, 32 bytes             u32 at
 *     0  magic                   IMAGE_MAGIC ("TYPI")
 *     4  version                 IMAGE_VERSION
 *     8  byteLength              of the whole image, a multiple of 8
 *    12  objectCount
 *    16  rootObject              = objectCount - 1, a CODE record
 *    20  instructionWords        of all code objects together (for statistics, and to reserve memory)
 *    24  reserved, 0
 *    28  reserved, 0
 *
 *   RECORD
 *     0  u8   tag                IMAGE_TAGS
 *     1  u8   a                  see below
 *     2  u8   b                  see below
 *     3  u8   0
 *     4  u32  byteLength         of the record, header and padding included; a multiple of 8
 *     8  …    payload
 *
 *   tag         payload (offsets from the start of the record)
 *   NONE, FALSE, TRUE, ELLIPSIS  nothing; the record is 8 bytes long
 *   INT         8 i64                                          (any value of 64 bits; whether it is immediate or boxed is the runtime's affair)
 *   BIGINT      a = 1 if negative; 8 u32 limbCount, 12 u32 0, 16 u32 limbs[limbCount], least significant first; magnitude; the last one is not 0
 *   FLOAT       8 f64
 *   COMPLEX     8 f64 real, 16 f64 imaginary
 *   STR         a = STR_FLAGS, b = STR_CLASS; 8 u32 length in code points, 12 u32 byteCount, 16 u8 bytes[byteCount]: UTF-8 in which lone
 *               surrogates are encoded as three bytes like any other code point (WTF-8; Python's 'surrogatepass')
 *   BYTES       8 u32 byteCount, 12 u32 0, 16 u8 bytes[byteCount]
 *   TUPLE       8 u32 n, 12 u32 0, 16 u32 object[n]
 *   FROZENSET   8 u32 n, 12 u32 0, 16 u32 object[n]               (the elements differ; the order is that of the source)
 *   SLICE       8 u32 start, 12 u32 stop, 16 u32 step, 20 u32 0     (objects)
 *   CODE        CODE_FIELDS, each a u32 at 8 + 4 * index, then the arrays they point at
 *
 * A field that names an object holds its number. Offsets (`…At`) count bytes from the start of the record.
 *
 * CODE: THE POOL. `k` and `K` operands index one pool of constants and names. It has three parts, in this order:
 *     [0, nameCount)              the names of co_names, in CPython's sense and order
 *     [nameCount, constBase)       names the code needs and Python does not see (of local variables, for error texts)
 *     [constBase, poolCount)       co_consts; if flags has HAS_DOCSTRING, the docstring is the first of them
 * CODE: THE REGISTERS. `localCount` registers have names: `localNames[i]` (object) and `localKinds[i]` (u8, LOCAL_KINDS): parameters first
 * (positional, keyword-only, *args, **kwargs, as co_varnames), other locals, cells that are not parameters, free variables. A parameter that
 * is also a cell keeps its register and has both bits; the code begins with MAKE_CELL for each cell and COPY_FREE_VARS for the free variables,
 * which are always the last named registers. tempBase = localCount * 8 (bytes); registerCount counts the temporaries too.
 *
 * CODE: THE LINE TABLE. A byte string; entries in the order of the instruction words (EXT words are counted; they have the location of
 * their instruction). It starts with line = firstLine.
 *     byte 0: bits 0–2 form, bits 3–7 number of words - 1 (1 to 32; a longer run is several entries)
 *     form 0  no location
 *     form 1  svarint line delta; no columns                          (end line = line)
 *     form 2  u8 column, u8 end column                                (line delta 0, end line = line)
 *     form 3  svarint line delta, varint column, varint end column    (end line = line)
 *     form 4  svarint line delta, varint end line - line, varint column, varint end column
 *     form 5  as the entry before (a run of more than 32 words goes on)
 *   varint: 7 bits a byte, least significant first, bit 7 set on all bytes but the last. svarint: varint of (v < 0 ? (-v << 1) | 1 : v << 1).
 *   Lines count from 1, columns are UTF-8 byte offsets from 0. A line delta is to the line of the entry before that had a line.
 *
 * CODE: THE EXCEPTION TABLE. `exceptionCount` entries of EXCEPTION_ENTRY_WORDS u32 each: see `opcodes.ts`. start, end and target are in words from
 * the first instruction; `depth` in temporaries (bit 31: lasti); `reg` a byte offset into the frame's registers.
 */

/** "TYPI" */
export const IMAGE_MAGIC = 0x49505954;
export const IMAGE_VERSION = 1;
export const IMAGE_HEADER_BYTES = 32;

export const IMAGE_TAGS = {
  NONE: 1, FALSE: 2, TRUE: 3, ELLIPSIS: 4, INT: 5, BIGINT: 6, FLOAT: 7, COMPLEX: 8, STR: 9, BYTES: 10, TUPLE: 11, FROZENSET: 12, SLICE: 13, CODE: 14,
} as const;

/** Byte `a` of a STR record. INTERN: a name, or a constant that looks like one (CPython interns these). */
export const STR_FLAGS = { INTERN: 1 } as const;
/** Byte `b` of a STR record: the smallest class that holds all its code points. */
export const STR_CLASS = { ASCII: 0, LATIN1: 1, UCS2: 2, UCS4: 3 } as const;

/** Bits of a named register's kind: CPython's CO_FAST_* values. HIDDEN: the variable of an inlined comprehension, not in co_varnames' locals(). */
export const LOCAL_KINDS = { HIDDEN: 0x10, LOCAL: 0x20, CELL: 0x40, FREE: 0x80 } as const;

/** The fields of a CODE record: u32 each, at 8 + 4 * index. */
export const CODE_FIELDS = [
  'flags', // CODE_FLAGS of opcodes.ts
  'argCount', // co_argcount: positional parameters, the positional-only ones included
  'posOnlyCount', // co_posonlyargcount
  'kwOnlyCount', // co_kwonlyargcount
  'localCount', // named registers
  'registerCount', // all registers: frame size
  'tempBase', // byte offset of the first temporary = localCount * 8
  'varCount', // co_nlocals: registers that are locals or parameters (kind has LOCAL)
  'cellCount', // kind has CELL
  'freeCount', // kind has FREE
  'firstLine', // co_firstlineno
  'name', // object, STR
  'qualname', // object, STR
  'filename', // object, STR
  'nameCount', // see THE POOL
  'constBase',
  'poolCount',
  'poolAt', // u32 object[poolCount]
  'localNamesAt', // u32 object[localCount]
  'localKindsAt', // u8 [localCount]
  'wordCount', // instruction words
  'wordsAt', // u64 [wordCount], a multiple of 8
  'lineTableAt', // u8 [lineTableBytes]
  'lineTableBytes',
  'exceptionCount',
  'exceptionsAt', // u32 [exceptionCount][EXCEPTION_ENTRY_WORDS], a multiple of 8
] as const;
export type CodeField = (typeof CODE_FIELDS)[number];
/** Byte offset of a field from the start of the CODE record. */
export const codeFieldOffset = (field: CodeField): number => 8 + 4 * CODE_FIELDS.indexOf(field);
/** Where the arrays of a CODE record begin (a multiple of 8). */
export const CODE_FIXED_BYTES = (8 + 4 * CODE_FIELDS.length + 7) & ~7;
