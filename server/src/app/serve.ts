import { chairIdSchema } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import { MAX_MESSAGE_BYTES } from '@chairside/shared/wire'
import { Server } from 'socket.io'
import { createClock } from '../config/clock.ts'
import { createIds } from '../config/ids.ts'
import { createLog } from '../config/log.ts'
import type { Config } from '../config/read-config.ts'
import { createAccess } from '../http/access.ts'
import { createLooks } from '../http/looks.ts'
import { createHttpServer } from '../http/server.ts'
import { createIntake } from '../ingest/intake.ts'
import { openSocketIntake } from '../ingest/socket-intake.ts'
import { createWaveIntake } from '../ingest/wave-intake.ts'
import { createCarryOut } from '../monitor/carry-out.ts'
import { createChartActs } from '../monitor/chart-acts.ts'
import { createDayList, type DayListKeeper } from '../monitor/day-list.ts'
import { withKnownPatient } from '../monitor/known-patient.ts'
import { recover } from '../monitor/recovery.ts'
import { createRoom, type Room } from '../monitor/room.ts'
import { createRoomWaves, type RoomWaves } from '../monitor/room-waves.ts'
import { createSessionKeeper } from '../monitor/session-list.ts'
import { startTicking } from '../monitor/ticking.ts'
import { createWhatIfRuns } from '../monitor/what-if-runs.ts'
import type { AlarmReviews } from '../ports/alarm-reviews.ts'
import type { Announcer } from '../ports/announcer.ts'
import type { ChartBuilder } from '../ports/charts.ts'
import type { Clock } from '../ports/clock.ts'
import type { Courses } from '../ports/courses.ts'
import type { Ids } from '../ports/ids.ts'
import type { Log } from '../ports/log.ts'
import type { Patients } from '../ports/patients.ts'
import type { ChartQuery, SessionRecord } from '../ports/record.ts'
import type { Registry } from '../ports/registry.ts'
import type { Sessions } from '../ports/sessions.ts'
import type { Trail } from '../ports/trail.ts'
import type { WaveRecord } from '../ports/waves.ts'
import { createAnnouncements } from '../realtime/announcements.ts'
import { createHandleCommand } from '../realtime/commands.ts'
import { openGateway, screensOf, WATCHING } from '../realtime/gateway.ts'
import { isOriginAllowed } from '../realtime/handshake.ts'
import { openWaveGateway } from '../realtime/wave-gateway.ts'
import { withAsking } from './asking.ts'
import { closeSocketsOf } from './close-sockets.ts'
import { courseParts } from './course-parts.ts'
import { keepWaves } from './keep-waves.ts'
import { prepareData } from './prepare-data.ts'
import { profilePicture } from './profile-picture.ts'
import { urlOf } from './server-url.ts'
import { createTraces } from './traces.ts'

/** What keeps the data: the adapters of the ports. */
export interface Store {
  readonly record: SessionRecord
  readonly charts: ChartQuery
  readonly registry: Registry
  readonly patients: Patients
  readonly courses: Courses
  readonly waves: WaveRecord
  readonly sessions: Sessions
  readonly trail: Trail
  readonly builder: ChartBuilder
  readonly reviews: AlarmReviews
  /** The newest `takenAt` of all sessions, ended ones too, where the store can tell. */
  newestMoment?(): Promise<Moment | null>
  close(): Promise<void>
}

export interface ServeParts {
  readonly store: Store
  readonly clientDir: string
  readonly ids?: Ids
  readonly log?: Log
  /** A clock whose room time begins at or after `roomFloor`. */
  readonly clockFrom?: (roomFloor: number) => Clock
}

export interface Served {
  readonly url: string
  readonly room: Room
  /** Whether anybody can sign in yet. */
  hasAccounts(): Promise<boolean>
  /** Closes the doors, writes what waits, and closes the store; within 5 s. */
  stop(): Promise<void>
}

const DRAIN_MS = 3_000
const WAVES_DRAIN_MS = 1_000
/** A connection that enters no namespace in this time is closed. */
const CONNECT_WITHIN_MS = 10_000

/** Rebuilds the running sessions, then opens the doors. The store is closed with the server, or where it cannot start. */
export const serve = async (config: Config, parts: ServeParts): Promise<Served> => {
  try {
    return await open(config, parts)
  } catch (error) {
    await parts.store.close()
    throw error
  }
}

const open = async (config: Config, parts: ServeParts): Promise<Served> => {
  const { registry, whileAsking } = withAsking(parts.store.registry)
  const store: Store = { ...parts.store, registry }
  const log = parts.log ?? createLog(config.logLevel)
  const ids = parts.ids ?? createIds()
  const isDemo = config.mode === 'demo'
  await prepareData(config, store.registry)
  const recovered = await recover(store.record, log)
  const roomFloor = recovered.reduce((newest, one) => Math.max(newest, one.lastTakenAt), (await store.newestMoment?.()) ?? 0)
  const clock = parts.clockFrom?.(roomFloor) ?? createClock({ speed: config.speed, roomFloor, roomStart: config.roomStart })

  const originAllowed = (headers: { readonly origin?: string | undefined; readonly host?: string | undefined }): boolean =>
    isOriginAllowed({ headers }, config.origins)
  const io = new Server({
    serveClient: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: 5_000,
    pingTimeout: 5_000,
    connectTimeout: CONNECT_WITHIN_MS,
    allowRequest: (request, decide) => decide(null, originAllowed(request.headers)),
  })
  // Nobody lives in the nameless namespace, and nobody comes in there without a sign-in or a token.
  io.use((_socket, next) => next(new Error('unknown-event')))
  const announcements = createAnnouncements({
    clock,
    epoch: ids.next(),
    clinic: {
      name: config.clinic,
      timeZone: config.timeZone,
      simulated: isDemo,
      profile: profilePicture(config.practice),
      lockAfter: config.lockAfter,
    },
    send: (patch) => screensOf(io).to(WATCHING).emit('patch', patch),
  })
  const chairIds = Array.from({ length: config.chairs }, (_, index) => chairIdSchema.parse(String(index + 1)))
  let days: DayListKeeper | null = null
  const { sessions, courses, builder, record } = store
  const charts = createSessionKeeper({ sessions, courses, builder, record, clock, log })
  const announcer: Announcer = {
    ...announcements,
    chairChanged: (before, after, urgent) => {
      announcements.chairChanged(before, after, urgent)
      days?.chairChanged(before, after)
      charts.chairChanged(before, after)
    },
  }
  const room = createRoom({ chairIds, clock, record: store.record, announcer, log, recovered })
  for (const device of await store.registry.devices()) room.sources.register(device)
  announcements.begin({ chairs: room.pictures(), sources: room.roomSources, notRecording: room.keeping.notRecording() })

  let isStopping = false
  let isReady = false
  const traces = createTraces(registry, clock, log)
  const { audit, auditFirst } = traces
  const { patients } = store
  const plan = { profileId: config.practice.profile.id, length: config.practice.profile.course.infusions }
  const { timeZone } = config
  days = createDayList({ room, patients, record: store.record, clock, ids, log, timeZone, plan, simulated: isDemo, audit })
  const keeper = days
  await keeper.catchUp()
  const access = await createAccess({ registry: store.registry, clock, ids, demo: isDemo })
  const looks = createLooks()
  access.onSignedOut(looks.forget)
  const handleCommand = createHandleCommand({
    carryOut: withKnownPatient(
      createCarryOut({
        room,
        ids,
        clock,
        protocols: config.practice.protocols,
        takeProof: access.takeProof,
        known: recovered.flatMap((one) => one.commands),
      }),
      { patients, simulated: isDemo, isStopping: () => isStopping, log },
    ),
    access,
    isStopping: () => isStopping,
    refusedTo: (person, act, chairId, code) =>
      traces.commandRefused(person, `chair ${chairId}`, { act, code, session: room.runner(chairId)?.sessionId() ?? null }),
  })

  const closeSockets = async (): Promise<void> => {
    isStopping = true
    isReady = false
    await closeSocketsOf(io, clock)
  }
  const runs = createWhatIfRuns({ reviews: store.reviews, protocols: config.practice.protocols, clock, ids, log })
  const waveKeeping = keepWaves({
    record: store.waves,
    facts: store.record,
    room,
    clock,
    log,
    removed: (blocks) => audit({ staffId: null, action: 'remove-waves', object: 'waves', details: { blocks, days: config.waveDays } }),
    days: config.waveDays,
  })
  const http = await createHttpServer({
    access,
    health: {
      writable: () => store.record.writable() && !room.keeping.notRecording(),
      ready: () => isReady,
      differences: () => room.differences,
    },
    trend: { room, charts: store.charts, looked: traces.lookAt(looks, 'look-at-trend') },
    strips: {
      record: store.waves,
      minutes: waveKeeping.minutes,
      looked: traces.lookAt(looks, 'look-at-waves'),
    },
    visits: { patients, clock, ids, plan, audit, days: keeper, room, looks },
    courses: courseParts({ courses, patients, days: keeper, clock, ids, audit, looks, keeper: charts, record, config, log }),
    prints: { room, sessions, audit, auditFirst },
    trail: { trail: store.trail, registry, timeZone, auditFirst },
    sessions: {
      sessions,
      builder,
      record,
      keeper: charts,
      acts: createChartActs({ room, builder, record, clock }),
      takeProof: access.takeProof,
      patients,
      protocols: config.practice.protocols,
      timeZone,
      audit,
      looks,
    },
    alarms: { reviews: store.reviews, sessions: store.sessions, runs, timeZone, audit, looks },
    exports: { builder, sessions, patients, clock, clinic: config.clinic, timeZone, auditFirst },
    whileAsking,
    trace: audit,
    isOriginAllowed: originAllowed,
    clientDir: parts.clientDir,
    lockAfter: config.lockAfter,
    ids,
    log,
    beforeClose: closeSockets,
  })
  io.attach(http.server)
  const waveGateway = openWaveGateway({ io, access, waves: () => waves, clock, log })
  const waves: RoomWaves = createRoomWaves({ ...room, tellers: [waveGateway.teller, ...waveKeeping.tellers], now: clock.roomNow })
  const intake = createIntake(room, clock, log)
  const waveIntake = createWaveIntake({ waves, intake, clock })
  openSocketIntake({ io, room, intake, waveIntake, registry: store.registry, clock, log })
  const endGateway = openGateway({
    io,
    access,
    announcements,
    handleCommand,
    looked: traces.roomSeen(looks),
    clock,
    log,
  })
  const endTicking = startTicking(room, clock)
  const endCharts = charts.begin()

  const closeDoors = async (): Promise<void> => {
    isStopping = true
    endTicking()
    endCharts()
    endGateway()
    waveGateway.end()
    waveKeeping.end()
    await runs.stop()
    announcements.stop()
    await http.close()
  }
  const stopAll = async (): Promise<void> => {
    await closeDoors()
    if (!(await room.keeping.drain(DRAIN_MS))) log.error({}, 'stopped with entries that could not be written')
    if (!(await waveKeeping.drain(WAVES_DRAIN_MS))) log.warn({}, 'stopped with waves that could not be written')
    await keeper.settled()
    await charts.settled()
    await traces.stopped()
    await store.close()
  }
  let stopping: Promise<void> | null = null
  const stop = (): Promise<void> => {
    stopping ??= stopAll()
    return stopping
  }
  try {
    await http.listen({ port: config.port, host: config.host })
  } catch (error) {
    await closeDoors()
    throw error
  }
  isReady = true
  await traces.started(config)
  return {
    url: urlOf(http.server.address(), config.host),
    room,
    hasAccounts: async () => (await store.registry.accounts()).length > 0,
    stop,
  }
}
