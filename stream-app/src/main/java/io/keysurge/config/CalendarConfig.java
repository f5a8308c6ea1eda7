// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import io.keysurge.detect.Calendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads which days are off. */
final class CalendarConfig {

    private CalendarConfig() {}

    static Calendar calendar(
            List<String> weekend, String weekendName, List<String> dates, String datesName, List<String> mistakes) {
        Set<Integer> days = new HashSet<>();
        for (String name : weekend) {
            try {
                days.add(
                        DayOfWeek.valueOf(name.strip().toUpperCase(Locale.ROOT)).getValue());
            } catch (IllegalArgumentException e) {
                mistakes.add(weekendName + ": " + name + " (expected: days of the week, such as SATURDAY)");
            }
        }
        Set<Long> off = new HashSet<>();
        for (String date : dates) {
            try {
                off.add(LocalDate.parse(date.strip()).toEpochDay());
            } catch (DateTimeParseException e) {
                mistakes.add(datesName + ": " + date + " (expected: dates, such as 2026-12-25)");
            }
        }
        return new Calendar(days, off);
    }
}
