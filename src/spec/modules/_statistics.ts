import { defineModule } from '../dsl.ts';
export const statistics = defineModule({
  name: '_statistics', impl: 'modules/statistics/core', doc: 'Accelerators for the statistics module.\n', functions: { '_normal_dist_inv_cdf(module, p, mu, sigma, /)': 'normalInverse' },
});
