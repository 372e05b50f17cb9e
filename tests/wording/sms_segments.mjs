// Reads JSON strings, one a line, and prints what sms-segments-calculator counts for each.
// Run with the folder that holds node_modules as its argument.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join } from "node:path";

const load = createRequire(join(process.argv[2], "x.js"));
const { SegmentedMessage } = load("sms-segments-calculator");
for await (const line of createInterface({ input: process.stdin })) {
  const sms = new SegmentedMessage(JSON.parse(line));
  const units = sms.messageSize / (sms.encodingName === "GSM-7" ? 7 : 16);
  console.log(JSON.stringify([sms.encodingName, units, sms.segmentsCount]));
}
