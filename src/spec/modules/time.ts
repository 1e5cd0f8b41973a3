/** Module time. */
import { defineModule } from '../dsl.ts';
const functions: Record<string, string> = {
  'time(module, /)': 'timeTime', 'time_ns(module, /)': 'timeTimeNs', 'monotonic(module, /)': 'timeMonotonic', 'monotonic_ns(module, /)': 'timeMonotonicNs',
  'perf_counter(module, /)': 'timeMonotonic', 'perf_counter_ns(module, /)': 'timeMonotonicNs', 'process_time(module, /)': 'timeProcess', 'process_time_ns(module, /)': 'timeProcessNs',
  'thread_time(module, /)': 'timeThread', 'thread_time_ns(module, /)': 'timeThreadNs', 'sleep(module, seconds, /)': 'timeSleep',
  'gmtime(module, seconds=None, /)': 'timeGmtime', 'localtime(module, seconds=None, /)': 'timeLocaltime', 'mktime(module, time_tuple, /)': 'timeMktime',
  'asctime(module, time_tuple=<now>, /)': 'timeAsctime', 'ctime(module, seconds=None, /)': 'timeCtime', 'strftime(module, format, time_tuple=<now>, /)': 'timeStrftime',
  'strptime(module, /, *args)': 'timeStrptime', 'get_clock_info(module, name, /)': 'timeGetClockInfo', 'tzset(module, /)': 'timeTzset',
  'clock_gettime(module, clk_id, /)': 'timeClockGettime', 'clock_gettime_ns(module, clk_id, /)': 'timeClockGettimeNs', 'clock_getres(module, clk_id, /)': 'timeClockGetres',
};
export const time = defineModule({ name: 'time', impl: 'modules/time/time', doc: 'This module provides various functions to manipulate time values.', functions, constants: { CLOCK_REALTIME: 0, CLOCK_MONOTONIC: 1, CLOCK_PROCESS_CPUTIME_ID: 2, CLOCK_THREAD_CPUTIME_ID: 3, CLOCK_MONOTONIC_RAW: 4, CLOCK_BOOTTIME: 7 }, types: { struct_time: 'struct_time' }, exec: 'timeExec' });
