// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.flame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A flame graph")
class FlameGraphTest {

    @Test
    void counts_a_sample_for_every_call_on_its_way() {
        var all = new Frame("all");
        all.add(List.of("main", "judge", "log"));
        all.add(List.of("main", "judge"));
        all.add(List.of("main", "pack"));

        Frame main = all.called().iterator().next();
        assertThat(main.samples()).isEqualTo(3);
        assertThat(main.called()).extracting(Frame::name).containsExactly("judge", "pack");
        assertThat(main.called()).extracting(Frame::samples).containsExactly(2L, 1L);
        assertThat(all.depth(1)).isEqualTo(4);
        assertThat(all.depth(2)).isEqualTo(3);
    }

    @Test
    void shows_where_a_recorded_program_was_busy(@TempDir Path folder) throws Exception {
        Path recorded = folder.resolve("busy.jfr");
        try (var recording = new Recording(Configuration.getConfiguration("profile"))) {
            recording.start();
            assertThat(busy(Duration.ofSeconds(2))).isNotZero();
            recording.stop();
            recording.dump(recorded);
        }

        Path picture = folder.resolve("busy.svg");
        FlameGraph.draw(recorded, picture);

        assertThat(Files.readString(picture)).contains("FlameGraphTest.busy");
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    }

    private static double busy(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        double sum = 1;
        while (System.nanoTime() < until) {
            for (int i = 1; i < 1_000; i++) {
                sum += Math.sqrt(sum + i);
            }
        }
        return sum;
    }
}
