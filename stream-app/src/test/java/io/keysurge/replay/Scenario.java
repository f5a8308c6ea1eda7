// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.contract.UsageEvent;
import io.keysurge.json.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One folder of {@code scenarios}: {@code story.jsonl} says what happens, see {@link StoryFile}; {@code identities.json},
 * where there is one, what the identity registry knows; {@code alerts.jsonl} which alerts that must raise.
 */
public final class Scenario {

    private static final Path FOLDER = Path.of("src/test/resources/scenarios");

    /** What an expected alert says; fields without a value are left out. */
    private static final List<String> TOLD = List.of(
            "raised_at",
            "identity_id",
            "type",
            "subject",
            "state",
            "revision",
            "severity",
            "related_types",
            "affected_identities",
            "explanation");

    private static final List<String> ABOUT_HOURS =
            List.of("DUPLICATED_AUTOMATION", "SPEND_CONCENTRATION", "ENVIRONMENT_MISMATCH");

    private final Path folder;

    private Scenario(Path folder) {
        this.folder = folder;
    }

    /** Every scenario there is. */
    public static Stream<Scenario> all() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory).sorted().map(Scenario::new).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What happens, in order of time. */
    public List<UsageEvent> usage() throws IOException {
        return StoryFile.read(folder.resolve("story.jsonl"));
    }

    /** What the identity registry knows. */
    public List<IdentityRecord> identities() throws IOException {
        return Files.exists(identityFile()) ? IdentityFile.read(identityFile()) : List.of();
    }

    /** Where that stands; there may be no such file. */
    public Path identityFile() {
        return folder.resolve("identities.json");
    }

    /** Which credentials are known from the beginning to be in other hands. */
    public List<ExposureReport> exposures() throws IOException {
        return Files.exists(exposureFile()) ? ExposureFile.read(exposureFile()) : List.of();
    }

    /** Where that stands; there may be no such file. */
    public Path exposureFile() {
        return folder.resolve("exposures.json");
    }

    /** What the sink is known from the beginning to have done, or to do yet. */
    public List<ActionRecord> actions() throws IOException {
        return Files.exists(actionFile()) ? ActionFile.read(actionFile()) : List.of();
    }

    /** Where that stands; there may be no such file. */
    public Path actionFile() {
        return folder.resolve("actions.json");
    }

    /** What groups may consume together. */
    public List<SharedBudgets> sharedBudgets() throws IOException {
        return Files.exists(sharedBudgetFile()) ? SharedBudgetFile.read(sharedBudgetFile()) : List.of();
    }

    /** Where that stands; there may be no such file. */
    public Path sharedBudgetFile() {
        return folder.resolve("shared-budgets.json");
    }

    /** The alerts that must be raised, as lines of JSON, in order. */
    public List<String> expected() throws IOException {
        return Files.readAllLines(alertFile());
    }

    /** True when alerts are expected that only hours of spend show, which are told by the wall clock. */
    public boolean isOfHours() throws IOException {
        return expected().stream()
                .anyMatch(alert -> ABOUT_HOURS.stream().anyMatch(type -> alert.contains("\"" + type + "\"")));
    }

    /** Takes what was raised as what must be. For people who have read it first. */
    public void expect(List<Alert> alerts) throws IOException {
        Files.write(alertFile(), told(alerts));
    }

    /** What the expected alerts say, of alerts that were raised. */
    public static List<String> told(List<Alert> alerts) {
        return alerts.stream().map(Scenario::told).toList();
    }

    private static String told(Alert alert) {
        ObjectNode all = RecordJson.toTree(alert);
        ObjectNode told = all.objectNode();
        for (String field : TOLD) {
            if (!all.get(field).isNull()
                    && !(all.get(field).isArray() && all.get(field).isEmpty())) {
                told.set(field, all.get(field));
            }
        }
        return told.toString();
    }

    private Path alertFile() {
        return folder.resolve("alerts.jsonl");
    }

    @Override
    public String toString() {
        return String.valueOf(folder.getFileName());
    }
}
