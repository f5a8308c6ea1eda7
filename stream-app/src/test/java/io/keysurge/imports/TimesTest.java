// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A time")
class TimesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1772366401,                     2026-03-01T12:00:01Z",
        "1772366401.5,                   2026-03-01T12:00:01.500Z",
        "1772366401.123456,              2026-03-01T12:00:01.123Z",
        "1.7723664015e9,                 2026-03-01T12:00:01.500Z",
        "1772366401500,                  2026-03-01T12:00:01.500Z",
        "1772366401500.25,               2026-03-01T12:00:01.500Z",
        "1772366401500999,               2026-03-01T12:00:01.500Z",
        "1772366401500999999,            2026-03-01T12:00:01.500Z",
        "1577836800,                     2020-01-01T00:00:00Z",
        "1577836800000,                  2020-01-01T00:00:00Z",
        "1577836800000000,               2020-01-01T00:00:00Z",
        "1577836800000000000,            2020-01-01T00:00:00Z",
        "9223372036854775807,            2262-04-11T23:47:16.854Z"
    })
    void that_is_a_count_is_told_by_its_magnitude(String count, Instant time) throws MisfitException {
        assertThat(Times.read("t", Payloads.tree(count), null)).isEqualTo(time);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2026-03-01T12:00:01Z,              2026-03-01T12:00:01Z",
        "2026-03-01T12:00:01.123456789Z,    2026-03-01T12:00:01.123456789Z",
        "2026-03-01T13:00:01+01:00,         2026-03-01T12:00:01Z",
        "2026-03-01T13:00:01+0100,          2026-03-01T12:00:01Z",
        "2026-03-01 12:00:01Z,              2026-03-01T12:00:01Z",
        "2026-03-01 12:00:01 UTC,           2026-03-01T12:00:01Z",
        "2026-03-01 13:00:01 +01:00,        2026-03-01T12:00:01Z",
        "2026-03-01T12:00Z,                 2026-03-01T12:00:00Z",
        "1772366401,                        2026-03-01T12:00:01Z",
        "1772366401500999999,               2026-03-01T12:00:01.500Z"
    })
    void that_is_text_may_be_a_date_or_a_count(String text, Instant time) throws MisfitException {
        assertThat(Times.read("t", text, null)).isEqualTo(time);
    }

    @Test
    void without_a_zone_is_refused_unless_one_is_stated() throws MisfitException {
        assertThatThrownBy(() -> Times.read("endTime", "2026-03-01T12:00:01", null))
                .isInstanceOf(MisfitException.class)
                .hasMessageContaining("names no zone");
        assertThat(Times.read("t", "2026-03-01 13:00:01", BERLIN)).isEqualTo("2026-03-01T12:00:01Z");
        assertThat(Times.read("t", "2026-03-01T12:00:01Z", BERLIN)).isEqualTo("2026-03-01T12:00:01Z");
    }

    @Test
    void that_comes_twice_because_clocks_are_set_back_is_the_earlier_one() throws MisfitException {
        assertThat(Times.read("t", "2026-10-25 02:30:00", BERLIN)).isEqualTo("2026-10-25T00:30:00Z");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "0",
                "-1772366401",
                "1e400",
                "1e-400",
                "null",
                "true",
                "{}",
                "\"\"",
                "\"yesterday\"",
                "\"2026-03-01\"",
                "\"2026-13-01T00:00:00Z\"",
                "99999999999999999999",
                "\"99999999999999999999\""
            })
    void that_is_none_is_refused_with_what_it_should_be(String json) {
        assertThatThrownBy(() -> Times.read("endTime", Payloads.tree(json), BERLIN))
                .isInstanceOf(MisfitException.class)
                .hasMessageContaining("expected: a time such as 2026-01-05T00:00:00Z");
    }
}
