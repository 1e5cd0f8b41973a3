/** Modules marshal and errno. */
import { defineModule } from '../dsl.ts';
import { ERRNO } from '../hostcalls.ts';
export const marshal = defineModule({
  name: 'marshal', impl: 'modules/marshal/module', constants: { version: 5 },
  functions: { 'dumps(module, value, version=5, /, *, allow_code=True)': 'marshalDumps', 'loads(module, bytes, /, *, allow_code=True)': 'marshalLoads', 'dump(module, value, file, version=5, /, *, allow_code=True)': 'marshalDump', 'load(module, file, /, *, allow_code=True)': 'marshalLoad' },
});
export const errno = defineModule({ name: 'errno', impl: 'modules/errno', constants: { ...ERRNO, EWOULDBLOCK: ERRNO['EAGAIN']!, EOPNOTSUPP: ERRNO['ENOTSUP']!, EDEADLOCK: ERRNO['EDEADLK']! }, exec: 'errnoExec' });
