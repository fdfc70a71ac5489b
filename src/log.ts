import pino, { type Logger } from "pino";

/** One JSON line an event, on stderr: stdout belongs to what a person asked for. */
export function openLog(level: string): Logger {
  return pino({ level, serializers: { error: pino.stdSerializers.err } }, pino.destination(2));
}
