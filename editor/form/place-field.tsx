/** A node id, a topic, a table: typed, or picked by browsing the connection. */
import { FolderSearch } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Entry } from '../panels/entry.tsx'
import { IconButton } from '../panels/icon-button.tsx'
import { useTexts } from '../text/i18n.ts'
import { useBrowsable } from './browsable.ts'
import style from './form.module.css'
import type { WidgetProps } from './props.ts'

const BrowseDialog = lazy(() => import('./browse-dialog.tsx'))

export const PlaceField = ({ id, name, value, invalid, config, onChange }: WidgetProps) => {
  const { t } = useTexts()
  const [browsing, setBrowsing] = useState(false)
  const connection = useBrowsable(config)
  return (
    <span className={style.row}>
      <Entry
        id={id}
        label={name}
        value={typeof value === 'string' ? value : ''}
        invalid={invalid}
        onEnter={(text) => onChange(text === '' ? undefined : text)}
      />
      {connection !== undefined && (
        <IconButton icon={FolderSearch} label={t('form.browse')} testId={`browse ${name}`} onPress={() => setBrowsing(true)} />
      )}
      {browsing && connection !== undefined && (
        <Suspense>
          <BrowseDialog
            connection={connection}
            many={false}
            onClose={() => setBrowsing(false)}
            onPick={([place]) => place && onChange(place.id)}
          />
        </Suspense>
      )}
    </span>
  )
}
