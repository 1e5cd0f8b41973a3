import { defineModule } from '../dsl.ts';
const NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27, SIGWINCH: 28, SIGIO: 29, SIGPWR: 30, SIGSYS: 31, SIGSTKFLT: 16, SIGCLD: 17, SIGIOT: 6, SIGPOLL: 29, SIGRTMIN: 34, SIGRTMAX: 64 };
export const _signal = defineModule({
  name: '_signal', impl: 'modules/signal-module',
  functions: {
    'signal(module, signalnum, handler, /)': 'signalSignal', 'getsignal(module, signalnum, /)': 'signalGetsignal', 'default_int_handler(module, /, *args)': 'signalDefaultInt', 'raise_signal(module, signalnum, /)': 'signalRaise',
    'strsignal(module, signalnum, /)': 'signalStrsignal', 'valid_signals(module, /)': 'signalValid', 'set_wakeup_fd(module, /, *args, **kwargs)': 'signalNotHere', 'siginterrupt(module, /, *args)': 'signalNotHere',
    'alarm(module, seconds, /)': 'signalAlarm', 'setitimer(module, which, seconds, interval=0, /)': 'signalSetitimer', 'getitimer(module, which, /)': 'signalGetitimer', 'pause(module, /)': 'signalPause',
    'pthread_kill(module, thread_id, signalnum, /)': 'signalPthreadKill',
  },
  constants: { SIG_DFL: 0, SIG_IGN: 1, NSIG: 65, ITIMER_REAL: 0, ITIMER_VIRTUAL: 1, ITIMER_PROF: 2, ...NUMBERS },
  exec: 'signalExec',
});
