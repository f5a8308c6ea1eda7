#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reports one call to a language model to Keysurge, with Confluent's client.

    pip install "confluent-kafka[avro,schemaregistry]"
    python3 report_usage.py

On Debian, "apt-get install python3-confluent-kafka python3-requests python3-avro" will do as well, version 1.7 being the oldest that works.

The environment says where: BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL, TOPIC_PREFIX.
"""
import io
import os
import struct
import sys
import uuid
from datetime import datetime, timezone

from confluent_kafka import Producer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.serialization import MessageField, SerializationContext

try:
    from confluent_kafka.schema_registry.avro import AvroSerializer
except ImportError:  # it needs fastavro, which Debian 12 has no package of
    AvroSerializer = None
    import avro.io
    import avro.schema

TOPIC = os.environ.get("TOPIC_PREFIX", "keysurge.") + "usage"


class PlainSerializer:
    """The same bytes by the package avro: a zero, the schema's id in four bytes, Avro's binary form. Not needed where fastavro is."""

    def __init__(self, schema_id: int, schema: str) -> None:
        self._head = struct.pack(">bI", 0, schema_id)
        self._schema = avro.schema.parse(schema)

    def __call__(self, event: dict, _context) -> bytes:
        whole = {field.name: event.get(field.name, field.default) for field in self._schema.fields}
        out = io.BytesIO()
        out.write(self._head)
        avro.io.DatumWriter(self._schema).write(whole, avro.io.BinaryEncoder(out))
        return out.getvalue()


class UsageReporter:
    """Keep one per process: it batches, retries and keeps the order of each identity."""

    def __init__(self, bootstrap_servers: str, registry_url: str) -> None:
        registry = SchemaRegistryClient({"url": registry_url})
        # Looked up, not registered: changing a contract is for `keysurge setup` alone.
        latest = registry.get_latest_version(TOPIC + "-value")
        if AvroSerializer is None:
            self._serialize = PlainSerializer(latest.schema_id, latest.schema.schema_str)
        else:
            self._serialize = AvroSerializer(registry, latest.schema.schema_str, conf={"auto.register.schemas": False})
        self._producer = Producer(
            {"bootstrap.servers": bootstrap_servers, "acks": "all", "enable.idempotence": True, "compression.type": "lz4"}
        )
        self.failed = 0

    def report(self, event: dict) -> None:
        value = self._serialize(event, SerializationContext(TOPIC, MessageField.VALUE))
        self._producer.produce(TOPIC, key=event["identity_id"].encode("utf-8"), value=value, on_delivery=self._settled)
        self._producer.poll(0)

    def close(self, seconds: float = 30) -> bool:
        """True when everything is delivered."""
        return self._producer.flush(seconds) == 0 and self.failed == 0

    def _settled(self, error, _message) -> None:
        if error is not None:
            self.failed += 1
            print(f"usage lost: {error}", file=sys.stderr)


def main() -> int:
    reporter = UsageReporter(
        os.environ.get("BOOTSTRAP_SERVERS", "127.0.0.1:21092"),
        os.environ.get("SCHEMA_REGISTRY_URL", "http://127.0.0.1:21081/apis/ccompat/v7"),
    )
    reporter.report(
        {
            "event_id": str(uuid.uuid4()),  # better: the id of the provider's response
            "occurred_at": datetime.now(timezone.utc),
            "identity_id": "nhi-python-example",
            "application_id": "invoices",
            "environment": "production",
            "provider": "openai",
            "model": "gpt-4o",
            "input_tokens": 1200,  # cached ones included
            "output_tokens": 350,  # reasoning included
            "cache_read_tokens": 1024,
            "producer": "python-example",
        }
    )
    return 0 if reporter.close() else 1


if __name__ == "__main__":
    sys.exit(main())
