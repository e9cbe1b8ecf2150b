// Sets one document after the other, until the press replaces this process: the typesetter keeps 32 kB of each.
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import bwip from 'bwip-js/node';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const fonts = dirname(createRequire(import.meta.url).resolve('vazirmatn/package.json'));
const fontBlobs = ['Regular', 'Bold'].map((weight) => readFileSync(join(fonts, `fonts/ttf/Vazirmatn-${weight}.ttf`)));
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs }] });

process.on('message', ({ template, data, qrCodes }) => {
  const shadows = new Map([['data.json', Buffer.from(JSON.stringify(data))]]);
  qrCodes.forEach((text, index) => {
    const svg = bwip.toSVG({ bcid: 'qrcode', text, eclevel: 'M', padding: 4, scale: 1 });
    shadows.set(`qr-${index}.svg`, Buffer.from(svg));
  });
  try {
    for (const [name, bytes] of shadows) compiler.mapShadow(join(folder, name), bytes);
    const pdf = compiler.pdf({ mainFilePath: join(folder, `${template}.typ`) });
    process.send({ pdf });
  } catch (error) {
    process.send({ fault: error instanceof Error ? error.message : JSON.stringify(error) });
  } finally {
    for (const name of shadows.keys()) compiler.unmapShadow(join(folder, name));
    compiler.evictCache(1);
  }
});
