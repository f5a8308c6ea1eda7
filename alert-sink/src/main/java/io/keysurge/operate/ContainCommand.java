// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.ResponseStep;
import io.keysurge.ledger.OwnDecision;
import io.keysurge.ledger.Rulings;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.PolicySettings;
import io.keysurge.revoke.Register;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person's own decision, without an alert. */
@Command(
        name = "contain",
        mixinStandardHelpOptions = true,
        description = {
            "Throttles, suspends or revokes an identity because a person says so; through the same ledger, so it is looked at and can be undone.",
            "A revocation waits for a second person (actions approve). While sinks are halted it waits for resume."
        })
final class ContainCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeskOptions desk;

    @Mixin
    private Reason reason;

    @Parameters(paramLabel = "IDENTITY", description = "Whom.")
    private String identity = "";

    @Option(names = "--step", required = true, description = "throttle, suspend or revoke.")
    private ResponseStep step = ResponseStep.RECORD;

    @Option(names = "--dry-run", description = "Record what would be done, and call nobody.")
    private boolean dryRun;

    @Option(
            names = "--even-protected",
            description =
                    "Also an identity that sink.never.auto.act.identities or the registry protects, or that the registry does not know.")
    private boolean evenProtected;

    ContainCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PolicySettings policy = desk.policy(null);
        PolicySettings.Route route = policy.routes(step, identity).get(0);
        ActionMode mode = dryRun ? ActionMode.DRY_RUN : route.mode();
        String connector = route.connector();
        try (Desk opened = desk.open()) {
            requireFree(policy, opened.register());
            OwnDecision plain = decision(opened, connector, mode, "");
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            AlertFacts facts = AlertFacts.of(OwnDecision.alert(plain.record(now)));
            ActionRecord action = decision(opened, connector, mode, desk.plan(connector, step, facts))
                    .record(now);
            opened.write(action);
            say(ActionLines.line(action));
            say("  plan      " + action.getPlan());
            return action.getState() == ActionState.APPROVED ? follow(opened, action) : waits(action);
        }
    }

    private void requireFree(PolicySettings policy, Register register) {
        Optional<String> why = policy.neverAutoAct().contains(identity)
                ? Optional.of("protected by sink.never.auto.act.identities")
                : register.protects(identity);
        if (why.isPresent() && !evenProtected) {
            throw new IllegalArgumentException(
                    identity + ": " + why.get() + " (expected: another one, or --even-protected)");
        }
    }

    private OwnDecision decision(Desk opened, String connector, ActionMode mode, String plan) {
        return new OwnDecision(
                identity, step, connector, mode, plan, opened.usageOf(identity), desk.person(), reason.text());
    }

    private int waits(ActionRecord action) {
        say(
                action.getMode() == ActionMode.DRY_RUN
                        ? "Nobody is called: " + (dryRun ? "--dry-run" : "the connector is in dry run")
                        : "Approvals that are missing: " + Rulings.approvalsMissing(action));
        return 0;
    }

    private int follow(Desk opened, ActionRecord action) throws InterruptedException {
        Optional<ActionRecord> end =
                opened.follow(action, ActionLines::isOver, PATIENCE, seen -> say(ActionLines.line(seen)));
        if (end.isEmpty()) {
            say("No end within " + PATIENCE.toSeconds() + " s; is a sink running, live and not halted?");
        }
        return end.filter(last -> last.getState() == ActionState.VERIFIED || last.getState() == ActionState.EXECUTED)
                        .isPresent()
                ? 0
                : 1;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
