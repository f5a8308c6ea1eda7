// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.plot.Chart;
import io.keysurge.evaluate.score.Episode;
import io.keysurge.evaluate.score.Incident;
import io.keysurge.evaluate.score.Outcome;
import io.keysurge.evaluate.score.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Draws each labelled incident, found or missed, and the false episodes of the act tier. */
final class IncidentPlots {

    private final IncidentCharts charts;
    private final EngineRun run;
    private final List<Incident> incidents;

    IncidentPlots(EngineRun run, List<Incident> incidents) {
        this.charts = new IncidentCharts(run, incidents);
        this.run = run;
        this.incidents = incidents;
    }

    /**
     * Draws all of it into a folder.
     *
     * @param outcomes what became of the incidents if only the alerts of a tier exist, in the order of the labels
     * @param unfounded false episodes of the act tier
     * @return how many drawings there are
     */
    int draw(Path folder, Function<Tier, List<Outcome>> outcomes, List<Episode> unfounded) throws IOException {
        var gallery = new Gallery(folder);
        Map<Tier, List<Outcome>> byTier = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            byTier.put(tier, outcomes.apply(tier));
        }
        for (int k = 0; k < incidents.size(); k++) {
            Map<Tier, Outcome> one = new EnumMap<>(Tier.class);
            int place = k;
            byTier.forEach((tier, all) -> one.put(tier, all.get(place)));
            add(gallery, incidents.get(k), one);
        }
        for (Episode episode : unfounded) {
            gallery.add(
                    String.format(Locale.ROOT, "false-id%03d-m%05d", episode.identity(), episode.first()),
                    unfounded(episode));
        }
        return gallery.close();
    }

    private void add(Gallery gallery, Incident incident, Map<Tier, Outcome> outcomes) throws IOException {
        int identity = alerted(incident);
        String strongest = outcomes.entrySet().stream()
                .filter(one -> one.getValue().found())
                .map(one -> one.getKey().toString())
                .findFirst()
                .orElse("missed");
        String what = Double.isNaN(incident.magnitude())
                ? incident.type()
                : incident.type() + " " + Cells.magnitude(incident.type(), incident.magnitude());
        Chart chart = charts.chart(
                what + " on identity " + identity,
                told(incident, outcomes),
                identity,
                incident.probe(),
                incident.end());
        String name = String.format(
                Locale.ROOT, "%s-id%03d-m%05d-%s", what.replace(' ', '-'), identity, incident.start(), strongest);
        gallery.add(name, chart);
    }

    /** Of an incident that concerns many, one that an alert names. */
    private int alerted(Incident incident) {
        return run.alerts().stream()
                .filter(alert -> incident.identities().contains(alert.identity()))
                .filter(alert -> incident.probe() <= alert.minute() && alert.minute() <= incident.end())
                .map(alert -> alert.identity())
                .findFirst()
                .orElse(incident.identities().get(0));
    }

    private static String told(Incident incident, Map<Tier, Outcome> outcomes) {
        List<String> told = new ArrayList<>();
        outcomes.forEach((tier, outcome) -> told.add(tier + " " + told(outcome)));
        String all = incident.tokens() == 0 ? "" : "; " + Cells.tokens(incident.tokens()) + " tokens in all";
        return String.join(", ", told) + all;
    }

    private static String told(Outcome outcome) {
        if (!outcome.found()) {
            return "missed";
        }
        if (outcome.before()) {
            return "before it began";
        }
        return "after " + outcome.delay() + " min"
                + (outcome.incident().tokens() == 0 ? "" : " (" + Cells.share(outcome.elapsed()) + " spent)");
    }

    private Chart unfounded(Episode episode) {
        long last = episode.minutes().get(episode.minutes().size() - 1);
        String said = run.raised().stream()
                .filter(raised -> raised.row().identity() == episode.identity()
                        && raised.row().minute() == episode.first()
                        && Tier.ACT.holds(raised.row()))
                .map(raised -> raised.alert().getExplanation())
                .findFirst()
                .orElse("");
        return charts.chart(
                "False episode of the act tier on identity " + episode.identity(),
                shortened(said),
                episode.identity(),
                episode.first(),
                last + 1);
    }

    private static String shortened(String said) {
        int most = 130;
        return said.length() <= most ? said : said.substring(0, most) + "...";
    }
}
