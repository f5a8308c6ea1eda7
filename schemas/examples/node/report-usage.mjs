// SPDX-License-Identifier: Apache-2.0
// Reports one call to a language model to Keysurge, with kafkajs.
//   npm ci && node report-usage.mjs
// The environment says where: BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL, TOPIC_PREFIX.
import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import confluent from '@kafkajs/confluent-schema-registry';

const { Kafka, Partitioners, logLevel } = kafkajs;
const { SchemaRegistry } = confluent;

const bootstrapServers = process.env.BOOTSTRAP_SERVERS ?? '127.0.0.1:21092';
const registryUrl = process.env.SCHEMA_REGISTRY_URL ?? 'http://127.0.0.1:21081/apis/ccompat/v7';
const topic = `${process.env.TOPIC_PREFIX ?? 'keysurge.'}usage`;

/** Keep one per process: it retries and keeps the order of each identity. */
class UsageReporter {
  #producer;
  #registry = new SchemaRegistry({ host: registryUrl });
  #schemaId;

  async open() {
    const kafka = new Kafka({ clientId: 'usage-reporter', brokers: bootstrapServers.split(','), logLevel: logLevel.ERROR });
    // Looked up, not registered: changing a contract is for `keysurge setup` alone.
    this.#schemaId = await this.#registry.getLatestSchemaId(`${topic}-value`);
    this.#producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner, // the one that Java has
    });
    await this.#producer.connect();
  }

  /** Resolves when the broker has confirmed it. */
  async report(event) {
    const value = await this.#registry.encode(this.#schemaId, event);
    await this.#producer.send({ topic, acks: -1, messages: [{ key: event.identity_id, value }] });
  }

  async close() {
    await this.#producer?.disconnect();
  }
}

const reporter = new UsageReporter();
try {
  await reporter.open();
  await reporter.report({
    event_id: randomUUID(), // better: the id of the provider's response
    occurred_at: Date.now(),
    identity_id: 'nhi-node-example',
    application_id: 'invoices',
    environment: 'production',
    provider: 'openai',
    model: 'gpt-4o',
    input_tokens: 1200, // cached ones included
    output_tokens: 350, // reasoning included
    cache_read_tokens: 1024,
    producer: 'node-example',
  });
} catch (failure) {
  console.error(failure);
  process.exitCode = 1;
} finally {
  await reporter.close();
}
