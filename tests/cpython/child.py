"""A child that one of the tests starts as `sys.executable … -c CODE`: runs CODE with what harness.py stands in for (test_concurrent_futures imported in a child wants multiprocessing, too)."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness

args = sys.argv[1:]
at = args.index('-c')
harness.stand_in()
del sys.path[0]
sys.argv = ['-c', *args[at + 2:]]
import __main__
code = args[at + 1]
exec(compile(code, '<string>', 'exec'), __main__.__dict__)
