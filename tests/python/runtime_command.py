"""The command as a program sees it: zip files as programs and on PYTHONPATH, standard input untouched, PYTHONIOENCODING, the locale's error handler, no limit of digits."""
import os
import subprocess
import sys
import tempfile
import zipfile


def run(*args, stdin=b"", **env):
    e = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LC_", "LANG"))} | env
    r = subprocess.run([sys.executable, *args], input=stdin, capture_output=True, env=e, cwd=where)
    lines = r.stderr.decode().splitlines()
    print(r.returncode, r.stdout, lines[-1:] if r.returncode else lines)


with tempfile.TemporaryDirectory() as where:
    with zipfile.ZipFile(os.path.join(where, "app.zip"), "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("__main__.py", "import sys, helper, pkg.mod, json, threading\nprint(sys.argv, helper.v, pkg.mod.w, json.dumps(1))\nraise ValueError('in zip')\n")
        z.writestr("helper.py", "v = 7\n")
        z.writestr("pkg/__init__.py", "")
        z.writestr("pkg/mod.py", "w = 8\n")
    with zipfile.ZipFile(os.path.join(where, "other.zip"), "w") as z:
        z.writestr("second.py", "x = 9\n")
    run("app.zip", "a")
    run("-c", "import second, helper, pkg.mod, os.path; print(second.x, helper.v, os.path.relpath(helper.__file__))", PYTHONPATH="app.zip" + os.pathsep + "other.zip")
    run("-m", "helper", PYTHONPATH="app.zip")
    run("-c", "import threading\nthreads = [threading.Thread(target=lambda: print(__import__('helper').v, end=';')) for _ in range(4)]\nfor t in threads: t.start()\nfor t in threads: t.join()", PYTHONPATH="app.zip")
    echo = "import sys; print(ascii(sys.stdin.read()), sys.stdin.errors, sys.stdout.errors, sys.stderr.errors)"
    run("-c", echo, stdin=b"a\r\nb\rc\n")
    run("-c", "import sys; print([l for l in sys.stdin], sys.stdin.newlines)", stdin=b"a\r\nb\rc")
    run("-c", "print(ascii(input()), ascii(input()))", stdin=b"a\r\nb\n")
    run("-c", echo, stdin=b"\xff", LC_ALL="C.UTF-8")
    run("-c", "import sys; print(sys.stdin.read())", stdin=b"\xff\n", LC_ALL="C.UTF-8")
    run("-c", echo, stdin=b"\xe9", PYTHONIOENCODING="latin-1")
    run("-c", "print('\\xe9', '\\u20ac')", PYTHONIOENCODING="ascii:backslashreplace")
    run("-c", "print('\\xe9')", PYTHONIOENCODING="ascii")
    run("-c", "print('\\xe9')", PYTHONIOENCODING="cp437")
    run("-c", "print('\\ud800')", PYTHONIOENCODING=":replace")
    run("-X", "int_max_str_digits=0", "-c", "import sys; print(len(str(10 ** 5000)), sys.get_int_max_str_digits())")
    run("-c", "import sys; print(len(str(10 ** 5000)), sys.flags.int_max_str_digits)", PYTHONINTMAXSTRDIGITS="0")
    run("-c", "print(len(str(10 ** 5000)))")
