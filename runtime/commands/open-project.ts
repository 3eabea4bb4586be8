/** Opens the project that a command names, alone or together with whatever holds it, and says what is wrong where it can't. */

import { openProject, type Project } from '@millrace/project/open.ts'
import { onlyOne } from '@millrace/run/only-one.ts'
import { Ending, Exit, tell } from './command.ts'

export const projectAt = async (folder: string, environment: string | undefined, json: boolean | undefined): Promise<Project> => {
  const opened = await openProject(folder, environment === undefined ? {} : { environment })
  if ('ok' in opened) return opened.ok
  if (opened.faults.some(({ code, at }) => code === 'file-missing' && at === 'project'))
    throw new Ending(Exit.usage, `${folder} holds no project (no millrace.yaml); "millrace new NAME" makes one`)
  tell(opened.faults, json)
  throw new Ending(Exit.faults, `the project in ${folder} cannot be opened`)
}

/** Gives how to let go of it. */
export const claim = async (project: Project): Promise<() => void> => {
  const release = onlyOne(await project.local())
  if (!release) throw new Ending(Exit.environment, `another runtime is at work on ${project.folder}; stop it first`)
  return release
}
