// Reads {"token", "url", "params"} as JSON, one a line, and prints the signature that Twilio's own package makes.
import { createInterface } from "node:readline";
import twilio from "twilio";

for await (const line of createInterface({ input: process.stdin })) {
  const { token, url, params } = JSON.parse(line);
  console.log(twilio.getExpectedTwilioSignature(token, url, params));
}
