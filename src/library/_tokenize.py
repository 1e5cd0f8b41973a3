"""Stand-in for CPython's _tokenize: the names exist so that tokenize can be imported; tokenizing raises (docs/status.md)."""


class TokenizerIter:
    def __init__(self, readline, /, *, encoding=None, extra_tokens=False):
        raise NotImplementedError("tokenize is not built yet: Typhon's tokenizer is not reachable from Python")
