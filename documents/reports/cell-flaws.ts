/** What can be wrong with a cell of a sheet of cases, and what to write instead. What is wrong with the file itself is told by SHEET_REFUSALS. */
export const CELL_FLAWS = {
  'cell.missing': 'This must be filled in.',
  'cell.number': 'Write a plain number such as 1200 or 1200.5, without signs, units or words.',
  'cell.separators': 'This can be read as two different numbers. Write no separator between thousands: 1234567, or 1.5 with decimals.',
  'cell.whole': 'Write a whole number such as 3.',
  'cell.date': 'Write year, month and day, such as 2026-04-25.',
  'cell.date-ambiguous': 'Nobody can tell here which is the day and which the month. Write year, month and day, such as 2026-04-03.',
  'cell.time': 'Write hours and minutes by the 24-hour clock, such as 14:30.',
  'cell.offset': 'Write the offset from UTC, such as +02:00, or the name of a zone, such as Europe/Brussels.',
  'cell.zone-missing':
    'Your organisation has no time zone in the register, so nobody can tell when this was. Write the offset from UTC, such as +02:00.',
  'cell.time-skipped': 'A change of clocks skips or repeats this time. Write the offset from UTC, such as +02:00, beside it.',
  'cell.choice': 'This is not in the list of this column. Choose an entry of the list, or write its code.',
  'cell.yes-no': 'Write yes or no.',
  'cell.contradiction': 'Another row says something else of the same thing. Write the same in both, or leave one empty.',
  'cell.case-refused': 'Nothing is wrong in this row. A case is taken whole or not at all, and another row of it is refused.',
} as const;

export type CellFlawCode = keyof typeof CELL_FLAWS;

/** What a cell says, or why it cannot be read. */
export type Read<Value> = { value: Value } | { flaw: CellFlawCode };
