/** `npm run build`: the editor as the runtime serves it. */
import { buildEditor } from './setup/editor.ts'

await buildEditor()
