// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.alerts.Tailed;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.AlertLabel;
import io.keysurge.contract.AuditRecord;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.ReviewRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything that the topics hold of one incident.
 *
 * @param episode the alert that was asked for
 * @param others other alerts of the same identities that overlap with it or that the sink took for the same case, the
 *     first one first
 * @param exposures of the identities, or of the alert's credential
 * @param actions every state that the ledger still has, in its order
 * @param audits every link of the audit chains about these alerts and actions
 * @param reviews what people were asked to look at, and closed
 * @param labels what people said the alerts were
 */
public record Incident(
        Episode episode,
        List<Episode> others,
        List<Tailed<ExposureReport>> exposures,
        List<Tailed<ActionRecord>> actions,
        List<Tailed<AuditRecord>> audits,
        List<Tailed<ReviewRecord>> reviews,
        List<Tailed<AlertLabel>> labels) {

    public Incident {
        others = List.copyOf(others);
        exposures = List.copyOf(exposures);
        actions = List.copyOf(actions);
        audits = List.copyOf(audits);
        reviews = List.copyOf(reviews);
        labels = List.copyOf(labels);
    }

    /** The alert that was asked for, and the others. */
    public List<Episode> episodes() {
        return Stream.concat(Stream.of(episode), others.stream()).toList();
    }

    /** Whose usage the alert is about: its identity, and those that it names besides. */
    public Set<String> identities() {
        return identitiesOf(episode);
    }

    static Set<String> identitiesOf(Episode episode) {
        Set<String> identities = new TreeSet<>(episode.newest().getAffectedIdentities());
        identities.add(episode.newest().getIdentityId());
        return identities;
    }
}
