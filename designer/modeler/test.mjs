// Runs the tests of the browser side: bundled like the product, then by Node's own runner. Answers with its exit code.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = await mkdtemp(join(here, 'node_modules', '.tests-'));
try {
  await build({
    absWorkingDir: here,
    entryPoints: (await readdir(join(here, 'tests'))).map(name => `tests/${name}`),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: ['node20'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const files = (await readdir(out)).map(name => join(out, name));
  process.exitCode = spawnSync(process.execPath, ['--test', '--enable-source-maps', ...files], { stdio: 'inherit' }).status;
} finally {
  await rm(out, { recursive: true, force: true });
}
