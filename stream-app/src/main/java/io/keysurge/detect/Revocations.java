// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which actions should have stopped an identity. The newest {@value #MOST} are remembered.
 *
 * @param actions in the order in which they became known, each id once
 */
public record Revocations(List<Revocation> actions) {

    /** Nothing was done. */
    public static final Revocations NONE = new Revocations(List.of());

    /** Actions beyond which the oldest is forgotten: every connector has one for each alert. */
    static final int MOST = 16;

    public Revocations {
        actions = List.copyOf(actions);
    }

    /** An action; null when it is not known, or was undone. */
    @Nullable
    Revocation of(@Nullable String actionId) {
        for (Revocation each : actions) {
            if (each.actionId().equals(actionId)) {
                return each;
            }
        }
        return null;
    }

    /**
     * The same, with what became known of an action. When the target said yes for the first time stays: that it was
     * asked again since does not excuse what was used in between.
     */
    public Revocations with(Revocation news) {
        if (news.undone()) {
            return new Revocations(actions.stream()
                    .filter(each -> !each.actionId().equals(news.actionId()))
                    .toList());
        }
        if (of(news.actionId()) != null) {
            return this;
        }
        List<Revocation> more = new ArrayList<>(actions);
        more.removeIf(each -> each.allowedUntil() + UseAfterRevocation.FORGOTTEN_AFTER < news.effectiveAt());
        more.add(news);
        return new Revocations(more.subList(Math.max(0, more.size() - MOST), more.size()));
    }

    /** True where nothing was done. */
    public boolean isEmpty() {
        return actions.isEmpty();
    }

    /** Takes them apart; {@link #read} puts them together again. */
    public void write(StateWriter out) {
        out.number(actions.size());
        actions.forEach(each -> each.write(out));
    }

    /** Puts them together. */
    public static Revocations read(StateReader in) {
        int count = in.count();
        List<Revocation> actions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            actions.add(Revocation.read(in));
        }
        return new Revocations(actions);
    }
}
