/** `millrace start` of the edge form, which has no editor: says so, and what to do. */
import { type Command, Ending, Exit, language } from '../../runtime/commands/command.ts'

const why = {
  en: 'the edge form has no editor; pack a flow where the editor is, and run the bundle here: millrace run BUNDLE',
  zh: '边缘版不含编辑器;请在有编辑器的机器上打包流程,再在此运行:millrace run BUNDLE',
}

export const start: Command = {
  says: { en: 'not in the edge form: it has no editor', zh: '边缘版不含编辑器,无此命令' },
  usage: 'millrace start\n\nExit: 3, always.',
  run: () => Promise.reject(new Ending(Exit.environment, why[language])),
}
