// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.state.PackedGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Producers")
class ProducersTest {

    private static final long MONDAY = 29_459_520L;
    private static final int DAY = 1440;

    private final Producers judge = new Producers(GroupSettings.DEFAULTS);
    private final Map<String, byte[]> store = new TreeMap<>();
    private ProducerBook book = new ProducerBook(List.of());
    private final List<Finding> findings = new ArrayList<>();
    private long offset;

    @Nested
    @DisplayName("that fall silent")
    class Silent {

        @Test
        void are_named_when_peers_go_on_and_again_when_they_are_back() {
            live(0, 8 * DAY, "gateway-a", "gateway-b", "gateway-c");
            live(8 * DAY, 8 * DAY + 15, "gateway-b", "gateway-c");
            assertThat(findings).isEmpty();

            live(8 * DAY + 15, 8 * DAY + 60, "gateway-b", "gateway-c");

            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(AlertKind.METER_GAP);
                assertThat(finding.stage()).isEqualTo(Stage.OPEN);
                assertThat(finding.subject()).isEqualTo("gateway-a");
                assertThat(finding.severity()).isEqualTo(3);
                assertThat(finding.measure().observed()).isEqualTo(16);
                assertThat(finding.explanation())
                        .isEqualTo("gateway-a has published nothing for 16 minutes, where its longest silence of a"
                                + " fortnight was 1, while 2 others publish, since 2026-01-12 23:59 UTC: what its identities"
                                + " consume is not seen.");
            });
            publish("gateway-a", 8 * DAY + 60, 1, 0);
            assertThat(findings).hasSize(2);
            assertThat(findings.get(1).stage()).isEqualTo(Stage.CLOSED);
            assertThat(findings.get(1).alertId()).isEqualTo(findings.get(0).alertId());
            assertThat(findings.get(1).explanation()).startsWith("gateway-a publishes again after 61 minutes");
        }

        @Test
        void are_in_peace_at_night_and_at_the_weekend_when_that_is_their_way() {
            for (int day = 0; day < 21; day++) {
                live(day * DAY, (day + 1) * DAY, "gateway-b", "gateway-c");
                if (day % 7 < 5) {
                    live(day * DAY + 480, day * DAY + 1_080, "office");
                }
            }
            assertThat(findings).isEmpty();
        }

        @Test
        void are_in_peace_when_all_fall_silent_and_while_they_are_young() {
            live(0, 8 * DAY, "gateway-a", "gateway-b", "gateway-c");
            publish("gateway-b", 9 * DAY, 1, 0);
            assertThat(findings).isEmpty();
            live(9 * DAY, 9 * DAY + 60, "gateway-a", "gateway-b", "gateway-c", "newcomer");
            live(9 * DAY + 60, 10 * DAY, "gateway-a", "gateway-b", "gateway-c");
            assertThat(findings).isEmpty();
        }

        @Test
        void are_not_named_because_one_clock_is_ahead() {
            live(0, 8 * DAY, "gateway-a", "gateway-b", "gateway-c");
            publish("gateway-b", 8 * DAY + 300, 1, 0);
            assertThat(findings).isEmpty();
        }
    }

    @Nested
    @DisplayName("that do not say whose the usage is")
    class Unattributed {

        @Test
        void are_named_once_half_of_an_hours_events_are_nobodys() {
            publish("gateway-a", 0, 60, 49);
            publish("gateway-a", 30, 39, 0);
            assertThat(findings).isEmpty();
            publish("gateway-a", 31, 1, 0);
            assertThat(findings).isEmpty();
            publish("gateway-a", 32, 20, 20);

            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(AlertKind.UNATTRIBUTED);
                assertThat(finding.severity()).isEqualTo(2);
                assertThat(finding.explanation())
                        .startsWith("Of 120 events that gateway-a published within an hour, 58 per cent have no"
                                + " application, environment or owner");
            });
        }

        @Test
        void are_named_no_longer_once_they_do() {
            publish("", 0, 100, 100);
            assertThat(findings.get(0).explanation()).contains("that a producer without a name published");
            publish("", 10, 140, 0);
            assertThat(findings).hasSize(1);
            publish("", 20, 20, 0);
            assertThat(findings).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED);
        }

        @Test
        void are_judged_by_the_last_hour_alone() {
            publish("gateway-a", 0, 90, 90);
            publish("gateway-a", 61, 50, 50);
            assertThat(findings).isEmpty();
        }
    }

    @Test
    void are_no_more_than_may_be_remembered() {
        for (int i = 0; i < 2 * ProducerBook.MOST; i++) {
            publish("producer-" + i, i, 1, 0);
        }
        assertThat(store).hasSize(ProducerBook.MOST).doesNotContainKey("producer-0");
    }

    private void live(int from, int to, String... producers) {
        for (int minute = from; minute < to; minute++) {
            for (String producer : producers) {
                publish(producer, minute, 1, 0);
            }
        }
    }

    /** Each restart finds what was stored. */
    private void publish(String producer, int minute, long events, long unattributed) {
        var part = new ProducerPart(
                producer, MONDAY + minute, events, unattributed, "event-" + offset, new Position("usage", 0, offset));
        findings.addAll(judge.observe(book, part));
        for (String name : book.takeChanged()) {
            Producer known = book.find(name);
            if (known == null) {
                store.remove(name);
            } else {
                store.put(name, PackedGroups.producer(known));
            }
        }
        if (offset++ % 997 == 0) {
            book = new ProducerBook(
                    store.values().stream().map(PackedGroups::producer).toList());
        }
    }
}
