// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

/**
 * What one guard rail said.
 *
 * @param name the guard rail, as it is written in the ledger
 * @param passed false: it holds the step back
 * @param reason why, in one sentence
 */
public record Check(String name, boolean passed, String reason) {

    static Check passed(GuardRail rail, String reason) {
        return new Check(rail.label(), true, reason);
    }

    static Check failed(GuardRail rail, String reason) {
        return new Check(rail.label(), false, reason);
    }
}
