/** The types of _operator and _queue. */
import { defineType } from '../dsl.ts';

const impl = 'modules/operator/getters';
const getter = (name: string, doc: string) => defineType({
  name: `operator.${name}`, impl, layout: 'Getter', flags: ['HAVE_GC'], doc,
  slots: { tp_dealloc: 'getter_dealloc', tp_traverse: 'getter_traverse', tp_repr: `${name}_repr`, tp_call: `${name}_call`, tp_new: `${name}_new` },
  methods: { '__reduce__(self, /)': `${name}_reduce` },
});
export const getters = [
  getter('itemgetter', 'Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])'),
  getter('attrgetter', "Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last)."),
];
export const methodcaller = defineType({
  name: 'operator.methodcaller', impl, layout: 'MethodCaller', flags: ['HAVE_GC'],
  doc: "Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).",
  slots: { tp_dealloc: 'methodcaller_dealloc', tp_traverse: 'methodcaller_traverse', tp_repr: 'methodcaller_repr', tp_call: 'methodcaller_call', tp_new: 'methodcaller_new' },
  methods: { '__reduce__(self, /)': 'methodcaller_reduce' },
});
export const simpleQueue = defineType({
  name: '_queue.SimpleQueue', impl: 'modules/queue/core', layout: 'SimpleQueue', weakref: true, flags: ['BASETYPE', 'HAVE_GC'], doc: 'Simple, unbounded, reentrant FIFO queue.',
  slots: { tp_dealloc: 'queue_dealloc', tp_traverse: 'queue_traverse', tp_clear: 'queue_clearSlot', tp_new: 'queue_new' },
  methods: {
    'put(self, /, item, block=True, timeout=None)': 'queue_put', 'put_nowait(self, /, item)': 'queue_putNowait', 'get(self, /, block=True, timeout=None)': 'queue_get',
    'get_nowait(self, /)': 'queue_getNowait', 'empty(self, /)': 'queue_empty', 'qsize(self, /)': 'queue_qsize', '@classmethod __class_getitem__(cls, item, /)': 'classGetItem',
  },
});
export const empty = defineType({
  name: '_queue.Empty', base: 'Exception', impl: 'types/exceptions/exceptions', flags: ['BASETYPE', 'HAVE_GC'], dict: true, weakref: true,
  doc: 'Exception raised by Queue.get(block=0)/get_nowait().',
});
