// SPDX-License-Identifier: Apache-2.0
package io.keysurge.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keysurge.contract.Alert;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A search for an alert")
class AlertSearchTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String FIRST = "11111111111111111111111111111111";
    private static final String SIMILAR = "11111111222222222222222222222222";

    @Test
    void finds_every_revision_by_the_first_characters_that_only_it_has() throws NoSuchAlertException {
        AlertSearch search = search("111111111");

        assertThat(search.revisions())
                .extracting(
                        found -> found.value().getAlertId(),
                        found -> found.value().getRevision())
                .containsExactly(tuple(FIRST, 1), tuple(FIRST, 2));
    }

    @Test
    void does_not_guess_between_two() throws NoSuchAlertException {
        AlertSearch search = search("11111111");

        assertThatThrownBy(search::revisions)
                .isInstanceOf(NoSuchAlertException.class)
                .hasMessage("11111111: more than one alert (expected: more characters of one of [" + FIRST + ", "
                        + SIMILAR + "])");
    }

    @Test
    void says_what_an_id_looks_like_and_repeats_no_secret() throws NoSuchAlertException {
        assertThatThrownBy(() -> new AlertSearch("1111111")).hasMessageContaining("the first 8 or more of them");
        assertThatThrownBy(() -> new AlertSearch("sk-live-0123456789"))
                .hasMessageStartingWith("\"(hidden)\": no alert_id");
        assertThatThrownBy(search("99999999")::revisions).hasMessageContaining("no such alert");
    }

    private static AlertSearch search(String id) throws NoSuchAlertException {
        AlertSearch search = new AlertSearch(id);
        search.take(tailed(FIRST, 1));
        search.take(tailed(SIMILAR, 1));
        search.take(tailed(FIRST, 2));
        return search;
    }

    private static Tailed<Alert> tailed(String id, int revision) {
        Alert alert = Alerts.spike(id, "nhi-1", NOON);
        alert.setRevision(revision);
        return new Tailed<>(0, revision, NOON, alert);
    }
}
