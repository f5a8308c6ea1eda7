// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/** A sum of tokens that fades exponentially with event time, minute by minute. */
final class Flow {

    private final Fading fading;
    private float past;
    private long now;
    private long minute;

    Flow(Fading fading) {
        this.fading = fading;
    }

    /** A flow as {@link #write} took it apart, near the same minute. */
    Flow(Fading fading, StateReader in, long near) {
        this.fading = fading;
        if (in.number() == 1) {
            past = in.single();
            now = in.number();
            minute = near - in.number();
        }
    }

    /** Adds tokens of a minute; of a minute that is over they count as if they came now. */
    void add(long at, long tokens) {
        if (at > minute) {
            past = (float) faded(at);
            now = 0;
            minute = at;
        }
        now = MinuteRing.saturatingAdd(now, tokens);
    }

    /** The sum in a minute, what came in it included. */
    double with(long at) {
        return at > minute ? faded(at) : past + now;
    }

    /** The sum in a minute, without what came in it: no matter of the order within the minute. */
    double before(long at) {
        return at > minute ? faded(at) : past;
    }

    void empty() {
        past = 0;
        now = 0;
    }

    private double faded(long at) {
        if (past == 0 && now == 0) {
            return 0;
        }
        return (past + now) * fading.leftAfter(at - minute);
    }

    /** Takes the flow apart; near a minute that is known it takes less room, and dry none. */
    void write(StateWriter out, long near) {
        if (past == 0 && now == 0) {
            out.number(0);
            return;
        }
        out.number(1);
        out.single(past);
        out.number(now);
        out.number(near - minute);
    }
}
