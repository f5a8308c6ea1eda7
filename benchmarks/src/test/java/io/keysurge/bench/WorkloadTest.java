// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Observation;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is measured")
class WorkloadTest {

    @Test
    void is_judgement_of_events_that_count() {
        var lives = JudgedLives.warm(20, 4);
        assertThat(Stream.generate(lives::judgeNext).limit(10_000).map(Observation::outcome))
                .containsOnly(Observation.Outcome.COUNTED);
    }

    @Test
    void is_ordinary_life_with_few_alerts() {
        var lives = JudgedLives.warm(20, 4);
        long findings = Stream.generate(lives::judgeNext)
                .limit(20 * 1440)
                .mapToLong(seen -> seen.findings().size())
                .sum();
        assertThat(findings).isLessThan(20);
    }

    @Test
    void is_the_same_event_both_ways_of_decoding() throws IOException {
        var decoding = new DecodeBenchmark();
        try {
            UsageEvent whole = decoding.whole_event_through_our_serde();
            GenericRecord projected = decoding.fields_of_detection_projected();
            assertThat(projected.getSchema().getFields()).hasSize(13);
            assertThat(projected.get("identity_id")).hasToString(whole.getIdentityId());
            assertThat(projected.get("input_tokens")).isEqualTo(whole.getInputTokens());
            assertThat(projected.get("gateway_cache_hit")).isEqualTo(whole.getGatewayCacheHit());
        } finally {
            decoding.close();
        }
    }
}
