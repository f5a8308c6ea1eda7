// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.alerts.Tailed;
import io.keysurge.cases.Moment.Kind;
import io.keysurge.contract.AuditRecord;
import io.keysurge.contract.EventReference;
import io.keysurge.topics.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What happened in an incident, in the order of its times. */
final class Chronicle {

    private final Topics topics;
    private final List<Moment> moments = new ArrayList<>();

    private Chronicle(Topics topics) {
        this.topics = topics;
    }

    /** Everything that happened. */
    static List<Moment> of(Incident incident, FirstEvent first, Topics topics) {
        Chronicle chronicle = new Chronicle(topics);
        chronicle.add(first);
        chronicle.add(incident);
        return chronicle.moments.stream()
                .sorted(Comparator.comparing(Moment::at).thenComparing(Moment::kind))
                .toList();
    }

    private void add(FirstEvent first) {
        moments.add(new Moment(
                first.at(),
                first.appendedAt(),
                Kind.FIRST_EVENT,
                "first event of the judged window",
                first.found() ? "" : "The event itself is no more in the log; its time is that of the window's start.",
                place(first.reference())));
    }

    private void add(Incident incident) {
        String identity = incident.episode().newest().getIdentityId();
        incident.episodes().stream()
                .flatMap(episode -> episode.revisions().stream())
                .map(revision -> Moments.of(revision, topics.alerts().name(), identity))
                .forEach(moments::add);
        incident.exposures()
                .forEach(report -> moments.add(
                        Moments.ofExposure(report, topics.exposures().name())));
        incident.actions()
                .forEach(action ->
                        moments.add(Moments.ofAction(action, topics.actions().name())));
        addAudits(incident);
        incident.reviews()
                .forEach(review ->
                        moments.add(Moments.ofReview(review, topics.reviews().name())));
        incident.labels()
                .forEach(label ->
                        moments.add(Moments.ofLabel(label, topics.labels().name())));
    }

    /** A link says of a state the same as the state itself; what compaction left of the ledger is told by the audit. */
    private void addAudits(Incident incident) {
        Set<String> told = new HashSet<>();
        incident.actions()
                .forEach(action -> told.add(Moments.place(topics.actions().name(), action)));
        for (Tailed<AuditRecord> written : incident.audits()) {
            if (written.value().getEvidence().stream().map(Chronicle::place).noneMatch(told::contains)) {
                moments.add(Moments.ofAudit(written, topics.audit().name()));
            }
        }
    }

    private static String place(EventReference event) {
        return Moment.place(event.getTopic(), event.getPartition(), event.getOffset());
    }
}
