// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges what the identities of one business unit do beside each other: {@link DuplicatedAutomation} and
 * {@link SpendConcentration}. What is found depends on the unit's parts alone, in their order.
 */
public final class BusinessUnits {

    /** What the name of a business unit begins with where an alert is about it. */
    public static final String GROUP_PREFIX = "business_unit:";

    private final DuplicatedAutomation duplicatedAutomation;
    private final SpendConcentration spendConcentration;

    /** A judge of business units by these settings. */
    public BusinessUnits(DetectionSettings settings, GroupSettings groupSettings) {
        this.duplicatedAutomation = new DuplicatedAutomation(settings);
        this.spendConcentration = new SpendConcentration(settings, groupSettings);
    }

    /**
     * Takes one part in.
     *
     * @param book what is remembered of the business unit; changed by this call
     * @param unit the business unit's name
     * @param part what one of its identities consumed
     * @return revisions of episodes that it caused
     */
    public List<Finding> observe(UnitBook book, String unit, HourPart part) {
        List<Finding> findings = new ArrayList<>(0);
        UnitMember member = book.visit(part.identityId());
        // Before the day under way begins to count: it is not over yet, and so not like the others.
        duplicatedAutomation.judge(book, member, unit, part, findings);
        book.add(member, part);
        spendConcentration.judge(book, member, unit, part, findings);
        return findings;
    }

    /** Announces the end of all episodes of a business unit that has fallen silent altogether. Liveness only. */
    public List<Finding> announceSilence(UnitBook book, String unit) {
        List<Finding> findings = new ArrayList<>(0);
        long closedAt = book.nextDay() * HourPart.HOURS_PER_DAY * HourPart.MILLIS_PER_HOUR;
        duplicatedAutomation.closeAll(book, unit, closedAt, findings);
        spendConcentration.closeAll(book, unit, closedAt, findings);
        return findings;
    }
}
