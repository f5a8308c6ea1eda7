// SPDX-License-Identifier: Apache-2.0
package io.keysurge;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The rooms of the sink")
@AnalyzeClasses(
        packages = {
            "io.keysurge.revoke",
            "io.keysurge.register",
            "io.keysurge.ledger",
            "io.keysurge.measure",
            "io.keysurge.consume",
            "io.keysurge.contain",
            "io.keysurge.email",
            "io.keysurge.notice",
            "io.keysurge.slack",
            "io.keysurge.deliver",
            "io.keysurge.http",
            "io.keysurge.errand",
            "io.keysurge.webhook",
            "io.keysurge.audit",
            "io.keysurge.operate",
            "io.keysurge.keycloak",
            "io.keysurge.litellm",
            "io.keysurge.keyring",
            "io.keysurge.vault",
            "io.keysurge.anthropic",
            "io.keysurge.openai",
            "io.keysurge.google",
            "io.keysurge.aws",
            "io.keysurge.oauth",
            "io.keysurge.secevent",
            "io.keysurge.command",
            "io.keysurge.sink"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule policy_knows_only_itself_and_the_contract = classes()
            .that()
            .resideInAPackage("io.keysurge.revoke..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("io.keysurge.revoke..", "io.keysurge.contract..", "java..", "org.jspecify.."));

    @ArchTest
    static final ArchRule policy_has_no_clock_of_its_own = noClasses()
            .that()
            .resideInAPackage("io.keysurge.revoke..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.InstantSource.class);

    @ArchTest
    static final ArchRule only_one_room_speaks_http = noClasses()
            .that()
            .resideOutsideOfPackage("io.keysurge.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..");

    @ArchTest
    static final ArchRule http_knows_nothing_of_what_it_carries = classes()
            .that()
            .resideInAPackage("io.keysurge.http..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "io.keysurge.http..", "org.apache.hc..", "java..", "javax.net.ssl..", "org.jspecify.."));

    @ArchTest
    static final ArchRule connectors_know_nothing_of_kafka_but_the_one_to_it = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.keysurge.webhook..",
                    "io.keysurge.errand..",
                    "io.keysurge.keycloak..",
                    "io.keysurge.litellm..",
                    "io.keysurge.keyring..",
                    "io.keysurge.vault..",
                    "io.keysurge.anthropic..",
                    "io.keysurge.openai..",
                    "io.keysurge.google..",
                    "io.keysurge.aws..",
                    "io.keysurge.oauth..",
                    "io.keysurge.secevent..",
                    "io.keysurge.slack..",
                    "io.keysurge.email..",
                    "io.keysurge.notice..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule connectors_do_not_know_each_other = slices().matching(
                    "io.keysurge.(webhook|keycloak|litellm|vault|anthropic|openai|google|aws|oauth|secevent|command|slack|email)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule only_the_front_door_reads_the_environment_or_ends_the_process = noClasses()
            .that()
            .resideOutsideOfPackage("io.keysurge.sink..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule rooms_have_no_cycles =
            slices().matching("io.keysurge.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule every_room_is_null_marked = classes()
            .should(new ArchCondition<>("be in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
                }
            });

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = noClasses()
            .should(new ArchCondition<>("be called Manager, Util, Helper or Impl") {
                private final DescribedPredicate<JavaClass> vague = DescribedPredicate.describe(
                        "vague", type -> type.getSimpleName().matches(".*(Manager|Utils?|Helper|Impl)"));

                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    events.add(new SimpleConditionEvent(type, vague.test(type), type.getName()));
                }
            });
}
