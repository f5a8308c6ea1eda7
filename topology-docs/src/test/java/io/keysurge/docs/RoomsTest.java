// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The rooms of the house")
class RoomsTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(RoomsTest::isWrittenByHand)
            .importPackages("io.keysurge");

    private static boolean isWrittenByHand(Location location) {
        return !location.contains("/io/keysurge/contract/");
    }

    @Test
    void are_all_seen_by_this_test() {
        Set<String> rooms =
                HOUSE.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rooms)
                .contains(
                        "io.keysurge.detect",
                        "io.keysurge.series",
                        "io.keysurge.topology",
                        "io.keysurge.revoke",
                        "io.keysurge.serde",
                        "io.keysurge.local",
                        "io.keysurge.docs");
    }

    @Nested
    @DisplayName("of judgement")
    class Judgement {

        @Test
        void know_plain_java_alone_where_usage_is_judged() {
            classes()
                    .that()
                    .resideInAPackage("io.keysurge.detect..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("io.keysurge.detect..", "java..", "org.jspecify..")
                    .check(HOUSE);
        }

        @Test
        void know_plain_java_alone_where_single_series_are_judged() {
            classes()
                    .that()
                    .resideInAPackage("io.keysurge.series..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("io.keysurge.series..", "java..", "org.jspecify..")
                    .check(HOUSE);
        }

        @Test
        void know_plain_java_and_the_contracts_where_responses_are_decided() {
            classes()
                    .that()
                    .resideInAPackage("io.keysurge.revoke..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("io.keysurge.revoke..", "io.keysurge.contract..", "java..", "org.jspecify..")
                    .check(HOUSE);
        }

        @Test
        void speak_no_http_where_responses_are_decided() {
            noClasses()
                    .that()
                    .resideInAPackage("io.keysurge.revoke..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.net..")
                    .check(HOUSE);
        }

        @Test
        void know_neither_topics_nor_contracts_where_tokens_are_priced() {
            noClasses()
                    .that()
                    .resideInAPackage("io.keysurge.prices..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "io.keysurge.contract..")
                    .check(HOUSE);
        }

        @Test
        void know_neither_topics_nor_files_where_payloads_of_other_systems_are_mapped() {
            noClasses()
                    .that()
                    .resideInAPackage("io.keysurge.imports..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "java.nio.file..", "picocli..")
                    .check(HOUSE);
        }

        @Test
        void know_money_as_whole_numbers_and_decimals_only() {
            fields().that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(
                            "io.keysurge.prices..",
                            "io.keysurge.spend..",
                            "io.keysurge.reconcile..",
                            "io.keysurge.export..")
                    .should()
                    .notHaveRawType(double.class)
                    .andShould()
                    .notHaveRawType(float.class)
                    .check(HOUSE);
        }

        @Test
        void know_event_time_only() {
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.keysurge.detect..",
                            "io.keysurge.series..",
                            "io.keysurge.topology..",
                            "io.keysurge.translate..",
                            "io.keysurge.replay..",
                            "io.keysurge.imports..",
                            "io.keysurge.prices..",
                            "io.keysurge.spend..",
                            "io.keysurge.reconcile..",
                            "io.keysurge.cases..",
                            "io.keysurge.labels..",
                            "io.keysurge.timeline..",
                            "io.keysurge.rejected..",
                            "io.keysurge.quality..",
                            "io.keysurge.export..",
                            "io.keysurge.revoke..")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(InstantSource.class)
                    .check(HOUSE);
        }
    }

    @Nested
    @DisplayName("towards the outside")
    class Outside {

        private static final String[] FRONT_DOORS = {
            "io.keysurge.app..",
            "io.keysurge.cli..",
            "io.keysurge.sink..",
            "io.keysurge.runtime..",
            "io.keysurge.local.."
        };

        @Test
        void read_the_environment_and_end_the_process_at_the_front_door_only() {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(FRONT_DOORS)
                    .should()
                    .callMethod(System.class, "getenv")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class)
                    .orShould()
                    .callMethod(System.class, "exit", int.class)
                    .check(HOUSE);
        }

        @Test
        void speak_kafka_streams_only_around_the_topology() {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.keysurge.topology..",
                            "io.keysurge.state..",
                            "io.keysurge.app..",
                            "io.keysurge.config..",
                            "io.keysurge.docs..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka.streams..")
                    .check(HOUSE);
        }

        @Test
        void know_of_kafka_streams_nothing_but_its_settings_where_settings_are_made() {
            noClasses()
                    .that()
                    .resideInAPackage("io.keysurge.config..")
                    .should()
                    .dependOnClassesThat(describe(
                            "Kafka Streams' besides StreamsConfig",
                            type -> type.getPackageName().startsWith("org.apache.kafka.streams")
                                    && !type.getName().equals("org.apache.kafka.streams.StreamsConfig")))
                    .check(HOUSE);
        }

        @Test
        void stand_on_the_inside_of_kafka_streams_in_one_place_only() {
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("io.keysurge.state.WriteBehindStore")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka.streams..internals..")
                    .check(HOUSE);
        }

        @Test
        void ask_the_schema_registry_through_the_serde_or_at_setup_only() {
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.keysurge.registry..", "io.keysurge.serde..", "io.keysurge.docs..")
                    .and()
                    .doNotHaveFullyQualifiedName("io.keysurge.cli.SetupCommand")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.keysurge.registry..")
                    .check(HOUSE);
        }

        @Test
        void write_to_the_console_only_where_a_person_asked_on_the_command_line() {
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.keysurge.cli..", "io.keysurge.local..")
                    .and()
                    .areNotAnnotatedWith("picocli.CommandLine$Command")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .orShould()
                    .callMethod(Throwable.class, "printStackTrace")
                    .check(HOUSE);
        }

        @Test
        void log_through_slf4j() {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.util.logging..", "ch.qos.logback..", "org.apache.logging..")
                    .check(HOUSE);
        }
    }

    @Nested
    @DisplayName("as they are built")
    class Build {

        @Test
        void do_not_depend_on_each_other_in_circles() {
            slices().matching("io.keysurge.(**)").should().beFreeOfCycles().check(HOUSE);
        }

        @Test
        void are_looked_at_by_nothing_where_documentation_is_made() {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.keysurge.docs..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.keysurge.docs..")
                    .check(HOUSE);
        }

        @Test
        void are_never_null_unless_they_say_so() {
            assertThat(HOUSE.stream().map(JavaClass::getPackage).distinct())
                    .filteredOn(room -> !room.isAnnotatedWith(NullMarked.class))
                    .isEmpty();
        }

        @Test
        void call_things_what_they_are() {
            noClasses()
                    .should()
                    .haveNameMatching(".*(Manager|Util|Utils|Helper|Impl)")
                    .check(HOUSE);
        }

        @Test
        void show_no_field_that_anybody_may_change() {
            fields().that().arePublic().should().beFinal().check(HOUSE);
        }
    }
}
