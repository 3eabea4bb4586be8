#!/usr/bin/env node
/** The millrace command of the edge form: plain JavaScript, on any machine with the right Node. */
const OLDEST_MAJOR = 26

if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) {
  const main = './lib/main.js'
  await import(main)
} else {
  console.error(`millrace: needs Node ${OLDEST_MAJOR}, this is ${process.version}; put its binary here, as "node", or on the PATH`)
  process.exitCode = 3
}
