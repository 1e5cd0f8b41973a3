import { defineModule } from '../dsl.ts';

const one = ['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cos', 'cosh', 'exp', 'isfinite', 'isinf', 'isnan', 'log10', 'phase', 'polar', 'sin', 'sinh', 'sqrt', 'tan', 'tanh'];
export const cmath = defineModule({
  name: 'cmath', impl: 'modules/cmath/functions', doc: 'This module provides access to mathematical functions for complex\nnumbers.', exec: 'cmathExec',
  functions: {
    ...Object.fromEntries(one.map((n) => [`${n}(module, z, /)`, `cmath_${n}`])), 'log(module, z, base=<unset>, /)': 'cmath_log', 'rect(module, r, phi, /)': 'cmath_rect',
    'isclose(module, a, b, *, rel_tol=<unset>, abs_tol=<unset>)': 'cmath_isclose',
  },
  constants: { pi: Math.PI, e: Math.E, tau: 2 * Math.PI, inf: Infinity, nan: NaN },
});
