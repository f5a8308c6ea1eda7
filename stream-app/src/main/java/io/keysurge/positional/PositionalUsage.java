// SPDX-License-Identifier: Apache-2.0
package io.keysurge.positional;

import static io.keysurge.usage.UsageRules.MAX_EVENT_ID;
import static io.keysurge.usage.UsageRules.MAX_NAME;
import static io.keysurge.usage.UsageRules.MAX_PRIVILEGES;
import static java.util.Map.entry;

import io.keysurge.contract.UsageEvent;
import io.keysurge.serde.positional.PositionalReader;
import io.keysurge.serde.positional.Slots;
import io.keysurge.serde.positional.Want;
import io.keysurge.translate.UsageSlots;
import io.keysurge.usage.UsageRules;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Reads usage records that surely pass {@link UsageRules}, one after the other. For one thread. */
public final class PositionalUsage {

    private static final Map<String, Want> WANTED = Map.ofEntries(
            entry("event_id", Want.id(UsageSlots.EVENT_ID, MAX_EVENT_ID)),
            entry("occurred_at", Want.number(UsageSlots.OCCURRED_AT)),
            entry("identity_id", Want.key(UsageSlots.IDENTITY_ID, MAX_NAME)),
            entry("identity_kind", Want.symbol(UsageSlots.KIND)),
            entry("credential_fingerprint", Want.name(UsageSlots.CREDENTIAL, MAX_NAME)),
            entry("application_id", Want.name(UsageSlots.APPLICATION, MAX_NAME)),
            entry("agent_id", Want.name(UsageSlots.AGENT, MAX_NAME)),
            entry("model", Want.name(UsageSlots.MODEL, MAX_NAME)),
            entry("operation", Want.description(UsageSlots.OPERATION, MAX_NAME)),
            entry("region", Want.name(UsageSlots.REGION, MAX_NAME)),
            entry("source", Want.name(UsageSlots.SOURCE, MAX_NAME)),
            entry("environment", Want.description(UsageSlots.ENVIRONMENT, MAX_NAME)),
            entry("business_unit", Want.description(UsageSlots.BUSINESS_UNIT, MAX_NAME)),
            entry("owner", Want.description(UsageSlots.OWNER, MAX_NAME)),
            entry("privileges", Want.describedList(MAX_NAME, MAX_PRIVILEGES)),
            entry("data_classification", Want.description(UsageSlots.DATA_CLASSIFICATION, MAX_NAME)),
            entry("input_tokens", Want.number(UsageSlots.INPUT_TOKENS)),
            entry("output_tokens", Want.number(UsageSlots.OUTPUT_TOKENS)),
            entry("cache_read_tokens", Want.number(UsageSlots.CACHE_READ_TOKENS)),
            entry("cache_write_tokens", Want.number(UsageSlots.CACHE_WRITE_TOKENS)),
            entry("reasoning_tokens", Want.number(UsageSlots.REASONING_TOKENS)),
            entry("context_length", Want.number(UsageSlots.CONTEXT_LENGTH)),
            entry("request_count", Want.number(UsageSlots.REQUEST_COUNT)),
            entry("cost", Want.decimal(UsageSlots.COST_NANOS)),
            entry("currency", Want.label(UsageSlots.CURRENCY)),
            entry("gateway_cache_hit", Want.flag(UsageSlots.GATEWAY_CACHE_HIT)),
            entry("status", Want.label(UsageSlots.STATUS)),
            entry("producer", Want.description(UsageSlots.PRODUCER, MAX_NAME)));

    /** Fields that no rule is about and that detection does not read. */
    private static final Set<String> PASSED_OVER =
            Set.of("workload_id", "conversation_id", "provider", "user_agent", "attributes");

    /** {@link UsageRules#TOO_COSTLY} in billionths. */
    private static final long TOO_COSTLY = 1_000_000_000_000_000_000L;

    private static final int CURRENCY_LETTERS = 3;

    private final PositionalReader reader =
            new PositionalReader(UsageEvent.getClassSchema(), WANTED, PASSED_OVER, UsageSlots.empty());

    /**
     * Takes note of how the writer of a record writes, so that its next ones can be read.
     *
     * @param value the record, which could be decoded as a whole
     * @param writers gives the schema that a record was written with
     */
    public void learn(byte[] value, Function<byte[], Schema> writers) {
        reader.learn(value, writers);
    }

    /**
     * Reads a record.
     *
     * @param key its key
     * @param value its value
     * @param appendTime when the broker appended it
     * @return its {@link UsageSlots} when it surely is usage that can be counted; null says nothing of it
     */
    public @Nullable Slots read(byte[] key, byte[] value, long appendTime) {
        Slots slots = reader.read(key, value);
        return slots != null && isPlausible(slots, appendTime) ? slots : null;
    }

    private static boolean isPlausible(Slots slots, long appendTime) {
        return isPriced(slots.number(UsageSlots.COST_NANOS), slots.text(UsageSlots.CURRENCY))
                && UsageRules.isPlausible(
                        slots.number(UsageSlots.OCCURRED_AT),
                        appendTime,
                        slots.number(UsageSlots.INPUT_TOKENS),
                        slots.number(UsageSlots.OUTPUT_TOKENS),
                        slots.number(UsageSlots.CACHE_READ_TOKENS),
                        slots.number(UsageSlots.CACHE_WRITE_TOKENS),
                        slots.number(UsageSlots.REASONING_TOKENS),
                        slots.number(UsageSlots.CONTEXT_LENGTH),
                        slots.number(UsageSlots.REQUEST_COUNT));
    }

    private static boolean isPriced(long nanos, @Nullable String currency) {
        return nanos == UsageSlots.UNKNOWN_COST || (nanos < TOO_COSTLY && currency != null && isCode(currency));
    }

    private static boolean isCode(String currency) {
        for (int i = 0; i < currency.length(); i++) {
            if (currency.charAt(i) < 'A' || currency.charAt(i) > 'Z') {
                return false;
            }
        }
        return currency.length() == CURRENCY_LETTERS;
    }
}
