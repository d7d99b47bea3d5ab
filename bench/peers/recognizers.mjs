// Microsoft Recognizers-Text on a slice of the corpus: numbers, percentages, currencies, dates.
// usage: node recognizers.mjs CORPUS.jsonl [DOCUMENTS]
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const suite = require("@microsoft/recognizers-text-suite");
const wanted = Number(process.argv[3] ?? 8);
const texts = [];
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  texts.push(JSON.parse(line).text);
  if (texts.length >= wanted) break;
}
const culture = suite.Culture.English;
const run = (text) => suite.recognizeNumber(text, culture).length +
  suite.recognizePercentage(text, culture).length +
  suite.recognizeCurrency(text, culture).length + suite.recognizeDateTime(text, culture).length;
run("Warm up: 2% of GDP, $1.3 trillion, 24 April 2025.");
const begin = performance.now();
let found = 0;
for (const text of texts) found += run(text);
const seconds = (performance.now() - begin) / 1000;
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
console.log(`Recognizers-Text (npm)           ${(bytes / 1e6 / seconds).toFixed(4)} MB/s   ${texts.length} documents, ${found} found`);
