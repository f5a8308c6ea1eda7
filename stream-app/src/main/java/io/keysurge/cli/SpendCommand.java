// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.contract.SpendRollup;
import io.keysurge.prices.InvalidPricesException;
import io.keysurge.prices.PriceTable;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.spend.Costing;
import io.keysurge.spend.Dimension;
import io.keysurge.spend.FocusExport;
import io.keysurge.spend.SpendCsv;
import io.keysurge.spend.SpendJson;
import io.keysurge.spend.SpendQuestion;
import io.keysurge.spend.SpendReport;
import io.keysurge.spend.SpendTable;
import io.keysurge.spend.SpendTopic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells what it cost, and whom. */
@Command(
        name = "spend",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what it cost, from the hourly roll-ups: calls, tokens, cost and shares, the greatest first; the current month unless told otherwise.",
            "All times are UTC. Costs are exact in --json, --csv and --focus, and rounded for people only.",
            "Exit code 0: all is in it. 1: it failed, or a roll-up could not be read and is left out."
        })
final class SpendCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Only only;

    @Option(
            names = "--by",
            defaultValue = "business-unit",
            paramLabel = "WHAT",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Dimension by = Dimension.BUSINESS_UNIT;

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "A whole month.")
    private @Nullable YearMonth month;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "First hour, such as 2026-11-24T00:00:00Z. Default: that in which the month of --to begins.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "First hour no more. Default: the next one.")
    private @Nullable Instant to;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description =
                    "Price again by this table what producers stated no cost of. Its form: prices.schema.json; an example: prices-example.yaml.")
    private @Nullable Path prices;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Show the N greatest, and the others in one. Default: all.")
    private int top = Integer.MAX_VALUE;

    @ArgGroup
    private @Nullable Form form;

    private boolean complete = true;

    SpendCommand() {}

    /** How it is written. */
    static final class Form {
        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        @Option(
                names = "--csv",
                description = {
                    "Print CSV: the dimension (empty: unknown), calls, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, tokens_without_price, and cost_USD and so on.",
                    "A text that a spreadsheet would take for a formula has an apostrophe before it; in --focus too."
                })
        private boolean csv;

        @Option(
                names = "--focus",
                description =
                        "Print CSV with columns of FOCUS 1.2: a line for each hour, identity, application, agent, model and currency. --by and --top do not matter.")
        private boolean focus;
    }

    /** Of whom spend is told. */
    static final class Only {
        @Option(
                names = "--business-unit",
                paramLabel = "UNIT",
                description = "Only this business unit's; here and below, \"\" is what nobody is named for.")
        private @Nullable String businessUnit;

        @Option(names = "--owner", paramLabel = "OWNER", description = "Only this owner's.")
        private @Nullable String owner;

        @Option(names = "--identity", paramLabel = "ID", description = "Only this identity's.")
        private @Nullable String identity;

        @Option(names = "--application", paramLabel = "ID", description = "Only through this application.")
        private @Nullable String application;

        @Option(names = "--agent", paramLabel = "ID", description = "Only on behalf of this agent.")
        private @Nullable String agent;

        @Option(names = "--model", paramLabel = "NAME", description = "Only of this model.")
        private @Nullable String model;

        @Option(names = "--environment", paramLabel = "NAME", description = "Only of this environment.")
        private @Nullable String environment;

        private Map<Dimension, String> names() {
            Map<Dimension, String> names = new EnumMap<>(Dimension.class);
            put(names, Dimension.BUSINESS_UNIT, businessUnit);
            put(names, Dimension.OWNER, owner);
            put(names, Dimension.IDENTITY, identity);
            put(names, Dimension.APPLICATION, application);
            put(names, Dimension.AGENT, agent);
            put(names, Dimension.MODEL, model);
            put(names, Dimension.ENVIRONMENT, environment);
            return names;
        }

        private static void put(Map<Dimension, String> names, Dimension dimension, @Nullable String name) {
            if (name != null) {
                names.put(dimension, name);
            }
        }
    }

    @Override
    public Integer call() throws IOException, InvalidPricesException {
        if (top < 1) {
            throw new ParameterException(spec.commandLine(), "--top: " + top + " (expected: 1 or more)");
        }
        SpendQuestion question = question();
        Costing costing = prices == null ? Costing.recorded() : Costing.pricedBy(PriceTable.read(prices));
        Settings settings = common.settings();
        SpendTopic topic =
                new SpendTopic(CommonSettings.topics(settings).spend().name(), settings.clientSettings(), this::warn);
        print(question, costing, topic.read(question::asksFor));
        return complete ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private SpendQuestion question() {
        try {
            return SpendQuestion.of(month, from, to, InstantSource.system().instant(), only.names());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }

    private void print(SpendQuestion question, Costing costing, Collection<SpendRollup> rollups) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SpendReport report = SpendReport.of(question, by, costing, rollups, top);
        if (form != null && form.focus) {
            FocusExport.write(question, costing, rollups, out);
        } else if (form != null && form.csv) {
            SpendCsv.write(report, out);
        } else if (form != null && form.json) {
            out.println(SpendJson.of(report));
        } else {
            SpendTable.lines(report, Terminal.current().interactive()).forEach(out::println);
        }
        out.flush();
    }

    /** Sums without a record that nobody can read are no good sums. */
    private void warn(String warning) {
        complete = false;
        spec.commandLine().getErr().println(warning);
    }
}
