/** The parts of Monaco that are used, in one chunk of their own. */
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/typescript/register'
import { editor } from 'monaco-editor/editor'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import * as typescript from 'monaco-editor/languages/features/typescript/register'
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker'

export const workers = (label: string): Worker => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker())

export { editor, typescript }
