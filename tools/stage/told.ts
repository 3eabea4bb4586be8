/** What a test file tells the runner about itself while it runs. */
export type Told =
  | { readonly what: 'failed'; readonly name: string; readonly line: number; readonly error: string }
  | { readonly what: 'skipped'; readonly name: string; readonly why: string }
  | { readonly what: 'ended'; readonly passed: number; readonly failed: number; readonly skipped: number }
