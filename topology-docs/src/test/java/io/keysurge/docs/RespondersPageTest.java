// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ActionState;
import io.keysurge.revoke.GuardRail;
import io.keysurge.sink.SinkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The responder's page")
class RespondersPageTest {

    private static final Pattern SETTING = Pattern.compile("`(sink\\.[a-z.]+)`");

    private final String page = read();

    @Test
    void lists_every_guard_rail_in_order_and_whether_a_person_may_set_it_aside() {
        List<String> rows = Arrays.stream(GuardRail.values())
                .map(rail ->
                        String.format(Locale.ROOT, "`%s` .* %s", rail.label(), rail.yieldsToApproval() ? "yes" : "no"))
                .toList();
        assertThat(page.lines()
                        .filter(line -> line.endsWith("| yes |") || line.endsWith("| no |"))
                        .toList())
                .hasSameSizeAs(rows)
                .satisfies(lines -> {
                    for (int i = 0; i < rows.size(); i++) {
                        assertThat(lines.get(i)).containsPattern(rows.get(i));
                    }
                });
    }

    @Test
    void explains_every_state_of_an_action() {
        for (ActionState state : EnumSet.complementOf(EnumSet.of(ActionState.UNKNOWN, ActionState.UNSUPPORTED))) {
            assertThat(page).contains("`" + state + "`");
        }
    }

    @Test
    void names_only_settings_that_exist() {
        assertThat(SinkSettings.definition().names())
                .containsAll(SETTING.matcher(page)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList());
    }

    private static String read() {
        try {
            return Files.readString(Path.of("responders.md"));
        } catch (IOException e) {
            throw new IllegalStateException("responders.md is not in this module", e);
        }
    }
}
