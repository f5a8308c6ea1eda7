#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Reports one call the way that LiteLLM's logging callback does, through: ./keysurge listen --litellm 4319
#   sh litellm.sh
# KEYSURGE_LITELLM_URL says where, LISTEN_TOKEN is sent where it is set.
set -eu

url=${KEYSURGE_LITELLM_URL:-http://127.0.0.1:4319/}
now=$(date +%s)

curl --silent --show-error --fail-with-body --retry 5 "$url" \
    ${LISTEN_TOKEN:+--header "Authorization: Bearer $LISTEN_TOKEN"} \
    --header "Content-Type: application/json" --data @- <<END
[{"id": "curl-$now-$$", "call_type": "acompletion", "status": "success", "startTime": $now, "endTime": $now,
  "model": "gpt-4o", "custom_llm_provider": "openai", "prompt_tokens": 1200, "completion_tokens": 350,
  "metadata": {"user_api_key_alias": "nhi-curl-example",
               "usage_object": {"prompt_tokens_details": {"cached_tokens": 1024}}}}]
END
