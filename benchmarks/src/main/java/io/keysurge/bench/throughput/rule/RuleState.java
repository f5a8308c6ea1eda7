// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.rule;

import io.keysurge.bench.throughput.rule.SimpleRule.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rule remembers of one identity. A bean, because that is what Flink stores without reflection on every field.
 */
public final class RuleState {

    private long window = Long.MIN_VALUE;
    private long tokens;
    private List<String> applications = new ArrayList<>();
    private int windows;
    private double mean;
    private double deviation;
    private boolean spiked;
    private boolean fannedOut;

    /** Of an identity that nothing is known of. */
    public RuleState() {}

    /**
     * Takes one event in; events of one identity come in order.
     *
     * @return what it makes known, mostly nothing
     */
    public List<Kind> observe(long millis, long more, @Nullable String application) {
        long now = SimpleRule.window(millis);
        if (now > window) {
            begin(now);
        }
        tokens += more;
        if (application != null
                && applications.size() < SimpleRule.MANY_APPLICATIONS
                && !applications.contains(application)) {
            applications.add(application);
        }
        boolean spikes = !spiked && SimpleRule.isSpike(windows, mean, deviation, tokens);
        boolean fansOut = !fannedOut && SimpleRule.isFanOut(applications.size());
        if (!spikes && !fansOut) {
            return List.of();
        }
        spiked |= spikes;
        fannedOut |= fansOut;
        if (spikes && fansOut) {
            return List.of(Kind.SPIKE, Kind.FAN_OUT);
        }
        return List.of(spikes ? Kind.SPIKE : Kind.FAN_OUT);
    }

    private void begin(long now) {
        if (window != Long.MIN_VALUE) {
            deviation = SimpleRule.deviation(windows, mean, deviation, tokens);
            mean = SimpleRule.mean(windows, mean, tokens);
            windows++;
        }
        window = now;
        tokens = 0;
        applications.clear();
        spiked = false;
        fannedOut = false;
    }

    /** The open window. */
    public long getWindow() {
        return window;
    }

    /** Sets the open window. */
    public void setWindow(long window) {
        this.window = window;
    }

    /** Tokens in the open window. */
    public long getTokens() {
        return tokens;
    }

    /** Sets the tokens in the open window. */
    public void setTokens(long tokens) {
        this.tokens = tokens;
    }

    /** Applications seen in the open window, as many as matter. */
    public List<String> getApplications() {
        return applications;
    }

    /** Sets the applications seen in the open window. */
    public void setApplications(List<String> applications) {
        this.applications = applications;
    }

    /** Finished windows. */
    public int getWindows() {
        return windows;
    }

    /** Sets the number of finished windows. */
    public void setWindows(int windows) {
        this.windows = windows;
    }

    /** Fading mean of the finished windows' tokens. */
    public double getMean() {
        return mean;
    }

    /** Sets the mean. */
    public void setMean(double mean) {
        this.mean = mean;
    }

    /** Fading mean deviation of the finished windows' tokens. */
    public double getDeviation() {
        return deviation;
    }

    /** Sets the mean deviation. */
    public void setDeviation(double deviation) {
        this.deviation = deviation;
    }

    /** Whether the open window's spike is told. */
    public boolean isSpiked() {
        return spiked;
    }

    /** Sets whether the open window's spike is told. */
    public void setSpiked(boolean spiked) {
        this.spiked = spiked;
    }

    /** Whether the open window's fan-out is told. */
    public boolean isFannedOut() {
        return fannedOut;
    }

    /** Sets whether the open window's fan-out is told. */
    public void setFannedOut(boolean fannedOut) {
        this.fannedOut = fannedOut;
    }
}
