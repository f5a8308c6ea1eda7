// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A table to export")
class TableTest {

    static {
        Contracts.trust();
    }

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Table.class)
    void has_columns_of_different_names_that_say_what_they_mean(Table table) {
        assertThat(table.columns())
                .extracting(Column::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z0-9_]*"))
                .contains(table.time());
        assertThat(table.columns())
                .allSatisfy(
                        column -> assertThat(column.meaning()).as(column.name()).isNotBlank());
    }

    @Test
    void has_a_value_for_each_column_of_its_contract() {
        List<Object> row = new ArrayList<>();
        ContractColumns.addValues(event("a", NOON, 1), row);
        assertThat(row).hasSameSizeAs(ContractColumns.of(UsageEvent.getClassSchema()));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void leaves_nothing_behind_when_writing_it_fails(Format format) throws IOException {
        Path file = directory.resolve("minutes");
        assertThatThrownBy(() -> ExportFile.write(file, Table.MINUTES, format, false, out -> {
                    MinuteSums sums = new MinuteSums(DetectionSettings.DEFAULTS, out);
                    sums.add(event("a", NOON, 1));
                    sums.end();
                    throw new ExportFailedException("the broker is gone");
                }))
                .hasMessage("the broker is gone");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void lets_minutes_go_that_nothing_can_count_in_any_more_and_no_others() {
        List<List<Object>> rows = new ArrayList<>();
        MinuteSums sums = new MinuteSums(DetectionSettings.DEFAULTS, new Kept(rows));
        sums.add(event("a", NOON, 1));
        sums.add(event("b", NOON.plusSeconds(59), 2));
        sums.add(event("c", NOON.plusSeconds(600), 4));
        assertThat(rows).isEmpty();

        sums.add(event("d", NOON.plusSeconds(660), 8));
        assertThat(rows)
                .extracting(row -> row.get(1), row -> row.get(8), row -> row.get(13))
                .containsExactly(tuple(NOON, 3L, new BigDecimal("3.000000001")));

        sums.end();
        assertThat(rows)
                .extracting(row -> row.get(1))
                .containsExactly(NOON, NOON.plusSeconds(600), NOON.plusSeconds(660));
    }

    @Test
    void refuses_a_minute_that_cost_more_than_a_column_holds() {
        MinuteSums sums = new MinuteSums(DetectionSettings.DEFAULTS, new Kept(new ArrayList<>()));
        for (int i = 0; i < 2; i++) {
            UsageEvent event = event("a" + i, NOON, 1);
            event.setCost(new BigDecimal("600000000"));
            sums.add(event);
        }
        assertThatThrownBy(sums::end).hasMessageStartingWith("cost: 1200000000 in one minute of an identity");
    }

    private static UsageEvent event(String id, Instant at, long tokens) {
        return UsageEvent.newBuilder()
                .setEventId(id)
                .setOccurredAt(at)
                .setIdentityId("nhi-1")
                .setInputTokens(tokens)
                .setOutputTokens(0)
                .setCost(new BigDecimal(tokens).add(tokens == 2 ? new BigDecimal("0.000000001") : BigDecimal.ZERO))
                .setCurrency("USD")
                .build();
    }

    /** Keeps rows. */
    private record Kept(List<List<Object>> rows) implements RowWriter {

        @Override
        public void write(List<Object> row) {
            rows.add(row);
        }

        @Override
        public void close() {}
    }
}
