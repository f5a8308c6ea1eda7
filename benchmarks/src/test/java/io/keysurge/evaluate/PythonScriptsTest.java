// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.evaluate.nab.Contestant;
import io.keysurge.evaluate.nab.NabCorpus;
import io.keysurge.evaluate.nab.NabFile;
import io.keysurge.evaluate.score.AlertRow;
import io.keysurge.evaluate.score.Figures;
import io.keysurge.evaluate.score.FleetScorer;
import io.keysurge.evaluate.score.Incident;
import io.keysurge.evaluate.score.NabProfile;
import io.keysurge.evaluate.score.NabScore;
import io.keysurge.evaluate.score.NabScorer;
import io.keysurge.evaluate.score.Recall;
import io.keysurge.evaluate.score.SpikeScore;
import io.keysurge.evaluate.score.SpikeScorer;
import io.keysurge.evaluate.score.Tier;
import io.keysurge.evaluate.score.TierScore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Our scores agree to the last digit")
class PythonScriptsTest {

    private static final Path SHARED = Path.of("../../shared");
    private static final Path TOOLS = SHARED.resolve("tools");
    private static final Path SPIKE_LABELS = SHARED.resolve("data/servegen/dev_labels.json");
    private static final Path SPIKE_USAGE = SHARED.resolve("data/servegen/dev.csv.gz");
    private static final Path FLEET = SHARED.resolve("data/fleet");
    private static final Path NAB = SHARED.resolve("data/nab");
    private static final Path NAB_WINDOWS = NAB.resolve("combined_windows.json");
    private static final int CLIENTS = 213;
    private static final int FLEET_CLIENTS = 120;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    @BeforeAll
    static void need_the_scripts() throws Exception {
        assumeTrue(Files.isDirectory(TOOLS), TOOLS + " is not there: the traces are not part of the project");
        assumeTrue(hasNumpy(), "python3 with numpy is not there");
    }

    @Test
    void with_score_py_on_alerts_thrown_at_random() throws Exception {
        List<Incident> attacks = LabelsFile.read(SPIKE_LABELS);
        for (long seed = 1; seed <= 3; seed++) {
            sameSpikeScore(random(seed, attacks, 150 << seed), attacks);
        }
    }

    @Test
    void with_score_py_on_no_alert() throws Exception {
        sameSpikeScore(List.of(), LabelsFile.read(SPIKE_LABELS));
    }

    @Test
    void with_score_py_on_the_engines_alerts() throws Exception {
        List<Incident> attacks = LabelsFile.read(SPIKE_LABELS);
        List<AlertRow> alerts = engineAlerts("spikes", SPIKE_USAGE, SPIKE_LABELS, "--no-peers");
        for (Tier tier : Tier.values()) {
            sameSpikeScore(alerts.stream().filter(tier::holds).toList(), attacks);
        }
    }

    @Test
    void with_fleet_score_py_on_alerts_thrown_at_random() throws Exception {
        List<Incident> incidents = LabelsFile.read(FLEET.resolve("labels.json"));
        for (long seed = 1; seed <= 3; seed++) {
            sameFleetScore(random(seed, incidents, 150 << seed), incidents);
        }
    }

    @Test
    void with_fleet_score_py_on_the_engines_alerts() throws Exception {
        sameFleetScore(
                engineAlerts(
                        "fleet",
                        FLEET.resolve("usage.csv.gz"),
                        FLEET.resolve("labels.json"),
                        "--identities=" + FLEET.resolve("identities.json")),
                LabelsFile.read(FLEET.resolve("labels.json")));
    }

    @Test
    void with_nab_score_py_on_scores_thrown_at_random() throws Exception {
        List<NabFile> corpus = NabCorpus.read(NAB, NAB_WINDOWS);
        var dice = new SplittableRandom(11);
        List<double[]> scores = new ArrayList<>();
        for (NabFile file : corpus) {
            // In steps, so that many rows have the same score.
            scores.add(dice.ints(file.rows(), 0, 1_000)
                    .mapToDouble(step -> Math.pow(step / 1_000.0, 40))
                    .toArray());
        }
        sameNabScore(corpus, scores);
    }

    @Test
    void with_nab_score_py_on_what_detectors_say() throws Exception {
        List<NabFile> corpus = NabCorpus.read(NAB, NAB_WINDOWS);
        for (Contestant contestant : Contestant.all()) {
            sameNabScore(corpus, corpus.stream().map(contestant::judge).toList());
        }
    }

    private void sameSpikeScore(List<AlertRow> alerts, List<Incident> attacks) throws Exception {
        Path file = directory.resolve("alerts.csv");
        AlertsFile.write(file, alerts);
        String printed = python("score.py", file.toString(), SPIKE_LABELS.toString(), String.valueOf(CLIENTS));
        JsonNode theirs;
        try (var parser = JSON.createParser(printed)) {
            theirs = JSON.readTree(parser);
        }
        assertThat(tree(SpikeScorer.score(alerts, attacks, CLIENTS))).isEqualTo(theirs);
    }

    /** The tree that the script prints. */
    private static JsonNode tree(SpikeScore score) throws IOException {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("identities", score.identities())
                .put("weeks", score.weeks())
                .put("false_episodes", score.falseEpisodes().size())
                .put("natural_episodes", 0)
                .put("identities_with_false", score.identitiesWithFalse())
                .put("fa_per_idweek", score.falsePerIdentityWeek())
                .put("fa_all_per_idweek", score.falsePerIdentityWeek())
                .put("precision", score.precision())
                .put("precision_all", score.precision());
        tree.set("all", tree(score.all()));
        score.byType().forEach((type, recall) -> tree.set(type, tree(recall)));
        tree.set("spike_ge3", tree(score.spikesFromThree()));
        tree.set("spike_ge3_10m", tree(score.lastingSpikesFromThree()));
        ObjectNode magnitudes = tree.putObject("spike_by_mag");
        score.byMagnitude()
                .getOrDefault("spike", Map.of())
                .forEach((magnitude, recall) -> magnitudes.set(String.valueOf(magnitude), tree(recall)));
        return JSON.readTree(tree.toString());
    }

    private static JsonNode tree(Recall recall) {
        ObjectNode tree = JSON.createObjectNode().put("n", recall.total());
        if (recall.total() > 0) {
            tree.put("recall", recall.recall())
                    .put("ttd_med", recall.medianDelay())
                    .put("ttd_p90", recall.p90Delay());
        }
        return tree;
    }

    private void sameFleetScore(List<AlertRow> alerts, List<Incident> incidents) throws Exception {
        Path file = directory.resolve("alerts.csv");
        AlertsFile.write(file, alerts);
        String theirs = python(
                "fleet_score.py",
                file.toString(),
                FLEET.resolve("labels.json").toString(),
                String.valueOf(FLEET_CLIENTS));
        Map<Tier, TierScore> scores = FleetScorer.score(alerts, incidents, FLEET_CLIENTS);
        assertThat(lines(scores)).isEqualTo(theirs.lines().toList());
    }

    /** The lines that the script prints. */
    private static List<String> lines(Map<Tier, TierScore> scores) {
        List<String> lines = new ArrayList<>();
        scores.forEach((tier, score) -> lines.add(tier + ": " + score.episodes() + " episodes, "
                + score.falseEpisodes().size() + " false, "
                + Figures.fixed(score.falsePerIdentityWeek(), 4) + " false per identity-week, precision "
                + Figures.fixed(score.precision(), 3)));
        for (String type : scores.get(Tier.ACT).byType().keySet()) {
            scores.forEach((tier, score) -> {
                if (tier != Tier.REVOKE || type.startsWith("stolen")) {
                    lines.add(line(type, tier, score.byType().get(type)));
                }
            });
        }
        return lines;
    }

    private static String line(String type, Tier tier, Recall recall) {
        String line = type + " severity>=" + tier.severity() + ": " + recall.found() + "/" + recall.total() + " found";
        Double delay = recall.medianDelay();
        return delay == null
                ? line
                : line + ", median " + Figures.fixed(delay, 0) + " min after the theft begins, " + recall.before()
                        + " before it";
    }

    private void sameNabScore(List<NabFile> corpus, List<double[]> scores) throws Exception {
        Path results = directory.resolve("results");
        for (int k = 0; k < corpus.size(); k++) {
            NabCorpus.write(results, corpus.get(k), scores.get(k));
        }
        String theirs = python("nab_score.py", NAB.toString(), NAB_WINDOWS.toString(), results.toString());
        List<String> ours = new ArrayList<>();
        NabScorer.score(corpus.stream().map(NabFile::series).toList(), scores)
                .forEach((profile, score) -> ours.add(line(profile, score)));
        assertThat(ours).isEqualTo(theirs.lines().toList());
    }

    private static String line(NabProfile profile, NabScore score) {
        return profile + " " + Figures.fixed(score.score(), 2) + " threshold " + Figures.fixed(score.threshold(), 4)
                + " false positives " + score.falsePositives() + " windows found " + score.windowsFound() + " of "
                + score.windows();
    }

    private List<AlertRow> engineAlerts(String command, Path usage, Path labels, String option) throws IOException {
        Path file = directory.resolve("engine.csv");
        int exit = Evaluate.commandLine()
                .execute(command, usage.toString(), labels.toString(), option, "--alerts-out=" + file, "--json");
        assertThat(exit).isZero();
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> new AlertRow(
                        Integer.parseInt(cells[0]), Long.parseLong(cells[1]), cells[2], Integer.parseInt(cells[3])))
                .toList();
    }

    /** Alerts near incidents and far from them. */
    private static List<AlertRow> random(long seed, List<Incident> incidents, int count) {
        var dice = new SplittableRandom(seed);
        String[] types = {"TOKEN_SPIKE", "FAN_OUT", "NEW_APPLICATION", "KEY_CHECKER", "RAMP"};
        List<AlertRow> alerts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Incident near = incidents.get(dice.nextInt(incidents.size()));
            boolean far = dice.nextInt(3) == 0;
            int identity = near.identities().get(dice.nextInt(near.identities().size()));
            long minute = far ? dice.nextLong(9_900, 20_300) : dice.nextLong(near.probe() - 70, near.end() + 150);
            alerts.add(new AlertRow(identity, minute, types[dice.nextInt(types.length)], dice.nextInt(1, 6)));
        }
        return alerts;
    }

    private static boolean hasNumpy() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import numpy").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String python(String script, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("python3", TOOLS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed;
    }
}
