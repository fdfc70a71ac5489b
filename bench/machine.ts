import { availableParallelism, cpus, totalmem } from "node:os";

/** One line on where and when numbers were measured: they mean nothing without it. */
export function machineLine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const gibibytes = (totalmem() / 1024 ** 3).toFixed(1);
  return [
    `${model}, ${availableParallelism()} cores, ${gibibytes} GiB`,
    `Node ${process.version}`,
    `${process.platform} ${process.arch}`,
    new Date().toISOString().slice(0, 10),
  ].join(" · ");
}
