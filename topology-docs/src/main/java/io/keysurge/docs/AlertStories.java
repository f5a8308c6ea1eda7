// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import io.keysurge.detect.AlertKind;
import io.keysurge.docs.AlertTypesPage.Story;
import java.util.List;

/** When each kind of alert fires, in plain words; a test holds units and severities against the engine. */
final class AlertStories {

    private static final List<String> RATE = List.of("tokens/min");

    private AlertStories() {}

    static Story of(AlertKind kind) {
        return switch (kind) {
            case TOKEN_SPIKE -> tokenSpike();
            case RAMP ->
                new Story(
                        "Sustained growth without one big step. The last hour and its newest ten minutes exceed the largest"
                                + " of the last seven active days by e^0.45 (1.6 times; more for thin histories), in tokens"
                                + " and in calls. Judged when a minute is over.",
                        RATE,
                        List.of(3),
                        "3.");
            case SHAPE_SHIFT ->
                new Story(
                        "Tokens per call over half an hour of 20 calls or more, sent or produced, or the part of the input"
                                + " that the provider's cache did not know, exceed the largest of the"
                                + " week by e^0.4 (1.5 times) and the largest of the six hours before by e^0.6 (1.8 times)."
                                + " Judged when a minute is over.",
                        List.of("input tokens/call", "output tokens/call", "% of input not cached"),
                        List.of(3),
                        "3.");
            case OFF_HOURS ->
                new Story(
                        "Use begins at an hour of the day (UTC, weekends apart) at which the identity is quiet: ten minutes"
                                + " are e^1.4 (4 times) above what it ever used at that hour and the hours beside it, further"
                                + " above than on any day of the week, and began with a step, in tokens and in calls. Silent"
                                + " until 26 hours of use are known. Judged when a minute is over.",
                        RATE,
                        List.of(3),
                        "3.");
            case DORMANT_WOKE ->
                new Story(
                        "Any use above `pace.floor.tokens` within an hour after at least two days of silence, twice as long"
                                + " as any silence before, of an identity with 20 known hours of use.",
                        List.of("silent minutes"),
                        List.of(3),
                        "3.");
            case RUNAWAY_LOOP ->
                new Story(
                        "More than twelve minutes without a gap in which one caller's calls are alike in size (within 3 %)"
                                + " and come more regularly than chance allows, at half the week's largest ten minutes or more;"
                                + " or the identity as a whole stays within 1.5 % at 1.15 times that largest. What runs like"
                                + " clockwork every day is learned and is no loop.",
                        RATE, List.of(3, 4), "4, or 3 where producers do not tell where calls come from.");
            default -> ofCallers(kind);
        };
    }

    private static Story tokenSpike() {
        return new Story(
                "A step in consumption to above everything of the last seven active days: the open minute (e^0.4 above the"
                        + " week's largest and 2.5 of those above the hour before), two minutes (e^0.1 and 1.1), ten minutes"
                        + " (e^0.3 and 1.15) or the hour (e^0.6). Thin histories have higher bars, days beyond seven fade; ten"
                        + " minutes below `pace.floor.tokens` are never one. Asked of tokens and of calls; of tokens alone e^0.9"
                        + " and 1.5. Before `baseline.warm.up.days` active days: beyond 12 million tokens a minute and three"
                        + " times its own largest, for two minutes. Also calls from a familiar place that do not introduce"
                        + " themselves as usual or ask for a model that is no habit, beyond a half to three times the week's"
                        + " largest ten minutes.",
                RATE,
                List.of(2, 3, 4, 5),
                "5 when a stranger at home brings a strange model and a surge; 4 when one brings a surge alone, and for the rate"
                        + " alone where producers do not tell where calls come from or a model was probed within two days; 3 for"
                        + " the rate alone where callers are known, and for tokens alone; 2 while learning.");
    }

    private static Story ofCallers(AlertKind kind) {
        return switch (kind) {
            case FAN_OUT ->
                new Story(
                        "More distinct applications use one identity within `fanout.window.minutes` than the registry"
                                + " declares; where none are declared, more than the largest number of its last week and"
                                + " `fanout.margin.applications`; while that is not known, more than"
                                + " `fanout.unlearned.applications`. Exact up to 31, beyond that counted by linear counting.",
                        List.of("applications"),
                        List.of(2, 3, 4),
                        "3, or 4 from twice the threshold on; 2 while learning.");
            case NEW_APPLICATION ->
                new Story(
                        "An application uses the identity for the first time and is not on the declared list; where none"
                                + " is declared, one that an identity known for `baseline.warm.up.days` active days never"
                                + " had.",
                        List.of("applications"),
                        List.of(2, 3),
                        "3 where applications are declared, 2 where they are not.");
            case NEW_MODEL ->
                new Story(
                        "A model that the identity never used is asked for from a familiar place, and the call was denied or"
                                + " names neither application nor agent where the identity's own always do. Arms TOKEN_SPIKE"
                                + " for two days.",
                        List.of("models"),
                        List.of(2),
                        "2.");
            case NEW_ORIGIN ->
                new Story(
                        "Use from a network and region that is not one of the identity's own. Evidence is weighed: a strange"
                                + " model 1.5, application 1, agent 1, a far network 0.4 (a known one -0.3), less 0.7 ln(1 + 2 x"
                                + " new origins a day), and the logarithm of the flow as part of the week's largest ten minutes."
                                + " Becomes familiar with 30 active minutes over two days, or 120 unsuspicious ones.",
                        RATE,
                        List.of(2, 3, 4, 5),
                        "5 when evidence and flow reach 0.5 together, or a far place wakes a dormant identity; 4 for a surge of 1.2 times the week's largest without"
                                + " evidence, or a trickle of an hour that stays strange; 3 for evidence of 1 within its first three"
                                + " minutes, 2 for that of a first call without a strange model.");
            case FAIL_BURST ->
                new Story(
                        "More than 20 calls were denied or failed within ten minutes, a fifth of all or more, and three times the"
                                + " largest of the week. Judged when a minute is over.",
                        List.of("refused calls"),
                        List.of(2, 3),
                        "3; 2 while learning.");
            case KEY_CHECKER ->
                new Story(
                        "One source tries the keys of five identities or more within ten minutes, by calls that are denied or"
                                + " empty and not from the identities' own places, half of the keys denied or more; four are enough when one"
                                + " of the keys is known to be exposed. Judged by source;"
                                + " the alert is keyed `source:` and its name, `affected_identities` says whom it concerns.",
                        List.of("identities"),
                        List.of(4),
                        "4.");
            case IDENTITY_FLOOD ->
                new Story(
                        "Within a clock hour of the broker's time, a thousand identities or more appear in a partition of the usage"
                                + " topic that are neither known nor registered, and four times as many as in its busiest hour; or"
                                + " more than `identity.most.per.partition` would have to be remembered. Keyed `partition:` and its"
                                + " name. Beyond the limit calls are counted and not judged; what is known goes on as ever.",
                        List.of("identities"),
                        List.of(3, 4),
                        "4 when calls are left unjudged, else 3.");
            case EXPOSED_KEY_USED ->
                new Story(
                        "A credential that was reported on the topic of exposures answers a call, or did so within a day before"
                                + " the report came. No baseline and no second sign is asked for.",
                        List.of("exposed keys"),
                        List.of(4, 5),
                        "5 while another alert of the identity is open, else 4.");
            case USE_AFTER_REVOCATION ->
                new Story(
                        "A call is answered later than the time that the target of a live suspension or revocation may take"
                                + " after its yes; with the action's credential, or with any where the action names none."
                                + " Measures how long the credential outlived it. No baseline and no second sign is asked"
                                + " for.",
                        List.of("seconds after revocation"),
                        List.of(5),
                        "5.");
            case OFF_SCOPE ->
                new Story(
                        "A call is answered by a model, comes from a region, or asks for an operation that is not among"
                                + " those declared for its identity; holds data of a class above the declared one; or a model"
                                + " answers an administrator's key for which no models were declared.",
                        List.of("calls"),
                        List.of(3),
                        "3.");
            case BUDGET_SOFT ->
                new Story(
                        "A threshold of a soft limit is reached, or one below the limit of a hard budget; each once in the"
                                + " budget's period. In tokens, or in the budget's currency.",
                        List.of("tokens"),
                        List.of(2, 3),
                        "3 from 100 per cent on, else 2.");
            case BUDGET_HARD ->
                new Story(
                        "A hard budget is used up. In tokens, or in the budget's currency.",
                        List.of("tokens"),
                        List.of(4),
                        "4.");
            case BUDGET_FORECAST ->
                new Story(
                        "A budget will be used up before its period is over, both at the period's average pace and at that of"
                                + " late; said once in a period, after a tenth of it.",
                        List.of("tokens"),
                        List.of(2),
                        "2.");
            default -> ofGroups(kind);
        };
    }

    private static Story ofGroups(AlertKind kind) {
        return switch (kind) {
            case ENVIRONMENT_MISMATCH ->
                new Story(
                        "A call of an identity that is registered for an environment that begins with `test` or `dev` is"
                                + " answered in one that begins with `prod`. Also: such test environments of an application spend"
                                + " `environment.mismatch.percent` of what its production does within 24 hours; that alert is keyed"
                                + " `application:` and its name, and `affected_identities` says who spent it.",
                        List.of("calls", "% of production"),
                        List.of(3),
                        "3.");
            case DUPLICATED_AUTOMATION ->
                new Story(
                        "Two identities of one business unit do near-identical work, by their last two weeks: at the same hours and"
                                + " days, of the same models, with the same tokens per call, in and out, and tokens a day, within a"
                                + " distance of 0.085 over all of them. Judged once a day, after twelve days. Keyed `business_unit:` and its"
                                + " name; `affected_identities` names both.",
                        List.of("% alike"),
                        List.of(2),
                        "2.");
            case SPEND_CONCENTRATION ->
                new Story(
                        "An identity that two applications or more share carries `spend.concentration.percent` of what its business"
                                + " unit of three identities or more spent within seven days: of the cost where all of it is known, else"
                                + " of the tokens. Keyed `business_unit:` and its name.",
                        List.of("% of spend"),
                        List.of(2),
                        "2.");
            case METER_GAP ->
                new Story(
                        "A producer known for a week publishes nothing for twice its longest silence of a fortnight, a quarter of"
                                + " an hour at least, while two others or more publish. By the event time that two producers have"
                                + " reached. Keyed `producer:` and its name.",
                        List.of("minutes of silence"),
                        List.of(3),
                        "3.");
            case UNATTRIBUTED ->
                new Story(
                        "Of a hundred events or more that a producer published within an hour,"
                                + " `producer.unattributed.percent` have no application, no environment or no owner, neither by"
                                + " themselves nor by the registry. Keyed `producer:` and its name.",
                        List.of("% of events"),
                        List.of(2),
                        "2.");
            default -> throw new IllegalArgumentException(kind + " (expected: a kind with a story)");
        };
    }
}
