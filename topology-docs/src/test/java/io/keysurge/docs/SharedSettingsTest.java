// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.config.DetectorConfig;
import io.keysurge.config.ImportConfig;
import io.keysurge.config.ListenConfig;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.sink.SinkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A file of settings that every process reads")
class SharedSettingsTest {

    @TempDir
    private Path folder;

    /** Who reads it. */
    private enum Reader {
        DETECTOR,
        LISTENER,
        SINK,
        IMPORT,
        SETUP;

        ConfigDef definition() {
            return switch (this) {
                case DETECTOR -> DetectorConfig.definition();
                case LISTENER -> ListenConfig.definition();
                case SINK -> SinkSettings.definition();
                case IMPORT -> ImportConfig.addTo(CommonSettings.definition());
                case SETUP -> CommonSettings.definition();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void may_say_whatever_the_others_understand(Reader reader) throws IOException {
        Set<String> others = new TreeSet<>();
        for (Reader other : Reader.values()) {
            others.addAll(other.definition().names());
        }
        others.removeAll(reader.definition().names());
        Path file = Files.write(
                folder.resolve("keysurge.properties"),
                others.stream().map(name -> name + "=theirs").toList());

        Settings read = Settings.load(reader.definition(), List.of(file), Map.of(), Map.of());

        assertThat(read.print().lines())
                .filteredOn(line -> line.startsWith("# not used by this process: "))
                .hasSameSizeAs(others);
    }
}
