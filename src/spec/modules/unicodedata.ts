import { defineModule } from '../dsl.ts';
export const unicodedata = defineModule({
  name: 'unicodedata', impl: 'modules/unicodedata', exec: 'udExec',
  functions: {
    'category(self, chr, /)': 'ud_category', 'bidirectional(self, chr, /)': 'ud_bidirectional', 'combining(self, chr, /)': 'ud_combining', 'mirrored(self, chr, /)': 'ud_mirrored', 'east_asian_width(self, chr, /)': 'ud_east_asian_width',
    'decimal(self, chr, default=<unrepresentable>, /)': 'ud_decimal', 'digit(self, chr, default=<unrepresentable>, /)': 'ud_digit', 'numeric(self, chr, default=<unrepresentable>, /)': 'ud_numeric',
    'decomposition(self, chr, /)': 'ud_decomposition', 'name(self, chr, default=<unrepresentable>, /)': 'ud_name', 'lookup(self, name, /)': 'ud_lookup', 'normalize(self, form, unistr, /)': 'ud_normalize', 'is_normalized(self, form, unistr, /)': 'ud_is_normalized',
  },
});
