// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A service runner")
class ServiceRunnerTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream errors = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void fails_with_one_sentence_when_the_service_cannot_go_on() {
        var service =
                new Scripted(onFatal -> onFatal.accept(new IllegalStateException("the broker refused the login")));
        assertThat(ServiceRunner.run(service, errors)).isEqualTo(ServiceRunner.FAILED);
        assertThat(said).hasToString("sink: the broker refused the login\n");
        assertThat(service.stops).isEqualTo(1);
    }

    @Test
    void fails_and_stops_what_had_started_when_the_service_cannot_start() {
        var service = new Scripted(onFatal -> {
            throw new IllegalStateException("port 1 is taken");
        });
        assertThat(ServiceRunner.run(service, errors)).isEqualTo(ServiceRunner.FAILED);
        assertThat(said).hasToString("sink: port 1 is taken\n");
        assertThat(service.stops).isEqualTo(1);
    }

    @Test
    void fails_when_a_class_is_missing_at_the_start() {
        var service = new Scripted(onFatal -> {
            throw new NoClassDefFoundError("io/example/Serde");
        });
        assertThat(ServiceRunner.run(service, errors)).isEqualTo(ServiceRunner.FAILED);
        assertThat(said).hasToString("sink: io/example/Serde\n");
        assertThat(service.stops).isEqualTo(1);
    }

    @Test
    void tells_the_first_error_only_and_no_secret() {
        var service = new Scripted(onFatal -> {
            onFatal.accept(new IllegalStateException("no answer from http://me:hunter2@registry"));
            onFatal.accept(new IllegalStateException("second"));
        });
        service.stopFails = true;
        assertThat(ServiceRunner.run(service, errors)).isEqualTo(ServiceRunner.FAILED);
        assertThat(said).hasToString("sink: no answer from http://(hidden)@registry\n");
    }

    private static final class Scripted implements Service {

        private final Consumer<Consumer<Throwable>> script;
        private int stops;
        private boolean stopFails;

        Scripted(Consumer<Consumer<Throwable>> script) {
            this.script = script;
        }

        @Override
        public String name() {
            return "sink";
        }

        @Override
        public void start(Consumer<Throwable> onFatal) {
            script.accept(onFatal);
        }

        @Override
        public void stop() {
            stops++;
            if (stopFails) {
                throw new IllegalStateException("cannot stop either");
            }
        }
    }
}
