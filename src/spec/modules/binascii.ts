import { defineModule } from '../dsl.ts';
export const binascii = defineModule({
  name: 'binascii', impl: 'modules/binascii', doc: 'Conversion between binary data and ASCII',
  functions: {
    'b2a_hex(module, data, sep=<unrepresentable>, bytes_per_sep=1)': 'b2a_hex', 'hexlify(module, data, sep=<unrepresentable>, bytes_per_sep=1)': 'b2a_hex', 'a2b_hex(module, hexstr, /)': 'a2b_hex', 'unhexlify(module, hexstr, /)': 'a2b_hex',
    'b2a_base64(module, data, /, *, newline=True)': 'b2a_base64', 'a2b_base64(module, data, /, *, strict_mode=False)': 'a2b_base64', 'crc32(module, data, crc=0, /)': 'crc32', 'crc_hqx(module, data, crc, /)': 'crc_hqx',
    'b2a_uu(module, data, /, *, backtick=False)': 'b2a_uu', 'a2b_uu(module, data, /)': 'a2b_uu', 'a2b_qp(module, data, header=False)': 'a2b_qp', 'b2a_qp(module, data, quotetabs=False, istext=True, header=False)': 'b2a_qp',
  },
  types: { Error: 'BinasciiError', Incomplete: 'BinasciiIncomplete' },
});
