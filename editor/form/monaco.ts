/** Monaco, loaded when code is first edited: TypeScript only, its workers from our own address, its menus in the reader's language. */
import type { Json } from '@millrace/flow/type.ts'
import { declarations, withoutTypes, withTypes } from './signature.ts'

export interface Coding {
  code(): string
  close(): void
}

interface Given {
  readonly code: string
  readonly config: Readonly<Record<string, Json>>
  readonly theme: 'light' | 'dark'
  readonly language: 'en' | 'zh'
}

export const openCode = async (place: HTMLElement, { code, config, theme, language }: Given): Promise<Coding> => {
  if (language === 'zh') await import('monaco-editor/nls/lang/zh-cn')
  const { editor, typescript, workers } = await import('./monaco-parts.ts')
  self.MonacoEnvironment = { getWorker: (_id, label) => workers(label) }
  typescript.typescriptDefaults.setCompilerOptions({
    target: typescript.ScriptTarget.ESNext,
    module: typescript.ModuleKind.ESNext,
    lib: ['esnext'],
    strict: true,
    noImplicitAny: false,
    allowNonTsExtensions: true,
  })
  const lib = typescript.typescriptDefaults.addExtraLib(declarations(config), 'file:///wires.d.ts')
  const model = editor.createModel(withTypes(code), 'typescript')
  const view = editor.create(place, {
    model,
    theme: theme === 'dark' ? 'vs-dark' : 'vs',
    automaticLayout: true,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    fontSize: 13,
    tabSize: 2,
    fixedOverflowWidgets: true,
  })
  view.focus()
  return {
    code: () => withoutTypes(model.getValue()),
    close() {
      view.dispose()
      model.dispose()
      lib.dispose()
    },
  }
}
