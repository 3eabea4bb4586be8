/** `npm run fmt`: formats every file and applies the safe corrections of the linter. */
import { loudly } from './command.ts'
import { program } from './packages.ts'

const paths = process.argv.slice(2)
const biome = program('biome', '@biomejs/biome')
process.exitCode = await loudly(process.execPath, [biome, 'check', '--write', ...(paths.length > 0 ? paths : ['.'])])
