// The peer of bench_sync: PouchDB (LevelDB) against pouchdb-server, the same machine. Prints documents a second each way.
'use strict';
const path = require('path');
const { spawn } = require('child_process');
const home = process.argv[2];
const count = Number(process.argv[3]);
const PouchDB = require(path.join(home, 'node_modules', 'pouchdb'));
const port = 20000 + (process.pid % 20000);
const fs = require('fs');
// Both sides on the disk, as ours are.
const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'peer-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
const server = spawn('node', [path.join(home, 'node_modules', '.bin', 'pouchdb-server'), '--port', String(port), '--dir', folder, '--no-stdout-logs'],
  { cwd: folder, stdio: 'ignore' });
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
const documentOf = i => ({
  _id: 'visit-' + String(i).padStart(8, '0'), number: 'LF-620521-' + i, ticket: 'A1', state: 'V1', org: '620521', day: '2026-09-14',
  purpose: 'purpose_dispute', channel: 'channel_visit', head_count: 1, visitor_name: '张三', claim: '邻居排水冲坏院墙，要求修复。',
  event: { action: 'register_visit', to_state: 'V1', actor_role: 'WIN', seq: 1 } });
(async () => {
  const remote = new PouchDB('http://127.0.0.1:' + port + '/county');
  for (let i = 0; ; ++i) {
    try { await remote.info(); break; } catch (error) { if (i > 100) throw error; await sleep(200); }
  }
  const here = new PouchDB(path.join(folder, 'here'));
  for (let i = 0; i < count; i += 500)
    await here.bulkDocs(Array.from({ length: Math.min(500, count - i) }, (_, n) => documentOf(i + n)));
  let start = Date.now();
  await here.replicate.to(remote, { batch_size: 500 });
  const push = count / ((Date.now() - start) / 1000);
  const there = new PouchDB(path.join(folder, 'there'));
  start = Date.now();
  await there.replicate.from(remote, { batch_size: 500 });
  const pull = count / ((Date.now() - start) / 1000);
  console.log(JSON.stringify({ push, pull }));
  server.kill();
  process.exit(0);
})().catch(error => { console.error(String(error)); server.kill(); process.exit(1); });
