// taken by the math engineer (/work/wt/math): do not write this module
export {};
