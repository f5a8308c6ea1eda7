// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * How much alike the work of two identities is: a distance over its rhythm, its sizes and its models, 0 when all are the
 * same. A rhythm and a choice of models differ by the part of the calls that falls elsewhere, sizes by the natural
 * logarithm of their ratio. Each weighs the more the less it is left to chance, and the distances add up as the sides of
 * a box do to its diagonal.
 */
final class Likeness {

    /** What a difference of tokens per call weighs, in and out each: of thousands of calls it is known well. */
    static final double CALL_WEIGHT = 2;
    /** What a difference of tokens a day weighs. */
    static final double DAY_WEIGHT = 1.2;
    /** What a difference of models weighs. */
    static final double MODEL_WEIGHT = 0.6;
    /** Hours a day, evenly used, of which chance moves little; where there are fewer, a difference of hours weighs less. */
    static final double MANY_HOURS = 10;

    private Likeness() {}

    /** The distance, 0 or more. */
    static double distance(Workload one, Workload other) {
        double models = MODEL_WEIGHT * one.models().distance(other.models());
        double input = CALL_WEIGHT * (one.inputPerCall() - other.inputPerCall());
        double output = CALL_WEIGHT * (one.outputPerCall() - other.outputPerCall());
        double amount = DAY_WEIGHT * (one.tokensPerDay() - other.tokensPerDay());
        return Math.sqrt(hours(one, other)
                + weekdays(one, other)
                + models * models
                + input * input
                + output * output
                + amount * amount);
    }

    /** The square of the distance of the hours of the day. */
    private static double hours(Workload one, Workload other) {
        double apart = 0;
        double evenness = 0;
        for (int hour = 0; hour < Workload.HOURS; hour++) {
            apart += Math.abs(one.hourPart(hour) - other.hourPart(hour)) / 2;
            evenness += one.hourPart(hour) * other.hourPart(hour);
        }
        // Of so many evenly used hours each would hold such a part; two that share none have none.
        double weight = evenness == 0 ? 1 : Math.min(1, 1 / evenness / MANY_HOURS);
        return weight * apart * apart;
    }

    private static double weekdays(Workload one, Workload other) {
        double apart = 0;
        for (int day = 0; day < Workload.DAYS; day++) {
            apart += Math.abs(one.weekdayPart(day) - other.weekdayPart(day)) / 2;
        }
        return apart * apart;
    }
}
