/** The folder of the repository; every tool's paths start here. */
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../', import.meta.url))
