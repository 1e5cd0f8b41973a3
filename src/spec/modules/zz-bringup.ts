import { defineModule } from '../dsl.ts';
export const bringup = defineModule({ name: '_bringup', impl: 'boot/bringup', functions: { 'write(module, s, /)': 'bringupWrite', 'flush(module, /)': 'bringupFlush' } });
