// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one source of attempts: whose keys it tried within the last minutes, and the episode that is
 * open about it. Mutable and owned by one thread; bounded whatever the input.
 */
public final class Source {

    static final int WINDOW_MINUTES = 10;
    /** Keys beyond which the one tried longest ago is forgotten. */
    static final int MOST_KEYS = 100;

    private final List<Key> keys = new ArrayList<>();
    private long newestMinute;

    @Nullable
    Episode episode;

    int announcedKeys;

    /** A source that was never seen. */
    public Source() {}

    /** One key that was tried. */
    private static final class Key {
        private final String identityId;
        private long minute;
        private boolean refused;
        private boolean exposed;

        Key(String identityId, long minute, boolean refused, boolean exposed) {
            this.identityId = identityId;
            this.minute = minute;
            this.refused = refused;
            this.exposed = exposed;
        }
    }

    /** The source's own clock, minutes since 1970; 0 when it was never seen. */
    public long newestMinute() {
        return newestMinute;
    }

    /** True while an episode about it has not closed. */
    public boolean hasOpenEpisode() {
        return episode != null && !episode.announcedClosed();
    }

    /** Takes an attempt in; false when it is too old to say anything. */
    boolean note(Attempt attempt, long minute) {
        newestMinute = Math.max(newestMinute, minute);
        if (episode == null) {
            keys.removeIf(key -> key.minute <= newestMinute - WINDOW_MINUTES);
        }
        if (minute <= newestMinute - WINDOW_MINUTES) {
            return false;
        }
        for (Key key : keys) {
            if (key.identityId.equals(attempt.identityId())) {
                key.minute = Math.max(key.minute, minute);
                key.refused |= attempt.refused();
                key.exposed |= attempt.exposed();
                return true;
            }
        }
        if (keys.size() == MOST_KEYS) {
            keys.remove(0);
        }
        keys.add(new Key(attempt.identityId(), minute, attempt.refused(), attempt.exposed()));
        return true;
    }

    /** How many keys were tried in the window, or in the open episode. */
    public int tried() {
        return keys.size();
    }

    /** How many of them were refused. */
    int refused() {
        int refused = 0;
        for (Key key : keys) {
            refused += key.refused ? 1 : 0;
        }
        return refused;
    }

    /** How many of them are known to be in other hands. */
    int exposed() {
        int exposed = 0;
        for (Key key : keys) {
            exposed += key.exposed ? 1 : 0;
        }
        return exposed;
    }

    /** Whose keys were tried, in the order of their first attempt. */
    List<String> identities() {
        return keys.stream().map(key -> key.identityId).toList();
    }

    /** Forgets the episode and the keys it was about. */
    void forget() {
        episode = null;
        announcedKeys = 0;
        keys.removeIf(key -> key.minute <= newestMinute - WINDOW_MINUTES);
    }

    /** Takes the state apart; {@link #read} puts it together again without any difference. */
    public void write(StateWriter out) {
        out.number(newestMinute);
        out.number(keys.size());
        for (Key key : keys) {
            out.text(key.identityId);
            out.number(newestMinute - key.minute);
            out.number(key.refused ? 1 : 0);
            out.number(key.exposed ? 1 : 0);
        }
        out.number(announcedKeys);
        out.number(episode == null ? 0 : 1);
        if (episode != null) {
            episode.write(out);
        }
    }

    /** Puts the state together. */
    public static Source read(StateReader in) {
        return read(in, true);
    }

    /** Puts a state together that was taken apart before exposed keys counted more. */
    public static Source readFirstLayout(StateReader in) {
        return read(in, false);
    }

    private static Source read(StateReader in, boolean withExposed) {
        var source = new Source();
        source.newestMinute = in.number();
        int size = in.count();
        for (int i = 0; i < size; i++) {
            source.keys.add(new Key(
                    in.name(), source.newestMinute - in.number(), in.number() == 1, withExposed && in.number() == 1));
        }
        source.announcedKeys = in.count();
        source.episode = in.number() == 1 ? Episode.read(in) : null;
        return source;
    }
}
