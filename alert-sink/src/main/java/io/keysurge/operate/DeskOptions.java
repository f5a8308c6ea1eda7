// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import io.keysurge.contract.ResponseStep;
import io.keysurge.operate.Operator.PolicyReader;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.PolicySettings;
import io.keysurge.runtime.ConfigFiles;
import io.keysurge.runtime.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, and who speaks. */
final class DeskOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file; may be given several times, later ones win.")
    private List<Path> files = List.of();

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "One setting; wins over files and environment.")
    private Map<String, String> flags = new LinkedHashMap<>();

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Who speaks, as the ledger shows it. Default: the name of the user of this process.")
    private String person = System.getProperty("user.name", "");

    private final Map<String, String> environment;

    private final PolicyReader policies;

    DeskOptions(Map<String, String> environment, PolicyReader policies) {
        this.policies = policies;
        this.environment = Map.copyOf(environment);
    }

    String person() {
        return person;
    }

    /**
     * The sink's policy.
     *
     * @param over a file whose settings win over those of the installation; null: none
     */
    PolicySettings policy(@Nullable Path over) {
        List<Path> all = new ArrayList<>(ConfigFiles.inForce(environment, Path.of(""), files));
        if (over != null) {
            all.add(over);
        }
        return policies.read(Settings.load(policies.definition(), all, environment, flags));
    }

    /** What a connector would do, in one sentence. */
    String plan(String connector, ResponseStep step, AlertFacts facts) {
        return policies.plan(settings(), connector, step, facts);
    }

    Desk open() {
        return new Desk(settings());
    }

    private Settings settings() {
        return Settings.load(
                policies.definition(), ConfigFiles.inForce(environment, Path.of(""), files), environment, flags);
    }
}
