/** The elementary functions on doubles: those of the host's libm where nothing better is here. */
import * as H from "../../../generated/core/host";

export function sin(x: f64): f64 { return H.mathSin(x); }
export function cos(x: f64): f64 { return H.mathCos(x); }
export function tan(x: f64): f64 { return H.mathTan(x); }
export function asin(x: f64): f64 { return H.mathAsin(x); }
export function acos(x: f64): f64 { return H.mathAcos(x); }
export function atan(x: f64): f64 { return H.mathAtan(x); }
export function sinh(x: f64): f64 { return H.mathSinh(x); }
export function cosh(x: f64): f64 { return H.mathCosh(x); }
export function tanh(x: f64): f64 { return H.mathTanh(x); }
export function asinh(x: f64): f64 { return H.mathAsinh(x); }
export function acosh(x: f64): f64 { return H.mathAcosh(x); }
export function atanh(x: f64): f64 { return H.mathAtanh(x); }
export function exp(x: f64): f64 { return H.mathExp(x); }
export function exp2(x: f64): f64 { return H.mathPow(2, x); }
export function expm1(x: f64): f64 { return H.mathExpm1(x); }
export function log(x: f64): f64 { return H.mathLog(x); }
export function log1p(x: f64): f64 { return H.mathLog1p(x); }
export function log2(x: f64): f64 { return H.mathLog2(x); }
export function log10(x: f64): f64 { return H.mathLog10(x); }
export function cbrt(x: f64): f64 { return H.mathCbrt(x); }
export function atan2(y: f64, x: f64): f64 { return H.mathAtan2(y, x); }
export function pow(x: f64, y: f64): f64 { return H.mathPow(x, y); }
export function fmod(x: f64, y: f64): f64 { return H.mathFmod(x, y); }
