// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.config.ListenConfig;
import io.keysurge.listen.ListenMeters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

@DisplayName("The producer's page")
class ProducersPageTest {

    private final String page = read();

    @Test
    void names_only_settings_that_exist() {
        assertThat(ListenConfig.definition().names())
                .containsAll(found("`?\\b(listen\\.[a-z.]*[a-z]|credential\\.[a-z.]*[a-z])\\b"));
    }

    @Test
    void names_only_metrics_that_exist() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new ListenMeters(registry, "otlp").busy(() -> 0);
        List<String> named = found("`(keysurge_listen_[a-z_]+)`");
        assertThat(named)
                .hasSize(5)
                .allSatisfy(metric ->
                        assertThat(registry.scrape()).contains(metric.replace("_seconds", "_seconds_count") + "{"));
    }

    @Test
    void shows_configuration_that_can_be_read() {
        List<String> blocks = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks)
                .hasSize(2)
                .allSatisfy(block -> assertThat(new Load(LoadSettings.builder().build()).loadFromString(block))
                        .isNotNull());
    }

    @Test
    void links_to_files_that_are_there() {
        assertThat(found("\\]\\(([^)#]+)[^)]*\\)"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Path.of(link)).exists());
    }

    private List<String> found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    private static String read() {
        try {
            return Files.readString(Path.of("producers.md"));
        } catch (IOException e) {
            throw new IllegalStateException("producers.md is not in this module", e);
        }
    }
}
