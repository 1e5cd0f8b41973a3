/** A bar chart of ratios to the base column, on a logarithmic scale: a group for each program, a bar for each column. Failed cells have a cross. */
import { ratio, type Results } from './report.ts';
import { short } from './stats.ts';

const COLORS = ['#3b6fb6', '#7fb2e5', '#c0504d', '#e5a3a1', '#5a9e55', '#a8d3a4', '#8064a2', '#c3b1d8', '#d08b2c', '#f0c98d'];
const escapeXml = (s: string): string => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function chart(r: Results): string {
  const columns = r.columns.filter((c) => c.id !== r.base);
  const bar = 9;
  const gap = 12;
  const left = 170;
  const plot = 620;
  const legend = 24 + columns.length * 16;
  const values = r.programs.flatMap((p) => columns.map((c) => ratio(r, p.name, c.id, r.base)?.median ?? 1));
  const low = Math.min(0.5, ...values) * 0.9;
  const high = Math.max(2, ...values) * 1.1;
  const x = (v: number): number => left + plot * Math.log(v / low) / Math.log(high / low);
  const out: string[] = [];
  let y = legend + 20;
  for (const p of r.programs) {
    const present = columns.filter((c) => r.cells.some((k) => k.program === p.name && k.column === c.id));
    out.push(`<text x="${left - 8}" y="${(y + present.length * bar / 2 + 4).toFixed(1)}" text-anchor="end">${escapeXml(p.name)}</text>`);
    for (const c of present) {
      const q = ratio(r, p.name, c.id, r.base);
      const color = COLORS[columns.indexOf(c) % COLORS.length];
      if (q === undefined) out.push(`<text x="${(x(1) + 3).toFixed(1)}" y="${y + bar - 1}" fill="${color}">✕</text>`);
      else {
        const from = Math.min(x(1), x(q.median));
        out.push(`<rect x="${from.toFixed(1)}" y="${y}" width="${Math.max(1, Math.abs(x(q.median) - x(1))).toFixed(1)}" height="${bar - 1}" fill="${color}"><title>${escapeXml(`${p.name}, ${c.label}, ${c.threads} threads: ${short(q.median)}`)}</title></rect>`);
        if (q.n > 1) out.push(`<line x1="${x(q.min).toFixed(1)}" x2="${x(q.max).toFixed(1)}" y1="${y + bar / 2 - 0.5}" y2="${y + bar / 2 - 0.5}" stroke="#333"/>`);
      }
      y += bar;
    }
    y += gap;
  }
  const ticks = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].filter((t) => t >= low && t <= high);
  const axis = ticks.map((t) => `<line x1="${x(t).toFixed(1)}" x2="${x(t).toFixed(1)}" y1="${legend + 14}" y2="${y}" stroke="${t === 1 ? '#333' : '#ddd'}"/><text x="${x(t).toFixed(1)}" y="${legend + 10}" text-anchor="middle">${t}</text>`);
  const base = r.columns.find((c) => c.id === r.base);
  const keys = columns.map((c, i) => `<rect x="${left}" y="${20 + i * 16}" width="12" height="10" fill="${COLORS[i % COLORS.length]}"/><text x="${left + 18}" y="${29 + i * 16}">${escapeXml(`${c.label}, ${c.threads} thread${c.threads > 1 ? 's' : ''}`)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + plot + 30}" height="${y + 10}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/>
<text x="${left}" y="14" font-weight="bold">Time, ${escapeXml(base?.label ?? '')} with one thread = 1; shorter and to the left is faster</text>
${[...keys, ...axis, ...out].join('\n')}
</svg>
`;
}
