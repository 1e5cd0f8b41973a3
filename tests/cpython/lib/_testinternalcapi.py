"""What test.support and some tests ask of `_testinternalcapi`, as far as Typhon has the thing itself."""
import sys


def get_config():
    """Of the configuration what is asked for."""
    return {'code_debug_ranges': int('no_debug_ranges' not in sys._xoptions)}
