/** Floats as text and large integers. Expected values are CPython 3.14's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { floatFormat, floatParse, floatRepr } from '../../src/host/common/float-text.ts';
import { BigLimbs, gcd, plainHex, powerModulo, squareRoot } from '../../src/host/common/big.ts';
import { Mem } from '../../src/host/contract/region.ts';

test('repr', () => {
  const cases: [number, string][] = [[0, '0.0'], [-0, '-0.0'], [1, '1.0'], [1e16, '1e+16'], [1e15, '1000000000000000.0'], [123456789012345680, '1.2345678901234568e+17'], [1e-4, '0.0001'], [1e-5, '1e-05'],
    [1.5e-7, '1.5e-07'], [5e-324, '5e-324'], [1.7976931348623157e308, '1.7976931348623157e+308'], [Infinity, 'inf'], [-Infinity, '-inf'], [NaN, 'nan'], [0.1 + 0.2, '0.30000000000000004'], [1e22, '1e+22'], [2 ** 53, '9007199254740992.0']];
  for (const [x, text] of cases) assert.equal(floatRepr(x), text);
});

test('ties go to even, and any precision is exact', () => {
  const cases: [number, string, number, number, string][] = [
    [0.5, 'f', 0, 0, '0'], [1.5, 'f', 0, 0, '2'], [2.5, 'f', 0, 0, '2'], [0.125, 'f', 2, 0, '0.12'], [0.375, 'f', 2, 0, '0.38'], [2.675, 'f', 2, 0, '2.67'], [1e22, 'f', 1, 0, '10000000000000000000000.0'],
    [-0.4, 'f', 0, 0, '-0'], [-0.4, 'f', 0, 8, '0'], [1, 'f', 0, 4, '1.'], [0.1, 'f', 60, 0, '0.100000000000000005551115123125782702118158340454101562500000'],
    [1.5, 'e', 0, 0, '2e+00'], [2.5, 'e', 0, 0, '2e+00'], [12345.678, 'e', 3, 0, '1.235e+04'], [0, 'e', 2, 0, '0.00e+00'], [1e-10, 'E', 1, 0, '1.0E-10'],
    [100000, 'g', 6, 0, '100000'], [1000000, 'g', 6, 0, '1e+06'], [0.0001, 'g', 6, 0, '0.0001'], [0.00001, 'g', 6, 0, '1e-05'], [1.5, 'g', 6, 4, '1.50000'], [2.5, 'g', 1, 0, '2'], [123456789, 'G', 3, 0, '1.23E+08'],
    [0.285, '%', 1, 0, '28.5%'], [1, 'f', 2, 1, '+1.00'], [NaN, 'F', 2, 1, 'NAN'], [-Infinity, 'e', 2, 0, '-inf'], [3, 'r', 0, 2, '3.0'], [1e16, 'r', 0, 2, '1e+16'], [3, 'g', 12, 2, '3.0'], [1e11, 'g', 12, 2, '1e+11'],
    [5e-324, 'e', 120, 0, '4.940656458412465441765687928682213723650598026143247644255856825006755072702087518652998363616359923797965646954457177309e-324'],
  ];
  for (const [x, type, precision, flags, text] of cases) assert.equal(floatFormat(x, type, precision, flags), text, `${x} ${type} ${precision} ${flags}`);
});

test('float()', () => {
  for (const [text, x] of [['1', 1], ['-1.5e3', -1500], ['.5', 0.5], ['5.', 5], ['1_000.0_1', 1000.01], ['inf', Infinity], ['-Infinity', -Infinity], ['1e400', Infinity]] as const) assert.equal(floatParse(text), x);
  assert.ok(Number.isNaN(floatParse('nan')));
  for (const text of ['', '.', '1__0', '_1', '1_', '0x10', '1e', 'e5', '1 ', 'infin']) assert.equal(floatParse(text), undefined, text);
});

test('large integers', () => {
  const mem = new Mem(new WebAssembly.Memory({ initial: 512, maximum: 512, shared: true }));
  const big = new BigLimbs(mem, plainHex);
  const x = 3n ** 500n;
  const n = big.write(4096, 40, x);
  assert.equal(n, Math.ceil(x.toString(2).length / 32));
  assert.equal(big.read(4096, 40), x);
  assert.equal(big.write(4096, 2, 0n), 0);
  assert.equal(squareRoot(x * x), x);
  assert.equal(squareRoot(x * x - 1n), x - 1n);
  assert.equal(gcd(x * 7n, x * 15n), x);
  assert.equal(powerModulo(3n, 1000n, 1000007n), 3n ** 1000n % 1000007n);
});
