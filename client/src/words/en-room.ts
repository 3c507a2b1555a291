/** Words of the ways between the pages, and of the room. */
export const enRoom = {
  nav: {
    pages: 'Pages',
    pagesAt: 'Pages, {{page}} is open',
    board: 'Board',
    today: 'Today',
    handover: 'Hand-over',
    sessions: 'Sessions',
    alarms: 'Alarms',
    audit: 'Audit',
    downtime: 'Downtime',
    says: {
      board: 'Every chair, live',
      today: 'Expected patients, check-in',
      handover: 'Chairs from nurse to nurse',
      sessions: 'Find a session, charts',
      alarms: 'What sounded, and who answered',
      audit: 'Who did and saw what',
      downtime: 'Sheet with the last values of every chair',
    },
  },
  roomWays: { chartOf: 'Chart of the last session ({{who}})' },
  expected: {
    next: 'Next',
    checkInAt: 'Check in a patient at chair {{chair}}',
    checkInNext: 'Check in the patient of {{time}} at chair {{chair}}',
  },
} as const
