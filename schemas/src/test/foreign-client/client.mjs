// SPDX-License-Identifier: Apache-2.0
// Sends one usage event and reads one alert back, with clients that share no code with Keysurge.
// Usage: npm ci, then: node client.mjs BOOTSTRAP REGISTRY_URL TOPIC_PREFIX IDENTITY USAGE_SCHEMA_FILE
// Prints the alert as one line of JSON on stdout; everything else goes to stderr.
import { readFileSync } from 'node:fs';
import kafkajs from 'kafkajs';
import confluent from '@kafkajs/confluent-schema-registry';

const { Kafka, logLevel } = kafkajs;
const { COMPATIBILITY, SchemaRegistry, SchemaType } = confluent;

const PATIENCE_MS = 60_000;
const NANOS_PER_UNIT = 1_000_000_000;

const [bootstrap, registryUrl, prefix, identity, schemaFile] = process.argv.slice(2);
if (!schemaFile) {
  console.error('usage: client.mjs BOOTSTRAP REGISTRY_URL TOPIC_PREFIX IDENTITY USAGE_SCHEMA_FILE');
  process.exit(2);
}

const kafka = new Kafka({ clientId: 'foreign-client', brokers: bootstrap.split(','), logLevel: logLevel.NOTHING });
const registry = new SchemaRegistry({ host: registryUrl });

/** Avro's decimal: the unscaled number, big endian two's complement. */
function decimal(units, nanos) {
  const unscaled = BigInt(units) * BigInt(NANOS_PER_UNIT) + BigInt(nanos);
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(unscaled);
  return bytes;
}

function usageEvent() {
  return {
    event_id: `foreign-${identity}`,
    occurred_at: Date.UTC(2026, 10, 2, 12, 0, 0, 123),
    identity_id: identity,
    identity_kind: 'AGENT',
    credential_fingerprint: 'kf-01',
    application_id: 'checkout',
    workload_id: null,
    agent_id: null,
    conversation_id: null,
    operation: 'chat',
    provider: 'openai',
    model: 'gpt-4o',
    region: 'eu-central-1',
    source: null,
    user_agent: null,
    environment: 'production',
    business_unit: 'zahlungen-ü',
    owner: null,
    privileges: ['read', 'write'],
    data_classification: null,
    input_tokens: 1200,
    output_tokens: 340,
    cache_read_tokens: 100,
    cache_write_tokens: 0,
    reasoning_tokens: 40,
    context_length: 900,
    request_count: 2,
    cost: decimal(0, 12_345_678),
    currency: 'EUR',
    gateway_cache_hit: false,
    status: 'ok',
    producer: 'foreign-client',
    attributes: { team: 'blue' },
  };
}

async function sendUsage() {
  const topic = `${prefix}usage`;
  const schema = readFileSync(schemaFile, 'utf8');
  // This client insists on knowing the subject's compatibility level, which Keysurge's setup raises to the strictest.
  const { id } = await registry.register(
    { type: SchemaType.AVRO, schema },
    { subject: `${topic}-value`, compatibility: COMPATIBILITY.FULL_TRANSITIVE },
  );
  const value = await registry.encode(id, usageEvent());
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  await producer.send({ topic, acks: -1, messages: [{ key: identity, value }] });
  await producer.disconnect();
  console.error(`sent a usage event with schema ${id}`);
}

async function readAlert() {
  const consumer = kafka.consumer({ groupId: `foreign-client-${identity}` });
  await consumer.connect();
  await consumer.subscribe({ topic: `${prefix}alerts`, fromBeginning: true });
  const alert = await new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`no alert of ${identity} within ${PATIENCE_MS} ms`)), PATIENCE_MS).unref();
    consumer.run({
      eachMessage: async ({ message }) => {
        if (message.key?.toString('utf8') === identity) {
          try {
            resolve(await registry.decode(message.value));
          } catch (failure) {
            reject(failure);
          }
        }
      },
    }).catch(reject);
  });
  await consumer.disconnect();
  return alert;
}

try {
  await sendUsage();
  console.log(JSON.stringify(await readAlert()));
} catch (failure) {
  console.error(failure);
  process.exit(1);
}
