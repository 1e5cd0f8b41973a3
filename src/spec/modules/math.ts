import { defineModule } from '../dsl.ts';

const one = [
  'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'ceil', 'cos', 'cosh', 'degrees', 'erf', 'erfc', 'exp', 'exp2', 'expm1', 'fabs', 'factorial', 'floor', 'frexp', 'gamma',
  'isfinite', 'isinf', 'isnan', 'isqrt', 'lgamma', 'log10', 'log1p', 'log2', 'modf', 'radians', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc', 'ulp',
];
export const math = defineModule({
  name: 'math', impl: 'modules/math/module', doc: 'This module provides access to the mathematical functions\ndefined by the C standard.', exec: 'mathExec',
  functions: {
    ...Object.fromEntries(one.map((n) => [`${n}(module, ${n === 'isqrt' || n === 'factorial' ? 'n' : 'x'}, /)`, `math_${n}`])),
    'atan2(module, y, x, /)': 'math_atan2', 'copysign(module, x, y, /)': 'math_copysign', 'fmod(module, x, y, /)': 'math_fmod', 'pow(module, x, y, /)': 'math_pow',
    'remainder(module, x, y, /)': 'math_remainder', 'ldexp(module, x, i, /)': 'math_ldexp', 'fma(module, x, y, z, /)': 'math_fma', 'log(module, x, base=<unset>, /)': 'math_log',
    'nextafter(module, x, y, /, *, steps=None)': 'math_nextafter', 'isclose(module, a, b, *, rel_tol=<unset>, abs_tol=<unset>)': 'math_isclose',
    'hypot(module, /, *coordinates)': 'math_hypot', 'dist(module, p, q, /)': 'math_dist', 'fsum(module, seq, /)': 'math_fsum', 'prod(module, iterable, /, *, start=1)': 'math_prod',
    'sumprod(module, p, q, /)': 'math_sumprod', 'gcd(module, /, *integers)': 'math_gcd', 'lcm(module, /, *integers)': 'math_lcm', 'comb(module, n, k, /)': 'math_comb', 'perm(module, n, k=None, /)': 'math_perm',
  },
  constants: { pi: Math.PI, e: Math.E, tau: 2 * Math.PI, inf: Infinity, nan: NaN },
});
