/**
 * The diagnosis grammar: Python 3.14 once more, with the rules for mistakes in the places where CPython has them.
 *
 * The notation is explained in notation.ts, the verbs behind `!` in actions.ts. A node's kind is the phrase by which messages call it. Where CPython's rules
 * recurse on the left, these loop. Mirrors `Grammar/python.gram` of 3.14; the order of alternatives decides which mistake is reported.
 */
export const statementRules = `
file: statements? ENDMARKER
eval: expressions NEWLINE* ENDMARKER
interactive: compound_stmt (NEWLINE | ENDMARKER) | simple_stmts | NEWLINE

statements: statement+
statement: compound_stmt | simple_stmts
simple_stmts: simple_stmt !';' NEWLINE | ';'.simple_stmt+ ';'? NEWLINE

simple_stmt (memo): assignment
  | &"type" type_alias
  | star_expressions
  | &'return' return_stmt
  | &('import' | 'from') import_stmt
  | &'raise' raise_stmt
  | &'pass' pass_stmt
  | &'del' del_stmt
  | &'yield' yield_expr
  | &'assert' assert_stmt
  | &'break' break_stmt
  | &'continue' continue_stmt
  | &'global' 'global' ','.NAME+
  | &'nonlocal' 'nonlocal' ','.NAME+
pass_stmt: 'pass' -> 'pass'
break_stmt: 'break' -> 'break'
continue_stmt: 'continue' -> 'continue'

compound_stmt: &('def' | '@' | 'async') function_def
  | &'if' if_stmt
  | &('class' | '@') class_def
  | &('with' | 'async') with_stmt
  | &('for' | 'async') for_stmt
  | &'try' try_stmt
  | &'while' while_stmt
  | match_stmt

assignment: NAME ':' expression ('=' annotated_rhs)?
  | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ('=' annotated_rhs)?
  | (star_targets '=')+ annotated_rhs !'='
  | single_target augassign ~ annotated_rhs
  | invalid_assignment
annotated_rhs: yield_expr | star_expressions
augassign: '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='

return_stmt: 'return' star_expressions?
raise_stmt: 'raise' expression 'from' expression
  | 'raise' expression
  | 'raise'
del_stmt: 'del' del_targets &(';' | NEWLINE) | invalid_del_stmt
assert_stmt: 'assert' expression (',' expression)?

import_stmt (memo): invalid_import | 'import' ','.dotted_as_name+ | import_from
import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets
  | 'from' ('.' | '...')+ 'import' import_from_targets
import_from_targets: '(' ','.import_from_as_name+ ','? ')'
  | ','.import_from_as_name+ !','
  | '*'
  | invalid_import_from_targets
import_from_as_name: invalid_import_from_as_name | NAME ('as' NAME)?
dotted_as_name: invalid_dotted_as_name | dotted_name ('as' NAME)?
dotted_name (memo): NAME ('.' NAME)*

block (memo): NEWLINE INDENT statements DEDENT | simple_stmts | invalid_block

decorators: ('@' named_expression NEWLINE)+
class_def: decorators class_def_raw | class_def_raw
class_def_raw: invalid_class_def_raw
  | 'class' NAME type_params? ('(' arguments? ')')? ':' block
function_def: decorators function_def_raw | function_def_raw
function_def_raw: invalid_def_raw
  | 'def' NAME type_params? '(' params? ')' ('->' expression)? ':' block
  | 'async' 'def' NAME type_params? '(' params? ')' ('->' expression)? ':' block

params: invalid_parameters | parameters
parameters: slash_no_default param_no_default* param_with_default* star_etc?
  | slash_with_default param_with_default* star_etc?
  | param_no_default+ param_with_default* star_etc?
  | param_with_default+ star_etc?
  | star_etc
slash_no_default: param_no_default+ '/' ',' | param_no_default+ '/' &')'
slash_with_default: param_no_default* param_with_default+ '/' ',' | param_no_default* param_with_default+ '/' &')'
star_etc: invalid_star_etc
  | '*' param_no_default param_maybe_default* kwds?
  | '*' param_no_default_star_annotation param_maybe_default* kwds?
  | '*' ',' param_maybe_default+ kwds?
  | kwds
kwds: invalid_kwds | '**' param_no_default
param_no_default: a=param ',' -> a | a=param &')' -> a
param_no_default_star_annotation: param_star_annotation ',' | param_star_annotation &')'
param_with_default: param default ',' | param default &')'
param_maybe_default: param default? ',' | param default? &')'
param: NAME (':' expression)? -> 'parameter'
param_star_annotation: NAME ':' star_expression
default: '=' expression | invalid_default

if_stmt: invalid_if_stmt
  | 'if' named_expression ':' block elif_stmt
  | 'if' named_expression ':' block else_block?
elif_stmt: invalid_elif_stmt
  | 'elif' named_expression ':' block elif_stmt
  | 'elif' named_expression ':' block else_block?
else_block: invalid_else_stmt | 'else' &&':' block
while_stmt: invalid_while_stmt | 'while' named_expression ':' block else_block?
for_stmt: invalid_for_stmt
  | 'for' star_targets 'in' ~ star_expressions ':' block else_block?
  | 'async' 'for' star_targets 'in' ~ star_expressions ':' block else_block?
  | invalid_for_target
with_stmt: invalid_with_stmt_indent
  | 'with' '(' ','.with_item+ ','? ')' ':' block
  | 'with' ','.with_item+ ':' block
  | 'async' 'with' '(' ','.with_item+ ','? ')' ':' block
  | 'async' 'with' ','.with_item+ ':' block
  | invalid_with_stmt
with_item: expression 'as' star_target &(',' | ')' | ':')
  | invalid_with_item
  | expression
try_stmt: invalid_try_stmt
  | 'try' &&':' block finally_block
  | 'try' &&':' block except_block+ else_block? finally_block?
  | 'try' &&':' block except_star_block+ else_block? finally_block?
except_block: invalid_except_stmt_indent
  | 'except' expression ':' block
  | 'except' expression 'as' NAME ':' block
  | 'except' expressions ':' block
  | 'except' ':' block
  | invalid_except_stmt
except_star_block: invalid_except_star_stmt_indent
  | 'except' '*' expression ':' block
  | 'except' '*' expression 'as' NAME ':' block
  | 'except' '*' expressions ':' block
  | invalid_except_star_stmt
finally_block: invalid_finally_stmt | 'finally' &&':' block

match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT | invalid_match_stmt
subject_expr: star_named_expression ',' star_named_expressions? | named_expression
case_block: invalid_case_block | "case" patterns guard? ':' block
guard: 'if' named_expression
patterns: open_sequence_pattern -> 'pattern' | pattern
pattern: as_pattern | or_pattern
as_pattern: or_pattern 'as' pattern_capture_target -> 'pattern' | invalid_as_pattern
or_pattern: '|'.closed_pattern+ -> 'pattern'
closed_pattern (memo): literal_pattern | capture_pattern | wildcard_pattern | value_pattern | group_pattern | sequence_pattern | mapping_pattern | class_pattern
literal_pattern: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
literal_expr: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
complex_number: signed_real_number '+' imaginary_number | signed_real_number '-' imaginary_number
signed_number: NUMBER | '-' NUMBER
signed_real_number: real_number | '-' real_number
real_number: a=NUMBER -> !real a
imaginary_number: a=NUMBER -> !imaginary a
capture_pattern: pattern_capture_target
pattern_capture_target: !"_" NAME !('.' | '(' | '=')
wildcard_pattern: "_"
value_pattern: attr !('.' | '(' | '=')
attr: NAME ('.' NAME)+
name_or_attr: attr | NAME
group_pattern: '(' a=pattern ')' -> a
sequence_pattern: '[' maybe_sequence_pattern? ']' | '(' open_sequence_pattern? ')'
open_sequence_pattern: maybe_star_pattern ',' maybe_sequence_pattern?
maybe_sequence_pattern: ','.maybe_star_pattern+ ','?
maybe_star_pattern: star_pattern | pattern
star_pattern (memo): '*' pattern_capture_target | '*' wildcard_pattern
mapping_pattern: '{' '}'
  | '{' double_star_pattern ','? '}'
  | '{' items_pattern ',' double_star_pattern ','? '}'
  | '{' items_pattern ','? '}'
items_pattern: ','.key_value_pattern+
key_value_pattern: (literal_expr | attr) ':' pattern
double_star_pattern: '**' pattern_capture_target
class_pattern: name_or_attr '(' ')'
  | name_or_attr '(' positional_patterns ','? ')'
  | name_or_attr '(' keyword_patterns ','? ')'
  | name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')'
  | invalid_class_pattern
positional_patterns: ','.pattern+
keyword_patterns: ','.keyword_pattern+
keyword_pattern: NAME '=' pattern

type_alias: "type" NAME type_params? '=' expression
type_params: invalid_type_params | '[' ','.type_param+ ','? ']'
type_param (memo): NAME (':' expression)? ('=' expression)?
  | invalid_type_param
  | '*' NAME ('=' star_expression)?
  | '**' NAME ('=' expression)?
`;

export const expressionRules = `
expressions: a=expression (',' expression)+ ','? -> 'tuple' | expression ',' -> 'tuple' | expression
expression (memo): invalid_expression
  | invalid_legacy_expression
  | disjunction 'if' disjunction 'else' expression -> 'conditional expression'
  | disjunction
  | lambdef
yield_expr: 'yield' 'from' expression -> 'yield expression' | 'yield' star_expressions? -> 'yield expression'
star_expressions: a=star_expression b=(',' c=star_expression -> c)+ ','? -> 'tuple'
  | a=star_expression ',' -> 'tuple'
  | star_expression
star_expression (memo): '*' a=bitwise_or -> 'starred' | expression
star_named_expressions: a=','.star_named_expression+ ','? -> a
star_named_expression: '*' a=bitwise_or -> 'starred' | named_expression
assignment_expression: NAME ':=' ~ expression -> 'named expression'
named_expression: assignment_expression | invalid_named_expression | a=expression !':=' -> a
disjunction (memo): conjunction ('or' conjunction)+ -> 'expression' | conjunction
conjunction (memo): inversion ('and' inversion)+ -> 'expression' | inversion
inversion (memo): 'not' inversion -> 'expression' | comparison
comparison: a=bitwise_or b=comparison_rest+ -> 'comparison' | bitwise_or
comparison_rest: a=compare_op bitwise_or -> a
compare_op: '==' | '!=' | '<=' | '<' | '>=' | '>' | 'not' 'in' | a='in' -> a | 'is' 'not' | 'is'
bitwise_or (memo): a=bitwise_xor b=('|' bitwise_xor)* -> !chain a b
bitwise_xor (memo): a=bitwise_and b=('^' bitwise_and)* -> !chain a b
bitwise_and (memo): a=shift_expr b=('&' shift_expr)* -> !chain a b
shift_expr (memo): invalid_arithmetic | a=sum b=(('<<' | '>>') sum)* -> !chain a b
sum (memo): a=term b=(('+' | '-') term)* -> !chain a b
term (memo): invalid_factor | a=factor b=(('*' | '/' | '//' | '%' | '@') factor)* -> !chain a b
factor (memo): '+' factor -> 'expression' | '-' factor -> 'expression' | '~' factor -> 'expression' | power
power: await_primary '**' factor -> 'expression' | await_primary
await_primary (memo): 'await' primary -> 'await expression' | primary
primary (memo): a=atom b=trailer* -> !trailers a b
trailer: '.' NAME -> 'attribute' | genexp -> 'function call' | '(' arguments? ')' -> 'function call' | '[' slices ']' -> 'subscript'
slices: slice !',' | ','.(slice | starred_expression)+ ','?
slice: expression? ':' expression? (':' expression?)? | named_expression
atom: NAME -> 'name'
  | 'True' -> 'True' | 'False' -> 'False' | 'None' -> 'None'
  | &(STRING | FSTRING_START | TSTRING_START) strings
  | NUMBER -> 'literal'
  | &'(' (tuple | group | genexp)
  | &'[' (list | listcomp)
  | &'{' (dict | set | dictcomp | setcomp)
  | '...' -> 'ellipsis'
group: '(' a=(yield_expr | named_expression) ')' -> a | invalid_group

lambdef: 'lambda' lambda_params? ':' expression -> 'lambda'
lambda_params: invalid_lambda_parameters | lambda_parameters
lambda_parameters: lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* lambda_star_etc?
  | lambda_slash_with_default lambda_param_with_default* lambda_star_etc?
  | lambda_param_no_default+ lambda_param_with_default* lambda_star_etc?
  | lambda_param_with_default+ lambda_star_etc?
  | lambda_star_etc
lambda_slash_no_default: lambda_param_no_default+ '/' ',' | lambda_param_no_default+ '/' &':'
lambda_slash_with_default: lambda_param_no_default* lambda_param_with_default+ '/' ',' | lambda_param_no_default* lambda_param_with_default+ '/' &':'
lambda_star_etc: invalid_lambda_star_etc
  | '*' lambda_param_no_default lambda_param_maybe_default* lambda_kwds?
  | '*' ',' lambda_param_maybe_default+ lambda_kwds?
  | lambda_kwds
lambda_kwds: invalid_lambda_kwds | '**' lambda_param_no_default
lambda_param_no_default: a=lambda_param ',' -> a | a=lambda_param &':' -> a
lambda_param_with_default: lambda_param default ',' | lambda_param default &':'
lambda_param_maybe_default: lambda_param default? ',' | lambda_param default? &':'
lambda_param: NAME -> 'parameter'

fstring_middle: fstring_replacement_field | FSTRING_MIDDLE
fstring_replacement_field: '{' annotated_rhs '='? fstring_conversion? fstring_full_format_spec? '}' | invalid_fstring_replacement_field
fstring_conversion: a='!' b=NAME -> !conversion a b
fstring_full_format_spec: ':' fstring_format_spec*
fstring_format_spec: FSTRING_MIDDLE | fstring_replacement_field
fstring: FSTRING_START fstring_middle* FSTRING_END -> 'f-string expression'
tstring_format_spec_replacement_field: '{' annotated_rhs '='? fstring_conversion? tstring_full_format_spec? '}' | invalid_tstring_replacement_field
tstring_format_spec: TSTRING_MIDDLE | tstring_format_spec_replacement_field
tstring_full_format_spec: ':' tstring_format_spec*
tstring_replacement_field: '{' annotated_rhs '='? fstring_conversion? tstring_full_format_spec? '}' | invalid_tstring_replacement_field
tstring_middle: tstring_replacement_field | TSTRING_MIDDLE
tstring (memo): TSTRING_START tstring_middle* TSTRING_END -> 't-string expression'
string: STRING -> 'literal'
strings (memo): invalid_string_tstring_concat | a=(fstring | string)+ -> !strings a | tstring+ -> 't-string expression'

list: '[' a=star_named_expressions? ']' -> 'list'
tuple: '(' a=(y=star_named_expression ',' z=star_named_expressions? -> !cons y z)? ')' -> 'tuple'
set: '{' star_named_expressions '}' -> 'set display'
dict: '{' double_starred_kvpairs? '}' -> 'dict literal' | '{' invalid_double_starred_kvpairs '}'
double_starred_kvpairs: ','.double_starred_kvpair+ ','?
double_starred_kvpair: '**' bitwise_or | kvpair
kvpair: expression ':' expression
for_if_clauses: for_if_clause+
for_if_clause: 'async' 'for' star_targets 'in' ~ a=disjunction b=('if' z=disjunction -> z)* -> !lastOf a b
  | 'for' star_targets 'in' ~ a=disjunction b=('if' z=disjunction -> z)* -> !lastOf a b
  | invalid_for_if_clause
  | invalid_for_target
listcomp: '[' named_expression for_if_clauses ']' -> 'list comprehension' | invalid_comprehension
setcomp: '{' named_expression for_if_clauses '}' -> 'set comprehension' | invalid_comprehension
genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' -> 'generator expression' | invalid_comprehension
dictcomp: '{' kvpair for_if_clauses '}' -> 'dict comprehension' | invalid_dict_comprehension

arguments (memo): args ','? &')' | invalid_arguments
args: a=','.(starred_expression | b=(assignment_expression | c=expression !':=' -> c) !'=' -> b)+ k=(',' k=kwargs -> k)? -> !args a k
  | k=kwargs -> !kwargs k
kwargs: a=','.kwarg_or_starred+ ',' b=','.kwarg_or_double_starred+ -> !concat a b
  | ','.kwarg_or_starred+
  | ','.kwarg_or_double_starred+
starred_expression: invalid_starred_expression_unpacking | '*' expression -> 'starred' | invalid_starred_expression
kwarg_or_starred: invalid_kwarg | NAME '=' expression -> 'keyword' | starred_expression
kwarg_or_double_starred: invalid_kwarg | NAME '=' expression -> 'keyword' | '**' expression -> 'double'

star_targets: a=star_target !',' -> a | star_target (',' star_target)* ','?
star_target (memo): '*' !'*' star_target | target_with_star_atom
target_with_star_atom (memo): t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | star_atom
star_atom: NAME | '(' target_with_star_atom ')' | '(' (star_target (',' star_target)+ ','? | star_target ',')? ')' | '[' (','.star_target+ ','?)? ']'
single_target: single_subscript_attribute_target | NAME | '(' single_target ')'
single_subscript_attribute_target: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead
t_primary (memo): atom &t_lookahead (t_trailer &t_lookahead)*
t_trailer: '.' NAME | '[' slices ']' | genexp | '(' arguments? ')'
t_lookahead: '(' | '[' | '.'
del_targets: ','.del_target+ ','?
del_target (memo): t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | del_t_atom
del_t_atom: NAME | '(' del_target ')' | '(' del_targets? ')' | '[' del_targets? ']'
`;

export const mistakeRules = `
invalid_arguments: ((','.(starred_expression | (assignment_expression | expression !':=') !'=')+ ',' kwargs) | kwargs) a=',' ','.(starred_expression !'=')+
      -> !from a "iterable argument unpacking follows keyword argument unpacking"
  | a=expression b=for_if_clauses ',' (args | expression for_if_clauses)? -> !upto a b "Generator expression must be parenthesized"
  | a=NAME b='=' expression for_if_clauses -> !range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
  | (args ',')? a=NAME b='=' &(',' | ')') -> !range a b "expected argument value expression"
  | a=args b=for_if_clauses -> !bareGenerator a b
  | args ',' a=expression b=for_if_clauses -> !upto a b "Generator expression must be parenthesized"
  | a=args ',' args -> !argumentOrder a
invalid_kwarg: a=('True' | 'False' | 'None') b='=' -> !assignKeyword a b
  | a=NAME b='=' expression for_if_clauses -> !range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
  | !(NAME '=') a=expression b='=' -> !range a b "expression cannot contain assignment, perhaps you meant \\"==\\"?"
  | a='**' expression '=' b=expression -> !range a b "cannot assign to keyword argument unpacking"

expression_without_invalid: disjunction 'if' disjunction 'else' expression -> 'conditional expression' | disjunction | lambdef
invalid_legacy_expression: a=NAME !'(' b=star_expressions -> !legacy a b
invalid_type_param: '*' NAME c=':' e=expression -> !typeParam c e "TypeVarTuple"
  | '**' NAME c=':' e=expression -> !typeParam c e "ParamSpec"
invalid_expression: STRING a=(!STRING e=expression_without_invalid -> e)+ STRING -> !within a "invalid syntax. Is this intended to be part of the string?"
  | !(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_invalid -> !comma a b
  | a=disjunction 'if' b=disjunction !('else' | ':') -> !range a b "expected 'else' after 'if' expression"
  | disjunction 'if' disjunction 'else' !expression -> !next "expected expression after 'else', but statement is given"
  | a=(pass_stmt | break_stmt | continue_stmt) 'if' disjunction 'else' simple_stmt -> !at a "expected expression before 'if', but statement is given"
  | a='lambda' lambda_params? b=':' &FSTRING_MIDDLE -> !range a b "f-string: lambda expressions are not allowed without parentheses"
  | a='lambda' lambda_params? b=':' &TSTRING_MIDDLE -> !range a b "t-string: lambda expressions are not allowed without parentheses"
invalid_named_expression (memo): a=expression ':=' expression -> !at a "cannot use assignment expressions with %s"
  | a=NAME '=' b=bitwise_or !('=' | ':=') -> !range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
  | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or '=' bitwise_or !('=' | ':=') -> !at a "cannot assign to %s here. Maybe you meant '==' instead of '='?"
invalid_assignment: a=invalid_ann_assign_target ':' expression -> !at a "only single target (not %s) can be annotated"
  | a=star_named_expression ',' star_named_expressions* ':' expression -> !at a "only single target (not tuple) can be annotated"
  | a=expression ':' expression -> !at a "illegal target for annotation"
  | (star_targets '=')* a=star_expressions '=' -> !assignTarget a
  | (star_targets '=')* a=yield_expr '=' -> !at a "assignment to yield expression not possible"
  | a=star_expressions augassign annotated_rhs -> !at a "'%s' is an illegal expression for augmented assignment"
invalid_ann_assign_target: list | tuple | '(' a=invalid_ann_assign_target ')' -> a
invalid_del_stmt: 'del' a=star_expressions -> !deleteTarget a
invalid_block: NEWLINE !INDENT -> !indented "expected an indented block"
invalid_comprehension: ('[' | '(' | '{') a=starred_expression for_if_clauses -> !at a "iterable unpacking cannot be used in comprehension"
  | ('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses -> !toLast a b "did you forget parentheses around the comprehension target?"
  | ('[' | '{') a=star_named_expression b=',' for_if_clauses -> !range a b "did you forget parentheses around the comprehension target?"
invalid_dict_comprehension: '{' a='**' bitwise_or for_if_clauses '}' -> !at a "dict unpacking cannot be used in dict comprehension"
invalid_parameters: a='/' ',' -> !at a "at least one argument must precede /"
  | (slash_no_default | slash_with_default) param_maybe_default* a='/' -> !at a "/ may appear only once"
  | slash_no_default? param_no_default* invalid_parameters_helper a=param_no_default -> !at a "parameter without a default follows parameter with a default"
  | param_no_default* a='(' param_no_default+ ','? b=')' -> !range a b "Function parameters cannot be parenthesized"
  | (slash_no_default | slash_with_default)? param_maybe_default* '*' (',' | param_no_default) param_maybe_default* a='/' -> !at a "/ must be ahead of *"
  | param_maybe_default+ '/' a='*' -> !at a "expected comma between / and *"
invalid_parameters_helper: slash_with_default | param_with_default+
invalid_default: a='=' &(')' | ',') -> !at a "expected default value expression"
invalid_star_etc: a='*' (')' | ',' (')' | '**')) -> !at a "named arguments must follow bare *"
  | '*' param a='=' -> !at a "var-positional argument cannot have default value"
  | '*' (param_no_default | ',') param_maybe_default* a='*' (param_no_default | ',') -> !at a "* argument may appear only once"
invalid_kwds: '**' param a='=' -> !at a "var-keyword argument cannot have default value"
  | '**' param ',' a=param -> !at a "arguments cannot follow var-keyword argument"
  | '**' param ',' a=('*' | '**' | '/') -> !at a "arguments cannot follow var-keyword argument"
invalid_lambda_parameters: a='/' ',' -> !at a "at least one argument must precede /"
  | (lambda_slash_no_default | lambda_slash_with_default) lambda_param_maybe_default* a='/' -> !at a "/ may appear only once"
  | lambda_slash_no_default? lambda_param_no_default* invalid_lambda_parameters_helper a=lambda_param_no_default -> !at a "parameter without a default follows parameter with a default"
  | lambda_param_no_default* a='(' ','.lambda_param+ ','? b=')' -> !range a b "Lambda expression parameters cannot be parenthesized"
  | (lambda_slash_no_default | lambda_slash_with_default)? lambda_param_maybe_default* '*' (',' | lambda_param_no_default) lambda_param_maybe_default* a='/' -> !at a "/ must be ahead of *"
  | lambda_param_maybe_default+ '/' a='*' -> !at a "expected comma between / and *"
invalid_lambda_parameters_helper: lambda_slash_with_default | lambda_param_with_default+
invalid_lambda_star_etc: '*' (':' | ',' (':' | '**')) -> !last "named arguments must follow bare *"
  | '*' lambda_param a='=' -> !at a "var-positional argument cannot have default value"
  | '*' (lambda_param_no_default | ',') lambda_param_maybe_default* a='*' (lambda_param_no_default | ',') -> !at a "* argument may appear only once"
invalid_lambda_kwds: '**' lambda_param a='=' -> !at a "var-keyword argument cannot have default value"
  | '**' lambda_param ',' a=lambda_param -> !at a "arguments cannot follow var-keyword argument"
  | '**' lambda_param ',' a=('*' | '**' | '/') -> !at a "arguments cannot follow var-keyword argument"
invalid_with_item: expression 'as' a=expression &(',' | ')' | ':') -> !assignTarget a
invalid_for_if_clause: 'async'? 'for' (bitwise_or (',' bitwise_or)* ','?) !'in' -> !last "'in' expected after for-loop variables"
invalid_for_target: 'async'? 'for' a=star_expressions -> !forTarget a
invalid_group: '(' a=starred_expression ')' -> !at a "cannot use starred expression here"
  | '(' a='**' expression ')' -> !at a "cannot use double starred expression here"
invalid_import: a='import' ','.dotted_name+ 'from' dotted_name -> !from a "Did you mean to use 'from ... import ...' instead?"
  | 'import' a=NEWLINE -> !from a "Expected one or more names after 'import'"
invalid_dotted_as_name: dotted_name 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression -> !at a "cannot use %s as import target"
invalid_import_from_as_name: NAME 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression -> !at a "cannot use %s as import target"
invalid_import_from_targets: ','.import_from_as_name+ ',' NEWLINE -> !last "trailing comma not allowed without surrounding parentheses"
  | a=NEWLINE -> !from a "Expected one or more names after 'import'"
invalid_with_stmt: 'async'? 'with' ','.(expression ('as' star_target)?)+ NEWLINE -> !last "expected ':'"
  | 'async'? 'with' '(' ','.(expressions ('as' star_target)?)+ ','? ')' NEWLINE -> !last "expected ':'"
invalid_with_stmt_indent: 'async'? a='with' ','.(expression ('as' star_target)?)+ ':' NEWLINE !INDENT -> !block a "'with' statement"
  | 'async'? a='with' '(' ','.(expressions ('as' star_target)?)+ ','? ')' ':' NEWLINE !INDENT -> !block a "'with' statement"
invalid_try_stmt: a='try' ':' NEWLINE !INDENT -> !block a "'try' statement"
  | 'try' ':' block !('except' | 'finally') -> !last "expected 'except' or 'finally' block"
  | 'try' ':' block* except_block+ a='except' b='*' expression ('as' NAME)? ':' -> !range a b "cannot have both 'except' and 'except*' on the same 'try'"
  | 'try' ':' block* except_star_block+ a='except' (expression ('as' NAME)?)? ':' -> !at a "cannot have both 'except' and 'except*' on the same 'try'"
invalid_except_stmt: 'except' a=expression ',' expressions 'as' NAME ':' -> !from a "multiple exception types must be parenthesized when using 'as'"
  | 'except' expression ('as' NAME)? NEWLINE -> !last "expected ':'"
  | 'except' NEWLINE -> !last "expected ':'"
  | 'except' expression 'as' a=expression ':' block -> !at a "cannot use except statement with %s"
invalid_except_star_stmt: 'except' '*' a=expression ',' expressions 'as' NAME ':' -> !from a "multiple exception types must be parenthesized when using 'as'"
  | 'except' '*' expression ('as' NAME)? NEWLINE -> !last "expected ':'"
  | 'except' '*' (NEWLINE | ':') -> !last "expected one or more exception types"
  | 'except' '*' expression 'as' a=expression ':' block -> !at a "cannot use except* statement with %s"
invalid_finally_stmt: a='finally' ':' NEWLINE !INDENT -> !block a "'finally' statement"
invalid_except_stmt_indent: a='except' expression ('as' NAME)? ':' NEWLINE !INDENT -> !block a "'except' statement"
  | a='except' ':' NEWLINE !INDENT -> !block a "'except' statement"
invalid_except_star_stmt_indent: a='except' '*' expression ('as' NAME)? ':' NEWLINE !INDENT -> !block a "'except*' statement"
invalid_match_stmt: "match" subject_expr NEWLINE -> !last "expected ':'"
  | a="match" subject_expr ':' NEWLINE !INDENT -> !block a "'match' statement"
invalid_case_block: "case" patterns guard? NEWLINE -> !last "expected ':'"
  | a="case" patterns guard? ':' NEWLINE !INDENT -> !block a "'case' statement"
invalid_as_pattern: or_pattern 'as' a="_" -> !at a "cannot use '_' as a target"
  | or_pattern 'as' a=expression -> !at a "cannot use %s as pattern target"
invalid_class_pattern: name_or_attr '(' a=invalid_class_argument_pattern -> !within a "positional patterns follow keyword patterns"
invalid_class_argument_pattern: (positional_patterns ',')? keyword_patterns ',' a=positional_patterns -> a
invalid_if_stmt: 'if' named_expression NEWLINE -> !last "expected ':'"
  | a='if' named_expression ':' NEWLINE !INDENT -> !block a "'if' statement"
invalid_elif_stmt: 'elif' named_expression NEWLINE -> !last "expected ':'"
  | a='elif' named_expression ':' NEWLINE !INDENT -> !block a "'elif' statement"
invalid_else_stmt: a='else' ':' NEWLINE !INDENT -> !block a "'else' statement"
  | 'else' ':' block 'elif' -> !last "'elif' block follows an 'else' block"
invalid_while_stmt: 'while' named_expression NEWLINE -> !last "expected ':'"
  | a='while' named_expression ':' NEWLINE !INDENT -> !block a "'while' statement"
invalid_for_stmt: 'async'? 'for' star_targets 'in' star_expressions NEWLINE -> !last "expected ':'"
  | 'async'? a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT -> !block a "'for' statement"
invalid_def_raw: 'async'? a='def' NAME type_params? '(' params? ')' ('->' expression)? ':' NEWLINE !INDENT -> !block a "function definition"
  | 'async'? 'def' NAME type_params? &&'(' params? ')' ('->' expression)? &&':' block
invalid_class_def_raw: 'class' NAME type_params? ('(' arguments? ')')? NEWLINE -> !last "expected ':'"
  | a='class' NAME type_params? ('(' arguments? ')')? ':' NEWLINE !INDENT -> !block a "class definition"
invalid_double_starred_kvpairs: ','.double_starred_kvpair+ ',' invalid_kvpair
  | expression ':' a='*' bitwise_or -> !from a "cannot use a starred expression in a dictionary value"
  | expression a=':' &('}' | ',') -> !at a "expression expected after dictionary key and ':'"
invalid_kvpair: a=expression !':' -> !dictKey a
  | expression ':' a='*' bitwise_or -> !from a "cannot use a starred expression in a dictionary value"
  | expression a=':' &('}' | ',') -> !at a "expression expected after dictionary key and ':'"
invalid_starred_expression_unpacking: a='*' expression '=' b=expression -> !range a b "cannot assign to iterable argument unpacking"
invalid_starred_expression: '*' -> !last "Invalid star expression"
FIELDS
invalid_string_tstring_concat: a=(fstring | string)+ b=tstring -> !fromLast a b "cannot mix t-string literals with string or bytes literals"
  | a=tstring+ b=(fstring | string) -> !fromLast a b "cannot mix t-string literals with string or bytes literals"
invalid_arithmetic: sum ('+' | '-' | '*' | '/' | '%' | '//' | '@') a='not' b=inversion -> !range a b "'not' after an operator must be parenthesized"
invalid_factor: ('+' | '-' | '~') a='not' b=factor -> !range a b "'not' after an operator must be parenthesized"
invalid_type_params: '[' a=']' -> !from a "Type parameter list cannot be empty"
`.replace('FIELDS', ['f', 't'].map((x) => `
invalid_${x}string_replacement_field: '{' a='=' -> !at a "${x}-string: valid expression required before '='"
  | '{' a='!' -> !at a "${x}-string: valid expression required before '!'"
  | '{' a=':' -> !at a "${x}-string: valid expression required before ':'"
  | '{' a='}' -> !at a "${x}-string: valid expression required before '}'"
  | '{' !annotated_rhs -> !next "${x}-string: expecting a valid expression after '{'"
  | '{' annotated_rhs !('=' | '!' | ':' | '}') -> !next "${x}-string: expecting '=', or '!', or ':', or '}'"
  | '{' annotated_rhs '=' !('!' | ':' | '}') -> !next "${x}-string: expecting '!', or ':', or '}'"
  | '{' annotated_rhs '='? invalid_${x}string_conversion_character
  | '{' annotated_rhs '='? ('!' NAME)? !(':' | '}') -> !next "${x}-string: expecting ':' or '}'"
  | '{' annotated_rhs '='? ('!' NAME)? ':' ${x}string_format_spec* !'}' -> !next "${x}-string: expecting '}', or format specs"
  | '{' annotated_rhs '='? ('!' NAME)? !'}' -> !next "${x}-string: expecting '}'"
invalid_${x}string_conversion_character: '!' &(':' | '}') -> !next "${x}-string: missing conversion character"
  | '!' !NAME -> !next "${x}-string: invalid conversion character"`).join('\n'));
