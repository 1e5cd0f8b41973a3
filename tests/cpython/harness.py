"""
Runs one of CPython's own test modules, unmodified, and writes what became of each method to a file, a line each:

    start ID
    ok | fail | error | skip | xfail | xpass  ID  first line of the reason

Runs on CPython and on Typhon alike; tests/cpython/run.ts starts it and compares. The lines go to a file because tests print, and because the last
'start' says where a run hung or died. Usage: harness.py OUT MODULE [--classes REGEX] [--only FILE-OF-IDS] [--lib FOLDER]
--lib puts a folder on the path, behind the library: our `_testcapi`.

"""
import os
import re
import sys
import unittest


class Lines(unittest.TestResult):
    def __init__(self, path):
        super().__init__()
        self.out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self.bad = set()

    def line(self, what, test, why=''):
        text = ' '.join(str(why).split())[:300]
        os.write(self.out, f'{what}\t{test.id()}\t{text}\n'.encode('utf-8', 'backslashreplace'))

    def startTest(self, test):
        super().startTest(test)
        self.line('start', test)

    def addSuccess(self, test):
        if test.id() not in self.bad:
            self.line('ok', test)

    def _wrong(self, what, test, err):
        self.bad.add(test.id())
        self.line(what, test, f'{err[0].__name__}: {err[1]}')
        text = self._exc_info_to_string(err, test)
        print(f'==== {what} {test.id()}\n{text}', file=sys.__stderr__, flush=True)

    def addError(self, test, err):
        self._wrong('error', test, err)

    def addFailure(self, test, err):
        self._wrong('fail', test, err)

    def addSkip(self, test, reason):
        self.line('skip', test, reason)

    def addExpectedFailure(self, test, err):
        self.line('xfail', test)

    def addUnexpectedSuccess(self, test):
        self.line('xpass', test)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._wrong('fail' if issubclass(err[0], test.failureException) else 'error', test, err)


def on_typhon():
    """Tests of what test.support calls CPython's details are tried here too: a method skipped counts as failed."""
    if sys.implementation.name == 'typhon':
        sys.implementation.name = 'cpython'


def flatten(suite):
    for t in suite:
        if isinstance(t, unittest.TestSuite):
            yield from flatten(t)
        else:
            yield t


def main():
    out, module, *rest = sys.argv[1:]
    options = dict(zip(rest[::2], rest[1::2]))
    on_typhon()
    if '--lib' in options:
        sys.path.append(options['--lib'])
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromName(module)
    result = Lines(out)
    for error in loader.errors:
        print(error, file=sys.__stderr__, flush=True)
        os.write(result.out, f'broken\t{module}\t{" ".join(error.split())[-300:]}\n'.encode('utf-8', 'backslashreplace'))
    narrow = '--classes' in options or '--only' in options
    if narrow:
        classes = re.compile(options.get('--classes', ''))
        only = None
        if '--only' in options:
            with open(options['--only']) as f:
                only = set(f.read().split('\n'))
        suite = unittest.TestSuite(t for t in flatten(suite) if classes.search(type(t).__name__) and (only is None or t.id() in only))
    sys.argv[1:] = []
    suite(result)
    os.write(result.out, b'end\t\t\n')
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads that a failed test left behind must not keep the run.
    os._exit(0)


if __name__ == '__main__':
    main()
