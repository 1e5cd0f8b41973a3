"""The same as on Linux."""
import importlib as _importlib
build_time_vars = _importlib.import_module('_sysconfigdata_t_linux_wasm32-typhon').build_time_vars
