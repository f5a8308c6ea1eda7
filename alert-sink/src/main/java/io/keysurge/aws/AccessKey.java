// SPDX-License-Identifier: Apache-2.0
package io.keysurge.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an access key is called at AWS.
 *
 * @param user name of the user whose it is
 * @param id its own id, which is no secret
 */
record AccessKey(String user, String id) {

    /** An id has 16 characters or more, all capitals and digits; a secret access key never has. */
    private static final Pattern WHOLE = Pattern.compile("([\\w+=.@-]+)/([A-Z0-9]{16,128})");

    /**
     * Reads what a person wrote.
     *
     * @throws IllegalArgumentException when it names no key; does not repeat it, since it may be a secret
     */
    static AccessKey parse(String text) {
        Matcher parts = WHOLE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("(not shown) (expected: USER/ACCESSKEYID, never a secret access key)");
        }
        return new AccessKey(parts.group(1), parts.group(2));
    }

    String shown() {
        return "access key " + id + " of user " + user;
    }
}
