// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.bench.throughput.rule.PlainDecoder;
import io.keysurge.bench.workload.UsageStream;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A glance at a usage event")
class GlanceDecoderTest {

    private final GlanceDecoder decoder = new GlanceDecoder();
    private final UsageGlance glance = new UsageGlance();

    @BeforeAll
    static void trust() {
        Contracts.trust();
    }

    @Test
    void sees_what_the_whole_event_says() throws IOException {
        UsageEvent event = new UsageStream(10, 10, 10).next();

        decoder.decode(framed(event), glance);

        assertThat(glance.getIdentity()).isEqualTo(event.getIdentityId());
        assertThat(glance.getMillis()).isEqualTo(event.getOccurredAt().toEpochMilli());
        assertThat(glance.getTokens()).isEqualTo(event.getInputTokens() + event.getOutputTokens());
        assertThat(glance.getApplication()).isEqualTo(event.getApplicationId());
        assertThat(new PlainDecoder<>(UsageEvent.class).decode(framed(event))).isEqualTo(event);
    }

    @Test
    void forgets_the_application_of_the_event_before() throws IOException {
        UsageEvent event = new UsageStream(10, 10, 10).next();
        decoder.decode(framed(event), glance);

        event.setApplicationId(null);
        decoder.decode(framed(event), glance);

        assertThat(glance.getApplication()).isNull();
    }

    private static byte[] framed(UsageEvent event) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[PlainDecoder.HEADER_BYTES]);
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(UsageEvent.class).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
