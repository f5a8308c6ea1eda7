// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The local-kafka module")
@AnalyzeClasses(packages = "io.keysurge.local", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule starts_servers_as_processes_and_never_calls_them = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..", "io.apicurio..");

    @ArchTest
    static final ArchRule knows_what_a_process_is_without_knowing_what_runs_in_it = classes()
            .that()
            .resideInAPackage("..process..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..process..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule reads_the_environment_and_exits_in_its_commands_only = noClasses()
            .that()
            .resideOutsideOfPackage("io.keysurge.local")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule has_no_circles_of_packages =
            slices().matching("io.keysurge.local.(**)").should().beFreeOfCycles();
}
