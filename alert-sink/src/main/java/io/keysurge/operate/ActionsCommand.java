// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import io.keysurge.contain.ContainmentLines;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.ResponseStep;
import io.keysurge.json.RecordJson;
import io.keysurge.ledger.Rulings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The ledger, for people. */
@Command(
        name = "actions",
        mixinStandardHelpOptions = true,
        description = "Shows what the sinks decided and did, and says yes or no to what waits for a person.")
final class ActionsCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    ActionsCommand() {
        spec = CommandSpec.create();
    }

    @Command(
            name = "list",
            description = "Lists actions, the one with the newest news last.",
            mixinStandardHelpOptions = true)
    void list(
            @Mixin DeskOptions desk,
            @Option(names = "--state", description = "In this state only: ${COMPLETION-CANDIDATES}.") @Nullable
                    ActionState state,
            @Option(names = "--identity", paramLabel = "ID", description = "On this identity only.") @Nullable
                    String identity,
            @Option(names = "--waiting", description = "Only those that wait for a person.") boolean waiting,
            @Option(names = "--json", description = "One JSON object a line, every field.") boolean json) {
        try (Desk opened = desk.open()) {
            opened.actions().stream()
                    .filter(action -> action.getStep() != ResponseStep.RECORD)
                    .filter(action -> state == null || action.getState() == state)
                    .filter(action -> identity == null || action.getIdentityId().equals(identity))
                    .filter(action -> !waiting || Rulings.isApprovable(action))
                    .forEach(action -> say(json ? RecordJson.write(action) : ActionLines.line(action)));
        }
    }

    @Command(
            name = "show",
            description = "Shows one action and what each guard rail said.",
            mixinStandardHelpOptions = true)
    void show(@Mixin DeskOptions desk, @Parameters(paramLabel = "ACTION") String id) {
        try (Desk opened = desk.open()) {
            ActionRecord action = opened.action(id);
            say(ActionLines.line(action));
            say("  action    " + action.getActionId());
            say("  alert     " + action.getAlertId() + " revision " + action.getAlertRevision() + ", "
                    + action.getAlertType() + " of severity " + action.getSeverity());
            say("  plan      " + action.getPlan());
            say("  outcome   " + (action.getOutcome() == null ? "-" : action.getOutcome()));
            say("  before    " + (action.getPriorState() == null ? "-" : action.getPriorState()));
            if (action.getContainment() != null) {
                say("  usage     " + ContainmentLines.told(action.getContainment()));
            }
            say("  by        " + action.getActor()
                    + (action.getApprovals().isEmpty()
                            ? ""
                            : ", approved by " + String.join(", ", action.getApprovals())));
            action.getGuardRails()
                    .forEach(check -> say(String.format(
                            Locale.ROOT,
                            "  %-4s %-20s %s",
                            check.getPassed() ? "ok" : "HELD",
                            check.getGuardRail(),
                            check.getReason())));
        }
    }

    @Command(
            name = "approve",
            description = "Says yes to a step that waits for a person.",
            mixinStandardHelpOptions = true)
    int approve(@Mixin DeskOptions desk, @Parameters(paramLabel = "ACTION") String id, @Mixin Reason reason)
            throws InterruptedException {
        return rule(desk, id, reason, Rulings::approve);
    }

    @Command(
            name = "deny",
            description = "Says no; the step is not proposed again for its alert.",
            mixinStandardHelpOptions = true)
    int deny(@Mixin DeskOptions desk, @Parameters(paramLabel = "ACTION") String id, @Mixin Reason reason)
            throws InterruptedException {
        return rule(desk, id, reason, Rulings::deny);
    }

    @Command(name = "undo", description = "Has what was before an action restored.", mixinStandardHelpOptions = true)
    int undo(@Mixin DeskOptions desk, @Parameters(paramLabel = "ACTION") String id, @Mixin Reason reason)
            throws InterruptedException {
        return rule(desk, id, reason, Rulings::undo);
    }

    @Command(
            name = "resend",
            description = "Has what failed or was parked called again, under the same key.",
            mixinStandardHelpOptions = true)
    int resend(@Mixin DeskOptions desk, @Parameters(paramLabel = "ACTION") String id, @Mixin Reason reason)
            throws InterruptedException {
        return rule(desk, id, reason, Rulings::resend);
    }

    @Command(
            name = "park",
            description = "Takes an action that is not over out of the sinks' hands; resend gives it back.",
            mixinStandardHelpOptions = true)
    int park(@Mixin DeskOptions desk, @Parameters(paramLabel = "ACTION") String id, @Mixin Reason reason)
            throws InterruptedException {
        return rule(desk, id, reason, Rulings::park);
    }

    private interface Ruling {
        ActionRecord on(ActionRecord action, String person, String reason, Instant now);
    }

    /** Whether the end is what a person asked for. */
    private static boolean isAsAsked(ActionState asked, ActionState end) {
        return switch (asked) {
            case UNDOING -> end == ActionState.UNDONE;
            case APPROVED -> end == ActionState.EXECUTED || end == ActionState.VERIFIED;
            default -> end == asked;
        };
    }

    private int rule(DeskOptions desk, String id, Reason reason, Ruling ruling) throws InterruptedException {
        try (Desk opened = desk.open()) {
            ActionRecord before = opened.action(id);
            ActionRecord ruled = ruling.on(before, desk.person(), reason.text(), Instant.now());
            opened.write(ruled);
            if (ruled.getState() == ActionState.PROPOSED) {
                say(ActionLines.line(ruled));
                say("Approvals that are missing: " + Rulings.approvalsMissing(ruled));
                return 0;
            }
            Optional<ActionRecord> end =
                    opened.follow(before, ActionLines::isOver, PATIENCE, action -> say(ActionLines.line(action)));
            if (end.isEmpty()) {
                say("No end within " + PATIENCE.toSeconds()
                        + " s; is a sink running, live and not halted? See ./keysurge actions show "
                        + ruled.getActionId().substring(0, 12));
            }
            boolean asAsked = end.filter(action -> isAsAsked(ruled.getState(), action.getState()))
                    .isPresent();
            return asAsked ? 0 : 1;
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
