import ast
print(ast.unparse(ast.parse("def f(a, b=3):\n    return a+b*2\nx=[1,'s']")))
print(ast.literal_eval("{'a': [1, 2.5, (3, -4)], b'x': None}"))
exec(compile(ast.parse("print(sum(i*i for i in range(10)))"), '<t>', 'exec'))
