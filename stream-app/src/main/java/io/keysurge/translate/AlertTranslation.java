// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertBaseline;
import io.keysurge.contract.AlertCredential;
import io.keysurge.contract.AlertIdentity;
import io.keysurge.contract.AlertPoint;
import io.keysurge.contract.AlertShare;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.AlertWindow;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.EventReference;
import io.keysurge.detect.BusinessUnits;
import io.keysurge.detect.Credential;
import io.keysurge.detect.EnvironmentMismatch;
import io.keysurge.detect.Finding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings become alert records. */
public final class AlertTranslation {

    /** Name and version of the detector, as every alert carries it. */
    public static final String DETECTOR = "keysurge/" + version();

    /** What the identity_id of an alert about a source begins with. */
    public static final String SOURCE_PREFIX = "source:";
    /** What keys an alert about a partition of the usage topic. */
    public static final String PARTITION_PREFIX = "partition:";

    /** What keys an alert about a business unit. */
    public static final String BUSINESS_UNIT_PREFIX = BusinessUnits.GROUP_PREFIX;
    /** What keys an alert about an application. */
    public static final String APPLICATION_PREFIX = EnvironmentMismatch.GROUP_PREFIX;

    private static final int NANO_DIGITS = 9;

    static {
        Contracts.trust();
    }

    private final DetectionMode mode;
    private final String configurationHash;

    /**
     * A translation for one run of the detector.
     *
     * @param mode whether alerts may be acted on
     * @param configurationHash hash of the detection settings in force
     */
    public AlertTranslation(DetectionMode mode, String configurationHash) {
        this.mode = mode;
        this.configurationHash = configurationHash;
    }

    /** The alert record of one finding. */
    public Alert alert(String identityId, IdentityFacts facts, Finding finding) {
        return Alert.newBuilder()
                .setAlertId(finding.alertId())
                .setRevision(finding.revision())
                .setState(EpisodeState.valueOf(finding.stage().name()))
                .setType(AlertType.valueOf(finding.kind().name()))
                .setMode(mode)
                .setIdentityId(identityId)
                .setSubject(finding.subject())
                .setSeverity(finding.severity())
                .setConfidence(finding.confidence())
                .setRaisedAt(Instant.ofEpochMilli(finding.raisedAt()))
                .setOpenedAt(Instant.ofEpochMilli(finding.openedAt()))
                .setIdentity(identity(identityId, facts))
                .setCredential(credential(finding.credential()))
                .setWindow(new AlertWindow(
                        minute(finding.window().firstMinute()),
                        minute(finding.window().endMinute())))
                .setAffectedIdentities(finding.affected())
                .setRelatedTypes(finding.related().stream().map(Enum::name).toList())
                .setUnit(finding.measure().unit())
                .setObserved(finding.measure().observed())
                .setExpected(finding.measure().expected())
                .setThreshold(finding.measure().threshold())
                .setRatio(finding.measure().ratio())
                .setScore(finding.measure().score())
                .setBaseline(new AlertBaseline(
                        finding.baseline().days(),
                        minute(finding.baseline().sinceMinute()),
                        finding.baseline().warming()))
                .setBreakdown(breakdown(finding))
                .setCostAtRiskPerHour(cost(finding))
                .setCurrency(finding.currency())
                .setSeries(series(finding))
                .setFirstEvent(new EventReference(
                        null, finding.lastEvent().topic(), finding.lastEvent().partition(), finding.firstOffset()))
                .setLastEvent(new EventReference(
                        finding.lastEventId(),
                        finding.lastEvent().topic(),
                        finding.lastEvent().partition(),
                        finding.lastEvent().offset()))
                .setSampleEventIds(finding.sampleEventIds())
                .setDetector(DETECTOR)
                .setConfigurationHash(configurationHash)
                .setControlIds(Controls.of(finding.kind()))
                .setRecommendedAction(Controls.recommended(finding.kind(), finding.severity()))
                .setExplanation(finding.explanation())
                .build();
    }

    /**
     * The alert record of a finding about a source. It is keyed by the source, spelt {@value #SOURCE_PREFIX} and its
     * name; whom it concerns is in affected_identities.
     */
    public Alert alertAboutSource(String source, Finding finding) {
        return alert(SOURCE_PREFIX + source, IdentityFacts.NONE, finding);
    }

    /** The same of a finding whose subject is a partition of the usage topic, keyed {@value #PARTITION_PREFIX} and its name. */
    public Alert alertAboutPartition(Finding finding) {
        return alert(PARTITION_PREFIX + finding.subject(), IdentityFacts.NONE, finding);
    }

    /** The same of a finding about identities of a business unit, keyed {@value #BUSINESS_UNIT_PREFIX} and its name. */
    public Alert alertAboutBusinessUnit(String unit, Finding finding) {
        return alert(BUSINESS_UNIT_PREFIX + unit, IdentityFacts.NONE, finding);
    }

    /** The same of a finding about an application, keyed {@value #APPLICATION_PREFIX} and its name. */
    public Alert alertAboutApplication(String application, Finding finding) {
        return alert(APPLICATION_PREFIX + application, IdentityFacts.NONE, finding);
    }

    private static AlertIdentity identity(String identityId, IdentityFacts facts) {
        return AlertIdentity.newBuilder()
                .setId(identityId)
                .setKind(facts.kind())
                .setRegistered(facts.registered())
                .setOwner(facts.owner())
                .setBusinessUnit(facts.businessUnit())
                .setEnvironment(facts.environment())
                .setCriticality(facts.criticality())
                .setPrivileges(facts.privileges())
                .setDataClassification(facts.dataClassification())
                .setNeverAutoRevoke(facts.neverAutoRevoke())
                .build();
    }

    private static @Nullable AlertCredential credential(@Nullable Credential credential) {
        return credential == null
                ? null
                : new AlertCredential(
                        credential.fingerprint(),
                        Instant.ofEpochMilli(credential.firstSeenAt()),
                        credential.rotatedFrom());
    }

    private static List<AlertShare> breakdown(Finding finding) {
        return finding.shares().stream()
                .map(share -> new AlertShare(share.dimension(), share.value(), share.tokens(), share.part()))
                .toList();
    }

    private static List<AlertPoint> series(Finding finding) {
        List<AlertPoint> points = new ArrayList<>(finding.series().size());
        long first = finding.seriesStart();
        Double threshold = finding.spikeThreshold() < 0 ? null : finding.spikeThreshold();
        for (int i = 0; i < finding.series().size(); i++) {
            double observed = finding.series().get(i);
            points.add(new AlertPoint(minute(first + i), observed, finding.usualPeak(), threshold));
        }
        return points;
    }

    private static @Nullable BigDecimal cost(Finding finding) {
        if (finding.costPerHourNanos() < 0) {
            return null;
        }
        return BigDecimal.valueOf(finding.costPerHourNanos())
                .movePointLeft(NANO_DIGITS)
                .setScale(NANO_DIGITS, RoundingMode.HALF_EVEN);
    }

    private static Instant minute(long minutes) {
        return Instant.EPOCH.plus(minutes, ChronoUnit.MINUTES);
    }

    private static String version() {
        String version = AlertTranslation.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
