import { XMLParser } from "fast-xml-parser";
import { type Fields, fields } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { CrmEvent, CrmHook, CrmKeys, CrmVerdict } from "./crm.ts";

/** A hundred notifications of whole records fit; more is no outbound message. */
const LARGEST_BYTES = 4 * 1024 * 1024;
const MOST_NOTIFICATIONS = 100;

/** 15 signs, or 18: one that is none would spoil the question for all that are asked for with it. */
const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

/** What Salesforce wants to read before it stops repeating a message. */
const ACKNOWLEDGED = {
  mediaType: "text/xml",
  text: '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>',
};

/** Names lose their prefixes; entities stay as they are, so that none can grow. */
const parser = new XMLParser({
  removeNSPrefix: true,
  processEntities: false,
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  isArray: (name) => name === "Notification",
});

const OBJECTS: Record<string, CrmEvent["object"]> = {
  Opportunity: "deal",
  Contact: "contact",
  Task: "activity",
  Event: "activity",
  OpportunityContactRole: "contact",
};

/**
 * An outbound message (SOAP). It carries no signature: what counts is that it came to an address nobody
 * else knows, and from the organisation that was connected.
 */
export function readOutboundMessage(hook: CrmHook, keys: CrmKeys): CrmVerdict {
  const orgId = keys.orgId;
  if (!orgId) return refused(401, "No organisation id is set for Salesforce.");
  if (hook.body.length > LARGEST_BYTES) return refused(413, "The message is larger than 4 MB.");
  const text = hook.body.toString("utf8");
  // A document that declares types or entities is an attack, or no message of Salesforce's.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return refused(400, "The XML declares its own entities.");
  let envelope: Fields;
  try {
    envelope = fields(parser.parse(text, true));
  } catch {
    return refused(400, "The body is no XML.");
  }
  const notifications = fields(fields(fields(envelope.Envelope).Body).notifications);
  // Salesforce writes ids with 15 signs in some places and 18 in others; the first 15 tell them apart.
  if ((textOf(notifications.OrganizationId) ?? "").slice(0, 15) !== orgId.slice(0, 15)) {
    return refused(401, "The message is from another organisation.");
  }
  const all = Array.isArray(notifications.Notification)
    ? notifications.Notification.map(fields)
    : [];
  if (all.length === 0) return refused(400, "The message has no notification in it.");
  return {
    kind: "taken",
    answer: ACKNOWLEDGED,
    events: all.slice(0, MOST_NOTIFICATIONS).flatMap((one) => {
      const record = fields(one.sObject);
      const type = (textOf(record["@type"]) ?? "").replace(/^.*:/, "");
      const id = textOf(record.Id);
      const key = textOf(one.Id);
      return id && ID.test(id) && key ? [{ key, object: OBJECTS[type] ?? "other", id }] : [];
    }),
  };
}

const refused = (status: 400 | 401 | 413, reason: string): CrmVerdict => ({
  kind: "refused",
  status,
  reason,
});
