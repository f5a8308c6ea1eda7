// SPDX-License-Identifier: Apache-2.0
package io.keysurge.openai;

import io.keysurge.contract.ActionRecord;
import io.keysurge.errand.Errands;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Deadline;
import io.keysurge.revoke.Connector.Standing;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lowers the rate limits of the project that an identity's key is in, and gives them back. Everybody in it is hit. */
final class ProjectThrottle {

    private final OpenAiSettings settings;
    private final RateLimits limits;
    private final Errands errands;

    ProjectThrottle(OpenAiSettings settings, ProjectApi api) {
        this.settings = settings;
        this.limits = new RateLimits(api, settings.throttle().limits());
        this.errands = new Errands(settings.shown(), settings.reach().deadline());
    }

    String plan(String identityId) {
        return Optional.ofNullable(settings.keys().get(identityId))
                .map(key -> "lower to " + settings.throttle().requests() + " requests and "
                        + settings.throttle().tokens() + " tokens a minute the rate limits of the whole project "
                        + ProjectKey.parse(key).project() + " at " + settings.shown())
                .orElse("nothing: " + noKeyOf(identityId));
    }

    Outcome execute(ActionRecord action, String key) {
        return errands.act(key, deadline -> {
            ProjectRates present = find(action, deadline);
            Map<String, Rate> wanted = lowered(present).rates();
            String the = "project " + present.project();
            if (wanted.equals(present.rates())) {
                return new Done(the + " was throttled already");
            }
            limits.change(present, wanted, deadline);
            return new Done(the + " is throttled");
        });
    }

    Standing standing(ActionRecord action) {
        return errands.look(deadline -> {
            ProjectRates present = find(action, deadline);
            return new Standing.Known(lowered(present).equals(present), present.toJson());
        });
    }

    Outcome undo(ActionRecord action, String key) {
        Optional<ProjectRates> prior = ProjectRates.parse(action.getPriorState());
        if (prior.isEmpty()) {
            return new Refused("nobody wrote down how the rate limits stood before");
        }
        return errands.act(key, deadline -> {
            ProjectRates present = find(action, deadline);
            Map<String, Rate> wanted =
                    present.with(Rate::higherOf, prior.get().rates()).rates();
            String the = "project " + present.project();
            if (wanted.equals(present.rates())) {
                return new Done(the + " had its rate limits back already");
            }
            limits.change(present, wanted, deadline);
            return new Done(the + " has its rate limits back");
        });
    }

    private ProjectRates lowered(ProjectRates present) {
        Rate left = settings.throttle().rate();
        return present.with(
                Rate::lowerOf, present.rates().keySet().stream().collect(Collectors.toMap(id -> id, id -> left)));
    }

    /** Of the project that the ledger knows, or else of the one that the settings name. */
    private ProjectRates find(ActionRecord action, Deadline deadline) throws NotDoneException, IOException {
        Optional<ProjectRates> known = ProjectRates.parse(action.getPriorState());
        if (known.isPresent()) {
            return limits.of(known.get().project(), deadline);
        }
        String key = settings.keys().get(action.getIdentityId());
        if (key == null) {
            throw new NotDoneException(new Refused(noKeyOf(action.getIdentityId())));
        }
        return limits.of(ProjectKey.parse(key).project(), deadline);
    }

    private static String noKeyOf(String identityId) {
        return "sink.openai.keys names no key of " + identityId;
    }
}
