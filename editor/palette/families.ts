/** What a family of nodes is called; one that has no name here is called as it is written. */
import type { TFunction } from 'i18next'

export const familyName = (t: TFunction, family: string): string => t(`family.${family}`, { defaultValue: family })
