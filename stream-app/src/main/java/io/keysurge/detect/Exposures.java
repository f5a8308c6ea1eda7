// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which credentials of an identity are known to be in other hands. The newest {@value #MOST} are remembered.
 *
 * @param reports in the order in which they came, each id and each fingerprint once
 */
public record Exposures(List<Exposure> reports) {

    /** Nothing is exposed. */
    public static final Exposures NONE = new Exposures(List.of());

    /** Reports beyond which the oldest is forgotten: credentials rotate. */
    static final int MOST = 16;

    public Exposures {
        reports = List.copyOf(reports);
    }

    /** The report on a credential; null when there is none. */
    @Nullable
    Exposure of(@Nullable String fingerprint) {
        if (fingerprint != null) {
            for (Exposure each : reports) {
                if (each.fingerprint().equals(fingerprint)) {
                    return each;
                }
            }
        }
        return null;
    }

    /** Whether a credential may be one of them: for sure where it is told, else when there is any. */
    boolean mayHold(@Nullable String fingerprint) {
        return fingerprint == null ? !isEmpty() : of(fingerprint) != null;
    }

    /** The same with one more report; the first one on a credential stays. */
    public Exposures with(Exposure report) {
        if (reports.stream().anyMatch(each -> each.id().equals(report.id())) || of(report.fingerprint()) != null) {
            return this;
        }
        List<Exposure> more = new ArrayList<>(reports);
        more.add(report);
        return new Exposures(more.subList(Math.max(0, more.size() - MOST), more.size()));
    }

    /** The same without a report that turned out to be wrong. */
    public Exposures without(String id) {
        return new Exposures(
                reports.stream().filter(each -> !each.id().equals(id)).toList());
    }

    /** True where nothing is exposed. */
    public boolean isEmpty() {
        return reports.isEmpty();
    }

    /** Takes them apart; {@link #read} puts them together again. */
    public void write(StateWriter out) {
        out.number(reports.size());
        reports.forEach(each -> each.write(out));
    }

    /** Puts them together. */
    public static Exposures read(StateReader in) {
        int count = in.count();
        List<Exposure> reports = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            reports.add(Exposure.read(in));
        }
        return new Exposures(reports);
    }
}
