// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import io.keysurge.contract.SpendRollup;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** By what spend can be told apart. */
public enum Dimension {
    /** Who pays. */
    BUSINESS_UNIT,
    /** Who answers for the identity. */
    OWNER,
    /** Who consumed. */
    IDENTITY,
    /** Which application called. */
    APPLICATION,
    /** On behalf of which agent. */
    AGENT,
    /** Of which model. */
    MODEL,
    /** Where the identity belongs. */
    ENVIRONMENT;

    /** The name that a roll-up has in this respect; null when nobody said. */
    public @Nullable String of(SpendRollup rollup) {
        return switch (this) {
            case BUSINESS_UNIT -> rollup.getBusinessUnit();
            case OWNER -> rollup.getOwner();
            case IDENTITY -> rollup.getIdentityId();
            case APPLICATION -> rollup.getApplicationId();
            case AGENT -> rollup.getAgentId();
            case MODEL -> rollup.getModel();
            case ENVIRONMENT -> rollup.getEnvironment();
        };
    }

    /** As it is called in a column: {@code business_unit}. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As it is typed in an option: {@code business-unit}. */
    @Override
    public String toString() {
        return column().replace('_', '-');
    }
}
