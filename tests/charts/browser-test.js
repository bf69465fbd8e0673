// browser-test.js CHROMIUM DRAW-SAMPLE FOLDER: see browser-test. Prints TAP.
'use strict';
const { chromium } = require('playwright-core');
const { execFileSync } = require('child_process');
const fs = require('fs');

const [, , browserPath, drawSample, folder] = process.argv;
const KEPT = fs.readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
  .map((name) => name.slice(0, -'.json'.length));
const DRAWN = ['en', 'zh', '1', '2', '3', '4', '5', '6'];
const CASES = DRAWN.concat(KEPT);
const TOLERANCE = 2; // px

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--hide-scrollbars', '--force-color-profile=srgb'];

// In the page: the box of every <text>, turned ones as they stand.
function textBoxes() {
  return [...document.querySelectorAll('text')].map((text) => {
    const box = text.getBBox();
    const turned = text.getAttribute('transform');
    const own = [...text.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join('');
    if (!turned) return { text: own, x: box.x, y: box.y, width: box.width, height: box.height };
    const [, x, y] = turned.match(/rotate\(-90 ([-\d.]+) ([-\d.]+)\)/).map(Number);
    return { text: own, x: x + (box.y - y), y: y - (box.x + box.width - x), width: box.height,
      height: box.width };
  });
}

// In a page: for each box, the middle of the ink in it: of what differs from the page's colour.
// Other marks weigh alike in both pictures; the ends of the ink would hang on single faint pixels.
async function inkMiddles({ png, texts, background, zoom }) {
  const image = new Image();
  image.src = 'data:image/png;base64,' + png;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, image.width, image.height).data;
  const paper = [background >> 16 & 255, background >> 8 & 255, background & 255];
  return texts.map((t) => {
    let ink = 0, sumX = 0, sumY = 0;
    const left = Math.max(0, Math.floor(t.x * zoom - 2)), top = Math.max(0, Math.floor(t.y * zoom));
    const right = Math.min(image.width, (t.x + t.width) * zoom + 2);
    const bottom = Math.min(image.height, (t.y + t.height) * zoom);
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) {
        const i = 4 * (y * image.width + x);
        const here = Math.hypot(...paper.map((c, k) => pixels[i + k] - c));
        ink += here;
        sumX += x * here;
        sumY += y * here;
      }
    return ink === 0 ? null : [sumX / ink, sumY / ink];
  });
}

const edges = (b) => [b.x, b.y, b.x + b.width, b.y + b.height];
const apart = (a, b) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));

async function compare(browser, name) {
  const stem = `${folder}/${name}`;
  if (!KEPT.includes(name)) execFileSync(drawSample, [name, stem]);
  const scene = JSON.parse(fs.readFileSync(`${stem}.json`, 'utf8'));
  const size = { width: Math.ceil(scene.width * scene.zoom - 1e-6),
    height: Math.ceil(scene.height * scene.zoom - 1e-6) };
  const page = await browser.newPage({ viewport: size });
  await page.goto(`file://${stem}.svg`);
  const boxes = await page.evaluate(textBoxes);
  const screenshot = await page.screenshot();
  await page.goto('about:blank');
  const inkOf = (png) => page.evaluate(inkMiddles, { png: png.toString('base64'), texts: scene.texts,
    background: scene.background, zoom: scene.zoom });
  const inPng = await inkOf(fs.readFileSync(`${stem}.png`));
  const inBrowser = await inkOf(screenshot);
  await page.close();
  const faults = [];
  let worstBox = 0, worstInk = 0;
  if (boxes.length !== scene.texts.length)
    faults.push(`${boxes.length} texts in the SVG, ${scene.texts.length} in the scene`);
  scene.texts.forEach((text, i) => {
    if (boxes[i] === undefined) return;
    if (boxes[i].text !== text.text) faults.push(`'${boxes[i].text}' is '${text.text}' in the scene`);
    const box = apart(edges(boxes[i]), edges(text)) * scene.zoom;
    worstBox = Math.max(worstBox, box);
    if (box > TOLERANCE) faults.push(`the box of '${text.text}' lies ${box.toFixed(2)} px off`);
    if (inPng[i] === null && inBrowser[i] === null) return;
    const ink = inPng[i] && inBrowser[i] ? apart(inPng[i], inBrowser[i]) : Infinity;
    worstInk = Math.max(worstInk, ink);
    if (ink > TOLERANCE) faults.push(`'${text.text}' is drawn ${ink.toFixed(1)} px off the PNG`);
  });
  return { faults, summary: `${scene.texts.length} texts, boxes within ${worstBox.toFixed(2)} px, ` +
    `ink within ${worstInk.toFixed(2)} px` };
}

(async () => {
  console.log(`1..${CASES.length}`);
  const browser = await chromium.launch({ executablePath: browserPath, headless: true, args: FLAGS });
  let number = 0;
  for (const name of CASES) {
    const { faults, summary } = await compare(browser, name);
    number++;
    console.log(`${faults.length ? 'not ok' : 'ok'} ${number} - ${name}: ${summary}`);
    faults.slice(0, 20).forEach((fault) => console.log(`# ${fault}`));
  }
  await browser.close();
})().catch((error) => {
  console.log(`Bail out! ${error.message}`);
  process.exit(1);
});
