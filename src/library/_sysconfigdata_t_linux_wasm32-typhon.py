"""What sysconfig tells of this build: the variables that have a meaning here."""
build_time_vars = {
    'ABIFLAGS': 't',
    'CONFIG_ARGS': '',
    'EXT_SUFFIX': '.typhon-314t.so',
    'HOST_GNU_TYPE': 'wasm32-unknown-typhon',
    'LDVERSION': '3.14t',
    'MULTIARCH': 'wasm32-typhon',
    'PY_CFLAGS': '',
    'Py_DEBUG': 0,
    'Py_ENABLE_SHARED': 0,
    'Py_GIL_DISABLED': 1,
    'SIZEOF_VOID_P': 8,
    'SOABI': 'typhon-314t',
    'TZPATH': '/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo',
    'VERSION': '3.14',
    'WITH_DOC_STRINGS': 1,
}
