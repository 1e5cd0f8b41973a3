# A failing import looks for importlib's frames by sys.modules and __file__, which a program may have filled with anything.
import sys

saved = dict(sys.modules)
for name in ("_frozen_importlib_external", "_typhon_library", "_frozen_importlib"):
    for value in (None, 5, "text", object()):
        sys.modules[name] = value
        try:
            import missing_one
        except ImportError as e:
            print(name, type(value).__name__, e)
    if name in saved:
        sys.modules[name] = saved[name]
    else:
        del sys.modules[name]
module = sys.modules["_frozen_importlib"]
for value in (3, None, b"x"):
    module.__file__ = value
    try:
        import missing_two
    except ImportError as e:
        print(e)
