// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * Two identities that do near-identical work, and the episode about them.
 *
 * @param first the one whose id comes first in the alphabet
 * @param second the other
 * @param episode the open episode
 */
record Twins(String first, String second, Episode episode) {

    /** What an episode about two identities is about, whichever is named first. */
    static String subject(String one, String other) {
        return one.compareTo(other) < 0 ? one + " and " + other : other + " and " + one;
    }

    boolean hold(String id) {
        return first.equals(id) || second.equals(id);
    }

    void write(StateWriter out) {
        out.text(first);
        out.text(second);
        episode.write(out);
    }

    static Twins read(StateReader in) {
        return new Twins(in.name(), in.name(), Episode.read(in));
    }
}
