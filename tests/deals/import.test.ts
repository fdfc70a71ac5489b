import { describe, expect, it } from "vitest";
import { DEAL_COLUMNS, detectDelimiter } from "../../src/deals/import/columns.ts";
import { tableOf } from "../../src/deals/import/mapping.ts";
import { readRow } from "../../src/deals/import/row.ts";
import { minorOf, readAmount, readDay, writingOf } from "../../src/deals/import/values.ts";
import { stageOf } from "../../src/deals/stages.ts";

const POINT = { decimal: "point", days: "month-first" } as const;
const COMMA = { decimal: "comma", days: "day-first" } as const;

const HEADERS = [
  "Deal ID",
  "Deal Name",
  "Owner",
  "Stage",
  "Amount",
  "Currency",
  "Created Date",
  "Close Date",
];

function read(row: string[], headers = HEADERS) {
  const { table } = tableOf("deals", headers, [row], ",");
  return readRow(row, table);
}

describe("an amount", () => {
  it.each([
    ["1054", "1054.0", 105_400],
    ["$1,054.50", "1054.50", 105_450],
    ["1054.0000", "1054.0000", 105_400],
    ["0.1", "0.1", 10],
    ["19.999", "19.999", null],
  ])("is read to the cent from %s", (text, decimal, minor) => {
    const amount = readAmount(text, POINT);
    if (minor === null) return expect(amount).toHaveProperty("refused");
    expect(amount).toMatchObject({ value: { decimal } });
    expect(minorOf(decimal, "USD")).toEqual({ value: minor });
  });

  it("knows a decimal comma, and a currency without decimals", () => {
    expect(readAmount("1.054,50 €", COMMA)).toEqual({
      value: { decimal: "1054.50", currency: "EUR" },
    });
    expect(minorOf("1054.0", "JPY")).toEqual({ value: 1054 });
  });

  it.each(["-5", "(5.00)", "5-", "12,34,56", "1.2.3", "abc", "1e9", "1.054"])(
    "is refused when it is %s",
    (text) => {
      expect(readAmount(text, POINT)).toHaveProperty("refused");
    },
  );

  it("is unknown, not nothing, when it is empty", () => {
    expect(readAmount(" ", POINT)).toEqual({ value: null });
  });
});

describe("a day", () => {
  it.each([
    ["2026-02-28", "2026-02-28"],
    ["2026-02-28T23:30:00+09:00", "2026-02-28"],
    ["28.02.2026", "2026-02-28"],
    ["2/28/2026", "2026-02-28"],
    ["28-Feb-2026", "2026-02-28"],
    ["Feb 28, 2026", "2026-02-28"],
  ])("is read from %s", (text, day) => {
    expect(readDay(text, POINT)).toEqual({ value: { day, implausible: false } });
  });

  it("of 1970 is a clock that was never set, and of the 30th of February a mistake", () => {
    expect(readDay("1970-01-01", POINT)).toEqual({ value: { day: null, implausible: true } });
    expect(readDay("2026-02-30", POINT)).toHaveProperty("refused");
  });

  it("is day first where one of the file's days says so", () => {
    expect(writingOf([], ["03/04/2026", "25/04/2026"], ",").days).toBe("day-first");
    expect(writingOf([], ["03/04/2026", "04/25/2026"], ";").days).toBe("month-first");
  });
});

describe("a row", () => {
  it("is understood by the names of its columns", () => {
    expect(
      read(["A1", "Ovens", "Sam Ito", "Closed Won", "1,200", "EUR", "2026-01-05", "2026-03-01"]),
    ).toMatchObject({
      deal: {
        externalId: "A1",
        name: "Ovens",
        owner: "Sam Ito",
        status: "won",
        amountMinor: 120_000,
        currency: "EUR",
        openedOn: "2026-01-05",
        closedOn: "2026-03-01",
      },
      doubts: [],
    });
  });

  it.each([
    ["no id", ["", "x", "o", "Demo", "1", "EUR", "", ""], /no deal id/],
    ["a negative amount", ["A1", "x", "o", "Demo", "-1", "EUR", "", ""], /negative/],
    [
      "two currencies at once",
      ["A1", "x", "o", "Demo", "$1", "EUR", "", ""],
      /in USD and the currency column says EUR/,
    ],
    ["no currency that is one", ["A1", "x", "o", "Demo", "1", "euros", "", ""], /three letters/],
    [
      "a day that never was",
      ["A1", "x", "o", "Demo", "1", "EUR", "2026-13-01", ""],
      /cannot be read/,
    ],
    [
      "an end that nobody names",
      ["A1", "x", "o", "Closed", "1", "EUR", "", ""],
      /whether it was won/,
    ],
    [
      "more fields than the header",
      ["A1", "x", "o", "Demo", "1", "EUR", "", "", "?"],
      /9 fields where the header has 8/,
    ],
  ])("with %s is refused with the reason", (_what, row, reason) => {
    const found = read(row);
    expect("refused" in found ? found.refused : "").toMatch(reason);
  });

  it("keeps a stage nobody knows in its own word, and a date in 1970 as unknown", () => {
    expect(read(["A1", "x", "o", "Vibing", "1", "EUR", "1970-01-01", ""])).toMatchObject({
      deal: { stage: "Vibing", status: "open", openedOn: null },
      doubts: ["stage", "date"],
    });
  });

  it("that closed before it opened keeps the end and not the beginning", () => {
    expect(read(["A1", "x", "o", "Won", "1", "EUR", "2026-05-01", "2026-04-01"])).toMatchObject({
      deal: { openedOn: null, closedOn: "2026-04-01" },
    });
  });
});

describe("a file", () => {
  it.each([
    ["Deal ID;Stage;Amount", ";"],
    ["Deal ID\tStage\tAmount", "\t"],
    ['"Deal ID","Stage","Amount"', ","],
    ["Deal ID|Stage|Amount (EUR)", "|"],
  ])("tells its delimiter by its header: %s", (header, delimiter) => {
    expect(detectDelimiter(header, DEAL_COLUMNS)).toBe(delimiter);
  });

  it("names its currency in the amount's header, and says which column it lacks", () => {
    const { table, missing } = tableOf("deals", ["Name", "Amount (GBP)"], [], ",");
    expect(table.currency).toBe("GBP");
    expect(missing).toEqual(["its stage or status"]);
  });

  it("may call its stages as CRMs do", () => {
    expect(
      [
        "closedwon",
        "Closed Lost",
        "Value Proposition",
        "Negotiation/Review",
        "Qualified To Buy",
      ].map((word) => stageOf(word)?.key),
    ).toEqual(["won", "lost", "demo", "negotiation", "discovery"]);
    expect(stageOf("Vibing")).toBeNull();
  });
});
