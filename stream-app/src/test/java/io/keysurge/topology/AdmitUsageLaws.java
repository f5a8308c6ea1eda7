// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import io.keysurge.positional.UsageBytes;
import io.keysurge.positional.UsageBytes.Damage;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Whether usage is read from its bytes or decoded as a whole makes no difference that anybody could see. */
class AdmitUsageLaws {

    private static final TwoWays WAYS = new TwoWays();

    @AfterContainer
    static void close() {
        WAYS.close();
    }

    @Property
    void what_is_in_order_and_what_is_not_is_admitted_or_refused_alike(
            @ForAll("events") UsageEvent event, @ForAll boolean inBlocks) {
        WAYS.agreeOn(key(event), UsageBytes.framed(WAYS.id(event.getSchema()), event, inBlocks));
    }

    @Property(tries = 2_000)
    void what_was_damaged_is_admitted_or_refused_alike(
            @ForAll("events") UsageEvent event,
            @ForAll boolean inBlocks,
            @ForAll @Size(min = 1, max = 3) List<@From("damages") Damage> damages) {
        byte[] value = UsageBytes.framed(WAYS.id(event.getSchema()), event, inBlocks);
        for (Damage damage : damages) {
            value = damage.to(value);
        }
        WAYS.agreeOn(key(event), value);
    }

    @Property
    void what_comes_with_the_key_of_another_is_refused_alike(
            @ForAll("events") UsageEvent event,
            @ForAll("events") UsageEvent other,
            @ForAll @Size(max = 200) byte[] noise) {
        byte[] value = UsageBytes.framed(WAYS.id(event.getSchema()), event, false);
        WAYS.agreeOn(key(other), value);
        WAYS.agreeOn(noise, value);
    }

    @Property(tries = 300)
    void what_was_written_with_another_schema_is_admitted_or_refused_alike(
            @ForAll("events") UsageEvent event,
            @ForAll long seed,
            @ForAll boolean inBlocks,
            @ForAll("damages") Damage damage) {
        var writer = OtherWriter.of(new Random(seed));
        var record = writer.record(event);
        byte[] value = UsageBytes.framed(WAYS.id(record.getSchema()), record, inBlocks);
        // The first of them teaches how its writer writes.
        WAYS.agreeOn(key(event), value);
        WAYS.agreeOn(key(event), value);
        WAYS.agreeOn(key(event), damage.to(value));
    }

    @Property
    void what_it_costs_is_read_alike(@ForAll BigInteger billionths, @ForAll @IntRange(max = 9) int zeros) {
        Schema schema = OtherWriter.withCostAsBytes();
        byte[] cost = new byte[zeros + billionths.toByteArray().length];
        System.arraycopy(billionths.toByteArray(), 0, cost, zeros, cost.length - zeros);
        GenericRecord record = OtherWriter.of(schema, new Random(1)).record(UsageBytes.plain());
        record.put("cost", ByteBuffer.wrap(cost));
        byte[] value = UsageBytes.framed(WAYS.id(schema), record, false);
        WAYS.agreeOn(key(UsageBytes.plain()), value);
        WAYS.agreeOn(key(UsageBytes.plain()), value);
    }

    @Property(tries = 100)
    void hardly_anything_that_is_admitted_has_to_be_decoded(@ForAll("events") UsageEvent event) {
        byte[] value = UsageBytes.framed(WAYS.id(event.getSchema()), event, false);
        if (WAYS.agreeOn(key(event), value).isAdmitted() && isCommon(event)) {
            assertThat(WAYS.isDecoded(key(event), value)).isFalse();
        }
    }

    private static boolean isCommon(UsageEvent event) {
        return !event.toString().contains(String.valueOf((char) 0xfffd));
    }

    private static byte[] key(UsageEvent event) {
        return event.getIdentityId().getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    static Arbitrary<UsageEvent> events() {
        return UsageBytes.events();
    }

    @Provide
    static Arbitrary<Damage> damages() {
        return UsageBytes.damages();
    }
}
