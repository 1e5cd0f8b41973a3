/**
 * The tokens of Python 3.14, as tables.
 *
 * `scripts/gen-ast.ts` makes `src/generated/frontend/tokens.ts` from them: a number for each kind, the spelling of each, and
 * the keyword and operator maps. Soft keywords (`match`, `case`, `type`, `_`) are NAME tokens; the parser tells them by spelling.
 *
 * Mirrors `Grammar/Tokens` and the keyword lists that pegen derives. Differs in that every operator and every keyword has a kind of its
 * own, so that the parser compares one number and never a string.
 */

/** Kinds that have no fixed spelling. `OP` is a character that is no operator (`$`, `?`, a back quote): the parser refuses it. */
export const basicTokens = [
  'ENDMARKER', 'NAME', 'NUMBER', 'STRING', 'NEWLINE', 'INDENT', 'DEDENT', 'FSTRING_START', 'FSTRING_MIDDLE', 'FSTRING_END',
  'TSTRING_START', 'TSTRING_MIDDLE', 'TSTRING_END', 'ERRORTOKEN', 'OP',
] as const;

export const operatorTokens: readonly (readonly [spelling: string, name: string])[] = [
  ['(', 'LPAR'], [')', 'RPAR'], ['[', 'LSQB'], [']', 'RSQB'], ['{', 'LBRACE'], ['}', 'RBRACE'],
  [':', 'COLON'], [',', 'COMMA'], [';', 'SEMI'], ['.', 'DOT'], ['...', 'ELLIPSIS'], ['->', 'RARROW'], [':=', 'COLONEQUAL'],
  ['!', 'EXCLAMATION'], ['=', 'EQUAL'],
  ['+', 'PLUS'], ['-', 'MINUS'], ['*', 'STAR'], ['/', 'SLASH'], ['//', 'DOUBLESLASH'], ['%', 'PERCENT'], ['@', 'AT'], ['**', 'DOUBLESTAR'],
  ['|', 'VBAR'], ['&', 'AMPER'], ['^', 'CIRCUMFLEX'], ['~', 'TILDE'], ['<<', 'LEFTSHIFT'], ['>>', 'RIGHTSHIFT'],
  ['<', 'LESS'], ['>', 'GREATER'], ['==', 'EQEQUAL'], ['!=', 'NOTEQUAL'], ['<>', 'LESSGREATER'], ['<=', 'LESSEQUAL'], ['>=', 'GREATEREQUAL'],
  // The augmented assignments stand together and in the order of the `operator` enumeration of the AST.
  ['+=', 'PLUSEQUAL'], ['-=', 'MINEQUAL'], ['*=', 'STAREQUAL'], ['@=', 'ATEQUAL'], ['/=', 'SLASHEQUAL'], ['%=', 'PERCENTEQUAL'],
  ['**=', 'DOUBLESTAREQUAL'], ['<<=', 'LEFTSHIFTEQUAL'], ['>>=', 'RIGHTSHIFTEQUAL'], ['|=', 'VBAREQUAL'], ['^=', 'CIRCUMFLEXEQUAL'],
  ['&=', 'AMPEREQUAL'], ['//=', 'DOUBLESLASHEQUAL'],
];

export const keywords = [
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except',
  'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try',
  'while', 'with', 'yield',
] as const;

export const softKeywords = ['_', 'case', 'match', 'type'] as const;
