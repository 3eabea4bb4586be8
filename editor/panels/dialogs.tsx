/** The dialogs that belong to no place on the page; each loaded when it is first opened. */
import { lazy, Suspense } from 'react'
import { useView } from '../store/view.ts'

const Deploy = lazy(() => import('./deploy-dialog.tsx'))
const NewFlow = lazy(() => import('./new-flow-dialog.tsx'))
const Connection = lazy(() => import('./connection-dialog.tsx'))

const shut = () => useView.setState({ opened: null })

export const Dialogs = () => {
  const opened = useView((view) => view.opened)
  if (!opened) return null
  return (
    <Suspense>
      {opened === 'deploy' && <Deploy onClose={shut} />}
      {opened === 'new-flow' && <NewFlow onClose={shut} />}
      {typeof opened === 'object' && (
        <Connection
          key={opened.connection ?? '+'}
          name={opened.connection}
          {...(opened.is !== undefined && { is: opened.is })}
          onClose={shut}
        />
      )}
    </Suspense>
  )
}
