// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.alerts.AlertSearch;
import io.keysurge.alerts.Log;
import io.keysurge.alerts.NoSuchAlertException;
import io.keysurge.alerts.Tailed;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertLabel;
import io.keysurge.contract.AuditRecord;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.topics.TopicSpec;
import io.keysurge.topics.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Gathers an incident from the topics. Each is read through once, the alerts twice; what does not belong to the incident
 * is not kept.
 */
public final class IncidentReader {

    private final Log log;
    private final Topics topics;

    /** A reader of an installation. */
    public IncidentReader(Log log, Topics topics) {
        this.log = log;
        this.topics = topics;
    }

    /**
     * Gathers one.
     *
     * @param id the alert_id of any alert of it, or 8 or more of its first characters
     * @throws NoSuchAlertException when there is no such alert, or more than one
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer or has no such topic
     */
    public Incident read(String id) throws NoSuchAlertException {
        AlertSearch search = new AlertSearch(id);
        log.read(Alert.class, topics.alerts().name(), search::take);
        Episode episode = new Episode(search.revisions());
        Set<String> identities = Incident.identitiesOf(episode);

        List<Tailed<ActionRecord>> theirs = kept(
                ActionRecord.class,
                topics.actions(),
                action -> identities.contains(action.getIdentityId())
                        || episode.id().equals(action.getAlertId()));
        List<Episode> others = others(episode, identities, sameCase(episode, theirs));
        Set<String> alerts = others.stream().map(Episode::id).collect(Collectors.toCollection(HashSet::new));
        alerts.add(episode.id());
        List<Tailed<ActionRecord>> actions = theirs.stream()
                .filter(action -> alerts.contains(action.value().getAlertId()))
                .toList();
        Set<String> actionIds =
                actions.stream().map(action -> action.value().getActionId()).collect(Collectors.toSet());
        String fingerprint = episode.newest().getCredential() == null
                ? null
                : episode.newest().getCredential().getFingerprint();

        return new Incident(
                episode,
                others,
                kept(
                        ExposureReport.class,
                        topics.exposures(),
                        report -> identities.contains(report.getIdentityId())
                                || report.getCredentialFingerprint().equals(fingerprint)),
                actions,
                kept(
                        AuditRecord.class,
                        topics.audit(),
                        link -> (link.getActionId() != null && actionIds.contains(link.getActionId()))
                                || (link.getAlertId() != null && alerts.contains(link.getAlertId()))),
                kept(ReviewRecord.class, topics.reviews(), review -> alerts.contains(review.getReviewId())),
                kept(AlertLabel.class, topics.labels(), label -> alerts.contains(label.getAlertId())));
    }

    /** The alerts that the sink took for the same case as this one. */
    private static Set<String> sameCase(Episode episode, List<Tailed<ActionRecord>> actions) {
        Set<String> cases = actions.stream()
                .map(Tailed::value)
                .filter(action -> action.getAlertId().equals(episode.id()) && action.getCaseId() != null)
                .map(ActionRecord::getCaseId)
                .collect(Collectors.toCollection(HashSet::new));
        cases.add(episode.id());
        Set<String> alerts = new HashSet<>(cases);
        actions.stream()
                .map(Tailed::value)
                .filter(action -> action.getCaseId() != null && cases.contains(action.getCaseId()))
                .map(ActionRecord::getAlertId)
                .forEach(alerts::add);
        return alerts;
    }

    private List<Episode> others(Episode episode, Set<String> identities, Set<String> sameCase) {
        Map<String, List<Tailed<Alert>>> byId = new LinkedHashMap<>();
        log.read(Alert.class, topics.alerts().name(), tailed -> {
            Alert alert = tailed.value();
            boolean theirs = identities.contains(alert.getIdentityId())
                    || alert.getAffectedIdentities().stream().anyMatch(identities::contains);
            if (theirs && !alert.getAlertId().equals(episode.id())) {
                byId.computeIfAbsent(alert.getAlertId(), unused -> new ArrayList<>())
                        .add(tailed);
            }
        });
        return byId.values().stream()
                .map(Episode::new)
                .filter(other -> sameCase.contains(other.id()) || episode.near(other))
                .sorted(Comparator.comparing(
                                (Episode other) -> other.first().value().getRaisedAt())
                        .thenComparing(Episode::id))
                .toList();
    }

    private <T extends SpecificRecord> List<Tailed<T>> kept(Class<T> type, TopicSpec topic, Predicate<T> belongs) {
        List<Tailed<T>> kept = new ArrayList<>();
        log.read(type, topic.name(), record -> {
            if (belongs.test(record.value())) {
                kept.add(record);
            }
        });
        return kept;
    }
}
