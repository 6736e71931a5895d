// Bundles the browser side into the folder given by --out. Everything a page loads is in there: no other host is asked.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const argument = name => process.argv[process.argv.indexOf(name) + 1];
const out = resolve(process.argv.includes('--out') ? argument('--out') : join(here, 'dist'));

await rm(out, { recursive: true, force: true });

await build({
  absWorkingDir: here,
  entryPoints: [...['modeler', 'viewer', 'map', 'shell', 'file'].map(name => `src/${name}.ts`),
    ...['canvas', 'modeler', 'map'].map(name => `src/styles/${name}.css`)],
  outbase: 'src',
  outdir: join(out, 'modeler'),
  bundle: true,
  splitting: true,
  format: 'esm',
  target: ['es2022'],
  minify: true,
  charset: 'utf8',
  legalComments: 'linked',
  chunkNames: 'chunks/[name]-[hash]',
  assetNames: 'assets/[name]-[hash]',
  loader: { '.woff2': 'file', '.woff': 'empty', '.ttf': 'empty', '.eot': 'empty', '.svg': 'empty', '.png': 'file' },
  logLevel: 'warning',
});

await copyFonts();

// Noto Sans with the scripts of English and Hindi; licence beside it, as the SIL Open Font Licence asks.
async function copyFonts() {
  const source = join(here, 'node_modules/@fontsource-variable/noto-sans');
  const fonts = join(out, 'fonts');
  await mkdir(fonts, { recursive: true });
  await copyFile(join(source, 'LICENSE'), join(fonts, 'OFL.txt'));

  const css = await readFile(join(source, 'wght.css'), 'utf8');
  const faces = [];
  const face = /@font-face \{[^}]*?files\/(noto-sans-([a-z-]+)-wght-normal\.woff2)[^}]*\}/g;
  for (const [rule, file, subset] of css.matchAll(face)) {
    if (!['latin', 'latin-ext', 'devanagari'].includes(subset)) continue;
    await copyFile(join(source, 'files', file), join(fonts, file));
    faces.push(rule.replace('Noto Sans Variable', 'Noto Sans').replace('./files/', './'));
  }

  await writeFile(join(fonts, 'fonts.css'), faces.join('\n') + '\n');
}
