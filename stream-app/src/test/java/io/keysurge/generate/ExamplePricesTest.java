// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.prices.PriceTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The example price table")
class ExamplePricesTest {

    private static final long NOVEMBER = Instant.parse("2026-11-15T12:00:00Z").toEpochMilli();

    @Test
    void prices_what_the_generator_invents_as_the_generator_does() throws Exception {
        PriceTable table = example();

        assertThat(Stream.concat(Model.IN_USE.stream(), Stream.of(Model.COVETED)))
                .allSatisfy(model -> assertThat(table.exactCost(model.name(), NOVEMBER, 1_234, 567, 0, 0))
                        .isEqualByComparingTo(model.cost(1_234, 567)));
    }

    @Test
    void knows_models_that_people_use_and_when_one_became_cheaper() throws Exception {
        PriceTable table = example();
        long before = Instant.parse("2025-06-09T23:59:59Z").toEpochMilli();
        long after = Instant.parse("2025-06-10T00:00:00Z").toEpochMilli();

        assertThat(table.currency()).isEqualTo("USD");
        assertThat(table.costNanos("claude-sonnet-4-5-20250929", NOVEMBER, 10, 2, 4, 5))
                .isEqualTo(3_000 + 30_000 + 4 * 300 + 5 * 3_750);
        assertThat(table.costNanos("gpt-4o-2024-08-06", NOVEMBER, 10, 0, 4, 0)).isEqualTo(6 * 2_500 + 4 * 1_250);
        assertThat(table.costNanos("o3", before, 1, 1, 0, 0)).isEqualTo(50_000);
        assertThat(table.costNanos("o3", after, 1, 1, 0, 0)).isEqualTo(10_000);
    }

    private static PriceTable example() throws Exception {
        return PriceTable.read(
                Path.of(Objects.requireNonNull(ExamplePricesTest.class.getResource("/prices-example.yaml"))
                        .toURI()));
    }
}
