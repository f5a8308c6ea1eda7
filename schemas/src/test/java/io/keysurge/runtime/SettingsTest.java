// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Settings")
class SettingsTest {

    private static final String SECRET = "correct horse battery staple";

    @TempDir
    private Path directory;

    private static ConfigDef definition() {
        return CommonSettings.definition()
                .define("sink.http.port", Type.INT, 21101, ConfigDef.Range.between(0, 65535), Importance.HIGH, "Port.")
                .define("sink.wait.ms", Type.LONG, 250L, ConfigDef.Range.atLeast(1), Importance.LOW, "Wait.")
                .define("sink.ratio", Type.DOUBLE, 0.5, Importance.LOW, "Ratio.")
                .define(
                        "sink.mode",
                        Type.STRING,
                        "dry",
                        ConfigDef.ValidString.in("dry", "live"),
                        Importance.LOW,
                        "Mode.")
                .define("sink.targets", Type.LIST, "a,b", Importance.LOW, "Targets.")
                .define("sink.note", Type.STRING, null, Importance.LOW, "Note.")
                .define("sink.webhook.signature", Type.PASSWORD, null, Importance.LOW, "Signs.");
    }

    private static List<String> mistakes(List<Path> files, Map<String, String> environment, Map<String, String> flags) {
        return catchThrowableOfType(
                        InvalidSettingsException.class, () -> Settings.load(definition(), files, environment, flags))
                .mistakes();
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), List.of(lines));
    }

    @Nested
    @DisplayName("from several sources")
    class Sources {

        @Test
        void are_their_defaults_when_nothing_is_given() {
            var settings = Settings.of(definition(), Map.of());
            assertThat(settings.integer("sink.http.port")).isEqualTo(21101);
            assertThat(settings.millis("sink.wait.ms")).isEqualTo(Duration.ofMillis(250));
            assertThat(settings.number("sink.wait.ms")).isEqualTo(250);
            assertThat(settings.real("sink.ratio")).isEqualTo(0.5);
            assertThat(settings.flag("auto.register.schemas")).isFalse();
            assertThat(settings.list("sink.targets")).containsExactly("a", "b");
            assertThat(settings.optional("sink.note")).isEmpty();
        }

        @Test
        void take_the_strongest_that_speaks() throws IOException {
            Path weak =
                    file("weak.properties", "topic.prefix=weak.", "sink.mode=live", "sink.note=weak", "sink.ratio=0.1");
            Path strong = file("strong.properties", "topic.prefix=strong.", "sink.note=strong", "sink.ratio=0.2");
            var environment = Map.of("KEYSURGE_TOPIC_PREFIX", "environment.", "KEYSURGE_SINK_NOTE", "environment");
            var settings =
                    Settings.load(definition(), List.of(weak, strong), environment, Map.of("topic.prefix", "flag."));

            assertThat(settings.string("topic.prefix")).isEqualTo("flag.");
            assertThat(settings.string("sink.note")).isEqualTo("environment");
            assertThat(settings.real("sink.ratio")).isEqualTo(0.2);
            assertThat(settings.string("sink.mode")).isEqualTo("live");
            assertThat(settings.print())
                    .contains("topic.prefix=flag.  # flag\n")
                    .contains("sink.note=environment  # environment KEYSURGE_SINK_NOTE\n")
                    .contains("sink.ratio=0.2  # " + strong + "\n")
                    .contains("sink.mode=live  # " + weak + "\n")
                    .contains("sink.http.port=21101  # default\n");
        }

        @Test
        void pass_client_settings_through_under_the_clients_own_names() {
            var environment =
                    Map.of("KEYSURGE_KAFKA_SASL_JAAS_CONFIG", "login", "KEYSURGE_BASIC_AUTH_USER_INFO", "a:b");
            var settings = Settings.load(definition(), List.of(), environment, Map.of("kafka.linger.ms", "5"));
            assertThat(settings.clientSettings())
                    .containsEntry("sasl.jaas.config", "login")
                    .containsEntry("basic.auth.user.info", "a:b")
                    .containsEntry("linger.ms", "5")
                    .containsEntry("bootstrap.servers", List.of("127.0.0.1:21092"))
                    .containsEntry("auto.register.schemas", false)
                    .doesNotContainKeys("topic.prefix", "sink.http.port", "kafka.linger.ms");
        }

        @Test
        void pass_over_what_belongs_to_another_process_and_say_so() throws IOException {
            Path shared = file("shared.properties", "detector.http.port=21100", "state.dir=/var/lib/keysurge");
            var settings = Settings.load(definition(), List.of(shared), Map.of(), Map.of());
            assertThat(settings.print()).contains("# not used by this process: detector.http.port (" + shared + ")\n");
        }

        @Test
        void pass_over_variables_that_a_container_platform_adds() {
            var environment =
                    Map.of("KEYSURGE_PORT_21100_TCP_ADDR", "10.0.0.1", "KEYSURGE_HOME", "/opt", "PATH", "/bin");
            var settings = Settings.load(definition(), List.of(), environment, Map.of());
            assertThat(settings.print())
                    .contains("# not used by this process: KEYSURGE_PORT_21100_TCP_ADDR (environment)\n")
                    .doesNotContain("KEYSURGE_HOME", "PATH (");
        }
    }

    @Nested
    @DisplayName("with placeholders")
    class Placeholding {

        @Test
        void take_values_from_files_folders_and_the_environment() throws IOException {
            Path secrets = file("secrets.properties", "signature=" + SECRET);
            file("token", "from a folder");
            var flags = Map.of(
                    "sink.webhook.signature", "${file:" + secrets + ":signature}",
                    "bearer.auth.token", "${dir:" + directory + ":token}",
                    "sink.note", "to ${env:TEAM} and ${env:OTHER}");
            var settings = Settings.load(definition(), List.of(), Map.of("TEAM", "blue", "OTHER", "$1"), flags);

            assertThat(settings.string("sink.webhook.signature")).isEqualTo(SECRET);
            assertThat(settings.clientSettings().get("bearer.auth.token").toString())
                    .startsWith("from a folder");
            assertThat(settings.string("sink.note")).isEqualTo("to blue and $1");
            assertThat(settings.print())
                    .contains("sink.webhook.signature=${file:" + secrets + ":signature}  # flag")
                    .doesNotContain(SECRET, "from a folder");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"${env:MISSING}", "${file:/no/such/file:name}", "${vault:path:name}", "${dir:/no/such:file}"
                })
        void refuse_one_that_stands_for_nothing(String placeholder) {
            assertThat(mistakes(List.of(), Map.of(), Map.of("sink.note", placeholder)))
                    .singleElement()
                    .asString()
                    .startsWith("sink.note: " + placeholder + " stands for nothing that can be read (expected: ");
        }
    }

    @Nested
    @DisplayName("with mistakes")
    class Mistakes {

        @Test
        void list_every_one_of_them_with_value_rule_and_origin() throws IOException {
            Path file =
                    file("bad.properties", "sink.htp.port=1", "sink.mode=fast", "sink.ratio=much", "sink.ratio=more");
            var environment = Map.of("KEYSURGE_SINK_HTTP_PORT", "70000", "KEYSURGE_TOPIC_PREFX", "x");
            var flags = Map.of("nonsense", "1", "sink.wait.ms", "0", "bootstrap.servers", "localhost");

            assertThat(mistakes(List.of(file, directory.resolve("absent")), environment, flags))
                    .containsExactlyInAnyOrder(
                            "sink.htp.port: no such setting, from " + file + "; did you mean sink.http.port?",
                            "sink.mode: fast (expected: text, one of dry, live), from " + file,
                            "sink.ratio: stands twice in " + file + " (expected: once)",
                            "sink.ratio: more (expected: a number), from " + file,
                            directory.resolve("absent") + ": no such file (expected: a readable properties file)",
                            "sink.http.port: 70000 (expected: a whole number, from 0 to 65535),"
                                    + " from environment KEYSURGE_SINK_HTTP_PORT",
                            "topic.prefx: no such setting, from environment KEYSURGE_TOPIC_PREFX;"
                                    + " did you mean topic.prefix?",
                            "nonsense: no such setting, from flag",
                            "sink.wait.ms: 0 (expected: a whole number, 1 or more), from flag",
                            "bootstrap.servers: localhost (expected: a list separated by commas,"
                                    + " host:port, separated by commas), from flag");
        }

        @Test
        void name_a_required_setting_that_is_missing_and_the_ways_to_give_it() {
            var definition = new ConfigDef().define("target.url", Type.STRING, Importance.HIGH, "Where to.");
            assertThatThrownBy(() -> Settings.of(definition, Map.of()))
                    .hasMessage("One setting is wrong: target.url: missing (expected: text); set it in a properties"
                            + " file, as KEYSURGE_TARGET_URL or with --set");
        }

        @Test
        void refuse_a_name_of_another_process_on_the_command_line() {
            assertThat(mistakes(List.of(), Map.of(), Map.of("detector.http.port", "1")))
                    .containsExactly("detector.http.port: no such setting, from flag");
        }

        @Test
        void tell_what_a_validator_said_that_cannot_describe_itself() {
            ConfigDef.Validator odd = (name, value) -> {
                throw new ConfigException(name, value, "Value must be odd");
            };
            var definition = new ConfigDef()
                    .define("n", Type.INT, 1, null, Importance.LOW, "")
                    .define("m", Type.INT, ConfigDef.NO_DEFAULT_VALUE, odd, Importance.LOW, "");
            assertThatThrownBy(() -> Settings.of(definition, Map.of("m", "2")))
                    .hasMessage("One setting is wrong: m: 2 (expected: Value must be odd), from flag");
        }

        @Test
        void never_repeat_a_secret() {
            ConfigDef.Validator picky = (name, value) -> {
                if (value.toString().equals(SECRET)) {
                    throw new ConfigException(name, value, "not " + SECRET);
                }
            };
            var definition = new ConfigDef()
                    .define("sink.api.key", Type.STRING, "", picky, Importance.LOW, "")
                    .define("sink.code.secret", Type.INT, 0, Importance.LOW, "");
            assertThatThrownBy(
                            () -> Settings.of(definition, Map.of("sink.api.key", SECRET, "sink.code.secret", SECRET)))
                    .hasMessageContaining("sink.api.key: (hidden) (expected: text), from flag")
                    .hasMessageContaining("sink.code.secret: (hidden) (expected: a whole number), from flag")
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Nested
    @DisplayName("as text")
    class AsText {

        @Test
        void hide_secrets_by_type_by_name_and_by_look() {
            var settings = Settings.of(
                    definition(),
                    Map.of(
                            "sink.webhook.signature",
                            SECRET,
                            "kafka.ssl.key.password",
                            SECRET,
                            "sink.note",
                            "key is sk-proj-0123456789abcdef",
                            "schema.registry.url",
                            "http://me:hunter2@registry:8081"));
            assertThat(settings.print())
                    .doesNotContain(SECRET, "0123456789abcdef", "hunter2")
                    .contains("sink.webhook.signature=(hidden)  # flag")
                    .contains("schema.registry.url=http://(hidden)@registry:8081  # flag");
        }

        @Test
        void stay_on_one_line_each() {
            var settings = Settings.of(definition(), Map.of("sink.note", "one\ntwo"));
            assertThat(settings.print()).contains("sink.note=one\\ntwo  # flag\n");
        }
    }

    @Nested
    @DisplayName("as a hash")
    class Hash {

        private final Settings settings = Settings.of(definition(), Map.of("sink.ratio", "0.7"));

        @Test
        void have_sixteen_digits_and_are_equal_wherever_the_values_come_from() throws IOException {
            Path file = file("same.properties", "sink.ratio = 0.70");
            var same = Settings.load(definition(), List.of(file), Map.of(), Map.of());
            assertThat(settings.hash()).matches("[0-9a-f]{16}").isEqualTo(same.hash());
        }

        @Test
        void differ_when_a_value_differs_and_not_when_a_secret_does() {
            assertThat(Settings.of(definition(), Map.of("sink.ratio", "0.8")).hash())
                    .isNotEqualTo(settings.hash());
            assertThat(Settings.of(definition(), Map.of("sink.ratio", "0.7", "sink.webhook.signature", SECRET))
                            .hash())
                    .isEqualTo(settings.hash());
        }

        @Test
        void look_only_at_the_names_asked_for() {
            var other = Settings.of(definition(), Map.of("sink.ratio", "0.7", "topic.prefix", "x."));
            assertThat(other.hash(name -> name.startsWith("sink.")))
                    .isEqualTo(settings.hash(name -> name.startsWith("sink.")));
            assertThat(other.hash()).isNotEqualTo(settings.hash());
        }

        @Test
        void see_through_the_placeholder_of_a_setting_of_our_own() {
            var flags = Map.of("sink.ratio", "${env:RATIO}");
            var low = Settings.load(definition(), List.of(), Map.of("RATIO", "0.7"), flags);
            var high = Settings.load(definition(), List.of(), Map.of("RATIO", "0.8"), flags);
            assertThat(low.hash()).isEqualTo(settings.hash()).isNotEqualTo(high.hash());
        }
    }

    @Test
    void refuse_to_be_asked_for_what_they_are_not() {
        var settings = Settings.of(definition(), Map.of());
        assertThatThrownBy(() -> settings.string("no.such")).hasMessage("no.such: no such setting");
        assertThatThrownBy(() -> settings.integer("sink.ratio"))
                .hasMessage("sink.ratio: not a setting of a whole number");
        assertThatThrownBy(() -> settings.string("sink.http.port")).hasMessage("sink.http.port: not a setting of text");
        assertThatThrownBy(() -> settings.flag("sink.mode")).hasMessage("sink.mode: not a setting of type Boolean");
        assertThatThrownBy(() -> settings.string("sink.note")).hasMessage("sink.note: not set");
    }
}
