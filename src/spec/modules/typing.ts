import { defineModule } from '../dsl.ts';
export const _typing = defineModule({
  name: '_typing', impl: 'types/typevar/alias', doc: 'Primitives and accelerators for the typing module.\n',
  functions: { '_idfunc(module, x, /)': 'idfunc' },
  types: { TypeVar: 'TypeVar', ParamSpec: 'ParamSpec', TypeVarTuple: 'TypeVarTuple', ParamSpecArgs: 'ParamSpecArgs', ParamSpecKwargs: 'ParamSpecKwargs', TypeAliasType: 'TypeAliasType', Generic: 'Generic', Union: 'UnionType' },
  exec: 'typingExec',
});
