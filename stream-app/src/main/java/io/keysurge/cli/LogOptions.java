// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.config.DetectionConfig;
import io.keysurge.config.SpendConfig;
import io.keysurge.history.Retelling;
import io.keysurge.history.Span;
import io.keysurge.prices.PriceTable;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.topics.Topics;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of every command that reads the log again: which part of it, and of whom. */
final class LogOptions {

    @Option(
            names = "--identity",
            paramLabel = "ID",
            description = "Only this identity; may be given several times. Default: everybody.")
    private Set<String> identities = new HashSet<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "First event time, such as 2026-11-24T00:00:00Z. Default: the oldest there is.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "First event time no more. Default: now.")
    private @Nullable Instant to;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Where usage is. Default: the usage topic.")
    private @Nullable String topic;

    /** What has to be known beside the settings of every process to judge as the running detector does. */
    static ConfigDef definition() {
        return SpendConfig.addTo(DetectionConfig.addTo(CommonSettings.definition()));
    }

    Set<String> identities() {
        return identities;
    }

    /** The span that is asked for. */
    Span span(CommandSpec spec) {
        return span(from, to, spec);
    }

    /** The span between two options of a command. */
    static Span span(@Nullable Instant from, @Nullable Instant to, CommandSpec spec) {
        try {
            return new Span(from, to);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }

    /** Refuses a number of things to show that is none. */
    static void requireCount(String option, int count, CommandSpec spec) {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), option + ": " + count + " (expected: 1 or more)");
        }
    }

    /** The log that is asked for. */
    Retelling log(Settings settings, PriceTable prices, Retelling.Progress progress) {
        Topics topics = CommonSettings.topics(settings);
        String usage = topic == null ? topics.usage().name() : topic;
        return new Retelling(
                settings.clientSettings(), topics, new Retelling.Question(usage, identities, prices), progress);
    }
}
