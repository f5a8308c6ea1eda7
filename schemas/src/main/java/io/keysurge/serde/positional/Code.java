// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

/** How a field is read. Plain numbers, because a plan is one number per field: an enum would be two more loads each. */
final class Code {

    static final int PASS = 0;
    static final int PASS_LENGTH = 1;
    static final int NUMBER = 2;
    static final int FLAG = 3;
    static final int NAME = 4;
    static final int KEY = 5;
    static final int ID = 6;
    static final int LABEL = 7;
    static final int DESCRIPTION = 8;
    static final int DESCRIBED = 9;
    static final int DESCRIBED_LIST = 10;
    static final int SYMBOL = 11;
    static final int DECIMAL = 12;

    private Code() {}
}
