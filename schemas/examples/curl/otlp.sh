#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Reports one call as an OpenTelemetry span with the GenAI conventions, through: ./keysurge listen --otlp 4318
#   sh otlp.sh
# KEYSURGE_OTLP_URL says where, LISTEN_TOKEN is sent where it is set.
set -eu

url=${KEYSURGE_OTLP_URL:-http://127.0.0.1:4318/v1/traces}
now=$(date +%s)
trace=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
span=$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')

curl --silent --show-error --fail-with-body --retry 5 "$url" \
    ${LISTEN_TOKEN:+--header "Authorization: Bearer $LISTEN_TOKEN"} \
    --header "Content-Type: application/json" --data @- <<END
{"resourceSpans": [{
  "resource": {"attributes": [
    {"key": "service.name", "value": {"stringValue": "invoices"}},
    {"key": "nhi.identity.id", "value": {"stringValue": "nhi-curl-example"}}]},
  "scopeSpans": [{"spans": [{
    "traceId": "$trace", "spanId": "$span", "name": "chat gpt-4o", "kind": 3,
    "startTimeUnixNano": "${now}000000000", "endTimeUnixNano": "${now}000000000",
    "attributes": [
      {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
      {"key": "gen_ai.provider.name", "value": {"stringValue": "openai"}},
      {"key": "gen_ai.request.model", "value": {"stringValue": "gpt-4o"}},
      {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "1200"}},
      {"key": "gen_ai.usage.output_tokens", "value": {"intValue": "350"}}]}]}]}]}
END
