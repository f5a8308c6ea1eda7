// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.SchemaRegistrar;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.topics.TopicProvisioner;
import io.keysurge.topics.Topics;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the topics and registers the schemas. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description = {
            "Creates the topics that are missing and registers the schemas. Running it again does no harm.",
            "Topics that exist are never changed; where they differ from the catalogue is printed."
        })
final class SetupCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--partitions",
            defaultValue = "4",
            paramLabel = "N",
            description = "Partitions of each new topic. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--replication-factor",
            defaultValue = "1",
            paramLabel = "N",
            description = "Replicas of each new partition; -1 leaves it to the broker. Default: ${DEFAULT-VALUE}.")
    private short replicationFactor;

    @Override
    public Integer call() {
        Settings settings = common.settings();
        Topics topics = CommonSettings.topics(settings);
        PrintWriter out = spec.commandLine().getOut();
        try (Admin admin = Admin.create(patient(settings.clientSettings()))) {
            TopicProvisioner provisioner = new TopicProvisioner(admin, partitions, replicationFactor);
            List<String> created = provisioner.createMissing(topics);
            created.forEach(name -> out.println("created topic " + name));
            out.println(created.size() + " topics created, " + (topics.all().size() - created.size()) + " were there.");
            provisioner.differences(topics).forEach(difference -> out.println("differs: " + difference));
        }
        try (RegistryClient registry = RegistryClient.from(settings.clientSettings())) {
            new SchemaRegistrar(registry)
                    .registerAll(topics)
                    .forEach((subject, id) -> out.println("schema " + subject + " has id " + id));
        }
        out.flush();
        return ExitCode.OK;
    }

    /** A person waits: say after some seconds and not after a minute that nobody answers. */
    private static Map<String, Object> patient(Map<String, Object> clientSettings) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }
}
