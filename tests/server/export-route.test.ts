import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Served, serve } from '@chairside/server/app/serve'
import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import { verifyCopy } from '@chairside/server/storage/verify-copy'
import type { SessionId } from '@chairside/shared/identity'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../contract/record-samples.ts'
import { twoBaselines } from '../support/export-samples.ts'
import { pagesOfPdf, squeezed } from '../support/pdf-text.ts'
import { recordedEntries } from '../support/recorded-session.ts'
import { closeSockets, configFor, signIn, silentLog } from '../support/server-harness.ts'

const SESSION = 'session-1' as SessionId

describe('exports over the wire', () => {
  let place: ReturnType<typeof temporaryFolder>
  let store: Store
  let served: Served
  let cookie: string
  let auditFails = false
  beforeEach(async () => {
    auditFails = false
    place = temporaryFolder()
    store = await openStore({ dataDir: place.folder, threaded: false })
    await store.record.append(recordedEntries(twoBaselines().inputs, SESSION))
    const registry: Store['registry'] = {
      ...store.registry,
      audit: (entry) => (auditFails ? Promise.reject(new Error('no space left on the disk')) : store.registry.audit(entry)),
    }
    served = await serve(configFor({ timeZone: 'Europe/Madrid', clinic: 'Clínica Test' }), {
      store: { ...store, registry },
      clientDir: '/nowhere',
      log: silentLog,
    })
    cookie = await signIn(served.url, 'nurse')
  })
  afterEach(async () => {
    closeSockets()
    await served.stop()
    place.remove()
  })

  const ask = (body: object, { who = cookie, sessionId = SESSION as string } = {}): Promise<Response> =>
    fetch(`${served.url}/api/sessions/${sessionId}/exports`, {
      method: 'POST',
      headers: { cookie: who, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const audited = (): readonly { readonly action: string; readonly object: string; readonly details: Record<string, unknown> }[] => {
    const database = openSqliteFile(join(place.folder, 'chairside.db'), 500)
    const rows = database.prepare<[], string>('SELECT body FROM audit ORDER BY entry_no').pluck().all()
    database.close()
    return rows.map((row) => JSON.parse(row)).filter(({ action }) => action === 'export' || action === 'print-chart')
  }

  it.each([
    ['pdf', 'application/pdf', 'session-1-chart.pdf'],
    ['readings', 'text/csv; charset=utf-8', 'session-1-readings.csv'],
    ['facts', 'text/csv; charset=utf-8', 'session-1-facts.csv'],
    ['fhir', 'application/fhir+json; charset=utf-8', 'session-1-fhir.json'],
    ['record', 'application/x-ndjson; charset=utf-8', 'session-1-record.ndjson'],
  ])('A7: %s leaves with its hash in the audit: who, when, station, which session', async (kind, type, name) => {
    const response = await ask({ kind, station: 'desk' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const file = Buffer.from(await response.arrayBuffer())
    const content = await store.record.contentOf(SESSION)
    expect(audited()).toMatchObject([
      {
        action: 'export',
        object: `session ${SESSION}`,
        details: {
          kind,
          station: 'desk',
          entry: content?.entry,
          head: content?.hash,
          bytes: file.byteLength,
          sha256: createHash('sha256').update(file).digest('hex'),
        },
      },
    ])
    expect(JSON.stringify(audited())).not.toContain('Any Name')
    if (kind === 'record') expect(verifyCopy(file.toString('utf8'))).toMatchObject({ faults: [], head: content?.hash })
    if (kind === 'pdf') expect(squeezed(pagesOfPdf(file)[0] ?? '')).toContain(squeezed('by Demo Nurse (Nurse)'))
  })

  it('A7: nothing leaves where the audit cannot be written', async () => {
    auditFails = true
    const response = await ask({ kind: 'readings' })
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ code: 'not-recording', details: [] })
  })

  it('I3: refuses a screen on the wall, nobody, an unknown session, an unknown kind and another origin, each with its code', async () => {
    const viewer = await signIn(served.url, 'viewer')
    const said = async (response: Promise<Response>): Promise<readonly [number, string]> => {
      const answer = await response
      return [answer.status, ((await answer.json()) as { code: string }).code]
    }
    expect(await said(ask({ kind: 'pdf' }, { who: viewer }))).toEqual([403, 'not-allowed'])
    expect(await said(ask({ kind: 'pdf' }, { who: '' }))).toEqual([401, 'not-signed-in'])
    expect(await said(ask({ kind: 'pdf' }, { sessionId: 'another' }))).toEqual([404, 'unknown-session'])
    expect(await said(ask({ kind: 'pdf' }, { sessionId: '%2e%2e%2fetc' }))).toEqual([404, 'unknown-session'])
    expect(await said(ask({ kind: 'poster' }))).toEqual([400, 'malformed'])
    expect(await said(ask({ kind: 'pdf', language: 'xx' }))).toEqual([400, 'malformed'])
    expect(await fetch(`${served.url}/api/sessions/${SESSION}/exports`).then(({ status }) => status)).toBe(401)
    expect(audited()).toEqual([])
  })

  it('A7: a chart that is printed from its page is in the audit first', async () => {
    const chart = await fetch(`${served.url}/api/sessions/${SESSION}/chart`, { headers: { cookie } })
    await chart.arrayBuffer()
    const print = (sessionId: string): Promise<number> =>
      fetch(`${served.url}/api/prints`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ sheet: 'chart', sessionId }),
      }).then(({ status }) => status)
    expect(await print('another')).toBe(404)
    expect(await print(SESSION)).toBe(204)
    expect(audited()).toMatchObject([{ action: 'print-chart', object: `session ${SESSION}` }])
    auditFails = true
    expect(await print(SESSION)).toBe(503)
  })
})
