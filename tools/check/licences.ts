/** Everything that ships has a licence that lets anybody use it for anything. */
import { locked } from '../lock.ts'
import type { Check } from './check.ts'

const PERMISSIVE = /^(0BSD|Apache-2\.0|BlueOak-1\.0\.0|BSD-2-Clause|BSD-3-Clause|CC0-1\.0|ISC|MIT|MIT-0|Python-2\.0|Unlicense|Zlib)$/

/** Packages whose package.json is silent, and where they say it instead. */
const SAID_ELSEWHERE: Readonly<Record<string, string>> = {
  // Its README: "free to use under the terms of the MIT license".
  'node_modules/precond': 'MIT',
  // Its LICENSE file.
  'node_modules/xmlhttprequest-ssl': 'MIT',
}

export const licences: Check = {
  name: 'licences',
  async run() {
    const shipped = locked().filter(([, { dev }]) => !dev)
    const faults = shipped.flatMap(([place, { license = SAID_ELSEWHERE[place] ?? 'unknown', version }]) =>
      permissive(license) ? [] : [`package-lock.json: ${place} ${version} has the licence ${license}`],
    )
    return { faults, note: `${shipped.length} packages ship` }
  },
}

/** An SPDX expression: one side of an OR is enough, an AND needs both. */
const permissive = (licence: string): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((side) => side.split(' AND ').every((name) => PERMISSIVE.test(name.trim())))
