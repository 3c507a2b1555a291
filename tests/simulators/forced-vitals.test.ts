import { steeringOf } from '@chairside/simulators/steering'
import { forced, type Vitals } from '@chairside/simulators/story-events'
import { expect, test } from 'vitest'

const calm: Vitals = { sys: 118, dia: 74, hr: 72, spo2: 97, rr: 14 }
const [slowed] = steeringOf('slow heart', 0)

test('several things that slow the heart do not stop it: a patient who faints already is not steered to a rate of 4', () => {
  const fainting = forced(calm, { addHr: -34 }, 1)
  expect(fainting.hr).toBe(38)
  expect(forced(calm, slowed ?? {}, 1).hr).toBe(36)
  expect(forced(fainting, slowed ?? {}, 1).hr).toBe(28)
  expect(forced({ ...calm, hr: 20 }, slowed ?? {}, 1).hr).toBe(20)
})

test('half way is half of it, a rate that a scenario names is reached, and what speeds the heart is added', () => {
  expect(forced(calm, { addHr: -30 }, 0.5).hr).toBe(57)
  expect(forced(calm, { toHr: 0 }, 1).hr).toBe(0)
  expect(forced(calm, { addHr: 60 }, 1).hr).toBe(132)
  expect(forced(calm, { toHr: 40, addHr: -30 }, 1).hr).toBe(28)
})
