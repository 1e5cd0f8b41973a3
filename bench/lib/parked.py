"""Runs a program with a second thread parked in the process, so that nothing is elided: parked.py PROGRAM ARGUMENT…"""
import runpy
import sys
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()
del sys.argv[0]
sys.path[0] = sys.argv[0].rpartition("/")[0]
runpy.run_path(sys.argv[0], run_name="__main__")
