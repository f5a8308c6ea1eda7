// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.DetectionMode;
import io.keysurge.revoke.PolicySettings.Limits;
import io.keysurge.revoke.RecentActions.Acted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands between an alert and an action. Each rail is asked about each step, in this order, and each can hold the
 * step back alone.
 *
 * <p>Anybody who can write a usage event could otherwise get a victim's credential revoked.
 */
public enum GuardRail {
    /** The connector and the alert type are in dry run until somebody says otherwise. */
    DRY_RUN("dry-run", GuardRail::dryRun),
    /** A person said stop. */
    KILL_SWITCH("kill-switch", GuardRail::killSwitch),
    /** Nothing acts on a replay. */
    REPLAY("replay", GuardRail::replay),
    /** Nothing acts on yesterday's alert, or on tomorrow's. */
    ALERT_AGE("alert-age", GuardRail::alertAge),
    /** Identities that are too dear to be stopped by a machine, or unknown to the registry. */
    PROTECTED_IDENTITY("protected-identity", GuardRail::protectedIdentity),
    /** A baseline that is still learning convicts nobody. */
    WARMING_BASELINE("warming-baseline", GuardRail::warmingBaseline),
    /** One sign is not enough, except for what is known: an exposed key, use of a revoked one, a budget that somebody called hard. */
    SECOND_SIGNAL("second-signal", GuardRail::secondSignal),
    /** An identity that serves many applications is never stopped for that reason alone. */
    FAN_OUT_ALONE("fan-out-alone", GuardRail::fanOutAlone),
    /** An identity that serves many is not stopped without a look at whom that hits. */
    MANY_APPLICATIONS("many-applications", GuardRail::manyApplications),
    /** Steps that need a person. */
    APPROVAL("approval", GuardRail::approval),
    /** Many identities at once are more likely our mistake than many attacks. */
    BLAST_RADIUS("blast-radius", GuardRail::blastRadius),
    /** A flood of alerts ends in one page that says so. */
    PAGE_FLOOD("page-flood", GuardRail::pageFlood);

    /** How far ahead of this clock an alert may be before its clock is not believed. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final String EXPECTED = " (expected: < ";

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // only ever a reference to a static method below
    private final Function<Proposal, Check> question;

    GuardRail(String label, Function<Proposal, Check> question) {
        this.label = label;
        this.question = question;
    }

    /** The name under which the ledger knows this guard rail. */
    public String label() {
        return label;
    }

    /**
     * Whether a person who approves a step may set the rail aside. The others hold for people too: they say that the
     * alert is no ground to act on, or that nothing may be done at all.
     */
    public boolean yieldsToApproval() {
        return switch (this) {
            case WARMING_BASELINE,
                    SECOND_SIGNAL,
                    FAN_OUT_ALONE,
                    MANY_APPLICATIONS,
                    APPROVAL,
                    BLAST_RADIUS,
                    PAGE_FLOOD -> true;
            case DRY_RUN, KILL_SWITCH, REPLAY, ALERT_AGE, PROTECTED_IDENTITY -> false;
        };
    }

    Check ask(Proposal proposal) {
        return question.apply(proposal);
    }

    private static Check dryRun(Proposal proposal) {
        if (proposal.mode() == ActionMode.LIVE) {
            return Check.passed(DRY_RUN, "the connector is live");
        }
        if (proposal.settings().dryRunTypes().contains(proposal.alert().type())) {
            return Check.failed(DRY_RUN, proposal.alert().type() + " alerts are in dry run");
        }
        return Check.failed(DRY_RUN, "the connector " + proposal.connector() + " is in dry run");
    }

    private static Check killSwitch(Proposal proposal) {
        if (!proposal.isProtective()) {
            return Check.passed(KILL_SWITCH, "a notification is never halted");
        }
        return proposal.recent()
                .halted()
                .map(why -> Check.failed(KILL_SWITCH, why))
                .orElseGet(() -> Check.passed(KILL_SWITCH, "nobody halted the sinks"));
    }

    private static Check replay(Proposal proposal) {
        return proposal.alert().detection() == DetectionMode.LIVE
                ? Check.passed(REPLAY, "the alert comes from a live detector")
                : Check.failed(REPLAY, "the alert comes from a replay");
    }

    private static Check alertAge(Proposal proposal) {
        Duration age = Duration.between(proposal.alert().raisedAt(), proposal.now());
        Duration limit = proposal.settings().maxActionAge();
        if (age.compareTo(CLOCK_TOLERANCE.negated()) < 0) {
            return Check.failed(ALERT_AGE, "the alert lies " + seconds(age.negated()) + " in the future");
        }
        return age.compareTo(limit) <= 0
                ? Check.passed(ALERT_AGE, "the alert is " + seconds(age) + " old")
                : Check.failed(
                        ALERT_AGE, "the alert is " + seconds(age) + " old (expected: <= " + seconds(limit) + ")");
    }

    private static Check protectedIdentity(Proposal proposal) {
        AlertFacts alert = proposal.alert();
        if (!proposal.isProtective()) {
            return Check.passed(PROTECTED_IDENTITY, "a notification harms nobody");
        }
        if (alert.neverAutoRevoke()) {
            return Check.failed(PROTECTED_IDENTITY, "the registry says never_auto_revoke");
        }
        if (alert.criticality() == Criticality.BREAK_GLASS) {
            return Check.failed(PROTECTED_IDENTITY, "the identity is for break-glass use");
        }
        if (proposal.settings().neverAutoAct().contains(alert.identityId())) {
            return Check.failed(PROTECTED_IDENTITY, "the settings say never to act on the identity");
        }
        if (!alert.registered()) {
            return Check.failed(PROTECTED_IDENTITY, "the detector does not know the identity from the registry");
        }
        return proposal.register()
                .protects(alert.identityId())
                .map(why -> Check.failed(PROTECTED_IDENTITY, why))
                .orElseGet(() -> Check.passed(PROTECTED_IDENTITY, "the identity is registered and not protected"));
    }

    private static Check warmingBaseline(Proposal proposal) {
        if (!proposal.isProtective()) {
            return Check.passed(WARMING_BASELINE, "a notification needs no baseline");
        }
        if (proposal.restsOnKnowledge()) {
            return Check.passed(WARMING_BASELINE, "what is known needs no baseline");
        }
        return proposal.alert().warming()
                ? Check.failed(WARMING_BASELINE, "the baseline is still warming")
                : Check.passed(WARMING_BASELINE, "the baseline is warm");
    }

    private static Check secondSignal(Proposal proposal) {
        if (!proposal.isProtective()) {
            return Check.passed(SECOND_SIGNAL, "a notification needs one signal");
        }
        if (proposal.restsOnKnowledge()) {
            return Check.passed(SECOND_SIGNAL, "what is known needs no second signal");
        }
        if (proposal.alert().goesOn()) {
            return Check.passed(SECOND_SIGNAL, "it goes on after the window that opened the episode");
        }
        Set<AlertType> others = proposal.otherSignals();
        return others.isEmpty()
                ? Check.failed(SECOND_SIGNAL, "one window and no other sign on the identity")
                : Check.passed(SECOND_SIGNAL, "also " + others);
    }

    private static Check fanOutAlone(Proposal proposal) {
        if (proposal.alert().type() != AlertType.FAN_OUT || !proposal.isProtective()) {
            return Check.passed(FAN_OUT_ALONE, "not an action for fan-out");
        }
        Set<AlertType> others = proposal.otherSignals();
        return others.isEmpty()
                ? Check.failed(FAN_OUT_ALONE, "fan-out is the only signal")
                : Check.passed(FAN_OUT_ALONE, "also " + others);
    }

    private static Check approval(Proposal proposal) {
        AlertFacts alert = proposal.alert();
        return Ladder.asksForApproval(alert.type(), alert.severity(), proposal.step())
                ? Check.failed(APPROVAL, "a person has to approve " + proposal.step() + " for " + alert.type())
                : Check.passed(APPROVAL, "no approval is needed");
    }

    private static Check manyApplications(Proposal proposal) {
        Map<String, Integer> applications = proposal.alert().applications();
        int most = proposal.settings().limits().applications();
        if (!proposal.isProtective() || applications.size() <= most) {
            return Check.passed(
                    MANY_APPLICATIONS, "it would hit " + applications.size() + " applications that are known");
        }
        String hit = applications.entrySet().stream()
                .map(part -> part.getKey() + " " + part.getValue() + " %")
                .collect(Collectors.joining(", "));
        return Check.failed(
                MANY_APPLICATIONS, "it would hit " + hit + " (expected: at most " + most + " applications)");
    }

    private static Check blastRadius(Proposal proposal) {
        if (!proposal.isProtective()) {
            return Check.passed(BLAST_RADIUS, "a notification has no blast radius");
        }
        Limits limits = proposal.settings().limits();
        List<Acted> others = proposal.recent().actedOn(proposal.now().minus(limits.window())).stream()
                .filter(acted -> !acted.identityId().equals(proposal.alert().identityId()))
                .toList();
        String unit = proposal.alert().businessUnit();
        String within = " in the last " + seconds(limits.window());
        String all = count(others, acted -> true, limits.identities(), "other identities acted on");
        int registered = proposal.register().size();
        String share = count(
                others,
                acted -> true,
                limits.share(registered),
                "of the " + registered + " that are registered, " + limits.percent() + " % of which");
        String inUnit = count(
                others,
                acted -> unit != null && unit.equals(acted.businessUnit()),
                limits.perUnit(),
                "of them in business unit " + unit);
        String byConnector = count(
                others,
                acted -> acted.connector().equals(proposal.connector()),
                limits.perConnector(),
                "of them by " + proposal.connector());
        String exceeded = Stream.of(all, share, inUnit, byConnector)
                .filter(said -> said.contains(EXPECTED))
                .collect(Collectors.joining("; "));
        return exceeded.isEmpty()
                ? Check.passed(BLAST_RADIUS, all + within)
                : Check.failed(BLAST_RADIUS, exceeded + within);
    }

    /** How many identities are meant, and the limit where they reach it. */
    private static String count(List<Acted> others, Predicate<Acted> meant, int limit, String what) {
        long count =
                others.stream().filter(meant).map(Acted::identityId).distinct().count();
        String said = count + " " + what;
        // Where nobody is meant there is nothing to limit, unless nothing is allowed at all.
        boolean reached = count >= limit && (count > 0 || limit == 0);
        return reached ? said + EXPECTED + limit + ")" : said;
    }

    private static Check pageFlood(Proposal proposal) {
        if (proposal.isProtective()) {
            return Check.passed(PAGE_FLOOD, "not a notification");
        }
        Limits limits = proposal.settings().limits();
        Set<String> told = proposal.recent().toldOf(proposal.now().minus(limits.window()));
        long others = told.stream()
                .filter(identity -> !identity.equals(proposal.alert().identityId()))
                .count();
        String said = "alerts on " + others + " other identities were told of in the last " + seconds(limits.window());
        if (others < limits.told()) {
            return Check.passed(PAGE_FLOOD, said);
        }
        return others == limits.told()
                ? Check.passed(PAGE_FLOOD, said + ": this is the last page for now, see ./keysurge actions list")
                : Check.failed(PAGE_FLOOD, said + EXPECTED + (limits.told() + 1) + ")");
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
