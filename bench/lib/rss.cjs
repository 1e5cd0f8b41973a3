// Preloaded by bench/startup.ts: writes the peak of the resident memory (KiB) when the process ends. Workers preload it too, and must not write.
const { isMainThread } = require('node:worker_threads');
if (isMainThread) process.on('exit', () => { require('node:fs').writeFileSync(process.env.TYPHON_RSS_FILE, String(process.resourceUsage().maxRSS)); });
