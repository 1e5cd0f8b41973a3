/** Small types of the runtime modules. */
import { defineType } from '../dsl.ts';
export const siteBuiltin = defineType({
  name: '_sitebuiltins._SiteBuiltin', impl: 'modules/site-builtins', layout: 'SiteBuiltin', flags: ['DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'siteDealloc', tp_repr: 'siteRepr', tp_call: 'siteCall' }, getset: { name: ['siteName'] },
});
export const dirEntry = defineType({
  name: 'posix.DirEntry', impl: 'modules/posix/scandir', layout: 'DirEntryObject', flags: ['DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'entryDealloc', tp_repr: 'entryRepr' },
  methods: {
    'is_dir(self, /, *, follow_symlinks=True)': 'entryIsDir', 'is_file(self, /, *, follow_symlinks=True)': 'entryIsFile', 'is_symlink(self, /)': 'entryIsSymlink', 'is_junction(self, /)': 'entryFalse',
    'stat(self, /, *, follow_symlinks=True)': 'entryStat', 'inode(self, /)': 'entryInode', '__fspath__(self, /)': 'entryFspath', '@classmethod __class_getitem__(cls, item, /)': 'entryClassGetItem',
  },
  members: { name: { field: 'name', kind: 'value' }, path: { field: 'path', kind: 'value' } },
});
export const scandirIterator = defineType({
  name: 'posix.ScandirIterator', impl: 'modules/posix/scandir', layout: 'ScandirObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'scandirDealloc', tp_traverse: 'scandirTraverse', tp_iter: 'scandirSelf', tp_iternext: 'scandirNext' },
  methods: { 'close(self, /)': 'scandirClose', '__enter__(self, /)': 'scandirSelf', '__exit__(self, *args)': 'scandirExit' },
});
