// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.detect.Identity;
import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the registry says of one identity, and for which usage: a record that holds from some event time on leaves what
 * was said before for usage before it, whenever that is read. A record replaces all that would hold from the same time or
 * later.
 */
public final class RegistryEntry {

    /** From when a record holds that says nothing of it: for all usage that is judged after it came. */
    public static final long ALWAYS = Long.MIN_VALUE;

    /** Most that is kept of one identity: beyond it, what held first is forgotten. */
    private static final int MOST_WORDS = 4;

    /** In the order of the times from which they hold; never empty. */
    private final List<Word> words;

    /**
     * What holds from one time on.
     *
     * @param from event time, milliseconds since 1970
     * @param facts who the identity is
     * @param judged the same as judgement takes it
     */
    public record Word(long from, IdentityFacts facts, Identity judged) {

        private Word(long from, IdentityFacts facts) {
            this(from, facts, facts.judged());
        }
    }

    private RegistryEntry(List<Word> words) {
        this.words = words;
    }

    /** What holds for all usage. */
    public static RegistryEntry of(IdentityFacts facts) {
        return new RegistryEntry(List.of(new Word(ALWAYS, facts)));
    }

    /**
     * What is said after another record came.
     *
     * @param before what was said until then; null when nothing was
     * @param from event time from which the record holds, or {@link #ALWAYS}
     */
    public static RegistryEntry after(@Nullable RegistryEntry before, IdentityFacts facts, long from) {
        List<Word> words = new ArrayList<>(before == null ? List.of() : before.words);
        words.removeIf(word -> word.from() >= from);
        words.add(new Word(from, facts));
        return new RegistryEntry(List.copyOf(words.size() > MOST_WORDS ? words.subList(1, words.size()) : words));
    }

    /** What holds for usage at an event time; null where the identity was not registered yet. */
    public @Nullable Word at(long millis) {
        for (int i = words.size() - 1; i >= 0; i--) {
            if (words.get(i).from() <= millis) {
                return words.get(i);
            }
        }
        return null;
    }

    /** What holds in the end. */
    public IdentityFacts newest() {
        return words.get(words.size() - 1).facts();
    }

    /** True when the same holds for all usage. */
    public boolean isConstant() {
        return words.size() == 1 && words.get(0).from() == ALWAYS;
    }

    /** Takes the entry apart. */
    public void write(StateWriter out) {
        out.number(words.size());
        for (Word word : words) {
            out.number(word.from());
            word.facts().write(out);
        }
    }

    /** Puts an entry together. */
    public static RegistryEntry read(StateReader in) {
        int count = in.count();
        List<Word> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            words.add(new Word(in.number(), IdentityFacts.read(in)));
        }
        return new RegistryEntry(words);
    }
}
